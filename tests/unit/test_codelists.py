"""The code lists: readable, whole, the same in the contract and in the published source."""

import csv
from pathlib import Path

import pytest
from buf.validate import validate_pb2
from forsa import codelists
from forsa.kinds.limits import CODE_LISTS
from forsa.v1 import rules_pb2
from google.protobuf.descriptor import FieldDescriptor

SHARED = Path(__file__).parents[3] / "shared" / "codelists"
OURS = {"national_holiday"}
"""Lists that are kept here: nobody else publishes them."""


def contract_codes(extension: FieldDescriptor) -> set[str]:
    """The quoted codes in the expression of a shared rule."""
    (rule,) = extension.GetOptions().Extensions[validate_pb2.predefined].cel
    return set(rule.expression.split("'")[1::2])


@pytest.mark.parametrize("rule", CODE_LISTS)
def test_the_contract_closes_a_list_at_its_codes(rule: str) -> None:
    """A code added to one of the two would be offered by forms and refused by the hub."""
    extension = rules_pb2.DESCRIPTOR.extensions_by_name[rule.removeprefix("code.")]
    codes = {code for name in CODE_LISTS[rule] for code in codelists.codes(name)}

    assert contract_codes(extension) == codes


def test_every_shared_code_rule_names_its_lists() -> None:
    """A rule without a list would have no suggestions and no labels."""
    rules = {
        rule.id
        for extension in rules_pb2.DESCRIPTOR.extensions_by_name.values()
        for rule in extension.GetOptions().Extensions[validate_pb2.predefined].cel
        if rule.id.startswith("code.")
    }

    assert rules == set(CODE_LISTS)


@pytest.mark.parametrize("name", codelists.LISTS)
def test_every_code_has_a_label_that_people_can_read(name: str) -> None:
    """A list with empty labels would show codes to people."""
    assert codelists.codes(name)
    for code in codelists.codes(name):
        assert all(codelists.label(name, code, language) for language in ("fr", "ar", "en"))


def test_a_code_of_a_newer_program_is_shown_as_it_is() -> None:
    """A record from next year must not break this year's pages."""
    assert codelists.label("trade", "space_travel", "ar") == "space_travel"


def test_a_label_falls_back_to_french() -> None:
    """An Arabic page says something where no Arabic label exists yet."""
    assert codelists.label("licence", "CC-BY-4.0", "ar") == "Attribution"


def test_a_list_that_does_not_exist_is_refused() -> None:
    """A wrong name would silently give labels of nothing."""
    with pytest.raises(KeyError):
        codelists.rows("../region")


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no published code lists at {SHARED}")
@pytest.mark.parametrize("name", sorted({*codelists.LISTS} - OURS))
def test_our_copy_equals_the_published_list(name: str) -> None:
    """A correction of the published list must reach the project."""
    with (SHARED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        published = list(csv.reader(file))

    ours = [list(row.values()) for row in codelists.rows(name).values()]
    assert ours == published[1:]
