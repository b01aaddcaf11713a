"""What forbids publishing a body, and what lets it pass."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from forsa.attachments.media_types import SUFFIXES
from forsa.kinds.bodies import body_messages, body_type
from forsa.kinds.body import (
    MAX_BODY_BYTES,
    MAX_FINDINGS,
    check_body,
    check_message,
    languages_of,
    region_of,
)
from forsa.kinds.content_rules import allowed_licences, year_after
from forsa.kinds.findings import Level
from forsa.kinds.limits import limits_of
from forsa.kinds.registry import KINDS
from forsa.v1.common_pb2 import Attachment, Common, Indicator, LocalItem, LocalText
from forsa.v1.curriculum_pb2 import (
    Competency,
    Curriculum,
    Module,
    ModuleAssessment,
    SourceWork,
    Validation,
)
from forsa.v1.governance_pb2 import DelegatePerson, Proposal
from forsa.v1.member_pb2 import Centre, MemberProfile
from forsa.v1.outcomes_pb2 import OutcomeFrame
from forsa.v1.practice_pb2 import PracticeReport, PracticeResources
from forsa.v1.record_pb2 import Commitment, RecordHeader
from google.protobuf.message import Message

from tests.support.reports import small_report

TODAY = date(2026, 11, 24)
PRACTICE = "practice.report"
COMMON = Common(original_language="fr", licence="CC-BY-SA-4.0")


def text(words: str, language: str = "fr") -> list[LocalText]:
    """A text in one language."""
    return [LocalText(lang=language, text=words)]


def course() -> Curriculum:
    """A small curriculum that keeps every rule."""
    return Curriculum(
        common=COMMON,
        title=text("Coiffure, premier niveau"),
        description=text("Les gestes de base de la coiffure, en un an, en atelier."),
        learning_goals=[LocalItem(text=text("Réaliser une coupe simple."))],
        edition="1.0.0",
        strand="vocational",
        trade="hairdressing",
        isced_f=["1012"],
        isco08=["5141"],
        entry_level="primary",
        exit_isced="9",
        age_min=15,
        age_max=22,
        languages_of_instruction=["ar", "fr"],
        total_hours=10.5,
        theory_hours=2.5,
        practice_hours=8,
        competencies=[Competency(code="C1", statement=text("Couper." * 2), kind="core", level=1)],
        modules=[
            Module(
                code="M1",
                title=text("Coupe"),
                hours=10.5,
                order=1,
                competencies=["C1"],
                outline=text("La coupe de base."),
            )
        ],
        assessment=text("Une épreuve pratique."),
        certification="none",
    )


def header_of(message: Message) -> RecordHeader:
    """The header that announces a body rightly."""
    return RecordHeader(languages=languages_of(message), region=region_of(message))


def rules_of(message: Message) -> set[str]:
    """The rules a message breaks, warnings included."""
    return {finding.rule for finding in check_message(message, TODAY)}


@pytest.mark.parametrize(
    ("kind", "message"), [(PRACTICE, small_report(1)), ("curriculum.publish", course())]
)
def test_a_body_that_keeps_every_rule_passes(kind: str, message: Message) -> None:
    """A rule that nothing can keep would close the library."""
    assert check_body(kind, header_of(message), message.SerializeToString(), TODAY) == []


def test_an_empty_report_shows_everything_that_is_missing_at_once() -> None:
    """An author who is told one thing a day gives up after three."""
    findings = check_message(PracticeReport(), TODAY)

    assert {finding.path for finding in findings} >= {
        "common", "title", "summary", "themes", "strands", "region", "milieu", "period_start",
        "maturity", "evidence_level", "context", "objective", "steps", "actors", "results",
        "success_factors", "constraints", "lessons", "replication", "safeguarding_declaration",
    }  # fmt: skip


def change_report(change: Callable[[PracticeReport], object]) -> PracticeReport:
    """A good report, changed."""
    report = small_report(1)
    change(report)
    return report


PERCENT = Indicator(name=text("Part"), unit="percent", value=50, n=9)
COUNT = Indicator(name=text("Filles"), unit="count", value=4, n=20)
PICTURE = Attachment(
    root=bytes(32),
    size=10,
    media_type="image/png",
    file_name="a.png",
    title=text("Atelier"),
    licence="CC0-1.0",
    role="picture",
)


def named(name: str) -> Attachment:
    """The picture under this name."""
    picture = Attachment()
    picture.CopyFrom(PICTURE)
    picture.file_name = name
    return picture


REPORT_CASES = {
    "a title of four characters": (lambda r: setattr(r.title[0], "text", "abcd"), "text.min"),
    "a title of 161 characters": (lambda r: setattr(r.title[0], "text", "a" * 161), "text.max"),
    "a lesson of nine characters": (
        lambda r: setattr(r.lessons[0].text[0], "text", "a" * 9),
        "each.min",
    ),
    "a sixth theme": (
        lambda r: r.themes.extend(["sport", "languages", "citizenship", "advocacy", "outreach"]),
        "repeated.max_items",
    ),
    "a theme twice": (lambda r: r.themes.append(r.themes[0]), "repeated.unique"),
    "a theme of nobody's list": (lambda r: r.themes.append("football"), "code.theme"),
    "a region of the old list": (lambda r: setattr(r, "region", "MA-13"), "code.region"),
    "a claim only the network makes": (lambda r: setattr(r, "maturity", "good"), "string.in"),
    "a day in words": (lambda r: setattr(r, "period_start", "janvier 2024"), "string.day"),
    "a day of no month": (lambda r: setattr(r, "period_start", "2024-02-30"), "day.exists"),
    "an end before the start": (
        lambda r: setattr(r, "period_end", "2023-01-01"),
        "practice.period",
    ),
    "an end in two years": (lambda r: setattr(r, "period_end", "2028-11-24"), "day.future"),
    "no failures to learn from": (lambda r: r.ClearField("constraints"), "required"),
    "a percentage of nine people": (lambda r: r.indicators.append(PERCENT), "indicator.percent"),
    "a cost that falls": (
        lambda r: r.resources.MergeFrom(PracticeResources(cost_min_mad=9, cost_max_mad=8)),
        "resources.cost",
    ),
    "a voice without consent": (
        lambda r: r.voices.add(text=text("Bien."), role="learner"),
        "bool.const",
    ),
    "no declaration": (lambda r: setattr(r, "safeguarding_declaration", False), "bool.const"),
    "a mailbox that is none": (lambda r: setattr(r, "contact", "bureau"), "string.email"),
    "a picture nobody describes": (lambda r: r.attachments.append(PICTURE), "attachment.alt_text"),
    "a page that is to be a picture": (
        lambda r: r.attachments.append(named("a.png.html")),
        "attachment.ending",
    ),
    "a sound that is to be a picture": (
        lambda r: r.attachments.append(named("a.mp3")),
        "attachment.ending",
    ),
    "a name without an ending": (
        lambda r: r.attachments.append(named("png")),
        "attachment.ending",
    ),
    "two files of one name": (
        lambda r: r.attachments.extend([PICTURE, PICTURE]),
        "attachments.names",
    ),
    "a right-to-left override": (
        lambda r: setattr(r.title[0], "text", "Rapport \u202e1"),
        "text.characters",
    ),
    "an isolate in a single text": (
        lambda r: setattr(r, "province", "Fès\u2066"),
        "text.characters",
    ),
    "a control character": (lambda r: setattr(r, "province", "F\x1bs"), "text.characters"),
    "letters and accents apart": (lambda r: setattr(r, "province", "Fe\u0300s"), "text.nfc"),
    "two texts in one language": (
        lambda r: r.title.append(LocalText(lang="fr", text="Rapport")),
        "text.order",
    ),
    "languages out of order": (
        lambda r: r.title.append(LocalText(lang="ar", text="تقرير")),
        "text.order",
    ),
    "a text in another language only": (
        lambda r: setattr(r.title[0], "lang", "ar"),
        "text.original",
    ),
    "an original language of no list": (
        lambda r: setattr(r.common, "original_language", "es"),
        "code.language",
    ),
}


@pytest.mark.parametrize("case", REPORT_CASES)
def test_a_report_is_refused_for(case: str) -> None:
    """Whatever passes here is in the log for ever."""
    change, rule = REPORT_CASES[case]
    report = change_report(change)

    assert rule in rules_of(report)
    found = check_body(PRACTICE, header_of(report), report.SerializeToString(), TODAY)
    assert rule in {finding.rule for finding in found}


BOUNDARY_CASES = {
    "a title of five characters": lambda r: setattr(r.title[0], "text", "abcde"),
    "a title of 160 characters": lambda r: setattr(r.title[0], "text", "é" * 160),
    "an end in one year": lambda r: setattr(r, "period_end", "2027-11-24"),
    "no end": lambda r: setattr(r, "period_end", ""),
    "two lines": lambda r: setattr(r.results[0], "text", "Une ligne.\n" * 10),
    "a percentage of ten people": lambda r: r.indicators.add(
        name=text("Part"), unit="percent", value=0, n=10
    ),
    "a second language in order": lambda r: r.title.insert(
        0, LocalText(lang="ar", text="تقرير جيد")
    ),
}


@pytest.mark.parametrize("case", BOUNDARY_CASES)
def test_a_report_may_have(case: str) -> None:
    """A rule one character too strict refuses honest work."""
    report = change_report(BOUNDARY_CASES[case])

    assert check_body(PRACTICE, header_of(report), report.SerializeToString(), TODAY) == []


def change_course(change: Callable[[Curriculum], object]) -> Curriculum:
    """A good curriculum, changed."""
    curriculum = course()
    change(curriculum)
    return curriculum


CC_NC = SourceWork(title="Un cours", uri="https://example.org/", licence="CC-BY-NC-4.0")
COURSE_CASES = {
    "no trade": (lambda c: setattr(c, "trade", ""), "curriculum.trade"),
    "ages upside down": (lambda c: setattr(c, "age_min", 23), "curriculum.ages"),
    "a learner of nine": (lambda c: setattr(c, "age_min", 9), "uint32.gte_lte"),
    "electricity without safety": (
        lambda c: setattr(c, "trade", "electricity"),
        "curriculum.safety",
    ),
    "a certificate of nobody": (
        lambda c: setattr(c, "certification", "attestation"),
        "curriculum.awarding_body",
    ),
    "hours that do not sum": (lambda c: setattr(c, "theory_hours", 3), "curriculum.hours"),
    "modules that do not sum": (lambda c: setattr(c.modules[0], "hours", 10), "modules.hours"),
    "a module of six minutes": (lambda c: setattr(c.modules[0], "hours", 0.1), "double.gte_lte"),
    "hours that are no number": (
        lambda c: setattr(c, "total_hours", float("nan")),
        "double.gte_lte",
    ),
    "an unknown competency": (
        lambda c: c.modules[0].competencies.append("C9"),
        "modules.competency",
    ),
    "a file nobody attached": (
        lambda c: c.modules[0].materials.append("a.pdf"),
        "modules.material",
    ),
    "weights of 90 %": (
        lambda c: c.modules[0].assessment.append(ModuleAssessment(kind="oral", weight=90)),
        "modules.weights",
    ),
    "a competency code twice": (
        lambda c: c.competencies.append(c.competencies[0]),
        "competencies.codes",
    ),
    "a module code twice": (lambda c: c.modules.append(c.modules[0]), "modules.codes"),
    "an edition of two numbers": (
        lambda c: setattr(c, "edition", "1.0"),
        "string.semantic_version",
    ),
    "a profession in words": (lambda c: c.isco08.append("coiffeuse"), "string.isco08"),
    "a source without an address": (
        lambda c: c.based_on.append(SourceWork(title="x", uri="chez nous", licence="CC0-1.0")),
        "string.uri",
    ),
    "a source that forbids the licence": (lambda c: c.based_on.append(CC_NC), "licence.source"),
    "an approval on no day": (
        lambda c: c.validation.append(Validation(body="aref", date="2023-02-29")),
        "day.exists",
    ),
}


@pytest.mark.parametrize("case", COURSE_CASES)
def test_a_curriculum_is_refused_for(case: str) -> None:
    """Whatever passes here is taught somewhere."""
    change, rule = COURSE_CASES[case]
    curriculum = change_course(change)

    assert rule in rules_of(curriculum)
    body = curriculum.SerializeToString()
    found = check_body("curriculum.publish", header_of(curriculum), body, TODAY)
    assert rule in {finding.rule for finding in found}


def test_attachments_are_at_most_200_mib_in_all() -> None:
    """A course nobody's link can carry is not shared."""
    curriculum = course()
    for number in range(9):
        curriculum.attachments.add(root=bytes([number] * 32), size=25 * 2**20)

    assert "attachments.size" in rules_of(curriculum)


