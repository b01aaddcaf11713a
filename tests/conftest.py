"""What every test shares: how hard hypothesis looks and how it reports, and a node that has joined.

`pytest --hypothesis-profile=thorough` looks ten times as hard.
"""

from pathlib import Path

import pytest
from hypothesis import settings

# No deadline: a loaded machine is not a wrong law.
settings.register_profile("forsa", deadline=None, print_blob=True)
settings.register_profile("thorough", parent=settings.get_profile("forsa"), max_examples=1000)
settings.load_profile("forsa")


@pytest.fixture(scope="session")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a node that joined a network, which is gone; to be copied (`copy_of`)."""
    from tests.support.nodes import joined_folder

    return joined_folder(tmp_path_factory.mktemp("joined") / "amal")
