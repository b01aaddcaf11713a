"""From the bytes of a release to its value and back: the one door that foreign tables come in by.

What `parse_release` returns is well-formed: known product, closed axes, every combination once and
in order, values exactly where a state has one. Whether it may be published is `checks` and
`history`; whether it is safe, `verify`.

Source: docs/protocol.md, "Outcomes".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from itertools import product as combinations
from types import MappingProxyType
from typing import Final, NoReturn

from forsa.codelists import codes
from forsa.encoding import format_canonical, is_code, parse_canonical
from forsa.errors import MalformedError, Reason
from forsa.outcomes.axes import CENTRE, OUTCOMES, TOTAL, Axis, centre_axis, closed_axes
from forsa.outcomes.products import NETWORK, VERSION, product, table_id
from forsa.outcomes.tables import Cell, CellState, Release, Table, Theta, Vintage
from forsa.v1 import outcomes_pb2 as v1
from forsa.v1.common_pb2 import Common, LocalText

MAX_TABLES: Final = 12
MAX_CELLS: Final = 2000
MAX_AXES: Final = 3
_DIGEST_BYTES: Final = 32
_YEAR: Final = re.compile("[0-9]{4}-[0-9]{4}")
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

_STATES: Final["Mapping[v1.CellState.ValueType, CellState]"] = MappingProxyType(
    {
        v1.CELL_STATE_SHOWN: CellState.SHOWN,
        v1.CELL_STATE_ZERO: CellState.ZERO,
        v1.CELL_STATE_CONFIDENTIAL: CellState.CONFIDENTIAL,
        v1.CELL_STATE_NOT_COLLECTED: CellState.NOT_COLLECTED,
        v1.CELL_STATE_HELD: CellState.HELD,
    }
)
"""The states of a release; the others belong to totals of the network and to later versions."""
_NUMBERS: Final = MappingProxyType({state: number for number, state in _STATES.items()})


@dataclass(frozen=True, slots=True)
class About:
    """What a release says beside its figures."""

    common: Common
    population: Sequence[LocalText]
    tool: str
    """Name and version of the program."""
    limits: Sequence[LocalText] = ()
    correction_reason: Sequence[LocalText] = ()
    source_digest: bytes = b""
    """HMAC of the imported file, 32 bytes; empty = not told."""
    legal_basis: str = ""
    """Number of the receipt of the data protection authority."""


def parse_release(body: bytes) -> Release:
    """Read the body of an `outcome.release`, held to its size already.

    Args:
        body: Its bytes. `proof_digest` may be empty: then it is a draft, and no proof verifies.

    Raises:
        MalformedError: `KIND_OUTCOME_TABLE_MALFORMED`; `KIND_OUTCOME_PRODUCT_UNKNOWN`.
    """
    reason = Reason.KIND_OUTCOME_TABLE_MALFORMED
    message = parse_canonical(v1.OutcomeTables, body, reason)
    _check_product(message)
    if not 1 <= len(message.tables) <= MAX_TABLES:
        _refuse(f"{len(message.tables)} tables; 1 to {MAX_TABLES} are allowed")
    if message.vintage not in set(Vintage):
        _refuse("a vintage is provisional or final")
    _check_times(message)
    if len(message.proof_digest) not in (0, _DIGEST_BYTES) or any(
        len(one) != _DIGEST_BYTES for one in message.history
    ):
        _refuse("a digest or a record id has 32 bytes")
    axes = _axes(message)
    return Release(
        product=message.product_id,
        product_version=message.product_version,
        axes=MappingProxyType({name: axis.codes for name, axis in axes.items()}),
        school_year=message.school_year,
        observation_point=message.observation_point,
        vintage=Vintage(message.vintage),
        reference_date=message.reference_date,
        frame_n=message.frame_n,
        centres_total=message.coverage.centres_total,
        centres_included=message.coverage.centres_included,
        theta=_theta(message.theta),
        tables=tuple(_table(one, axes) for one in message.tables),
        history=tuple(message.history),
        proof_digest=message.proof_digest,
        digest=digest_of(message),
    )


def release_message(release: Release, about: About) -> v1.OutcomeTables:
    """The message of a release; its own digest is not in it, and `axes` follow from its tables."""
    used = dict.fromkeys(axis for table in release.tables for axis in table.axes)
    return v1.OutcomeTables(
        common=about.common,
        school_year=release.school_year,
        observation_point=release.observation_point,
        vintage=release.vintage.value,
        reference_date=release.reference_date,
        frame_n=release.frame_n,
        population=about.population,
        limits=about.limits,
        product_id=release.product,
        product_version=release.product_version,
        axes=[_axis_version(name, release.axes[name]) for name in used],
        coverage=v1.Coverage(
            centres_total=release.centres_total, centres_included=release.centres_included
        ),
        theta=v1.Theta(
            k=release.theta.k,
            w=release.theta.w,
            m_min=release.theta.m_min,
            k_star=release.theta.k_star,
            k_delta=release.theta.k_delta,
        ),
        tables=[_table_message(one) for one in release.tables],
        history=release.history,
        proof_digest=release.proof_digest,
        tool=about.tool,
        correction_reason=about.correction_reason,
        source_digest=about.source_digest,
        legal_basis=about.legal_basis,
    )


def about_of(message: v1.OutcomeTables) -> About:
    """What a release says beside its figures, out of its message."""
    return About(
        common=message.common,
        population=tuple(message.population),
        tool=message.tool,
        limits=tuple(message.limits),
        correction_reason=tuple(message.correction_reason),
        source_digest=message.source_digest,
        legal_basis=message.legal_basis,
    )


def sealed(release: Release, about: About) -> Release:
    """The release with the digest that its proof names: as if its bytes had come in."""
    return replace(release, digest=digest_of(release_message(release, about)))


def format_release(message: v1.OutcomeTables) -> bytes:
    """The bytes of a release: its body."""
    return format_canonical(message)


def digest_of(message: v1.OutcomeTables) -> bytes:
    """SHA-256 of the body without its `proof_digest`: what the accept proof names."""
    bare = v1.OutcomeTables()
    bare.CopyFrom(message)
    bare.ClearField("proof_digest")
    return sha256(format_canonical(bare)).digest()


# --- reading ---


def _refuse(message: str, **values: str | int) -> NoReturn:
    raise MalformedError(message, Reason.KIND_OUTCOME_TABLE_MALFORMED, **values)


def _check_product(message: v1.OutcomeTables) -> None:
    try:
        known = product(message.product_id)
    except KeyError:
        known = NETWORK
    if known is NETWORK or message.product_version != VERSION:
        raise MalformedError(
            "a member has no set of tables of this name and version",
            Reason.KIND_OUTCOME_PRODUCT_UNKNOWN,
            product=message.product_id[:40],
            version=message.product_version,
        )


def _check_times(message: v1.OutcomeTables) -> None:
    """They are printed, sorted and written into files: nothing else may stand there."""
    if not _YEAR.fullmatch(message.school_year) or not _DAY.fullmatch(message.reference_date):
        _refuse("a school year is 2024-2025, a day 2025-07-31")
    if message.observation_point not in codes("observation_point"):
        _refuse("a point is one of the list")


def _axes(message: v1.OutcomeTables) -> Mapping[str, Axis]:
    """The axes that the tables use, in the order of their first use; their digests hold."""
    used = list(dict.fromkeys(axis for table in message.tables for axis in table.axes))
    if [one.id for one in message.axes] != used:
        _refuse("the axes listed are not those that the tables use, in their order")
    axes = {name: _axis(name, message) for name in used}
    for one in message.axes:
        if one.codes_sha256 != axes[one.id].digest:
            _refuse(f"the codes of {one.id} are not those of this version", axis=one.id)
    return axes


def _axis(name: str, message: v1.OutcomeTables) -> Axis:
    if name == CENTRE:
        return centre_axis(_centres(message))
    axis = closed_axes().get(name)
    if axis is None:
        _refuse("a table is crossed by what is no axis of this version", axis=name[:40])
    return axis


def _centres(message: v1.OutcomeTables) -> Sequence[str]:
    """The codes of the member's centres: they stand in the cells alone; the digest vouches."""
    for table in message.tables:
        if CENTRE in table.axes:
            place = list(table.axes).index(CENTRE)
            found = {cell.at[place] for cell in table.cells if len(cell.at) > place}
            if not all(map(is_code, found)):
                _refuse("a centre is named by a code", table=table.id[:40])
            return sorted(found - {TOTAL})
    return ()


