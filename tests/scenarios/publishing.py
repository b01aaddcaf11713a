"""What a line of a story does: what members publish, hold, erase, agree on and answer."""

from typing import Final

from forsa.signed import outcome_message
from forsa.v1 import effects_pb2 as v1

from tests.scenarios.asking import text_of
from tests.scenarios.story import Stage, unit_of
from tests.support.folded_log import DAY_MS, OFFICE, key_named, unique

LIBRARY: Final = {
    "report": "practice.report",
    "comment": "comment.publish",
    "review": "review.publish",
    "adoption": "practice.adopt",
    "translation": "translation.publish",
}


def write(
    stage: Stage, what: str, name: str, who: str, target: str | None, group: str | None
) -> str:
    """Publish to the library, alone or in answer to a record."""
    audience = group or "public"
    return stage.publish(who, LIBRARY[what], name=name, target=target or "", audience=audience)


def outcomes(stage: Stage, name: str, who: str, preparer: str, other: str | None) -> str:
    """Release tables that a second key prepared: these, or others."""
    member, tables = who.partition("/")[0], text_of(name)
    object_id = stage.objects.setdefault(name, unique(name, 16))
    signed = text_of("other tables") if other else tables
    message = outcome_message(stage.log.network_id, member, object_id, signed.root)
    key = key_named(preparer)
    effect = v1.OutcomeRelease(preparer_key_id=key.key_id, preparer_sig=key.sign(message))
    return stage.publish(who, "outcome.release", effect, name=name, body=tables)


def revise(stage: Stage, name: str, who: str) -> str:
    """Publish the next version; its effect is that of the one before."""
    header = stage.made[name].header
    return stage.publish(who, header.kind, header.effect, name=name, target=name)


def on_record(stage: Stage, verb: str, name: str, who: str, audience: str | None) -> str:
    """Redact, release or withdraw a record."""
    effect = v1.RecordAct(target=stage.records[name], reason="told")
    return stage.publish(who, f"record.{verb}", effect, audience=audience or "public")


def hold(stage: Stage, name: str, who: str, days: str, audience: str | None) -> str:
    """Hold a record back."""
    effect = v1.RecordHold(target=stage.records[name], reason="told", days=int(days))
    return stage.publish(who, "record.hold", effect, audience=audience or "public")


def erased(stage: Stage, name: str, who: str, node: str) -> str:
    """Say that a node erased what was redacted."""
    effect = v1.RedactDone(target=stage.records[name], node=node)
    return stage.publish(who, "record.redact_done", effect)


def agreement(
    stage: Stage, sort: str, name: str, who: str, parties: str, needed: str, time: str | None
) -> str:
    """Offer a text to its parties; a name told before gets its next version."""
    former = sum(one == name or one.startswith(f"{name}@") for one in stage.records)
    effect = v1.AgreementPublish(
        type="charter" if sort == "charter" else "partnership",
        version=former + 1,
        parties=sorted(parties.split()),
        needed=int(needed),
        ratify_by_ms=stage.log.now_ms + unit_of(time) if time else 0,
    )
    return stage.publish(who, "agreement.publish", effect, name=name)


def ratify(stage: Stage, act: str, name: str, who: str, blind: str | None) -> str:
    """Act on an agreement."""
    effect = v1.AgreementRatify(act=act.replace(" ", "_"))
    return stage.publish(who, "agreement.ratify", effect, target=name, blind=blind is not None)


def oblige(stage: Stage, name: str, members: str, evidence: str | None) -> str:
    """Set a duty, due in thirty days."""
    effect = v1.ObligationSet(
        code="narrative_report",
        members=[] if members == "all" else sorted(members.split()),
        due_ms=stage.log.now_ms + 30 * DAY_MS,
        evidence_kind=evidence or "",
    )
    return stage.publish(OFFICE, "obligation.set", effect, name=name)


def submit(stage: Stage, who: str, evidence: str, obligation: str, name: str | None) -> str:
    """Answer a duty."""
    found = b"" if evidence == "files" else stage.records[evidence]
    files = (text_of("the files", "text/plain"),) if evidence == "files" else ()
    effect = v1.ObligationSubmit(evidence=found)
    return stage.publish(
        who,
        "obligation.submit",
        effect,
        name=name or "",
        target=obligation,
        attachments=files,
    )


def review(stage: Stage, result: str, submission: str, who: str) -> str:
    """Accept or return what was submitted."""
    effect = v1.ObligationReview(result=f"{result}ed")
    return stage.publish(who, "obligation.review", effect, target=submission)


def waive(stage: Stage, obligation: str, member: str, who: str) -> str:
    """Let a member off."""
    effect = v1.ObligationWaive(member=member)
    return stage.publish(who, "obligation.waive", effect, target=obligation)


def assembly(stage: Stage, name: str, who: str) -> str:
    """Call an assembly."""
    effect = v1.AssemblyCall(type="ordinary", call=1, starts_ms=stage.log.now_ms + 15 * DAY_MS)
    return stage.publish(who, "assembly.call", effect, name=name)


def minutes(stage: Stage, name: str, called: str, who: str) -> str:
    """Publish the minutes of an assembly."""
    return stage.publish(who, "assembly.minutes", name=name, target=called)


def sanction(stage: Stage, name: str, member: str, who: str | None) -> str:
    """Give notice of a sanction."""
    effect = v1.SanctionNotice(member=member, code="warning")
    return stage.publish(who or OFFICE, "sanction.notice", effect, name=name)


def flag(stage: Stage, name: str, who: str) -> str:
    """Raise a flag."""
    return stage.publish(who, "flag.raise", v1.FlagRaise(reason="unsafe"), target=name)


def appeal(stage: Stage, target: str, who: str) -> str:
    """Appeal."""
    return stage.publish(who, "appeal.open", target=target)


def unknown(stage: Stage, kind: str, who: str) -> str:
    """Publish a kind that the registry does not have."""
    return stage.publish(who, kind, b"any bytes")
