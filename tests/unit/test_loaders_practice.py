"""Practice reports as people write them: one Markdown file, in one language or several."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import pytest
from forsa.kinds.findings import Place
from forsa.kinds.loaders import Loaded, load_practice
from forsa.samples import sample_files, sample_paths
from forsa.v1.practice_pb2 import PracticeReport

TODAY = date(2026, 11, 24)
FRONT = """\
---
original_language: fr
themes: [sport]
strands: [centre_life]
region: MA-05
milieu: rural
period_start: 2024-01-08
maturity: trial
evidence_level: testimony
actors:
  - role: family
safeguarding_declaration: true
---
"""
FRENCH = """
# Un titre assez long

## Résumé

Un résumé qui tient sur deux lignes
et que l'on recolle à la lecture.

## Contexte

{context}

## Objectif

Savoir avant neuf heures qui n'est pas venu ce matin.

## Étapes

### Relever les présences

L'éducateur note les absents.

- durée: 3
- acteur: family

### Rendre visite

Deux personnes passent à la maison.

## Résultats

Les absences longues sont devenues rares, et les familles préviennent d'elles-mêmes maintenant.

## Facteurs de réussite

- Toujours la même personne
  à l'accueil.

## Difficultés

* Les numéros changent souvent.

## Leçons

1. Demander deux numéros.
2. Les vérifier chaque mois.

## Conditions pour reproduire

- Un téléphone du centre.
""".format(context="Une situation difficile à décrire en peu de mots. " * 4)
ARABIC = """
# رسالة كل صباح {lang=ar}

## المراحل

### تسجيل الحضور

يدون المربي أسماء الغائبين كل صباح.

## الدروس المستخلصة

