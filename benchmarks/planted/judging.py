"""What the scan finds of what was planted, and what it stops on clean pages."""

import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Final

from forsa.privacy.text_scan import Hit, scan_text

from benchmarks.planted.decoys import clean_paragraphs
from benchmarks.planted.drawing import Planted, clean_page, plant
from benchmarks.planted.forms import FORMS, NAMES

SEED: Final = 20261126
PAGES: Final = 300
EACH_PAGE: Final = 3


@dataclass(slots=True)
class Recall:
    """How much of one kind was found."""

    found: int = 0
    planted: int = 0
    missed: dict[str, str] = field(default_factory=dict)
    """Forms that were not, each with how one of them was written."""

    @property
    def rate(self) -> float:
        """0 to 1."""
        return self.found / self.planted if self.planted else 1.0


def identifier_recall(pages: int = PAGES, seed: int = SEED) -> Mapping[str, Recall]:
    """Plant three identifiers a page, each form as often as the others; found is what blocks."""
    kinds = {form: kind for kind, forms in FORMS.items() for form in forms}
    recalls = {kind: Recall() for kind in FORMS}
    for one, hits in _planted(list(kinds), pages, seed):
        blocked = _covered(hit for hit in hits if hit.blocks)
        _count(recalls[kinds[one.form]], one, hidden=_told(one) <= blocked)
    return recalls


def name_recall(pages: int = PAGES, seed: int = SEED) -> Recall:
    """Plant three names a page; found is what warns or blocks up to the last word of the name."""
    recall = Recall()
    for one, hits in _planted(NAMES, pages, seed):
        end = one.start + len(one.words.rstrip("."))
        last = range(end - len(one.words.rstrip(".").split()[-1]), end)
        _count(recall, one, hidden=set(last) <= _covered(hits))
    return recall


def _planted(forms: Sequence[str], pages: int, seed: int) -> Iterator[tuple[Planted, list[Hit]]]:
    dice = _dice(seed)
    clean = clean_paragraphs()
    order = cycle(dice.sample(forms, len(forms)))
    for _ in range(pages):
        page, planted = plant(list(islice(order, EACH_PAGE)), clean, dice)
        hits = scan_text(page)
        yield from ((one, hits) for one in planted)


def _told(one: Planted) -> set[int]:
    """Where its digits stand; of a mailbox, its letters."""
    at = [index for index, char in enumerate(one.words) if char.isdigit()]
    if not at or "@" in one.words:
        at = [index for index, char in enumerate(one.words) if char.isalnum()]
    return {one.start + index for index in at}


def _covered(hits: Iterable[Hit]) -> set[int]:
    return {at for hit in hits for at in range(hit.start, hit.end)}


def _count(recall: Recall, one: Planted, *, hidden: bool) -> None:
    recall.planted += 1
    recall.found += hidden
    if not hidden:
        recall.missed.setdefault(one.form, one.words)


def false_alarms(pages: Sequence[str], but: Collection[str] = ()) -> tuple[float, float]:
    """Hits that block, and that warn, in 100 pages; those of the kinds `but` do stand there."""
    hits = [hit for page in pages for hit in scan_text(page) if hit.what not in but]
    blocking = sum(hit.blocks for hit in hits)
    return 100 * blocking / len(pages), 100 * (len(hits) - blocking) / len(pages)


def clean_pages(pages: int = PAGES, seed: int = SEED) -> list[str]:
    """Pages in which nothing identifies anybody."""
    dice = _dice(seed)
    clean = clean_paragraphs()
    return [clean_page(clean, dice) for _ in range(pages)]


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  (the same pages every time, and no secret)
