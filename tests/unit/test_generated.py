"""The generated code is there after any installation, and it has types."""

from importlib.resources import files
from pathlib import Path

import pytest

PROTOS = Path(__file__).parents[2] / "protos" / "forsa" / "v1"


@pytest.mark.parametrize("proto", sorted(PROTOS.glob("*.proto")), ids=lambda path: path.stem)
def test_every_proto_has_its_module_and_its_stubs(proto: Path) -> None:
    """Without the stubs mypy would take every message for `Any` and find nothing."""
    generated = files("forsa.v1")

    assert generated.joinpath(f"{proto.stem}_pb2.py").is_file()
    assert generated.joinpath(f"{proto.stem}_pb2.pyi").is_file()


def test_only_services_have_grpc_modules() -> None:
    """An empty _grpc module for every message file would look like a service that is missing."""
    with_grpc = {
        path.name.removesuffix("_pb2_grpc.py")
        for path in files("forsa.v1").iterdir()
        if path.name.endswith("_pb2_grpc.py")
    }

    assert with_grpc == {path.stem for path in PROTOS.glob("*_service.proto")}
