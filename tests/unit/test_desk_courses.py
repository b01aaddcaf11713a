"""Courses on the desk: from a folder with pictures to a signed record that commits to them."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from forsa.samples import sample_files, sample_paths
from forsa.v1.curriculum_pb2 import Curriculum
from forsa.v1.record_pb2 import Commitment
from forsa_node.drafts.checking import NOBODY
from forsa_node.drafts.desk import Desk, Ready
from forsa_node.drafts.writing import Answering
from forsa_node.files.content import ContentStore

from tests.support.courses import COURSE, OWN_FIELDS, PNG
from tests.support.desks import desk_of, node_folder

PHOTO = "Un poste de travail :\n\n![un peigne et des ciseaux](images/poste.png)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a node."""
    return node_folder(tmp_path / "amal")


def lay_out(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a new folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def signed_course(desk: Desk, course: Path) -> tuple[Any, Any]:
    """Take a course in, answer for its pictures, sign it; return header and body."""
    number = desk.add(course, "Amal", Answering(), "fr")[0].number
    desk.say_consent(number, [], NOBODY, "Amal")
    desk.confirm_warnings(number, "Amal")
    seen, checked = desk.store.look(number), desk.require_publishable(number)
    files = {
        name: Commitment(root=one.sha256, size=one.size, media_type=checked.types[name])
        for name, one in seen.contents.files.items()
    }
    (signed,) = desk.sign([Ready(seen, checked, files)], None)
    return signed.record.header, Curriculum.FromString(signed.body)


def test_a_course_of_a_platform_is_signed_with_its_pictures(folder: Path, tmp_path: Path) -> None:
    """Both passes over the folder must name the same files, or a picture is lost between them."""
    files = {**COURSE, "curriculum.yaml": OWN_FIELDS.encode()}
    with closing(desk_of(folder)) as desk:
        header, body = signed_course(desk, lay_out(tmp_path / "course", files))

    assert [one.file_name for one in body.attachments] == ["fr-ballerina.png", "fr-screen.png"]
    assert [one.root for one in header.attachments] == [one.root for one in body.attachments]
    assert body.attachments[0].size == len(PNG)


def test_a_course_lacks_what_its_platform_does_not_know_and_is_no_record(
    folder: Path, tmp_path: Path
) -> None:
    """The must-refuse beside it: hours and competencies are nobody's guess."""
    with closing(desk_of(folder)) as desk:
        _, checked = desk.add(lay_out(tmp_path / "course", COURSE), "Amal", Answering(), "fr")

        assert {one.rule for one in checked.errors} == {"required"}
        assert checked.types == {
            "fr-ballerina.png": "image/png",
            "fr-screen.png": "image/png",
            "ar-ballerina.png": "image/png",
        }
        assert not checked.is_ready


def test_pictures_in_a_folder_of_our_own_form_are_signed_too(folder: Path, tmp_path: Path) -> None:
    """`![…](images/poste.png)` in a module is all that an educator writes."""
    (sample,) = [one for one in sample_paths() if one.name == "curriculum-coiffure.fr"]
    files = {**sample_files(sample), "images/poste.png": PNG}
    first = next(name for name in sorted(files) if name.endswith(".md"))
    files[first] = f"{PHOTO}\n".encode() + files[first]
    with closing(desk_of(folder)) as desk:
        header, body = signed_course(desk, lay_out(tmp_path / "cours", files))

    (picture,) = body.attachments
    assert (picture.file_name, picture.alt_text[0].text) == (
        "poste.png",
        "un peigne et des ciseaux",
    )
    assert [one.root for one in header.attachments] == [picture.root]
    assert "![un peigne et des ciseaux](poste.png)" in str(body.modules[0])


def test_files_that_stand_elsewhere_are_found_by_the_sample_with_files(
    folder: Path, tmp_path: Path
) -> None:
    """Sheets and tables are put away in folders; the record knows names alone."""
    (sample,) = [one for one in sample_paths() if one.name == "curriculum-electricite.fr-ar"]
    moved = {
        name if name.endswith((".md", ".yaml")) else f"fichiers/{name}": data
        for name, data in sample_files(sample).items()
    }
    with closing(desk_of(folder)) as desk:
        header, body = signed_course(desk, lay_out(tmp_path / "cours", moved))
        store = ContentStore(folder)

        assert len(header.attachments) == len(body.attachments) == 4
        held = desk.store.contents(1).files
        assert all(store.has(held[one.file_name].sha256) for one in body.attachments)


def test_one_content_under_two_names_is_told_before_the_hub_refuses_it(
    folder: Path, tmp_path: Path
) -> None:
    """A record describes each of its files once."""
    (sample,) = [one for one in sample_paths() if one.name == "curriculum-electricite.fr-ar"]
    files = dict(sample_files(sample))
    files["fiche-securite.ar.odt"] = files["fiche-securite.fr.odt"]
    with closing(desk_of(folder)) as desk:
        _, checked = desk.add(lay_out(tmp_path / "cours", files), "Amal", Answering(), "fr")

    assert [one.rule for one in checked.errors] == ["attachments.same"]
