"""Files that people wrote, read from the disk; what is in them is for `forsa.kinds` to say."""

from datetime import date
from pathlib import Path
from typing import Final

from forsa.errors import MalformedError, Reason
from forsa.kinds.loaders import Loaded, load_curriculum, load_json, load_practice, load_yaml

MAX_FILE_BYTES: Final = 2**20
MAX_FILES: Final = 200


def load(path: Path, today: date) -> Loaded:
    """Read one thing to publish: Markdown, a curriculum's folder, YAML or JSON.

    Raises:
        MalformedError: `LIMIT_EXCEEDED`: a file too large, or a folder of too many;
            `KIND_UNKNOWN`: a file of another sort.
    """
    if path.is_dir():
        return load_curriculum(read_folder(path), today)
    data = read_file(path)
    match path.suffix.lower():
        case ".md":
            return load_practice(data, today, path.name)
        case ".yaml" | ".yml":
            return load_yaml(data, today, path.name)
        case ".json":
            return load_json(data, today, path.name)
    raise MalformedError(
        f"{path} is neither .md, .yaml or .json, nor a folder", Reason.KIND_UNKNOWN
    )


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their path in it; hidden ones are left out."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    names = {str(path.relative_to(folder)): path for path in paths}
    shown = {name: path for name, path in names.items() if not _is_hidden(name)}
    if len(shown) > MAX_FILES:
        raise MalformedError(
            f"{folder} has {len(shown)} files, at most {MAX_FILES}", Reason.LIMIT_EXCEEDED
        )
    return {name: read_file(path) for name, path in shown.items()}


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in Path(name).parts)


def read_file(path: Path) -> bytes:
    """The file's bytes, at most 1 MiB: the size is looked at first."""
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise MalformedError(
            f"{path} has {size} bytes, at most {MAX_FILE_BYTES}", Reason.LIMIT_EXCEEDED
        )
    return path.read_bytes()
