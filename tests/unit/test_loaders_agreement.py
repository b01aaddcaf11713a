"""An agreement in one file: both languages side by side, and every slip told by its line."""

from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest
from forsa.kinds.agreement_template import agreement_template
from forsa.kinds.findings import Finding, Level
from forsa.kinds.loaders import load_agreement, load_markdown
from forsa.kinds.loaders.agreement import LoadedAgreement
from forsa.kinds.loaders.agreement_blocks import heading_of
from forsa.kinds.loaders.agreement_terms import Terms
from forsa.privacy.body_scan import scan_body
from forsa.words.reasons import LANGUAGES, Language

TODAY = date(2026, 11, 26)
FRONT = """\
---
kind: agreement.publish
type: partnership
title:
  fr: Convention de jumelage
  ar: اتفاقية توأمة
original_language: fr
parties: [badr, amal]
needed: 2
---
"""
CLAUSE = "## 1\n\nChaque centre accueille l'autre.\n\nكل مركز يستقبل الآخر.\n"
ARABIC_DIGITS = str.maketrans("0123456789", "".join(chr(0x660 + at) for at in range(10)))


def load(text: str) -> LoadedAgreement:
    """A file with the usual front matter."""
    return load_agreement(FRONT + text, TODAY, "accord.md")


def found(text: str) -> list[tuple[str, int]]:
    """The rules that the clauses break, each with its line."""
    return [told(one) for one in load(text).loaded.findings]


def told(finding: Finding) -> tuple[str, int]:
    """The rule and the line of a finding."""
    return finding.rule, finding.place.line if finding.place else 0


def texts(text: str) -> dict[str, dict[str, str]]:
    """Number to text by language."""
    message = load(text).loaded.message
    assert message is not None
    return {
        one.number: {local.lang: local.text for local in one.text}
        for one in message.clauses  # type: ignore[attr-defined]
    }


def test_the_charter_that_comes_with_the_program_has_nothing_to_mend() -> None:
    """Who begins from it begins without a warning."""
    text = files("forsa.samples").joinpath("agreement-charte.fr-ar.md").read_text("utf-8")
    read = load_agreement(text, TODAY, "charte.md")

    assert read.loaded.findings == ()
    assert read.is_voted
    assert read.terms == Terms("charter", 0, (), 0, date(2027, 3, 31))
    assert len(read.loaded.message.clauses) == 11  # type: ignore[union-attr]
    assert load_markdown(text, TODAY).message == read.loaded.message


@pytest.mark.parametrize(
    "sample",
    [one for one in files("forsa.samples").iterdir() if one.name.startswith("agreement-")],
    ids=lambda one: str(one.name),
)
def test_no_sample_has_anything_to_mend(sample: Traversable) -> None:
    """What guides and the demonstration publish is what people imitate."""
    loaded = load_agreement(sample.read_bytes(), TODAY, sample.name).loaded

    assert loaded.findings == ()
    assert scan_body(loaded.message) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_agreement_lacks_only_what_its_author_must_say(language: Language) -> None:
    """A template that is wrong by itself teaches people to ignore findings."""
    ((name, text),) = agreement_template(language).items()
    loaded = load_agreement(text, TODAY, name).loaded

    assert {one.rule for one in loaded.findings} == {
        "agreement.needed",
        "agreement.type",
        "required",
    }


def test_letters_tell_the_languages_apart_and_marks_where_they_do_not() -> None:
    """A secretary writes two paragraphs, in whatever order, and nothing around them."""
    arabic_first = "## 1\n\nكل مركز يستقبل الآخر.\n\nChaque centre accueille l'autre.\n"
    marked = "## 1\n[ar]\n12 000 (2027)\n[fr]\n12 000 (2027)\n"
    several = "## 1\n\nUn.\n\nواحد.\n\nDeux.\n\nاثنان.\n"

    assert found(CLAUSE) == []
    assert texts(CLAUSE) == texts(arabic_first)
    assert texts(marked)["1"] == {"ar": "12 000 (2027)", "fr": "12 000 (2027)"}
    assert texts(several)["1"] == {"fr": "Un.\n\nDeux.", "ar": "واحد.\n\nاثنان."}
    assert texts("## 1\n\u200f[العربية]\u200f\nنص.\n[français]\nTexte.\n")["1"] == {
        "ar": "نص.",
        "fr": "Texte.",
    }


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("## 1\n\n12 000\n\n[fr]\nUn.\n[ar]\nواحد.\n", "clause.language", 13),
        ("## 1\n\nUn centre.\nمركز واحد.\n", "clause.mixed", 14),
        ("## 1\n\n[fr]\nمركز.\n\n[ar]\nUn centre.\n", "clause.letters", 14),
        ("## 1\n\n[francais du Maroc]\nUn.\n\nواحد.\n", "clause.mark", 13),
        ("## 1\n\nUn centre.\n", "clause.missing", 13),
        (f"{CLAUSE}## 1\n\nDeux.\n\nاثنان.\n", "clause.twice", 16),
        (f"{CLAUSE}## Objet\n\nDeux.\n\nاثنان.\n", "clause.number", 16),
        (f"# Titre\n{CLAUSE}", "agreement.heading", 11),
        ("Préambule.\n\nديباجة.\n", "agreement.empty", 11),
        ("Préambule seul.\n\n" + CLAUSE, "clause.missing", 11),
    ],
)
def test_each_slip_is_told_by_its_line(text: str, rule: str, line: int) -> None:
    """Two hundred clauses have two hundred places for it."""
    errors = [told(one) for one in load(text).loaded.errors]

    assert (rule, line) in errors
    assert all(one.text(language) for one in load(text).loaded.findings for language in LANGUAGES)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("## 1\n\nSous 30 jours.\n\nداخل 20 يوما.\n", "clause.figures"),
        ("## 1\n\n- Un.\n- Deux.\n\n- واحد.\n", "clause.points"),
        ("## 2\n\nUn.\n\nواحد.\n\n## 1\n\nDeux.\n\nاثنان.\n", "clause.order"),
        ("## 1 Objet\n\nUn.\n\nواحد.\n", "clause.title"),
    ],
)
def test_what_only_a_reader_can_judge_is_a_warning(text: str, rule: str) -> None:
    """Thirty days here and twenty there may be a slip, or the number of another thing."""
    (finding,) = load(text).loaded.findings

    assert finding.rule == rule
    assert finding.level is Level.WARNING