def test_hours_in_tenths_sum_exactly_enough() -> None:
    """0.1 + 0.2 is not 0.3 for a machine; a course of tenths would be refused."""
    curriculum = course()
    curriculum.total_hours = 1.2
    curriculum.theory_hours, curriculum.practice_hours = 0.7, 0.5
    curriculum.modules[0].hours = 0.6
    second = curriculum.modules.add()
    second.CopyFrom(curriculum.modules[0])
    second.code = "M2"

    assert rules_of(curriculum) == set()


@pytest.mark.parametrize(
    ("source", "chosen", "may"),
    [
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0", True),
        ("CC-BY-SA-4.0", "CC-BY-4.0", False),
        ("CC-BY-NC-SA-4.0", "CC-BY-NC-4.0", False),
        ("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", True),
        ("CC-BY-NC-4.0", "CC-BY-SA-4.0", False),
        ("CC-BY-4.0", "CC-BY-SA-4.0", True),
        ("CC-BY-4.0", "CC0-1.0", False),
        ("CC0-1.0", "LicenseRef-Network-Only", True),
        ("LicenseRef-Network-Only", "CC-BY-4.0", False),
    ],
)
def test_an_adaptation_keeps_what_its_source_asks(source: str, chosen: str, may: bool) -> None:
    """An association that publishes under the wrong licence breaks a promise to an author."""
    assert (chosen in allowed_licences(source)) is may


