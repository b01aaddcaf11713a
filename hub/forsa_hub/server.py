"""A whole hub: opens the folder, assembles the parts, runs them, ends them in order."""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

import grpc
import structlog
from forsa.clock import Clock
from forsa.errors import BusyError, ForsaError, QuotaError
from forsa.log_store.state import Progress, load_state, no_progress
from forsa.pool import VerifyPool
from forsa.root import TrustRoot
from forsa.rpc.server import SERVER_OPTIONS, ErrorInterceptor
from forsa.v1 import (
    admin_service_pb2,
    blob_service_pb2,
    enrolment_service_pb2,
    library_service_pb2,
    log_service_pb2,
)
from forsa.v1.admin_service_pb2_grpc import add_AdminServiceServicer_to_server
from forsa.v1.blob_service_pb2_grpc import add_BlobServiceServicer_to_server
from forsa.v1.enrolment_service_pb2_grpc import add_EnrolmentServiceServicer_to_server
from forsa.v1.library_service_pb2_grpc import add_LibraryServiceServicer_to_server
from forsa.v1.log_service_pb2_grpc import add_LogServiceServicer_to_server
from google.protobuf.descriptor import FileDescriptor
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from forsa_hub.anchor import Anchor
from forsa_hub.blobs.keeper import BlobKeeper
from forsa_hub.blobs.opening import open_store
from forsa_hub.checkpoints import open_head
from forsa_hub.clock_guard import ClockGuard
from forsa_hub.config import Config
from forsa_hub.core import Core
from forsa_hub.folder import HubFolder
from forsa_hub.metrics import Metrics
from forsa_hub.outcomes.judging import ReleaseJudge
from forsa_hub.own_keys import Heir, certify, signers_for
from forsa_hub.quotas import DAY_MS, Quotas
from forsa_hub.scrubbing import Scrubbing
from forsa_hub.sequencer import Sequencer
from forsa_hub.services.access import Access
from forsa_hub.services.admin import AdminService
from forsa_hub.services.blobs import BlobService
from forsa_hub.services.enrolment import EnrolmentService
from forsa_hub.services.library import LibraryService
from forsa_hub.services.log import LogService
from forsa_hub.shelf import Shelf
from forsa_hub.store.database import Database
from forsa_hub.store.tables import METADATA
from forsa_hub.store.usage import load_usage

GRACE_SECONDS = 5
HEALTH = "grpc.health.v1.Health"


class PortError(Exception):
    """A port that cannot be listened on; the message says which and what to do."""


