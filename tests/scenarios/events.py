"""The events that stories are told in: `EVENTS` maps each sentence to what it publishes."""

import re
from typing import Final

from forsa.keys import SigningKey
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import Commitment
from forsa.v1.trust_pb2 import Setting
from google.protobuf.message import Message

from tests.scenarios.story import Stage, Table, unit_of
from tests.support.folded_log import DAY_MS, OFFICE, key_named, unique


def _people(_stage: Stage, *_: str) -> str:
    return "accepted"


def _wait(stage: Stage, time: str) -> str:
    stage.log.now_ms += unit_of(time)
    return stage.publish(OFFICE, "member.profile")


def _admit(stage: Stage, member: str, role: str | None) -> str:
    keys = [stage.log.new_key(member, member)]
    effect = v1.MemberAdmit(member=member, role=role or "member", keys=keys)
    return stage.publish(OFFICE, "member.admit", effect)


def _act(stage: Stage, who: str, verb: str, member: str) -> str:
    effect = v1.MemberAct(member=member, reason="told")
    return stage.publish(who, f"member.{verb}", effect)


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
    (r"agreement (\S+) of (\d+)", "agreement.publish", "agreement"),
)


def action_of(stage: Stage, words: str) -> tuple[str, str, Message]:
    """Return proposal type, kind and effect of what `words` ask for."""
    for pattern, kind, proposal_type in ACTION_WORDS:
        match = re.fullmatch(pattern, words)
        if match:
            return proposal_type, kind, _effect(stage, kind, *match.groups())
    raise AssertionError(f"no action is called {words!r}")


def _effect(stage: Stage, kind: str, name: str, value: str = "") -> Message:
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
            return v1.AgreementPublish(type=name, version=1, needed=int(value))
    return v1.MemberAct(member=name, reason="told")


def text_of(name: str, media_type: str = "") -> Commitment:
    """Return the commitment to the text of an agreement."""
    return Commitment(root=unique(name), size=100, media_type=media_type)


def _open(stage: Stage, name: str, who: str, words: str, time: str | None) -> str:
    proposal_type, actions = words, []
    if words not in NO_ACTION:
        parsed = [action_of(stage, part) for part in words.split(", ")]
        proposal_type = parsed[0][0]
        actions = [v1.Action(kind=k, effect=e.SerializeToString()) for _, k, e in parsed]
    effect = v1.ProposalOpen(
        type=proposal_type,
        actions=actions,
        closes_ms=stage.log.now_ms + unit_of(time or "10 days"),
        call=1,
    )
    return _publish_proposal(stage, name, who, effect)


NO_ACTION: Final = ("motion", "budget", "dues", "dissolution", "accounts_approval")


def _publish_proposal(stage: Stage, name: str, who: str, effect: v1.ProposalOpen) -> str:
    text = (text_of("agreed text", "text/plain"),) if effect.type == "agreement" else ()
    outcome = stage.publish(who, "proposal.open", effect, name=name, attachments=text)
    if outcome == "accepted":
        stage.proposals[name] = stage.log.rights.proposals[stage.records[name]]
    return outcome


def _second_call(stage: Stage, first: str, name: str, who: str) -> str:
    former = stage.proposals[first]
    effect = v1.ProposalOpen(
        type=former.type,
        actions=[v1.Action(kind=kind, effect=data) for kind, data in former.actions],
        closes_ms=stage.log.now_ms + 10 * DAY_MS,
        call=2,
        first_call=former.record_id,
    )
    return _publish_proposal(stage, name, who, effect)


def _ballot(
    stage: Stage, name: str, who: str, absent: str | None, choice: str, blind: str | None
) -> str:
    effect = v1.BallotCast(choice=choice)
    if absent is not None:
        member, _, key = absent.partition("/")
        voter = who.partition("/")[0]
        signer: SigningKey | None = key_named(key) if key else None
        effect = stage.log.proxy(choice, member, voter, stage.records[name], signer)
    return stage.publish(who, "ballot.cast", effect, target=name, blind=blind is not None)


