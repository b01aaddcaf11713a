"""A text must not say what its tables hide."""

import pytest
from forsa.outcomes.addresses import CellKey
from forsa.outcomes.axes import OUTCOMES
from forsa.outcomes.axis_words import axis_words, stem
from forsa.outcomes.hidden_numbers import hidden_numbers
from hypothesis import given
from hypothesis import strategies as st

GIRLS_NOT_REACHED: CellKey = (("outcome7", "unknown"), ("sex", "f"))
OF_A_CENTRE: CellKey = (("centre", "ouarzazate"),)
HIDDEN = {3: [GIRLS_NOT_REACHED], 12: [OF_A_CENTRE]}


def said(text: str) -> list[str]:
    """The numbers that were found, as they stand in the text."""
    found = hidden_numbers(text, HIDDEN, ["ouarzazate"])
    return [text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Il reste 3 filles sans nouvelles.", "3"),
        ("Trois filles ont quitté le centre.", "Trois"),
        ("Seules trois jeunes n'ont pu être jointes.", "trois"),
        ("لم نتمكن من الاتصال بـ ٣ فتيات.", "٣"),
        ("غادرت ثلاث فتيات المركز.", "ثلاث"),
        ("المتبقي 3 من ذكور وبنات.", "3"),
        ("Of the girls, three could not be reached.", "three"),
        ("À Ouarzazate ils sont 12.", "12"),
        ("Rien à dire. Parmi les filles, 3 sont parties !", "3"),
    ],
)
def test_a_hidden_number_beside_words_of_its_axes_is_found(text: str, number: str) -> None:
    """Whoever hides a cell and writes it below has hidden nothing."""
    assert said(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Il reste 4 filles sans nouvelles.",
        "Le projet a duré 3 mois.",
        "En 2003, des filles du 13e arrondissement, 33 en tout.",
        "Une fille sur deux, soit 3,5 par mois.",
        "Les filles sont venues. Le bus avait 3 places.",
        "Les 12 ateliers ont ouvert.",
        "Malgré 3 pannes, tout a été mentionné.",
        "Réunion du 3/12 avec les filles.",
    ],
)
def test_other_numbers_and_other_sentences_are_left_alone(text: str) -> None:
    """A check that finds everything is switched off by its second user."""
    assert said(text) == []


def test_an_article_is_no_number_unless_it_says_only() -> None:
    """« Une fille » stands in every text; « une seule fille » tells of one."""
    hidden = {1: [GIRLS_NOT_REACHED]}

    assert hidden_numbers("Une fille raconte sa journée.", hidden) == []
    assert hidden_numbers("Une seule fille est sans nouvelles.", hidden)


@pytest.mark.parametrize("axis", ["sex", "age3", "milieu", "strand", "trade", *OUTCOMES])
def test_every_axis_has_words_in_every_language(axis: str) -> None:
    """An axis without words would never be found."""
    for language in ("fr", "ar", "en"):
        assert axis_words(axis, language), language


@given(st.text(max_size=60))
def test_no_text_makes_it_raise_and_spans_lie_in_the_text(text: str) -> None:
    """Texts are typed by people and pasted from anywhere."""
    for one in hidden_numbers(text + " 3 filles", HIDDEN):
        assert 0 <= one.start < one.end <= len(text) + 9


@pytest.mark.parametrize(
    ("said_word", "listed"),
    [("Filles", "fille"), ("métiers", "Métier"), ("الفتيات", "فتيات"), ("والبنات", "بنات")],
)
def test_a_word_of_a_text_and_of_a_list_are_cut_alike(said_word: str, listed: str) -> None:
    """« Filles » in a text must meet « fille » in the list."""
    assert stem(said_word) == stem(listed)
