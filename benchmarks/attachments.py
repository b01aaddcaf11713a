"""Attachments, both ways between a hub and a client over mTLS, verified and durable.

References in the same run: a plain gRPC stream over TLS of the same chunks that keeps and checks
nothing, with gRPC's own options and our settings of memory; the same stream with each chunk hashed
at both ends, read from a file and written to one, as an attachment must be (decision 0023), and
nothing else; the disk alone, synced as we sync; where nginx is installed, its download over TLS
with sha256sum and sync. Time of processors is told beside, for it says the same while other
programs run.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import psutil
from forsa.commitment import CHUNK_BYTES
from forsa.demo.network import Network

from benchmarks.place import bench_network, office_of, tree_pss_mib
from benchmarks.report import Row

SIZE_MIB: Final = int(os.environ.get("FORSA_BENCH_BLOB_MIB", "1024"))
SAMPLE_SECONDS: Final = 0.1
GOAL: Final = ">= 0.6"
MEMORY_GOAL: Final = "< 150 MiB"
NGINX: Final = """\
daemon off; pid {folder}/nginx.pid; error_log stderr crit; worker_processes 1;
events {{ }}
http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};
  fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port} ssl; root {root}; ssl_protocols TLSv1.3;
    ssl_certificate {folder}/chain.pem; ssl_certificate_key {key}; }} }}