def test_arabic_indic_digits_are_digits() -> None:
    """Who writes them means the same number, and the same clause."""
    arabic = "نص 30 يوما و12 000 درهم قبل 31/08/2027.".translate(ARABIC_DIGITS)
    number = "3.2".translate(ARABIC_DIGITS)
    text = f"## {number}\n\nSous 30 jours, 12 000 MAD, avant le 31 août 2027.\n\n{arabic}\n"

    assert found(text) == []
    assert list(texts(text)) == ["3.2"]


@pytest.mark.parametrize(
    ("text", "number", "titles"),
    [
        ("3.2", "3.2", {}),
        ("Article 3 : Objet / الموضوع", "3", {"fr": "Objet", "ar": "الموضوع"}),
        ("المادة 4 الموضوع – Objet", "4", {"fr": "Objet", "ar": "الموضوع"}),
        ("5 bis.", "5 bis", {}),
        ("6) Cotisation", "6", {"fr": "Cotisation"}),
    ],
)
def test_a_heading_is_read_as_people_write_it(
    text: str, number: str, titles: dict[str, str]
) -> None:
    """Nobody should have to unlearn how articles are headed."""
    heading = heading_of(text)

    assert heading is not None
    assert (heading.number, dict(heading.titles)) == (number, titles)


@pytest.mark.parametrize("text", ["Objet", "", "3,2,", "1234", "IV", "3objet"])
def test_what_is_no_number_is_no_clause(text: str) -> None:
    """A clause that nobody can cite is no clause."""
    assert heading_of(text) is None


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("type: chartre", "agreement.type"),
        ("type: Charter!", "agreement.type"),
        ("type:", "agreement.type"),
        ("needed: 0", "agreement.needed"),
        ("needed: beaucoup", "agreement.needed"),
        ("needed: 3", "agreement.too_many"),
        ("parties: [Amal]", "agreement.parties"),
        ("parties: {amal: 1}", "agreement.parties"),
        ("ratify_by: 31/12/2027", "agreement.ratify_by"),
        ("ratify_by: 2027-02-30", "agreement.ratify_by"),
        ("version: deux", "agreement.version"),
    ],
)
def test_terms_that_nobody_could_mean_are_refused(line: str, rule: str) -> None:
    """A slip in the type would publish a charter past the vote, as a type of its own."""
    name = line.partition(":")[0]
    kept = [one for one in FRONT.splitlines() if not one.startswith(f"{name}:")]
    text = "\n".join([*kept[:-1], line, kept[-1], CLAUSE])
    errors = load_agreement(text, TODAY).loaded.errors

    assert rule in {one.rule for one in errors}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("charte", "charter"),
        ("ميثاق", "charter"),
        ("Règlement intérieur", "internal_rules"),
        ("internal_rules", "internal_rules"),
        ("donations_2027", "donations_2027"),
    ],
)
def test_a_type_is_named_by_its_code_or_as_people_call_it(said: str, code: str) -> None:
    """Nobody knows `internal_rules` by heart."""
    text = (FRONT + CLAUSE).replace("type: partnership", f"type: {said}")

    assert load_agreement(text, TODAY).terms.type == code


def test_what_the_network_votes_on_is_in_both_its_languages_and_has_no_files() -> None:
    """A file beside it would not be voted on; one language would bind half of the network."""
    charter = FRONT.replace("partnership", "charter").replace("  ar: اتفاقية توأمة\n", "")
    text = charter + "## 1\n\nUn centre.\n"
    own = FRONT.replace("  ar: اتفاقية توأمة\n", "") + "## 1\n\nUn centre.\n"
    attached = (
        (FRONT + CLAUSE)
        .replace("type: partnership", "type: charter")
        .replace("needed: 2", "needed: 2\nattachments:\n  - file_name: annexe.pdf\n    role: guide")
    )

    assert [one.rule for one in load_agreement(text, TODAY).loaded.errors] == [
        "agreement.languages"
    ]
    assert load_agreement(own, TODAY).loaded.errors == []
    assert "agreement.attachments" in {
        one.rule for one in load_agreement(attached, TODAY).loaded.errors
    }


def test_dates_in_the_wrong_order_are_told() -> None:
    """A term that ends before it begins."""
    text = (FRONT + CLAUSE).replace(
        "needed: 2", "needed: 2\nvalid_from: 2027-01-01\nvalid_to: 2026-12-31"
    )

    assert [one.rule for one in load_agreement(text, TODAY).loaded.errors] == ["agreement.dates"]


def test_other_markdown_is_still_a_practice_report() -> None:
    """The file says what it is; a report that mentions agreements is no agreement."""
    report = "---\nkind: practice.report\n---\n\nkind: agreement.publish\n"

    assert load_markdown(report, TODAY).kind == "practice.report"
    assert load_markdown(FRONT + CLAUSE, TODAY).kind == "agreement.publish"
    assert load_markdown("\ufeff" + FRONT.replace("\n", "\r\n"), TODAY).kind == "agreement.publish"
