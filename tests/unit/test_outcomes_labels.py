"""Every part of a table has a name in the three languages."""

import pytest
from forsa.outcomes.axes import CENTRE, TOTAL, closed_axes
from forsa.outcomes.labels import (
    axis_label,
    code_label,
    point_label,
    state_label,
    table_label,
    vintage_label,
)
from forsa.outcomes.tables import CellState, Vintage
from forsa.words.reasons import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_table_is_shown_to_people_as_its_code(language: Language) -> None:
    """A legend that says `a00_15` or `rest` explains nothing."""
    axes = closed_axes()

    for name in (*axes, CENTRE):
        assert axis_label(name, language) != name
    for axis in axes.values():
        for code in (*axis.codes, TOTAL):
            assert code_label(axis.id, code, language) != code, (axis.id, code)
    for state in CellState:
        assert state_label(state, language) != state
    for vintage in Vintage:
        assert vintage_label(vintage, language) != vintage or language == "en"
    assert point_label("m3", language) != "m3"


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_codes_of_an_axis_have_two_names(language: Language) -> None:
    """Two bars of a chart with one name cannot be told apart."""
    for axis in closed_axes().values():
        labels = [code_label(axis.id, code, language) for code in axis.codes]
        assert len(set(labels)) == len(labels), labels


def test_what_is_not_known_is_called_as_it_is() -> None:
    """A centre has no list, and a newer program may know more codes than this one."""
    assert code_label(CENTRE, "c1", "fr") == "c1"
    assert code_label("outcome7", "abroad", "ar") == "abroad"
    assert axis_label("district", "en") == "district"
    assert state_label("?", "en") == "?"


def test_a_table_is_called_by_its_axes() -> None:
    """`sex_x_outcome7` is a name for programs."""
    assert table_label(("sex", "outcome7"), "fr") == "Sexe × Devenir (7 classes)"
    assert table_label((), "en") == "Total"
