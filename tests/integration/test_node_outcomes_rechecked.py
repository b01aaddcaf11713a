"""A node judges every release again: a hub that let an unsafe one in is named, and contradicted."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from forsa.client.drafts import Signed
from forsa.errors import Reason
from forsa.outcomes.names import FRAME, RELEASE
from forsa.outcomes.proof import MEDIA_TYPE
from forsa.testing import LocalNetwork
from forsa_hub.admission import Offer
from forsa_hub.outcomes.claims import OutcomeClaim
from forsa_hub.outcomes.judging import ReleaseJudge
from forsa_node.node import Node
from forsa_node.outcomes.others import read_outcomes
from forsa_node.outcomes.verdicts import load_verdicts
from forsa_node.standing import status_of
from forsa_node.store.mirror_files import BlobState

from tests.support.accept_proofs import four_outcomes, prove
from tests.support.attachments import sharing
from tests.support.nodes import reasons
from tests.support.outcome_office import Office

EXIT = {"formal_education": 17, "active_life": 15, "vocational_training": 3, "unknown": 20}
NO_FILES: dict[str, Any] = {"files_max_bytes": 0, "files_kinds": ("practice_report",)}

Make = Callable[[Office], Awaitable[Signed]]


async def safe(office: Office) -> Signed:
    """A release with its proof."""
    release = four_outcomes(EXIT)
    return await office.release(release, prove([release], [EXIT]))


async def narrow(office: Office) -> Signed:
    """A release whose worlds are only seven learners apart."""
    release = four_outcomes(EXIT)
    return await office.release(release, prove([release], [EXIT], moved=7))


async def unproven(office: Office) -> Signed:
    """A release without any proof."""
    release = four_outcomes(EXIT)
    return await office.release(release, prove([release], [EXIT]), attached=b"")


def let_everything_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch off what the hub asks of a release; everything else stays as it is."""

    async def judge(_self: ReleaseJudge, offer: Offer, before: Sequence[Offer], _: object) -> Offer:
        if offer.record.header.kind != RELEASE:
            return offer
        (frame,) = [one.record for one in before if one.record.header.kind == FRAME]
        return replace(offer, claim=OutcomeClaim("2024-2025", (), frame.record_id))

    monkeypatch.setattr(ReleaseJudge, "judge", judge)


def read_by_badr(make: Make, use: Callable[[Node], Awaitable[None]]) -> None:
    """amal releases; badr, whose rules fetch no files, reads."""

    async def run() -> None:
        async with sharing("amal", "badr") as shared:
            office = Office(shared)
            await office.begin()
            await office.logs(office.frame(), await make(office))
            await use(await _reader(shared.network))

    asyncio.run(run())


async def _reader(network: LocalNetwork) -> Node:
    await network.close_node("badr")
    node = await network.open_node("badr", **NO_FILES)
    report, moved = await node.exchange()
    assert report.error is None
    assert moved.error is None
    await node.rechecking.follow()
    return node


def test_a_safe_release_passes_and_its_proof_is_fetched_whatever_the_rules_are() -> None:
    """A node that fetches no files could otherwise judge nothing, and would show nothing."""

    async def use(node: Node) -> None:
        (proof,) = [one for one in node.mirror.store.blobs() if one.media_type == MEDIA_TYPE]
        verdicts = load_verdicts(node.identity.folder)

        assert proof.state is BlobState.COMPLETE
        assert len(verdicts.passed) == 1
        assert not verdicts.refused
        assert Reason.HUB_ADMITTED_INVALID not in reasons(node)

    read_by_badr(safe, use)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (narrow, Reason.KIND_OUTCOME_PROOF_INVALID),
        (unproven, Reason.KIND_OUTCOME_PROOF_MISSING),
    ],
    ids=["narrow", "unproven"],
)
def test_a_hub_that_lets_an_unsafe_release_in_is_named_and_the_release_is_not_shown(
    make: Make, why: Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hub that errs, or helps somebody, must not decide for everybody what is safe."""
    let_everything_in(monkeypatch)

    async def use(node: Node) -> None:
        folder = node.identity.folder
        (alarm,) = [one for one in node.member.alarms() if "why" in one.details]
        await node.rechecking.follow()
        (again,) = [one for one in node.member.alarms() if "why" in one.details]
        status = await asyncio.to_thread(status_of, folder, "fr")
        shown = await asyncio.to_thread(read_outcomes, folder, (), lambda _done, _of: None)

        assert alarm.reason is Reason.HUB_ADMITTED_INVALID
        assert (alarm.details["member"], alarm.details["why"]) == ("amal", why.value)
        assert again.times == 1, "it is told once"
        assert any("tableaux de résultats" in one["detail"] for one in status["alarms"])
        assert not shown.releases
        assert [one.error.reason for one in shown.refused] == [why]

    read_by_badr(make, use)


def test_what_was_found_is_found_again_when_its_file_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is a projection of the log: nothing but time is lost with it."""
    let_everything_in(monkeypatch)

    async def use(node: Node) -> None:
        folder = node.identity.folder
        before = load_verdicts(folder)
        for rest in ("", "{", '{"format": "forsa-outcome-verdicts-1", "passed": 7}'):
            (folder / "outcome-verdicts.json").write_text(rest)
            assert load_verdicts(folder) != before
            await node.rechecking.follow()

            assert load_verdicts(folder) == before
        assert before.refused

    read_by_badr(narrow, use)


def test_what_cannot_be_read_any_more_is_not_held_against_the_hub() -> None:
    """Whoever joins after a release was erased cannot know that the next one was judged with it."""
    m3 = {"formal_education": 12, "active_life": 18, "vocational_training": 2, "unknown": 23}

    async def run() -> None:
        async with sharing("amal", "badr") as shared:
            office = Office(shared)
            await office.begin()
            first = await safe(office)
            await office.logs(office.frame(), first)
            exit_ = four_outcomes(EXIT)
            second = four_outcomes(m3, point="m3", history=(first.record.record_id,))
            proof = prove([exit_, second], [EXIT, m3])
            await office.logs(await office.release(second, proof))
            await office.member.redact(first.record.record_id)
            node = await _reader(shared.network)
            verdicts = load_verdicts(node.identity.folder)

            assert Reason.HUB_ADMITTED_INVALID not in reasons(node)
            assert not verdicts.refused
            assert not verdicts.passed
            assert verdicts.waiting

    asyncio.run(run())
