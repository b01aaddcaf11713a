"""Findings: every rule that can be reported has words, in every language."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from buf.validate import validate_pb2
from forsa.kinds import labels
from forsa.kinds.bodies import body_messages
from forsa.kinds.findings import Finding, Level, errors_of, shown
from forsa.kinds.limits import limits_of
from forsa.kinds.rule_texts import TEXTS, text_key, text_of
from forsa.v1 import rules_pb2
from forsa.words.reasons import LANGUAGES
from google.protobuf.message import Message

SDK = Path(__file__).parents[2] / "sdk" / "forsa"
REPORTING = (
    *(SDK / "kinds").rglob("*.py"),
    *(SDK / "governance" / "calendar").glob("*.py"),
    *(SDK / "library" / f"{name}.py" for name in ("editions", "translations")),
    SDK.parents[1] / "node" / "forsa_node" / "sharing.py",
    SDK.parents[1] / "node" / "forsa_node" / "governance" / "agreement_file.py",
    *(
        SDK.parents[1] / "node" / "forsa_node" / "drafts" / f"{name}.py"
        for name in ("checking", "relations")
    ),
)
ARABIC = re.compile(r"[\u0600-\u06ff]")
REPORTS = ("Finding", "otes.add", "otes.warn")
NOT_ALONE = {"ignore", "items", "gte"}
"""Parts of an annotation that report nothing by themselves."""


def walk(descriptor: Any) -> Iterator[Any]:
    """A message type and every type inside it."""
    yield descriptor
    for field in descriptor.fields:
        if field.message_type is not None:
            yield from walk(field.message_type)


def types() -> list[Any]:
    """Every message type that is part of a body."""
    found = {
        inner.full_name: inner for one in body_messages.values() for inner in walk(one.DESCRIPTOR)
    }
    return list(found.values())


def rules_in(rules: Message, family: str = "") -> Iterator[str]:
    """The rule ids that a field's annotations can report."""
    for field, value in rules.ListFields():
        if field.is_extension:
            options = rules_pb2.DESCRIPTOR.extensions_by_name[field.name].GetOptions()
            yield from (rule.id for rule in options.Extensions[validate_pb2.predefined].cel)
        elif field.name == "items":
            yield from rules_in(value)
        elif isinstance(value, Message):
            yield from rules_in(value, f"{field.name}.")
        elif field.name == "lte" and rules.HasField("gte"):
            yield f"{family}gte_lte"
        elif field.name not in NOT_ALONE:
            yield f"{family}{field.name}"


def reachable() -> set[str]:
    """Every rule id that the contract or the code can report."""
    found: set[str] = set()
    for one in types():
        found |= {rule.id for rule in one.GetOptions().Extensions[validate_pb2.message].cel}
        for field in one.fields:
            found |= set(rules_in(field.GetOptions().Extensions[validate_pb2.field]))
    for path in REPORTING:
        found |= set(rules_named(path.read_text("utf-8")))
    return found


def rules_named(code: str) -> Iterator[str]:
    """The rules that code reports: the second argument of `Finding`, `add` and `warn`."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(REPORTS):
            rule = node.args[1] if len(node.args) > 1 else None
            if isinstance(rule, ast.Constant):
                yield str(rule.value)


def test_every_rule_that_can_be_reported_has_words() -> None:
    """A coordinator would read `each.max` and not know what to do."""
    rules = reachable()

    assert {"required", "text.min", "code.theme", "curriculum.safety", "yaml.alias"} <= rules
    assert {rule for rule in rules if text_key(rule) not in TEXTS} == set()


def test_no_words_are_kept_for_rules_that_do_not_exist() -> None:
    """Words nobody reads go stale, and hide that a rule was lost."""
    assert set(TEXTS) == {text_key(rule) for rule in reachable()}


@pytest.mark.parametrize("rule", TEXTS)
def test_words_exist_in_three_languages_with_the_same_values(rule: str) -> None:
    """A translation that forgot a value tells half."""
    french, arabic, english = TEXTS[rule]
    names = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in TEXTS[rule]
    ]

    assert names[0] == names[1] == names[2]
    assert len({french, arabic, english}) == 3
    assert ARABIC.search(arabic)
    assert not ARABIC.search(french + english)


def test_every_field_of_every_body_has_a_label_in_three_languages() -> None:
    """A preview would show the name of a field in the contract."""
    names = {field.name for one in types() for field in one.fields}

    assert names - set(labels.FIELDS) == set()
    assert set(labels.FIELDS) - names == set()


def test_every_choice_of_the_contract_has_a_label() -> None:
    """A preview would show a code that no list explains."""
    codes = {
        code
        for one in types()
        for field in one.fields
        for code in limits_of(field).get("in", ())
        if field.name != "media_type"
    }

    assert codes == set(labels.CHOICES)


def test_a_finding_says_where_in_the_words_of_its_reader() -> None:
    """`steps[2].title` means nothing to the person who wrote the third step."""
    finding = Finding("steps[2].title", "text.min", {"text_min": 3, "size": 1, "language": "ar"})

    assert finding.text("fr").startswith("Étapes 3 › Titre (ar) : au moins 3")
    assert finding.text("ar").startswith("المراحل 3 › العنوان (ar): عدد الحروف 3")
    assert finding.text("en").startswith("Steps 3 › Title (ar): at least 3")


def test_a_violation_carries_every_language() -> None:
    """The hub does not know which language the caller's coordinator reads."""
    violation = Finding("title", "required").violation()

    assert (violation.path, violation.rule) == ("title", "required")
    assert set(violation.words) == set(LANGUAGES)


def test_a_rule_of_a_newer_contract_is_named() -> None:
    """An unknown rule must not break the page that lists it."""
    assert text_of("string.new_rule", {}, "fr") == "string.new_rule"


def test_a_value_that_is_missing_does_not_break_the_sentence() -> None:
    """Words are made for people in trouble: they must never be the trouble."""
    assert "?" in text_of("text.min", {}, "en")


def test_foreign_values_are_shown_short_and_on_one_line() -> None:
    """A code of a million characters, or one that turns the line around, is not repeated."""
    hostile = "x\u202e\n" + "y" * 1000

    assert len(shown(hostile)) == 61
    assert "\u202e" not in shown(hostile)
    assert "\n" not in shown(hostile)


def test_only_errors_stand_in_the_way() -> None:
    """A licence that is not open is a warning: the author may have no choice."""
    warning = Finding("common.licence", "licence.not_open", {"value": "x"}, Level.WARNING)
    error = Finding("title", "required")

    assert errors_of([warning, error]) == [error]
