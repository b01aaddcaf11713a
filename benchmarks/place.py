"""Where measurements run: a hub and a node as processes, their limits out of the way."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from forsa.client.hub import HubClient
from forsa.client.identity import Identity, load_identity
from forsa.demo.network import Network
from forsa.rpc.address import HubAddress
from forsa.rpc.channel import NodeCredentials, open_channel
from forsa.v1 import log_service_pb2 as pb

WITHOUT_LIMITS = {
    "FORSA_HUB_LIMITS__RECORDS_PER_SECOND": "1000000000",
    "FORSA_HUB_LIMITS__RECORDS_BURST": "1000000000",
    "FORSA_HUB_LIMITS__RECORDS_PER_DAY": "1000000000",
    "FORSA_HUB_LIMITS__BYTES_PER_DAY": "1000000000000000",
    "FORSA_HUB_LIMITS__BYTES_TOTAL": "1000000000000000",
    "FORSA_HUB_FREE_BYTES": "0",
}


@contextmanager
def bench_network() -> Iterator[Network]:
    """A hub that serves, in a folder of its own."""
    with TemporaryDirectory(prefix="forsa-") as folder:
        with Network(Path(folder) / "net", WITHOUT_LIMITS) as network:
            network.hub.init("Bench")
            network.hub.start()
            yield network
        shutil.rmtree(Path(folder) / "net", ignore_errors=True)


def office_of(network: Network) -> Identity:
    """The secretariat's node: enrolled from the start, so it can publish at once."""
    folder = network.hub.folder
    return load_identity(folder.with_name(f"{folder.name}-office"))


async def client_of(identity: Identity, address: HubAddress | None = None) -> HubClient:
    """A connection of its own to the hub, after Hello."""
    credentials = NodeCredentials(identity.ca_pem(), identity.chain_pem(), identity.tls_key_pem())
    where = address or identity.hub_address()
    channel = await open_channel(where, credentials, identity.roots()[-1])
    client = HubClient(channel)
    await client.hello(pb.HelloRequest(minors=[0], software="forsa benchmarks"))
    return client


def tree_pss_mib(pid: int) -> float:
    """Proportional set size of a process and all it started, MiB; what ends meanwhile has none."""
    process = psutil.Process(pid)
    size = process.memory_full_info().pss
    for child in process.children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            size += child.memory_full_info().pss
    return float(size / 2**20)
