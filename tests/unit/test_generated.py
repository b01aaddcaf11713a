"""The generated code is there after any installation, and it has types."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROTOS = ROOT / "protos" / "forsa" / "v1"


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


def test_no_rule_may_import_the_stubs_of_any_service() -> None:
    """A new service whose stubs are not forbidden would be a way from a rule to the network."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    forbidden = {
        module
        for contract in pyproject["tool"]["importlinter"]["contracts"]
        for module in contract.get("forbidden_modules", [])
    }
    stubs = {f"forsa.v1.{path.stem}_pb2_grpc" for path in PROTOS.glob("*_service.proto")}

    assert stubs <= forbidden
