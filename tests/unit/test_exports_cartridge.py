"""A curriculum as an IMS Common Cartridge, held against the specification.

Source: IMS Common Cartridge Profile 1.3: packaging (imsmanifest.xml at the root, one organization
with one untitled root item, resources that list their files), types `webcontent` and
`imswl_xmlv1p3`, and the namespaces of this version.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from forsa.exports.works.cartridge import write_cartridge
from forsa.exports.works.work import Work

from tests.support.courses import PNG, whole_course, work_of
from tests.support.html import see

CP = "{http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1}"
LOM = "{http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest}"
LINK = "{http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3}"
TYPES = {"webcontent", "imswl_xmlv1p3"}


def written(work: Work) -> bytes:
    """The cartridge."""
    target = BytesIO()
    write_cartridge(work, target)
    return target.getvalue()


@pytest.fixture(name="archive", params=["fr", "ar"])
def _archive(request: pytest.FixtureRequest) -> Iterator[ZipFile]:
    with ZipFile(BytesIO(written(work_of(whole_course(), request.param)))) as archive:
        yield archive


def manifest(archive: ZipFile) -> Element:
    """Its manifest."""
    return fromstring(archive.read("imsmanifest.xml"))  # noqa: S314  (written by us)


def resources(archive: ZipFile) -> list[Element]:
    """What the manifest lists."""
    return manifest(archive).findall(f"{CP}resources/{CP}resource")


def test_the_manifest_is_of_this_version(archive: ZipFile) -> None:
    """A platform reads schema and version first, and refuses what it does not know."""
    root = manifest(archive)

    assert archive.namelist()[0] == "imsmanifest.xml"
    assert root.tag == f"{CP}manifest"
    assert root.get("identifier")
    assert [one.tag.removeprefix(CP) for one in root] == ["metadata", "organizations", "resources"]
    assert root.findtext(f"{CP}metadata/{CP}schema") == "IMS Common Cartridge"
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == "1.3.0"


def test_the_course_is_described(archive: ZipFile) -> None:
    """Without title, language and rights it is a file among files."""
    lom = manifest(archive).find(f"{CP}metadata/{LOM}lom")

    assert lom is not None
    title = lom.find(f"{LOM}general/{LOM}title/{LOM}string")
    language = lom.findtext(f"{LOM}general/{LOM}language")
    assert title is not None
    assert (title.text, title.get("language")) in {("Mémoire", "fr"), ("الذاكرة", "ar")}
    assert title.get("language") == language
    assert lom.findtext(f"{LOM}general/{LOM}identifier/{LOM}entry") == "ab" * 32
    assert "CC-BY-SA-4.0" in str(lom.findtext(f"{LOM}rights/{LOM}description/{LOM}string"))


def test_there_is_one_table_of_contents_with_one_root(archive: ZipFile) -> None:
    """The profile allows one organization, whose only first item has neither title nor resource."""
    (organization,) = manifest(archive).findall(f"{CP}organizations/{CP}organization")
    (top,) = list(organization)
    items = list(top)

    assert organization.get("structure") == "rooted-hierarchy"
    assert (top.tag, top.get("identifierref"), top.find(f"{CP}title")) == (f"{CP}item", None, None)
    assert all(one.tag == f"{CP}item" and one.findtext(f"{CP}title") for one in items)
    assert [str(one.get("identifierref")) for one in items] == [
        "overview", "module-01", "module-02", "source-1",
    ]  # fmt: skip


def test_every_identifier_is_used_once_and_every_reference_leads_somewhere(
    archive: ZipFile,
) -> None:
    """They are XML ids: twice the same, and the file is refused whole."""
    root = manifest(archive)
    identifiers = [str(one.get("identifier")) for one in root.iter() if one.get("identifier")]
    known = {one.get("identifier") for one in resources(archive)}
    wanted = {one.get("identifierref") for one in root.iter() if one.get("identifierref")}

    assert [one for one, count in Counter(identifiers).items() if count > 1] == []
    assert all(one[0].isalpha() for one in identifiers)
    assert wanted <= known


def test_every_file_is_listed_once_and_every_listed_file_is_there(archive: ZipFile) -> None:
    """A file nobody lists is not imported; a listed file that is absent stops the import."""
    listed = [
        str(one.get("href"))
        for resource in resources(archive)
        for one in resource.iter(f"{CP}file")
    ]

    assert Counter(listed) == Counter(
        name for name in archive.namelist() if name != "imsmanifest.xml"
    )
    assert len(set(archive.namelist())) == len(archive.namelist())


def test_types_are_those_of_the_profile_and_say_what_the_file_is(archive: ZipFile) -> None:
    """A page in a type of its own is a page that no platform opens."""
    for one in resources(archive):
        files = [str(file.get("href")) for file in one.iter(f"{CP}file")]

        assert one.get("type") in TYPES
        assert len(files) == 1
        if one.get("type") == "webcontent":
            assert one.get("href") == files[0]
        else:
            assert one.get("href") is None
            link = fromstring(archive.read(files[0]))  # noqa: S314  (written by us)
            assert link.tag == f"{LINK}webLink"
            assert link.findtext(f"{LINK}title") == "Mémoire"
            url = link.find(f"{LINK}url")
            assert url is not None
            assert url.get("href") == "https://example.org/memory"


def test_what_is_no_web_content_has_a_folder_of_its_own() -> None:
    """The profile takes all that lies beside such a file for a part of it: of two links in one
    folder, each would be the other's. Some platforms leave folders out of a name: these differ.
    """
    course = whole_course()
    message: Any = course.message
    for number in range(2):
        other = message.based_on.add()
        other.CopyFrom(message.based_on[0])
        other.uri = f"https://example.org/other-{number}"
    with ZipFile(BytesIO(written(work_of(course)))) as archive:
        listed = {
            str(file.get("href")): str(one.get("type"))
            for one in resources(archive)
            for file in one.iter(f"{CP}file")
        }
    alone = [PurePosixPath(name).parent for name, kind in listed.items() if kind != "webcontent"]

    assert len(alone) == 3
    assert len({PurePosixPath(name).name for name in listed}) == len(listed)
    for folder in alone:
        assert folder != PurePosixPath()
        assert sum(folder in PurePosixPath(name).parents for name in listed) == 1


def test_dependencies_are_those_that_the_profile_allows(archive: ZipFile) -> None:
    """A page needs web content alone, each once and never itself; a link needs nothing."""
    kinds = {str(one.get("identifier")): str(one.get("type")) for one in resources(archive)}
    for one in resources(archive):
        needed = [str(d.get("identifierref")) for d in one.iter(f"{CP}dependency")]

        assert len(set(needed)) == len(needed)
        assert one.get("identifier") not in needed
        assert {kinds[identifier] for identifier in needed} <= {"webcontent"}
        assert one.get("type") == "webcontent" or not needed
        assert [child.tag for child in one] == [f"{CP}file"] + [f"{CP}dependency"] * len(needed)


def test_what_leads_to_a_resource_holds_no_other_items(archive: ZipFile) -> None:
    """An item of the contents is either a folder or a thing to learn from."""
    for item in manifest(archive).iter(f"{CP}item"):
        is_leaf = item.get("identifierref") is not None

        assert not is_leaf or [child.tag for child in item] == [f"{CP}title"]


def test_pages_show_files_of_the_cartridge_and_depend_on_them(archive: ZipFile) -> None:
    """A picture that is not a dependency may be left behind when a page is copied."""
    places = {str(one.get("identifier")): str(one.get("href")) for one in resources(archive)}
    for one in resources(archive):
        page = str(one.get("href"))
        if page.endswith(".html"):
            needed = {places[str(d.get("identifierref"))] for d in one.iter(f"{CP}dependency")}
            shown = see(archive.read(page).decode()).values("src")
            paths = {
                str(PurePosixPath(page).parent / src).replace("pages/../", "") for src in shown
            }

            assert paths == needed


def test_names_are_their_own_addresses(archive: ZipFile) -> None:
    """Blanks and Arabic letters in a zip are read differently by every platform."""
    for name in archive.namelist():
        assert name.isascii()
        assert not set(name) & set(" %?#\\:")
        assert ".." not in name
        assert not name.startswith("/")


def test_the_same_work_makes_the_same_bytes() -> None:
    """Who exports twice can compare; a clock inside would make every copy another file."""
    assert written(work_of(whole_course())) == written(work_of(whole_course()))


@pytest.mark.parametrize(
    "name", ["../../evil.png", "صورة الورشة.png", "CON.png", "a b.png", "A.PNG", "a.png?x", "é.png"]
)
def test_hostile_and_foreign_names_stay_inside(name: str) -> None:
    """The name is a stranger's; the path in the zip is ours."""
    work = work_of(whole_course())
    message: Any = work.message
    for index, one in enumerate(message.attachments):
        one.file_name = name if index == 0 else name.lower()
    files = {one.file_name: partial(BytesIO, PNG) for one in message.attachments}
    with ZipFile(BytesIO(written(replace(work, files=files)))) as archive:
        names = [one for one in archive.namelist() if one.startswith("files/")]

        assert len({one.casefold() for one in names}) == len(names) == len(files)
        for one in archive.namelist():
            assert one.isascii()
            assert ".." not in one.split("/")


def test_what_is_not_here_is_left_out_of_the_list_too() -> None:
    """A manifest that promises a file is refused without it."""
    with ZipFile(BytesIO(written(work_of(whole_course(), files={})))) as archive:
        assert not [name for name in archive.namelist() if name.startswith("files/")]
        assert "pas dans cette copie" in archive.read("pages/overview.html").decode()
        assert not list(manifest(archive).iter(f"{CP}dependency"))


def test_a_draft_is_a_cartridge_that_says_so() -> None:
    """To try a course on the platform before it is published."""
    draft = work_of(whole_course(), record_id="", index=None, published_ms=0)
    with ZipFile(BytesIO(written(draft))) as archive:
        assert "BROUILLON" in archive.read("pages/module-01.html").decode()
        assert manifest(archive).get("identifier") == "forsa-draft-fr"
