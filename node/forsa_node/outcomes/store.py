"""The register of a node: a sealed file for each school year.

    register/2024-2025.sealed     rows, frame, journal, what is private to releases
    keys/register.key             what opens them

Commands open it beside a daemon, which never does. Whoever has not the key reads nothing here, so a
copy of `register/` alone may lie on any stick; keys and register together are the learners.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Self

from forsa.client.identity import Identity, load_identity
from forsa.errors import MalformedError, NotFoundError, Reason
from forsa.outcomes.register.values import is_school_year

from forsa_node.outcomes.keys import RegisterKey
from forsa_node.outcomes.school_year import COST_KEY_BYTES, SchoolYear, format_year, parse_year
from forsa_node.outcomes.sealed_folder import FOLDER, SealedFolder


class RegisterStore:
    """The school years of a node's folder."""

    def __init__(self, identity: Identity, sealed: SealedFolder) -> None:
        self.identity = identity
        self.sealed = sealed
        """For other private files of outcomes, such as releases that wait for an approval."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the register of a node's folder, or make it.

        Raises:
            FolderError: there is no node; or the register or its key are not this account's alone,
                or the key is not there.
        """
        identity = load_identity(folder)
        return cls(identity, SealedFolder.open(identity))

    @staticmethod
    def is_there(folder: Path) -> bool:
        """Whether a register was begun in a node's folder; looking makes none."""
        return (folder / FOLDER).exists()

    @property
    def key(self) -> RegisterKey:
        """The secret and what is derived from it."""
        return self.sealed.key

    def years(self) -> list[str]:
        """The school years there are, the oldest first."""
        return [name for name in self.sealed.names() if is_school_year(name)]

    def load(self, school_year: str) -> SchoolYear | None:
        """A school year as it is now; None: there is none.

        Raises:
            FolderError, DamagedStoreError: as `SealedFolder.read`.
        """
        content = self.sealed.read(require_school_year(school_year))
        return None if content is None else parse_year(content)

    def require(self, school_year: str) -> SchoolYear:
        """A school year as it is now.

        Raises:
            NotFoundError: `RECORD_UNKNOWN`: nobody imported it.
            FolderError, DamagedStoreError: as `load`.
        """
        found = self.load(school_year)
        if found is None:
            raise NotFoundError(
                f"there is no register of {school_year}; import it first", Reason.RECORD_UNKNOWN
            )
        return found

    def change(self, school_year: str, work: Callable[[SchoolYear], SchoolYear]) -> SchoolYear:
        """Replace a school year by what `work` makes of it, and return that; durable then.

        Args:
            school_year: Begun, with a key of its own, if it is new.
            work: Gets the year as it is while nobody else may change it; what it raises leaves all
                as it was. It may be the same value: then nothing is written.

        Raises:
            QuotaError: `STORAGE_FULL`; all is as before.
            FolderError, DamagedStoreError: as `load`.
        """
        with self.sealed.alone():
            before = self.load(school_year)
            after = work(before or SchoolYear(school_year, os.urandom(COST_KEY_BYTES)))
            if after != before:
                self.sealed.write(school_year, format_year(after))
        return after

    def legal_basis(self) -> str:
        """The receipt number that was given last, for whatever year; empty: none yet."""
        found = (self.require(year).legal_basis for year in reversed(self.years()))
        return next((one for one in found if one), "")


def require_school_year(text: str) -> str:
    """A school year: two years, one after the other.

    Raises:
        MalformedError: it is none.
    """
    if not is_school_year(text):
        raise MalformedError(
            f"{text[:40]!r} is no school year; write it as 2024-2025", Reason.KIND_BODY_INVALID
        )
    return text
