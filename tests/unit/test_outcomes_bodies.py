"""Bodies of outcomes where all bodies are shown, written and read: nothing special may break."""

from datetime import date
from typing import Final

import pytest
from forsa.kinds.body import attachments_of, check_body, languages_of
from forsa.kinds.loaders import load_json, load_yaml
from forsa.kinds.preview import preview, title_of
from forsa.kinds.writing import format_yaml
from forsa.outcomes.messages import release_message
from forsa.outcomes.tables import Release
from forsa.privacy.body_scan import scan_body
from forsa.v1 import outcomes_pb2 as v1
from forsa.v1.record_pb2 import Commitment, RecordHeader
from forsa.words.reasons import LANGUAGES, Language
from google.protobuf.json_format import MessageToJson

from tests.support.accept_proofs import four_outcomes
from tests.support.releases import ABOUT, held, learners, make_release, with_tables

TODAY: Final = date(2026, 11, 26)
COUNTS: Final = {"formal_education": 17, "active_life": 15, "vocational_training": 3, "unknown": 20}


def message() -> v1.OutcomeTables:
    """A release with two hidden cells and a zero digest of a proof."""
    one = release_message(four_outcomes(COUNTS), ABOUT)
    one.proof_digest = bytes(31) + b"p"
    return one


def header(*media_types: str) -> RecordHeader:
    """A header that commits to attachments of these types."""
    named = [
        Commitment(root=bytes([at]) * 32, size=9, media_type=one)
        for at, one in enumerate(media_types)
    ]
    return RecordHeader(languages=languages_of(message()), attachments=named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_release_is_shown_cell_by_cell_and_hidden_cells_as_hidden(language: Language) -> None:
    """Hundreds of cells over four lines each would be read by nobody."""
    lines = preview(message(), language).splitlines()
    cells = [line.strip() for line in lines if line.startswith("  ")]
    hidden = {"fr": "(confidentiel)", "ar": "(سري)", "en": "(confidential)"}[language]

    assert sum(line.endswith(hidden) for line in cells) == 2
    assert any(line.startswith("formal_education") and line.endswith(" 17") for line in cells)
    assert not any("cell_state" in line.lower() for line in lines)


@pytest.mark.parametrize(
    ("language", "release", "frame"),
    [
        ("fr", "2024-2025 · À la sortie · provisoire", "2024-2025 · 55"),
        ("en", "2024-2025 · At exit · provisional", "2024-2025 · 55"),
    ],
)
def test_a_list_says_which_year_and_point_a_release_is_of(
    language: Language, release: str, frame: str
) -> None:
    """Eight lines that all say “outcomes” are no list."""
    enrolment = v1.OutcomeFrame(school_year="2024-2025", frame_n=55)

    assert title_of(message(), language) == release
    assert title_of(enrolment, language) == frame


def test_a_held_cell_is_shown_with_its_number_and_that_it_waits() -> None:
    """The number alone would pass for a final one."""
    release = four_outcomes(COUNTS)
    waits = with_tables(release, map(held, release.tables))
    lines = preview(release_message(waits, ABOUT), "fr").splitlines()

    assert "  formal_education : 17 (révision en attente)" in lines


def test_the_enrolment_alone_is_shown_as_a_total() -> None:
    """Its only cell has no codes in its address."""
    one = release_message(make_release(learners((12, {"outcome7": "unknown"})), "node-0"), ABOUT)

    assert "  total : 12" in preview(one, "fr").splitlines()


def test_a_state_of_a_newer_program_is_shown_as_unknown() -> None:
    """What is in the log stays there, and a reader must not stop at it."""
    one = message()
    one.tables[0].cells[1].state = 77  # type: ignore[assignment]

    assert "  vocational : –" in preview(one, "fr").splitlines()


def test_a_release_is_written_and_read_as_other_bodies_are() -> None:
    """Who exports a record as YAML or JSON gets all of it."""
    one = message()
    yaml = load_yaml(format_yaml("outcome.release", one), TODAY)
    frame = v1.OutcomeFrame(
        common=ABOUT.common,
        school_year="2024-2025",
        frame_n=55,
        frozen_on="2024-10-31",
        centres_total=1,
    )

    assert yaml.message == one, [str(finding) for finding in yaml.findings]
    assert load_yaml(format_yaml("outcome.frame", frame), TODAY).message == frame
    assert "formalEducation" not in MessageToJson(one)
    assert load_json('{"kind": "outcome.frame"}', TODAY).findings


def test_the_proof_is_the_one_attachment_of_a_release() -> None:
    """A list of learners beside the tables would be described by nobody and scanned by nothing."""
    proof = "application/vnd.forsa.outcome-proof+json"
    body = message().SerializeToString(deterministic=True)

    def found(*media_types: str) -> set[str]:
        checked = check_body("outcome.release", header(*media_types), body, TODAY)
        return {finding.rule for finding in checked}

    assert found(proof) == set()
    assert found() == set(), "that it is missing has a reason of its own"
    assert found(proof, proof) == found("text/csv") == {"attachments.header"}
    assert attachments_of(message()) == ()


def test_codes_of_tables_are_no_texts_and_texts_are_scanned() -> None:
    """A centre called `ab123456` is no identity card; a telephone number in a text is one."""
    one = message()
    one.legal_basis = "D-W-123456/2024"
    one.tables[0].cells[0].at[0] = "ab123456"
    clean = list(scan_body(one))
    one.limits.add(lang="fr", text="Appelez le 06 12 34 56 78.")
    found = list(scan_body(one))

    assert clean == []
    assert [(finding.path, finding.what) for finding in found] == [("limits", "phone")]


def test_a_body_as_large_as_products_make_it_is_within_the_limit() -> None:
    """A product whose releases no hub takes would be none."""
    centres = [f"{'c' * 36}_{at:03}" for at in range(30)]
    people = [
        {
            "sex": "f",
            "age3": "a16_17",
            "trade": "sewing",
            "centre": centres[at % 30],
            "outcome7": "vocational_training",
        }
        for at in range(400)
    ]
    release: Release = make_release(people, "node-4/trade", centres=centres)
    body = release_message(release, ABOUT).SerializeToString()

    assert sum(len(table.cells) for table in release.tables) > 1000
    assert len(body) < 128 * 1024
