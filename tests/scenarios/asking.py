"""What a proposal of a story asks for: its type, and its actions with their effects."""

import re
from typing import Final

from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import Commitment
from forsa.v1.trust_pb2 import Setting
from google.protobuf.message import Message

from tests.scenarios.story import Stage
from tests.support.folded_log import key_named, unique

ACTION_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    (r"activate (\S+)", "member.activate", "admission"),
    (r"suspend (\S+)", "member.suspend", "suspension"),
    (r"expel (\S+)", "member.expel", "exclusion"),
    (r"reinstate (\S+)", "member.reinstate", "reinstatement"),
    (r"make (\S+) (\S+)", "member.role", "statute_change"),
    (r"set (\S+)=(.*)", "setting.change", "statute_change"),
    (r"group (\S+)=(.*)", "setting.change", "committee"),
    (r"recover (\S+) with (\S+)", "key.recover", "keys"),
    (r"revoke (\S+)", "key.revoke", "keys"),
    (r"redact (\S+)", "record.redact", "moderation"),
    (r"hold (\S+) (\d+) days", "record.hold", "moderation"),
    (r"release (\S+)", "record.release", "moderation"),
    (r"agreement (\S+) of (\d+)(?: version (\d))?", "agreement.publish", "agreement"),
)


def action_of(stage: Stage, words: str) -> tuple[str, str, Message]:
    """Return proposal type, kind and effect of what `words` ask for."""
    for pattern, kind, proposal_type in ACTION_WORDS:
        match = re.fullmatch(pattern, words)
        if match:
            return proposal_type, kind, effect_of(stage, kind, *match.groups())
    raise AssertionError(f"no action is called {words!r}")


def effect_of(
    stage: Stage, kind: str, name: str, value: str = "", version: str | None = None
) -> Message:
    """Return the effect of an action."""
    match kind:
        case "member.role":
            return v1.MemberRole(member=name, role=value)
        case "setting.change":
            return v1.SettingChange(settings=[Setting(name=name, value=value)])
        case "key.recover":
            return v1.KeyRecover(member=name, keys=[stage.log.new_key(name, value)])
        case "key.revoke":
            return v1.KeyRevoke(key_id=key_named(name).key_id, reason="told")
        case "record.hold":
            return v1.RecordHold(target=stage.records[name], reason="told", days=int(value))
        case "record.redact" | "record.release":
            return v1.RecordAct(target=stage.records[name], reason="told")
        case "agreement.publish":
            return v1.AgreementPublish(type=name, version=int(version or 1), needed=int(value))
    return v1.MemberAct(member=name, reason="told")


def text_of(name: str, media_type: str = "") -> Commitment:
    """Return the commitment to the text of an agreement."""
    return Commitment(root=unique(name), size=100, media_type=media_type)


def asked(stage: Stage, words: str) -> tuple[str, list[v1.Action]]:
    """Return type and actions of a proposal that asks for this."""
    if words in NO_ACTION:
        return words, []
    parsed = [action_of(stage, part) for part in words.split(", ")]
    return parsed[0][0], [v1.Action(kind=k, effect=e.SerializeToString()) for _, k, e in parsed]


NO_ACTION: Final = (
    "motion",
    "budget",
    "dues",
    "dissolution",
    "report_approval",
    "accounts_approval",
    "reference_practice",
)
