"""root.publish: the trust root, and with its first version the members the network starts with."""

from collections.abc import Iterator
from dataclasses import replace

from immutables import Map

from forsa.errors import ForsaError
from forsa.governance.case import Case
from forsa.governance.rules.keys import is_used
from forsa.governance.settings import is_setting
from forsa.governance.state import Key, Member, Rights, Role, Status
from forsa.governance.verdict import Refused, precondition
from forsa.keys import KeyId, PublicKey, key_id_of
from forsa.root import TrustRoot, accept_first, accept_next
from forsa.v1 import effects_pb2 as v1
from forsa.v1.trust_pb2 import RootDocument


def publish(case: Case, effect: v1.RootPublish) -> Rights | Refused:
    """Take the next version of the trust root; entry 0 was taken by `first_rights`."""
    rights = case.rights
    if case.index == 0:
        return rights
    if rights.root is None:
        return precondition("entry 0 of this log set up no network")
    try:
        root = accept_next(rights.root, effect.envelope)
    except ForsaError as error:
        return precondition(f"the trust root does not follow the current one: {error.message}")
    kept = set(_keys(rights.root.document))
    for public in _keys(root.document):
        if public not in kept and is_used(rights, public):
            return precondition(f"key {key_id_of(public).hex()} has another use already")
    return replace(rights, root=root, level=root.document.level)


def first_rights(start: Rights, envelope: bytes) -> Rights | None:
    """Return what root version 1 sets up, or None if it is not that of this network."""
    try:
        root = accept_first(envelope, start.network_id)
    except ForsaError:
        return None
    document = root.document
    members = Map({m.id: Member(m.id, Role(m.role), Status.ACTIVE, 0) for m in document.members})
    settings = Map({setting.name: setting.value for setting in document.settings})
    if not all(is_setting(name, value, members) for name, value in settings.items()):
        return None
    return Rights(
        network_id=start.network_id,
        level=document.level,
        root=root,
        members=members,
        keys=_member_keys(root),
        settings=settings,
        settings_changed=Map(dict.fromkeys(settings, 0)),
    )


def _member_keys(root: TrustRoot) -> Map[KeyId, Key]:
    return Map(
        {
            key_id_of(PublicKey(key.public_key)): Key(
                PublicKey(key.public_key), member.id, tuple(key.purposes), 0
            )
            for member in root.document.members
            for key in member.keys
        }
    )


def _keys(document: RootDocument) -> Iterator[PublicKey]:
    for raw in (*document.root_keys, *document.log_keys, *document.service_keys):
        yield PublicKey(raw)
