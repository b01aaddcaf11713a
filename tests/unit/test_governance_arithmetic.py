"""The numbers behind a decision, and the sentences that say them in three languages."""

from dataclasses import replace
from functools import cache

import pytest
from forsa.envelope import RecordId
from forsa.governance.state import Ballot, Proposal
from forsa.governance.tally import Tally, decide
from forsa.governance.views.arithmetic import (
    arithmetic_of,
    decided,
    majority_needed,
    quorum_needed,
    votes_of,
)
from forsa.governance.views.decision import Decision
from forsa.governance.views.decision_words import (
    say_arithmetic,
    say_majority,
    say_quorum,
    say_quorum_so_far,
    say_votes,
)
from forsa.governance.views.decisions import decision
from forsa.kinds.proposal_types import DecisionRule, Quorum
from forsa.words.reasons import LANGUAGES, Language
from hypothesis import given
from hypothesis import strategies as st
from immutables import Map

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage as Theatre
from tests.support.chronicles import chronicle

OF_THE_ROLL = (DecisionRule.ABSOLUTE, DecisionRule.TWO_THIRDS_ENTITLED)
rolls = st.integers(1, 120)


@cache
def some_motion() -> Decision:
    """A decision whose numbers do not matter."""
    lines = ("members amal", "open p1 by amal: motion")
    stage = Theatre(lines)
    for line in lines:
        stage.play(line, EVENTS)
    found = decision(chronicle(stage.log), stage.records["p1"])
    assert found is not None
    return found


def counted(
    roll: int, own: str, proxies: str = "", rule: str = "simple", quorum: str = "more_than_half"
) -> Decision:
    """A decision with these ballots, one letter each: `f`or, `a`gainst, abs`t`ain, `b`lank."""
    choice = {"f": "for", "a": "against", "t": "abstain", "b": "blank"}
    names = [f"m{number:03}" for number in range(roll)]
    given_by = dict(zip(names, own + proxies, strict=False))
    proposal = Proposal(
        record_id=RecordId(bytes(32)),
        author="m000",
        opened=1,
        type="motion",
        actions=(),
        text=None,
        closes_ms=1,
        call=1,
        rule=DecisionRule(rule),
        quorum=Quorum(quorum),
        roll=tuple(names),
        own=Map({one: Ballot(choice[given_by[one]], 5) for one in names[: len(own)]}),
        by_proxy=Map(
            {one: Ballot(choice[letter], 6) for one, letter in list(given_by.items())[len(own) :]}
        ),
    )
    return replace(
        some_motion(),
        count=votes_of(proposal),
        arithmetic=arithmetic_of(proposal),
        expected=decided(proposal),
    )


@given(rolls, st.sampled_from(Quorum))
def test_the_quorum_needed_is_the_smallest_that_is_met(roll: int, quorum: Quorum) -> None:
    """Who reads "21 needed" relies on 21, and 20 must not be enough."""
    needed = quorum_needed(quorum, roll)

    def is_met(present: int) -> bool:
        return decide(DecisionRule.CONSENT, quorum, Tally(roll, present, 0, 0)) != "no_quorum"

    assert is_met(needed)
    assert not (needed and is_met(needed - 1))


@given(rolls, st.sampled_from(DecisionRule), st.data())
def test_the_votes_needed_are_the_fewest_that_adopt(
    roll: int, rule: DecisionRule, data: st.DataObject
) -> None:
    """The numbers of a sentence are those that decided, whatever the rule."""
    cast = data.draw(st.integers(0, roll))
    needed = majority_needed(rule, roll if rule in OF_THE_ROLL else cast)
    tallies = [Tally(roll, cast, favour, cast - favour) for favour in range(cast + 1)]

    assert [decide(rule, Quorum.NONE, one) == "adopted" for one in tallies] == [
        one.in_favour >= needed for one in tallies
    ]


