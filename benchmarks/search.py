"""Search: over 50,000 generated reports on one core, and over texts that people judged."""

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Final

from forsa.library.index import Document, SearchIndex
from forsa.library.query import Query
from forsa.log_store.shelf import follow

from benchmarks.relevance.corpus import real_texts, samples
from benchmarks.relevance.judging import judged_queries, quality
from benchmarks.report import Row
from tests.support.library_log import LibraryLog
from tests.support.reports import small_report

DOCUMENTS: Final = 50_000
BATCH: Final = 5_000
LOGGED: Final = 10_000
"""Reports that are rebuilt from a log."""
WORDS: Final = 200
"""Words of a generated report."""
SMALL_WORDS: Final = 70
"""Those that a small report has anyway."""
ROUNDS: Final = 4
"""Times that every judged query is asked."""
_SEED: Final = 20_261_124
_THEMES: Final = ("attendance_retention", "basic_skills", "girls_retention", "languages")
_REGIONS: Final = tuple(f"MA-{number:02}" for number in range(1, 13))


def rows() -> list[Row]:
    """How well the judged queries are answered, and what many reports cost."""
    return [*_relevance(), *_speed()]


def _relevance() -> Iterator[Row]:
    keys = {**samples(), **real_texts()}
    judged = judged_queries(keys)
    with TemporaryDirectory(prefix="forsa-") as folder:
        index = SearchIndex.open(Path(folder))
        index.put(((one.object_id, one) for one in keys.values()), len(keys))
        found = quality(index, keys, judged)
        index.close()
    of = f"{found.queries} queries, {len(keys)} texts"
    yield Row("recall among 10 hits", found.recall, "", of, None, ">= 0.9", "one judge")
    yield Row("mean reciprocal rank", found.reciprocal_rank, "", of, None, ">= 0.85", "one judge")


def _speed() -> Iterator[Row]:
    with TemporaryDirectory(prefix="forsa-") as name, _one_core():
        folder = Path(name)
        index = SearchIndex.open(folder)
        rate = DOCUMENTS / _built(index)
        size = sum(path.stat().st_size for path in folder.glob("*")) / 2**20
        milliseconds = _asked(index)
        index.close()
        from_log = LOGGED / _rebuilt(folder / "rebuilt")
    middle, slow = (quantiles(milliseconds, n=100)[at - 1] for at in (50, 95))
    of = f"{DOCUMENTS:,} reports of {WORDS} words"
    yield Row(f"indexing, {of}", rate, "/s", "", None, "", "one core, analysis")
    of_log = f"rebuilding from a log, {LOGGED:,} such reports"
    yield Row(of_log, from_log, "/s", "", None, ">= 2,000 /s", "one core, parsing in Python")
    yield Row("index size", size, "MiB", "", None, "stated", "stored texts")
    yield Row("a search, p50", middle, "ms", "", None, "", "facets, snippets")
    yield Row("a search, p95", slow, "ms", "", None, "< 100 ms", "words in most reports")


def _built(index: SearchIndex) -> float:
    """Seconds of CPU that indexing takes, generating left out."""
    chance = random.Random(_SEED)  # noqa: S311 (words, no secrets)
    vocabulary = _vocabulary()
    seconds = 0.0
    for start in range(0, DOCUMENTS, BATCH):
        batch = [_report(number, vocabulary, chance) for number in range(start, start + BATCH)]
        started = time.process_time()
        index.put(((one.object_id, one) for one in batch), start + BATCH)
        seconds += time.process_time() - started
    return seconds


def _rebuilt(folder: Path) -> float:
    """Seconds of CPU that an index costs that is made from a log, as hub and node make it."""
    chance = random.Random(_SEED)  # noqa: S311 (words, no secrets)
    vocabulary = _vocabulary()
    log = LibraryLog()
    for number in range(LOGGED):
        report = small_report(number)
        words = chance.choices(vocabulary["fr"], k=WORDS - SMALL_WORDS)
        report.context[0].text = " ".join(words)
        log.tell("amal", "practice.report", report)
    log.store()
    index = SearchIndex.open(folder)
    started = time.process_time()
    follow(index, log.read, log.standing)
    seconds = time.process_time() - started
    index.close()
    return seconds


def _asked(index: SearchIndex) -> list[float]:
    """Milliseconds of every search."""
    found = []
    for one in judged_queries({**samples(), **real_texts()}) * ROUNDS:
        started = time.perf_counter()
        index.search(Query(text=one.query, audiences=frozenset({"network"})))
        found.append((time.perf_counter() - started) * 1000)
    return found


def _vocabulary() -> dict[str, list[str]]:
    """Words of the texts there are, as often as they occur, and rarer made-up ones."""
    found: dict[str, list[str]] = {"fr": [], "ar": []}
    for document in [*samples().values(), *real_texts().values()]:
        for tag, text in document.texts.items():
            found.setdefault(tag, []).extend(text.split())
    rare = {"fr": "abcdeilmnoprstu", "ar": "ابتجحدرسعفقلمنوي"}
    chance = random.Random(_SEED)  # noqa: S311 (words, no secrets)
    for tag, letters in rare.items():
        made = ("".join(chance.choices(letters, k=chance.randint(4, 9))) for _ in range(20_000))
        found[tag] = found[tag] * (80_000 // len(found[tag])) + list(made)
    return {tag: found[tag] for tag in rare}


def _report(number: int, vocabulary: dict[str, list[str]], chance: random.Random) -> Document:
    tag = "ar" if number % 2 else "fr"
    words = chance.choices(vocabulary[tag], k=WORDS + 8)
    return Document(
        object_id=number.to_bytes(16, "big"),
        record_id=number.to_bytes(32, "big"),
        index=number,
        kind="practice.report",
        member=f"member-{number % 60}",
        audience="network",
        sequenced_ms=number,
        languages=(tag,),
        region=chance.choice(_REGIONS),
        themes=tuple(chance.sample(_THEMES, 2)),
        maturity="trial",
        years=(str(2015 + number % 12),),
        titles={tag: " ".join(words[:8])},
        texts={tag: " ".join(words[8:])},
    )


@contextmanager
def _one_core() -> Iterator[None]:
    """This process on one core, and then on those it had."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
