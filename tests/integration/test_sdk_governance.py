"""`network.governance` and `forsa governance recount` on a real hub, in one process."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import forsa
import pytest
from click.testing import CliRunner, Result
from forsa.cli import forsa as program
from forsa.client.drafts import Draft
from forsa.client.governance import Decisions, Moderation
from forsa.client.hub import PullPart
from forsa.client.network import AsyncNetwork
from forsa.client.pulling import PulledLog
from forsa.errors import (
    BusyError,
    ForsaError,
    NotAllowedError,
    NotFoundError,
    Reason,
    VerificationError,
)
from forsa.governance.digest import state_digest
from forsa.governance.views.agreement import AgreementCard
from forsa.governance.views.decision import Decision, Stage
from forsa.governance.views.duties import Duty
from forsa.governance.views.members import MemberCard
from forsa.governance.views.notices import Notice, What
from forsa.testing import LocalNetwork
from forsa.v1 import effects_pb2 as v1
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.common_pb2 import Common, LocalText
from forsa.v1.governance_pb2 import Proposal

from tests.support.nodes import LyingHub, active_network_of

HOURS_MS = 3_600_000
TEXT = Proposal(
    common=Common(original_language="fr", licence="CC-BY-SA-4.0"),
    title=[LocalText(lang="fr", text="Cotisation de l'année")],
    text=[LocalText(lang="fr", text="La cotisation reste celle de l'année passée.")],
    seconders=["badr"],
)


class Told:
    """What one run of a network showed; the network is gone."""

    opened: Decision
    closed: Decision
    frame: Any
    ballots: Any
    members: Sequence[MemberCard]
    notices: Sequence[Notice]
    agreements: Sequence[AgreementCard]
    duties: Sequence[Duty]
    moderation: Moderation
    digests: tuple[bytes, bytes]
    pulled: tuple[int, int]
    outside: list[str]
    refused: ForsaError
    unknown: ForsaError
    lied: ForsaError
    other_words: ForsaError
    cut: tuple[ForsaError, int]
    recounts: dict[str, Result]


@asynccontextmanager
async def connected(network: LocalNetwork, member: str) -> AsyncIterator[AsyncNetwork]:
    """A member's connection; its node is closed meanwhile."""
    folder = network.nodes[f"{member}/n1"].identity.folder
    async with forsa.connect_async(folder, clock=network.clock) as one:
        yield one


async def vote(network: LocalNetwork, member: str, proposal: bytes, choice: str) -> None:
    """Cast a ballot."""
    async with connected(network, member) as one:
        ballot = v1.BallotCast(choice=choice)
        await one.publish(Draft("ballot.cast", effect=ballot, parent=proposal, audience="public"))


def bend(part: PullPart) -> list[PullPart]:
    """A hub that turns a vote in what it tells one member."""
    if isinstance(part, pb.PullBatch):
        for one in part.entries:
            one.entry = one.entry.replace(b"against", b"abstain")
    return [part]


def other_words(part: PullPart) -> list[PullPart]:
    """A hub that puts other words into a proposer's mouth."""
    if isinstance(part, pb.PullBatch):
        for one in part.entries:
            one.body = one.body.replace(b"Cotisation", b"Dissolution")
    return [part]


def without_end(part: PullPart) -> list[PullPart]:
    """A link that breaks when everything has come but the end."""
    return [] if isinstance(part, pb.PullEnd) else [part]


def run_recount(*arguments: object) -> Result:
    """`forsa governance recount` with these arguments."""
    return CliRunner().invoke(program, ["governance", "recount", *map(str, arguments), "--json"])


async def play(told: Told) -> None:
    """A vote from its opening to its end, as programs see it."""
    async with active_network_of("amal", "badr", "cyn") as network:
        async with connected(network, "amal") as amal:
            closes_ms = network.clock.now_ms() + 2 * HOURS_MS
            effect = v1.ProposalOpen(type="dues", closes_ms=closes_ms, call=1)
            draft = Draft("proposal.open", TEXT, effect, "public", languages=("fr",))
            proposal = (await amal.publish(draft)).record_id
            await vote(network, "badr", proposal, "against")
            told.opened = await amal.governance.decision(proposal)
            told.notices = await amal.governance.notices()
            first = (await amal.governance.pulled()).trusted.size
            await vote(network, "amal", proposal, "for")
            await vote(network, "cyn", proposal, "for")
            network.clock.let_pass(3 * HOURS_MS / 1000)
            await amal.publish(Draft("node_note.publish", b"une note", audience="public"))
            found = await amal.governance.decisions()
            assert isinstance(found, Decisions)
            told.closed = found[0]
            told.frame, told.ballots = found.to_polars(), found.ballots_to_polars()
            pulled = await amal.governance.pulled()
            told.pulled = (first, pulled.trusted.size)
            told.members = await amal.governance.members()
            told.agreements = await amal.governance.agreements()
            told.duties = await amal.governance.duties()
            told.moderation = await amal.governance.moderation()
            hubs = state_digest(network.hub.core.sequencer.state.rights)
            told.digests = (state_digest(pulled.log.state.rights), hubs)
            told.unknown = await refused(amal.governance.decision(bytes(32)))
            told.lied = await refused(lying(amal, bend).catch_up())
            told.other_words = await refused(lying(amal, other_words).catch_up())
            told.cut = await resumed(amal)
        await outside(network, told)
        await recounted(network, told)


