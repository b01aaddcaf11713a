"""What a file tells about people, and that none of it is left when it was taken out."""

import io
import zlib
from typing import Any
from zipfile import ZipFile

import pytest
from forsa.attachments import media_types as types
from forsa.attachments.contents import check_safe
from forsa.attachments.metadata import can_strip, strip, traces_of
from forsa.attachments.problems import RefusedFileError, What
from forsa.attachments.sniff import media_type_of
from forsa.attachments.traces import About, Trace
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from tests.support import made_files as made

PERSON = b"Amal Photographer"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>Amal Photographer</dc:creator>'
    b"<exif:GPSLatitude>32,56.2N</exif:GPSLatitude></x:xmpmeta>"
)


def iptc() -> bytes:
    """An APP13 segment with a by-line and a city."""
    fields = b"".join(
        b"\x1c\x02" + bytes([number]) + len(text).to_bytes(2, "big") + text
        for number, text in ((80, PERSON), (90, b"Azrou"))
    )
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(fields).to_bytes(4, "big") + fields
    return b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block


def jpeg(orientation: int = 1) -> bytes:
    """A photograph with everything that a telephone and an editor put beside it."""
    data = made.picture("JPEG", made.exif_block(orientation), comment=PERSON, xmp=XMP)
    return data[:2] + iptc() + data[2:]


def png(orientation: int = 1) -> bytes:
    """The same as PNG."""
    data = made.picture("PNG", made.exif_block(orientation))
    words = made.png_chunk(b"tEXt", b"Author\x00" + PERSON)
    packed = made.png_chunk(b"zTXt", b"Copyright\x00\x00" + zlib.compress(PERSON))
    xmp = made.png_chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + XMP)
    time = made.png_chunk(b"tIME", b"\x07\xe8\x0a\x11\x09\x00\x00")
    return data[:33] + words + packed + xmp + time + data[33:]


def webp(orientation: int = 1) -> bytes:
    """The same as WebP."""
    return made.picture("WEBP", made.exif_block(orientation), xmp=XMP, lossless=True)


PICTURES = {types.JPEG: jpeg, types.PNG: png, types.WEBP: webp}


def stripped(data: bytes, media_type: str) -> bytes:
    """The file without what it tells."""
    to = io.BytesIO()
    strip(io.BytesIO(data), media_type, to)
    return to.getvalue()


def traces(data: bytes, media_type: str) -> list[Trace]:
    """What it tells."""
    return traces_of(io.BytesIO(data), media_type)


def told(data: bytes, media_type: str) -> set[About]:
    """About what it tells."""
    return {one.about for one in traces(data, media_type)}


@pytest.mark.parametrize("media_type", PICTURES)
def test_a_picture_tells_who_and_where_before_it_is_sent(media_type: str) -> None:
    """Nobody sees where a photograph says that it was taken."""
    found = traces(PICTURES[media_type](), media_type)

    assert Trace(About.PLACE, "GPS", "32.93681, -5.66757") in found
    assert Trace(About.PERSON, "Artist", "Amal Photographer") in found
    assert Trace(About.DEVICE, "Make", "Telephone Maker") in found
    assert Trace(About.TIME, "DateTimeOriginal", "2024:10:17 09:00:00") in found


@pytest.mark.parametrize("orientation", [1, 6, 8])
@pytest.mark.parametrize("media_type", PICTURES)
def test_nothing_is_left_but_the_picture(media_type: str, orientation: int) -> None:
    """A name that survives in a corner of the file is published with it."""
    before = PICTURES[media_type](orientation)
    after = stripped(before, media_type)

    assert traces(after, media_type) == []
    for word in (b"Amal", b"Telephone", b"2024", b"GPS", b"Azrou", b"32,56", b"Exif\x00\x00II"):
        assert word not in after
    assert media_type_of(io.BytesIO(after), f"a.{media_type[6:]}") == media_type
    assert list(check_safe(io.BytesIO(after), media_type)) == []


