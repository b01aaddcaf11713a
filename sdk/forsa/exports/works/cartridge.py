"""A curriculum as an IMS Common Cartridge 1.3: a zip that learning platforms take in.

Every file of the cartridge is listed in `imsmanifest.xml` exactly once. Pages and attachments are
`webcontent`, works that the course adapts are web links. The same work makes the same bytes.

Source: IMS Common Cartridge Profile 1.3, packaging and resource types.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from forsa.attachments.media_types import typed_name
from forsa.attachments.names import safe_file_name
from forsa.exports.works.body_html import BodyHtml
from forsa.exports.works.page import colophon, document, marks
from forsa.exports.works.words import word
from forsa.exports.works.work import PICTURE_TYPES, Opener, Work
from forsa.kinds.preview import pick
from forsa.library.rendering import clean, plain

MANIFEST: Final = "imsmanifest.xml"
PACKAGING: Final = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
LOM_MANIFEST: Final = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
WEB_LINK: Final = "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"
WEBCONTENT: Final = "webcontent"
WEB_LINK_TYPE: Final = "imswl_xmlv1p3"
VERSION: Final = "1.3.0"
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_MODE: Final = 0o644 << 16
_BLOCK: Final = 2**20
_PACKED: Final = (".html", ".xml", ".md", ".csv")


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of the cartridge."""

    identifier: str
    kind: str
    file: str
    """Its path in the cartridge; ASCII without blanks, so that it is its own URI."""
    title: str = ""
    """In the table of contents; empty = it is not listed there."""
    needs: tuple[str, ...] = ()
    """Identifiers of resources that it shows."""


def write_cartridge(work: Work, target: BinaryIO) -> None:
    """Write the cartridge; attachments that are not here are left out, and said to be."""
    attached = _attached(work)
    pages = list(_pages(work, attached))
    links = list(_links(work))
    resources = [
        *(one for one, _ in pages),
        *(one for one, _ in links),
        *(one for one, _ in attached.values()),
    ]
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        _put(archive, MANIFEST, manifest_of(work, resources))
        for resource, data in (*pages, *links):
            _put(archive, resource.file, data)
        for resource, opener in attached.values():
            _copy(archive, resource.file, opener)


def manifest_of(work: Work, resources: Sequence[Resource]) -> bytes:
    """`imsmanifest.xml`."""
    names = {"xmlns": PACKAGING, "xmlns:lomimscc": LOM_MANIFEST}
    root = Element("manifest", {"identifier": _identifier(work), **names})
    _add_metadata(SubElement(root, "metadata"), work)
    organization = SubElement(
        SubElement(root, "organizations"),
        "organization",
        {"identifier": "contents", "structure": "rooted-hierarchy"},
    )
    top = SubElement(organization, "item", {"identifier": "top"})
    listed = SubElement(root, "resources")
    for one in resources:
        if one.title:
            values = {"identifier": f"item-{one.identifier}", "identifierref": one.identifier}
            SubElement(SubElement(top, "item", values), "title").text = clean(one.title)
        _add_resource(listed, one)
    indent(root)
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _add_resource(listed: Element, one: Resource) -> None:
    values = {"identifier": one.identifier, "type": one.kind}
    if one.kind == WEBCONTENT:
        values["href"] = one.file
    resource = SubElement(listed, "resource", values)
    SubElement(resource, "file", {"href": one.file})
    for needed in one.needs:
        SubElement(resource, "dependency", {"identifierref": needed})


def _add_metadata(metadata: Element, work: Work) -> None:
    SubElement(metadata, "schema").text = "IMS Common Cartridge"
    SubElement(metadata, "schemaversion").text = VERSION
    lom = SubElement(metadata, "lomimscc:lom")
    general = SubElement(lom, "lomimscc:general")
    if work.record_id:
        identifier = SubElement(general, "lomimscc:identifier")
        SubElement(identifier, "lomimscc:catalog").text = "forsa:record"
        SubElement(identifier, "lomimscc:entry").text = work.record_id
    _string(SubElement(general, "lomimscc:title"), work, work.title)
    SubElement(general, "lomimscc:language").text = work.language
    about = pick(work.message.description, work.language, work.original)
    _string(SubElement(general, "lomimscc:description"), work, about)
    rights = SubElement(lom, "lomimscc:rights")
    restricted = SubElement(rights, "lomimscc:copyrightAndOtherRestrictions")
    SubElement(restricted, "lomimscc:value").text = "yes"
    terms = f"{work.author} · {work.message.common.licence}"
    _string(SubElement(rights, "lomimscc:description"), work, terms)


def _string(parent: Element, work: Work, text: str) -> None:
    SubElement(parent, "lomimscc:string", {"language": work.language}).text = clean(text)


def _identifier(work: Work) -> str:
    return f"forsa-{work.record_id or 'draft'}-{work.language}"


