"""What this node refuses to sign: by its member's status, and beside the rules of the fold.

The fold lets any body pass, and a hub admits what a newer program may understand: what else is
refused here is what our own rules of sharing forbid (`forsa.library.sharing_rules`).
"""

from typing import Any

from forsa.errors import ConflictError, MalformedError, QuotaError, Reason, Situation
from forsa.governance.validate import check_status
from forsa.kinds.effects import parse_effect
from forsa.kinds.registry import KINDS, Mark, kind_of
from forsa.library.sharing_rules import (
    DAY_MS,
    Target,
    comments_within,
    readers_error,
    sharing_error,
)
from forsa.log_store.around import COMMENT, Around

from forsa_node.readers import require_audience
from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.store.desk import DraftRow
from forsa_node.store.member import OutboxState


def require_allowed(
    stores: Stores, row: DraftRow, message: Any, now_ms: int, before: int = 0
) -> None:
    """Refuse what the rules of sharing forbid, before anything is signed.

    An answer tells of what it answers, so it is for nobody else.

    Args:
        stores: Of this node.
        row: The draft.
        message: Its body, as far as it could be read.
        now_ms: This machine's clock.
        before: Comments that are signed with this one, ahead of it.

    Raises:
        ForsaError: in the class and with the reason the hub would give.
    """
    require_audience(stores, row.audience)
    _require_effect(row)
    _require_status(stores, row)
    if not answers(row):
        return
    target = target_of(stores, row)
    comments = before + _comments_today(stores, now_ms) if row.kind == COMMENT else 0
    error = sharing_error(row.kind, stores.identity.member, target, comments, message)
    if target is None and stores.member.known([row.parent]):
        error = ConflictError("the record it builds on was refused", Reason.PARENT_INVALID)
    if target is not None and error is None:
        error = readers_error(target.audiences, row.audience)
    if isinstance(error, QuotaError):  # nothing waits that could go by itself
        raise error.told_as(Situation.COMMENTS_SPENT)
    if error is not None:
        raise error


def _require_status(stores: Stores, row: DraftRow) -> None:
    """V8, by the newest state: who is suspended hears it now, not a week later from the hub.

    Raises:
        NotAllowedError: `MEMBER_NOT_ACTIVE`.
    """
    kind = kind_of(row.kind)
    member = Seen.of(stores).state.rights.members.get(stores.identity.member)
    refused = None if kind is None or member is None else check_status(member, kind)
    if refused is not None:
        raise refused.error()


def _require_effect(row: DraftRow) -> None:
    """A file says the words of a record; what counts of an agreement or a vote, its command says.

    Raises:
        ConflictError: `KIND_PRECONDITION`: nobody has said it.
    """
    kind = KINDS.get(row.kind)
    try:
        _ = kind is None or parse_effect(kind, row.effect)
    except MalformedError:
        raise ConflictError(
            f"a {row.kind} is published by a command of its own: forsa-node --help",
            Reason.KIND_PRECONDITION,
        ) from None


def answers(row: DraftRow) -> bool:
    """Whether a draft is an answer to a record."""
    kind = KINDS.get(row.kind)
    return kind is not None and kind.mark is Mark.TARGET and bool(row.parent)


def target_of(stores: Stores, row: DraftRow) -> Target | None:
    """What a draft answers, in the log or on its way into it; None: it is not here."""
    seen = Seen.of(stores)
    return stores.ahead(
        lambda log: Around(log, seen.state, seen.fresh_ms).target(row.parent, row.object_id)
    )


def _comments_today(stores: Stores, now_ms: int) -> int:
    """Comments of this member in the last 24 hours: in the log, and on their way into it."""
    member = stores.identity.member
    logged = stores.mirror.read(lambda log: log.count_by(member, COMMENT, now_ms - DAY_MS))
    items = stores.member.items(OutboxState.WAITING, OutboxState.RECEIVED)
    waiting = [one for one in items if one.kind == COMMENT]
    known = stores.mirror.read(lambda log: log.index_of([one.record.record_id for one in waiting]))
    times = (one.created_ms for one in waiting if one.record.record_id not in known)
    return logged + comments_within(times, now_ms)
