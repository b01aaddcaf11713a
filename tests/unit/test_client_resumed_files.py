"""A file that a second try goes on with: found again, and nobody else's."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from forsa.client.files import resumed_file

CONTENT = b"what is to be in it"


def left(folder: Path, content: bytes = CONTENT) -> Path:
    """Half a file, as a program leaves it that was stopped; where it lies."""

    def stopped() -> None:
        with resumed_file(folder / "fiche", content, lambda _: True) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    (path,) = folder.iterdir()
    return path


def went_on(folder: Path, content: bytes = CONTENT) -> bytes:
    """What the next try finds; it writes the file whole."""
    with resumed_file(folder / "fiche", content, lambda _: True) as file:
        found = file.read()
        file.seek(0)
        file.write(b"whole")
        file.truncate()
    return found


def test_what_was_written_before_is_found_again(tmp_path: Path) -> None:
    """Whoever stops a program on a bad link must not pay for the same bytes twice."""
    path = left(tmp_path)
    mode = path.stat().st_mode & 0o777
    found = went_on(tmp_path)

    assert (found, mode) == (b"half", 0o600)
    assert (tmp_path / "fiche").read_bytes() == b"whole"
    assert [one.name for one in tmp_path.iterdir()] == ["fiche"]


def test_what_will_never_be_whole_is_not_kept(tmp_path: Path) -> None:
    """A file that was erased in the network must not lie on in a hidden corner."""

    def refused() -> None:
        with resumed_file(tmp_path / "fiche", CONTENT, lambda _: False) as file:
            file.write(b"half")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  (whatever the block raises)
        refused()

    assert list(tmp_path.iterdir()) == []


def test_another_content_begins_anew(tmp_path: Path) -> None:
    """Two editions of one file have one name; a mixture of both is neither."""
    left(tmp_path)
    found = went_on(tmp_path, b"another edition")

    assert found == b""


def test_two_at_once_do_not_write_into_one_file(tmp_path: Path) -> None:
    """A program that is started twice must not leave a file that neither of them wrote."""
    to = tmp_path / "fiche"

    def save() -> None:
        with resumed_file(to, CONTENT, lambda _: True) as file:
            file.write(b"mine")
            file.flush()
            with resumed_file(to, CONTENT, lambda _: True) as other:
                assert other.read() == b""
                other.write(b"theirs")

    with pytest.raises(FileExistsError):
        save()

    assert to.read_bytes() == b"theirs"


def _link(path: Path, target: Path) -> None:
    path.symlink_to(target)


def _hard_link(path: Path, target: Path) -> None:
    os.link(target, path)


def _folder(path: Path, _target: Path) -> None:
    path.mkdir()


def _pipe(path: Path, _target: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("plant", [_link, _hard_link, _folder, _pipe])
def test_what_a_stranger_put_in_its_place_is_left_alone(
    tmp_path: Path, plant: Callable[[Path, Path], None]
) -> None:
    """In a shared folder the hidden name can be guessed; it must not lead to another file."""
    (folder := tmp_path / "shared").mkdir()
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    path = left(folder)
    path.unlink()
    plant(path, victim)
    found = went_on(folder)

    assert found == b""
    assert (folder / "fiche").read_bytes() == b"whole"
    assert victim.read_bytes() == b"precious"


def test_a_link_to_nothing_makes_nothing(tmp_path: Path) -> None:
    """A file must not come into being where a stranger wanted it."""
    (folder := tmp_path / "shared").mkdir()
    path = left(folder)
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    went_on(folder)

    assert sorted(one.name for one in tmp_path.iterdir()) == ["shared"]
