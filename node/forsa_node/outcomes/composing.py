"""What a release is made of, before a cell is hidden: rows, frame, history, texts, product.

Source: docs/privacy.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from forsa.client.drafts import PUBLIC
from forsa.client.session import software
from forsa.codelists import rows as code_rows
from forsa.encoding import parse_hex
from forsa.errors import ConflictError, MalformedError, Reason
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.outcomes.addresses import CellKey, cell_key
from forsa.outcomes.axes import CENTRE, Axis, centre_axis, closed_axes
from forsa.outcomes.choosing import choose_product
from forsa.outcomes.enrolment import frame_of
from forsa.outcomes.messages import About, sealed
from forsa.outcomes.products import VERSION, Product, product
from forsa.outcomes.tables import CellState, Release, Theta, Vintage
from forsa.v1.common_pb2 import Common
from forsa.words.reasons import Language

from forsa_node.outcomes.earlier import Earlier, earlier_releases, require_vintage
from forsa_node.outcomes.own_records import own_centres
from forsa_node.outcomes.prepared import HiddenCell
from forsa_node.outcomes.reading_files import mark_of
from forsa_node.outcomes.release_texts import Texts, usual_population
from forsa_node.outcomes.school_year import Frame, SchoolYear
from forsa_node.outcomes.settled import settled
from forsa_node.outcomes.store import RegisterStore
from forsa_node.outcomes.tries import sent_in_vain
from forsa_node.reading import Stores

if TYPE_CHECKING:
    import polars as pl
    from forsa.outcomes.protecting import Protected
    from forsa.outcomes.tabulating import Counts

END_MONTH: Final = 7
END_DAY: Final = 31
"""The end of a school year: 31 July of its second year."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be released, as its preparer says."""

    school_year: str
    point: str
    """`exit`, `m3`, `m6` or `m12`."""
    final: bool = False
    """The second and last vintage: a correction."""
    texts: Texts = field(default_factory=Texts)
    product: str = ""
    """A product below the richest that the frame allows; empty: as before, or the richest."""
    variant: str = ""
    """One of `VARIANTS`; empty: as before, or the first."""
    optimal: bool = False
    """The least cost exactly, where tables are small enough."""
    audience: str = PUBLIC
    reference_date: str = ""
    """YYYY-MM-DD; empty: the end of the school year plus the days of the point."""
    legal_basis: str = ""
    """Number of the receipt; empty: as given before."""
    by: str = ""
    """A person with a key here; empty: whoever works at the node."""
    language: Language = "fr"


@dataclass(frozen=True, slots=True, repr=False)
class Work:
    """Everything a release is made of. It never prints itself: it holds the learners."""

    stores: Stores
    order: Order
    year: SchoolYear
    frame: Frame
    rows: "pl.DataFrame"
    centres: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    replaced: Earlier | None
    about: About
    header: Release

    def protected(self) -> "Protected":
        """Count and protect, until the audit accepts; beside what was sent in vain, too."""
        from forsa.outcomes.protecting import protect
        from forsa.outcomes.retrying import require_silent_retry
        from forsa.outcomes.tabulating import tabulate

        counts = tabulate(self.rows, product(self.header.product), self.axes, self.order.point)
        earlier = [one.release for one in self.earlier]
        made = protect(
            counts,
            self.header,
            cost_key=self.year.cost_key,
            earlier=earlier,
            optimal=self.order.optimal,
            seal=lambda draft: sealed(draft, self.about),
        )
        tries = sent_in_vain(self.stores, self.order.school_year)
        require_silent_retry(made.release, earlier, tries)
        return made

    @property
    def axes(self) -> dict[str, tuple[str, ...]]:
        """All there are: those of the tables are taken out of them."""
        return dict(self.header.axes)

    def hidden(self, made: "Protected") -> list[HiddenCell]:
        """What the tables hide, as the register has it."""
        counts = self._counts(made.product, made.release.observation_point)
        values = _by_key(counts)
        return [
            HiddenCell(key, values[key], str(made.reasons.get(key, "complement")))
            for key in _hidden_keys(made.release)
        ]

    def hidden_before(self) -> list[HiddenCell]:
        """What the earlier releases hide, as the register has it now."""
        found = []
        for one in self.earlier:
            release = one.release
            values = _by_key(self._counts(product(release.product), release.observation_point))
            keys = [key for key in _hidden_keys(release) if key in values]
            found += [HiddenCell(key, values[key], "") for key in keys]
        return found

    def _counts(self, which: Product, point: str) -> "Counts":
        from forsa.outcomes.tabulating import tabulate

        return tabulate(self.rows, which, self.axes, point)


