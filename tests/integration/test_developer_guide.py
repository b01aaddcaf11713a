"""The developer's guide does what it says: its blocks are run as they stand."""

import json
import re
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from forsa.cli import forsa
from forsa.testing.fixtures import BlockingNetwork

from tests.support import made_files

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "developer.md"


def blocks(language: str) -> list[str]:
    """The fenced blocks of the guide in one language."""
    fenced = re.compile(rf"^```{language}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    return fenced.findall(GUIDE.read_text("utf-8"))


def test_the_guides_blocks_run_in_order(
    forsa_network: BlockingNetwork, tmp_path: Path, capsys: Any
) -> None:
    """A newcomer copies them; a block that fails is worse than none."""
    address = forsa_network.network.address
    (out := tmp_path / "out").mkdir()
    (sheet := tmp_path / "fiche.pdf").write_bytes(made_files.pdf(author="Amal B."))
    names: dict[str, Any] = {
        "FOLDER": forsa_network.add_member("amal"),
        "HOST": address.host,
        "NETWORK_ID": forsa_network.network_id.hex(),
        "ENROL_PORT": address.enrol_port,
        "RECEIPT_FILE": tmp_path / "receipt.txt",
        "ROOT_FILE": tmp_path / "1.root",
        "FILE": sheet,
        "OUT": out,
        "TABLE_FILE": tmp_path / "catalogue.csv",
    }
    try:
        for block in blocks("python"):
            exec(block, names)  # noqa: S102  (the guide is ours)
        names["test_my_program"](forsa_network)
    finally:
        for connection in ("network", "outside"):
            names[connection].close()
    told = capsys.readouterr().out
    commands = [command.split()[1:] for command in blocks("sh")]
    done = [
        CliRunner().invoke(forsa, [str(names.get(word, word)) for word in words])
        for words in commands
    ]

    assert "received by the network, number" in told
    assert "bytes are at the hub" in told
    assert "\n0 bytes were missing at the hub" in told
    assert (out / "fiche.pdf").read_bytes() == sheet.read_bytes()
    assert [words[0] for words in commands] == ["query", "governance", "export", "verify"]
    assert [one.exit_code for one in done] == [0] * 4, [one.output for one in done]
    assert json.loads(done[0].stdout)["total"] == 1
    assert names["published"].record_id.hex() in names["TABLE_FILE"].read_text("utf-8")
