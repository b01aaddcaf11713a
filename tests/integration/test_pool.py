"""The pool of processes: the same answers as one process gives, and nothing left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest
from forsa.errors import BusyError
from forsa.keys import SigningKey
from forsa.pool import CHUNK, STARTS_AFTER, Job, VerifyPool

KEY = SigningKey.from_seed(bytes(31) + b"p")


def jobs_of(count: int) -> list[Job]:
    """So many signatures; every third is not good."""
    return [
        (KEY.public, b"%d" % n, KEY.sign(b"%d" % (n if n % 3 else n + 1))) for n in range(count)
    ]


def workers() -> list[psutil.Process]:
    """Children of this process that are pool workers."""
    return [one for one in psutil.Process().children(recursive=True) if _is_worker(one)]


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:  # it has just ended
        return False


def test_the_pool_answers_in_order_as_one_process_would() -> None:
    """A signature taken for another's would void a good record or admit a bad one."""

    async def story() -> None:
        pool = VerifyPool()
        try:
            jobs = jobs_of(5 * CHUNK + 7)
            expected = [bool(n % 3) for n in range(len(jobs))]
            calls = STARTS_AFTER // len(jobs)
            assert [await pool.check(jobs) for _ in range(calls)] == [expected] * calls
            assert not workers()
            assert await pool.check(jobs) == expected
            assert workers()
        finally:
            pool.close()

        assert not workers()

    asyncio.run(story())


def test_small_calls_start_no_workers_however_many_they_are() -> None:
    """A hub that gets a record a minute would start them every thousandth, and never use them."""

    async def story() -> None:
        pool = VerifyPool()
        try:
            for _ in range(2 * STARTS_AFTER // 8):
                await pool.run(sorted, [b"x"] * 8)

            assert not workers()
            for _ in range(2 * STARTS_AFTER // CHUNK):
                await pool.run(sorted, [b"x"] * CHUNK)
            assert workers()
        finally:
            pool.close()

    asyncio.run(story())


def test_a_killed_worker_costs_time_and_no_answer() -> None:
    """A machine short of memory kills the largest process it finds."""

    async def story() -> None:
        pool = VerifyPool()
        try:
            jobs = jobs_of(STARTS_AFTER + 1)
            first = await pool.check(jobs)
            for one in workers():
                os.kill(one.pid, signal.SIGKILL)
            second = await pool.check(jobs)
            third = await pool.check(jobs)

            assert first == second == third
        finally:
            pool.close()

    asyncio.run(story())


def _where(jobs: Sequence[int]) -> list[int]:
    return [threading.get_ident() for _ in jobs]


def test_few_heavy_jobs_leave_the_loop_alone() -> None:
    """One record of a member, made to be slow to check, would keep the hub from all others."""

    async def story() -> None:
        pool = VerifyPool()
        here = threading.get_ident()

        assert here not in await pool.run(_where, [1, 2], heavy=True)
        assert await pool.run(_where, [1, 2]) == [here, here]

    asyncio.run(story())


_COMMAND = """
import asyncio
import sys

from forsa import pool

print("the command")

async def work():
    if "forget" in sys.argv:
        pool.forget_command()
    workers = pool.VerifyPool()
    try:
        print(await workers.run(sorted, [b"x"] * (pool.STARTS_AFTER + 1)) != [])
    finally:
        workers.close()

if __name__ == "__main__":
    asyncio.run(work())
"""


def test_a_worker_takes_nothing_of_the_command_that_starts_it(tmp_path: Path) -> None:
    """Each imported it again, with all that it needs to speak to people, and never used it."""
    command = tmp_path / "command.py"
    command.write_text(_COMMAND)

    def told(*arguments: str) -> str:
        """What all processes print: two may do so at once, on one line."""
        run = [sys.executable, str(command), *arguments]
        return subprocess.run(run, capture_output=True, text=True, check=True).stdout

    assert told("forget").count("the command") == 1
    assert told().count("the command") > 1


def _square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def _end(_job: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_one_long_piece_of_work_is_done_in_a_worker() -> None:
    """A stranger's proof in this process would keep its loop from answering anybody."""

    async def story() -> None:
        pool = VerifyPool(1)
        try:
            answer, where = await pool.run_apart(_square, 12)
            assert answer == 144
            assert where != os.getpid()
        finally:
            pool.close()
        assert (await VerifyPool(0).run_apart(_square, 12)) == (144, os.getpid())

    asyncio.run(story())


def test_work_that_ends_its_worker_is_not_done_here_instead() -> None:
    """What took the memory of a worker would take that of the hub."""

    async def story() -> None:
        pool = VerifyPool(1)
        try:
            with pytest.raises(BusyError):
                await pool.run_apart(_end, 1)
            assert (await pool.run_apart(_square, 3))[0] == 9
        finally:
            pool.close()

    asyncio.run(story())


def _wait_at(pipe: str) -> bytes:
    with Path(pipe).open("rb") as gate:
        return gate.read(1)


def _process(jobs: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in jobs]


def test_what_is_short_does_not_wait_for_long_work(tmp_path: Path) -> None:
    """A stranger's proof could take every worker, and nobody's signature would be checked."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    gate = os.open(pipe, os.O_RDWR)

    async def story() -> None:
        pool = VerifyPool(1)
        try:
            long = asyncio.create_task(pool.run_apart(_wait_at, str(pipe)))
            await asyncio.sleep(0)  # it is the worker's
            meanwhile = await asyncio.wait_for(pool.run(_process, range(CHUNK)), 10)
            os.write(gate, b"1")

            assert await long == b"1"
            assert set(meanwhile) == {os.getpid()}
            assert os.getpid() not in await pool.run(_process, range(CHUNK))
        finally:
            os.write(gate, b"0")
            pool.close()
            os.close(gate)

    asyncio.run(story())
