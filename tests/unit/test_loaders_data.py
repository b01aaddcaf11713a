"""YAML and JSON: every kind with a body, by the contract's own names."""

import json
from datetime import date
from typing import Any

import pytest
from forsa.kinds.bodies import body_messages
from forsa.kinds.loaders import load_json, load_practice, load_yaml
from forsa.kinds.registry import KINDS
from forsa.samples import sample_files, sample_paths
from forsa.v1.practice_pb2 import PracticeReport
from google.protobuf.json_format import MessageToDict

TODAY = date(2026, 11, 24)
REPORT = next(one for one in sample_paths() if "presence" in one.name)


def sample() -> PracticeReport:
    """The shipped report in two languages."""
    (data,) = sample_files(REPORT).values()
    message = load_practice(data, TODAY).message
    assert isinstance(message, PracticeReport)
    return message


@pytest.mark.parametrize("names", ["contract", "json"])
def test_what_protobuf_writes_as_json_reads_back(names: str) -> None:
    """Programs in other languages hand over what their library writes."""
    fields = MessageToDict(sample(), preserving_proto_field_name=names == "contract")
    again = load_json(json.dumps({"kind": "practice.report", **fields}), TODAY)

    assert list(again.findings) == []
    assert again.message == sample()


def test_json_is_yaml_here() -> None:
    """Two readers of one text must not disagree."""
    fields = {"kind": "practice.report", **MessageToDict(sample())}
    text = json.dumps(fields, ensure_ascii=False)

    assert load_yaml(text, TODAY).message == load_json(text, TODAY).message


CASES = {
    "no kind": ("{}", "file.kind"),
    "a kind without a body": ('{"kind": "ballot.cast"}', "file.kind"),
    "a kind nobody knows": ('{"kind": "practice.rapport"}', "file.kind"),
    "no JSON": ("{", "json.syntax"),
    "a list": ("[]", "field.mapping"),
    "a name twice": ('{"kind": "practice.report", "title": "a", "title": "b"}', "yaml.duplicate"),
    "a number that is none": (
        '{"kind": "curriculum.publish", "totalHours": NaN}',
        "field.number",
    ),
    "a number with an exponent": (
        '{"kind": "curriculum.publish", "total_hours": 1e3}',
        "field.number",
    ),
    "half a character": ('{"kind": "practice.report", "province": "\\ud800"}', "text.characters"),
    "brackets without end": ('{"a":' * 100_000, "yaml.depth"),
    "lists in lists": ('{"kind": "practice.report", "themes": [[["sport"]]]}', "field.single"),
    "a text where fields belong": (
        '{"kind": "practice.report", "resources": "x"}',
        "field.mapping",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_text_is_told_about(case: str) -> None:
    """Everything wrong comes back as a finding: no loader raises for what somebody wrote."""
    text, rule = CASES[case]

    assert rule in {finding.rule for finding in load_json(text, TODAY).errors}


def test_an_unknown_kind_names_the_nearest() -> None:
    """`practice.rapport` is a slip, and the answer can say so."""
    (finding,) = load_yaml("kind: practice.rapport\n", TODAY).findings

    assert finding.values == {"value": "practice.rapport", "known": "practice.report"}


def test_an_unknown_field_names_the_nearest() -> None:
    """A field that is dropped in silence is a text that was never published."""
    loaded = load_yaml("kind: member.profile\nlegal_nam: Association\n", TODAY)
    (finding,) = [one for one in loaded.findings if one.rule == "field.unknown"]

    assert finding.values == {"value": "legal_nam", "closest": "legal_name"}
    assert finding.place is not None
    assert finding.place.line == 2


def test_identifiers_are_read_in_hexadecimal_and_in_base64() -> None:
    """People copy the one from a screen, programs write the other."""
    head = "kind: proposal.open\nsubjects: ["
    hexadecimal = load_yaml(f"{head}{'ab' * 32}]\n", TODAY).message
    base64 = load_yaml(f"{head}{'q6ur' * 10}q6s=]\n", TODAY).message

    assert hexadecimal is not None
    assert hexadecimal == base64


@pytest.mark.parametrize("kind", sorted(name for name, one in KINDS.items() if one.body))
def test_every_kind_with_a_body_can_be_written(kind: str) -> None:
    """A kind that no file can be written for could be published by programs alone."""
    loaded = load_yaml(f"kind: {kind}\noriginal_language: fr\n", TODAY)

    message: Any = loaded.message
    assert message.common.original_language == "fr"
    assert isinstance(message, body_messages[KINDS[kind].body or ""])
