"""The next version of a trust root, signed as it must be, for tests of the fold."""

from typing import Any

from forsa.root import sign_root
from forsa.v1 import effects_pb2 as v1
from forsa.v1.trust_pb2 import RootDocument

from tests.support.folded_log import FoldedLog, key_named


def next_root(log: FoldedLog, **changes: Any) -> v1.RootPublish:
    """Return the effect that publishes it, the first document with these fields changed."""
    assert log.rights.root is not None
    fields: dict[str, Any] = {field.name: value for field, value in log.root.ListFields()}
    for name in ("members", "settings"):
        fields.pop(name, None)
    version = {"version": log.rights.root.version + 1, "prev": log.rights.root.digest}
    document = RootDocument(**{**fields, **version, **changes})
    return v1.RootPublish(envelope=sign_root(document, [key_named("root key")]))


def set_back(log: FoldedLog, log_time_ms: int) -> v1.RootPublish:
    """Return the effect by which the officers repair log time after a leap: new service keys."""
    assert log.rights.root is not None
    service = key_named(f"service key {log.rights.root.version + 1}").public
    return next_root(log, service_keys=[service], log_time_ms=log_time_ms)