@pytest.mark.parametrize("orientation", [1, 2, 3, 6, 8])
@pytest.mark.parametrize("media_type", PICTURES)
def test_a_picture_looks_the_same_without_its_words(media_type: str, orientation: int) -> None:
    """A photograph taken upright would lie on its side; pixels packed again would lose quality."""
    before = Image.open(io.BytesIO(PICTURES[media_type](orientation)))
    after = Image.open(io.BytesIO(stripped(PICTURES[media_type](orientation), media_type)))

    assert after.getexif().get(0x0112, 1) == orientation
    assert ImageOps.exif_transpose(after).tobytes() == ImageOps.exif_transpose(before).tobytes()
    assert after.tobytes() == before.tobytes()


def test_colours_keep_their_profile() -> None:
    """Without its profile a photograph of a workshop turns pale."""
    profile = b"\x00" * 200
    for kind, media_type in (("JPEG", types.JPEG), ("PNG", types.PNG), ("WEBP", types.WEBP)):
        data = made.picture(kind, made.exif_block(), icc_profile=profile)
        after = Image.open(io.BytesIO(stripped(data, media_type)))

        assert after.info["icc_profile"] == profile


def test_what_follows_a_picture_goes_with_the_rest() -> None:
    """A telephone hides a film behind a photograph; people cannot take it off by hand."""
    for media_type, make in PICTURES.items():
        data = make() + b"film of everybody"

        assert [one.what for one in check_safe(io.BytesIO(data), media_type)] == [What.APPENDED]
        assert b"film" not in stripped(data, media_type)


@pytest.mark.parametrize("media_type", PICTURES)
def test_a_picture_that_tells_is_a_warning_without_what_it_tells(media_type: str) -> None:
    """A finding travels and is logged: it must not repeat the place it warns of."""
    problems = list(check_safe(io.BytesIO(PICTURES[media_type]()), media_type))

    assert {one.what for one in problems} == {What.PLACE, What.PERSON}
    assert all(one.is_warning and not one.values for one in problems)


# --- documents ---

SIGNED = (
    '<w:document xmlns:w="w"><w:ins w:author="Amal Writer" w:initials=\'AW\'/>'
    "<w:t>Amal Writer is cited.</w:t></w:document>"
)
META = (
    '<o:document-meta xmlns:o="o" xmlns:dc="dc" xmlns:meta="m"><o:meta>'
    "<dc:creator>Amal Writer</dc:creator><meta:generator>Office 1</meta:generator>"
    "</o:meta></o:document-meta>"
)
REMARK = '<x:annotation xmlns:dc="dc"><dc:creator>Amal Writer</dc:creator></x:annotation>'


