"""Courses of a course platform: a folder a language, `meta.yml`, steps, pictures."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import pytest
from forsa.kinds.findings import Level, Place
from forsa.kinds.loaders import Loaded, load_course
from forsa.kinds.loaders.course_text import plain_text
from forsa.kinds.loaders.tree import Notes
from forsa.v1.curriculum_pb2 import Curriculum

from tests.support.courses import COURSE, OWN_FIELDS, PNG

TODAY: Final = date(2026, 11, 24)


def load(**changes: str | bytes) -> Loaded:
    """The course with some files changed; `__` in a name stands for a slash, `_md` for `.md`."""
    named = {name.replace("__", "/").replace("_md", ".md"): one for name, one in changes.items()}
    return load_course({**COURSE, **named}, TODAY)


def course_of(loaded: Loaded) -> Curriculum:
    """The curriculum that was read."""
    assert isinstance(loaded.message, Curriculum)
    return loaded.message


def told(loaded: Loaded, level: Level = Level.WARNING) -> list[str]:
    """The rules of this level, sorted."""
    return sorted(one.rule for one in loaded.findings if one.level is level)


def test_editions_of_one_length_are_one_curriculum_in_two_languages() -> None:
    """Two records for one course would halve what others say of it."""
    loaded = load()
    course = course_of(loaded)

    assert loaded.languages == ("ar", "fr")
    assert course.common.original_language == "fr"
    assert [(one.lang, one.text) for one in course.title] == [("ar", "الذاكرة"), ("fr", "Mémoire")]
    assert [[one.text for one in module.title] for module in course.modules] == [
        ["المقدمة", "Introduction"],
        ["الألوان", "Les couleurs"],
    ]
    assert [module.order for module in course.modules] == [1, 2]
    assert list(course.languages_of_instruction) == ["ar", "fr"]


def test_an_edition_of_another_length_is_another_text() -> None:
    """Its third step would stand beside the second of the original, and nobody would see it."""
    loaded = load(**{"ar-SA__step_3_md": "## خطوة\n\nنص.\n"})
    (left_out,) = [one for one in loaded.findings if one.rule == "course.edition"]

    assert loaded.languages == ("fr",)
    assert dict(left_out.values) == {"language": "ar", "steps": 3, "original": "fr", "count": 2}
    assert left_out.place == Place("ar-SA/meta.yml", 0)


@pytest.mark.parametrize(
    ("wanted", "original"), [("", "en"), ("original_language: ar\n", "ar"), ("title: T\n", "en")]
)
def test_the_original_is_the_one_that_is_named_else_the_english(wanted: str, original: str) -> None:
    """Such platforms write in English and translate; an association may know better."""
    english = {
        "en/meta.yml": "title: Memory\ndescription: A game\n",
        "en/step_1.md": "## Introduction\n\nText.\n",
        "en/step_2.md": "## Colours\n\nText.\n",
    }
    own = {"curriculum.yaml": wanted} if wanted else {}
    loaded = load_course({**COURSE, **english, **own}, TODAY)

    assert course_of(loaded).common.original_language == original


def test_a_picture_is_attached_once_however_often_it_is_shown() -> None:
    """A ballerina shown seventeen times is one file, with what it shows in each language."""
    course = course_of(load())
    (ballerina, screen) = course.attachments

    assert (ballerina.file_name, screen.file_name) == ("fr-ballerina.png", "fr-screen.png")
    assert [one.text for one in ballerina.alt_text] == ["راقصة", "ballerine"]
    assert (ballerina.role, ballerina.language, screen.language) == ("picture", "", "fr")
    assert list(course.modules[1].materials) == ["fr-ballerina.png", "fr-screen.png"]
    assert course.modules[1].outline[0].text.count("![راقصة](fr-ballerina.png)") == 1
    assert course.modules[1].outline[1].text.count("![ballerine](fr-ballerina.png)") == 2


def test_two_languages_keep_pictures_that_differ() -> None:
    """A screen in French helps nobody who reads Arabic."""
    loaded = load(**{"ar-SA__images__ballerina.png": PNG + b"other"})
    names = [one.file_name for one in course_of(loaded).attachments]

    assert names == ["fr-ballerina.png", "fr-screen.png", "ar-ballerina.png"]
    assert loaded.sources["ar-ballerina.png"] == "ar-SA/images/ballerina.png"


def test_a_draft_is_read_again_from_its_texts_and_the_files_it_took() -> None:
    """The desk keeps files by the names of attachments: the second look must see the first."""
    texts = {name: one for name, one in COURSE.items() if name.endswith((".md", ".yml"))}
    first = load_course({**dict.fromkeys(COURSE, b""), **texts}, TODAY)
    taken = {name: COURSE[first.sources[name]] for name in first.files}
    second = load_course({**texts, **taken}, TODAY)

    assert len(taken) == 3
    assert second.message == load().message
    assert {one.rule for one in second.findings} == {one.rule for one in load().findings}


TRAPS: Final[Mapping[str, tuple[str, str]]] = {
    "a picture that is not there": ("![écran](images/none.png)", "picture.missing"),
    "a picture above the folder": ("![écran](../../../secret.png)", "picture.missing"),
    "a drawing with scripts": ("![tambour](images/drum.svg)", "picture.type"),
    "a picture elsewhere": ("![écran](https://example.org/x.png)", "picture.remote"),
    "a picture elsewhere without a scheme": ("![écran](//example.org/x.png)", "picture.remote"),
    "a picture as data": ("![écran](data:image/png;base64,AAAA)", "picture.remote"),
    "a picture nobody describes": ("![](images/ballerina.png)", "picture.no_alt"),
    "a frame": ('<iframe src="https://example.org"></iframe>', "course.html"),
    "a script": ("<script>alert(1)</script>", "course.html"),
    "a text of the platform": ("[[[generic-list]]]", "course.include"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_told_and_does_not_reach_the_text(trap: str) -> None:
    """What nobody sees at import is published, and is then in every copy."""
    written, rule = TRAPS[trap]
    loaded = load(**{"fr-FR__step_1_md": f"## Introduction\n\nAvant.\n\n{written}\n\nAprès.\n"})
    outline = next(one.text for one in course_of(loaded).modules[0].outline if one.lang == "fr")
    (found,) = [one for one in loaded.findings if one.rule == rule]

    assert (found.level, found.place) == (Level.WARNING, Place("fr-FR/step_1.md", 5))
    assert outline.startswith("Avant.")
    assert outline.endswith("Après.")
    assert not [part for part in ("](", "<", "[[[", "alert") if part in outline]


def test_the_title_picture_that_does_not_exist_is_told() -> None:
    """The platform's own export is incomplete."""
    meta = "hero_image: images/memoire.png\n" + str(COURSE["fr-FR/meta.yml"], "utf-8")
    loaded = load(**{"fr-FR__meta.yml": meta})

    assert "picture.missing" in told(loaded)