- طلب رقمين عند التسجيل.
- التحقق منهما كل شهر.
"""


def load(text: str) -> Loaded:
    """Read a file called `fiche.md`."""
    return load_practice(text, TODAY, "fiche.md")


def report_of(loaded: Loaded) -> PracticeReport:
    """The report that was read."""
    assert isinstance(loaded.message, PracticeReport)
    return loaded.message


def rules(loaded: Loaded) -> list[tuple[str, str]]:
    """Path and rule of every finding."""
    return [(finding.path, finding.rule) for finding in loaded.findings]


def test_a_report_reads_as_it_was_written() -> None:
    """Every heading must find its field, and nothing must be lost on the way."""
    loaded = load(FRONT + FRENCH)
    report = report_of(loaded)

    assert rules(loaded) == []
    assert (loaded.kind, loaded.languages, loaded.region) == ("practice.report", ("fr",), "MA-05")
    assert report.title[0].text == "Un titre assez long"
    assert report.steps[0].title[0].text == "Relever les présences"
    assert report.steps[0].text[0].text == "L'éducateur note les absents."
    assert (report.steps[0].duration_days, report.steps[0].actor) == (3, "family")
    assert not report.steps[1].HasField("duration_days")
    assert [one.text[0].text for one in report.lessons] == [
        "Demander deux numéros.",
        "Les vérifier chaque mois.",
    ]
    assert report.replication.conditions[0].text[0].text == "Un téléphone du centre."
    assert report.common.licence == "CC-BY-SA-4.0"


def test_lines_broken_for_the_editor_are_joined() -> None:
    """A text would keep the line length of the machine it was typed on."""
    report = report_of(load(FRONT + FRENCH))

    assert report.summary[0].text.count("\n") == 0
    assert report.success_factors[0].text[0].text == "Toujours la même personne à l'accueil."


def test_a_second_language_joins_its_texts_to_the_first() -> None:
    """The second step in Arabic is the second step, not a fifth one."""
    loaded = load(FRONT + FRENCH + ARABIC)
    report = report_of(loaded)

    assert rules(loaded) == []
    assert loaded.languages == ("ar", "fr")
    assert [one.lang for one in report.steps[0].title] == ["ar", "fr"]
    assert [one.lang for one in report.lessons[1].text] == ["ar", "fr"]
    assert len(report.steps) == 2
    assert report.steps[0].duration_days == 3


def test_a_translation_longer_than_the_original_is_told() -> None:
    """A third point in Arabic alone has no original to be a translation of."""
    loaded = load(FRONT + FRENCH + ARABIC + "- نقطة ثالثة من دون أصل.\n")

    assert ("lessons[2]", "text.original") in rules(loaded)


def test_headings_are_known_by_name_label_or_accent_less() -> None:
    """People write "Resume" on keyboards without accents."""
    text = FRENCH.replace("## Résumé", "## RESUME").replace("## Contexte", "## La suite {#context}")

    assert rules(load(FRONT + text)) == []


def test_a_heading_nobody_knows_is_told_with_its_line_and_the_nearest() -> None:
    """A whole section would be lost without a word."""
    loaded = load(FRONT + FRENCH.replace("## Contexte", "## Contextes"))
    (unknown,) = [one for one in loaded.findings if one.rule == "markdown.section"]

    assert unknown.values == {"value": "Contextes", "closest": "Contexte"}
    assert unknown.place is not None
    assert (FRONT + FRENCH).split("\n")[unknown.place.line - 1] == "## Contexte"


CASES: Final[Mapping[str, tuple[str | bytes, str]]] = {
    "front matter without an end": ("---\ntitle: x\n", "markdown.front_matter"),
    "front matter that is a list": ("---\n- x\n---\n", "field.mapping"),
    "a field nobody knows": (FRONT.replace("themes:", "theme:"), "field.unknown"),
    "a list that is none": (FRONT.replace("[sport]", "sport"), "field.list"),
    "a number in words": (
        FRONT.replace("---\n", "---\nresources: {cost_min_mad: mille}\n", 1),
        "field.number",
    ),
    "a number too large to hold": (
        FRONT.replace("---\n", "---\nresources: {cost_min_mad: 4294967296}\n", 1),
        "field.number",
    ),
    "a declaration in doubt": (
        FRONT.replace("declaration: true", "declaration: peut-être"),
        "field.boolean",
    ),
    "an identifier cut short": (
        FRONT.replace("---\n", "---\nrelated: [{record_id: abcd?, relation: cites}]\n", 1),
        "field.identifier",
    ),
    "text under no heading": (FRONT + "\nDu texte.\n" + FRENCH, "markdown.stray"),
    "a section twice": (FRONT + FRENCH + "\n## Résumé\n\nEncore.\n", "markdown.repeated"),
    "a title without its language": (FRONT + FRENCH + "\n# Autre titre\n", "markdown.language"),
    "a list written as a paragraph": (
        FRONT + FRENCH.replace("* Les numéros", "Les numéros"),
        "markdown.list",
    ),
    "a text both above and below": (
        FRONT.replace("---\n", "---\nsummary: Un résumé.\n", 1) + FRENCH,
        "markdown.twice",
    ),
    "another kind": (FRONT.replace("---\n", "---\nkind: curriculum.publish\n", 1), "file.kind"),
    "bytes of no encoding": (b"---\n\xff", "file.encoding"),
    "a file of a megabyte": (FRONT + "x" * 2**20, "file.size"),
    "an alias": (FRONT.replace("[sport]", "&a [sport]"), "yaml.alias"),
    "a tag": (FRONT.replace("[sport]", "!!python/object [sport]"), "yaml.alias"),
    "a name twice": (FRONT.replace("milieu:", "region: MA-06\nmilieu:"), "yaml.duplicate"),
    "a quotation without an end": (FRONT.replace("MA-05", '"MA-05'), "yaml.syntax"),
    "a control character": (FRONT.replace("MA-05", "MA\x07"), "yaml.syntax"),
    "brackets without end": (f"---\nthemes: {'[' * 5000}\n---\n", "yaml.depth"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_is_told_about(case: str) -> None:
    """A traceback, or silence, is what people get from other programs."""
    text, rule = CASES[case]
    loaded = load_practice(text, TODAY, "fiche.md")

    assert rule in {finding.rule for finding in loaded.errors}


def test_an_alias_multiplies_nothing() -> None:
    """Nine levels of nine aliases are 400 million words in other readers."""
    bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
    )
    loaded = load(f"---\n{bomb}---\n")

    assert "yaml.alias" in {finding.rule for finding in loaded.findings}


def test_codes_and_days_are_texts_and_never_guessed() -> None:
    """YAML reads 0611 as 393, 2024-01-08 as a date, no as false and 1.10 as 1.1."""
    front = FRONT.replace(
        "---\n", "---\nprovince: no\ncontributors:\n  - {name: 0611, role: 1.10}\n", 1
    )
    report = report_of(load(front + FRENCH))

    assert report.province == "no"
    assert (report.contributors[0].name, report.contributors[0].role) == ("0611", "1.10")
    assert report.period_start == "2024-01-08"


def test_numbers_may_have_a_comma() -> None:
    """12,5 is how people here write it."""
    front = FRONT.replace(
        "---\n", "---\nindicators: [{name: Part, unit: percent, value: '12,5', n: 20}]\n", 1
    )

    assert report_of(load(front + FRENCH)).indicators[0].value == 12.5


def test_a_finding_of_a_rule_knows_its_line() -> None:
    """Twenty findings without lines are a search through four pages."""
    loaded = load(FRONT.replace("MA-05", "MA-99") + FRENCH)
    (finding,) = loaded.findings

    assert (finding.rule, finding.place) == ("code.region", Place("fiche.md", 5))


def test_a_field_that_could_not_be_read_is_told_once() -> None:
    """ "Not a list" and "mandatory" about one line is one too many."""
    loaded = load(FRONT.replace("[sport]", "sport") + FRENCH)

    assert [rule for path, rule in rules(loaded) if path == "themes"] == ["field.list"]


def test_code_keeps_its_lines_and_hides_its_headings() -> None:
    """A comment in a program is not a heading of the report."""
    code = "```\n# commentaire\n\nprint(1)\n```"
    text = FRENCH.replace("Une situation", f"{code}\n\nUne situation", 1)
    loaded = load(FRONT + text)

    assert rules(loaded) == []
    assert report_of(loaded).context[0].text.startswith(code)


def test_comments_are_dropped_and_lines_still_counted() -> None:
    """The template's own explanations must not be published."""
    text = FRENCH.replace("## Résumé\n", "## Résumé\n\n<!-- note\nsecrète -->\n")
    loaded = load(FRONT + text.replace("## Contexte", "## Nulle part"))
    report = report_of(loaded)
    lines = [one.place for one in loaded.findings if one.rule == "markdown.section"]

    assert "note" not in report.summary[0].text
    assert lines == [
        Place("fiche.md", FRONT.count("\n") + text[: text.index("## Contexte")].count("\n") + 1)
    ]


def test_windows_files_read_alike() -> None:
    """A byte order mark and CRLF come with every editor of the office PC."""
    data = ("\ufeff" + FRONT + FRENCH).replace("\n", "\r\n").encode()

    assert report_of(load_practice(data, TODAY)) == report_of(load(FRONT + FRENCH))


REPORTS = [one for one in sample_paths() if not one.is_dir()]


@pytest.mark.parametrize("name", [one.name for one in REPORTS])
def test_a_shipped_report_keeps_every_rule(name: str) -> None:
    """The demo and every newcomer start from these."""
    (sample,) = [one for one in REPORTS if one.name == name]

    assert list(load_practice(sample_files(sample)[name], TODAY, name).findings) == []


def test_the_shipped_reports_speak_french_arabic_and_both() -> None:
    """A network of two languages shows both."""
    spoken = {
        load_practice(data, TODAY).languages
        for one in REPORTS
        for data in sample_files(one).values()
    }

    assert spoken == {("fr",), ("ar",), ("ar", "fr")}
