"""The pictures of the guide on outcomes: drawn by code, so that they say what the program does.

`python -m tests.support.guide_pictures` draws them again; tests/unit/test_guide_pictures.py holds
that they are drawn like this, and that their figures are those of the register that ships.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Final

from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.labels import code_label
from forsa.outcomes.products import ladder, table_id
from forsa.words.reasons import Language

FOLDER: Final = Path(__file__).parents[2] / "docs" / "guide" / "pictures"
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "ar")
WIDTH: Final = 760
OUTCOMES: Final = closed_axes()["outcome7"].codes
ROWS: Final = ("f", "m", TOTAL)
COUNTS: Final[Mapping[str, tuple[int, ...]]] = {
    "f": (4, 3, 3, 17, 14, 0, 8),
    "m": (24, 8, 6, 56, 24, 6, 13),
    TOTAL: (28, 11, 9, 73, 38, 6, 21),
}
"""Sex by outcome at exit, of the register that ships; a test counts them again."""
SMALL: Final = frozenset(("f", outcome) for outcome in OUTCOMES[:3])
"""What hiding small counts alone would hide."""
HIDDEN: Final = frozenset((sex, outcome) for sex in ("f", "m") for outcome in OUTCOMES[:3])
"""What is hidden of this table, so that nothing can be calculated back."""
INTERVALS: Final[Mapping[tuple[str, str], tuple[int, int]]] = {
    ("f", "formal_education"): (0, 10),
    ("f", "vocational_training"): (0, 10),
    ("f", "apprenticeship"): (0, 9),
    ("m", "formal_education"): (18, 28),
    ("m", "vocational_training"): (1, 11),
    ("m", "apprenticeship"): (0, 9),
}
"""What anybody can conclude about the hidden cells from this table alone."""

_INK, _PALE, _LINE, _MARK, _ALARM = "#1d2733", "#f3f5f7", "#b9c2cc", "#2f6f9f", "#b3261e"
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "total": ("Total", "المجموع"),
    "naive": (
        "Cacher seulement les petits nombres : une soustraction suffit.",
        "إخفاء الأعداد الصغيرة وحدها: تكفي عملية طرح.",
    ),
    "naive_how": (
        "28 − 24 = 4 : les 4 filles en enseignement formel sont retrouvées.",
        "28 − 24 = 4: نعرف من جديد أن 4 فتيات في التعليم النظامي.",
    ),
    "safe": (
        "Ce que forsa publie : d'autres cases sont cachées aussi, et les totaux restent vrais.",
        "ما تنشره فرصة: تُخفى خانات أخرى كذلك وتبقى المجاميع صحيحة.",
    ),
    "safe_how": (
        "● caché ; en dessous, tout ce que l'on peut en conclure (au moins 8 valeurs d'écart).",
        "● مخفي؛ وتحته كل ما يمكن استنتاجه (بفارق 8 على الأقل).",
    ),
    "range": ("{low} à {high}", "من {low} إلى {high}"),
    "ladder": (
        "Plus l'effectif publié est grand, plus il y a de tableaux.",
        "كلما كبر عدد المسجلين المنشور زادت الجداول.",
    ),
    "learners": ("{low} à {high} jeunes", "من {low} إلى {high} من اليافعين"),
    "less": ("moins de {high} jeunes", "أقل من {high} من اليافعين"),
    "more": ("{low} jeunes et plus", "{low} من اليافعين فأكثر"),
    "only_n": ("l'effectif seul", "العدد الإجمالي وحده"),
    "way": (
        "Le registre ne quitte pas l'ordinateur du centre ; seul le tableau signé en sort.",
        "لا يغادر السجل حاسوب المركز؛ لا يخرج إلا الجدول الموقَّع.",
    ),
    "register": ("Registre chiffré", "سجل مشفر"),
    "counts": ("Comptage, protection, contrôle", "عدّ وحماية ومراقبة"),
    "first": ("Salma prépare et signe", "تُعِدّ سلمى وتوقّع"),
    "second": ("Driss regarde et signe", "ينظر إدريس ويوقّع"),
    "hub": ("Le hub refait le contrôle", "يعيد المحور المراقبة"),
    "all": ("Tous revérifient", "يتحقق الجميع من جديد"),
    "here": ("à l'association", "في الجمعية"),
    "there": ("au réseau", "في الشبكة"),
}


@dataclass(frozen=True)
class Page:
    """One picture in one language; Arabic runs from the right."""

    language: Language
    height: int

    def x(self, at: float, width: float = 0) -> float:
        """Where something of a width begins, `at` from the side that is read first."""
        return WIDTH - at - width if self.language == "ar" else at

    def say(self, word: str, **values: int) -> str:
        """A word of the picture."""
        return _WORDS[word][LANGUAGES.index(self.language)].format_map(values)

    def text(
        self,
        at: float,
        y: float,
        words: str,
        *,
        middle: bool = False,
        colour: str = _INK,
        **more: str,
    ) -> str:
        """A line of text; marks around Arabic keep its numbers and points in their places."""
        is_arabic = self.language == "ar"
        anchor = "middle" if middle else "end" if is_arabic else "start"
        given = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
        told = f"\u200f{words}\u200f" if is_arabic and not words.isdecimal() else words
        return (
            f'<text x="{self.x(at):g}" y="{y:g}" text-anchor="{anchor}" fill="{colour}"{given}>'
            f"{escape(told)}</text>"
        )

    def box(
        self, at: float, y: float, width: float, height: float, fill: str, line: str = "none"
    ) -> str:
        """A rectangle."""
        return (
            f'<rect x="{self.x(at, width):g}" y="{y:g}" width="{width:g}" height="{height:g}" '
            f'rx="3" fill="{fill}" stroke="{line}"/>'
        )

    def whole(self, title: str, parts: Sequence[str]) -> str:
        """The file."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height}" '
            f'role="img" font-family="system-ui, Noto Sans, Noto Sans Arabic, sans-serif" '
            f'font-size="13" lang="{self.language}">'
        )
        back = f'<rect width="{WIDTH}" height="{self.height}" fill="#ffffff"/>'
        named = f"<title>{escape(title)}</title>"
        return "\n".join((head, named, back, *parts, "</svg>", ""))


