"""A network of real processes in one folder: the hub, and nodes of associations.

hub/             the hub, its secretariat's node folder and the root key
<member>/        a node each
logs/            what the processes say
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from forsa.client.demonstration import VARIABLE, let_pass
from forsa.demo.processes import (
    LOOPBACK,
    Daemon,
    Finished,
    ProcessError,
    free_ports,
    run,
    wait_until,
)

SYNC_SECONDS: Final = 90.0
OFFICE: Final = "Secrétariat"
HOST: Final = "localhost"
ORIGIN: Final = f"{HOST}/log1"
DEMONSTRATION: Final = "demonstration.invalid/log1"
"""The log of a network whose days may be made to pass."""
DAY_MS: Final = 86_400_000
T = TypeVar("T")


def _quiet(_far: str) -> None:
    """Tell nobody how far a step is."""


class Hub:
    """The secretariat's hub: its folder, its ports and its process."""

    def __init__(
        self,
        folder: Path,
        logs: Path,
        settings: Mapping[str, str] | None = None,
        origin: str = ORIGIN,
    ) -> None:
        self.folder = folder
        self.origin = origin
        self.port, self.enrol_port = free_ports(2)
        self.network_id = ""
        self.settings = {
            "FORSA_HUB_BIND": LOOPBACK,
            "FORSA_HUB_PORT": str(self.port),
            "FORSA_HUB_ENROL_PORT": str(self.enrol_port),
            "FORSA_HUB_METRICS_PORT": "0",
            "FORSA_HUB_SHOWCASE_PORT": "0",
            **(settings or {}),
        }
        self.daemon = self.serving(folder, logs / "hub.log")

    def serving(self, folder: Path, log: Path) -> Daemon:
        """A process, not started yet, that serves `folder` on this hub's ports."""
        return Daemon("forsa-hub", ["forsa-hub", "serve", folder, "--json"], log, self.settings)

    def run(self, verb: str, *arguments: str | Path) -> Finished:
        """Run a command of `forsa-hub` on the folder, whatever its exit code."""
        return run("forsa-hub", verb, self.folder, *arguments, extra=self.settings)

    def init(self, name: str, statutes: Mapping[str, str] | None = None) -> None:
        """Make the network, with settings of its first day other than the defaults."""
        ports = ("--port", str(self.port), "--enrol-port", str(self.enrol_port))
        named = ("--name", name, "--origin", self.origin, "--host", HOST)
        rules = [f"--setting={rule}={value}" for rule, value in (statutes or {}).items()]
        done = self.run("init", *named, *rules, *ports, "--json").expect()
        self.network_id = done.json()["network_id"]

    def start(self) -> None:
        """Start the process and wait until it serves."""
        self.daemon.start().wait_until_ready()

    def status(self) -> Mapping[str, Any]:
        """What `forsa-hub status` says."""
        answer: Mapping[str, Any] = self.run("status", "--json").expect().json()
        return answer

    def invite(self, node: "Node") -> str:
        """Admit the node's member with the keys it asked for, and return a join token."""
        ids = ("--member", node.member, "--node", node.node)
        request = ("--request", node.folder / "request.json")
        token: str = self.run("invite", *ids, *request, "--json").expect().json()["token"]
        return token