def lying(member: AsyncNetwork, lie: Callable[[PullPart], Sequence[PullPart]]) -> PulledLog:
    """A pull over the same session, from a hub that lies."""
    session = member._session
    assert session.hub is not None
    return PulledLog(replace(session, hub=LyingHub(session.hub, lie)))


async def resumed(member: AsyncNetwork) -> tuple[ForsaError, int]:
    """What a cut link ends with, and the size after the same call once more."""
    pulled = lying(member, without_end)
    error = await refused(pulled.catch_up())
    hub = pulled._session.hub
    assert isinstance(hub, LyingHub)
    hub.lie = lambda part: [part]
    await pulled.catch_up()
    return error, pulled.log.size


async def refused(work: Any) -> ForsaError:
    """The error that a call ends with."""
    with pytest.raises(ForsaError) as caught:
        await work
    return caught.value


async def outside(network: LocalNetwork, told: Told) -> None:
    """What somebody without a certificate reads."""
    address = network.address
    async with forsa.connect_async(
        host=address.host,
        network_id=network.network_id.hex(),
        enrol_port=address.enrol_port,
        clock=network.clock,
    ) as one:
        kinds = ("proposal.open", "ballot.cast")
        told.outside = [item.kind async for item in one.governance.records(*kinds)]
        told.refused = await refused(one.governance.decisions())


async def recounted(network: LocalNetwork, told: Told) -> None:
    """Counted again from the hub's folder, from a node's, and from the hub itself."""
    await network.sync()
    node = network.folder / "badr-n1"
    sources: dict[str, tuple[object, ...]] = {
        "hub folder": (network.folder / "hub",),
        "node folder": (node, "--node", node),
        "hub": (node, "--hub"),
    }
    told.recounts = {
        name: await asyncio.to_thread(run_recount, *arguments)
        for name, arguments in sources.items()
    }


@pytest.fixture(scope="module")
def told() -> Told:
    """One run."""
    found = Told()
    asyncio.run(play(found))
    return found


def test_a_member_follows_a_vote_that_it_counts_itself(told: Told) -> None:
    """What the hub says of a result is never asked."""
    assert (told.opened.stage, told.opened.result) == (Stage.VOTING, "open")
    assert told.opened.title == {"fr": "Cotisation de l'année"}
    assert told.opened.seconders == ("badr",)
    assert [one.what for one in told.notices] == [What.VOTE]
    assert (told.closed.result, told.closed.stage) == ("adopted", Stage.DONE)
    assert {one.member: one.choice for one in told.closed.votes} == {
        "amal": "for",
        "badr": "against",
        "cyn": "for",
    }


def test_the_fold_of_a_client_arrives_where_the_hub_is(told: Told) -> None:
    """Two programs with the same entries must not disagree about who may vote."""
    mine, hubs = told.digests

    assert mine == hubs
    assert told.pulled[0] < told.pulled[1]


def test_decisions_and_ballots_are_frames(told: Told) -> None:
    """An analyst counts further with what was verified."""
    (row,) = told.frame.to_dicts()

    assert (row["result"], row["in_favour"], row["quorum_needed"]) == ("adopted", 2, 3)
    assert told.ballots["member"].to_list() == ["badr", "amal", "cyn"]
    assert told.ballots["counts"].to_list() == [True] * 3


def test_members_and_the_other_parts_are_views_of_the_same_log(told: Told) -> None:
    """One connection, one fold, every part."""
    assert [one.member.id for one in told.members] == ["amal", "badr", "cyn", "office"]
    assert (told.agreements, told.duties, told.moderation.acts) == ((), (), ())


def test_an_outsider_reads_public_records_and_is_told_why_no_result(told: Told) -> None:
    """Single records are proved; that none is missing is not, so nothing is counted from them."""
    assert told.outside == ["proposal.open", "ballot.cast", "ballot.cast", "ballot.cast"]
    assert isinstance(told.refused, NotAllowedError)
    assert "bundle" in told.refused.message


def test_a_hub_that_turns_a_vote_for_one_member_is_caught(told: Told) -> None:
    """The tree that it signed has the ballot as it was cast."""
    assert isinstance(told.lied, VerificationError)
    assert isinstance(told.unknown, NotFoundError)


def test_a_hub_that_changes_the_words_of_a_proposal_is_caught(told: Told) -> None:
    """A vote is on what its author signed for."""
    assert told.other_words.reason is Reason.COMMITMENT_MISMATCH


def test_a_pull_that_breaks_off_goes_on_where_it_ended(told: Told) -> None:
    """On a rural line the first question may take three calls."""
    error, size = told.cut

    assert isinstance(error, BusyError)
    assert size == told.pulled[1]


@pytest.mark.parametrize("source", ["hub folder", "node folder", "hub"])
def test_a_recount_agrees_wherever_it_is_made(told: Told, source: str) -> None:
    """Hub, node and wire give one result, one digest, and the same ballots."""
    done = told.recounts[source]
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    (decision,) = found["decisions"]

    assert (found["agrees"], found["state_digest"]) == (True, told.digests[0].hex())
    assert found["signed_size"] == found["size"]
    assert decision["result"] == "adopted"
    assert len(decision["votes"]) == 3
    assert found["network_given"] == (source != "hub folder")
