"""The reject proof as it travels: for each failing cell the sums that give it away.

    {"cells":[{"key":[["outcome7","unknown"],["sex","f"]],"reason":"KIND_OUTCOME_INTERVAL_NARROW",
     "release":0,"upper":{"bound":"7","terms":[[0,"sex_x_outcome7",["f","total"],"1"]]}}],
     "format":"forsa-outcome-reject-1","history":[],"release":"<hex>"}

The numbers that are added are not in it: whoever checks it reads them from the releases. Nothing
depends on it, for a release without an accept proof is refused anyway; it is for people who want
to know why.

Source: docs/protocol.md, "The reject proof and the audit report".
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

from forsa.errors import MalformedError, Reason, TooLargeError, VerificationError
from forsa.outcomes.addresses import CellKey, group_of
from forsa.outcomes.axes import BENIGN, OUTCOMES
from forsa.outcomes.canonical import Value, canonical_json
from forsa.outcomes.refuting import Cell, cells_by_place, check_bound, shown_at
from forsa.outcomes.tables import Release
from forsa.outcomes.verdicts import Combination, Failure, Term, Where

FORMAT: Final = "forsa-outcome-reject-1"
MOST_BYTES: Final = 4 * 2**20

_FRACTION: Final = re.compile(r"0|-?[1-9][0-9]{0,8}(?:/[1-9][0-9]{0,8})?")


_Sum = tuple[Fraction, Sequence[tuple[Where, Fraction]]]
"""What a sum is, and its terms."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """That a cell is given away by sums."""

    reason: Reason
    release: int
    key: CellKey
    lower: _Sum | None
    upper: _Sum | None


def format_refusal(releases: Sequence[Release], failures: Sequence[Failure]) -> bytes | None:
    """Write the proof of those failures that have a sum; None if none has."""
    cells = [_told(one) for one in failures if one.lower or one.upper]
    if not cells:
        return None
    return canonical_json(
        {
            "format": FORMAT,
            "release": releases[-1].digest.hex(),
            "history": [one.digest.hex() for one in releases[:-1]],
            "cells": cells,
        }
    )


def _told(failure: Failure) -> Value:
    sides = {"lower": failure.lower, "upper": failure.upper}
    return {
        "reason": failure.problem.reason.value,
        "release": failure.release,
        "key": failure.key,
        **{
            side: {
                "bound": str(sums.bound),
                "terms": [[*one.where, str(one.times)] for one in sums.terms],
            }
            for side, sums in sides.items()
            if sums is not None
        },
    }


def verify_refusal(releases: Sequence[Release], proof: bytes) -> int:
    """Check a reject proof exactly, without a solver.

    Args:
        releases: All of one member and school year in log order, of right shape.
        proof: From `format_refusal`, or from a stranger.

    Returns:
        How many cells it gives away, at least 1.

    Raises:
        MalformedError: it is not written as a proof is.
        TooLargeError: a sum speaks of too many kinds of learners.
        VerificationError: it is about other releases, or its sums do not show what it says.
    """
    digests, claims = _parse(proof)
    if digests != [one.digest.hex() for one in releases]:
        raise _refusal("release")
    for claim in claims:
        _verify(releases, claim)
    return len(claims)


def _verify(releases: Sequence[Release], claim: _Claim) -> None:
    if claim.release >= len(releases):
        raise _refusal("release")
    lower, upper = (_combined(releases, one) for one in (claim.lower, claim.upper))
    if claim.reason is Reason.KIND_OUTCOME_TABLE_INFEASIBLE:
        if lower is None:
            raise _refusal("conclusion")
        check_bound(releases, None, lower, upper=False)
        return
    cell = Cell(None if group_of(claim.key) == claim.key else claim.release, claim.key)
    for combination, is_upper in ((lower, False), (upper, True)):
        if combination is not None:
            check_bound(releases, cell, combination, upper=is_upper)
    least = ceil(lower.bound) if lower else 0
    most = floor(upper.bound) if upper else releases[0].frame_n
    if not _is_given_away(releases, claim, cell, least, most):
        raise _refusal("conclusion")


def _combined(releases: Sequence[Release], claimed: _Sum | None) -> Combination | None:
    if claimed is None:
        return None
    bound, terms = claimed
    return Combination(
        bound, tuple(Term(where, shown_at(releases, where), times) for where, times in terms)
    )


def _is_given_away(
    releases: Sequence[Release], claim: _Claim, cell: Cell, least: int, most: int
) -> bool:
    """Whether this interval of a cell is what the audit refuses."""
    theta = releases[claim.release].theta
    cells = cells_by_place(releases)
    size = cells.get(Cell(None, group_of(cell.key)))
    if size and cell.release is not None and least >= size - theta.k_star:
        code = next(code for axis, code in cell.key if axis in OUTCOMES)
        if code not in BENIGN or size < 2 * theta.m_min:
            return True
    if cell in cells:
        return cells[cell] is None and most - least < theta.w
    return 1 <= least == most < theta.k


# --- reading ---


def _parse(proof: bytes) -> tuple[list[str], list[_Claim]]:
    if len(proof) > MOST_BYTES:
        raise TooLargeError(
            f"a reject proof of {len(proof)} bytes",
            Reason.KIND_OUTCOME_PROOF_TOO_LARGE,
            limit_bytes=MOST_BYTES,
        )
    try:
        said = json.loads(proof)
        if canonical_json(said) != proof or said["format"] != FORMAT or not said["cells"]:
            raise _malformed()
        digests = [_text(one) for one in (*said["history"], said["release"])]
        return digests, [_claim(one) for one in said["cells"]]
    except (KeyError, TypeError, ValueError, RecursionError, AttributeError) as error:
        raise _malformed() from error


def _claim(said: Mapping[str, Any]) -> _Claim:
    sides = {side: _sum(said[side]) if side in said else None for side in ("lower", "upper")}
    key = tuple((_text(axis), _text(code)) for axis, code in said["key"])
    return _Claim(Reason(said["reason"]), _position(said["release"]), key, **sides)


def _sum(said: Mapping[str, Any]) -> _Sum:
    terms = []
    for release, table, at, times in said["terms"]:
        where = (_position(release), _text(table), tuple(_text(code) for code in at))
        terms.append((where, _fraction(times)))
    return _fraction(said["bound"]), terms


def _fraction(said: str) -> Fraction:
    if not _FRACTION.fullmatch(said):
        raise _malformed()
    return Fraction(said)


def _position(said: object) -> int:
    if type(said) is not int or said < 0:
        raise _malformed()
    return said


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise _malformed()
    return said


def _malformed() -> MalformedError:
    return MalformedError("not a reject proof", Reason.KIND_OUTCOME_TABLE_MALFORMED)


def _refusal(what: str) -> VerificationError:
    return VerificationError(
        f"the reject proof does not show {what}", Reason.KIND_OUTCOME_PROOF_INVALID, what=what
    )