def _theta(theta: v1.Theta) -> Theta:
    return Theta(theta.k, theta.w, theta.m_min, theta.k_star, theta.k_delta)


def _table(table: v1.Table, axes: Mapping[str, Axis]) -> Table:
    names = tuple(table.axes)
    if len(names) > MAX_AXES or len(set(names)) != len(names):
        _refuse("a table has up to three axes, each once")
    if any(name in OUTCOMES for name in names[:-1]):
        _refuse("the axis of outcomes is a table's last")
    if table.id != table_id(names):
        _refuse("a table is called by its axes", table=table_id(names))
    if len(table.cells) > MAX_CELLS:
        _refuse(f"{len(table.cells)} cells; {MAX_CELLS} are allowed", table=table.id)
    places = combinations(*((*axes[name].codes, TOTAL) for name in names))
    at = [tuple(cell.at) for cell in table.cells]
    if at != _first(places, len(at) + 1):
        _refuse("a table has every combination of its codes once, in their order", table=table.id)
    return Table(table.id, names, tuple(_cell(one, table.id) for one in table.cells))


def _first(places: Iterable[tuple[str, ...]], size: int) -> list[tuple[str, ...]]:
    """At most so many: hostile axes have more combinations than memory."""
    return list(islice(places, size))


def _cell(cell: v1.Cell, table: str) -> Cell:
    at, state = tuple(cell.at), _STATES.get(cell.state)
    value = cell.value if cell.HasField("value") else None
    if state is None:
        _refuse("a cell is in a state that a release has not", table=table, at="|".join(at))
    if state.has_value is not (value is not None):
        _refuse("a cell has a value exactly where its state has one", table=table, at="|".join(at))
    is_zero = {CellState.SHOWN: False, CellState.ZERO: True}.get(state, value == 0)
    if value is not None and (value == 0) is not is_zero:
        _refuse("a shown cell counts somebody, a zero nobody", table=table, at="|".join(at))
    return Cell(at, state, value)


# --- writing ---


def _axis_version(name: str, codes: Sequence[str]) -> v1.AxisVersion:
    axis = centre_axis(codes) if name == CENTRE else closed_axes()[name]
    return v1.AxisVersion(id=name, codes_sha256=axis.digest)


def _table_message(table: Table) -> v1.Table:
    return v1.Table(
        id=table.id, axes=table.axes, cells=[_cell_message(cell) for cell in table.cells]
    )


def _cell_message(cell: Cell) -> v1.Cell:
    return v1.Cell(at=cell.at, state=_NUMBERS[cell.state], value=cell.value)
