"""Pulling: everything into an empty node, verified and stored; and coming back for little."""

import asyncio
import os
import sys
import time
from pathlib import Path

import psutil
from forsa import connect
from forsa.client.published import Logged, verify_published
from forsa.clock import SystemClock
from forsa.demo.network import Network
from forsa_node.config import Config
from forsa_node.node import Node

from benchmarks.place import bench_network, client_of, office_of, tree_pss_mib
from benchmarks.reference import sodium_pool_rate
from benchmarks.report import Row
from benchmarks.workload import jobs_of, signed_reports

RECORDS = int(os.environ.get("FORSA_BENCH_PULL", "50000"))
PEER_PULL = 470.0
"""Unsigned records a second that the closest peer in Python moved on such a machine (260-680)."""
PEER_IDLE_MS = 390.0
PEER_100_MS = 730.0
LATENCY_RECORDS = 2000
"""Twenty seconds of them: the search indexes follow after ten, and take their part."""
LATENCY_RATE = 100
WAKING = 2048
"""Records after which the workers of the hub are up, if they rested meanwhile."""
REST_SECONDS = 120.0


async def fill(network: Network, count: int) -> None:
    """Publish `count` reports as the office."""
    identity = office_of(network)
    client = await client_of(identity)
    for seed in range(0, count, 6400):
        signed = signed_reports(identity, min(6400, count - seed), seed=seed + 10)
        groups = [signed[at : at + 64] for at in range(0, len(signed), 64)]
        for at in range(0, len(groups), 8):
            calls = (client.publish([one.item for one in g]) for g in groups[at : at + 8])
            await asyncio.gather(*calls)


async def _sync(folder: Path) -> tuple[float, int]:
    """Seconds of one round of a node, and the entries it took in."""
    node = Node.open(folder, Config(free_bytes=0), SystemClock())
    try:
        started = time.perf_counter()
        report = await node.sync()
        seconds = time.perf_counter() - started
        if report.error is not None:
            raise report.error
        return seconds, report.pulled
    finally:
        await node.close()


async def _reconnects(network: Network, folder: Path) -> tuple[float, float]:
    """Milliseconds of a round with nothing new, and with 100 new records; the process is warm."""
    await _sync(folder)
    nothing, _ = await _sync(folder)
    await fill(network, 100)
    hundred, pulled = await _sync(folder)
    if pulled != 100:
        raise RuntimeError(f"{pulled} entries came, not 100")
    return nothing * 1000, hundred * 1000


def _hub_shelved(network: Network) -> None:
    """Wait until the hub's search index knows the log: it is built beside, and takes a core."""
    size = network.hub.status()["size"]
    with connect(office_of(network).folder) as hub:
        while hub.search(limit=1).size < size:
            time.sleep(0.2)


async def _visible_ms(network: Network, folder: Path) -> list[float]:
    """From the start of a publish call to the entry in another node's mirror, milliseconds.

    The node and the publisher share a process, which hands its interpreter on as a daemon does.
    """
    from forsa_node.daemon import Daemon
    from forsa_node.running import SWITCH_SECONDS

    sys.setswitchinterval(SWITCH_SECONDS)

    identity = office_of(network)
    client = await client_of(identity)
    node = Node.open(folder, Config(free_bytes=0, verify_workers=0), SystemClock())
    await node.shelving.follow()
    daemon = Daemon(node)
    await daemon.start()
    delays: list[float] = []

    async def one(index: int) -> None:
        signed = signed_reports(identity, 1, seed=900_000 + index)
        started = time.perf_counter()
        answer = await client.publish([signed[0].item])
        (outcome,) = verify_published(answer, [signed[0].record], identity.roots())
        if not isinstance(outcome, Logged):
            raise outcome.error
        # A stranger may only look at the mirror, so this polls.
        while node.mirror.trusted.size <= outcome.index:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        delays.append((time.perf_counter() - started) * 1000)

    tasks = []
    for index in range(LATENCY_RECORDS):
        tasks.append(asyncio.create_task(one(index)))
        await asyncio.sleep(1 / LATENCY_RATE)
    await asyncio.gather(*tasks)
    await daemon.stop()
    await node.close()
    return sorted(delays)


def _mib_at_rest(pid: int) -> float:
    """Memory of a hub once its workers have ended."""
    deadline = time.monotonic() + REST_SECONDS
    while _workers(pid):
        if time.monotonic() > deadline:
            raise RuntimeError("the workers of the hub do not rest")
        time.sleep(1)
    return tree_pss_mib(pid)


def _workers(pid: int) -> int:
    return sum(map(_is_worker, psutil.Process(pid).children(recursive=True)))


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:  # it has ended
        return False


def rows() -> list[Row]:
    """Pull, reconnect, latency, memory and stored bytes, over one log."""
    with bench_network() as network:
        identity = office_of(network)
        node = network.add("bench", "Bench")
        asyncio.run(fill(network, RECORDS))
        _hub_shelved(network)
        jobs = jobs_of(identity, signed_reports(identity, 8192, seed=3))
        verifier = sodium_pool_rate(jobs)
        seconds, pulled = asyncio.run(_sync(node.folder))
        nothing, hundred = asyncio.run(_reconnects(network, node.folder))
        delays = asyncio.run(_visible_ms(network, node.folder))
        asyncio.run(fill(network, WAKING))
        _hub_shelved(network)
        hub_mib = tree_pss_mib(network.hub.daemon.pid)
        hub_workers = _workers(network.hub.daemon.pid)
        node.start()
        node.status()
        node_mib = tree_pss_mib(node.daemon.pid)
        rest_mib = _mib_at_rest(network.hub.daemon.pid)
        sent = sum(
            len(one.record.envelope) + len(one.salt) + len(one.body)
            for one in signed_reports(identity, 1000, seed=5)
        )
        published = sent / 1000 * (RECORDS + 100 + LATENCY_RECORDS + WAKING)
        stored = (network.hub.folder / "hub.db").stat().st_size / published
        mirrored = (node.folder / "mirror.db").stat().st_size / published
    rate = pulled / seconds
    p99 = delays[int(len(delays) * 0.99)]
    return [
        Row(
            f"pull of {RECORDS:,} into an empty node",
            rate,
            "records/s",
            "libsodium in two processes",
            verifier,
            ">= 0.75 (0.55 first)",
            "Python in the node's main process: parse, fold, SQL",
        ),
        Row("the same against the peer", rate, "records/s", "peer", PEER_PULL, ">= 10", ""),
        Row("reconnect, nothing new", nothing, "ms", "peer", PEER_IDLE_MS, "<= 0.05", "TLS"),
        Row("reconnect, 100 new", hundred, "ms", "peer", PEER_100_MS, "<= 0.05", "TLS, fold"),
        Row(
            f"publish to visible, p99 at {LATENCY_RATE}/s",
            p99,
            "ms",
            "etcd put to watch",
            14.0,
            "<= 30 ms",
            f"median {delays[len(delays) // 2]:.1f} ms",
        ),
        Row(
            f"hub memory, {hub_workers} workers up",
            hub_mib,
            "MiB",
            "imports alone",
            90.0,
            "<= 160 MiB",
            "",
        ),
        Row("hub memory, at rest", rest_mib, "MiB", "imports alone", 90.0, "<= 160 MiB", ""),
        Row("node memory, idle", node_mib, "MiB", "imports alone", 90.0, "<= 120 MiB", ""),
        Row("stored per byte published, hub", stored, "", "", None, "<= 1.5", ""),
        Row("stored per byte published, node", mirrored, "", "", None, "<= 1.5", ""),
    ]
