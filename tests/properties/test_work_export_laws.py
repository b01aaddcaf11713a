"""A work that leaves as HTML or as a folder: nothing unsafe comes out, and nothing is lost."""

from datetime import date
from html import unescape
from unicodedata import normalize

from forsa.exports.works.folder import folder_of
from forsa.exports.works.page import page_of
from forsa.exports.works.work import Work
from forsa.kinds.loaders import load_curriculum
from forsa.library.rendering import ELEMENTS, Renderer, may_link, plain
from forsa.v1.curriculum_pb2 import Curriculum
from hypothesis import given
from hypothesis import strategies as st

from tests.support.html import see

TODAY = date(2026, 11, 24)
PIECES = st.sampled_from(
    [
        "<script>", "</script>", "<img src=x onerror=y>", "javascript:", "](", "![", "[", ")", "`",
        "```\n", "\n\n", "\n", "# ", "## ", "- ", "1. ", "> ", "|", "---\n", "{lang=ar}", "<!--",
        "-->", '"', "'", "&", "<", ">", "plan.png", "https://example.org", "data:text/html,x",
        "مدرسة", "Scratch", " ", "*", "_", "~~", "\\", "&#106;", "\t", "<a href=", "onclick=",
        "## Activités\n", "# Titre {lang=fr}\n", "    ", "é",
    ]
)  # fmt: skip
"""What Markdown, HTML and our own forms give a meaning to."""
WRITTEN = st.lists(PIECES | st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
MARKDOWN = WRITTEN.map("".join)
STORED = MARKDOWN.map(
    lambda text: normalize("NFC", "".join(c for c in text if c == "\n" or c.isprintable())).strip()
).filter(bool)
"""As every text of a body is stored."""
LINES = STORED.map(lambda text: " ".join(text.split())).filter(bool)


@given(MARKDOWN, st.sampled_from(["ltr", "rtl"]))
def test_no_text_makes_anything_but_the_elements_that_are_named(text: str, direction: str) -> None:
    """The list of bad things is endless; the list of good ones is short."""
    seen = see(Renderer(direction, lambda _name, _alt: "<img>", 3).render(text))
    attributes = {(tag, name) for tag, values in seen.elements for name in values}

    assert {tag for tag, _ in seen.elements} <= ELEMENTS
    assert attributes <= {
        ("a", "href"), ("a", "rel"), ("bdi", "dir"), ("code", "dir"), ("ol", "start"),
        ("pre", "dir"),
    }  # fmt: skip
    assert all(may_link(address) for address in seen.values("href"))


@given(MARKDOWN, st.sampled_from(["ltr", "rtl"]))
def test_a_line_has_no_blocks(text: str, direction: str) -> None:
    """It stands inside a heading or a cell."""
    seen = see(Renderer(direction).render_line(text))

    assert not {tag for tag, _ in seen.elements} & {"p", "ul", "ol", "h1", "h2", "pre", "table"}


@given(STORED, st.sampled_from(["ltr", "rtl"]))
def test_isolating_and_escaping_change_no_letter(text: str, direction: str) -> None:
    """What is marked for reading must read the same."""
    html = plain(text, direction)

    assert (
        unescape(
            html.replace("</bdi>", "").replace('<bdi dir="ltr">', "").replace('<bdi dir="rtl">', "")
        )
        == text
    )


def course(
    title: str, outlines: list[str], activities: list[str], languages: list[str]
) -> Curriculum:
    """A curriculum with these texts, the same in each language."""
    body = Curriculum(edition="1.0.0")
    body.common.original_language = languages[0]
    body.common.licence = "CC-BY-4.0"
    for number, outline in enumerate(outlines, 1):
        module = body.modules.add(code=f"M{number}", hours=1.5, order=number)
        goals = body.learning_goals.add()
        for language in sorted(languages):
            module.title.add(lang=language, text=title)
            module.outline.add(lang=language, text=outline)
            goals.text.add(lang=language, text=title)
        for activity in activities:
            item = module.activities.add()
            for language in sorted(languages):
                item.text.add(lang=language, text=activity)
    for language in sorted(languages):
        body.title.add(lang=language, text=title)
        body.description.add(lang=language, text=outlines[0])
    return body


COURSES = st.builds(
    course,
    LINES,
    st.lists(STORED, min_size=1, max_size=3),
    st.lists(LINES, max_size=2),
    st.sampled_from([["fr"], ["ar", "fr"], ["fr", "ar"]]),
)


@given(COURSES)
def test_a_course_written_as_a_folder_reads_as_the_same_course(body: Curriculum) -> None:
    """Whatever its author wrote: headings, comments, lists of activities that are none."""
    work = Work(body, "curriculum.publish", "fr", "amal")
    files = {name: content for name, content in folder_of(work) if isinstance(content, bytes)}

    assert load_curriculum(files, TODAY).message == body


@given(COURSES, st.sampled_from(["fr", "ar", "zgh"]))
def test_the_page_of_any_course_is_balanced_and_runs_nothing(
    body: Curriculum, language: str
) -> None:
    """It is opened from a disk, by people who trust the network."""
    seen = see(page_of(Work(body, "curriculum.publish", language, "amal")))
    tags = {tag for tag, _ in seen.elements}
    names = {name for _, values in seen.elements for name in values}

    assert not tags & {"script", "iframe", "object", "form", "link", "base", "img"}
    assert not [name for name in names if name.startswith("on")]
    assert all(may_link(one) or one.startswith("#picture-") for one in seen.values("href"))
