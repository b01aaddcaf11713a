"""The scan for personal data: its time beside one pass over the words, and what it finds."""

import re
import time
from collections.abc import Callable, Collection, Sequence
from datetime import date

from forsa.kinds.loaders import load_practice
from forsa.privacy.body_scan import blocking_in
from forsa.privacy.text_scan import scan_text
from forsa.samples import sample_files, sample_paths
from google.protobuf.message import Message

from benchmarks.planted.decoys import real_pages
from benchmarks.planted.forms import VARIED
from benchmarks.planted.judging import clean_pages, false_alarms, identifier_recall, name_recall
from benchmarks.report import Row

_SIZE = 1_000_000
_ROUNDS = 5
_TODAY = date(2026, 11, 24)


def _best(work: Callable[[], object]) -> float:
    """Milliseconds, the best of a few rounds."""
    spent = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return min(spent) * 1000


def _reports() -> dict[str, str]:
    """The practice reports that ship, French and Arabic, as they are written."""
    paths = [one for one in sample_paths() if one.is_file()]
    return {one.name: sample_files(one)[one.name].decode() for one in paths}


def rows() -> list[Row]:
    """Time, and what is found and what is not."""
    return [*_time(), *_found()]


def _found() -> list[Row]:
    """The attack: identifiers planted in reports, and clean pages."""
    kinds = identifier_recall()
    rows = [
        _share(f"{kind} found", one.rate, 95 if kind in VARIED else 99, one.planted)
        for kind, one in kinds.items()
    ]
    names = name_recall()
    rows.append(_share("names found, warnings too", names.rate, 95, names.planted))
    rows += _alarms("drawn pages", clean_pages())
    return rows + _alarms("real pages, mailboxes aside", real_pages(), but=["email"])


def _alarms(what: str, pages: Sequence[str], but: Collection[str] = ()) -> list[Row]:
    if not pages:
        return []
    blocking, warning = false_alarms(pages, but)
    return [
        Row(
            f"hits that block in 100 {what}", blocking, "", "", None, "<= 2", f"{len(pages)} pages"
        ),
        Row(f"hits that warn in 100 {what}", warning, "", "", None, "-", f"{len(pages)} pages"),
    ]


def _share(what: str, rate: float, goal: int, planted: int) -> Row:
    return Row(what, 100 * rate, "%", "", None, f">= {goal} %", f"{planted} planted")


def _time() -> list[Row]:
    """One long text, and the bodies of the samples as the hub asks of each."""
    reports = _reports()
    joined = "\n".join(reports.values())
    text = (joined * (_SIZE // len(joined) + 1))[:_SIZE]
    words = re.compile(r"\w+")
    passes = _best(lambda: words.findall(text))
    bodies = [load_practice(one, _TODAY, name).message for name, one in reports.items()]
    known: list[Message] = [one for one in bodies if one is not None]
    plain = "\n".join(str(one.SerializeToString(), "utf-8", "replace") for one in known)
    return [
        Row(
            "scan of 1,000,000 characters, French and Arabic",
            _best(lambda: scan_text(text)),
            "ms",
            "one \\w+ pass",
            passes,
            "<= 20",
            "a pass over the words; positions in the original",
        ),
        Row(
            f"the hub's question of {len(known)} clean bodies, {len(plain):,} characters",
            _best(lambda: [blocking_in(one) for one in known]),
            "ms",
            "one \\w+ pass",
            _best(lambda: words.findall(plain)),
            "-",
            "walking the message",
        ),
    ]