"""


@dataclass
class Watched:
    """What a role said, and what it and its server took meanwhile."""

    said: dict[str, Any]
    memory: dict[str, float]
    """The most that processes had, MiB (PSS)."""
    processor_ms: float
    """Of both ends, a MiB."""


def rows() -> list[Row]:
    """Measure."""
    with TemporaryDirectory(prefix="forsa-") as folder, bench_network() as network:
        return _measure(network, Path(folder))


def _measure(network: Network, folder: Path) -> list[Row]:
    file = folder / "file"
    _make(file)
    office = str(office_of(network).folder)
    hub_folder, hub = str(network.hub.folder), network.hub.daemon.pid
    to = folder / "again"
    disk = [_disk_rate(file, folder / "disk")]
    with _plain_server(hub_folder, file) as (port, plain):

        def reference(role: str, *more: str) -> Watched:
            return _run(role, hub_folder, port, *more, server=plain)

        plain_up = [reference("plain-up", str(file))]
        checked_up = [reference("checked-up", str(file))]
        up = _run("upload", office, str(file), server=hub)
        checked_up.append(reference("checked-up", str(file)))
        plain_up.append(reference("plain-up", str(file)))
        plain_down = [reference("plain-down")]
        checked_down = [reference("checked-down", str(to))]
        down = _run("download", office, up.said["record_id"], str(folder / "it"), server=hub)
        checked_down.append(reference("checked-down", str(to)))
        plain_down.append(reference("plain-down"))
    if not _same(file, folder / "it"):
        raise RuntimeError("what came down is not what went up")
    disk.append(_disk_rate(file, folder / "disk"))
    edited, nginx = _edited(office, file), _nginx(network, folder, file)
    return [
        *_rows("attachment up", up, plain_up, checked_up, disk),
        *_rows("attachment down", down, plain_down, checked_down, disk),
        *_against_nginx(down, nginx),
        *_memory(up, down),
        edited,
    ]


def _against_nginx(down: Watched, nginx: float | None) -> Iterator[Row]:
    if nginx is not None:
        yield Row(
            "attachment down against nginx",
            _rate(down),
            "MiB/s",
            "nginx over TLS, sha256sum, sync",
            nginx,
            "stated",
            "Python's share of gRPC",
        )


def _rows(
    work: str, moved: Watched, plain: list[Watched], checked: list[Watched], disk: list[float]
) -> list[Row]:
    stream, synced = _mean([_rate(one) for one in plain]), _mean(disk)
    processor = _mean([one.processor_ms for one in plain])
    title = f"{work}, {SIZE_MIB} MiB, verified and durable"
    told = f"stream or the disk alone ({synced:,.0f})"
    rate, best = _rate(moved), min(stream, synced)
    return [
        Row(title, rate, "MiB/s", "plain gRPC stream, TLS", stream, GOAL, "processors, disk"),
        Row(
            "the same against what must be done",
            rate,
            "MiB/s",
            "that stream, hashed at both ends, from file to file",
            _mean([_rate(one) for one in checked]),
            "stated",
            "protocol, thread hops",
        ),
        Row("the same against the slower", rate, "MiB/s", told, best, GOAL, "processors"),
        Row(
            "processors for it, both ends",
            moved.processor_ms,
            "ms/MiB",
            "plain gRPC stream, TLS",
            processor,
            "",
            "two SHA-256, reading, writing, copies",
        ),
    ]


def _memory(up: Watched, down: Watched) -> list[Row]:
    return [
        Row(f"{who} memory under transfer", most, "MiB", "", None, MEMORY_GOAL, "imports")
        for who, most in (
            ("hub", max(up.memory["hub"], down.memory["hub"])),
            ("client", max(up.memory["client"], down.memory["client"])),
        )
    ]


def _edited(office: str, file: Path) -> Row:
    """What goes again after one per cent of the file was changed in place."""
    part = max(1, file.stat().st_size // 100)
    with file.open("r+b") as opened:
        opened.seek(part * 50)
        opened.write(os.urandom(part))
    sent = _run("upload", office, str(file)).said["sent"] / 2**20
    why = "a salt is never used for other data: the new content is salted anew, and all of it goes"
    return Row("sent again after 1 % was edited", sent, "MiB", "the edit", part / 2**20, "", why)


def _run(role: str, *arguments: str, server: int | None = None) -> Watched:
    """Let a role run to its end, and look at its memory and its server's meanwhile."""
    command = [sys.executable, "-m", "benchmarks.transfer_roles", role, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    watched = {"client": process.pid, **({"hub": server} if server else {})}
    before = _processor_seconds(server)
    memory = dict.fromkeys(watched, 0.0)
    done = threading.Event()

    def watch() -> None:
        while not done.wait(SAMPLE_SECONDS):
            for name, pid in watched.items():
                memory[name] = max(memory[name], _pss(pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        out, _ = process.communicate()
    finally:
        done.set()
        watcher.join()
    if process.returncode:
        raise RuntimeError(f"{role} ended with {process.returncode}")
    said = json.loads(out.splitlines()[-1])
    seconds = said["processor"] + _processor_seconds(server) - before
    return Watched(said, memory, seconds * 1000 / SIZE_MIB)


def _processor_seconds(pid: int | None) -> float:
    """What a process has had so far."""
    times = psutil.Process(pid).cpu_times() if pid else None
    return times.user + times.system if times else 0.0


def _pss(pid: int) -> float:
    try:
        return tree_pss_mib(pid)
    except psutil.Error:  # it has ended
        return 0.0


@contextmanager
def _plain_server(hub_folder: str, file: Path) -> Iterator[tuple[str, int]]:
    """Its port and its process."""
    command = [sys.executable, "-m", "benchmarks.transfer_roles", "plain-server"]
    process = subprocess.Popen([*command, hub_folder, str(file)], stdout=subprocess.PIPE, text=True)
    try:
        told = process.stdout.readline() if process.stdout else ""
        yield str(json.loads(told)["port"]), process.pid
    finally:
        process.kill()
        process.wait()


def _make(file: Path) -> None:
    with file.open("wb") as opened:
        for _ in range(SIZE_MIB):
            opened.write(os.urandom(CHUNK_BYTES))
        opened.flush()
        os.fsync(opened.fileno())


def _rate(moved: Watched) -> float:
    """MiB a second."""
    return float(SIZE_MIB / moved.said["seconds"])


def _mean(rates: list[float]) -> float:
    return sum(rates) / len(rates)


def _same(one: Path, other: Path) -> bool:
    with one.open("rb") as first, other.open("rb") as second:
        while chunk := first.read(CHUNK_BYTES):
            if chunk != second.read(CHUNK_BYTES):
                return False
        return not second.read(1)


def _disk_rate(source: Path, to: Path) -> float:
    """MiB a second that the disk takes, synced every 8 MiB while more is written."""
    started = time.perf_counter()
    syncing: Future[None] | None = None
    with (
        source.open("rb") as opened,
        to.open("wb", buffering=0) as target,
        ThreadPoolExecutor(1) as thread,
    ):
        for index in range(SIZE_MIB):
            target.write(opened.read(CHUNK_BYTES))
            if index % 8 == 7 and (syncing is None or syncing.done()):
                syncing = thread.submit(os.fdatasync, target.fileno())
        os.fsync(target.fileno())
    seconds = time.perf_counter() - started
    to.unlink()
    return SIZE_MIB / seconds


def _nginx(network: Network, folder: Path, file: Path) -> float | None:
    """MiB a second of nginx, sha256sum and sync; None where one of them is not installed."""
    if any(shutil.which(one) is None for one in ("nginx", "curl", "sha256sum", "sync")):
        print("nginx, curl or sha256sum is not installed: no row for it", file=sys.stderr)
        return None
    tls = network.hub.folder / "tls"
    port = network.hub.port + 7
    (folder / "chain.pem").write_bytes(
        (tls / "hub.crt").read_bytes() + (tls / "ca.crt").read_bytes()
    )
    config = folder / "nginx.conf"
    key = network.hub.folder / "keys/tls.pem"
    config.write_text(NGINX.format(folder=folder, port=port, root=file.parent, key=key))
    server = subprocess.Popen(["nginx", "-e", "stderr", "-c", config])  # noqa: S607
    try:
        time.sleep(1)
        started = time.perf_counter()
        to = folder / "fetched"
        get = ["curl", "-sS", "--cacert", str(tls / "ca.crt"), "-o", str(to)]
        subprocess.run([*get, f"https://localhost:{port}/{file.name}"], check=True)
        subprocess.run(["sha256sum", to], check=True, stdout=subprocess.DEVNULL)  # noqa: S607
        subprocess.run(["sync", to], check=True)  # noqa: S607
        return SIZE_MIB / (time.perf_counter() - started)
    finally:
        server.terminate()
        server.wait()
