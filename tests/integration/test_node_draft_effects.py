"""A draft of governance is shown with what it does: a second person signs that as well."""

from contextlib import closing
from datetime import UTC
from pathlib import Path

from forsa.clock import SystemClock
from forsa.kinds.writing import format_yaml
from forsa.v1.effects_pb2 import Action, AssemblyCall, MemberAct, ProposalOpen
from forsa.v1.governance_pb2 import Proposal
from forsa_node.drafts.desk import Desk
from forsa_node.drafts.writing import Answering
from forsa_node.governance.effect_lines import effect_lines
from forsa_node.store.desk import DraftState

from tests.support.commands import SETTINGS, run_command
from tests.support.nodes import copy_of

CLOSES_MS = 1_767_225_599_000
EXPEL = MemberAct(member="badr", reason="grave").SerializeToString(deterministic=True)
EFFECT = ProposalOpen(
    type="exclusion",
    actions=[Action(kind="member.expel", effect=EXPEL)],
    closes_ms=CLOSES_MS,
    call=1,
).SerializeToString(deterministic=True)


def harmless() -> Proposal:
    """Words that say nothing of what the signature does."""
    body = Proposal()
    body.common.original_language = "fr"
    body.common.licence = "CC-BY-SA-4.0"
    body.title.add(lang="fr", text="Une journée portes ouvertes")
    body.text.add(lang="fr", text="Chaque centre ouvre ses portes un samedi de mai.")
    return body


def test_who_reads_or_approves_a_draft_sees_what_it_does(joined: Path, tmp_path: Path) -> None:
    """The words told of open doors, the signature expelled a member: only words were shown."""
    folder = copy_of(joined, tmp_path / "amal", SETTINGS + "approval = true\n")
    with closing(Desk.open(folder, SystemClock())) as desk:
        what = Answering(effect=EFFECT)
        row, _ = desk.add_message("proposal.open", harmless(), "Salma", what, "fr")
    shown = run_command(folder, "draft show", row.number)
    approved = run_command(folder, "draft approve", row.number, "--by", "Driss", answers="n\n")
    published = run_command(folder, "draft publish", row.number)

    for done in (shown, approved, published):
        assert "badr est exclu du réseau" in done.output
        assert "Le vote se clôt le 01/01/2026 à 00:59" in done.output
        assert done.output.index("badr est exclu") < done.output.index("portes ouvertes")


def test_any_effect_of_governance_is_told_and_no_other(joined: Path) -> None:
    """What has no sentence is told by its fields; what is no act of governance is as before."""
    call = AssemblyCall(type="ordinary", call=2, starts_ms=CLOSES_MS)
    data = call.SerializeToString(deterministic=True)
    lines = effect_lines(joined, "assembly.call", data, "fr", UTC)

    assert lines[1:] == ["  type: ordinary", "  call: 2", "  starts: 31/12/2025 à 23:59 (UTC)"]
    assert effect_lines(joined, "practice.report", data, "fr", UTC) == []
    assert effect_lines(joined, "member.profile", b"", "fr", UTC) == []


def test_an_act_that_was_not_signed_is_asked_again_as_it_is_said_now(
    joined: Path, tmp_path: Path
) -> None:
    """The call of a mistaken day was kept as a draft; corrected, the first day was signed."""
    folder, file = copy_of(joined, tmp_path / "amal", SETTINGS), tmp_path / "motion.yaml"
    file.write_text(format_yaml("proposal.open", harmless()), encoding="utf-8")
    corrected = ProposalOpen(type="motion", closes_ms=CLOSES_MS, call=1).SerializeToString()
    with closing(Desk.open(folder, SystemClock())) as desk:
        desk.add(file, "Salma", Answering(effect=EFFECT), "fr")
        row, _ = desk.add(file, "Salma", Answering(effect=corrected, audience="public"), "fr")

        kept = desk.store.draft(row.number)
        assert len(desk.store.drafts(DraftState.OPEN)) == 1
        assert (kept.effect, kept.audience) == (corrected, "public")
