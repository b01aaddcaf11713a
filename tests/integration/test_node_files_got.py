"""`get` writes every file that can be had, and says which could not, and why."""

import os
from pathlib import Path
from typing import Any

from forsa.commitment import CHUNK_BYTES
from forsa_node.files.getting import save
from forsa_node.files.listing import files_of

from tests.support.blobs import attached, path_of, spoil
from tests.support.commands import SETTINGS, Commands
from tests.support.looping import in_a_loop
from tests.support.nodes import network_of

SMALL, MEDIUM, LARGE = (os.urandom(size * CHUNK_BYTES) for size in (1, 2, 4))


def sizes(written: list[dict[str, Any]]) -> list[int]:
    """Of the files that a command wrote, in bytes."""
    return sorted(Path(one["path"]).stat().st_size for one in written)


@in_a_loop
async def test_files_that_came_are_written_though_another_did_not() -> None:
    """Two photos of three were paid for, and the folder stayed empty until tomorrow."""
    async with network_of("amal", "badr") as network:
        signed = attached(network.nodes["amal/n1"], SMALL, MEDIUM, LARGE)
        await network.nodes["amal/n1"].exchange()
        await network.nodes["badr/n1"].sync()
        run, record_id = Commands(network, network.folder), signed.record.record_id.hex()
        settings = f"{SETTINGS}files_bytes_per_day = {5 * CHUNK_BYTES}\nfiles_max_bytes = 0\n"
        (run.folder_of("badr") / "node.toml").write_text(settings)
        out = network.folder / "out"
        told = await run.json("badr", "get", record_id, "--to", out, code=6)
        said = await run.run("badr", "get", record_id, "--to", out, code=6)

        assert told["error"]["reason"] == "QUOTA_EXCEEDED"
        assert sizes(told["written"]) == [len(SMALL), len(MEDIUM)]
        assert "demain" in told["error"]["next_step"]
        assert said.count("écrit") == 2


@in_a_loop
async def test_a_damaged_file_holds_up_no_other() -> None:
    """One rotted photo must not keep the course from the class."""
    async with network_of("amal") as network:
        amal = network.nodes["amal/n1"]
        attached(amal, SMALL, MEDIUM)
        await network.sync()
        spoil(path_of(amal, SMALL), 7)
        folder = amal.identity.folder
        brought = save(folder, files_of(folder), network.folder / "out")

        assert [one.stat().st_size for one in brought.written] == [len(MEDIUM)]
        assert brought.error is not None
        assert brought.error.reason == "STORED_DATA_CORRUPT"
