"""The showcase's parts: how many may wait, what an error looks like from outside, what changed."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from forsa.envelope import Record
from forsa.errors import BusyError, Reason
from forsa.exports.oai import Selection
from forsa.testing.clock import FakeClock
from forsa_hub.folder import open_folder
from forsa_hub.showcase.asking import MAX_ARGUMENTS, parse_arguments
from forsa_hub.showcase.desk import Desk
from forsa_hub.showcase.guarding import Guard
from forsa_hub.showcase.turns import WAITING, Turns
from forsa_hub.showcase.works import PublicWorks
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from structlog.testing import capture_logs

from tests.support.catalogue import ABOUT
from tests.support.hubs import found_network, serving
from tests.support.library_log import LibraryLog
from tests.support.reports import small_report


async def answered(error: Exception) -> tuple[int, dict[bytes, bytes], bytes]:
    """What a reader gets when the application raises this."""
    sent: list[Any] = []

    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        raise error

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    scope = {"type": "http", "method": "GET", "raw_path": b"/", "headers": []}
    await Guard(app)(scope, receive, send)
    start, body = sent
    return start["status"], dict(start["headers"]), body["body"]


def test_an_error_is_told_by_its_status_and_not_by_its_text() -> None:
    """A message could name a path, a query, or a person."""
    busy = BusyError("secret", Reason.RECOVERING, retry_ms=5000)
    told = [
        asyncio.run(answered(one))
        for one in (busy, HTTPException(404, "none"), ValueError("secret"))
    ]

    assert [status for status, _, _ in told] == [503, 404, 500]
    assert told[0][1][b"retry-after"] == b"5"
    assert not any(b"secret" in body for _, _, body in told)
    assert all(headers[b"x-content-type-options"] == b"nosniff" for _, headers, _ in told)


def test_a_reader_who_hung_up_is_no_fault_of_the_hub() -> None:
    """Anybody could fill its log with errors, a connection at a time."""
    told: list[Any] = []

    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        raise ClientDisconnect

    async def nothing() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        told.append(message)

    scope = {"type": "http", "method": "POST", "raw_path": b"/oai", "headers": []}
    with capture_logs() as logged:
        asyncio.run(Guard(app)(scope, nothing, send))

    assert (told, logged) == ([], [])


def test_more_requests_than_may_wait_are_told_to_come_back(tmp_path: Any) -> None:
    """A flood of readers takes one thread, and nobody's memory."""

    async def run() -> None:
        clock = FakeClock()
        found_network(tmp_path, clock)
        async with serving(open_folder(tmp_path / "hub"), clock) as hub:
            turns = Turns(lambda: 0)
            desk = Desk(hub.core.database, hub.core.sequencer, ABOUT, turns)
            gate = threading.Event()
            turns._thread.submit(gate.wait)
            asked = [
                asyncio.create_task(desk.ask(lambda view: view.tag)) for _ in range(WAITING + 5)
            ]
            await asyncio.sleep(0)
            refused = sum(one.done() for one in asked)
            gate.set()
            told = await asyncio.gather(*asked, return_exceptions=True)
            turns.close()

        assert refused == 5
        assert sum(isinstance(one, BusyError) for one in told) == 5
        assert len({one for one in told if isinstance(one, str)}) == 1

    asyncio.run(run())


@given(st.binary(max_size=200))
def test_arguments_are_read_strictly_or_refused(data: bytes) -> None:
    """Bytes of anybody: pairs of text, or a refusal with a status; nothing else."""
    read: list[tuple[str, str]] = []
    with suppress(HTTPException):
        read = parse_arguments(data)

    assert len(read) <= MAX_ARGUMENTS
    assert b"%" in data or all(name.isascii() and value.isascii() for name, value in read)
    assert not read or b" " not in data
    assert data.count(b"=") >= len(read)


SECONDS = st.none() | st.integers(-1, 12)


@given(
    st.lists(
        st.sampled_from(["report", "network", "revise", "withdraw", "hold", "redact"]), max_size=12
    ),
    st.integers(0, 4),
    SECONDS,
    SECONDS,
    st.integers(0, 14),
    st.integers(1, 5),
    st.booleans(),
)
@example(["report", "revise", "withdraw"], 0, 3, None, 0, 5, True)
def test_a_selection_is_what_looking_at_each_would_give(
    steps: list[str],
    pick: int,
    since: int | None,
    until: int | None,
    start: int,
    limit: int,
    step_by_step: bool,
) -> None:
    """Bisecting and merging must not lose, repeat or miscount a record."""
    log = LibraryLog()
    works = PublicWorks()
    public: list[tuple[int, Record]] = []
    acts: dict[str, Callable[[Record], Record]] = {
        "withdraw": log.withdraw,
        "hold": log.hold,
        "redact": log.redact,
    }
    base = log.now_ms // 1000
    changed: dict[int, int] = {}
    older: dict[int, int] = {}
    for step in steps:
        if step in {"report", "network"} or not public:
            audience = "network" if step == "network" else "public"
            record = log.report("amal", len(log.entries), audience=audience)
            if audience == "public":
                public.append((len(log.entries) - 1, record))
                changed[public[-1][0]] = log.now_ms // 1000
            continue
        index, record = public.pop(pick % len(public))
        if step == "revise":
            older[len(log.entries)] = index
            public.append((len(log.entries), log.revise(record, small_report(len(log.entries)))))
            changed[public[-1][0]] = log.now_ms // 1000
        else:
            acts[step](record)
            changed[older.get(index, index)] = log.now_ms // 1000
        if step_by_step:
            log.read(lambda reader: works.follow(reader, log.standing))
        changed[index] = log.now_ms // 1000
    log.read(lambda reader: works.follow(reader, log.standing))
    wanted = Selection(
        "",
        None if since is None else base + since,
        None if until is None else base + until,
        start,
    )
    expected = [
        index
        for index, second in sorted(changed.items())
        if index >= start
        and (wanted.since is None or second >= wanted.since)
        and (wanted.until is None or second <= wanted.until)
    ]

    assert works.select(wanted, limit) == (expected[:limit], len(expected))
    assert works.after(start, 100) == [one for one in sorted(changed) if one >= start]
    assert works.before(start, 100) == [one for one in sorted(changed, reverse=True) if one < start]


@pytest.mark.parametrize("kind", ["practice.report", "curriculum.publish"])
def test_a_set_holds_its_kind_alone(kind: str) -> None:
    """Who harvests courses gets no reports."""
    log = LibraryLog()
    log.report("amal", 1, audience="public")
    works = PublicWorks()
    log.read(lambda reader: works.follow(reader, log.standing))
    found, count = works.select(Selection(kind), 10)

    assert count == len(found) == (1 if kind == "practice.report" else 0)
