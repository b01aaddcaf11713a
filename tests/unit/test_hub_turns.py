"""Long work of a hub is done by turns: nobody waits for all that another member asked for."""

import asyncio

from forsa_hub.outcomes.turns import Turns


class Office:
    """Work that takes a turn of its member, the first letter of its name, and ends at a gate."""

    def __init__(self, at_once: int) -> None:
        self.turns = Turns(at_once)
        self.begun: list[str] = []
        self.begins = asyncio.Event()
        self.gates: dict[str, asyncio.Event] = {}

    def start(self, *names: str) -> list[asyncio.Task[None]]:
        """Begin work; whose gate is closed waits there."""
        return [asyncio.create_task(self._work(name)) for name in names]

    def close(self, name: str) -> asyncio.Event:
        """Keep work at its gate until this is set."""
        return self.gates.setdefault(name, asyncio.Event())

    async def _work(self, name: str) -> None:
        async with self.turns.of(name[0]):
            self.begun.append(name)
            self.begins.set()
            if name in self.gates:
                await self.gates[name].wait()


def test_who_had_a_turn_goes_behind_the_others() -> None:
    """A member that sends thirty slow proofs would have all others wait for thirty."""

    async def story() -> None:
        office = Office(1)
        gate = office.close("a1")
        tasks = office.start("a1", "a2", "a3", "b1", "c1", "b2")
        await office.begins.wait()
        gate.set()
        await asyncio.gather(*tasks)

        assert office.begun == ["a1", "b1", "c1", "a2", "b2", "a3"]

    asyncio.run(story())


def test_slow_work_of_one_member_holds_up_nobody_elses() -> None:
    """A proof that takes a worker for long is its author's affair alone."""

    async def story() -> None:
        office = Office(2)
        gate = office.close("a1")
        slow = office.start("a1", "a2")
        await asyncio.gather(*office.start("b1", "c1", "b2"))

        assert office.begun == ["a1", "b1", "c1", "b2"]
        gate.set()
        await asyncio.gather(*slow)
        assert office.begun[-1] == "a2"

    asyncio.run(story())


def test_no_more_is_done_at_once_than_was_said() -> None:
    """What is at work has its megabytes in memory."""

    async def story() -> None:
        office = Office(2)
        gates = [office.close(name) for name in ("a1", "b1", "c1")]
        tasks = office.start("a1", "b1", "c1")
        await office.begins.wait()

        assert office.begun == ["a1", "b1"]
        for gate in gates:
            gate.set()
        await asyncio.gather(*tasks)
        assert office.begun == ["a1", "b1", "c1"]

    asyncio.run(story())


def test_a_turn_of_who_gave_up_goes_to_the_next() -> None:
    """A turn that nobody ends would stop the releases of the whole network."""

    async def story() -> None:
        office = Office(1)
        async with office.turns.of("a"):
            waiting, given, last = office.start("b1", "c1", "d1")
            await asyncio.sleep(0)  # all of them wait
            waiting.cancel()
        given.cancel()  # it has its turn, and did not begin
        await asyncio.wait_for(last, 5)
        await asyncio.wait([waiting, given])

        assert office.begun == ["d1"]
        assert (waiting.cancelled(), given.cancelled()) == (True, True)

    asyncio.run(story())
