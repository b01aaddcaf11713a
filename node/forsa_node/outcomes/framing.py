"""Freezing the frame of a school year and publishing how many learners it has.

It is published before anything else, chooses which tables may be, and is what every release of the
year is held against. It may be corrected until the first release, and not afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from forsa.errors import ConflictError, MalformedError, Reason
from forsa.governance.audience import PUBLIC
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.outcomes.enrolment import frame_of, freeze
from forsa.outcomes.names import FRAME
from forsa.outcomes.products import ladder
from forsa.v1.outcomes_pb2 import OutcomeFrame
from forsa.words.reasons import Language

from forsa_node.drafts.writing import Answering
from forsa_node.outcomes.own_records import OwnRecord, own_centres
from forsa_node.outcomes.settled import (
    changed_meanwhile,
    is_released,
    published_of,
    settled,
    with_frame,
)
from forsa_node.outcomes.store import RegisterStore, require_school_year
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.said import publish_said
from forsa_node.words import say

RETURN_MONTH: Final = 10
RETURN_DAY: Final = 31
"""The enrolment return of a school year: 31 October of its first year."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame that may be published."""

    school_year: str
    frame_n: int
    frozen_on: date
    centres_total: int
    late: int
    """Learners who entered after that day."""
    before: OwnRecord | None
    """What it corrects; None: it is the first."""

    @property
    def product(self) -> str:
        """The richest product that so many learners may have."""
        return ladder(self.frame_n)[0].id

    @property
    def is_published(self) -> bool:
        """Whether just this is published already."""
        if self.before is None:
            return False
        body = self.before.body
        return (body.frame_n, body.frozen_on, body.centres_total) == (
            self.frame_n,
            self.frozen_on.isoformat(),
            self.centres_total,
        )

    def lines(self, language: Language) -> Iterator[str]:
        """What is to be published, for whoever says yes to it."""
        values = {"n": self.frame_n, "centres": self.centres_total, "product": self.product}
        yield say(language, "frame_shown", year=self.school_year, day=str(self.frozen_on), **values)
        if self.late:
            yield say(language, "frame_late", count=self.late)
        if self.before is not None:
            yield say(language, "frame_corrects", before=self.before.body.frame_n)
        yield say(language, "frame_means")

    def as_json(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "school_year": self.school_year,
            "frame_n": self.frame_n,
            "frozen_on": self.frozen_on.isoformat(),
            "centres_total": self.centres_total,
            "late": self.late,
            "product": self.product,
            "corrects": self.before.record.record_id.hex() if self.before else "",
        }


def return_day(school_year: str) -> date:
    """The day of the enrolment return of a year.

    Raises:
        MalformedError: it is no school year.
    """
    require_school_year(school_year)
    return date(int(school_year[:4]), RETURN_MONTH, RETURN_DAY)


def plan_frame(
    stores: Stores,
    store: RegisterStore,
    school_year: str,
    frozen_on: date,
    today: date,
    expected: int = 0,
) -> Framed:
    """The frame that a register has on a day; nothing is changed.

    Args:
        stores: For what was published, and the centres.
        store: The register.
        school_year: Which.
        frozen_on: The day of the enrolment return.
        today: A frame is of a day that has been.
        expected: Learners in the enrolment return, as the officer has it; 0 = not told.

    Raises:
        NotFoundError: nobody imported the year.
        MalformedError: the day is not in the year, or still to come.
        ConflictError: `KIND_OUTCOME_FRAME_CHANGED`: tables of the year are out;
            `KIND_OUTCOME_FRAME_MISMATCH`: the register has not as many learners as the return;
            `KIND_PRECONDITION`: it has none.
    """
    published = published_of(stores, school_year)
    year = with_frame(store.require(school_year), published)
    if is_released(published, year):
        raise ConflictError(
            f"tables of {school_year} were released; its enrolment can no longer be corrected",
            Reason.KIND_OUTCOME_FRAME_CHANGED,
        )
    _require_day(school_year, frozen_on, today)
    rows = freeze(year.rows(), frozen_on)
    frame_n = frame_of(rows).height
    if not frame_n:
        raise ConflictError(
            f"no learner of {school_year} entered by {frozen_on}", Reason.KIND_PRECONDITION
        )
    if expected not in {0, frame_n}:
        raise ConflictError(
            f"the register of {school_year} has {frame_n} learners on {frozen_on}, the enrolment "
            f"return {expected}",
            Reason.KIND_OUTCOME_FRAME_MISMATCH,
            register=frame_n,
            expected=expected,
        )
    centres = len(own_centres(stores))
    late = rows.height - frame_n
    return Framed(school_year, frame_n, frozen_on, centres, late, published.frame)


def publish_frame(folder: Path, store: RegisterStore, framed: Framed, asking: Asking) -> int:
    """Sign and queue a frame that was shown, and freeze the rows behind it; return the exit code.

    Nobody imports meanwhile. Stopped in between, the next command freezes the rows.

    Raises:
        ConflictError: the register is another one since it was shown.
        ForsaError: as publishing does.
    """
    school_year = framed.school_year
    with store.sealed.alone():
        with reading(folder) as stores:
            now = plan_frame(stores, store, school_year, framed.frozen_on, framed.frozen_on)
        if now != framed:
            raise changed_meanwhile(school_year)
        code = publish_said(folder, FRAME, _message(framed, asking), _what(framed), asking)
        with reading(folder) as stores:
            settled(stores, store, school_year)
    return code


def _message(framed: Framed, asking: Asking) -> OutcomeFrame:
    message = OutcomeFrame(
        school_year=framed.school_year,
        frame_n=framed.frame_n,
        frozen_on=framed.frozen_on.isoformat(),
        centres_total=framed.centres_total,
    )
    message.common.original_language = asking.language
    message.common.licence = DEFAULT_LICENCE
    return message


def _what(framed: Framed) -> Answering:
    if framed.before is None:
        return Answering(audience=PUBLIC)
    return Answering.replacing(framed.before.record)


def _require_day(school_year: str, frozen_on: date, today: date) -> None:
    if frozen_on > today:
        raise MalformedError(
            f"{frozen_on} is still to come; an enrolment is frozen on its day or later",
            Reason.KIND_BODY_INVALID,
        )
    if not int(school_year[:4]) <= frozen_on.year <= int(school_year[5:]):
        raise MalformedError(
            f"{frozen_on} is no day of the school year {school_year}", Reason.KIND_BODY_INVALID
        )