class Node:
    """An association's node: its folder and its process."""

    def __init__(
        self,
        folder: Path,
        logs: Path,
        name: str,
        region: str = "",
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.member = folder.name
        self.node = "n1"
        self.name = name
        self.region = region
        self.settings = dict(settings or {})
        log = logs / f"{self.member}.log"
        self.daemon = Daemon(
            self.member, ["forsa-node", "run", folder, "--json"], log, self.settings
        )

    def run(self, verb: str, *arguments: str | Path) -> Finished:
        """Run a command of `forsa-node` on the folder, `outcomes import` too, whatever its code."""
        return run("forsa-node", *verb.split(), self.folder, *arguments, extra=self.settings)

    def ask(self, verb: str, *arguments: str | Path) -> Any:
        """What a command prints with `--json`; it must succeed."""
        return self.run(verb, *arguments, "--json").expect().json()

    def init(self, network_id: str) -> None:
        """Make the keys and the request for admission."""
        ids = ("--network", network_id, "--member", self.member, "--node", self.node)
        region = ("--region", self.region) if self.region else ()
        self.run("init", *ids, "--name", self.name, *region).expect()

    def join(self, token: str, port: int) -> None:
        """Trade the token for a certificate."""
        self.run("join", token, "--port", str(port)).expect()

    def start(self) -> None:
        """Start the daemon and wait until it is at work."""
        self.daemon.start().wait_until_ready()

    def status(self) -> Mapping[str, Any]:
        """What `forsa-node status` says."""
        answer: Mapping[str, Any] = self.ask("status")
        return answer

    def says(self, language: str) -> Sequence[str]:
        """What `forsa-node status` tells a person, line by line."""
        return self.run("status", "--lang", language).expect().stdout.splitlines()

    def sync(self) -> None:
        """Ask the node to work now, as an impatient person would; it need not succeed."""
        self.run("sync")

    def publish(self, *files: Path) -> Sequence[Mapping[str, Any]]:
        """Sign the files into the outbox."""
        records: Sequence[Mapping[str, Any]] = self.ask("publish", *files, "--yes")
        return records

    def has_caught_up(self, size: int) -> bool:
        """Whether it holds and has verified `size` entries and all texts, and nothing waits."""
        status = self.status()
        is_verified = status["size"] == status["accepted_size"] >= size
        return bool(is_verified and not status["missing_bodies"] and not status["outbox"])

    def row(self) -> Mapping[str, object]:
        """A line of the table at the end."""
        status = self.status()
        return {
            "node": f"{self.member}/{self.node}",
            "size": status["size"],
            "root": str(status["root"])[:16],
            "published": status["published"],
            "waiting": status["outbox"],
            "cosigned": status["cosigned_size"],
        }


def together(work: Callable[[Node], T], nodes: Sequence[Node]) -> list[T]:
    """Do the same with all nodes at once: most of a command's time is its start."""
    with ThreadPoolExecutor(max(1, len(nodes))) as threads:
        return list(threads.map(work, nodes))


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Do several things at once; what each returned, in order."""
    with ThreadPoolExecutor(len(works)) as threads:
        return [one.result() for one in [threads.submit(work) for work in works]]


def _is_logged(row: Mapping[str, Any]) -> bool:
    return bool(row["state"] == "logged")


class Network:
    """A hub and its nodes in one folder; leaving it stops every process that was started."""

    def __init__(
        self,
        folder: Path,
        settings: Mapping[str, str] | None = None,
        *,
        is_demonstration: bool = False,
    ) -> None:
        """Plan a network in a folder.

        Args:
            folder: A new one.
            settings: Of the hub, as variables of its environment.
            is_demonstration: Its days may be made to pass (`let_days_pass`).
        """
        self.folder = folder
        self.logs = folder / "logs"
        self.logs.mkdir(parents=True)
        self.clock = folder / "clock"
        self.environment: Mapping[str, str] = {}
        origin = ORIGIN
        if is_demonstration:
            let_pass(self.clock, 0)
            self.environment, origin = {VARIABLE: str(self.clock)}, DEMONSTRATION
        self.hub = Hub(folder / "hub", self.logs, {**self.environment, **(settings or {})}, origin)
        self.office = Node(folder / "hub-office", self.logs, OFFICE, settings=self.environment)
        """The secretariat's node, which the hub's `init` made."""
        self.nodes: list[Node] = []
        self.others: list[Daemon] = []
        self._is_kept = False

    def node(self, member: str) -> Node:
        """The node of this member, or raise KeyError."""
        return {node.member: node for node in self.nodes}[member]

    def place(
        self, member: str, name: str, region: str = "", settings: Mapping[str, str] | None = None
    ) -> Node:
        """Give an association a node; nothing of it exists yet."""
        given = {**self.environment, **(settings or {})}
        node = Node(self.folder / member, self.logs, name, region, given)
        self.nodes.append(node)
        return node

    def add(
        self, member: str, name: str, region: str = "", settings: Mapping[str, str] | None = None
    ) -> Node:
        """Enrol an association's node: init, invite, join. It is not started."""
        node = self.place(member, name, region, settings)
        node.init(self.hub.network_id)
        node.join(self.hub.invite(node), self.hub.port)
        return node

    def daemons(self) -> list[Daemon]:
        """Every process, nodes first."""
        nodes = [node.daemon for node in (*self.nodes, self.office)]
        return [*nodes, *self.others, self.hub.daemon]

    def wait_until_logged(
        self, record_ids: Collection[str], nodes: Sequence[Node] | None = None
    ) -> int:
        """Wait until the authors among `nodes` hold these records as logged.

        Returns the size of the smallest tree that holds them all.
        """
        asked = self.nodes if nodes is None else nodes
        wanted = set(record_ids)

        def size() -> int | None:
            rows = chain(*together(lambda node: node.ask("outbox"), asked))
            index_of = {row["record_id"]: row["index"] for row in rows if _is_logged(row)}
            missing = wanted - index_of.keys()
            return None if missing else 1 + max(index_of[record] for record in wanted)

        alive = [node.daemon for node in asked]
        return wait_until(f"{len(wanted)} records are logged", size, SYNC_SECONDS, alive)

    def wait_until_all_verified(
        self,
        size: int,
        update: Callable[[str], None] = _quiet,
        nodes: Sequence[Node] | None = None,
    ) -> None:
        """Wait until the nodes hold and have verified `size` entries, and no outbox waits."""
        asked = self.nodes if nodes is None else nodes
        behind = list(asked)

        def caught_up() -> bool:
            done = together(lambda node: node.has_caught_up(size), behind)
            behind[:] = [node for node, is_done in zip(behind, done, strict=True) if not is_done]
            update(f"{len(asked) - len(behind)}/{len(asked)}")
            return not behind

        alive = [node.daemon for node in asked]
        wait_until(f"the nodes verify {size} entries", caught_up, SYNC_SECONDS, alive)

    def let_days_pass(self, days: float, witnesses: int = 0) -> None:
        """Let days pass for the hub, the nodes and their commands, all at once.

        Args:
            days: How many.
            witnesses: Members whose nodes are at work: first everybody sees what was logged, or
                somebody's signature of tomorrow would stand under the tree of yesterday.
        """

        def is_at_rest() -> bool:
            return bool(self.hub.status()["cosigned"] >= witnesses)

        if witnesses:
            wait_until("everybody cosigns", is_at_rest, SYNC_SECONDS, [self.hub.daemon])
        let_pass(self.clock, round(days * DAY_MS))

    def let_go(self) -> list[int]:
        """Leave the processes running when this is left, and return their ids."""
        self._is_kept = True
        return [daemon.pid for daemon in self.daemons() if daemon.is_running()]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._is_kept:
            return
        problems = [problem for daemon in self.daemons() if (problem := _end(daemon))]
        if problems and kind is None:
            raise ProcessError("\n".join(problems))


def _end(daemon: Daemon) -> str | None:
    """Stop a daemon; the reason if it had to be killed."""
    try:
        daemon.stop()
    except ProcessError as error:
        return str(error)
    return None
