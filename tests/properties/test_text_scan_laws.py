"""Laws of the scan: places are those of the original, and nothing hostile makes it slow or fail."""

import time
from collections.abc import Callable
from unicodedata import normalize

import pytest
from forsa.privacy.body_scan import blocking_in, scan_body
from forsa.privacy.name_lists import JOINED, fold
from forsa.privacy.normalising import normalise, plain
from forsa.privacy.text_scan import MASK, SHIPPED, mask, may_block, scan_text
from forsa.v1.common_pb2 import LocalText
from forsa.v1.practice_pb2 import PracticeReport
from hypothesis import example, given
from hypothesis import strategies as st

MARKS = ["\u200b", "\u200f", "ـ", "\u00ad", "\u2066", "\u064e", "\ufeff"]
WORDS = st.sampled_from(
    [
        "Khadija",
        "16 ans",
        "06 12 34 56 78",
        "a@b.ma",
        "AB123456",
        "n° 5",
        "rue",
        "Mme",
        "ـ",
        "ﷺ",
        "½",
        "é",
        "é",
        "\u200b",
        "٣",
        "ﻻ",
        "\n",
        ". ",
        "حي السلام رقم ٤",
        "une élève",
        "①",
        "²",
        "8²",
        "a¹²",
    ]
)
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=5))).map(" ".join)


@example("06 12 34 56 78 rue ½ rue")
@given(TEXTS)
def test_spans_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    """A span past the end would mask the wrong words."""
    hits = scan_text(text)
    bounds = [bound for one in hits for bound in (one.start, one.end)]

    assert bounds == sorted(bounds)
    assert all(0 <= one.start < one.end <= len(text) for one in hits)


@given(TEXTS)
def test_every_place_maps_back_to_what_it_was_made_from(text: str) -> None:
    """The plain copy of a span holds the characters that were found there."""
    copy = normalise(text)
    spans = [copy.span(index, index + 1) for index in range(len(copy.text))]

    assert copy.text == plain(text)
    assert all(
        char in plain(text[start:end]) for char, (start, end) in zip(copy.text, spans, strict=True)
    )
    assert spans == sorted(spans)


@given(st.lists(st.sampled_from(["", *MARKS]), min_size=10, max_size=10), TEXTS, st.booleans())
def test_a_disguised_number_is_found_where_it_stands(
    marks: list[str], before: str, is_arabic: bool
) -> None:
    """Zero-width characters and other digits are how a filter is passed by."""
    zero = 0x660 if is_arabic else 0x30
    number = "".join(
        chr(zero + int(digit)) + mark for digit, mark in zip("0612345678", marks, strict=True)
    )
    text = f"{before} — {number}; fin"
    start = len(before) + 3

    assert any(
        one.blocks and one.start <= start and one.end >= start + len(number.rstrip("".join(MARKS)))
        for one in scan_text(text)
    )


@given(TEXTS)
def test_a_masked_text_holds_no_identifier(text: str) -> None:
    """What is left after masking must not be one half of a number."""
    hits = scan_text(text)
    masked = mask(text, hits)

    assert masked.count(MASK) == len(hits) + text.count(MASK)


@given(TEXTS)
def test_the_fast_answer_agrees_with_the_scan(text: str) -> None:
    """A fast path that says no where the scan says yes is a hole at the hub."""
    assert may_block(text) == any(one.blocks for one in scan_text(text))


BESIDE = st.sampled_from(
    [
        "association",
        "Projet",
        "جمعية",
        "Salma",
        "Salma, 16 ans",
        "yassine (15 ans)",
        "سلمى عمرها 16 سنة",
        "après l'été",
        "de travail",
        "خبرة",
        "06 12 34",
        "56 78",
        "rue Ibn Sina 14",
        "foyers",
        "1",
    ]
)
"""What speaks of a person, and what makes something else of it when it stands beside."""
FIELDS = st.lists(st.lists(BESIDE, min_size=1, max_size=3).map(" ".join), max_size=4)


