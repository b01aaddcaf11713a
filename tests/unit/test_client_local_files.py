"""A file that a program attaches: what the author's node would refuse is refused here, too."""

import os
from pathlib import Path

import pytest
from forsa.client.local_files import LocalFile
from forsa.commitment import CHUNK_BYTES, make_manifest
from forsa.errors import MalformedError, Reason

from tests.support import made_files

SALT = bytes(range(32))


def written(folder: Path, name: str, data: bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(data)
    return path


def table(size: int) -> bytes:
    """A CSV of this size."""
    line = b"atelier,12,lecture\n"
    return (line * (size // len(line) + 1))[:size]


def rules_of(error: MalformedError) -> list[str]:
    """What was broken."""
    return [one.rule for one in error.violations]


def test_a_safe_file_is_committed_to_as_it_is(tmp_path: Path) -> None:
    """Commitment and bytes must be of one content, or no reader ever gets the file."""
    data = table(2 * CHUNK_BYTES + 5)
    found = LocalFile.read(written(tmp_path, "ateliers.csv", data), salt=SALT)

    assert found.commitment.root == make_manifest(SALT, data).root()
    assert (found.commitment.size, found.commitment.media_type) == (len(data), "text/csv")
    assert found.warnings == ()


def test_every_reading_has_a_salt_of_its_own_unless_one_is_given(tmp_path: Path) -> None:
    """One salt for two files lets a reader of one guess at the other; a new one sends all anew."""
    path = written(tmp_path, "fiche.pdf", made_files.pdf())
    first, second = LocalFile.read(path), LocalFile.read(path)
    again = LocalFile.read(path, salt=first.salt)

    assert first.commitment != second.commitment
    assert again.commitment == first.commitment
    assert first.salt.hex() not in repr(first)
    assert str(first.salt) not in repr(first)
    with pytest.raises(MalformedError):
        LocalFile.read(path, salt=b"short")


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("fiche.pdf", b"MZ" + bytes(100), "file.active"),
        ("fiche.exe", made_files.pdf(), "file.suffix"),
        ("fiche.png", made_files.pdf(), "file.mismatch"),
        ("fiche.pdf", made_files.pdf(script="app.alert(1)"), "file.pdf_active"),
        ("fiche.csv", b"", "file.empty"),
        ("fiche.csv", table(25 * 2**20 + 1), "file.size"),
    ],
)
def test_what_nobody_should_open_is_refused(
    tmp_path: Path, name: str, data: bytes, rule: str
) -> None:
    """A program must not bring into the network what its own node would have stopped."""
    with pytest.raises(MalformedError) as refused:
        LocalFile.read(written(tmp_path, name, data))

    assert refused.value.reason is Reason.KIND_BODY_INVALID
    assert rule in rules_of(refused.value)
    assert set(refused.value.violations[0].words) == {"fr", "ar", "en"}


def test_words_about_people_in_a_file_are_told_and_may_stay(tmp_path: Path) -> None:
    """A teacher's name in a worksheet may be meant; nobody must find out by accident."""
    telling = LocalFile.read(written(tmp_path, "a.pdf", made_files.pdf(author="Amal B.")))
    silent = LocalFile.read(written(tmp_path, "b.pdf", made_files.pdf()))

    assert [one.rule for one in telling.warnings] == ["file.person"]
    assert silent.warnings == ()


def test_a_file_may_have_another_name_than_on_the_disk(tmp_path: Path) -> None:
    """Downloads are called `tmp8231`; the type still has to agree with the name told."""
    path = written(tmp_path, "tmp8231", made_files.pdf())
    with pytest.raises(MalformedError) as refused:
        LocalFile.read(path)

    assert rules_of(refused.value) == ["file.suffix"]
    assert LocalFile.read(path, name="fiche.pdf").name == "fiche.pdf"


def test_a_description_says_what_the_header_says(tmp_path: Path) -> None:
    """A root or size written by hand is refused by the hub, long after the upload."""
    found = LocalFile.read(written(tmp_path, "fiche.pdf", made_files.pdf()))
    told = found.describe({"fr": "Fiche"}, licence="CC-BY-SA-4.0", role="worksheet", language="fr")

    assert (told.root, told.size) == (found.commitment.root, found.commitment.size)
    assert (told.media_type, told.file_name) == ("application/pdf", "fiche.pdf")
    assert [(one.lang, one.text) for one in told.title] == [("fr", "Fiche")]


@pytest.mark.parametrize("consent", [True, False])
def test_somebody_says_who_can_be_recognised_in_a_picture(tmp_path: Path, consent: bool) -> None:
    """A photograph of minors must not be published because a default said that nobody is on it."""
    found = LocalFile.read(written(tmp_path, "atelier.png", made_files.picture("PNG")))
    words = {"licence": "CC-BY-SA-4.0", "role": "picture", "alt_text": {"fr": "Un atelier"}}
    with pytest.raises(MalformedError) as refused:
        found.describe({"fr": "Atelier"}, **words)  # type: ignore[arg-type]

    told = found.describe({"fr": "Atelier"}, consent=consent, **words)  # type: ignore[arg-type]
    assert refused.value.reason is Reason.KIND_BODY_INVALID
    assert told.consent is consent


def test_a_file_that_is_not_there_is_an_error_of_the_disk(tmp_path: Path) -> None:
    """A mistyped path is no fault of the file."""
    with pytest.raises(FileNotFoundError):
        LocalFile.read(tmp_path / os.urandom(4).hex())