def _close(stage: Stage, name: str) -> str:
    """Let time pass to just after the last millisecond that counts."""
    stage.log.now_ms = stage.proposals[name].closes_ms + 1
    return stage.publish(OFFICE, "member.profile")


def _execute(stage: Stage, name: str, who: str, number: str | None, called: str | None) -> str:
    """Publish the next action of a proposal, or the one with this number."""
    proposal = stage.proposals[name]
    index = int(number) if number is not None else (proposal.pending or (0,))[0]
    kind, effect = proposal.actions[index]
    body = text_of("agreed text") if kind == "agreement.publish" else None
    return stage.publish(who, kind, effect, name=called or "", target=name, body=body)


# --- events: the library ------------------------------------------------------------------------

LIBRARY: Final = {
    "report": "practice.report",
    "comment": "comment.publish",
    "review": "review.publish",
    "adoption": "practice.adopt",
    "translation": "translation.publish",
}


def _write(
    stage: Stage, what: str, name: str, who: str, target: str | None, group: str | None
) -> str:
    audience = group or "public"
    return stage.publish(who, LIBRARY[what], name=name, target=target or "", audience=audience)


def _revise(stage: Stage, name: str, who: str) -> str:
    kind = stage.log.earlier.records[stage.records[name]].kind
    return stage.publish(who, kind, name=name, target=name)


def _on_record(stage: Stage, verb: str, name: str, who: str) -> str:
    effect = v1.RecordAct(target=stage.records[name], reason="told")
    return stage.publish(who, f"record.{verb}", effect)


def _hold(stage: Stage, name: str, who: str, days: str) -> str:
    effect = v1.RecordHold(target=stage.records[name], reason="told", days=int(days))
    return stage.publish(who, "record.hold", effect)


def _erased(stage: Stage, name: str, who: str, node: str) -> str:
    effect = v1.RedactDone(target=stage.records[name], node=node)
    return stage.publish(who, "record.redact_done", effect)


# --- events: keys, nodes, delegates ---------------------------------------------------------------


def _add_key(stage: Stage, key: str, member: str, purposes: str | None) -> str:
    named = tuple((purposes or "admin govern record").split())
    effect = v1.KeyAdd(key=stage.log.new_key(member, key, named))
    return stage.publish(member, "key.add", effect)


def _revoke_key(stage: Stage, key: str, who: str) -> str:
    effect = v1.KeyRevoke(key_id=key_named(key).key_id, reason="told")
    return stage.publish(who, "key.revoke", effect)


def _veto(stage: Stage, recovery: str, who: str) -> str:
    return stage.publish(who, "key.veto", target=recovery)


def _add_node(stage: Stage, node: str, member: str, blind: str | None) -> str:
    effect = stage.log.node(member, node)
    return stage.publish(member, "node.add", effect, blind=blind is not None)


def _revoke_node(stage: Stage, node: str, member: str) -> str:
    return stage.publish(member, "node.revoke", v1.NodeRevoke(node=node))


def _delegate(
    stage: Stage, name: str, member: str, keys: str, powers: str, time: str | None
) -> str:
    called = f"{member}/{name}"
    effect = v1.DelegateAppoint(
        delegate=name,
        powers=sorted(powers.split()),
        key_ids=sorted(key_named(key).key_id for key in keys.split()),
        to_ms=stage.log.now_ms + unit_of(time or "300 days"),
    )
    former = called if called in stage.records else ""
    return stage.publish(member, "delegate.appoint", effect, name=called, target=former)


def _end_delegate(stage: Stage, name: str, member: str) -> str:
    return stage.publish(member, "delegate.revoke", v1.DelegateRevoke(delegate=name))


# --- events: agreements, duties, procedures -----------------------------------------------------


def _agreement(stage: Stage, name: str, who: str, parties: str, needed: str) -> str:
    effect = v1.AgreementPublish(
        type="partnership",
        version=2 if name in stage.records else 1,
        parties=sorted(parties.split()),
        needed=int(needed),
    )
    return stage.publish(who, "agreement.publish", effect, name=name)


