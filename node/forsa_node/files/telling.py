"""How attachments stand and move, in the words of people."""

from collections.abc import Iterable

import click
from forsa.errors import Reason
from forsa.rpc.details import clean
from forsa.words.details import say_detail, words_instead
from forsa.words.reasons import Language, explain_here

from forsa_node.files.listing import FileRow, Standing
from forsa_node.files.naming import NameOf, nameless
from forsa_node.files.transfer import Moved
from forsa_node.words import say
from forsa_node.words.files import explain_file


def says(row: FileRow, language: Language) -> str:
    """How an attachment stands, and what to do about it; first, that its record was withdrawn."""
    standing = _stands(row, language)
    return say(language, "file_of_withdrawn", standing=standing) if row.withdrawn else standing


def _stands(row: FileRow, language: Language) -> str:
    if row.standing is Standing.REFUSED and row.reason:
        return _refused(row.reason, row.message, language, up=row.index is None)
    return say(language, f"file_{row.standing.value}{_how_far(row)}", done=row.done, size=row.size)


def _how_far(row: FileRow) -> str:
    """Which of the sentences of a standing is the true one."""
    if row.standing is Standing.WITHDRAWN and row.done:
        return "_kept"
    if row.standing is Standing.LEAVING and row.done:
        return "_whole" if row.done >= row.size else "_partly"
    return ""


def _refused(reason: str, message: str, language: Language, *, up: bool) -> str:
    """Why a file is not where it is to be, with the values that `message` tells."""
    words = explain_file(Reason(reason), up, language, message)
    told = say(language, "file_refused", reason=reason, what=words.what, next_step=words.next_step)
    return f"{told} ({say_detail(clean(message), language)})" if message else told


def stopped(reason: str, message: str, language: Language, key: str = "files_stopped") -> str:
    """Why files, or what `key` says, do not go on now; `message` tells the values."""
    words = words_instead(clean(message), language) or explain_here(Reason(reason), None, language)
    return say(
        language,
        key,
        reason=reason,
        what=words.what,
        next_step=words.next_step,
        detail=say_detail(clean(message), language),
    )


class Teller:
    """Prints progress on standard error: each file's beginning, each tenth, and its end."""

    def __init__(
        self,
        language: Language,
        rows: Iterable[FileRow] = (),
        *,
        name_of: NameOf = nameless,
        quiet: bool = False,
    ) -> None:
        """Tell in a language; `rows` have the names of what is asked for, `name_of` all others."""
        self._language: Language = language
        self._names = {bytes.fromhex(one.root): one.file_name for one in rows}
        self._name_of = name_of
        self._quiet = quiet
        self._told: dict[tuple[bytes, bool], int] = {}

    def __call__(self, moved: Moved) -> None:
        """Tell how far an attachment is."""
        tenth = 10 if moved.done >= moved.size else moved.done * 10 // moved.size
        key = (moved.root, moved.up)
        if self._quiet or (self._told.get(key) == tenth and not moved.reason):
            return
        is_there = key not in self._told and moved.up and moved.done >= moved.size
        self._told[key] = tenth
        name = self._names.get(moved.root) or self._name_of(moved.root) or moved.root.hex()[:16]
        way = "file_at_hub" if is_there else "file_up" if moved.up else "file_down"
        line = say(self._language, way, name=name, done=moved.done, size=moved.size)
        if moved.reason:
            why = _refused(moved.reason, moved.message, self._language, up=moved.up)
            line = f"{name}: {why}"
        click.echo(line, err=True)
