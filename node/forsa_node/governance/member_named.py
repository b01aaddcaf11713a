"""The member that people name by its id, or whom they may have meant."""

from collections.abc import Collection
from typing import Final

from forsa.errors import NotFoundError, Reason
from forsa.governance.state import Member, State
from forsa.kinds.findings import shown
from forsa.kinds.suggest import nearest_name

_NAMED: Final = 10
"""Members that are named where none is near."""


def require_member(state: State, named: str) -> Member:
    """The member of this id, of whatever status.

    Raises:
        NotFoundError: there is none; the error names the one that is near, or those there are.
    """
    members = state.rights.members
    if named in members:
        return members[named]
    near = nearest_name(named, members)
    if near is not None:
        raise NotFoundError(
            f"no member is called {shown(named)}; did you mean {near}?", Reason.RECORD_UNKNOWN
        )
    raise NotFoundError(
        f"no member is called {shown(named)}; there are: {_some(members)}", Reason.RECORD_UNKNOWN
    )


def _some(members: Collection[str]) -> str:
    known = ", ".join(sorted(members)[:_NAMED])
    return f"{known}, …" if len(members) > _NAMED else known
