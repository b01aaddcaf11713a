"""One work as a file or folder for people outside: whole or not at all, never over another.

A draft is exported the same way, so that what came from elsewhere can be completed in our own form.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

from forsa.client.files import FolderError, FolderProblem
from forsa.errors import ConflictError, Reason
from forsa.exports.works.cartridge import write_cartridge
from forsa.exports.works.folder import folder_of
from forsa.exports.works.page import page_of
from forsa.exports.works.work import Opener, Work
from forsa.log_store.state import Progress, no_progress

from forsa_node.exported_work import work_to_export
from forsa_node.new_files import new_file, new_folder

FORMS: Final = ("folder", "html", "imscc")
_COURSE: Final = "curriculum.publish"
_BLOCK: Final = 2**20


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what could not be."""

    path: Path
    form: str
    work: Work

    def values(self) -> dict[str, Any]:
        """For programs."""
        translated = self.work.translated
        return {
            "path": str(self.path),
            "form": self.form,
            "language": self.work.language,
            "title": self.work.title,
            "record_id": self.work.record_id,
            "index": self.work.index,
            "files": len(self.work.files),
            "missing": self.work.missing,
            "translated_by": translated.member if translated else None,
            "translation_method": translated.method if translated else None,
        }


def export(
    folder: Path,
    which: str,
    form: str,
    to: Path,
    languages: tuple[str, ...],
    progress: Progress = no_progress,
) -> Exported:
    """Write a work, or a draft, to a new file or folder.

    Args:
        folder: The node's.
        which: A record's number or id, or `draft:` and the number of a draft.
        form: One of `FORMS`; only a curriculum is a folder or a cartridge.
        to: Where to; nothing may be there.
        languages: In which language it is wanted, the best first.
        progress: Told how many attachments were read, and of how many.

    Raises:
        NotFoundError, MalformedError, ConflictError: as `work_to_export`; the kind has no such
            form.
        FolderError: there is something at `to`; it stays as it is.
        DamagedStoreError: an attachment is damaged on this disk; nothing is written.
    """
    work = work_to_export(folder, which, languages)
    if form != "html" and work.kind != _COURSE:
        raise ConflictError(f"a {work.kind} is no {form}", Reason.KIND_PRECONDITION)
    if to.exists() or to.is_symlink():
        raise FolderError(f"{to} is there already", FolderProblem.EXISTS, to)
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        _WRITERS[form](replace(work, files=_counted(work.files, progress)), to)
    except OSError:
        if to.exists() or to.is_symlink():  # it was made meanwhile
            raise FolderError(f"{to} is there already", FolderProblem.EXISTS, to) from None
        raise
    return Exported(to, form, work)


def _counted(files: Mapping[str, Opener], progress: Progress) -> dict[str, Opener]:
    """The same files; opening one tells how many were opened."""
    opened: set[str] = set()

    def tell(name: str, opener: Opener) -> BinaryIO:
        opened.add(name)
        progress(len(opened), len(files))
        return opener()

    return {name: partial(tell, name, opener) for name, opener in files.items()}


def _write_folder(work: Work, to: Path) -> None:
    with new_folder(to) as folder:
        for name, content in folder_of(work):
            with (folder / name).open("xb") as target:
                _fill(target, content)


def _fill(target: BinaryIO, content: bytes | Opener) -> None:
    if isinstance(content, bytes):
        target.write(content)
        return
    with content() as source:
        shutil.copyfileobj(source, target, _BLOCK)


def _write_page(work: Work, to: Path) -> None:
    with new_file(to) as target:
        target.write(page_of(work).encode())


def _write_cartridge(work: Work, to: Path) -> None:
    with new_file(to) as target:
        write_cartridge(work, target)


_WRITERS: Final[Mapping[str, Callable[[Work, Path], None]]] = {
    "folder": _write_folder,
    "html": _write_page,
    "imscc": _write_cartridge,
}