# --- pages ---


def _pages(
    work: Work, attached: dict[str, tuple[Resource, Opener]]
) -> Iterator[tuple[Resource, bytes]]:
    """The overview, and a page a module, in the order they are taught."""
    needs: list[str] = []
    body = BodyHtml(work, _pictures(work, attached, needs))
    head = f"<h1>{body.line(work.message.title)}</h1>\n{marks(work)}"
    fields = body.fields(work.message, 2, ("title", "modules"))
    files = _files_html(work, body, attached)
    content = f"{head}{fields}{files}{colophon(work)}"
    title = word("overview", work.interface)
    yield _page(work, "overview", title, content, needs)
    modules = sorted(enumerate(work.message.modules, 1), key=lambda one: (one[1].order, one[0]))
    for number, module in modules:
        needs = []
        body = BodyHtml(work, _pictures(work, attached, needs))
        title = pick(module.title, work.language, work.original) or module.code
        content = marks(work) + body.item(module, 1) + colophon(work)
        yield _page(work, f"module-{number:02d}", title, content, needs)


def _page(
    work: Work, name: str, title: str, content: str, needs: list[str]
) -> tuple[Resource, bytes]:
    resource = Resource(name, WEBCONTENT, f"pages/{name}.html", title, tuple(dict.fromkeys(needs)))
    return resource, document(work, escape(clean(title)), content, policy="").encode()


def _pictures(work: Work, attached: dict[str, tuple[Resource, Opener]], needs: list[str]) -> Any:
    types = {one.file_name: one.media_type for one in work.message.attachments}

    def html(name: str, alt: str) -> str:
        if name not in attached or types[name] not in PICTURE_TYPES:
            return ""
        resource, _ = attached[name]
        needs.append(resource.identifier)
        return f'<img alt="{escape(alt)}" src="../{resource.file}">'

    return html


def _files_html(work: Work, body: BodyHtml, attached: dict[str, tuple[Resource, Opener]]) -> str:
    items = ""
    for one in work.message.attachments:
        title = body.line(one.title) or plain(one.file_name, work.direction)
        if one.file_name in attached:
            items += f'<li><a href="../{attached[one.file_name][0].file}">{title}</a></li>\n'
        else:
            absent = escape(word("file_absent", work.interface))
            items += f"<li>{title} ({absent})</li>\n"
    return f"<h2>{escape(word('files', work.interface))}</h2>\n<ul>{items}</ul>\n" if items else ""


# --- attachments and links ---


def _attached(work: Work) -> dict[str, tuple[Resource, Opener]]:
    """The attachments that are here, by name, under names that are their own URIs."""
    found: dict[str, tuple[Resource, Opener]] = {}
    taken: list[str] = []
    for number, one in enumerate(work.message.attachments, 1):
        if one.file_name in work.files:
            name = safe_file_name(_ascii(typed_name(one.file_name, one.media_type), number), taken)
            taken.append(name)
            title = ""
            if one.media_type not in PICTURE_TYPES:
                title = pick(one.title, work.language, work.original) or one.file_name
            resource = Resource(f"file-{number:02d}", WEBCONTENT, f"files/{name}", title)
            found[one.file_name] = (resource, work.files[one.file_name])
    return found


def _ascii(name: str, number: int) -> str:
    """The name, if it is its own URI; else a number with its suffix."""
    if all(char.isascii() and (char.isalnum() or char in "-_.") for char in name):
        return name
    suffix = name.rpartition(".")[2]
    plain_suffix = suffix if suffix.isascii() and suffix.isalnum() else "bin"
    return f"file-{number:02d}.{plain_suffix}"


def _links(work: Work) -> Iterator[tuple[Resource, bytes]]:
    """Web links, each in a folder of its own: what lies beside one counts as part of it."""
    for number, one in enumerate(work.message.based_on, 1):
        if one.uri.startswith(("http://", "https://")):
            root = Element("webLink", {"xmlns": WEB_LINK})
            SubElement(root, "title").text = clean(one.title)
            SubElement(root, "url", {"href": clean(one.uri), "target": "_blank"})
            indent(root)
            name = f"source-{number}"
            title = f"{word('sources', work.interface)}: {one.title}"
            data = bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"
            yield Resource(name, WEB_LINK_TYPE, f"links/{name}/{name}.xml", title), data


# --- the zip ---


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _DATE)
    info.compress_type = ZIP_DEFLATED if name.endswith(_PACKED) else ZIP_STORED
    info.external_attr = _MODE
    info.create_system = 3
    return info


def _put(archive: ZipFile, name: str, data: bytes) -> None:
    archive.writestr(_info(name), data)


def _copy(archive: ZipFile, name: str, opener: Opener) -> None:
    with opener() as source, archive.open(_info(name), "w") as target:
        while block := source.read(_BLOCK):
            target.write(block)
