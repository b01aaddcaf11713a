"""What this node refuses to sign, beside the rules of the fold.

The fold lets any body pass, and a hub admits what a newer program may understand: what is refused
here is what our own rules of sharing forbid (`forsa.library.sharing_rules`).
"""

from typing import Any

from forsa.kinds.registry import KINDS, Mark
from forsa.library.sharing_rules import comments_within, sharing_error
from forsa.log_store.around import Around

from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.store.desk import DraftRow
from forsa_node.store.member import OutboxState


def require_allowed(stores: Stores, row: DraftRow, message: Any, now_ms: int) -> None:
    """Refuse what the rules of sharing forbid, before anything is signed.

    Raises:
        ForsaError: in the class and with the reason the hub would give.
    """
    kind = KINDS.get(row.kind)
    if kind is None or kind.mark is not Mark.TARGET or not row.parent:
        return
    seen = Seen.of(stores)
    target = stores.mirror.read(
        lambda log: Around(log, seen.state, seen.fresh_ms).target(row.parent, row.object_id)
    )
    comments = _comments_today(stores, now_ms) if row.kind == "comment.publish" else 0
    error = sharing_error(row.kind, stores.identity.member, target, comments, message)
    if error is not None:
        raise error


def _comments_today(stores: Stores, now_ms: int) -> int:
    """Comments this node has on their way or signed in the last 24 hours."""
    items = stores.member.items(OutboxState.WAITING, OutboxState.RECEIVED, OutboxState.LOGGED)
    times = (one.created_ms for one in items if one.kind == "comment.publish")
    return comments_within(times, now_ms)
