"""What an association says of itself before it has joined."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from forsa_node.cli import main


@pytest.mark.parametrize(("region", "code"), [("MA-05", 0), ("MA-99", 2), ("Khénifra", 2)])
def test_a_region_is_one_of_the_list(tmp_path: Path, region: str, code: int) -> None:
    """A mistyped region went into the signed request, and from there to the secretariat."""
    folder = tmp_path / "amal"
    named = ("--network", "ab" * 32, "--member", "amal", "--name", "Amal", "--region", region)
    done = CliRunner().invoke(main, ["init", str(folder), *named])

    assert done.exit_code == code, done.output
    assert folder.exists() == (code == 0)
