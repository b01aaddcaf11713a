"""What others made of this member's work: adopted where and how, reviewed, translated."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from forsa.library.cards import LIBRARY_KINDS
from forsa.log_store.around import Around
from forsa.log_store.reading import LogReader
from forsa.log_store.state import Progress, no_progress
from forsa.words.reasons import Language

from forsa_node.around_lines import NOTHING, adoption_lines, review_lines, translation_lines
from forsa_node.finding import find_record
from forsa_node.found import code_label, one_line
from forsa_node.reading import reading
from forsa_node.seen import Seen
from forsa_node.words import say
from forsa_node.works import count_comments, describe_work

PAGE: Final = 256
_ANSWERS: Final = ("adoptions", "reviews", "translations")


def credit_of(
    folder: Path, which: str, language: Language, progress: Progress = no_progress
) -> list[dict[str, Any]]:
    """The credit of one work (`which`), or of every work of this member; only what has some.

    Raises:
        NotFoundError: there is no such work.
    """
    with reading(folder) as stores:
        seen, member = Seen.of(stores), stores.identity.member
        wanted = find_record(stores, which).header.object_id if which else None

        def read(log: LogReader) -> list[dict[str, Any]]:
            around = Around(log, seen.state, seen.fresh_ms)
            pages = _pages(log, member, progress) if wanted is None else [[wanted]]
            return [
                describe_work(work, around.threads(key), language)
                for page in pages
                for key, work in around.works(page).items()
            ]

        found = stores.mirror.read(read)
    return [one for one in found if which or _has_credit(one)]


def _pages(log: LogReader, member: str, progress: Progress) -> Iterator[list[bytes]]:
    """Object ids of this member's works, each once, the oldest first."""
    start, known = 0, set[bytes]()
    size = log.head().size
    while True:
        indexes = log.records_of(LIBRARY_KINDS, [member], start, PAGE)
        things = [one.record().header.object_id for one in log.entries_at(indexes)]
        yield [one for one in dict.fromkeys(things) if one not in known]
        known.update(things)
        if len(indexes) < PAGE:
            return
        start = indexes[-1] + 1
        progress(start, size)


def _has_credit(work: dict[str, Any]) -> bool:
    """Whether another member made something of it: own words are no credit."""
    answers = [one for name in _ANSWERS for one in work[name]]
    own = work["member"]
    return any(one["member"] != own for one in answers) or bool(
        count_comments(work["comments"], own)
    )


def tell_credit(found: list[dict[str, Any]], language: Language) -> list[str]:
    """The same as sentences."""
    return [line for work in found for line in _lines(work, language)]


def _lines(work: dict[str, Any], language: Language) -> Iterator[str]:
    maturity = code_label("maturity", work["maturity"], language) or NOTHING
    title = one_line(work["title"]) or work["object_id"]
    note = say(language, "note_withdrawn") if work["withdrawn"] else ""
    values = {"index": work["index"], "maturity": maturity, "note": note}
    yield say(language, "credit_work", title=title, **values)
    yield from adoption_lines(work["adoptions"], language)
    yield from review_lines(work, language)
    yield from translation_lines(work["translations"], language)
    comments = count_comments(work["comments"], work["member"])
    if comments:
        yield say(language, "credit_comments", count=comments)