def test_a_small_count_is_a_warning_and_does_not_forbid() -> None:
    """Four girls may be four machines: the author knows, the program does not."""
    report = change_report(lambda r: r.indicators.append(COUNT))
    (finding,) = check_message(report, TODAY)

    assert (finding.rule, finding.level) == ("indicator.small", Level.WARNING)
    assert check_body(PRACTICE, header_of(report), report.SerializeToString(), TODAY) == []


def test_a_licence_that_is_not_open_is_a_warning() -> None:
    """The network accepts such texts, and says what they are."""
    report = change_report(lambda r: setattr(r.common, "licence", "CC-BY-NC-4.0"))

    assert [finding.rule for finding in check_message(report, TODAY)] == ["licence.not_open"]


def test_a_year_after_a_leap_day_is_the_28th() -> None:
    """On one day in four years every report would fail with a traceback."""
    assert year_after(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        (RecordHeader(languages=["ar"], region="MA-05"), "header.languages"),
        (RecordHeader(languages=["fr", "ar"], region="MA-05"), "header.languages"),
        (RecordHeader(languages=["fr"], region="MA-06"), "header.region"),
        (RecordHeader(languages=["fr"]), "header.region"),
    ],
)
def test_the_header_announces_what_the_body_says(header: RecordHeader, rule: str) -> None:
    """A member that filters by language or region would miss the record, or get another's."""
    body = small_report(1).SerializeToString()
    (finding,) = check_body(PRACTICE, header, body, TODAY)

    assert finding.rule == rule


