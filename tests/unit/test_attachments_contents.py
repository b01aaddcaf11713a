"""Bombs and traps: each is refused for its own reason, beside a file that is fine."""

import io
import string
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from forsa.attachments import media_types as types
from forsa.attachments.contents import check_safe
from forsa.attachments.pdf_words import MAX_WORDS
from forsa.attachments.pieces import MAX_FRAMES, MAX_PADDING_BYTES, MAX_PIXELS
from forsa.attachments.problems import WARNINGS, What
from forsa.attachments.texts import MAX_MARKDOWN_BYTES
from forsa.attachments.zips import MAX_ENTRIES, MAX_UNPACKED_BYTES
from forsa.kinds.file_texts import FILE_TEXTS
from forsa.kinds.findings import Finding
from forsa.kinds.rule_texts import TEXTS

from tests.support import made_files as made


def found(data: bytes, media_type: str) -> list[What]:
    """What is wrong, in order."""
    return [one.what for one in check_safe(io.BytesIO(data), media_type)]


FINE = {
    "pdf": (made.pdf(), types.PDF),
    "png": (made.picture("PNG"), types.PNG),
    "jpeg": (made.picture("JPEG"), types.JPEG),
    "progressive jpeg": (made.picture("JPEG", progressive=True), types.JPEG),
    "webp": (made.picture("WEBP"), types.WEBP),
    "lossless webp": (made.picture("WEBP", lossless=True), types.WEBP),
    "docx": (made.docx(), types.DOCX),
    "xlsx": (made.xlsx(), types.XLSX),
    "pptx": (made.pptx(), types.PPTX),
    "odt": (made.open_document("text"), types.ODT),
    "ods": (made.open_document("spreadsheet"), types.ODS),
    "odp": (made.open_document("presentation"), types.ODP),
    "mp3": (made.mp3(), types.MP3),
    "mp4": (made.mp4(), types.MP4),
    "csv": (b"centre;note\nKhenifra;-3,5\nAzrou;+12 %\n", types.CSV),
    "markdown": ("# درس\n\n[lien](https://example.org) 1 < 2\n".encode(), types.MARKDOWN),
    "folder": (made.archive({"a/b/c.txt": "a" * 5000}), types.ZIP),
    "h5p": (made.archive({"h5p.json": "{}", "lib/a.js": "x", "a.svg": "<svg/>"}), types.ZIP),
    "course": (made.archive({"imsmanifest.xml": "<m/>", "a.docx": made.docx()}), types.ZIP),
}


@pytest.mark.parametrize("name", FINE)
def test_what_people_make_is_fine(name: str) -> None:
    """A check that refuses honest files is switched off."""
    data, media_type = FINE[name]

    assert found(data, media_type) == []


# --- archives ---


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """An archive whose entry has another name, at both places."""
    assert len(old) == len(new)
    return data.replace(old, new)


def bomb(size: int) -> bytes:
    """An archive that becomes `size` zeros."""
    return made.archive({"zeros.txt": bytes(size)})


