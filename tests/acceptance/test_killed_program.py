"""A program that moves a file through the SDK and is killed: the next one goes on."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import forsa
from forsa.client.identity import Identity
from forsa.client.local_files import LocalFile
from forsa.commitment import CHUNK_BYTES

from tests.support.processes import founded, identity_of, joined
from tests.support.publishers import connect
from tests.support.waiting import STEP_SECONDS

CHUNKS = 24
STOP_BYTES = 20 * CHUNK_BYTES
"""Far enough that some of it cannot be on its way any more: what lies between is 4 MiB."""
Kept = Callable[[], None]
UPLOAD = """
import sys, forsa
folder, path, salt = sys.argv[1:]
def told(done, total):
    print(done, flush=True)
    if done >= 20 * 2**20:
        sys.stdin.read()
with forsa.connect(folder) as network:
    network.upload(forsa.LocalFile.read(path, salt=bytes.fromhex(salt)), progress=told)
"""
DOWNLOAD = """
import sys, forsa
folder, record_id, to = sys.argv[1:]
def told(done, total):
    print(done, flush=True)
    if done >= 3 * 2**20:
        sys.stdin.read()
with forsa.connect(folder) as network:
    item = network.get(bytes.fromhex(record_id))
    network.attachment(item, item.header.attachments[0], to, progress=told)
"""


def killed(program: str, until_bytes: int, *arguments: object, kept: Kept = lambda: None) -> None:
    """Run a program that waits once it told of so many bytes; kill it once `kept` has returned."""
    words = [sys.executable, "-c", program, *map(str, arguments)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        reached = any(int(line) >= until_bytes for line in process.stdout)
        kept()
        process.kill()

    assert reached


async def some_is_durable(identity: Identity, root: bytes) -> None:
    """Wait until the hub has made a chunk durable."""
    hub = await connect(identity)
    async with asyncio.timeout(60):
        while not (await hub.blobs.stat(root)).durable:  # noqa: ASYNC110  (the hub tells nobody)
            await asyncio.sleep(STEP_SECONDS)


def table(folder: Path) -> LocalFile:
    """A CSV of some chunks."""
    line = b"atelier,12,lecture\n"
    path = folder / "ateliers.csv"
    path.write_bytes(line * ((CHUNKS * CHUNK_BYTES - 100) // len(line)))
    return LocalFile.read(path)


def test_files_go_on_where_a_killed_program_was(tmp_path: Path) -> None:
    """A laptop whose battery ends on a bad link must not begin again, up or down."""
    file = table(tmp_path)
    (out := tmp_path / "out").mkdir()
    with founded() as network:
        (amal,) = joined(network, "amal")
        there = some_is_durable(identity_of(amal), file.commitment.root)
        salt = file.salt.hex()
        kept = partial(asyncio.run, there)
        killed(UPLOAD, STOP_BYTES, amal.folder, file.path, salt, kept=kept)
        with forsa.connect(amal.folder) as program:
            sent = program.upload(file).sent_bytes
            draft = forsa.Draft("trial.note", b"-", attachments=(file.commitment,))
            record_id = program.publish(draft, files=[file]).record_id
        killed(DOWNLOAD, 3 * CHUNK_BYTES, amal.folder, record_id.hex(), out / "f")
        left = [one.name for one in out.iterdir()]
        with forsa.connect(amal.folder) as program:
            item = program.get(record_id)
            saved = program.attachment(item, item.header.attachments[0], out / "f")

    assert sent < file.size
    assert [name.endswith(".part") for name in left] == [True]
    assert saved.fetched_bytes == file.size - 3 * CHUNK_BYTES
    assert (out / "f").read_bytes() == file.path.read_bytes()
    assert [one.name for one in out.iterdir()] == ["f"]