def document() -> bytes:
    """A Word document by two people, with a photograph and a preview in it."""
    app = '<Properties xmlns="p"><Company>Association Amal</Company></Properties>'
    relations = (
        '<Relationships xmlns="r"><Relationship Id="1" Type="r/metadata/thumbnail" '
        'Target="docProps/thumbnail.jpeg"/></Relationships>'
    )
    return made.docx(
        docProps__core_0xml=made.CORE,
        docProps__app_0xml=app,
        docProps__thumbnail_0jpeg=jpeg(),
        word__media__a_0jpeg=jpeg(),
        word__document_0xml=SIGNED,
        _rels___0rels=relations,
    )


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of an archive."""
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_document_tells_its_people_and_loses_them() -> None:
    """The author of a file is often a person whom nobody asked."""
    data = document()
    found = traces(data, types.DOCX)
    after = parts(stripped(data, types.DOCX))

    assert Trace(About.PERSON, "creator", "Amal Writer") in found
    assert Trace(About.PERSON, "lastModifiedBy", "Badr Editor") in found
    assert Trace(About.PERSON, "Company", "Association Amal") in found
    assert Trace(About.PERSON, "author", "Amal Writer") in found
    assert Trace(About.PLACE, "word/media/a.jpeg: GPS", "32.93681, -5.66757") in found
    text = after.pop("word/document.xml")
    assert text.count(b"Amal") == 1
    assert b"<w:t>Amal Writer is cited.</w:t>" in text
    whole = b"".join(after.values())
    for word in (b"Amal", b"Badr", b"Telephone", b"thumbnail"):
        assert word not in whole
    assert "docProps/thumbnail.jpeg" not in after
    assert traces(stripped(data, types.DOCX), types.DOCX) == []
    assert media_type_of(io.BytesIO(stripped(data, types.DOCX)), "a.docx") == types.DOCX


def test_a_document_keeps_every_other_part() -> None:
    """A document that was cleaned and lost a page is worse than one with a name in it."""
    data = made.docx(word__styles_0xml="<a/>", word__media__a_0bin2=b"\x00\x01")
    before, after = parts(data), parts(stripped(data, types.DOCX))

    assert after == before


def test_an_open_document_tells_its_people_and_loses_them() -> None:
    """The other office family has other places for the same names."""
    data = made.open_document(
        "text",
        REMARK + "<x:p>Amal Writer</x:p>",
        meta_0xml=META,
        Thumbnails__a_0png=png(),
        Pictures__a_0png=png(),
    )
    found = told(data, types.ODT)
    clean = stripped(data, types.ODT)
    after = parts(clean)

    assert {About.PERSON, About.DEVICE, About.PLACE} <= found
    assert b"<x:p>Amal Writer</x:p>" in after["content.xml"]
    assert after["content.xml"].count(b"Amal") == 1
    assert b"Amal" not in after["meta.xml"] + after["Pictures/a.png"]
    assert "Thumbnails/a.png" not in after
    assert next(iter(after)) == "mimetype"
    assert media_type_of(io.BytesIO(clean), "a.odt") == types.ODT


def test_a_sheet_forgets_on_whose_desk_it_lay() -> None:
    """A path of a disk is a name: C, Users, Amal."""
    book = '<workbook xmlns:x="x"><x:absPath url="C:\\Users\\Amal\\"/><sheet name="a"/></workbook>'
    data = made.xlsx(xl__workbook_0xml=book)

    assert About.PERSON in told(data, types.XLSX)
    assert b"Amal" not in b"".join(parts(stripped(data, types.XLSX)).values())


def test_photographs_in_a_package_lose_their_words() -> None:
    """A course of forty photographs is not opened one by one."""
    data = made.archive({"h5p.json": "{}", "a.jpg": jpeg(), "b.txt": "Amal"})
    after = parts(stripped(data, types.ZIP))

    assert About.PLACE in told(data, types.ZIP)
    assert b"Amal" not in after["a.jpg"]
    assert after["b.txt"] == b"Amal"


# --- PDF ---


def pdf() -> bytes:
    """A PDF with everything that tells: properties, XMP, a signed remark, a photograph."""
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": "Amal Writer", "/Title": "Fiche", "/Creator": "Office 1"})
    xmp = StreamObject()
    xmp.set_data(XMP)
    xmp.update(
        {NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")}
    )
    writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    photo = StreamObject()
    photo.set_data(jpeg())
    photo[NameObject("/Filter")] = NameObject("/DCTDecode")
    photo[NameObject("/Subtype")] = NameObject("/Image")
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/P"): writer._add_object(photo)})}
    )
    remark = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/Rect"): writer.pages[0].mediabox,
            NameObject("/T"): TextStringObject("Amal Writer"),
            NameObject("/Contents"): TextStringObject("to be read"),
        }
    )
    writer.add_annotation(0, remark)
    to = io.BytesIO()
    writer.write(to)
    return to.getvalue()


def everything(data: bytes) -> bytes:
    """A PDF with all its streams unpacked."""
    reader = PdfReader(io.BytesIO(data))
    objects = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
    streams = [one._data for one in objects if isinstance(one, StreamObject)]
    return data + b"".join(streams)


def test_a_pdf_tells_its_people_and_loses_them() -> None:
    """A PDF carries the name of whoever owns the computer."""
    data = pdf()
    found = told(data, types.PDF)
    clean = stripped(data, types.PDF)

    assert {About.PERSON, About.PLACE, About.DEVICE, About.TEXT} <= found
    for word in (b"Amal", b"Office 1", b"GPS", b"Telephone", b"pypdf"):
        assert word not in everything(clean)
    assert traces(clean, types.PDF) == []
    assert list(check_safe(io.BytesIO(clean), types.PDF)) == []


def test_a_pdf_stays_the_document_it_was() -> None:
    """A worksheet without its pages helps nobody."""
    reader = PdfReader(io.BytesIO(stripped(pdf(), types.PDF)))
    page: Any = reader.pages[0]

    assert len(reader.pages) == 1
    assert page["/Annots"][0].get_object()["/Contents"] == "to be read"
    photo = page["/Resources"]["/XObject"]["/P"].get_object()
    before = Image.open(io.BytesIO(jpeg())).tobytes()
    assert Image.open(io.BytesIO(photo._data)).tobytes() == before


# --- sound and film ---


def test_a_recording_loses_its_tags_and_no_sound() -> None:
    """The name of a young person who speaks stands in the tag."""
    data = made.mp3("Amal Speaker")

    assert Trace(About.PERSON, "TPE1", "Amal Speaker") in traces(data, types.MP3)
    assert Trace(About.PERSON, "ID3v1", "Amal Speaker") in traces(data, types.MP3)
    assert stripped(data, types.MP3) == made.mp3()
    assert traces(made.mp3(), types.MP3) == []


def test_a_film_loses_its_place_and_keeps_every_byte_where_it_was() -> None:
    """A telephone writes where it stood into the film; tables point into the film by place."""
    place = made.box(b"\xa9xyz", b"\x00\x12\x15\xc7+32.9368-005.6676/")
    data = made.mp4(words=place + made.box(b"\xa9ART", b"Amal"))
    clean = stripped(data, types.MP4)

    assert {About.PLACE, About.PERSON, About.TIME} <= told(data, types.MP4)
    assert traces(clean, types.MP4) == []
    assert b"Amal" not in clean
    assert b"32.9368" not in clean
    assert len(clean) == len(data)
    assert clean.index(b"mdat") == data.index(b"mdat")
    assert clean[clean.index(b"mdat") :] == data[data.index(b"mdat") :]


def test_a_track_that_notes_the_place_stays_told() -> None:
    """Taking it out would need a new film; saying that nothing is left would be a lie."""
    data = made.mp4(handler=b"meta")

    assert About.PLACE in told(data, types.MP4)
    assert About.PLACE in told(stripped(data, types.MP4), types.MP4)


# --- what nothing is known about ---


@pytest.mark.parametrize("media_type", types.TEXTS)
def test_a_text_tells_nothing_that_is_known(media_type: str) -> None:
    """The scan reads texts; here there is nothing to take out."""
    assert not can_strip(media_type)
    assert traces(b"Amal", media_type) == []


def test_every_type_is_known_or_said_to_be_unknown() -> None:
    """A type that was added and forgotten here would be sent with everything in it."""
    assert {one for one in types.SUFFIXES.values() if not can_strip(one)} == set(types.TEXTS)


@pytest.mark.parametrize("media_type", PICTURES)
def test_a_damaged_picture_is_refused(media_type: str) -> None:
    """Half a picture must not become the file that is published."""
    with pytest.raises(RefusedFileError):
        stripped(PICTURES[media_type]()[:-40], media_type)


def test_exif_that_points_in_a_circle_ends() -> None:
    """A directory that names itself as the next would be read for ever."""
    circle = (
        b"MM\x00*\x00\x00\x00\x08\x00\x01" + b"\x87\x69\x00\x04\x00\x00\x00\x01\x00\x00\x00\x08"
    )
    data = made.png_of(1, 1, made.png_chunk(b"eXIf", circle + bytes(4)))

    assert traces(data, types.PNG) == []
