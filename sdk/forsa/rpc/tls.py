"""TLS 1.3 only, in a library that has no switch for it (grpcio)."""

import os
from typing import Final

_SUITES: Final = "GRPC_SSL_CIPHER_SUITES"


def require_tls13() -> None:
    """Make every TLS 1.2 handshake of this process fail; call before grpc is first used.

    Version 1.2 is left with suites for RSA keys alone and ours are P-256; version 1.3 has suites
    of its own. Commands call this. A library does not: the process belongs to its user, and the
    hub checks the version on every call besides.
    """
    os.environ[_SUITES] = "ECDHE-RSA-AES256-GCM-SHA384"