def pictures() -> Iterator[tuple[str, str]]:
    """Name and text of every file."""
    for language in LANGUAGES:
        yield f"outcomes-subtraction.{language}.svg", _naive(language)
        yield f"outcomes-published.{language}.svg", _safe(language)
        yield f"outcomes-ladder.{language}.svg", _ladder(language)
        yield f"outcomes-way.{language}.svg", _way(language)


# --- tables ---------------------------------------------------------------------------------------

_LABEL, _CELL, _TOP, _HIGH = 112, 79, 60, 46


def _naive(language: Language) -> str:
    page = Page(language, 300)
    found = {("f", OUTCOMES[0]): _ALARM, ("m", OUTCOMES[0]): _ALARM, (TOTAL, OUTCOMES[0]): _ALARM}
    parts = [
        *_grid(page, SMALL, {}, found),
        page.text(16, 282, page.say("naive_how"), colour=_ALARM),
    ]
    return page.whole(page.say("naive"), [_title(page, "naive"), *parts])


def _safe(language: Language) -> str:
    page = Page(language, 300)
    parts = [*_grid(page, HIDDEN, INTERVALS, {}), page.text(16, 282, page.say("safe_how"))]
    return page.whole(page.say("safe"), [_title(page, "safe"), *parts])


def _title(page: Page, word: str) -> str:
    return page.text(16, 30, page.say(word), font_size="15", font_weight="600")


def _grid(
    page: Page,
    hidden: frozenset[tuple[str, str]],
    known: Mapping[tuple[str, str], tuple[int, int]],
    marked: Mapping[tuple[str, str], str],
) -> Iterator[str]:
    """The table of sex by outcome."""
    for at, outcome in enumerate((*OUTCOMES, TOTAL)):
        label = page.say("total") if outcome == TOTAL else _label(page, "outcome7", outcome)
        for line, words in enumerate(wrap(label, 12, break_long_words=False)[:4]):
            middle = _LABEL + at * _CELL + _CELL / 2
            yield page.text(middle, _TOP + 14 * line, words, middle=True, font_size="10")
    for row, sex in enumerate(ROWS):
        y = _TOP + 56 + row * (_HIGH + 4)
        name = page.say("total") if sex == TOTAL else _label(page, "sex", sex)
        yield page.text(16, y + 28, name, font_size="12")
        for at, outcome in enumerate((*OUTCOMES, TOTAL)):
            value = sum(COUNTS[sex]) if outcome == TOTAL else COUNTS[sex][at]
            place = (sex, outcome)
            yield from _cell(
                page, _LABEL + at * _CELL, y, value, place in hidden, marked.get(place, "")
            )
            if place in known:
                low, high = known[place]
                told = page.say("range", low=low, high=high)
                middle = _LABEL + at * _CELL + _CELL / 2
                yield page.text(middle, y + 40, told, middle=True, colour=_MARK, font_size="10")


