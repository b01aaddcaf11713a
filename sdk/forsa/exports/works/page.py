"""One work as one HTML file to read and to print, in its language and its direction.

The file needs nothing else and asks for nothing: no script, no address to fetch, pictures inside.
"""

from base64 import b64encode
from html import escape
from typing import Any, Final

from forsa import codelists
from forsa.exports.works.body_html import BodyHtml
from forsa.exports.works.words import word
from forsa.exports.works.work import PICTURE_TYPES, Work, text_in
from forsa.kinds.labels import field_label
from forsa.library.rendering import clean, plain

REPEATED_BYTES: Final = 64 * 1024
"""A larger picture stands in the page once; later places name it."""
MAX_PICTURE_BYTES: Final = 32 * 2**20
"""Of all pictures together; what is beyond is described by its text."""
_STYLE: Final = """\
:root { font-family: "Noto Naskh Arabic", "Noto Sans", "Segoe UI", Arial, sans-serif; }
body { max-width: 46rem; margin: 0 auto; padding: 1rem; line-height: 1.55; color: #1a1a1a; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; break-after: avoid; }
h4, h5, h6 { font-size: 1rem; margin: 1rem 0 .5rem; }
h2 { margin-top: 2rem; border-bottom: 1px solid #999; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { border: 1px solid #999; padding: .25rem .5rem; text-align: start; vertical-align: top; }
img { max-width: 100%; max-height: 20cm; break-inside: avoid; }
code, pre { font-family: "Noto Sans Mono", "DejaVu Sans Mono", monospace; font-size: .9em; }
code, bdi { unicode-bidi: isolate; }
pre { text-align: left; white-space: pre-wrap; border: 1px solid #ccc; padding: .5rem; }
blockquote { border-inline-start: 3px solid #999; margin: 0; padding-inline-start: 1rem; }
.mark { border: 2px solid #1a1a1a; padding: .5rem 1rem; font-weight: 600; }
footer { margin-top: 3rem; border-top: 2px solid #1a1a1a; font-size: .9em; }
a { color: inherit; }
@page { size: A4; margin: 18mm; }
@media print { body { max-width: none; padding: 0; } tr, li, figure { break-inside: avoid; } }
"""
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def page_of(work: Work) -> str:
    """The whole file.

    Args:
        work: What to show. Of its files only the pictures that its texts show are read.
    """
    pictures = Pictures(work)
    body = BodyHtml(work, pictures.html)
    parts = [
        f"<h1>{body.line(work.message.title)}</h1>\n",
        marks(work),
        maturity_html(work),
        body.fields(work.message, 2, ("title", "maturity") if work.record_id else ("title",)),
        files_html(work, body, pictures),
        colophon(work),
    ]
    return document(work, escape(work.title), "".join(parts))


def document(work: Work, title: str, content: str, policy: str = _POLICY) -> str:
    """A page around content; title and content are HTML.

    Args:
        work: Whose language and direction the page has.
        title: For the window.
        content: What is on the page.
        policy: What a browser may load for it; empty = as the platform says that shows it.
    """
    guard = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n' if policy else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(work.language)}" dir="{work.direction}">\n<head>\n'
        f'<meta charset="utf-8">\n{guard}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n"
        f"<body>\n{content}</body>\n</html>\n"
    )


class Pictures:
    """The pictures of one page: inside it, each in full at its first place."""

    def __init__(self, work: Work) -> None:
        """Read them from the work's files, when they are shown."""
        self._work = work
        self._described = {one.file_name: one for one in work.message.attachments}
        self._numbers: dict[str, int] = {}
        self._bytes = 0

    def has_shown(self, name: str) -> bool:
        """Whether it stands in the page already."""
        return name in self._numbers

    def html(self, name: str, alt: str) -> str:
        """The picture; empty if it is not here, is no picture, or no more fit."""
        one = self._described.get(name)
        if one is None or one.media_type not in PICTURE_TYPES or name not in self._work.files:
            return ""
        number = self._numbers.get(name, 0)
        if number and one.size > REPEATED_BYTES:
            above = word("picture_above", self._work.interface, number=number)
            return f'<a href="#picture-{number}">[{escape(above)}]</a>'
        if self._bytes + one.size > MAX_PICTURE_BYTES:
            return ""
        self._bytes += one.size
        mark = ""
        if not number:
            self._numbers[name] = len(self._numbers) + 1
            mark = f' id="picture-{self._numbers[name]}"'
        with self._work.files[name]() as file:
            data = b64encode(file.read(one.size)).decode()
        return f'<img{mark} alt="{escape(alt)}" src="data:{one.media_type};base64,{data}">'


def marks(work: Work) -> str:
    """What nobody may overlook: a draft, a withdrawal, somebody else's translation."""
    language = work.interface
    said = [*work.warnings] if work.record_id else [word("draft", language)]
    if work.translated is not None:
        key = f"translation_{work.translated.method}"
        said.append(word(key, language, member=work.translated.member))
        if work.translated.is_outdated:
            said.append(word("translation_outdated", language))
    text = plain(" ".join(said), work.direction)
    return f'<p class="mark">{text}</p>\n' if said else ""


def maturity_html(work: Work) -> str:
    """How far a practice is tried, as others made it; empty where its author's claim stands."""
    if not work.maturity:
        return ""
    label = codelists.label("maturity", work.maturity, work.interface)
    line = plain(f"{field_label('maturity', work.interface)} : {label}", work.direction)
    return f"<p>{line}</p>\n"


def files_html(work: Work, body: BodyHtml, pictures: "Pictures") -> str:
    """What is attached, whether it is in this copy, and pictures that no text shows."""
    items = "".join(_file(work, one, body, pictures) for one in work.message.attachments)
    if not items:
        return ""
    return f"<h2>{escape(word('files', work.interface))}</h2>\n<ul>{items}</ul>\n"


def _file(work: Work, one: Any, body: BodyHtml, pictures: "Pictures") -> str:
    key = "file_here" if one.file_name in work.files else "file_absent"
    size = f"{one.size} {word('bytes', work.interface)}"
    about = plain(
        ", ".join((one.media_type, size, one.licence, word(key, work.interface))), work.direction
    )
    name = f'<code dir="ltr">{escape(clean(one.file_name))}</code>'
    alt, _ = text_in(one.alt_text, work.language, work.original)
    shown = "" if pictures.has_shown(one.file_name) else pictures.html(one.file_name, clean(alt))
    return f"<li>{body.line(one.title)} {name} ({about}){shown and '<br>'}{shown}</li>\n"


def colophon(work: Work) -> str:
    """Whose it is, on which terms, and how it is found in the log."""
    language = work.interface
    licence = work.message.common.licence
    facts = [
        ("author", work.author),
        ("day", work.day),
        ("licence", licence),
        ("original", work.original),
        ("record", work.record_id),
        ("index", "" if work.index is None else str(work.index)),
    ]
    rows = "".join(
        f"<dt>{escape(word(key, language))}</dt><dd>{plain(value, work.direction)}</dd>"
        for key, value in facts
        if value
    )
    told = f"<p>{escape(word('colophon', language))}</p>" if work.record_id else ""
    return f"<footer><dl>{rows}</dl>{told}</footer>\n"