def test_a_kind_without_a_region_announces_none() -> None:
    """A curriculum has no place; a region in its header would be somebody's invention."""
    curriculum = course()
    header = header_of(curriculum)
    header.region = "MA-05"
    (finding,) = check_body("curriculum.publish", header, curriculum.SerializeToString(), TODAY)

    assert finding.rule == "header.region"


def with_picture() -> tuple[PracticeReport, RecordHeader]:
    """A report with a picture, and the header that commits to it."""
    report = small_report(1)
    picture = report.attachments.add()
    picture.CopyFrom(PICTURE)
    picture.alt_text.extend(text("Un atelier, des outils."))
    header = header_of(report)
    header.attachments.append(Commitment(root=bytes(32), size=10, media_type="image/png"))
    return report, header


def test_each_attachment_of_the_header_is_described_once() -> None:
    """The must-accept beside the three that must be refused."""
    report, header = with_picture()

    assert check_body(PRACTICE, header, report.SerializeToString(), TODAY) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_name_that_ends_as_its_type_does_passes(suffix: str) -> None:
    """What the author's node takes, the hub must not refuse: both go by one table."""
    for name in (f"a.{suffix}", f"Fiche 1.{suffix.upper()}", f"page.html.{suffix}"):
        report, header = with_picture()
        report.attachments[0].file_name = name
        report.attachments[0].media_type = header.attachments[0].media_type = SUFFIXES[suffix]

        assert check_body(PRACTICE, header, report.SerializeToString(), TODAY) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda header: header.ClearField("attachments"), "attachments.header"),
        (
            lambda header: setattr(header.attachments[0], "root", bytes([1] * 32)),
            "attachments.header",
        ),
        (lambda header: setattr(header.attachments[0], "size", 11), "attachments.unlike"),
        (
            lambda header: setattr(header.attachments[0], "media_type", "image/jpeg"),
            "attachments.unlike",
        ),
        (lambda header: header.attachments.add(root=bytes([2] * 32), size=1), "attachments.header"),
    ],
)
def test_attachments_are_those_the_header_commits_to(
    change: Callable[[RecordHeader], object], rule: str
) -> None:
    """A reader would open another file than the one described."""
    report, header = with_picture()
    change(header)
    (finding,) = check_body(PRACTICE, header, report.SerializeToString(), TODAY)

    assert finding.rule == rule