def compose(stores: Stores, store: RegisterStore, order: Order) -> Work:
    """Gather what a release is made of; nothing is kept.

    Raises:
        NotFoundError: there is no register of the year.
        ConflictError: `KIND_OUTCOME_FRAME_MISMATCH`, `KIND_OUTCOME_LEGAL_BASIS_MISSING`,
            `KIND_OUTCOME_VINTAGE_CLOSED`, `KIND_OUTCOME_PRODUCT_NOT_ALLOWED`, or another vintage
            is due.
        MalformedError: a text, product or variant that will not do.
    """
    year = settled(stores, store, order.school_year) or store.require(order.school_year)
    frame = _require_frame(year)
    number = _legal_basis(store, year, order.legal_basis)
    year = replace(year, legal_basis=number)
    earlier = earlier_releases(stores, year)
    replaced = require_vintage(earlier, order.point, final=order.final)
    _require_reason(order)
    centres = tuple(own_centres(stores))
    rows = frame_of(year.rows())
    _require_enrolment(rows, frame)
    texts = order.texts
    if not texts.population:
        texts = replace(texts, population=usual_population(frame.frozen_on))
        order = replace(order, texts=texts)
    return Work(
        stores,
        order,
        year,
        frame,
        rows,
        centres,
        earlier,
        replaced,
        _about(order, year, store.key.source_key(year.school_year)),
        header_of(order, frame, centres, earlier),
    )


def _require_frame(year: SchoolYear) -> Frame:
    if year.frame is None or not year.frame.record_id:
        raise ConflictError(
            f"the enrolment of {year.school_year} is not published yet",
            Reason.KIND_OUTCOME_FRAME_MISMATCH,
            school_year=year.school_year,
        )
    return year.frame


def _require_enrolment(rows: "pl.DataFrame", frame: Frame) -> None:
    if rows.height != frame.frame_n:
        raise ConflictError(
            f"the register has {rows.height} learners of the frame, {frame.frame_n} are published",
            Reason.KIND_OUTCOME_FRAME_MISMATCH,
        )


def _require_reason(order: Order) -> None:
    if order.final and not order.texts.reason:
        raise MalformedError(
            "a final release says why its figures changed", Reason.KIND_BODY_INVALID
        )


def _legal_basis(store: RegisterStore, year: SchoolYear, given: str) -> str:
    """The receipt number: the one given now, or the last one given before."""
    number = given.strip() or year.legal_basis or store.legal_basis()
    if not number:
        raise ConflictError(
            "no receipt of the data protection commission is known here",
            Reason.KIND_OUTCOME_LEGAL_BASIS_MISSING,
        )
    return number


def _about(order: Order, year: SchoolYear, source_key: bytes) -> About:
    texts = order.texts
    mark = year.imported.source_digest if year.imported else ""
    return About(
        common=Common(original_language=texts.original(order.language), licence=DEFAULT_LICENCE),
        population=texts.population,
        tool=software(),
        limits=texts.limits,
        correction_reason=texts.reason,
        source_digest=source_digest(mark, order, source_key),
        legal_basis=year.legal_basis,
    )


def source_digest(mark: str, order: Order, source_key: bytes) -> bytes:
    """What a release says of the file it was made from: 32 bytes, or none where no file is known.

    It covers point and vintage, too: the same bytes in two releases would tell everybody that no
    learner's data came in between.

    Args:
        mark: `Imported.source_digest`; empty: no file is known.
        order: Of which point and vintage.
        source_key: `RegisterKey.source_key` of the school year.
    """
    if not mark:
        return b""
    vintage = Vintage.FINAL if order.final else Vintage.PROVISIONAL
    said = f"{order.point} {vintage.value} {mark}"
    return parse_hex(mark_of(said.encode(), source_key), 32)


def header_of(
    order: Order, frame: Frame, centres: Sequence[str], earlier: Sequence[Earlier]
) -> Release:
    """The release without its tables. It is public, so no learner has a say in it.

    The day of the last exit would be a date of one learner; a count of the centres that have
    learners would say of hidden ones whether they are empty.
    """
    axes: dict[str, Axis] = {**closed_axes(), CENTRE: centre_axis(centres)}
    before = [one.release for one in earlier]
    return Release(
        product=choose_product(order.product, order.variant, frame.frame_n, before),
        product_version=VERSION,
        axes={name: axis.codes for name, axis in axes.items()},
        school_year=order.school_year,
        observation_point=order.point,
        vintage=Vintage.FINAL if order.final else Vintage.PROVISIONAL,
        reference_date=order.reference_date or _reference_date(order.school_year, order.point),
        frame_n=frame.frame_n,
        centres_total=frame.centres_total,
        centres_included=frame.centres_total,
        theta=Theta(),
        tables=(),
        history=tuple(one.record_id for one in earlier),
        proof_digest=b"",
        digest=b"",
    )


def _reference_date(school_year: str, point: str) -> str:
    """The day the outcomes are of: that on which the school year ended, and the days of the point.

    The same for all members, whenever their learners left.
    """
    days = int(code_rows("observation_point")[point]["days"])
    end = date(int(school_year[-4:]), END_MONTH, END_DAY)
    return str(end + timedelta(days=days))


def _by_key(counts: "Counts") -> dict[CellKey, int]:
    return {
        cell_key(table, at): value for table, cells in counts.items() for at, value in cells.items()
    }


def _hidden_keys(release: Release) -> list[CellKey]:
    """The cells that a release hides, each once, in the order of its tables."""
    keys = {
        cell_key(table.axes, cell.at): None
        for table in release.tables
        for cell in table.cells
        if cell.state is CellState.CONFIDENTIAL
    }
    return list(keys)
