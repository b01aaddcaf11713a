"""Rules of a body that the contract's annotations cannot say: days, sums, licences, references.

Each is a function of the body, and of the day it is judged on where that matters.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from google.protobuf.descriptor import Descriptor
from google.protobuf.message import Message

from forsa import codelists
from forsa.attachments.media_types import named_type, suffixes_of
from forsa.kinds.findings import Finding, Level, shown
from forsa.kinds.limits import limits_of
from forsa.kinds.parity import parity_findings
from forsa.v1.curriculum_pb2 import Curriculum
from forsa.v1.governance_pb2 import Agreement
from forsa.v1.practice_pb2 import PracticeReport
from forsa.v1.sharing_pb2 import Adoption

MAX_ATTACHMENTS_BYTES: Final = 200 * 2**20
SMALL_COUNT: Final = 4
"""Counts of 1 to this many people may point at them (threshold k = 5)."""
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def content_findings(body: Message, today: date) -> list[Finding]:
    """What the rules beside the contract find in a body, warnings included."""
    found = [*_days(body, ""), *_licence(body), *_attachment_names(body)]
    found += [*_attachment_endings(body), *_alt_texts(body)]
    for rule in _RULES.get(type(body), ()):
        found += rule(body, today)
    return found


def _licence(body: Any) -> Iterator[Finding]:
    row = codelists.rows("licence").get(body.common.licence)
    if row is not None and row["open"] == "no":
        values = {"value": body.common.licence}
        yield Finding("common.licence", "licence.not_open", values, Level.WARNING)


def _attachment_names(body: Any) -> Iterator[Finding]:
    names = [one.file_name for one in getattr(body, "attachments", ())]
    if len(names) != len(set(names)):
        yield Finding("attachments", "attachments.names")


def _attachment_endings(body: Any) -> Iterator[Finding]:
    """A name ends as its type does: whatever opens a file goes by its last letters.

    The contract asks for a type of the list; what the content is, the author's node alone can see.
    """
    for index, one in enumerate(getattr(body, "attachments", ())):
        endings = suffixes_of(one.media_type)
        if endings and named_type(one.file_name) != one.media_type:
            values = {"value": shown(one.file_name), "known": " ".join(f".{e}" for e in endings)}
            yield Finding(f"attachments[{index}].file_name", "attachment.ending", values)


def _alt_texts(body: Any) -> Iterator[Finding]:
    """The contract asks by the role; a picture that is called a worksheet shows something, too."""
    for index, one in enumerate(getattr(body, "attachments", ())):
        is_called_other = one.role != "picture" and one.media_type.startswith("image/")
        if is_called_other and not one.alt_text:
            yield Finding(f"attachments[{index}]", "attachment.alt_text")


# --- days ---


@cache
def _day_fields(descriptor: Descriptor) -> tuple[tuple[str, ...], tuple[tuple[str, bool], ...]]:
    """Names of the fields that hold days, and of the messages (repeated?) that may."""
    days = tuple(field.name for field in descriptor.fields if limits_of(field).get("day"))
    inner = tuple(
        (field.name, field.is_repeated)
        for field in descriptor.fields
        if field.message_type is not None and any(_day_fields(field.message_type))
    )
    return days, inner


def _days(message: Message, path: str) -> Iterator[Finding]:
    days, inner = _day_fields(message.DESCRIPTOR)
    for name in days:
        text = getattr(message, name)
        if _DAY.fullmatch(text) and _day(text) is None:
            yield Finding(f"{path}{name}", "day.exists", {"value": text})
    for name, is_repeated in inner:
        value = getattr(message, name)
        for index, item in enumerate(value if is_repeated else (value,)):
            place = f"{path}{name}[{index}]." if is_repeated else f"{path}{name}."
            yield from _days(item, place)


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def year_after(today: date) -> date:
    """The same day a year later; 29 February becomes the 28th."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:
        return today.replace(year=today.year + 1, day=28)


def _period(body: Any, today: date) -> Iterator[Finding]:
    limit = year_after(today)
    for name in ("period_start", "period_end"):
        day = _day(getattr(body, name))
        if day is not None and day > limit:
            yield Finding(name, "day.future", {"value": str(day), "limit": str(limit)})


# --- numbers ---


def _small_counts(body: Any, _today: date) -> Iterator[Finding]:
    for index, one in enumerate(body.indicators):
        for name in ("baseline", "value"):
            if one.unit == "count" and 1 <= getattr(one, name) <= SMALL_COUNT:
                path = f"indicators[{index}].{name}"
                yield Finding(path, "indicator.small", level=Level.WARNING)


