"""What a curriculum must keep before it is published, held against the field's own table.

Each rule stands here with what it must refuse and what it must accept.
"""

from collections.abc import Callable, Mapping
from typing import Final

import pytest
from forsa import codelists
from forsa.kinds.content_rules import MAX_ATTACHMENTS_BYTES, allowed_licences
from forsa.v1.common_pb2 import Attachment
from forsa.v1.curriculum_pb2 import Curriculum, ModuleAssessment, SourceWork

from tests.unit.test_body import course, rules_of, text

MIB: Final = 2**20
DANGEROUS: Final = frozenset(
    {"electricity", "welding_metal", "cooking", "auto_mechanics", "carpentry", "plumbing"}
)


def file(number: int, **fields: object) -> Attachment:
    """A document that keeps every rule, changed."""
    one = Attachment(
        root=number.to_bytes(32, "big"),
        size=MIB,
        media_type="application/pdf",
        file_name=f"fiche-{number}.pdf",
        title=text("Une fiche"),
        licence="CC-BY-SA-4.0",
        role="worksheet",
    )
    for name, value in fields.items():
        setattr(one, name, value)
    return one


def with_files(*files: Attachment) -> Curriculum:
    """A good course with these files."""
    curriculum = course()
    curriculum.attachments.extend(files)
    return curriculum


def changed(change: Callable[[Curriculum], object]) -> Curriculum:
    """A good course, changed."""
    curriculum = course()
    change(curriculum)
    return curriculum


# --- trades ---


@pytest.mark.parametrize("trade", codelists.codes("trade"))
def test_a_trade_that_can_hurt_needs_a_text_on_safety_and_no_other_does(trade: str) -> None:
    """A module on wiring without a word on the breaker is how people are hurt."""
    bare = changed(lambda c: setattr(c, "trade", trade))
    safe = changed(lambda c: setattr(c, "trade", trade))
    safe.safety.extend(text("Couper le courant avant tout."))

    assert ("curriculum.safety" in rules_of(bare)) is (trade in DANGEROUS)
    assert rules_of(safe) == set()


@pytest.mark.parametrize("strand", codelists.codes("strand"))
def test_only_a_vocational_course_must_name_its_trade(strand: str) -> None:
    """A course to read and write has none."""
    curriculum = changed(lambda c: setattr(c, "strand", strand))
    curriculum.trade = ""

    assert ("curriculum.trade" in rules_of(curriculum)) is (strand == "vocational")


# --- editions ---


@pytest.mark.parametrize("edition", ["0.0.1", "1.0.0", "10.20.30", "999999.0.0"])
def test_an_edition_is_three_numbers(edition: str) -> None:
    """The must-accept beside the next."""
    assert rules_of(changed(lambda c: setattr(c, "edition", edition))) == set()


@pytest.mark.parametrize(
    "edition",
    ["1.0", "1", "v1.0.0", "1.0.0-beta", "01.0.0", "1.0.0.0", "1,0,0", "١.٠.٠", "1.0.0\n"],
)
def test_anything_else_is_no_edition(edition: str) -> None:
    """Which of two editions is newer must have one answer."""
    found = rules_of(changed(lambda c: setattr(c, "edition", edition)))

    assert "string.semantic_version" in found


# --- hours and weights ---


HOURS: Final[
    Mapping[str, tuple[tuple[float, float, float, float], tuple[float, ...], set[str]]]
] = {
    "theory alone": ((10, 10, 0, 0), (10,), set()),
    "all three": ((600, 120, 300, 180), (600,), set()),
    "modules of halves": ((2, 0, 2, 0), (0.5, 1.5), set()),
    "an hour in the firm forgotten": ((10, 5, 4, 0), (10,), {"curriculum.hours"}),
    "an hour too many": ((10, 5, 5, 1), (10,), {"curriculum.hours"}),
    "a module forgotten": ((10, 5, 5, 0), (9,), {"modules.hours"}),
    "both": ((10, 1, 1, 1), (1,), {"curriculum.hours", "modules.hours"}),
}


@pytest.mark.parametrize("case", HOURS)
@pytest.mark.parametrize("estimated", [True, False])
def test_hours_sum_also_where_they_are_estimated(case: str, *, estimated: bool) -> None:
    """A centre plans rooms and trainers by these numbers."""
    (total, theory, practice, workplace), modules, rules = HOURS[case]
    curriculum = course()
    first = curriculum.modules.pop()
    for number, hours in enumerate(modules, 1):
        module = curriculum.modules.add()
        module.CopyFrom(first)
        module.code, module.hours, module.order = f"M{number}", hours, number
    curriculum.total_hours, curriculum.theory_hours = total, theory
    curriculum.practice_hours, curriculum.workplace_hours = practice, workplace
    curriculum.hours_estimated = estimated

    assert rules_of(curriculum) == rules


@pytest.mark.parametrize(
    ("weights", "may"),
    [((), True), ((100,), True), ((40, 60), True), ((33, 33, 33), False), ((60, 60), False)],
)
def test_weights_sum_to_a_hundred(weights: tuple[int, ...], *, may: bool) -> None:
    """A learner's mark must not depend on who adds it up."""
    curriculum = course()
    for weight in weights:
        curriculum.modules[0].assessment.append(ModuleAssessment(kind="oral", weight=weight))

    assert ("modules.weights" not in rules_of(curriculum)) is may


# --- references ---