def lying(data: bytes) -> bytes:
    """An archive whose directory says that an entry is small; its bytes say otherwise."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 1000) + data[at + 28 :]


def link() -> bytes:
    """An archive with a symbolic link."""
    to = io.BytesIO()
    with ZipFile(to, "w") as archive:
        info = ZipInfo("a")
        info.create_system = 3
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return to.getvalue()


def twice() -> bytes:
    """An archive in which a name stands twice."""
    return renamed(made.archive({"a.txt": "1", "b.txt": "2"}), b"b.txt", b"a.txt")


def overlapping() -> bytes:
    """An archive of two entries, the second of which points at the bytes of the first."""
    data = made.archive({"a.txt": "1" * 90, "b.txt": "1" * 90})
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 42] + struct.pack("<I", 0) + data[at + 46 :]


def encrypted() -> bytes:
    """An archive that says it needs a password."""
    data = bytearray(made.archive({"a.txt": "1"}))
    for magic, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + flag] |= 1
    return bytes(data)


def unusual() -> bytes:
    """An archive packed with something else than deflate."""
    to = io.BytesIO()
    with ZipFile(to, "w", 14) as archive:
        archive.writestr("a.txt", "1")
    return to.getvalue()


NAME = b"aaaaaaaa"
PLAIN = made.archive({"aaaaaaaa": "1"})
ARCHIVES = {
    "ratio": (bomb(3 * 2**20), What.RATIO),
    "more than it claims": (lying(bomb(900_000)), What.OVERLAP),
    "entries": (made.archive({str(i): "" for i in range(MAX_ENTRIES + 1)}), What.ENTRIES),
    "parent folder": (renamed(PLAIN, NAME, b"../../aa"), What.ENTRY_NAME),
    "parent folder of windows": (renamed(PLAIN, NAME, b"..\\..\\aa"), What.ENTRY_NAME),
    "absolute": (renamed(PLAIN, NAME, b"/etc/aaa"), What.ENTRY_NAME),
    "drive": (renamed(PLAIN, NAME, b"C:/aaaaa"), What.ENTRY_NAME),
    "nul": (renamed(PLAIN, NAME, b"aaaa\x00.md"), What.ENTRY_NAME),
    "link": (link(), What.LINK),
    "twice": (twice(), What.TWICE),
    "overlap": (overlapping(), What.OVERLAP),
    "encrypted": (encrypted(), What.ENCRYPTED),
    "method": (unusual(), What.METHOD),
    "zip in zip": (made.archive({"a.zip": PLAIN}), What.NESTED),
    "zip called text": (made.archive({"a.txt": PLAIN}), What.NESTED),
    "gzip": (made.archive({"a.txt": b"\x1f\x8b\x08" + bytes(9)}), What.NESTED),
    "zip in docx in zip": (
        made.archive({"a.docx": made.docx(word__a=PLAIN)}),
        What.NESTED,
    ),
    "macros in docx in zip": (
        made.archive({"a.docx": made.docx(word__vbaProject_0bin="x")}),
        What.MACROS,
    ),
    "program by name": (made.archive({"a/setup.EXE": "x"}), What.PROGRAM),
    "program by content": (made.archive({"a.txt": b"\x7fELF" + bytes(9)}), What.PROGRAM),
    "page": (made.archive({"a.html": "<p>"}), What.WEB),
    "cut": (PLAIN[:-5], What.DAMAGED),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_that_is_a_trap_is_refused(name: str) -> None:
    """It fills the disk, writes outside of its folder, or hides a program."""
    data, what = ARCHIVES[name]

    assert found(data, types.ZIP) == [what]


def test_the_total_of_an_archive_is_known_before_it_is_unpacked() -> None:
    """A thousand entries of a harmless ratio fill a disk together."""
    to = io.BytesIO()
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        for number in range(MAX_UNPACKED_BYTES // 2**20 + 1):
            archive.writestr(f"{number}.bin2", bytes(range(256)) * 4096)
    file = made.CountingFile(to.getvalue())

    assert [one.what for one in check_safe(file, types.ZIP)] == [What.UNPACKED]
    assert file.count < 200_000


def test_a_bomb_is_unpacked_no_further_than_it_claims() -> None:
    """A bomb that lies about its size would be unpacked to the end to find out."""
    file = made.CountingFile(lying(bomb(200 * 2**20)))

    assert [one.what for one in check_safe(file, types.ZIP)] == [What.OVERLAP]
    assert file.count < 180_000  # the end, the directory, and one block of a packed 200,000 bytes


def test_an_archive_is_read_a_block_at_a_time() -> None:
    """Twenty-five megabytes in one piece are a fifth of the memory of a small node."""
    noise = zlib.compress(bytes(2**16)) + bytes(range(256)) * 16_000
    file = made.CountingFile(made.archive({"a.data": noise}, stored="a.data"))

    assert list(check_safe(file, types.ZIP)) == []
    assert file.largest <= 2**17


# --- documents ---

EXTERNAL = (
    '<Relationships xmlns="r"><Relationship Type="r/{kind}" TargetMode="External" '
    'Target="{target}"/></Relationships>'
)
DOCTYPE = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>'
ENTITY_FILE = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'
HIDDEN_SHEET = '<workbook><sheet name="a" state="veryHidden"/></workbook>'
FIELD = (
    '<w:document xmlns:w="w"><w:instrText>DD</w:instrText><w:instrText>EAUTO c:/x'
    "</w:instrText></w:document>"
)
REMARK = '<o:annotation xmlns:dc="dc"/>'
DOCUMENTS = {
    "macros": (made.docx(word__vbaProject_0bin="x"), types.DOCX, What.MACROS),
    "old macros": (made.xlsx(xl__macrosheets__a_0xml="<a/>"), types.XLSX, What.MACROS),
    "macros by type": (
        made.archive(
            {
                **made.docx_parts(),
                "[Content_Types].xml": '<T><O ContentType="x.macroEnabled.main+xml"/></T>',
            }
        ),
        types.DOCX,
        What.MACROS,
    ),
    "template from elsewhere": (
        made.docx(
            word___rels__a_0rels=EXTERNAL.format(kind="attachedTemplate", target="https://a.b/c")
        ),
        types.DOCX,
        What.EXTERNAL,
    ),
    "link that runs": (
        made.docx(word___rels__a_0rels=EXTERNAL.format(kind="hyperlink", target="javascript:a")),
        types.DOCX,
        What.EXTERNAL,
    ),
    "field in pieces": (made.docx(word__document_0xml=FIELD), types.DOCX, What.EXTERNAL),
    "object": (made.docx(word__embeddings__a_0bin="x"), types.DOCX, What.OBJECTS),
    "entities": (made.docx(word__styles_0xml=DOCTYPE), types.DOCX, What.ENTITIES),
    "entity from a disk": (made.docx(word__document_0xml=ENTITY_FILE), types.DOCX, What.ENTITIES),
    "entities in utf-16": (
        made.docx(word__a_0xml=("\ufeff" + DOCTYPE).encode("utf-16-le")),
        types.DOCX,
        What.ENTITIES,
    ),
    "hidden sheet": (made.xlsx(xl__workbook_0xml=HIDDEN_SHEET), types.XLSX, What.HIDDEN),
    "pivot cache": (made.xlsx(xl__pivotCache__a_0xml="<a/>"), types.XLSX, What.CACHE),
    "comments": (made.xlsx(xl__comments1_0xml="<a/>"), types.XLSX, What.COMMENTS),
    "external link": (made.xlsx(xl__externalLinks__a_0xml="<a/>"), types.XLSX, What.EXTERNAL),
    "connection": (made.xlsx(xl__connections_0xml="<a/>"), types.XLSX, What.EXTERNAL),
    "basic": (made.open_document("text", Basic__a_0xml="<a/>"), types.ODT, What.MACROS),
    "listener": (made.open_document("text", "<o:event-listener/>"), types.ODT, What.MACROS),
    "picture from elsewhere": (
        made.open_document("text", '<x:image x:href="https://a.b/c.png"/>'),
        types.ODT,
        What.EXTERNAL,
    ),
    "hidden table": (
        made.open_document(
            "spreadsheet",
            '<t:style t:name="s"><t:table-properties t:display="false"/></t:style>'
            '<t:table t:style-name="s"/>',
        ),
        types.ODS,
        What.HIDDEN,
    ),
    "remark in a sheet": (made.open_document("spreadsheet", REMARK), types.ODS, What.COMMENTS),
    "doctype": (made.archive({
        "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": DOCTYPE,
    }, stored="mimetype"), types.ODT, What.ENTITIES),
    "script of a PDF": (made.pdf(script="app.alert(1)"), types.PDF, What.PDF_ACTIVE),
    "file in a PDF": (made.pdf(attached=b"MZ"), types.PDF, What.PDF_ACTIVE),
    "cut PDF": (made.pdf()[:200], types.PDF, What.DAMAGED),
    "PDF and more": (made.pdf() + b"x" * 2000, types.PDF, What.APPENDED),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_acts_or_hides_is_refused(name: str) -> None:
    """A document of a colleague is opened without a thought."""
    data, media_type, what = DOCUMENTS[name]

    assert found(data, media_type) == [what]


def test_a_link_that_people_click_is_fine() -> None:
    """A reading list is made of links."""
    links = EXTERNAL.format(kind="hyperlink", target="https://example.org/")
    text = '<x:a x:href="https://example.org/">'

    assert found(made.docx(word___rels__a_0rels=links), types.DOCX) == []
    assert found(made.open_document("text", f"{text}a</x:a>"), types.ODT) == []


def test_remarks_and_changes_in_a_text_are_warnings() -> None:
    """A reviewer's remark may be meant to be read; a learner's name in a deleted line is not."""
    body = '<w:document xmlns:w="w"><w:ins/><w:del/></w:document>'
    data = made.docx(word__document_0xml=body, word__comments_0xml="<a/>")
    problems = list(check_safe(io.BytesIO(data), types.DOCX))

    assert {one.what for one in problems} == {What.CHANGES, What.COMMENTS}
    assert all(one.is_warning for one in problems)


@pytest.mark.parametrize(
    ("hidden", "what"),
    [
        (b"/S /JavaScript /JS (x)", What.PDF_ACTIVE),
        (b"/S /Java#53cript /J#53 (x)", What.PDF_ACTIVE),
        (b"/Launch", What.PDF_ACTIVE),
        (b"/X (>>stream\n) /S /JavaScript /Y (endstream)", What.PDF_ACTIVE),
        (b"/X (9 0 obj << /S /JavaScript >> endobj)", What.PDF_HIDDEN),
        (b"% 9 0 obj << /S /JavaScript >> endobj\n", What.PDF_HIDDEN),
        (b"/Length 5 >>\nstream\n9 0 obj <</JS (x)>>\nendstream", What.PDF_HIDDEN),
        (b"/Encrypt 5 0 R", What.ENCRYPTED),
        (b"/Type /ObjStm /Filter [/ASCII85Decode] >> stream\nx\nendstream", What.PDF_HIDDEN),
        (b"/N 1 /First 4 /Filter 9 0 R >> stream\nx\nendstream", What.PDF_HIDDEN),
    ],
)
def test_a_pdf_hides_nothing(hidden: bytes, what: What) -> None:
    """A reader follows a table of places; a scanner that skips what it skips is led by the nose."""
    data = made.pdf()
    at = data.rindex(b"xref", 0, data.rindex(b"startxref"))
    file = data[:at] + b"8 0 obj\n<< " + hidden + b" >>\nendobj\n" + data[at:]

    assert found(data, types.PDF) == []
    assert found(file, types.PDF) == [what]


def packed_objects(inside: bytes) -> bytes:
    """A PDF with an object stream."""
    data = made.pdf()
    packed = zlib.compress(b"9 0 " + inside, 9)
    head = f"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {len(packed)}".encode()
    at = data.rindex(b"xref", 0, data.rindex(b"startxref"))
    stream = b"8 0 obj\n<< " + head + b" >>\nstream\n" + packed + b"\nendstream\nendobj\n"
    return data[:at] + stream + data[at:]


def test_packed_objects_of_a_pdf_are_looked_into_within_limits() -> None:
    """A script in an object stream is a script; a stream of zeros is a bomb."""
    assert found(packed_objects(b"<< /Type /Page >>"), types.PDF) == []
    assert found(packed_objects(b"<< /S /JavaScript >>"), types.PDF) == [What.PDF_ACTIVE]
    assert found(packed_objects(bytes(20 * 2**20)), types.PDF) == [What.UNPACKED]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (b"/A(b)" * (MAX_WORDS // 2), What.ENTRIES),
        (b"/A (" + b"()" * MAX_WORDS + b")", What.ENTRIES),
        (b"/A " + b"(" * 1000 + b")" * 1000, What.DAMAGED),
    ],
)
def test_reading_a_pdf_ends(words: bytes, what: What) -> None:
    """A file of five million words would keep the program busy for minutes."""
    data = made.pdf()
    at = data.rindex(b"xref", 0, data.rindex(b"startxref"))

    assert found(data[:at] + b"8 0 obj << " + words + b" >> endobj\n" + data[at:], types.PDF) == [
        what
    ]


# --- pictures ---

SWOLLEN = zlib.compress(bytes(MAX_PADDING_BYTES + 1), 9)
FRAME = made.png_chunk(b"fcTL", bytes(26))
SCANS = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x00" * 4


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG that claims another size than it has."""
    data = made.picture("JPEG")
    at = data.index(b"\xff\xc0")
    return data[: at + 5] + struct.pack(">HH", height, width) + data[at + 9 :]


