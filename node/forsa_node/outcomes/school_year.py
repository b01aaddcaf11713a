"""What a node keeps of one school year: its learners, its frame, and what is private to releases.

One value, one sealed file: rows, frame and journal are of the same moment, whatever stops a
program. A value never prints itself.
"""

import io
import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Self

from forsa.encoding import parse_hex
from forsa.errors import CorruptStoreError, Reason

if TYPE_CHECKING:
    import polars as pl

_FORMAT: Final = 1
_HEAD: Final = struct.Struct(">I")
COST_KEY_BYTES: Final = 32
_EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, repr=False)
class Imported:
    """Where the rows came from."""

    at_ms: int
    """Milliseconds since 1970."""
    by: str
    """Who imported them, as people call them."""
    mapping_digest: str
    """SHA-256 of the mapping file, hexadecimal."""
    source_digest: str
    """HMAC-SHA256 of the file under `RegisterKey.source_key`, hexadecimal; it is not published."""
    findings: Mapping[str, int]
    """Code of a finding to how many lines have it."""
    dropped: tuple[str, ...]
    """Columns of the file that were not kept."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The frozen enrolment, as it was published."""

    frame_n: int
    """Learners, 1 or more."""
    frozen_on: str
    """YYYY-MM-DD."""
    centres_total: int
    record_id: str
    """Of the `outcome.frame` record, hexadecimal; empty: it is not signed yet."""


@dataclass(frozen=True, slots=True, repr=False)
class Correction:
    """One value that was changed after the frame was frozen."""

    at_ms: int
    by: str
    learner_key: str
    """Empty: of a learner who was forgotten since."""
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, repr=False)
class ReleasePrivate:
    """What the node alone knows of a release it signed."""

    record_id: str
    """Hexadecimal."""
    observation_point: str
    vintage: str
    reasons: Mapping[str, str]
    """Canonical address of a hidden cell to why it is hidden: small, thin, group, complement."""


@dataclass(frozen=True, slots=True, repr=False)
class SchoolYear:
    """Everything of one school year."""

    school_year: str
    """`2024-2025`."""
    cost_key: bytes
    """32 bytes, drawn once and kept for the life of the frame: the key of the costs of hiding."""
    rows_ipc: bytes = b""
    """The rows as an Arrow file; empty: none were imported."""
    imported: Imported | None = None
    frame: Frame | None = None
    releases: tuple[ReleasePrivate, ...] = ()
    """In the order in which they were signed."""
    corrections: tuple[Correction, ...] = ()
    forgotten: frozenset[str] = field(default_factory=frozenset)
    """Marks of learners whose rows must not come back (`RegisterKey.forgotten_key`)."""
    legal_basis: str = ""
    """Number of the receipt of the data protection commission; empty: nobody gave it yet."""

    def rows(self) -> "pl.DataFrame":
        """The learners, one row each; the columns are those of `forsa.outcomes.register`."""
        import polars as pl

        return pl.read_ipc(io.BytesIO(self.rows_ipc)) if self.rows_ipc else pl.DataFrame()

    def with_rows(self, rows: "pl.DataFrame") -> Self:
        """The same year with other rows."""
        out = io.BytesIO()
        rows.write_ipc(out, compression="zstd")
        return replace(self, rows_ipc=out.getvalue())

    def with_release(self, release: ReleasePrivate) -> Self:
        """The same year with one more release; the same one again changes nothing."""
        others = tuple(one for one in self.releases if one.record_id != release.record_id)
        return replace(self, releases=(*others, release))

    def __repr__(self) -> str:
        return f"SchoolYear({self.school_year}, …)"


def format_year(year: SchoolYear) -> bytes:
    """What is sealed: the length of the head, the head as JSON, the rows."""
    told = {
        "format": _FORMAT,
        "school_year": year.school_year,
        "cost_key": year.cost_key.hex(),
        "imported": _plain(year.imported),
        "frame": _plain(year.frame),
        "releases": [_plain(one) for one in year.releases],
        "corrections": [_plain(one) for one in year.corrections],
        "forgotten": sorted(year.forgotten),
        "legal_basis": year.legal_basis,
    }
    head = json.dumps(told, ensure_ascii=False).encode()
    return _HEAD.pack(len(head)) + head + year.rows_ipc


def parse_year(content: bytes) -> SchoolYear:
    """Read what was sealed.

    Raises:
        CorruptStoreError: a newer program wrote it: what this one does not know would be lost.
    """
    (size,) = _HEAD.unpack_from(content)
    told = json.loads(content[_HEAD.size : _HEAD.size + size])
    if told["format"] != _FORMAT:
        raise CorruptStoreError(
            f"the register is of format {told['format']}, this version reads {_FORMAT}",
            Reason.STORED_DATA_CORRUPT,
        )
    imported, frame = told["imported"], told["frame"]
    return SchoolYear(
        school_year=told["school_year"],
        cost_key=parse_hex(told["cost_key"], COST_KEY_BYTES),
        rows_ipc=content[_HEAD.size + size :],
        imported=Imported(**{**imported, "dropped": tuple(imported["dropped"])})
        if imported
        else None,
        frame=Frame(**frame) if frame else None,
        releases=tuple(ReleasePrivate(**one) for one in told["releases"]),
        corrections=tuple(Correction(**one) for one in told["corrections"]),
        forgotten=frozenset(told["forgotten"]),
        legal_basis=told["legal_basis"],
    )


def _plain(value: Any) -> dict[str, Any] | None:
    return None if value is None else {**asdict(value)}
