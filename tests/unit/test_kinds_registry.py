"""The table of kinds against the contract and against itself."""

import pytest
from forsa.encoding import is_kind
from forsa.governance.rules.table import RULES
from forsa.kinds.labels import kind_label
from forsa.kinds.proposal_types import PROPOSAL_TYPES
from forsa.kinds.registry import KINDS, RESERVED, Authority, Kind, Mark, Purpose, kind_of
from forsa.v1 import effects_pb2
from forsa.words.kind_names import KIND_NAMES
from forsa.words.reasons import LANGUAGES

LINES = list(KINDS.values())


@pytest.mark.parametrize("kind", LINES, ids=lambda kind: kind.name)
def test_a_line_of_the_registry_is_coherent(kind: Kind) -> None:
    """A line that names a missing kind or type would make a record nobody can ever publish."""
    assert is_kind(kind.name)
    assert all(target in KINDS for target in kind.targets)
    assert not kind.targets or kind.mark is Mark.TARGET
    assert all(kind.name in PROPOSAL_TYPES[name].actions for name in kind.decided_by)
    assert bool(kind.decided_by) == (kind.mark is Mark.PROPOSAL)
    assert kind.authority is not None or kind.decided_by
    assert kind.body is not None or not kind.body_required


@pytest.mark.parametrize("kind", LINES, ids=lambda kind: kind.name)
def test_a_kind_that_changes_a_right_has_a_rule(kind: Kind) -> None:
    """A forgotten rule would log a vote and count nothing."""
    assert kind.view or kind.name in RULES


def test_every_rule_belongs_to_a_kind() -> None:
    """A rule under a misspelt name would never run."""
    assert set(RULES) <= set(KINDS)


def test_every_effect_message_belongs_to_a_kind() -> None:
    """An effect that no kind carries is a rule that somebody forgot to write."""
    inside = {"Action"}
    named = {kind.effect.DESCRIPTOR.name for kind in LINES if kind.effect is not None}

    assert named | inside == set(effects_pb2.DESCRIPTOR.message_types_by_name)


def test_every_action_of_a_proposal_type_is_decided_by_it() -> None:
    """An action that no adopted proposal could execute would be a vote about nothing."""
    for line in PROPOSAL_TYPES.values():
        for action in line.actions:
            assert line.name in KINDS[action].decided_by


def test_a_name_outside_the_registry_is_a_view_of_any_member() -> None:
    """New kinds of view need no new rule level: older programs keep and relay them."""
    kind = kind_of("recipe.share")

    assert kind is not None
    assert (kind.known, kind.view) == (False, True)
    assert (kind.purpose, kind.authority) == (Purpose.RECORD, Authority.MEMBER)


@pytest.mark.parametrize("family", sorted(RESERVED))
def test_the_registry_s_families_are_closed(family: str) -> None:
    """Else a hub could log `member.crown` today and give it a meaning tomorrow."""
    assert kind_of(f"{family}.tomorrow") is None
    assert kind_of(f"{family}x.tomorrow") is not None


def test_the_families_that_change_rights_are_reserved() -> None:
    """A right may come from the registry alone."""
    families = {kind.name.split(".")[0] for kind in LINES if not kind.view}

    assert families <= RESERVED


def test_every_kind_has_a_name_for_people() -> None:
    """`translation.publish` in a list says nothing to who translated a text."""
    assert set(KIND_NAMES) == set(KINDS)
    for column, language in enumerate(LANGUAGES):
        names = [kind_label(kind, language) for kind in KINDS]

        assert len(set(names)) == len(names), "two kinds that people cannot tell apart"
        assert all(
            name == KIND_NAMES[kind][column] for name, kind in zip(names, KINDS, strict=True)
        )
        assert not set(names) & set(KINDS)


def test_a_kind_that_nobody_knows_is_called_as_it_is() -> None:
    """A newer program's kind is relayed and shown, never hidden behind an empty name."""
    assert kind_label("poem.publish", "ar") == "poem.publish"