def _ratify(stage: Stage, act: str, name: str, who: str, blind: str | None) -> str:
    effect = v1.AgreementRatify(act=act.replace(" ", "_"))
    return stage.publish(who, "agreement.ratify", effect, target=name, blind=blind is not None)


def _oblige(stage: Stage, name: str, members: str, evidence: str | None) -> str:
    effect = v1.ObligationSet(
        code="narrative_report",
        members=[] if members == "all" else sorted(members.split()),
        due_ms=stage.log.now_ms + 30 * DAY_MS,
        evidence_kind=evidence or "",
    )
    return stage.publish(OFFICE, "obligation.set", effect, name=name)


def _submit(stage: Stage, who: str, evidence: str, obligation: str) -> str:
    found = b"" if evidence == "files" else stage.records[evidence]
    effect = v1.ObligationSubmit(evidence=found)
    return stage.publish(who, "obligation.submit", effect, target=obligation)


def _sanction(stage: Stage, name: str, member: str) -> str:
    effect = v1.SanctionNotice(member=member, code="warning")
    return stage.publish(OFFICE, "sanction.notice", effect, name=name)


def _appeal(stage: Stage, target: str, who: str) -> str:
    return stage.publish(who, "appeal.open", target=target)


def _unknown(stage: Stage, kind: str, who: str) -> str:
    return stage.publish(who, kind, b"any bytes")


_NAME = r"(\S+)"
_WHO = r"by (\S+?)"
_ACTS = "ratify|ratify with reservation|refuse|withdraw"

EVENTS: Final[Table] = (
    (r"(members|observers|settings) .*", _people),
    (r"wait (\d+ \w+)", _wait),
    (rf"admit {_NAME}(?: as (\S+))?", _admit),
    (r"(\S+) (?:does )?(activate|withdraw|suspend)s? (\S+)", _act),
    (rf"open {_NAME} {_WHO}: (.*?)(?: within (\d+ \w+))?", _open),
    (rf"second call of {_NAME} as {_NAME} {_WHO}", _second_call),
    (rf"ballot {_NAME} {_WHO}(?: for (\S+))?: (\w+)( unseen)?", _ballot),
    (rf"close {_NAME}", _close),
    (rf"execute {_NAME} {_WHO}(?: number (\d))?(?: as (\S+))?", _execute),
    (
        rf"(report|comment|review|adoption|translation) {_NAME} {_WHO}(?: on (\S+))?(?: in (\S+))?",
        _write,
    ),
    (rf"revise {_NAME} {_WHO}", _revise),
    (rf"(redact|release|withdraw) {_NAME} {_WHO}", _on_record),
    (rf"hold {_NAME} {_WHO} for (\d+) days", _hold),
    (rf"erased {_NAME} {_WHO} on (\S+)", _erased),
    (rf"add key {_NAME} of (\S+?)(?: for (.*))?", _add_key),
    (rf"revoke key {_NAME} {_WHO}", _revoke_key),
    (rf"veto {_NAME} {_WHO}", _veto),
    (rf"add node {_NAME} of (\S+?)( unseen)?", _add_node),
    (rf"revoke node {_NAME} of (\S+)", _revoke_node),
    (rf"delegate {_NAME} of (\S+) with (.*) may ([a-z_ ]+?)(?: within (\d+ \w+))?", _delegate),
    (rf"end delegate {_NAME} of (\S+)", _end_delegate),
    (rf"agreement {_NAME} {_WHO} between (.*) needs (\d)", _agreement),
    (
        rf"({_ACTS}) agreement {_NAME} {_WHO}( unseen)?",
        _ratify,
    ),
    (rf"obligation {_NAME} for (.*?)(?: with ([a-z.]+))?", _oblige),
    (r"submission by (\S+) of (\S+) for (\S+)", _submit),
    (rf"sanction {_NAME} of (\S+)", _sanction),
    (rf"appeal against {_NAME} {_WHO}", _appeal),
    (rf"record of kind {_NAME} {_WHO}", _unknown),
)
