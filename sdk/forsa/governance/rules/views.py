"""Kinds that change no right, and yet must fit what they answer."""

from forsa.envelope import RecordId
from forsa.governance.case import Case
from forsa.governance.lookup import Answer
from forsa.governance.state import Rights
from forsa.governance.verdict import Refused, precondition
from forsa.keys import KeyId, is_signature_valid
from forsa.kinds.registry import KINDS
from forsa.signed import outcome_message
from forsa.v1 import effects_pb2 as v1


def submit(case: Case, effect: v1.ObligationSubmit) -> Rights | Refused:
    """obligation.submit: the obligation names the author, and its evidence is of the right kind."""
    target, author = case.target(), case.author.id
    if target is None:
        return precondition("the obligation is not logged")
    obligation = v1.ObligationSet.FromString(target.effect)
    if obligation.members and author not in obligation.members:
        return precondition(f"the obligation does not concern {author}")
    if not effect.evidence and not obligation.evidence_kind:
        return case.rights
    evidence = case.earlier.records.get(RecordId(effect.evidence))
    if evidence is None or evidence.member != author:
        return precondition("the evidence is not a logged record of the author")
    if evidence.kind != obligation.evidence_kind:
        return precondition(
            f"the evidence is a {evidence.kind}, asked for: {obligation.evidence_kind!r}"
        )
    return case.rights


def appeal(case: Case, _effect: None) -> Rights | Refused:
    """appeal.open: what is appealed against concerns the author."""
    target = case.target()
    message = None if target is None else KINDS[target.kind].effect
    if target is None or message is None:
        return precondition("what is appealed against is not logged")
    concerned = getattr(message.FromString(target.effect), "member", "")
    if concerned != case.author.id:
        return precondition(f"what is appealed against concerns {concerned}")
    return case.rights


def release(case: Case, effect: v1.OutcomeRelease) -> Rights | Refused:
    """outcome.release: a second person of the member signed the same tables."""
    key_id = KeyId(effect.preparer_key_id)
    key = case.rights.keys.get(key_id)
    if key is None or key.member != case.author.id or key.revoked is not None:
        return precondition("the preparer's key is no unrevoked key of the author")
    if key_id == case.key_id:
        return precondition("who prepares an outcome and who releases it are two keys")
    header = case.header
    message = outcome_message(
        case.rights.network_id, case.author.id, header.object_id, header.body.root
    )
    if not is_signature_valid(key.public, message, effect.preparer_sig):
        return precondition("the preparer's signature is not over these tables")
    return case.rights


def answer_others(case: Case, _effect: None) -> Rights | Refused:
    """practice.adopt: the target is another member's."""
    target = case.target()
    if target is None or target.member == case.author.id:
        return precondition(f"what a {case.kind.name} answers is another member's record")
    return case.rights


def review(case: Case, effect: None) -> Rights | Refused:
    """review.publish: the target is another member's, and the author reviews it in one object."""
    if case.is_first_version:
        asked = Answer(case.kind.name, case.author.id, RecordId(case.header.parent))
        if asked in case.earlier.answers:
            return precondition("the author reviewed this already: a change is a new version")
    return answer_others(case, effect)


def translate(case: Case, _effect: None) -> Rights | Refused:
    """translation.publish: the target has a body."""
    target = case.target()
    if target is None or not target.has_body:
        return precondition("what is translated has no body")
    return case.rights
