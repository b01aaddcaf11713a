"""What this node refuses to sign, beside the rules of the fold.

The fold lets any body pass, and a hub admits what a newer program may understand: what is refused
here is what our own rules of sharing forbid (`forsa.library.sharing_rules`).
"""

from collections.abc import Collection
from typing import Any

from forsa.errors import ConflictError, NotAllowedError, QuotaError, Reason, Situation
from forsa.governance.audience import is_within
from forsa.kinds.registry import KINDS, Mark
from forsa.library.sharing_rules import DAY_MS, comments_within, sharing_error
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
    kind = KINDS.get(row.kind)
    if kind is None or kind.mark is not Mark.TARGET or not row.parent:
        return
    seen, member = Seen.of(stores), stores.identity.member
    target = stores.ahead(
        lambda log: Around(log, seen.state, seen.fresh_ms).target(row.parent, row.object_id)
    )
    comments = before + _comments_today(stores, now_ms) if row.kind == COMMENT else 0
    error = sharing_error(row.kind, member, target, comments, message)
    if target is None and stores.member.known([row.parent]):
        error = ConflictError("the record it builds on was refused", Reason.PARENT_INVALID)
    if isinstance(error, QuotaError):  # nothing waits that could go by itself
        raise error.told_as(Situation.COMMENTS_SPENT)
    if error is not None:
        raise error
    if target is not None:
        _require_readers_of(target.audiences, row.audience)


def _require_readers_of(limits: Collection[str], audience: str) -> None:
    limit = next((one for one in limits if all(is_within(one, other) for other in limits)), None)
    if limit is None:
        raise NotAllowedError(
            f"it answers what is for different groups: {', '.join(sorted(limits))}",
            Reason.KIND_NOT_ALLOWED,
        ).told_as(Situation.READERS_APART)
    if not is_within(audience, limit):
        raise NotAllowedError(
            f"it answers what is for {limit}, and would be for {audience}", Reason.KIND_NOT_ALLOWED
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
