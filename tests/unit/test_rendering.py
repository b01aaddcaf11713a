"""Strangers' Markdown as HTML."""

import pytest
from forsa.library.rendering import Renderer, may_link, picture_name, plain

from tests.support.html import see

PICTURES = {"plan.png": "<img>"}


def render(text: str, direction: str = "ltr") -> str:
    """The text with one picture that is here."""
    return Renderer(direction, lambda name, _alt: PICTURES.get(name, "")).render(text)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**gras** et *fin*", "<p><strong>gras</strong> et <em>fin</em></p>\n"),
        ("- a\n- b\n", "<ul><li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n", '<ol start="3">\n<li>a</li>\n</ol>\n'),
        ("`a<b`", '<p><code dir="ltr">a&lt;b</code></p>\n'),
        ("```py\na & b\n```", '<pre dir="ltr"><code>a &amp; b\n</code></pre>\n'),
        ("~~faux~~", "<p><s>faux</s></p>\n"),
        ("![le plan](plan.png)", "<p><img></p>\n"),
        ("![le plan](images/plan.png)", "<p><img></p>\n"),
        ("![autre](autre.png)", "<p><span>[autre]</span></p>\n"),
        ("![](autre.png)", "<p></p>\n"),
    ],
)
def test_markdown_is_shown(markdown: str, html: str) -> None:
    """Safe and empty would be easy."""
    assert render(markdown) == html


def test_headings_begin_where_the_page_has_room() -> None:
    """A module's `#` is no title of the page, and there is no seventh level."""
    assert Renderer(top=3).render("# a\n\n###### b\n") == "<h3>a</h3>\n<h6>b</h6>\n"


ATTACKS = [
    "<script>alert(1)</script>",
    "a <script>alert(1)</script> b",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "[x](//example.org)",
    "<javascript:alert(1)>",
    "![x](https://example.org/x.png)",
    "![x](//example.org/x.png)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    '![x" onerror="alert(1)](plan.png)',
    '[x](https://example.org/"onclick="alert(1))',
    '<iframe src="https://example.org"></iframe>',
    "<style>body{display:none}</style>",
    "<!-- comment -->",
    "<![CDATA[x]]>",
    "<?php x ?>",
    '```" onclick=x\ncode\n```',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_an_attack_is_words_or_nothing(attack: str, direction: str) -> None:
    """A course is opened by an educator, with the session of everything else."""
    seen = see(render(f"avant\n\n{attack}\n\naprès", direction))

    assert not {tag for tag, _ in seen.elements} & {"script", "iframe", "style"}
    assert not [name for _, values in seen.elements for name in values if name.startswith("on")]
    assert all(may_link(address) for address in seen.values("href"))
    assert seen.values("src") == []
    assert ("avant" in seen.text, "après" in seen.text) == (True, True)


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://example.org", True),
        ("HTTP://example.org", True),
        ("mailto:bureau@example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("page.html", False),
        ("", False),
    ],
)
def test_links_lead_to_pages_and_mailboxes(address: str, may: bool) -> None:
    """A page on a disk must not open its neighbours."""
    assert may_link(address) is may


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("plan.png", "plan.png"),
        ("images/plan.png", "plan.png"),
        ("plan%20de%20salle.png", "plan de salle.png"),
        ("%D8%B5%D9%88%D8%B1%D8%A9.png", "صورة.png"),
        ("https://example.org/plan.png", ""),
        ("//example.org/plan.png", ""),
        ("data:image/png;base64,AAAA", ""),
    ],
)
def test_a_picture_is_the_attachment_of_that_name(address: str, name: str) -> None:
    """Never an address: nothing is fetched when a course is read."""
    assert picture_name(address) == name


@pytest.mark.parametrize(
    ("text", "direction", "html"),
    [
        ("افتح Scratch 3 الآن", "rtl", 'افتح <bdi dir="ltr">Scratch 3</bdi> الآن'),
        (
            "برنامج Scratch (hors ligne).",
            "rtl",
            'برنامج <bdi dir="ltr">Scratch (hors ligne)</bdi>.',
        ),
        ("le mot مدرسة الفرصة ici", "ltr", 'le mot <bdi dir="rtl">مدرسة الفرصة</bdi> ici'),
        ("sans mélange", "ltr", "sans mélange"),
        ("بدون خلط 12", "rtl", "بدون خلط 12"),
        ("a < b", "ltr", "a &lt; b"),
        ("\u202etxt.exe", "ltr", " txt.exe"),
    ],
)
def test_runs_of_the_other_direction_are_isolated(text: str, direction: str, html: str) -> None:
    """Without it a bracket or full stop behind a Latin name jumps to the other end of the line."""
    assert plain(text, direction) == html


def test_a_title_is_one_line_without_blocks() -> None:
    """A heading with a list in it would break the page's outline."""
    assert Renderer().render_line("# Un *titre*\n\n- long") == "# Un <em>titre</em> - long"


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "`a" * 20_000, "*a " * 15_000, "(a" * 15_000, "aب" * 15_000]
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    """One body of 256 KiB must not hold up whoever exports it."""
    assert see(render(text, "rtl")).text
