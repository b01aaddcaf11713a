"""Publishing: verify, admit, append, durable, receipt; by 16 publishers at once."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from forsa.client.drafts import Signed
from forsa.client.hub import HubClient
from forsa.client.identity import Identity
from forsa.client.published import Logged, verify_published

from benchmarks.place import bench_network, client_of, office_of
from benchmarks.reference import openssl_core_rate, sodium_pool_rate, sqlite_commit_rate
from benchmarks.report import Row
from benchmarks.workload import jobs_of, signed_reports

PUBLISHERS = 16
BATCH = 64
RECORDS = 16 * 64 * 8
SINGLES = 3000


async def _publish(
    identity: Identity, clients: Sequence[HubClient], signed: Sequence[Signed], batch: int
) -> float:
    """Records a second, each with its receipt verified by the publisher."""
    groups = [signed[at : at + batch] for at in range(0, len(signed), batch)]
    roots = identity.roots()

    async def publisher(client: HubClient) -> None:
        while groups:
            group = groups.pop()
            answer = await client.publish([one.item for one in group])
            outcomes = verify_published(answer, [one.record for one in group], roots)
            if not all(isinstance(one, Logged) for one in outcomes):
                raise RuntimeError(f"a record was refused: {outcomes[0]}")

    started = time.perf_counter()
    await asyncio.gather(*(publisher(client) for client in clients))
    return len(signed) / (time.perf_counter() - started)


async def _rates(identity: Identity) -> tuple[float, float]:
    clients = [await client_of(identity) for _ in range(PUBLISHERS)]
    warm = signed_reports(identity, PUBLISHERS * BATCH, seed=0)
    await _publish(identity, clients, warm, BATCH)
    batches = await _publish(identity, clients, signed_reports(identity, RECORDS), BATCH)
    singles = await _publish(identity, clients, signed_reports(identity, SINGLES, seed=2), 1)
    return batches, singles


def rows() -> list[Row]:
    """Both ways of publishing, beside the bare parts."""
    with bench_network() as network:
        identity = office_of(network)
        jobs = jobs_of(identity, signed_reports(identity, 8192, seed=3))
        before = sodium_pool_rate(jobs)
        batches, singles = asyncio.run(_rates(identity))
        verifier = statistics.mean((before, sodium_pool_rate(jobs)))
        core = openssl_core_rate(jobs[:4096])
        commits = sqlite_commit_rate(Path(network.folder))
    return [
        Row(
            f"publish, {PUBLISHERS} publishers x {BATCH}",
            batches,
            "records/s",
            "libsodium in two processes",
            verifier,
            ">= 0.6 (0.45 first)",
            "Python in the hub's main process: parse, rules of the body, fold, proofs, SQL",
        ),
        Row(
            "the same against one core",
            batches,
            "records/s",
            "OpenSSL on one core",
            core,
            ">= 1.0",
            "as above",
        ),
        Row(
            f"publish, {PUBLISHERS} publishers, one record a call",
            singles,
            "records/s",
            "sqlite3, one durable row a commit",
            commits,
            ">= 0.4",
            "gRPC calls: client and hub share two cores",
        ),
    ]
