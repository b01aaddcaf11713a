"""One work as one HTML file."""

import re
from base64 import b64decode
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from forsa.exports.works.page import REPEATED_BYTES, page_of
from forsa.exports.works.work import Opener, Translated
from forsa.kinds.loaders import load_practice
from forsa.kinds.preview import title_of
from forsa.samples import sample_files, sample_paths

from tests.support.courses import PNG, TODAY, whole_course, work_of
from tests.support.html import see


def test_a_course_is_whole_in_its_language() -> None:
    """What is not on the paper is not taught where there is no screen."""
    seen = see(page_of(work_of(whole_course())))
    root, values = seen.elements[0]

    assert (root, values) == ("html", {"lang": "fr", "dir": "ltr"})
    for text in (
        "Mémoire",
        "Les couleurs",
        "Choisis une danseuse.",
        "Programmer un jeu",
        "5141"[:0],
    ):
        assert text in seen.text
    assert "الذاكرة" not in seen.text


def test_arabic_reads_from_the_right_and_latin_words_keep_their_place() -> None:
    """A page in the wrong direction is not read."""
    html = page_of(work_of(whole_course(), "ar"))
    seen = see(html)

    assert seen.elements[0][1] == {"lang": "ar", "dir": "rtl"}
    assert '<bdi dir="ltr">Scratch 3</bdi>' in html
    assert "المجزوءات" in seen.text


def test_a_language_the_work_does_not_have_shows_the_original_and_says_so() -> None:
    """Texts of two languages on one page need their own direction and voice."""
    html = page_of(work_of(whole_course(), "zgh"))

    assert '<html lang="zgh" dir="ltr">' in html
    assert '<h1><span lang="fr" dir="ltr">Mémoire</span></h1>' in html


def test_pictures_are_inside_and_nothing_else_is_asked_for() -> None:
    """A page that fetches tells a stranger who reads it, and shows nothing without a link."""
    seen = see(page_of(work_of(whole_course())))
    sources = seen.values("src")

    assert len(sources) == 3
    assert b64decode(sources[0].partition(",")[2]) == PNG
    assert all(one.startswith("data:image/png;base64,") for one in sources)
    assert seen.values("content")[0].startswith("default-src 'none'; img-src data:")
    assert seen.values("alt") == ["ballerine", "écran", "ballerine"]


def test_a_large_picture_stands_there_once() -> None:
    """A screen of 2 MB that seventeen steps show would be a page of 34 MB."""
    work = work_of(whole_course())
    large = PNG + bytes(REPEATED_BYTES)
    work.message.attachments[0].size = len(large)
    files: dict[str, Opener] = {**work.files, "fr-ballerina.png": partial(BytesIO, large)}
    seen = see(page_of(replace(work, files=files)))

    assert len(seen.values("src")) == 2
    assert seen.values("href")[:1] == ["#picture-1"]
    assert "picture-1" in seen.values("id")


def test_a_picture_that_is_not_here_leaves_its_words() -> None:
    """An empty frame says less than what the author wrote for those who cannot see."""
    work = work_of(whole_course(), files={})
    seen = see(page_of(work))

    assert work.missing == ["fr-ballerina.png", "fr-screen.png"]
    assert seen.values("src") == []
    assert "[ballerine]" in seen.text
    assert "pas dans cette copie" in seen.text


def test_a_file_that_is_no_picture_is_never_put_into_the_page() -> None:
    """Its type is its author's claim, and a page of another stranger must not be in ours."""
    work = work_of(whole_course())
    work.message.attachments[0].media_type = "application/pdf"

    assert len(see(page_of(work)).values("src")) == 1


def test_the_page_says_where_the_original_is() -> None:
    """A copy on paper must lead back to what everybody can verify."""
    text = see(page_of(work_of(whole_course()))).text

    for told in ("ab" * 32, "214", "CC-BY-SA-4.0", "Association Amal", "24/11/2025"):
        assert told in text


@pytest.mark.parametrize(
    ("method", "outdated", "told"),
    [
        ("machine", False, "TRADUCTION AUTOMATIQUE non relue, proposée par badr."),
        ("machine_revised", False, "Traduction automatique relue, proposée par badr."),
        ("human", True, "Traduction par badr. Elle est celle d'une version plus ancienne."),
    ],
)
def test_somebody_elses_translation_is_marked(method: str, outdated: bool, told: str) -> None:
    """The author must not answer for words that a machine chose."""
    page = page_of(work_of(whole_course(), translated=Translated("badr", method, outdated)))

    assert told in see(page).text


def test_a_draft_says_that_it_is_one() -> None:
    """A printed draft is taught as if the network had seen it."""
    draft = work_of(whole_course(), record_id="", index=None, published_ms=0)

    assert "BROUILLON" in see(page_of(draft)).text
    assert "BROUILLON" not in see(page_of(work_of(whole_course()))).text


def test_what_a_reader_must_know_first_stands_first() -> None:
    """A course that its author withdrew for a danger is not taught by mistake."""
    page = page_of(work_of(whole_course(), warnings=("RETIRÉ : schéma faux",)))

    assert page.index("RETIRÉ") < page.index("<h2>")


def test_titles_and_names_are_escaped() -> None:
    """Every text is a stranger's, the short ones too."""
    work = work_of(whole_course(), author="<b>x</b>", warnings=("<script>",))
    work.message.title[1].text = "</title><script>alert(1)</script>"
    work.message.attachments[0].file_name = '"><script>.png'
    work.message.competencies[0].code = "<i>"
    seen = see(page_of(work))

    assert not {tag for tag, _ in seen.elements} & {"script", "b", "i"}


@pytest.mark.parametrize("path", [one for one in sample_paths() if not one.is_dir()])
def test_a_practice_report_is_a_page_too(path: Any) -> None:
    """The same page, for the other kind of work."""
    loaded = load_practice(sample_files(path)[path.name], TODAY, path.name)
    message: Any = loaded.message
    work = work_of(loaded, message.common.original_language)
    seen = see(page_of(work))
    words = set(re.findall(r"\w{3,}", title_of(message, "")))

    assert words
    assert words <= set(re.findall(r"\w{3,}", seen.text))