def webp_of(width: int, height: int) -> bytes:
    """A WebP that claims a canvas."""
    chunk = b"VP8X" + struct.pack("<I", 10) + bytes(4)
    chunk += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


PICTURES = {
    "png of many pixels": (made.png_of(50_000, 50_000), types.PNG, What.PIXELS),
    "jpeg of many pixels": (jpeg_of(65_000, 65_000), types.JPEG, What.PIXELS),
    "webp of many pixels": (webp_of(16_000, 16_000), types.WEBP, What.PIXELS),
    "profile that swells": (
        made.png_of(1, 1, made.png_chunk(b"iCCP", b"a\x00\x00" + SWOLLEN)),
        types.PNG,
        What.PADDING,
    ),
    "text that swells": (
        made.png_of(1, 1, made.png_chunk(b"zTXt", b"a\x00\x00" + SWOLLEN)),
        types.PNG,
        What.PADDING,
    ),
    "unicode text that swells": (
        made.png_of(1, 1, made.png_chunk(b"iTXt", b"a\x00\x01\x00\x00\x00" + SWOLLEN)),
        types.PNG,
        What.PADDING,
    ),
    "chunk that leaves the file": (
        made.png_of(1, 1).replace(b"\x00\x00\x00\x00IEND", b"\x7f\xff\xff\xffIEND"),
        types.PNG,
        What.DAMAGED,
    ),
    "frames": (made.png_of(1, 1, FRAME * (MAX_FRAMES + 1)), types.PNG, What.FRAMES),
    "scans": (
        made.picture("JPEG")[:-2] + SCANS * (MAX_FRAMES + 1) + b"\xff\xd9",
        types.JPEG,
        What.FRAMES,
    ),
    "no size": (made.png_of(0, 5), types.PNG, What.DAMAGED),
    "jpeg without end": (made.picture("JPEG")[:-2], types.JPEG, What.DAMAGED),
    "behind a png": (made.picture("PNG") + b"secret", types.PNG, What.APPENDED),
    "behind a jpeg": (made.picture("JPEG") + b"secret", types.JPEG, What.APPENDED),
    "behind a webp": (made.picture("WEBP") + b"secret", types.WEBP, What.APPENDED),
    "bomb in a package": (
        made.archive({"h5p.json": "{}", "a.png": made.png_of(50_000, 50_000)}),
        types.ZIP,
        What.PIXELS,
    ),
    "bomb in a document": (
        made.docx(word__media__a_0png=made.png_of(50_000, 50_000)),
        types.DOCX,
        What.PIXELS,
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_measured_before_anybody_decodes_it(name: str) -> None:
    """Four gigabytes of memory for a file of a hundred bytes: the node would be gone."""
    data, media_type, what = PICTURES[name]

    assert found(data, media_type) == [what]


def test_a_large_photograph_is_fine() -> None:
    """Telephones take pictures of fifty million points."""
    assert MAX_PIXELS == 8000 * 10_000
    assert found(made.png_of(8000, 10_000), types.PNG) == []
    assert found(made.png_of(8000, 10_001), types.PNG) == [What.PIXELS]


# --- texts ---

TEXTS_FOUND = [
    (b"a;\"=cmd|'/c calc'!A0\"", types.CSV, What.FORMULA),
    (b"a,@SUM(A1)", types.CSV, What.FORMULA),
    (b"=1+1", types.CSV, What.FORMULA),
    (b"a\tx,+A1", types.CSV, What.FORMULA),
    (b"<script>alert(1)</script>", types.MARKDOWN, What.SCRIPT),
    (b"[a](javascript:alert(1))", types.MARKDOWN, What.SCRIPT),
    (b"[a](JaVa&#115;cript:alert(1))", types.MARKDOWN, What.SCRIPT),
    (b"[a](\njavascript:alert(1))", types.MARKDOWN, What.SCRIPT),
    (b"[a](<javascript:alert(1)>)", types.MARKDOWN, What.SCRIPT),
    (b"[a]: data:text/html;base64,PHA+", types.MARKDOWN, What.SCRIPT),
    (b"[a](vbscript\\:x)", types.MARKDOWN, What.SCRIPT),
    (b'<img src="x" onerror="alert(1)">', types.MARKDOWN, What.SCRIPT),
    (b"<b>a</b>", types.MARKDOWN, What.MARKUP),
    (b"```html\n<script>\n```", types.MARKDOWN, What.MARKUP),
    (b"![a](https://example.org/a.png)", types.MARKDOWN, What.REMOTE),
]


@pytest.mark.parametrize(("data", "media_type", "what"), TEXTS_FOUND)
def test_a_text_that_another_program_would_run_is_told(
    data: bytes, media_type: str, what: What
) -> None:
    """A table or a text is opened by a program that takes parts of it for orders."""
    problems = list(check_safe(io.BytesIO(b"x\n\n" + data), media_type))

    assert [one.what for one in problems] == [what]
    assert problems[0].values["line"] in (3, 4)
    assert problems[0].values["count"] == 1


def test_a_table_of_one_long_line_is_read_in_parts() -> None:
    """A line of twenty-five megabytes would be copied with each block."""
    file = made.CountingFile(b"a" * 3_000_000 + b",=A1")

    assert [one.what for one in check_safe(file, types.CSV)] == [What.FORMULA]
    assert file.largest <= 2**16


def test_a_text_that_no_reader_opens_is_refused_unread() -> None:
    """Patterns that look for scripts take their time: a book would take minutes."""
    file = made.CountingFile(b"<a " * (MAX_MARKDOWN_BYTES // 3 + 1))

    assert [one.what for one in check_safe(file, types.MARKDOWN)] == [What.SIZE]
    assert file.count == 0
    assert found(b"a\n" * (MAX_MARKDOWN_BYTES // 2), types.MARKDOWN) == []


# --- words ---


@pytest.mark.parametrize("what", What)
def test_everything_that_can_be_wrong_has_words(what: What) -> None:
    """A finding without words says nothing to the person who has to mend it."""
    words = FILE_TEXTS.get(f"file.{what}") or TEXTS[f"file.{what}"]
    names = [{one for _, one, _, _ in string.Formatter().parse(text) if one} for text in words]

    assert names[0] == names[1] == names[2]
    assert len(set(words)) == 3


def test_words_have_something_that_can_be_wrong() -> None:
    """Words nobody reads go stale."""
    assert set(FILE_TEXTS) - {"file.refused", "file.large"} <= {f"file.{what}" for what in What}


@pytest.mark.parametrize("cases", [ARCHIVES, DOCUMENTS, PICTURES], ids=["zip", "office", "picture"])
def test_a_finding_says_its_values(cases: dict[str, tuple[object, ...]]) -> None:
    """“More than ? bytes” does not help."""
    for data, *rest in cases.values():
        media_type = rest[0] if len(rest) == 2 else types.ZIP
        assert isinstance(data, bytes)
        for one in check_safe(io.BytesIO(data), str(media_type)):
            finding = Finding("attachments", f"file.{one.what}", {"file": "a", **one.values})
            for language in ("fr", "ar", "en"):
                assert "?" not in finding.text(language).replace("؟", "")
    assert What.PLACE in WARNINGS