def test_references_inside_a_course_lead_somewhere() -> None:
    """A sheet that does not exist is looked for in the middle of a lesson."""
    good = with_files(file(1))
    good.modules[0].materials.append("fiche-1.pdf")
    lost = with_files(file(1))
    lost.modules[0].materials.append("fiche-2.pdf")
    unknown = changed(lambda c: c.modules[0].competencies.append("C9"))

    assert rules_of(good) == set()
    assert rules_of(lost) == {"modules.material"}
    assert rules_of(unknown) == {"modules.competency"}


# --- attachments ---


def test_attachments_may_be_as_many_and_as_large_as_they_may() -> None:
    """The last that is accepted: 64 files, 25 MiB in one, 200 MiB in all."""
    many = with_files(*(file(number) for number in range(64)))
    large = with_files(*(file(number, size=25 * MIB) for number in range(8)))

    assert sum(one.size for one in large.attachments) == MAX_ATTACHMENTS_BYTES
    assert rules_of(many) == set()
    assert rules_of(large) == set()


ATTACHMENTS: Final[Mapping[str, tuple[Curriculum, str]]] = {
    "a 65th": (with_files(*(file(number) for number in range(65))), "repeated.max_items"),
    "25 MiB and a byte": (with_files(file(1, size=25 * MIB + 1)), "uint64.lte"),
    "200 MiB and a byte": (
        with_files(*(file(number, size=25 * MIB) for number in range(8)), file(9, size=1)),
        "attachments.size",
    ),
    "a name twice": (with_files(file(1), file(2, file_name="fiche-1.pdf")), "attachments.names"),
    "a name with a path": (with_files(file(1, file_name="../fiche.pdf")), "string.file_name"),
    "a drawing with scripts": (with_files(file(1, media_type="image/svg+xml")), "string.in"),
    "a page": (with_files(file(1, media_type="text/html")), "string.in"),
    "a program": (with_files(file(1, media_type="application/x-executable")), "string.in"),
    "a picture nobody describes": (
        with_files(file(1, media_type="image/png", role="picture")),
        "attachment.alt_text",
    ),
    "a licence of no list": (with_files(file(1, licence="CC-BY-ND-4.0")), "code.licence"),
}


@pytest.mark.parametrize("case", ATTACHMENTS)
def test_an_attachment_is_refused_for(case: str) -> None:
    """Whatever passes here is fetched over two hundred bad links."""
    curriculum, rule = ATTACHMENTS[case]

    assert rule in rules_of(curriculum)


# --- licences ---

LICENCES: Final = (
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "ODbL-1.0",
    "etalab-2.0",
    "LicenseRef-Network-Only",
)
MAY: Final[Mapping[str, str]] = {
    # Of the work that is adapted; for each licence of the adaptation, in the order above.
    "CC0-1.0": "yyyyyyyy",
    "CC-BY-4.0": "-yyyyyyy",
    "CC-BY-SA-4.0": "--y-----",
    "CC-BY-NC-4.0": "---yy---",
    "CC-BY-NC-SA-4.0": "----y---",
    "ODbL-1.0": "-----y--",
    "etalab-2.0": "-yyyyyyy",
    "LicenseRef-Network-Only": "-------y",
}
"""Sources: CC BY 4.0, section 3(a); CC BY-SA and BY-NC-SA 4.0, section 3(b); CC BY-NC 4.0, section
2(a)(1); ODbL 1.0, section 4.4; Licence Ouverte 2.0, "compatibilité". Where a text leaves room, the
narrower reading: share-alike keeps the very licence, and only what asks for nothing becomes CC0."""


def test_the_table_of_licences_is_whole() -> None:
    """A licence that is added to the list must be thought about here."""
    assert tuple(codelists.codes("licence")) == LICENCES == tuple(MAY)
    assert {len(row) for row in MAY.values()} == {len(LICENCES)}


@pytest.mark.parametrize("source", LICENCES)
@pytest.mark.parametrize("chosen", LICENCES)
def test_an_adaptation_has_a_licence_that_its_source_allows(source: str, chosen: str) -> None:
    """An association that publishes under the wrong licence breaks a promise to an author."""
    may = MAY[source][LICENCES.index(chosen)] == "y"
    curriculum = changed(lambda c: setattr(c.common, "licence", chosen))
    curriculum.based_on.append(
        SourceWork(title="Un cours", uri="https://example.org/", licence=source)
    )

    assert (chosen in allowed_licences(source)) is may
    assert ("licence.source" not in rules_of(curriculum)) is may


@pytest.mark.parametrize("source", ["CC-BY-ND-4.0", "CC-BY-NC-ND-4.0", "proprietary", ""])
def test_a_source_that_allows_no_adaptation_is_refused(source: str) -> None:
    """No derivatives, and terms that nobody knows: there is no licence an adaptation could have."""
    curriculum = course()
    curriculum.based_on.append(
        SourceWork(title="Un cours", uri="https://example.org/", licence=source)
    )

    assert {"code.licence", "required"} & rules_of(curriculum)
    assert allowed_licences(source) == ()


def test_two_sources_that_ask_for_different_things_cannot_be_joined() -> None:
    """Share-alike and non-commercial exclude each other, whatever is chosen."""
    for chosen in LICENCES:
        curriculum = changed(lambda c, chosen=chosen: setattr(c.common, "licence", chosen))  # type: ignore[misc]
        for source in ("CC-BY-SA-4.0", "CC-BY-NC-4.0"):
            curriculum.based_on.add(title="Un cours", uri="https://example.org/", licence=source)

        assert "licence.source" in rules_of(curriculum)
