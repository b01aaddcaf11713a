"""Laws of the checks of a body: total, and the fast answer is the contract's answer."""

from datetime import date
from typing import Any, cast

import pytest
from forsa.kinds.bodies import body_messages
from forsa.kinds.body import check_body, check_message, languages_of, region_of
from forsa.kinds.body_texts import Texts
from forsa.kinds.contract import contract_findings, keeps_plain_rules
from forsa.kinds.findings import Finding
from forsa.kinds.limits import choices_of, limits_of, lists_of
from forsa.kinds.preview import preview, title_of
from forsa.kinds.registry import KINDS
from forsa.v1.common_pb2 import LocalText
from forsa.v1.practice_pb2 import PracticeReport
from forsa.v1.record_pb2 import RecordHeader
from forsa.words.reasons import LANGUAGES
from google.protobuf.descriptor import FieldDescriptor
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.reports import small_report

TODAY = date(2026, 11, 24)
WORDS = st.text(max_size=12) | st.sampled_from(
    [
        "fr",
        "ar",
        "2024-02-30",
        "2024-2025",
        "a" * 7000,
        "1.0.0",
        "\u202e",
        "e\u0301",
        "a/b",
        "x@y.ma",
    ]
)
DOUBLES = st.floats(allow_nan=True) | st.sampled_from([0.5, 10.0, 600.0])
WHOLE = st.integers(0, 2**32 - 1) | st.integers(0, 40)


@st.composite
def messages(draw: st.DrawFn, message: Any) -> Any:
    """Any value of a message type, often near the rules."""
    for field in message.DESCRIPTOR.fields:
        if draw(st.booleans()):
            fill(draw, message, field)
    return message


def fill(draw: st.DrawFn, message: Any, field: FieldDescriptor) -> None:
    """Give one field any value."""
    if field.message_type is not None:
        inner = getattr(message, field.name)
        for _ in range(draw(st.integers(1, 3)) if field.is_repeated else 1):
            target = inner.add() if field.is_repeated else inner
            target.SetInParent()
            draw(messages(target))
    elif field.is_repeated:
        getattr(message, field.name).extend(draw(st.lists(values(field), max_size=4)))
    else:
        setattr(message, field.name, draw(values(field)))


def values(field: FieldDescriptor) -> st.SearchStrategy[Any]:
    """Values of one field: any, and those its rules name."""
    match field.type:
        case FieldDescriptor.TYPE_STRING:
            choices = choices_of(field)
            return WORDS | st.sampled_from(choices) if choices else WORDS
        case FieldDescriptor.TYPE_BYTES:
            return st.binary(max_size=33) | st.just(bytes(32))
        case FieldDescriptor.TYPE_BOOL:
            return st.booleans()
        case FieldDescriptor.TYPE_DOUBLE:
            return DOUBLES
        case FieldDescriptor.TYPE_ENUM:
            return st.integers(0, 2**31 - 1) | st.integers(0, 9)
    return WHOLE


@st.composite
def changed_reports(draw: st.DrawFn) -> PracticeReport:
    """A good report where a few fields were replaced by anything."""
    report: Any = small_report(1)
    fields = list(report.DESCRIPTOR.fields)
    for field in draw(st.lists(st.sampled_from(fields), max_size=3, unique_by=lambda f: f.name)):
        report.ClearField(field.name)
        fill(draw, report, field)
    return cast("PracticeReport", report)


@st.composite
def nudged_reports(draw: st.DrawFn) -> PracticeReport:
    """A good report where one text has another length, language or order."""
    report = small_report(1)
    texts = draw(
        st.sampled_from(
            [
                report.title,
                report.context,
                report.lessons[0].text,
                report.steps[0].title,
                report.replication.conditions[0].text,
            ]
        )
    )
    size = draw(
        st.sampled_from([0, 2, 3, 4, 5, 9, 10, 120, 121, 149, 150, 160, 161, 300, 301, 6001])
    )
    text = LocalText(lang=draw(st.sampled_from(["ar", "es", "fr", "zgh"])), text="é" * size)
    if draw(st.booleans()):
        texts[0].CopyFrom(text)
    else:
        texts.insert(draw(st.integers(0, 1)), text)
    return report


def form_findings(message: Any) -> list[Finding]:
    """What the contract and the rules of texts find, each checked in full."""
    return contract_findings(message) + Texts(message).findings()


@pytest.mark.parametrize("name", body_messages)
@settings(max_examples=25)
@given(data=st.data())
def test_every_body_can_be_checked_shown_and_named(name: str, data: st.DataObject) -> None:
    """One body that makes a check raise stops the hub for everybody."""
    message = body_messages[name]()
    data.draw(messages(message))
    found = check_message(message, TODAY)

    assert all(finding.text(language) for finding in found for language in LANGUAGES)
    assert isinstance(preview(message, "fr") + title_of(message, "ar"), str)


@settings(max_examples=400)
@given(report=changed_reports() | nudged_reports())
def test_the_fast_answer_is_the_answer_of_the_contract(report: PracticeReport) -> None:
    """A body that the fast way passes and the contract refuses would enter the log."""
    passes = Texts(report).are_clean and keeps_plain_rules(
        PracticeReport, report.SerializeToString()
    )

    assert passes is (form_findings(report) == [])


@pytest.mark.parametrize("name", body_messages)
@settings(max_examples=25)
@given(data=st.data())
def test_the_fast_answer_is_the_same_for_every_type(name: str, data: st.DataObject) -> None:
    """A list or length that one type keeps elsewhere would be forgotten by the fast way."""
    message_type = body_messages[name]
    message = message_type()
    data.draw(messages(message))
    fast = Texts(message).are_clean
    passes = fast and keeps_plain_rules(message_type, message.SerializeToString())

    assert passes is (form_findings(message) == [])


def test_every_closed_field_says_what_empty_means() -> None:
    """The fast way skips empty codes, so the contract must require or ignore each of them."""
    for message_type in body_messages.values():
        for field in fields_of(message_type.DESCRIPTOR):
            if lists_of(field) and not field.is_repeated:
                assert {"required", "ignore"} & set(limits_of(field)), field.full_name


def fields_of(descriptor: Any) -> list[Any]:
    """The fields of a type and of the types inside it."""
    inner = [one.message_type for one in descriptor.fields if one.message_type is not None]
    return [*descriptor.fields, *(field for one in inner for field in fields_of(one))]


@given(st.sampled_from([kind.name for kind in KINDS.values() if kind.body]), st.binary(max_size=60))
def test_any_bytes_are_judged(kind: str, body: bytes) -> None:
    """A peer sends whatever it likes."""
    for finding in check_body(kind, RecordHeader(), body, TODAY):
        assert finding.violation().words["ar"]


@given(changed_reports())
def test_a_report_without_findings_passes_under_the_header_made_of_it(
    report: PracticeReport,
) -> None:
    """What the author's node finds good, the hub finds good."""
    header = RecordHeader(languages=languages_of(report), region=region_of(report))
    found = check_body("practice.report", header, report.SerializeToString(), TODAY)
    errors = [one for one in check_message(report, TODAY) if one.level == "error"]
    other = [one for one in found if not one.rule.startswith("attachments.header")]

    assert list(map(repr, other)) == list(map(repr, errors)), "nan is not nan"