@pytest.mark.parametrize(
    ("kind", "body", "rule"),
    [
        (PRACTICE, b"", "body.missing"),
        (PRACTICE, b"\xff\xff", "body.malformed"),
        (PRACTICE, b"\x12\x03abc", "body.malformed"),
        (PRACTICE, bytes(MAX_BODY_BYTES + 1), "body.size"),
        ("ballot.cast", b"x", "body.unexpected"),
    ],
)
def test_bytes_that_are_no_body_are_refused(kind: str, body: bytes, rule: str) -> None:
    """Everything a peer sends may be anything."""
    (finding,) = check_body(kind, RecordHeader(), body, TODAY)

    assert finding.rule == rule


def test_a_kind_nobody_knows_may_have_any_body() -> None:
    """Newer programs' records are kept and relayed by older hubs."""
    assert check_body("weather.report", RecordHeader(), b"\xff", TODAY) == []


def test_a_body_that_may_be_left_out_may_be_left_out() -> None:
    """A delegate can be appointed without the network knowing the person's name."""
    assert check_body("delegate.appoint", RecordHeader(), b"", TODAY) == []


def test_fields_of_a_newer_contract_pass() -> None:
    """A node that is a year older must still publish and relay."""
    body = small_report(1).SerializeToString() + b"\xfa\x3e\x03abc"

    assert check_body(PRACTICE, header_of(small_report(1)), body, TODAY) == []