class Hub:
    """A hub that can be started once and stopped once. `ports` are known once it has started."""

    def __init__(self, folder: HubFolder, core: Core) -> None:
        self.folder = folder
        self.core = core
        self.ports = (0, 0)
        self._failed = asyncio.Event()
        core.sequencer.on_fatal = self.stop_fatally
        core.sequencer.on_root = core.succeed
        self._log = LogService(core)
        self._servers: list[grpc.aio.Server] = []
        self._health: list[tuple[health.aio.HealthServicer, tuple[str, ...]]] = []
        self._tasks: list[asyncio.Task[None]] = []

    @classmethod
    async def open(
        cls,
        folder: HubFolder,
        config: Config,
        clock: Clock,
        *,
        confirm_clock: bool = False,
        progress: Progress = no_progress,
        successor: TrustRoot | None = None,
    ) -> "Hub":
        """Read everything a hub stands on; nothing is served yet.

        Args:
            folder: The hub's.
            config: Its settings.
            clock: What it orders by.
            confirm_clock: An operator looked at the clock.
            progress: Told how far the log is folded.
            successor: The trust root that is about to be published and nothing else: the hub signs
                with its keys from the start, for those in force may be lost.

        Raises:
            CorruptStoreError: the database is damaged, rolled back, or another branch.
            ForsaError, FolderError: keys or trust root do not fit.
        """
        about = folder.about
        database = Database(folder.database)
        try:
            database.migrate()
            anchor = Anchor.load(folder.path / "anchor.json")
            with database.transaction() as connection:
                state = load_state(connection, METADATA, folder.network_id, progress)
                roots = folder.roots(state.rights.root)
                signers = signers_for(folder, (successor or roots[-1]).document)
                head, note = open_head(connection, signers, anchor)
                usage = load_usage(connection, clock.now_ms() // DAY_MS)
        except BaseException:
            database.close()
            raise
        fresh = max(int.from_bytes(line.signature[:8], "big") for line in note.lines[1:])
        metrics = Metrics()
        metrics.released(0, head.size)
        authority = certify(folder, successor or roots[-1], clock.machine.now_ms())
        sequencer = Sequencer(
            database,
            config,
            clock,
            ClockGuard(clock, confirm_clock),
            Quotas(config.limits, usage),
            signers,
            Heir(folder),
            metrics,
            folder.path / "anchor.json",
            state,
            head,
            note,
            fresh,
            snapshot_size=state.size,
        )
        pool = VerifyPool(config.verify_workers)
        blobs = BlobKeeper(
            open_store(config.blobs, folder.path), database, sequencer, clock, metrics
        )
        core = Core(
            database,
            sequencer,
            config,
            clock,
            metrics,
            Access(about.trust_domain, clock.machine),
            authority,
            pool,
            Shelf(folder.path, database, sequencer, clock, config.library_seconds),
            blobs,
            ReleaseJudge(database, blobs, pool, sequencer.charge),
            about.origin,
            roots,
        )
        return cls(folder, core)

    def stop_fatally(self, error: BaseException) -> None:
        """A commit failed in a way that only a new start can tell the outcome of."""
        structlog.get_logger().error("stopping", exception=type(error).__name__)
        self._failed.set()

    async def start(self) -> None:
        """Listen and sequence.

        Raises:
            PortError: a port is taken.
        """
        core, config = self.core, self.core.config
        self._begin(core.sequencer.run())
        with suppress(BusyError):  # a suspect clock is told to callers, and in the status
            await core.sequencer.refresh()
        self._begin(self._freshen())
        self._begin(core.shelf.run())
        self._begin(Scrubbing(core.database, core.sequencer, core.clock).run())
        if config.showcase_port and config.public_library:
            self._begin(self._showcase())
        self._begin(core.blobs.run())
        self._begin(core.blobs.sweep())
        self._begin(core.blobs.look_over())
        main, enrolment = self._main_server(), self._enrolment_server()
        self.ports = (
            self._bind(main, "port", mutual=True),
            self._bind(enrolment, "enrol_port", mutual=False),
        )
        admin = self._admin_server()
        for servicer, names in self._health:
            for name in names:
                await servicer.set(name, health_pb2.HealthCheckResponse.SERVING)
        for server in (main, enrolment, admin):
            await server.start()
        structlog.get_logger().info("serving", ports=self.ports, size=core.sequencer.head.size)

    def _showcase(self) -> Coroutine[Any, Any, None]:
        """Listen for readers of public records.

        Raises:
            PortError: the port is taken.
        """
        from forsa_hub.showcase.serving import ShowcaseServer  # a web framework, if it is wanted

        try:
            return ShowcaseServer(self.core, self.folder.about).run()
        except OSError:
            config = self.core.config
            address = f"{config.showcase_bind}:{config.showcase_port}"
            raise port_error(address, "showcase_port") from None

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a loop for as long as the hub serves; if it ends by itself, so does the hub."""

        def ended(task: asyncio.Task[None]) -> None:
            if not task.cancelled() and (error := task.exception()) is not None:
                self.stop_fatally(error)

        task = asyncio.create_task(work)
        task.add_done_callback(ended)
        self._tasks.append(task)

    async def wait(self, stopping: asyncio.Event) -> bool:
        """Serve until told to stop (False) or until a commit failed (True)."""
        told = asyncio.create_task(stopping.wait())
        failed = asyncio.create_task(self._failed.wait())
        await asyncio.wait({told, failed}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        failed.cancel()
        return self._failed.is_set()

    async def stop(self) -> None:
        """Take nothing new, finish what was acknowledged, keep the state, let go."""
        self._log.end_watches()
        await asyncio.gather(*(server.stop(GRACE_SECONDS) for server in self._servers))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.core.blobs.close()
        self.core.pool.close()
        if not self._failed.is_set():
            await self._save_snapshot()
        self.core.database.close()
        self.folder.socket.unlink(missing_ok=True)

    async def _save_snapshot(self) -> None:
        from forsa.log_store.writing import LogWriter

        state = self.core.sequencer.state
        with suppress(ForsaError):
            await self.core.database.write(
                lambda connection: LogWriter(connection, METADATA).save_snapshot(state)
            )

    async def _freshen(self) -> None:
        core = self.core
        while True:
            await core.clock.sleep(core.config.freshness_seconds)
            try:
                await core.sequencer.refresh()
            except (BusyError, QuotaError) as error:
                core.alarm("not_refreshed", reason=error.reason, why=error.message)

    def _server(self) -> grpc.aio.Server:
        server = grpc.aio.server(
            interceptors=[ErrorInterceptor(_report)], options=list(SERVER_OPTIONS)
        )
        self._servers.append(server)
        return server

    def _main_server(self) -> grpc.aio.Server:
        server = self._server()
        add_LogServiceServicer_to_server(self._log, server)
        add_LibraryServiceServicer_to_server(LibraryService(self.core, outside=False), server)
        add_BlobServiceServicer_to_server(BlobService(self.core), server)
        files = (log_service_pb2, library_service_pb2, blob_service_pb2)
        self._describe(server, [file.DESCRIPTOR for file in files])
        return server

    def _enrolment_server(self) -> grpc.aio.Server:
        server = self._server()
        files: list[FileDescriptor] = [enrolment_service_pb2.DESCRIPTOR]
        enrolment = EnrolmentService(self.core, lambda: self.ports[0])
        add_EnrolmentServiceServicer_to_server(enrolment, server)
        if self.core.config.public_library:
            add_LibraryServiceServicer_to_server(LibraryService(self.core, outside=True), server)
            files.append(library_service_pb2.DESCRIPTOR)
        self._describe(server, files)
        return server

    def _admin_server(self) -> grpc.aio.Server:
        server = self._server()
        service = AdminService(self.core, self.folder, self.ports)
        add_AdminServiceServicer_to_server(service, server)
        self.folder.socket.unlink(missing_ok=True)
        server.add_insecure_port(f"unix:{self.folder.socket}")  # in a folder of mode 0700
        self._describe(server, (admin_service_pb2.DESCRIPTOR,))
        return server

    def _describe(self, server: grpc.aio.Server, files: Sequence[FileDescriptor]) -> None:
        """Add health, and reflection if it is on."""
        names = [service.full_name for file in files for service in file.services_by_name.values()]
        servicer = health.aio.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(servicer, server)
        self._health.append((servicer, ("", *names)))
        if self.core.config.reflection:
            reflection.enable_server_reflection((*names, HEALTH, reflection.SERVICE_NAME), server)

    def _bind(self, server: grpc.aio.Server, setting: str, *, mutual: bool) -> int:
        """Let a server listen on the port of a setting; return the port.

        Raises:
            PortError: the port is taken.
        """
        config = self.core.config
        address = f"{config.bind}:{getattr(config, setting)}"
        try:
            return server.add_secure_port(address, self._credentials(mutual=mutual))
        except RuntimeError:
            raise port_error(address, setting) from None

    def _credentials(self, *, mutual: bool) -> grpc.ServerCredentials:
        pair = (self.folder.tls_key_pem(), self.folder.hub_chain_pem())
        if not mutual:
            return grpc.ssl_server_credentials([pair])
        return grpc.ssl_server_credentials(
            [pair], root_certificates=self.folder.ca_pem(), require_client_auth=True
        )


def port_error(address: str, setting: str) -> PortError:
    """The error for an address that is taken; `setting` of hub.toml would change it."""
    return PortError(
        f"{address} cannot be listened on: another program has it, or it is not this "
        f"machine's. Stop that program, or set another {setting} in hub.toml"
    )


def _report(method: str, error: Exception) -> None:
    structlog.get_logger().error(
        "call_failed", method=method, exception=type(error).__name__, exc_info=error
    )
