"""Texts that others wrote, on their way through the whole network: draft, findings, publish, sync.

Needs the real data beside the repository; skipped with a message where it is absent.
"""

import asyncio

import pytest
from forsa.client.drafts import Draft, sign_draft
from forsa.envelope import RecordId
from forsa.kinds.body import check_message
from forsa.testing.network import local_network
from forsa_node.node import Node
from forsa_node.store.member import OutboxState

from tests.support.real_texts import SHARED, TODAY, RealDraft, load_real_drafts

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason=f"the real texts are not beside the repository ({SHARED.name}/)"
)

PRACTICES, CURRICULA = 42, 5


@pytest.fixture(scope="module")
def drafts() -> list[RealDraft]:
    """Every text, loaded as it is and completed."""
    return load_real_drafts()


def test_every_text_becomes_a_draft_with_all_that_it_still_needs(drafts: list[RealDraft]) -> None:
    """An importer that stops at the first problem sends its user round after round."""
    kinds = [draft.as_it_is.kind for draft in drafts]

    assert kinds.count("practice.report") == PRACTICES
    assert kinds.count("curriculum.publish") == CURRICULA
    for draft in drafts:
        assert draft.as_it_is.message is not None, draft.name
        assert len(draft.as_it_is.errors) >= 5, draft.name
        for finding in draft.as_it_is.findings:
            assert finding.text("fr") != finding.text("ar") != finding.text("en")


def test_completed_texts_keep_every_rule_but_those_in_a_language_of_no_list(
    drafts: list[RealDraft],
) -> None:
    """The Spanish guide stays a draft, and its findings say that it is the language."""
    open_drafts = {draft.name: draft for draft in drafts if draft.completed.errors}

    assert set(open_drafts) == {"practice-club-guides-en/integra_tu_club.md"}
    (spanish,) = open_drafts.values()
    assert {finding.rule for finding in spanish.completed.errors} == {"code.language"}
    assert any(finding.path == "common.original_language" for finding in spanish.completed.errors)


def test_every_language_of_the_field_is_among_them(drafts: list[RealDraft]) -> None:
    """Arabic with Latin leftovers, French with its own spelling, English."""
    ready = [draft for draft in drafts if not draft.completed.errors]

    assert {draft.language for draft in ready} == {"fr", "ar", "en"}
    for draft in ready:
        assert draft.completed.message is not None
        assert not [f for f in check_message(draft.completed.message, TODAY) if f.level == "error"]


def test_what_the_rules_allow_is_published_and_verified_by_every_node(
    drafts: list[RealDraft],
) -> None:
    """The main job, end to end, on texts that nobody wrote for us."""
    ready = [draft for draft in drafts if not draft.completed.errors]

    async def story() -> None:
        async with local_network() as network:
            authors = [await network.add_node(member) for member in ("amal", "badr")]
            sent = {queue(authors[number % 2], draft): draft for number, draft in enumerate(ready)}
            await network.sync()
            await network.sync()

            for author in authors:
                outbox = {item.state for item in author.member.items()}
                assert outbox == {OutboxState.LOGGED}
                assert not author.member.alarms()
                for record_id, draft in sent.items():
                    assert draft.completed.message is not None
                    text = draft.completed.message.SerializeToString(deterministic=True)
                    assert body_of(author, record_id) == text, draft.name

    asyncio.run(story())


def queue(author: Node, draft: RealDraft) -> RecordId:
    """Sign a completed text and put it into the outbox."""
    loaded = draft.completed
    assert loaded.message is not None
    signed = sign_draft(
        Draft(loaded.kind, loaded.message, languages=loaded.languages, region=loaded.region),
        author.identity,
        author.clock.now_ms(),
    )
    author.queue(signed, draft.name)
    return signed.record.record_id


def body_of(node: Node, record_id: RecordId) -> bytes | None:
    """The body of a record as a node's mirror holds it."""
    indexes = node.mirror.store.read(lambda log: log.index_of([record_id]))
    bodies = node.mirror.store.read(lambda log: log.bodies(indexes.values()))
    return next((body.data for body in bodies.values()), None)
