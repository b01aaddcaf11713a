"""Makes the Python code of the contract: `protos/` in, `sdk/forsa/v1` and `sdk/buf` out.

The package build runs it as a hook, for editable installs too. By hand:

    python hatch_build.py                         # what `make protos` runs
    python hatch_build.py --image OUT [PROTOS]    # one descriptor set of PROTOS, for buf
"""

import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet
from google.rpc import status_pb2
from grpc_tools import protoc
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from protovalidate._gen.buf.validate.validate_pb import _DESC

ROOT = Path(__file__).resolve().parent


class GenerateProtos(BuildHookInterface[Any]):
    """Generates the code before hatchling collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling names them)
        """Generate into the source tree that is being built."""
        generate(Path(self.root))


def generate(root: Path) -> None:
    """Replace `sdk/forsa/v1` and `sdk/buf` under `root` by what `protos` says now.

    Raises:
        RuntimeError: protoc refused the protos; it has said why on standard error, and the code
            made before stays as it was.
    """
    protos, sdk = root / "protos", root / "sdk"
    names = proto_names(protos)
    services = [name for name in names if name.endswith("_service.proto")]
    rules = validation_rules()
    with tempfile.TemporaryDirectory(prefix=".generated-", dir=sdk) as scratch:
        out = Path(scratch)
        run_protoc(protos, [f"--python_out={out}", f"--mypy_out=quiet:{out}"], [rules.name, *names])
        if services:  # only these, or every other proto would get an empty _grpc module
            flags = [f"--grpc_python_out={out}", f"--mypy_grpc_out=quiet:{out}"]
            run_protoc(protos, flags, services)
        package = out / "forsa" / "v1"
        (package / "__init__.py").write_text('"""Generated from `protos/`; never edited."""\n')
        for made, place in ((package, sdk / "forsa" / "v1"), (out / "buf", sdk / "buf")):
            shutil.rmtree(place, ignore_errors=True)  # a removed .proto must not leave its module
            made.rename(place)


def write_image(protos: Path, image: Path) -> None:
    """Write the descriptor set of `protos`, imports and comments included: buf's input.

    buf cannot read the folder itself: `buf/validate` has no .proto here to import.

    Raises:
        RuntimeError: protoc refused the protos; it has said why on standard error.
    """
    image.parent.mkdir(parents=True, exist_ok=True)
    flags = ["--include_imports", "--include_source_info", f"--descriptor_set_out={image}"]
    run_protoc(protos, flags, proto_names(protos))


def proto_names(protos: Path) -> list[str]:
    """Every .proto below `protos`, as protoc wants it named, sorted."""
    return sorted(path.relative_to(protos).as_posix() for path in protos.rglob("*.proto"))


def validation_rules() -> FileDescriptorProto:
    """`buf/validate/validate.proto`, which protovalidate ships only as a descriptor."""
    return FileDescriptorProto.FromString(_DESC.proto.to_binary())


def imported() -> FileDescriptorSet:
    """What our protos import and no folder holds as a .proto."""
    status = FileDescriptorProto()
    status_pb2.DESCRIPTOR.CopyToProto(status)
    return FileDescriptorSet(file=[validation_rules(), status])


def run_protoc(protos: Path, flags: Sequence[str], names: Sequence[str]) -> None:
    """Run the protoc of grpcio-tools over `names`, with what they import."""
    with tempfile.TemporaryDirectory() as scratch:
        known = Path(scratch) / "known.binpb"
        known.write_bytes(imported().SerializeToString())
        includes = [f"-I{protos}", f"-I{Path(protoc.__file__).parent / '_proto'}"]
        arguments = ["protoc", *includes, f"--descriptor_set_in={known}", *flags, *names]
        if protoc.main(arguments):
            raise RuntimeError(f"protoc refused the protos in {protos}; its words are above")


def main(arguments: Sequence[str]) -> None:
    """Do what the command line says; see the top of this file."""
    # protoc looks for its plugins on PATH; ours lie beside the Python that runs this.
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    match arguments:
        case []:
            generate(ROOT)
        case ["--image", image]:
            write_image(ROOT / "protos", Path(image))
        case ["--image", image, protos]:
            write_image(Path(protos), Path(image))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
