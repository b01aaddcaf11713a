"""What a world of a proof may be, and what it must show of groups: proofs written by hand."""

from dataclasses import replace

import pytest
from forsa.errors import VerificationError
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.proof import AcceptProof, format_proof, parse_proof
from forsa.outcomes.tables import Release
from forsa.outcomes.verify import verify_accept

from tests.support.naive_verifier import holds
from tests.support.proven_releases import proof_of, release_of


def refusal(releases: list[Release], proof: bytes) -> str:
    """What the verifier found missing; the other verifier must find something, too."""
    with pytest.raises(VerificationError) as refused:
        verify_accept(releases, proof)
    assert not holds(releases, proof)
    return refused.value.metadata["what"]


def test_learners_who_change_between_two_points_are_no_world() -> None:
    """One list of learners is behind all points: else what they say together would be lost."""
    truth = {(sex, end): 12 for sex in "fm" for end in ("vocational", "rest")}
    hidden = [(sex, end) for sex in "fm" for end in ("vocational", "rest", TOTAL)]
    releases = [release_of(truth, hidden.__contains__, point=point) for point in ("exit", "m3")]
    proof = proof_of(releases)
    assert proof is not None
    claim = parse_proof(proof)
    column = dict(claim.tables[0][1])
    girls = min(column)
    column[girls] -= 1
    column[girls + 7] = column.get(girls + 7, 0) + 1

    other = replace(claim, tables=((claim.tables[0][0], column), *claim.tables[1:]))

    verify_accept(releases, proof)
    assert refusal(releases, format_proof(other)) == "learners"


def test_a_world_that_gives_a_group_away_shows_nothing() -> None:
    """All but one of a group in one sensitive outcome is what an insider must not learn."""
    ends = {"vocational", "rest"}
    release = release_of({("f", "rest"): 20}, lambda at: at[0] in {"f", TOTAL} and at[1] in ends)
    groups = ("f", TOTAL)
    proof = AcceptProof(
        release=release.digest,
        history=(),
        tables=(({5: 20},), ({1: 12, 5: -12},)),
        spread=(0, 1) * len(ends) * len(groups),
        groups=(1,) * len(groups),
        derived=(),
        revisions=(),
    )

    verify_accept([release], format_proof(proof))
    assert holds([release], format_proof(proof))
    assert refusal([release], format_proof(replace(proof, groups=(1, 0)))) == "groups"
