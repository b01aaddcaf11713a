"""What a line of a story does: the keys, nodes and delegates of a member."""

from forsa.v1 import effects_pb2 as v1

from tests.scenarios.story import Stage, unit_of
from tests.support.folded_log import key_named


def add_key(stage: Stage, key: str, member: str, purposes: str | None) -> str:
    """A member gives itself one more key."""
    named = tuple((purposes or "admin govern record").split())
    effect = v1.KeyAdd(key=stage.log.new_key(member.partition("/")[0], key, named))
    return stage.publish(member, "key.add", effect)


def slip_in_key(stage: Stage, key: str, member: str, who: str) -> str:
    """`who` publishes a key whose proof says that it is another member's."""
    effect = v1.KeyAdd(key=stage.log.new_key(member, key))
    return stage.publish(who, "key.add", effect)


def revoke_key(stage: Stage, key: str, who: str, since: str | None) -> str:
    """End a key; `since`: the first of its records that may be a thief's."""
    stolen = 0 if since is None else stage.log.earlier.records[stage.records[since]].index
    effect = v1.KeyRevoke(key_id=key_named(key).key_id, reason="told", compromised_from=stolen)
    return stage.publish(who, "key.revoke", effect)


def veto(stage: Stage, recovery: str, who: str) -> str:
    """Object to a recovery."""
    return stage.publish(who, "key.veto", target=recovery)


def add_node(stage: Stage, node: str, member: str, key: str | None, blind: str | None) -> str:
    """Add a node, or replace its keys."""
    effect = stage.log.node(member, node, key)
    return stage.publish(member, "node.add", effect, blind=blind is not None)


def revoke_node(stage: Stage, node: str, member: str) -> str:
    """End a node."""
    return stage.publish(member, "node.revoke", v1.NodeRevoke(node=node))


def delegate(
    stage: Stage,
    name: str,
    member: str,
    keys: str,
    powers: str,
    start: str | None,
    time: str | None,
) -> str:
    """Appoint a delegate, or change its appointment."""
    called = f"{member}/{name}"
    effect = v1.DelegateAppoint(
        delegate=name,
        powers=sorted(powers.split()),
        key_ids=sorted(key_named(key).key_id for key in keys.split()),
        from_ms=stage.log.now_ms + unit_of(start) if start else 0,
        to_ms=stage.log.now_ms + unit_of(time or "300 days"),
    )
    former = called if called in stage.records else ""
    return stage.publish(member, "delegate.appoint", effect, name=called, target=former)


def end_delegate(stage: Stage, name: str, member: str) -> str:
    """Remove a delegate."""
    return stage.publish(member, "delegate.revoke", v1.DelegateRevoke(delegate=name))