def _differ(one: float, other: float) -> bool:
    """Whether two sums of hours differ by a hundredth or more: sums of decimals are not exact."""
    return abs(one - other) >= 0.01


def _hours(body: Curriculum, _today: date) -> Iterator[Finding]:
    total = body.total_hours
    parts = body.theory_hours + body.practice_hours + body.workplace_hours
    modules = sum(module.hours for module in body.modules)
    if _differ(parts, total):
        yield Finding(
            "total_hours", "curriculum.hours", {"sum": _short(parts), "total": _short(total)}
        )
    if body.modules and _differ(modules, total):
        yield Finding("modules", "modules.hours", {"sum": _short(modules), "total": _short(total)})


def _short(hours: float) -> str:
    return f"{round(hours, 2):.10g}"


def _weights(body: Curriculum, _today: date) -> Iterator[Finding]:
    for index, module in enumerate(body.modules):
        total = sum(one.weight for one in module.assessment)
        if module.assessment and total != 100:
            yield Finding(f"modules[{index}].assessment", "modules.weights", {"sum": total})


# --- references ---


def _references(body: Curriculum, _today: date) -> Iterator[Finding]:
    known = [one.code for one in body.competencies]
    files = {one.file_name for one in body.attachments}
    for index, module in enumerate(body.modules):
        for place, code in enumerate(module.competencies):
            if code not in known:
                path = f"modules[{index}].competencies[{place}]"
                values = {"value": shown(code), "known": shown(", ".join(known))}
                yield Finding(path, "modules.competency", values)
        for place, name in enumerate(module.materials):
            if name not in files:
                path = f"modules[{index}].materials[{place}]"
                yield Finding(path, "modules.material", {"value": shown(name)})


def _attachments(body: Curriculum, _today: date) -> Iterator[Finding]:
    size = sum(one.size for one in body.attachments)
    if size > MAX_ATTACHMENTS_BYTES:
        values = {"size": size, "limit": MAX_ATTACHMENTS_BYTES}
        yield Finding("attachments", "attachments.size", values)


# --- licences ---


def allowed_licences(source: str) -> tuple[str, ...]:
    """The licences that an adaptation of a work under `source` may have.

    Share-alike keeps the licence, a non-commercial condition stays, work of the network stays in
    the network, and only what asks for nothing may be given away under CC0. Licences that are not
    on the list, among them all that forbid adaptations, allow none.

    Source: CC BY 4.0, 3(a); CC BY-SA 4.0, 3(b); CC BY-NC 4.0, 2(a)(1); ODbL 1.0, 4.4; Licence
    Ouverte 2.0. Where a text leaves room, the narrower reading.
    """
    row = codelists.rows("licence").get(source)
    if row is None:
        return ()
    if row["share_alike"] == "yes" or source == "LicenseRef-Network-Only":
        return (source,)
    everything = codelists.rows("licence").items()
    if source == "CC0-1.0":
        return tuple(code for code, _ in everything)
    return tuple(
        code
        for code, other in everything
        if code != "CC0-1.0" and (row["non_commercial"] == "no" or other["non_commercial"] == "yes")
    )


def _sources(body: Curriculum, _today: date) -> Iterator[Finding]:
    chosen = body.common.licence
    for index, work in enumerate(body.based_on):
        allowed = allowed_licences(work.licence)
        if allowed and chosen not in allowed:
            values = {
                "source": work.licence,
                "chosen": shown(chosen),
                "allowed": ", ".join(allowed),
            }
            yield Finding(f"based_on[{index}].licence", "licence.source", values)


# --- agreements ---


def _term(body: Agreement, _today: date) -> Iterator[Finding]:
    start, end = _day(body.valid_from), _day(body.valid_to)
    if start is not None and end is not None and end < start:
        yield Finding("valid_to", "agreement.dates", {"start": str(start), "end": str(end)})


_Rule = Callable[[Any, date], Iterator[Finding]]

_RULES: Final[Mapping[type[Message], tuple[_Rule, ...]]] = {
    Agreement: (_term, parity_findings),
    PracticeReport: (_period, _small_counts),
    Adoption: (_period, _small_counts),
    Curriculum: (_hours, _weights, _references, _attachments, _sources),
}
"""The rules of each type of body, one line a type."""
