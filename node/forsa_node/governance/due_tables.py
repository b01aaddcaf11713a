"""`due table` and `due overview`: who stands where with what is due in a school year."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Any, Final

from forsa.client.files import FolderError, FolderProblem
from forsa.errors import MalformedError, Reason
from forsa.exports.governance.duties import counts, duties_csv
from forsa.exports.governance.duties_workbook import duties_workbook, in_short
from forsa.governance.views.duties import Duty
from forsa.governance.views.duty_words import called, say_duty
from forsa.words.dates import say_time
from forsa.words.duties import say_due
from forsa.words.reasons import Language

from forsa_node.governance.dues import Due, described, read_dues
from forsa_node.new_files import new_file
from forsa_node.reading import reading
from forsa_node.words import say

FORMATS: Final = (".csv", ".xlsx")


def table(
    folder: Path, language: Language, zone: tzinfo, year: str, *, everybody: bool
) -> tuple[list[dict[str, Any]], list[str]]:
    """The duties of a school year, for machines and as lines: the own, or everybody's.

    Raises:
        NotFoundError: nothing is due in the year that was asked for.
    """
    with reading(folder) as stores:
        due = read_dues(stores)
    found = _of_year(due, year, everybody=everybody)
    rows = [described(due, one, language, zone) for one in found]
    as_of = say(language, "due_as_of", time=say_time(due.chronicle.now_ms, language, zone))
    return rows, [as_of, *table_lines(found, due.year(year), language, zone)]


def overview(folder: Path, to: Path, language: Language, zone: tzinfo, year: str) -> int:
    """Write everybody's duties of a school year into a new file; return how many there are.

    Raises:
        MalformedError: the name of the file ends in neither `.csv` nor `.xlsx`.
        NotFoundError: as `table`.
        FolderError: there is such a file already.
    """
    ending = to.suffix.lower()
    if ending not in FORMATS:
        raise MalformedError(
            f"the name {to.name} ends in neither .csv nor .xlsx", Reason.KIND_BODY_INVALID
        )
    with reading(folder) as stores:
        due = read_dues(stores)
    found = _of_year(due, year, everybody=True)
    chronicle = due.chronicle
    if ending == ".csv":
        data = b"\xef\xbb\xbf" + duties_csv(found, language, zone).encode()
    else:
        now_ms, size = chronicle.now_ms, chronicle.state.size
        data = duties_workbook(found, language, zone, now_ms=now_ms, size=size)
    try:
        with new_file(to) as file:
            file.write(data)
    except FileExistsError:
        raise FolderError(f"{to} is there already", FolderProblem.EXISTS, to) from None
    return len(found)


def table_lines(
    duties: Sequence[Duty], year: str, language: Language, zone: tzinfo
) -> Iterator[str]:
    """A paragraph for each thing that is due: how many stand where, then each member."""
    yield say(language, "due_table_head", year=year)
    for asked in {one.obligation.object_id: one.obligation for one in duties}.values():
        own = [one for one in duties if one.obligation.object_id == asked.object_id]
        yield called(asked, language, zone)
        if len(own) == 1:
            yield f"  {say_duty(own[0], language, zone)}"
            continue
        yield f"  {_counted(own, language)}"
        for one in own:
            values = {"member": one.member, "says": in_short(one, language)}
            yield say(language, "due_table_row", **values)


def _counted(duties: Sequence[Duty], language: Language) -> str:
    found = dict(counts(duties))
    found.pop("days_late")
    return say(language, "due_and").join(
        say(language, "due_count", standing=say_due("standing", code, language), number=number)
        for code, number in found.items()
    )


def _of_year(due: Due, asked: str, *, everybody: bool) -> list[Duty]:
    year = due.year(asked)
    meant = due.duties if everybody else due.own
    return [one for one in meant if one.obligation.school_year == year]