def test_the_vote_of_the_guide_has_the_sentences_of_the_guide() -> None:
    """Electorate 41, quorum 21, present 19 and represented 6, for 22, against 1, abstain 2."""
    vote = counted(41, "f" * 18 + "a", "ffff" + "tt")

    assert vote.expected == "adopted"
    assert say_quorum(vote, "en") == "quorum 21 of 41: 25 present or represented"
    assert say_quorum(vote, "fr") == "quorum 21 sur 41 : 25 présents ou représentés"
    assert say_quorum(vote, "ar") == "النصاب 21 من 41: الحاضرون أو الممثلون 25"
    assert say_majority(vote, "en") == "22 for of 23 cast: more than half"
    assert say_majority(vote, "fr") == "22 voix pour sur 23 exprimées : plus de la moitié"
    assert say_majority(vote, "ar") == (
        "الأصوات المؤيدة 22 من مجموع الأصوات المعبر عنها (23): أكثر من النصف"
    )
    assert say_quorum_so_far(vote, "en") == "25 of 41, 21 needed"
    assert say_votes(vote.count, "fr") == (
        "pour 22, contre 1, abstentions 2, blancs 0 ; "
        "présents 19, représentés 6, ayant droit de vote 41"
    )


@pytest.mark.parametrize(
    ("own", "rule", "quorum", "said"),
    [
        ("ff", "simple", "more_than_half", ("quorum 3 of 4: 2 present or represented",)),
        (
            "fafa",
            "simple",
            "more_than_half",
            (
                "quorum 3 of 4: 4 present or represented",
                "2 for of 4 cast: not more than half (3 needed)",
            ),
        ),
        (
            "f",
            "simple",
            "none",
            ("no quorum asked: 1 of 4 present or represented", "1 for of 1 cast: more than half"),
        ),
        (
            "tb",
            "simple",
            "one_third",
            (
                "quorum 2 of 4: 2 present or represented",
                "no vote for or against: nothing is adopted",
            ),
        ),
        (
            "tb",
            "consent",
            "one_third",
            ("quorum 2 of 4: 2 present or represented", "no vote for or against: no objection"),
        ),
        (
            "ffa",
            "two_thirds_cast",
            "more_than_half",
            ("quorum 3 of 4: 3 present or represented", "2 for of 3 cast: at least two thirds"),
        ),
        (
            "fft",
            "two_thirds_entitled",
            "more_than_half",
            (
                "quorum 3 of 4: 3 present or represented",
                "2 for of 4 entitled: less than two thirds (3 needed)",
            ),
        ),
        (
            "ffb",
            "absolute",
            "more_than_half",
            (
                "quorum 3 of 4: 3 present or represented",
                "2 for of 4 entitled: not more than half (3 needed)",
            ),
        ),
        (
            "fffa",
            "three_quarters_cast",
            "more_than_half",
            ("quorum 3 of 4: 4 present or represented", "3 for of 4 cast: at least three quarters"),
        ),
        (
            "fffa",
            "unanimity",
            "more_than_half",
            (
                "quorum 3 of 4: 4 present or represented",
                "3 for of 4 cast: not all votes (4 needed)",
            ),
        ),
    ],
)
def test_each_rule_says_its_numbers(
    own: str, rule: str, quorum: str, said: tuple[str, ...]
) -> None:
    """A majority of the votes and one of the members are two things, and people mix them up."""
    assert say_arithmetic(counted(4, own, rule=rule, quorum=quorum), "en") == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", DecisionRule)
def test_every_rule_has_words_met_or_not(rule: DecisionRule, language: Language) -> None:
    """A decision that cannot be said in Arabic is one that half of the members cannot check."""
    said = {say_majority(counted(3, own, rule=rule), language) for own in ("fff", "faa", "aaa")}

    assert len(said) == 3
    assert not any("{" in one for one in said)


def test_a_majority_without_a_quorum_is_a_majority_and_decides_nothing() -> None:
    """Two of two for, of four: who reads it must see that the quorum alone was missing."""
    vote = counted(4, "ff")

    assert (vote.arithmetic.quorum.met, vote.arithmetic.majority.met) == (False, True)
    assert vote.expected == "no_quorum"


def test_french_agrees_with_one() -> None:
    """« 1 présents » reads as a mistake, and who finds one looks for others."""
    vote = counted(1, "f")

    assert say_quorum(vote, "fr") == "quorum 1 sur 1 : 1 présent ou représenté"
    assert say_majority(vote, "fr") == "1 voix pour sur 1 exprimée : plus de la moitié"
