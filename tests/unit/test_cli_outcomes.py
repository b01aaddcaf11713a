"""`forsa outcomes verify`: what somebody outside gets to see of a release, offline."""

import json
import subprocess
import sys
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from forsa.cli import forsa
from forsa.outcomes.report_file import Published, format_file
from forsa.testing.learners import draw_node
from forsa.words.reasons import LANGUAGES

from tests.support.accepted_releases import accepted_releases
from tests.support.release_files import record_of

HEAVY = ("numpy", "highspy", "polars", "pandas", "openpyxl")


@cache
def published() -> tuple[Published, bytes]:
    """A release of amal, and its proof."""
    (made,) = accepted_releases(draw_node(3, 64, member="amal"), ["exit"])
    return record_of(made.body), made.proof


@pytest.fixture
def release_file(tmp_path: Path) -> Path:
    """The release with its proof on the disk."""
    one, proof = published()
    path = tmp_path / "release.json"
    path.write_bytes(format_file([one], proof))
    return path


def run(*arguments: str | Path) -> Result:
    """Run `forsa outcomes verify` with these arguments."""
    return CliRunner().invoke(forsa, ["outcomes", "verify", *map(str, arguments)])


def told(*arguments: str | Path) -> Any:
    """What it says with `--json`."""
    return json.loads(run(*arguments, "--json").stdout)


def rewrite(path: Path, **values: object) -> None:
    """Change what the file says."""
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **values}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_proven_is_said_in_every_language(language: str, release_file: Path) -> None:
    """Who verifies is told what follows from it, and what does not."""
    done = run(release_file, "--lang", language)

    assert done.exit_code == 0, done.output
    assert "amal" in done.stdout
    assert "node-2" in done.stdout
    assert "forsa-node outcomes status" in done.stdout
    assert "{" not in done.stdout


def test_programs_are_told_which_release_and_which_parameters(release_file: Path) -> None:
    """The digest of the proof and Θ are what somebody writes down who has checked a release."""
    found = told(release_file)

    assert found["verified"] is True
    assert (found["member"], found["product"], found["frame_n"]) == ("amal", "node-2", 64)
    assert found["theta"] == {"k": 5, "w": 8, "m_min": 10, "k_star": 1, "k_delta": 3}
    assert 0 < found["hidden"] < found["cells"]
    assert found["history"] == []


def test_another_proof_does_not_verify_and_says_so_to_the_shell(release_file: Path) -> None:
    """A script that checks releases must not need to read."""
    _, proof = published()
    longer = proof.replace(b'"spread":[', b'"spread":[0,0,')
    rewrite(release_file, proof=b64encode(longer).decode())

    done = run(release_file, "--json")

    assert done.exit_code == 3
    assert json.loads(done.stdout)["error"]["reason"] == "KIND_OUTCOME_PROOF_INVALID"


@pytest.mark.parametrize(
    ("language", "advice"),
    [
        ("fr", "Ne vous fiez pas à ces tableaux"),
        ("ar", "لا تعتمدوا على هذه الجداول"),
        ("en", "Do not rely on these tables"),
    ],
)
@pytest.mark.parametrize("command", ["verify", "audit"])
def test_who_is_outside_is_told_what_a_failure_means_for_them(
    command: str, language: str, advice: str, release_file: Path
) -> None:
    """Who reads the file can publish nothing again, and changes no table."""
    rewrite(release_file, releases=[], proof=b64encode(b"no proof").decode())
    done = CliRunner().invoke(forsa, ["outcomes", command, str(release_file), "--lang", language])

    assert done.exit_code == 4
    assert advice in done.stderr


def test_what_is_no_release_is_malformed(tmp_path: Path) -> None:
    """Another exit code: nobody lied, it is the wrong file."""
    path = tmp_path / "table.csv"
    path.write_text("sex,outcome\nf,employed\n")

    assert run(path).exit_code == 4


def test_verifying_loads_no_solver_and_no_data_frames(release_file: Path) -> None:
    """It runs where only the core is installed, and nothing of a solver is trusted."""
    code = (
        "import sys; from forsa.cli import main\n"
        f"try:\n    main(['outcomes', 'verify', {str(release_file)!r}])\n"
        f"finally:\n    assert not set({HEAVY}) & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
