"""What an export says of each release beside its cells, as plain JSON, and back.

Every format carries it; of what is read back only the shape is checked. That a release is what was
signed, and safe, is proved by its record in the log.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from forsa.encoding import parse_hex
from forsa.errors import MalformedError, Reason
from forsa.exports.outcomes.published import PublishedRelease
from forsa.exports.outcomes.words import release_title
from forsa.outcomes.tables import Release, Table, Theta, Vintage
from forsa.words.reasons import LANGUAGES

Json = Mapping[str, Any]

_PLAIN: Final = (
    "product",
    "product_version",
    "school_year",
    "observation_point",
    "reference_date",
    "frame_n",
    "centres_total",
    "centres_included",
)
_THETA: Final = ("k", "w", "m_min", "k_star", "k_delta")
_ABOUT: Final = ("member", "audience", "region", "licence", "contact", "tool")


def described(one: PublishedRelease) -> dict[str, Any]:
    """All of a release but its cells; digests and record ids in hexadecimal."""
    release = one.release
    return {
        "record_id": one.record_id.hex(),
        "title": {language: release_title(one, language) for language in LANGUAGES},
        **{name: getattr(one, name) for name in _ABOUT},
        **{name: getattr(release, name) for name in _PLAIN},
        "vintage": release.vintage.value,
        "theta": {name: getattr(release.theta, name) for name in _THETA},
        "axes": {axis: list(codes) for axis, codes in release.axes.items()},
        "tables": {table.id: list(table.axes) for table in release.tables},
        "history": [one.hex() for one in release.history],
        "proof_sha256": release.proof_digest.hex(),
        "tables_sha256": release.digest.hex(),
        "population": dict(one.population),
        "limits": dict(one.limits),
    }


def parse_described(said: Json, tables: Sequence[Table]) -> PublishedRelease:
    """The release of a description and its tables.

    Raises:
        MalformedError: the description is none.
    """
    try:
        release = Release(
            **{name: said[name] for name in _PLAIN},
            vintage=Vintage(said["vintage"]),
            theta=Theta(**{name: said["theta"][name] for name in _THETA}),
            axes={axis: tuple(codes) for axis, codes in said["axes"].items()},
            tables=tuple(tables),
            history=tuple(map(_bytes, said["history"])),
            proof_digest=_bytes(said["proof_sha256"]),
            digest=_bytes(said["tables_sha256"]),
        )
        return PublishedRelease(
            release,
            record_id=_bytes(said["record_id"]),
            **{name: said[name] for name in _ABOUT},
            population=dict(said["population"]),
            limits=dict(said["limits"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise MalformedError(
            "an export describes a release in another way", Reason.KIND_OUTCOME_TABLE_MALFORMED
        ) from error


def _bytes(digits: str) -> bytes:
    return parse_hex(digits)
