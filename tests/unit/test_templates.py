"""Templates load, and what is wrong with them is their blanks; previews show all that is said."""

from datetime import date

import pytest
from forsa import codelists
from forsa.kinds.labels import field_label
from forsa.kinds.loaders import load_curriculum, load_practice, load_yaml
from forsa.kinds.preview import pick, preview, title_of
from forsa.kinds.templates import What, template, translation_head
from forsa.samples import sample_files, sample_paths
from forsa.v1.common_pb2 import LocalText
from forsa.v1.curriculum_pb2 import Curriculum
from forsa.v1.governance_pb2 import Assembly, Minutes
from forsa.v1.practice_pb2 import PracticeReport
from forsa.words.reasons import LANGUAGES, Language

TODAY = date(2026, 11, 24)
BLANKS = {"required", "bool.const"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_report_lacks_only_what_its_author_must_say(language: Language) -> None:
    """A template that is wrong by itself teaches people to ignore findings."""
    ((name, text),) = template("practice", language).items()
    loaded = load_practice(text, TODAY, name)

    assert {finding.rule for finding in loaded.findings} == BLANKS
    assert {finding.path for finding in loaded.findings} >= {"title", "context", "steps[0].title"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_curriculum_lacks_only_what_its_author_must_say(language: Language) -> None:
    """The module's file is there, and found."""
    loaded = load_curriculum(template("curriculum", language), TODAY)

    assert {finding.rule for finding in loaded.findings} == {"required"}
    assert {finding.path for finding in loaded.findings} >= {"title", "modules[0].outline"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["adoption", "review"])
def test_a_new_answer_lacks_only_what_its_author_must_say(what: What, language: Language) -> None:
    """Who tried something elsewhere fills in a form like any other."""
    ((name, text),) = template(what, language).items()
    loaded = load_yaml(text, TODAY, name)

    assert {finding.rule for finding in loaded.findings} == {"required"}
    assert loaded.kind == {"adoption": "practice.adopt", "review": "review.publish"}[what]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("what", "kind", "lacking"),
    [
        ("proposal", "proposal.open", {"title", "text"}),
        ("assembly", "assembly.call", {"place", "agenda"}),
        ("minutes", "assembly.minutes", {"text"}),
    ],
)
def test_a_form_of_governance_lacks_only_what_its_author_must_say(
    what: What, kind: str, lacking: set[str], language: Language
) -> None:
    """The office writes minutes at night: a form that is wrong by itself helps nobody."""
    ((name, text),) = template(what, language).items()
    loaded = load_yaml(text, TODAY, name)

    assert loaded.kind == kind
    assert {(one.path, one.rule) for one in loaded.findings} == {
        (path, "required") for path in lacking
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_agenda_and_minutes_of_several_lines_are_read_as_the_form_shows(
    language: Language,
) -> None:
    """Its examples load once the # are gone."""
    ((_, call),) = template("assembly", language).items()
    ((_, minutes),) = template("minutes", language).items()
    loaded = load_yaml(call.replace("#   - ", "  - ").replace("place:", "place: Rabat"), TODAY)
    written = load_yaml(
        minutes.replace("\ntext:", "\ntext: |\n  Un.\n\n  Deux, trois, quatre."), TODAY
    )
    agenda, text = loaded.message, written.message

    assert isinstance(agenda, Assembly)
    assert isinstance(text, Minutes)
    assert [not loaded.findings, len(agenda.agenda)] == [True, 2]
    assert not written.findings
    assert text.text[0].text == "Un.\n\nDeux, trois, quatre."


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_template_offers_every_code_in_the_authors_words(language: Language) -> None:
    """Nobody knows `psychosocial_support` by heart."""
    ((_, text),) = template("practice", language).items()

    for code in codelists.codes("practice_theme"):
        assert f"#   {code}: {codelists.label('practice_theme', code, language)}\n" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["practice", "curriculum"])
def test_a_template_shows_how_a_file_is_attached(what: What, language: Language) -> None:
    """Its example loads once the # are gone; else nobody finds out how to attach a file."""
    files: dict[str, str | bytes] = dict(template(what, language))
    name = next(iter(files))
    lines = str(files[name]).split("\n")
    first = lines.index("# attachments:")
    last = next(n for n in range(first, len(lines)) if not lines[n].startswith("# "))
    lines[first:last] = [line.removeprefix("# ") for line in lines[first:last]]
    files[name] = "\n".join(lines)
    if what == "practice":
        loaded = load_practice(files[name], TODAY, name)
    else:
        loaded = load_curriculum({**files, "guide.pdf": b"%PDF", "photo.jpg": b"\xff\xd8"}, TODAY)
    message = loaded.message
    assert isinstance(message, (PracticeReport, Curriculum))
    attached = message.attachments
    about = [one for one in loaded.findings if one.path.startswith("attachments")]

    assert [one.role for one in attached] == ["guide", "picture"]
    assert {text.lang for text in attached[1].alt_text} >= {"fr", "ar"}
    assert {one.rule for one in about} <= {"attachments.absent"}, "no data is read by the loader"


def uncommented(text: str, first: str) -> str:
    """The template with one of its examples filled in: the comments that begin with a name."""
    lines = text.split("\n")
    begin = lines.index(f"# {first}:")
    end = next(n for n in range(begin, len(lines)) if not lines[n].startswith("# "))
    lines[begin:end] = [line.removeprefix("# ") for line in lines[begin:end]]
    return "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_shows_how_works_are_linked(language: Language) -> None:
    """Nobody guesses the name of a field that stands nowhere."""
    ((name, text),) = template("practice", language).items()
    loaded = load_practice(uncommented(text, "related"), TODAY, name)
    about = [one.rule for one in loaded.findings if one.path.startswith("related")]

    assert isinstance(loaded.message, PracticeReport)
    assert [one.relation for one in loaded.message.related] == ["cites"]
    assert about == ["related.reference"], "a loader knows no log"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_shows_who_approved_a_curriculum(language: Language) -> None:
    """What an academy approved is taught with another confidence."""
    files = dict(template("curriculum", language))
    files["curriculum.yaml"] = uncommented(files["curriculum.yaml"], "validation")
    loaded = load_curriculum(files, TODAY)

    assert isinstance(loaded.message, Curriculum)
    assert [one.body for one in loaded.message.validation] == ["aref"]
    assert {one.rule for one in loaded.findings} == {"required"}


@pytest.mark.parametrize("what", ["practice", "curriculum"])
def test_a_template_has_every_field_of_its_contract(what: What) -> None:
    """A field that no template names is used by nobody."""
    text = "".join(template(what, "fr").values())
    body = (PracticeReport if what == "practice" else Curriculum).DESCRIPTOR
    missing = {
        field.name
        for field in body.fields
        if f"{field.name}:" not in text and field_label(field.name, "fr") not in text
    }

    assert missing == {"practice": {"common", "replication"}, "curriculum": {"common"}}[what]


@pytest.mark.parametrize("what", ["practice", "curriculum"])
def test_a_template_says_what_each_role_is_and_who_may_read(what: What) -> None:
    """The codes of an attachment, consent, and the audience stand nowhere else at hand."""
    text = "".join(template(what, "fr").values())

    assert "#   worksheet: fiche\n" in text
    assert "# consent : true si toute personne reconnaissable" in text
    assert "--audience network" in text
    assert "--audience public" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_of_a_translation_form_is_comments_whatever_a_stranger_wrote(
    language: Language,
) -> None:
    """A line feed in a foreign tag would begin a field of the form."""
    head = translation_head("fr\nmethod: human", "ar", language)

    assert all(line.startswith("# ") for line in head.splitlines())
    assert codelists.label("language", "ar", language) in head


def test_a_template_fills_in_as_it_stands() -> None:
    """Blanks that cannot be filled where they are would be found by the first user."""
    ((_, text),) = template("practice", "fr").items()
    filled = text.replace("region:\n", "region: MA-01\n").replace("- durée:", "- durée: 4")
    filled = filled.replace("\n#\n", "\n# Un titre trouvé\n").replace(
        "\n###\n", "\n### Une étape\n"
    )
    message = load_practice(filled, TODAY).message

    assert isinstance(message, PracticeReport)
    assert (message.region, message.title[0].text) == ("MA-01", "Un titre trouvé")
    assert (message.steps[0].duration_days, message.steps[0].title[0].text) == (4, "Une étape")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preview_shows_every_text_that_will_be_published(language: Language) -> None:
    """An author who did not see a text did not agree to publish it."""
    sample = next(one for one in sample_paths() if "presence" in one.name)
    (data,) = sample_files(sample).values()
    report = load_practice(data, TODAY).message
    assert isinstance(report, PracticeReport)
    shown = preview(report, language)

    texts = [*report.title, *report.context, *report.steps[2].text, *report.lessons[1].text]
    assert all(one.text in shown for one in texts)
    assert codelists.label("region", report.region, language) in shown


def test_a_preview_shows_no_invisible_character() -> None:
    """A record of somebody else may turn the lines of a terminal around."""
    report = PracticeReport(
        title=[LocalText(lang="fr", text="a\u202eb\x1b[31mc")], province="d\x1be"
    )
    shown = preview(report, "fr") + title_of(report, "fr")

    assert "\u202e" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("asked", "original", "got"),
    [("ar", "en", "a"), ("zgh", "en", "e"), ("zgh", "rif", "f"), ("zgh", "", "f")],
)
def test_a_text_is_shown_in_the_best_language_there_is(asked: str, original: str, got: str) -> None:
    """Asked language, then the original, then French, Arabic, any."""
    texts = [LocalText(lang=tag, text=tag[0]) for tag in ("ar", "en", "fr")]

    assert pick(texts, asked, original) == got
    assert pick(texts[:1], asked, original) == "a"
    assert pick([], asked, original) == ""