def test_latin_writing_in_arabic_is_counted() -> None:
    """Who publishes looks once at how code and Arabic stand together."""
    loaded = load()
    (mixed,) = [one for one in loaded.findings if one.rule == "course.mixed"]

    assert dict(mixed.values) == {"language": "ar", "count": 2}


def test_everything_the_course_does_not_say_is_found_at_once() -> None:
    """An importer that stops at the first finding is run forty times."""
    missing = {one.path for one in load().errors if one.rule == "required"}

    assert missing == {
        "learning_goals", "edition", "strand", "entry_level", "exit_isced", "age_min", "age_max",
        "total_hours", "competencies", "assessment", "certification", "modules[0].hours",
        "modules[0].competencies", "modules[1].hours", "modules[1].competencies",
    }  # fmt: skip


def test_what_stands_beside_the_course_completes_it() -> None:
    """Hours and competencies are the association's to say, in a file of its own."""
    loaded = load(**{"curriculum.yaml": OWN_FIELDS})
    course = course_of(loaded)

    assert {one.rule for one in loaded.errors} == {"attachments.absent"}
    assert [module.hours for module in course.modules] == [2, 3]
    assert course.hours_estimated


def test_more_modules_than_steps_are_an_error() -> None:
    """Hours for a step that does not exist would be lost without a word."""
    more = OWN_FIELDS + "  - {hours: 1, competencies: [C1]}\n"

    assert "course.modules" in told(load(**{"curriculum.yaml": more}), Level.ERROR)


