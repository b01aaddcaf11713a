"""Cost of a record in a long log against a short one: the sequencer alone, without calls."""

import asyncio
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from forsa.client.drafts import Draft, sign_draft
from forsa.client.identity import Identity
from forsa.clock import SystemClock
from forsa_hub.admission import Offer
from forsa_hub.config import Config, Limits
from forsa_hub.server import Hub
from forsa_hub.setup import Plan, found

from benchmarks.report import Row

SMALL = 10_000
LARGE = int(os.environ.get("FORSA_BENCH_ENTRIES", "1000000"))
PROBE = 8192
BATCH = 1024
_UNLIMITED = Limits(
    records_per_second=10**9,
    records_burst=10**9,
    records_per_day=10**9,
    bytes_per_day=2**60,
    bytes_total=2**60,
)


def _offers(identity: Identity, count: int) -> list[Offer]:
    """Signed records whose signatures count as checked: they are not what is measured here."""
    signed = (sign_draft(Draft("trial.note", b"x" * 64), identity, 1) for _ in range(count))
    return [Offer(one.record, one.salt, one.body, True, None) for one in signed]


async def _append(hub: Hub, identity: Identity, count: int) -> float:
    """Append, and return the microseconds a record cost the sequencer."""
    offers, spent = _offers(identity, count), 0.0
    for at in range(0, count, BATCH):
        started = time.perf_counter()
        await hub.core.sequencer.publish(offers[at : at + BATCH])
        spent += time.perf_counter() - started
    return spent / count * 1e6


async def _measure(folder: Path) -> tuple[float, float]:
    plan = Plan(
        folder / "hub",
        "Bench",
        "localhost/log1",
        "localhost",
        "secretariat",
        "office",
        folder / "office",
        folder / "root.pem",
    )
    founded = found(plan, SystemClock())
    config = Config(limits=_UNLIMITED, verify_workers=0, free_bytes=0)
    hub = await Hub.open(founded.folder, config, SystemClock())
    running = asyncio.create_task(hub.core.sequencer.run())
    try:
        await _append(hub, founded.office, SMALL - PROBE // 2)
        small = await _append(hub, founded.office, PROBE)
        while hub.core.sequencer.head.size < LARGE - PROBE // 2:
            await _append(hub, founded.office, 16_384)
        large = await _append(hub, founded.office, PROBE)
    finally:
        running.cancel()
        await hub.stop()
    return small, large


def rows() -> list[Row]:
    """Microseconds a record at both sizes."""
    with TemporaryDirectory(prefix="forsa-") as folder:
        small, large = asyncio.run(_measure(Path(folder)))
    return [
        Row(
            f"cost a record at {LARGE:,} entries",
            large,
            "us",
            f"at {SMALL:,} entries",
            small,
            "<= 1.2",
            "indexes of the database: random record ids touch cold pages",
        )
    ]