OTHER_BODIES = {
    "member.profile": MemberProfile(
        common=COMMON,
        legal_name=text("Association Exemple"),
        short_name="EX",
        region="MA-05",
        bureau_elected="2024-05-04",
        term_years=3,
        centres=[Centre(code="c1", name=text("Centre 1"), milieu="rural", capacity=60)],
    ),
    "delegate.appoint": DelegatePerson(common=COMMON, person="Une personne", function="chair"),
    "proposal.open": Proposal(
        common=COMMON, title=text("Adhésion"), text=text("Nous proposons cette adhésion.")
    ),
    "outcome.frame": OutcomeFrame(
        common=COMMON, school_year="2024-2025", frame_n=67, frozen_on="2024-10-31", centres_total=1
    ),
}


@pytest.mark.parametrize("kind", OTHER_BODIES)
def test_bodies_of_other_kinds_are_checked_alike(kind: str) -> None:
    """A kind without rules would be a door for anything."""
    message = OTHER_BODIES[kind]
    good = check_body(kind, header_of(message), message.SerializeToString(), TODAY)
    empty = check_body(kind, RecordHeader(), b"\x0a\x00", TODAY)

    assert good == []
    assert empty


def test_a_school_year_is_two_years_that_follow() -> None:
    """2024-2026 is a typing error that no calendar of duties would find."""
    frame = OutcomeFrame(common=COMMON, school_year="2024-2026")

    assert "string.school_year" in rules_of(frame)
    assert "string.school_year" in rules_of(OutcomeFrame(common=COMMON, school_year="2024"))
    assert "string.school_year" not in rules_of(OTHER_BODIES["outcome.frame"])


def test_no_centre_is_called_as_the_totals_of_tables_are() -> None:
    """Its cells would be the margins, and its learners everybody."""
    profile = MemberProfile.FromString(OTHER_BODIES["member.profile"].SerializeToString())
    profile.centres[0].code = "total"

    assert "centres.total" in rules_of(profile)
    assert "centres.total" not in rules_of(OTHER_BODIES["member.profile"])


def test_every_body_of_the_registry_has_a_message() -> None:
    """A kind whose body nobody can parse would stop the hub at its first record."""
    named = {kind.body for kind in KINDS.values() if kind.body}

    assert named == set(body_messages)
    assert all(body_type(name) is not None for name, kind in KINDS.items() if kind.body)
    assert all("common" in one.DESCRIPTOR.fields_by_name for one in body_messages.values())


LONG_LISTS = {
    "practice.report": PracticeReport(
        common=COMMON, lessons=[LocalItem(text=text("Une leçon."))] * 8_000
    ),
    "curriculum.publish": Curriculum(common=COMMON, competencies=[Competency(code="C")] * 40_000),
}


@pytest.mark.parametrize("kind", LONG_LISTS)
def test_lists_without_end_are_a_finding_and_no_crash(kind: str) -> None:
    """A check that gives up, or answers with 40,000 findings, stops the hub for everybody."""
    body = LONG_LISTS[kind].SerializeToString()

    assert len(body) <= MAX_BODY_BYTES
    found = check_body(kind, header_of(LONG_LISTS[kind]), body, TODAY)
    assert "repeated.max_items" in {finding.rule for finding in found}
    assert len(found) < 100


def test_an_answer_holds_so_many_findings() -> None:
    """Two kilobytes of empty modules would be answered with a megabyte of sentences."""
    body = Curriculum(modules=[Module()] * 700).SerializeToString()

    assert len(check_body("curriculum.publish", RecordHeader(), body, TODAY)) == MAX_FINDINGS


def test_every_list_of_the_contract_has_a_limit() -> None:
    """A list without one could be as long as a body has room for."""
    for message_type in body_messages.values():
        for field in fields_of(message_type.DESCRIPTOR):
            assert not field.is_repeated or "max_items" in limits_of(field), field.full_name


def fields_of(descriptor: Any) -> list[Any]:
    """The fields of a type and of the types inside it."""
    inner = [one.message_type for one in descriptor.fields if one.message_type is not None]
    return [*descriptor.fields, *(field for one in inner for field in fields_of(one))]