def test_source_and_licence_are_taken_from_the_course() -> None:
    """An adaptation owes its source a name and the same terms."""
    course = course_of(load())
    (source,) = course.based_on

    assert (source.title, source.uri) == ("Mémoire", "https://example.org/memory")
    assert (source.licence, course.common.licence) == ("CC-BY-SA-4.0", "CC-BY-SA-4.0")


def test_without_a_licence_beside_it_the_source_has_none() -> None:
    """A licence that the program made up would be a promise in somebody's name."""
    files = {name: one for name, one in COURSE.items() if name != "LICENSE.md"}
    loaded = load_course(files, TODAY)

    assert "based_on[0].licence" in {one.path for one in loaded.errors}


def test_one_folder_alone_is_a_course_and_its_language_is_guessed() -> None:
    """Who has only the Arabic folder imports it as it is."""
    arabic = {
        name.removeprefix("ar-SA/"): one for name, one in COURSE.items() if name.startswith("ar-SA")
    }
    loaded = load_course(arabic, TODAY)

    assert loaded.languages == ("ar",)
    assert "course.language_guessed" in told(loaded)
    assert [one.file_name for one in course_of(loaded).attachments] == ["ballerina.png"]


def test_a_language_outside_the_list_stays_a_draft_alone_and_out_beside_others() -> None:
    """Nobody here could check it; nothing else of the course waits for it."""
    spanish = {
        "es-ES/meta.yml": "title: Memoria\ndescription: Un juego\n",
        "es-ES/step_1.md": "## Introducción\n\nTexto.\n",
    }
    beside = load_course({**COURSE, **spanish}, TODAY)
    alone = load_course(spanish, TODAY)

    assert "course.language" in told(beside)
    assert beside.languages == ("ar", "fr")
    assert "code.language" in told(alone, Level.ERROR)
    assert alone.message is not None


def test_code_of_the_platform_becomes_code() -> None:
    """A learner copies it letter by letter."""
    text = plain_text(
        "--- task ---\n\nAvant\n\n--- code ---\n---\nlanguage: python\nline_numbers: true\n---\n"
        "print('<b>')\n--- /code ---\n--- /task ---\n",
        Notes(),
    )

    assert text == "\n\nAvant\n\n\n\n\n\n```python\nprint('<b>')\n```\n\n"


def test_a_folded_part_keeps_its_title() -> None:
    """The title is all that the platform shows of it."""
    text = plain_text("--- collapse ---\n---\ntitle: Pour les animateurs\n---\n\nTexte.\n", Notes())

    assert text.split() == ["###", "Pour", "les", "animateurs", "Texte."]


def test_html_in_code_is_code() -> None:
    """A course about web pages shows tags."""
    notes = Notes()
    text = "Le `<div>` :\n\n```html\n<div>a</div>\n```\n"

    assert plain_text(text, notes) == text
    assert notes.findings == []


def test_keys_and_words_inside_tags_stay() -> None:
    """Tags go, what they say stays."""
    assert plain_text("Tape <kbd>Alt + 6</kbd>, <b>vite</b>{:.x}.", Notes()) == (
        "Tape `Alt + 6`, vite."
    )


@pytest.mark.parametrize(
    "written",
    ["<scr<b>ipt>alert(1)</scr</b>ipt>", "<script><script>alert(1)</script>", "<iframe\nsrc='x'>"],
)
def test_tags_inside_tags_leave_no_tag(written: str) -> None:
    """Taking something out must not put something together."""
    assert "<" not in plain_text(written, Notes())


def test_nothing_at_all_is_told_and_does_not_fall() -> None:
    """An empty folder named meta.yml by mistake must not be a traceback."""
    loaded = load_course({"meta.yml": b"\xff", "step_1.md": b"\xff"}, TODAY)

    assert loaded.message is None
    assert [one.rule for one in loaded.findings] == ["file.encoding"]