def _cell(
    page: Page, at: float, y: float, value: int, is_hidden: bool, colour: str
) -> Iterator[str]:
    fill = "#dbe6ee" if is_hidden else _PALE
    yield page.box(at + 2, y, _CELL - 4, _HIGH, fill, colour or "none")
    words = "●" if is_hidden else str(value)
    middle = at + _CELL / 2
    yield page.text(middle, y + 26, words, middle=True, colour=colour or _INK, font_size="15")


def _label(page: Page, axis: str, code: str) -> str:
    return code_label(axis, code, page.language)


# --- the ladder -----------------------------------------------------------------------------------


def _ladder(language: Language) -> str:
    steps = list(reversed(ladder(10_000)))
    page = Page(language, 60 + 48 * len(steps))
    parts = [_title(page, "ladder")]
    for at, product in enumerate(steps):
        y, width = 52 + at * 48, 170 + at * 25
        parts.append(page.box(16, y, width, 36, _MARK))
        higher = steps[at + 1].least_n - 1 if at + 1 < len(steps) else 0
        if at == 0:
            learners = page.say("less", high=higher + 1)
        elif higher:
            learners = page.say("learners", low=product.least_n, high=higher)
        else:
            learners = page.say("more", low=product.least_n)
        parts.append(page.text(28, y + 23, learners, colour="#ffffff"))
        tables = [_table(page, axes) for axes in product.tables]
        lines = wrap(" · ".join(tables), 62)
        top = y + 31 - 8 * len(lines)
        for line, words in enumerate(lines):
            parts.append(page.text(width + 30, top + 15 * line, words, font_size="12"))
    return page.whole(page.say("ladder"), parts)


_AXES: Final[Mapping[str, tuple[str, str]]] = {
    "sex": ("sexe", "الجنس"),
    "age3": ("âge", "السن"),
    "strand": ("volet", "المسار"),
    "centre": ("centre", "المركز"),
    "outcome4": ("devenir\u00a0(4)", "المآل\u00a0(4)"),
    "outcome7": ("devenir\u00a0(7)", "المآل\u00a0(7)"),
}


def _table(page: Page, axes: Sequence[str]) -> str:
    if not axes:
        return page.say("only_n")
    return "\u00a0×\u00a0".join(_AXES[axis][LANGUAGES.index(page.language)] for axis in axes)


# --- the way --------------------------------------------------------------------------------------


def _way(language: Language) -> str:
    page = Page(language, 210)
    parts = [_title(page, "way")]
    steps = ("register", "counts", "first", "second", "hub", "all")
    parts.append(page.box(10, 50, 4 * 122 + 8, 140, "#eef4f8", _LINE))
    parts.append(page.text(22, 180, page.say("here"), colour=_MARK, font_size="12"))
    parts.append(page.text(4 * 122 + 36, 180, page.say("there"), colour=_MARK, font_size="12"))
    for at, step in enumerate(steps):
        left = 18 + at * 122 + (12 if at >= 4 else 0)
        parts.append(page.box(left, 70, 108, 84, "#ffffff", _MARK))
        for line, words in enumerate(wrap(page.say(step), 13)):
            parts.append(page.text(left + 54, 100 + 17 * line, words, middle=True))
        if at:
            arrow = "←" if page.language == "ar" else "→"
            parts.append(page.text(left - 8, 116, arrow, middle=True, colour=_MARK))
    return page.whole(page.say("way"), parts)


def shown_tables() -> str:
    """The one table of the pictures, by its id."""
    return table_id(("sex", "outcome7"))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in pictures():
        (FOLDER / name).write_text(text, "utf-8")
