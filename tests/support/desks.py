"""The desk of a node that has not joined yet: whoever writes needs no network."""

from pathlib import Path

from forsa.client.drafts import Signed
from forsa.client.identity import Identity, create_identity
from forsa.client.node_keys import NodeKeys
from forsa.kinds.writing import format_yaml
from forsa.testing.clock import FakeClock
from forsa_node.drafts.desk import Desk, Ready
from google.protobuf.message import Message

from tests.support.reports import small_report

PHONE = "06 12 34 56 78"


def node_folder(folder: Path, settings: str = "") -> Path:
    """The folder of a new node of amal."""
    create_identity(Identity(folder, bytes(32), "amal", "n1", "Amal"), NodeKeys.draw())
    (folder / "node.toml").write_text(settings)
    return folder


def desk_of(folder: Path) -> Desk:
    """Open the desk; close it."""
    return Desk.open(folder, FakeClock())


def written(folder: Path, number: int = 1, extra: str = "") -> Path:
    """A report as a file, with something more in its summary."""
    report = small_report(number)
    report.summary[0].text += extra
    return write(folder / f"report-{number}.yaml", report)


def write(path: Path, message: Message, kind: str = "practice.report") -> Path:
    """A body as a file that a person wrote."""
    path.write_text(format_yaml(kind, message), encoding="utf-8")
    return path


def sign(desk: Desk, number: int) -> Signed:
    """Sign a draft without files, and go no further."""
    seen = desk.store.look(number)
    (signed,) = desk.sign([Ready(seen, desk.require_publishable(number))], None)
    return signed
