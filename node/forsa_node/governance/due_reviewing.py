"""`due review` and `due waive`: the office's word on what was handed in or is not owed."""

from datetime import tzinfo
from pathlib import Path
from typing import Any

from forsa.envelope import Record
from forsa.errors import MalformedError, NotFoundError, Reason
from forsa.governance.views.duties import ACCEPTED, RETURNED, Duty
from forsa.governance.views.duty_words import called, say_details, say_duty
from forsa.governance.views.obligations import SUBMIT
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.v1.effects_pb2 import ObligationReview, ObligationWaive
from forsa.v1.governance_pb2 import ReviewNote
from forsa.words.reasons import Language

from forsa_node.finding import find_record
from forsa_node.governance.acting import Act, Signing, act
from forsa_node.governance.dues import Due, described, find_obligation, read_dues, to_review
from forsa_node.publishing import Asking
from forsa_node.reading import reading
from forsa_node.words import say


def review(
    folder: Path, which: str, reason: str, asking: Asking, signing: Signing, zone: tzinfo
) -> int:
    """Accept a submission, or return it with a reason; return the exit code.

    Args:
        folder: The office's node.
        which: The submission: its number, or the beginning of its id.
        reason: Why it is returned; empty: it is accepted.
        asking: How the signer is asked.
        signing: Who signs.
        zone: In which days are told.

    Raises:
        MalformedError: that is no submission.
        ForsaError: the network would refuse it, e.g. this member is no secretariat.
    """
    with reading(folder) as stores:
        due = read_dues(stores)
        record = find_record(stores, which)
    if record.header.kind != SUBMIT:
        raise MalformedError(
            f"{which} is a {record.header.kind}, no submission", Reason.KIND_UNKNOWN
        )
    duty, language = _duty_of(due, record), asking.language
    result = RETURNED if reason else ACCEPTED
    values = {"member": duty.member, "title": called(duty.obligation, language, zone)}
    told = (
        say(language, f"due_{result}", says=say_duty(duty, language, zone), **values),
        *say_details(duty, language, zone),
        say(language, "due_seen_by"),
    )
    effect, note = ObligationReview(result=result), review_note(reason, language)
    what = Act("obligation.review", effect, note, parent=record.record_id, title=duty.member)
    return act(folder, what, asking, told, signing)


def waive(
    folder: Path,
    which: str,
    member: str,
    reason: str,
    asking: Asking,
    signing: Signing,
    zone: tzinfo,
) -> int:
    """Say that a member does not owe an obligation; return the exit code.

    Raises:
        NotFoundError: the obligation is not known, or not asked of this member.
        ForsaError: the network would refuse it.
    """
    with reading(folder) as stores:
        due = read_dues(stores)
        asked = find_obligation(stores, due, which)
    own = [one for one in due.duties if one.obligation == asked and one.member == member]
    if not own:
        raise NotFoundError(f"{which} does not concern {member}", Reason.RECORD_UNKNOWN)
    language = asking.language
    values = {"member": member, "title": called(asked, language, zone)}
    told = (say(language, "due_waives", **values), say(language, "due_seen_by"))
    effect, note = ObligationWaive(member=member), review_note(reason, language)
    what = Act("obligation.waive", effect, note, parent=asked.record_id, title=told[0])
    return act(folder, what, asking, told, signing)


def waiting_for_review(folder: Path, language: Language, zone: tzinfo) -> list[dict[str, Any]]:
    """What was handed in and not looked at, the first that came first."""
    with reading(folder) as stores:
        due = read_dues(stores)
    return [described(due, one, language, zone) for one in to_review(due)]


def review_note(reason: str, language: Language) -> ReviewNote | None:
    """The body of a review or waiver; None: nothing is said beside it."""
    if not reason:
        return None
    note = ReviewNote()
    note.common.original_language = language
    note.common.licence = DEFAULT_LICENCE
    note.reason.add(lang=language, text=reason)
    return note


def _duty_of(due: Due, submission: Record) -> Duty:
    """The duty that a submission is for; one that is on its way is not known yet."""
    for one in due.duties:
        handed = (*one.others, *((one.submission,) if one.submission else ()))
        if any(each.record_id == submission.record_id for each in handed):
            return one
    raise NotFoundError("this submission is not in the log yet", Reason.RECORD_UNKNOWN)
