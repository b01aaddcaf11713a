"""What every test shares: how hard hypothesis looks and how it reports, and a node that has joined.

`pytest --hypothesis-profile=thorough` looks ten times as hard.
"""

import os
import shutil
import tempfile
from pathlib import Path

import psutil
import pytest
from _pytest.nodeid import coerce_node_id
from hypothesis import settings

MEMORY = Path("/dev/shm")  # noqa: S108  # folders in it are made as everywhere
ROOM = 4 * 2**30
"""Bytes: several times what a run leaves behind."""


def _temporary_folder() -> None:
    """Let tests write into memory where there is plenty of it: they wait for the disk else.

    What they show does not hang on it: they kill programs, never machines, and a program that dies
    takes nothing with it that it gave to its system. `TMPDIR` says otherwise.
    """
    if "TMPDIR" in os.environ or not MEMORY.is_dir():
        return
    if min(shutil.disk_usage(MEMORY).free, psutil.virtual_memory().available) >= 2 * ROOM:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


_temporary_folder()

# No deadline: a loaded machine is not a wrong law.
settings.register_profile("forsa", deadline=None, print_blob=True, max_examples=60)
settings.register_profile("thorough", parent=settings.get_profile("forsa"), max_examples=1000)
settings.load_profile("forsa")


@pytest.fixture(scope="session")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a node that joined a network, which is gone; to be copied (`copy_of`)."""
    from tests.support.nodes import joined_folder

    return joined_folder(tmp_path_factory.mktemp("joined") / "amal")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let tests of one group run on one worker, in turn: they share a network that takes a minute.

    pytest-xdist 3.8 writes the group behind the name of a test in a way that pytest 9.2 no longer
    reads, and so gave the tests of a group to all workers. This goes once it does.
    """
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        mark = item.get_closest_marker("xdist_group")
        if mark is not None and "@" not in item.nodeid:
            item._id = coerce_node_id(f"{item.nodeid}@{mark.args[0]}")
