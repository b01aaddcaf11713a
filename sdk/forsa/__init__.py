"""The core of forsa: signed records, the log that orders them, and what they mean.

`forsa.connect(...)` opens a connection to a network; everything else is imported by its module.
Importing this package alone costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from forsa.client.blocking import Network, connect
    from forsa.client.connecting import connect_async
    from forsa.client.drafts import Draft
    from forsa.client.local_files import LocalFile
    from forsa.client.network import AsyncNetwork
    from forsa.client.values import Filter, UnpublishedError
    from forsa.errors import ForsaError, Reason

__all__ = [
    "AsyncNetwork",
    "Draft",
    "Filter",
    "ForsaError",
    "LocalFile",
    "Network",
    "Reason",
    "UnpublishedError",
    "connect",
    "connect_async",
]

_HOMES: Final = {
    "AsyncNetwork": "forsa.client.network",
    "Draft": "forsa.client.drafts",
    "Filter": "forsa.client.values",
    "ForsaError": "forsa.errors",
    "LocalFile": "forsa.client.local_files",
    "Network": "forsa.client.blocking",
    "Reason": "forsa.errors",
    "UnpublishedError": "forsa.client.values",
    "connect": "forsa.client.blocking",
    "connect_async": "forsa.client.connecting",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'forsa' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
