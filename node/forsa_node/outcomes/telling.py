"""What people are told of a register: findings by line, what an import does, how far a year is.

No key and no value of a learner is ever among it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from forsa.outcomes.enrolment import Status
from forsa.outcomes.labels import axis_label, point_label, vintage_label
from forsa.outcomes.register import LearnerFinding, Level
from forsa.outcomes.register.fields import points
from forsa.words.reasons import Language

from forsa_node.ahead import number_of
from forsa_node.outcomes.importing import Planned
from forsa_node.outcomes.overview import Overview
from forsa_node.outcomes.store import RegisterStore
from forsa_node.words import say

_COUNTS: Final = ("added", "late", "removed", "missing", "withdrawn")
_AND: Final[Mapping[Language, str]] = {"fr": ", ", "ar": "، ", "en": ", "}


def mended_lines(store: RegisterStore, language: Language) -> list[str]:
    """What others of this machine could read until now."""
    return [say(language, "register_mended", path=one) for one in store.sealed.mended]


def finding_lines(findings: Iterable[LearnerFinding], language: Language) -> list[str]:
    """Every finding, as a line."""
    return [f"  {one.text(language)}" for one in findings]


def to_mend(findings: Iterable[LearnerFinding]) -> int:
    """How many findings stand in the way."""
    return sum(one.level is Level.ERROR for one in findings)


def plan_lines(plans: Sequence[Planned], language: Language) -> Iterator[str]:
    """What keeping a file would do."""
    for plan in plans:
        told = plan.difference
        year = plan.year.school_year
        yield say(language, "register_year", year=year, before=told.before, after=told.after)
        if told.is_none:
            yield say(language, "register_same")
        for name in _COUNTS:
            count = getattr(told, name)
            if count:
                yield say(language, f"register_{name}", count=count)
        if told.changed:
            fields = _listed(told.fields, language)
            yield say(language, "register_changed", count=told.changed, fields=fields)
        if told.held:
            yield say(language, "register_held", fields=_listed(told.held, language))
        if plan.back_again:
            yield say(language, "register_back_again", count=plan.back_again)
        if plan.mismatch is not None:
            yield f"  {plan.mismatch.text(language)}"


def plan_json(plan: Planned, language: Language) -> dict[str, Any]:
    """The same for machines."""
    told = plan.difference
    return {
        "school_year": plan.year.school_year,
        "before": told.before,
        "after": told.after,
        **{name: getattr(told, name) for name in _COUNTS},
        "changed": told.changed,
        "fields": dict(told.fields),
        "held": dict(told.held),
        "back_again": plan.back_again,
        "mismatch": plan.mismatch.as_json(language) if plan.mismatch else None,
    }


def overview_lines(
    found: Overview, folder: object, language: Language, prepared: Collection[str] = ()
) -> Iterator[str]:
    """How far a year is, and what to do next.

    Args:
        found: The year.
        folder: Of the node, for the commands that are named.
        language: Of the reader.
        prepared: Points with a release that waits for a person: who asks tells of it elsewhere.
    """
    year, frame = found.year.school_year, found.year.frame
    yield say(language, "outcomes_year", year=year, counted=found.counted)
    if frame is not None:
        yield say(language, "outcomes_frame", n=frame.frame_n, day=frame.frozen_on)
    late, withdrawn = (found.learners.get(one.value, 0) for one in (Status.LATE, Status.WITHDRAWN))
    if late or withdrawn:
        yield say(language, "outcomes_others", late=late, withdrawn=withdrawn)
    for point in points():
        if point in prepared:
            name = point_label(point, language)
            yield say(language, "outcomes_point_prepared", point=name)
        else:
            yield _point_line(found, point, folder, language)
    if not prepared:  # one table after the other: the persons' turn comes first
        yield next_line(found, folder, language)


def next_line(found: Overview, folder: object, language: Language) -> str:
    """What to do next for a year."""
    waiting = [point for point in found.due if found.released(point) is None]
    open_points = [point for point in points() if point not in found.due]
    point = waiting[0] if found.next_step == "prepare" else (open_points or [""])[0]
    if found.next_step == "complete":
        point = point_label(point, language)
    values = {"folder": folder, "year": found.year.school_year, "n": found.frame_n, "point": point}
    return say(language, f"outcomes_next_{found.next_step}", **values)


def check_lines(found: Overview, folder: object, language: Language) -> Iterator[str]:
    """What of a register stands in the way of tables, or will hide more than need be."""
    yield say(language, "outcomes_year", year=found.year.school_year, counted=found.counted)
    for axis, count in found.untold.items():
        name = axis_label({"age_band": "age3"}.get(axis, axis), language)
        key = "outcomes_untold_all" if count == found.counted else "outcomes_untold"
        yield say(language, key, axis=name, count=count)
    for point in points():
        yield _point_line(found, point, folder, language)
    ready = [] if problems(found) else [point_label(one, language) for one in found.due]
    if ready:
        yield say(language, "check_ready", points=_AND[language].join(ready))
    else:
        yield say(language, "check_not_ready")
        yield next_line(found, folder, language)


def problems(found: Overview) -> list[str]:
    """Why nothing can be prepared, as codes; empty: something can."""
    if not found.counted:
        return ["EMPTY"]
    why = ["FRAME_MISSING"] if found.year.frame is None else []
    why += ["FRAME_MISMATCH"] if found.mismatch else []
    return why if found.due else [*why, "OUTCOMES_MISSING"]


def _point_line(found: Overview, point: str, folder: object, language: Language) -> str:
    name, released = point_label(point, language), found.released(point)
    if released is not None:
        vintage = vintage_label(released.body.vintage, language)
        key = "waiting" if number_of(released.place) is None else "released"
        return say(language, f"outcomes_point_{key}", point=name, vintage=vintage, folder=folder)
    if point in found.due:
        key = "complete" if problems(found) else "due"
        return say(language, f"outcomes_point_{key}", point=name)
    values = {"filled": found.filled[point], "counted": found.counted}
    return say(language, "outcomes_point_open", point=name, **values)


def _listed(counts: Mapping[str, int], language: Language) -> str:
    return _AND[language].join(f"{name} {count}" for name, count in counts.items())
