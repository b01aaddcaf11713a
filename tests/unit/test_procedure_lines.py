"""What a node prints of a procedure: whose words they are, and what they cannot do to a screen."""

from datetime import UTC
from typing import Any

from forsa_node.governance.moderation_lines import flag_lines
from forsa_node.governance.procedure_lines import appeal_lines, sanction_lines

HOSTILE = "faits\x1b[2J\nsecretariat : en vigueur"
SHOWN = "faits [2J secretariat : en vigueur"
SANCTION: dict[str, Any] = {
    "index": 7,
    "log_time_ms": 0,
    "member": "badr",
    "code": "warning",
    "stage": "closed",
    "grounds": {"fr": HOSTILE},
    "hearing_ms": 86_400_000,
    "hearing_days": 1,
    "is_hearing_short": True,
    "hearing": {"fr": HOSTILE},
    "proposals_called": [],
    "effect": None,
    "appeals": [],
}
APPEAL: dict[str, Any] = {
    "index": 8,
    "log_time_ms": 0,
    "member": "badr",
    "withdrawn": False,
    "is_late": False,
    "target_kind": "sanction.notice",
    "target_called": "n° 7",
    "until_ms": 0,
    "grounds": {"fr": HOSTILE},
    "answers_called": [],
}
FLAG: dict[str, Any] = {
    "index": 9,
    "log_time_ms": 0,
    "member": "badr",
    "target_called": "n° 7",
    "reason": "other",
    "note": {"fr": HOSTILE},
    "withdrawn": True,
    "answer": None,
}


def test_the_words_of_a_member_stay_on_their_line() -> None:
    """Grounds that turn a line would print an effect that no vote gave, or clear the screen."""
    lines = [
        *sanction_lines(SANCTION, "fr", UTC),
        *appeal_lines(APPEAL, "fr", UTC),
        *flag_lines(FLAG, "fr", UTC),
    ]

    assert sum(SHOWN in line for line in lines) == 4
    assert all(line.isprintable() for line in lines)


def test_a_day_before_a_hearing_is_one_day() -> None:
    """`1 jours` is read as a machine's."""
    assert any("(1 jour après" in line for line in sanction_lines(SANCTION, "fr", UTC))
    assert any("(بعد يوم واحد من" in line for line in sanction_lines(SANCTION, "ar", UTC))
