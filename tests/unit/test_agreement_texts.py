"""The text that a proposal puts to the vote: named by its header, described by nobody."""

from collections.abc import Callable
from datetime import date

import pytest
from forsa.kinds.body import (
    AGREEMENT_TYPE,
    MAX_BODY_BYTES,
    attachments_of,
    check_body,
    is_agreement_text,
)
from forsa.v1.effects_pb2 import ProposalOpen
from forsa.v1.governance_pb2 import Proposal
from forsa.v1.record_pb2 import Commitment, RecordHeader
from forsa_node.files.wanted import is_needed

TODAY = date(2026, 11, 26)
TEXT = Commitment(root=bytes([7] * 32), size=9000, media_type=AGREEMENT_TYPE)
ANNEX = Commitment(root=bytes([8] * 32), size=10, media_type="application/pdf")


def proposal(*, annex: bool = False) -> tuple[Proposal, RecordHeader]:
    """A proposal on an agreement as a node signs it; with a described file beside the text."""
    body = Proposal()
    body.common.original_language = "fr"
    body.common.licence = "CC-BY-SA-4.0"
    body.title.add(lang="fr", text="Adoption de la charte")
    body.text.add(lang="fr", text="Le texte joint est mis aux voix tel quel.")
    if annex:
        one = body.attachments.add(
            root=ANNEX.root,
            size=ANNEX.size,
            media_type=ANNEX.media_type,
            file_name="annexe.pdf",
            licence="CC-BY-SA-4.0",
            role="guide",
        )
        one.title.add(lang="fr", text="Annexe")
    effect = ProposalOpen(type="agreement").SerializeToString()
    attachments = [TEXT, *attachments_of(body)]
    return body, RecordHeader(effect=effect, languages=["fr"], attachments=attachments)


def rules(body: Proposal, header: RecordHeader) -> list[str]:
    """What forbids publishing it."""
    found = check_body("proposal.open", header, body.SerializeToString(), TODAY)
    return [one.rule for one in found]


@pytest.mark.parametrize("annex", [False, True])
def test_the_text_stands_first_and_described_files_behind_it(annex: bool) -> None:
    """The must-accept beside all that must be refused."""
    assert rules(*proposal(annex=annex)) == []


def _other_type(header: RecordHeader) -> None:
    header.effect = ProposalOpen(type="motion").SerializeToString()


def _behind(header: RecordHeader) -> None:
    first, second = header.attachments
    del header.attachments[:]
    header.attachments.extend([second, first])


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda header: header.attachments.pop(0), "attachments.text"),
        (lambda header: header.ClearField("attachments"), "attachments.text"),
        (_behind, "attachments.text"),
        (
            lambda header: setattr(header.attachments[0], "size", MAX_BODY_BYTES + 1),
            "attachments.text",
        ),
        (
            lambda header: setattr(header.attachments[0], "media_type", "application/pdf"),
            "attachments.text",
        ),
        (_other_type, "attachments.header"),
        (lambda header: header.attachments.pop(), "attachments.header"),
    ],
)
def test_what_is_voted_on_cannot_be_left_out_moved_or_lent_to_another_vote(
    change: Callable[[RecordHeader], object], rule: str
) -> None:
    """A voter must find the text where the decision will look for it.

    And nobody makes every node fetch a file by calling it the text of another vote.
    """
    body, header = proposal(annex=True)
    change(header)

    assert rules(body, header) == [rule]


def test_every_node_fetches_the_text_within_its_size() -> None:
    """A member that could not read it could neither vote nor execute the decision."""
    assert is_needed(AGREEMENT_TYPE, MAX_BODY_BYTES)
    assert not is_needed(AGREEMENT_TYPE, MAX_BODY_BYTES + 1)
    assert not is_needed("application/pdf", 10)
    assert is_agreement_text(TEXT.media_type, TEXT.size)
