"""Run as a program: which TLS versions does a gRPC server of this process speak?

With the argument `required` it calls `require_tls13` first, as the commands do. grpc reads its
environment once a process, so a test cannot do this in its own.
"""

import asyncio
import ssl
import sys

from forsa.rpc.tls import require_tls13


async def spoken() -> list[str]:
    """Offer one version at a time."""
    from tests.support.certificates import Authority
    from tests.support.loopback import loopback, server_credentials

    leaf = Authority.make().issue([], ["localhost"])
    found = []
    async with loopback({}, credentials=server_credentials(leaf)) as port:
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            context.set_alpn_protocols(["h2"])
            context.minimum_version = context.maximum_version = version
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
            except OSError:
                continue
            found.append(version.name)
            writer.transport.abort()
    return found


if __name__ == "__main__":
    if sys.argv[1:] == ["required"]:
        require_tls13()
    print(" ".join(asyncio.run(spoken())))  # noqa: T201  (its answer)