@example(["Le carnet de l'association", "Salma, 16 ans, a fugué du foyer."])
@example(["Venue Salma, 16 ans", "après l'été"])
@example(["Projet", "Yassine (15 ans) a abandonné"])
@example(["جمعية", "سلمى البالغة من العمر 16 سنة"])
@example(["06 12 34", "56 78"])
@given(FIELDS)
def test_the_hub_reads_each_text_of_a_body_as_its_author_does(texts: list[str]) -> None:
    """The word at the end of a title made a school of the girl in the summary, and let her pass."""
    body = PracticeReport(summary=[LocalText(lang="fr", text=one) for one in texts])

    assert blocking_in(body) == [one for one in scan_body(body) if one.blocks]


NAMES = st.text(st.sampled_from("abeéhmnzÉM"), min_size=3, max_size=8)
ARABIC_NAMES = st.text(st.sampled_from("ابتحدرزسعفلمنهيةأ"), min_size=3, max_size=8)


def is_name(word: str) -> bool:
    """« Ben » and « عبد » are parts of many names, and no name."""
    return fold(word) not in JOINED


@given(
    NAMES.filter(is_name), st.sampled_from([str.upper, str.capitalize, str.title]), st.booleans()
)
def test_a_listed_name_blocks_in_any_case_with_accents_or_without(
    name: str, cased: Callable[[str], str], is_bare: bool
) -> None:
    """Who types the list and who writes the report spell a name differently."""
    written = cased("".join(c for c in normalize("NFD", name) if c.isalpha()) if is_bare else name)
    lists = SHIPPED.with_learners([name])
    hits = scan_text(f"— {written} —", lists)

    assert [(one.start, one.end, one.what, one.blocks) for one in hits] == [
        (2, 2 + len(written), "learner_name", True)
    ]


@given(
    ARABIC_NAMES.filter(is_name), st.sampled_from(["", "و", "ف", "ب", "ل", "وب", "ول", "فل", "وك"])
)
def test_a_listed_arabic_name_blocks_behind_what_is_written_together_with_it(
    name: str, before: str
) -> None:
    """« وبزينب » is "and with Zineb", one word."""
    hits = scan_text(f"— {before}{name} —", SHIPPED.with_learners([name]))

    assert any(one.what == "learner_name" and one.end >= 2 + len(before + name) for one in hits)


PIECES = [
    "a",
    "0",
    "0 ",
    " ",
    "@",
    "a@",
    "a@a.",
    "1.",
    "né le ",
    "né  ",
    "rue n",
    "rue ",
    "n° 1 ",
    "M. ",
    "حي ",
    "Mme A",
    "ـ",
    "́",
    "12 ",
    "0-",
    "B",
    "Fatima ",
    "prison ",
    "élève ",
    "une ",
    "Hay A, bloc ",
    "rue A 1 ",
    "n° 1 rue ",
    "imm 1 appt ",
    "حي ا 1 ",
    "رقم 1 ",
    "السيد ",
    "سلمى ",
    "Salma-",
    "ABC Salma ",
    "Mme ",
    "tél 6 ",
    "CIN ab",
    "A12 34 ",
    "33.0000° ",
    "1° 1' ",
    "lat 1.0000 ",
    "a [at] b [dot] ",
    "a at gmail",
    "1 mars ",
    "salma ",
    "salma, élève ",
    "à 16 ans, ",
    "âgée de 16 ans Salma ",
    "نور عمرها ",
    "عمر 15 سنة ",
    "06 12 34 56 78 / ",
    "06,12,",
    "D.D.N. 1",
    "d. d. n ",
    "jeune mounaim ",
    "el ",
    "عبد ",
    "كريم ",
    " ans",
    "Zoulfa, 16 ans ",
    "A a, 1 ans ",
]
LEARNERS = SHIPPED.with_learners(["El Idrissi Mounaim", "عبد الجبار", "ريم"])


@pytest.mark.parametrize("piece", PIECES)
def test_no_repeated_text_takes_more_than_a_moment(piece: str) -> None:
    """A pattern that backtracks lets one member stop the hub with one record."""
    text = (piece * 262_144)[:262_144]
    started = time.process_time()
    scan_text(text, LEARNERS)

    assert time.process_time() - started < 5
