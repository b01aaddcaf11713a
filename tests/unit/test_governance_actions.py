"""What an action does, in a sentence: made of the effect alone, and whole."""

import re
from datetime import UTC
from typing import Any, Final

import pytest
from forsa.governance.views.actions import say_action, say_actions, say_setting
from forsa.governance.views.obstacles import obstacle
from forsa.kinds.proposal_types import PROPOSAL_TYPES
from forsa.kinds.reason_codes import FLAGGING, HIDING, SHOWING
from forsa.v1 import effects_pb2 as v1
from forsa.v1.trust_pb2 import MemberKey, Setting
from forsa.words.actions import SENTENCES, SETTINGS
from forsa.words.dates import say_day, say_left, say_time
from forsa.words.governance import codes_of, say_code
from forsa.words.reasons import LANGUAGES, Language

from tests.support.folded_log import OFFICE, FoldedLog

ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
TARGET: Final = bytes(range(32))
ACT: Final = v1.MemberAct(member="emir", reason="grave")
KEY: Final = MemberKey(public_key=bytes(32), purposes=["admin"], proof=bytes(64))
EFFECTS: Final[dict[str, Any]] = {
    "member.activate": ACT,
    "member.suspend": ACT,
    "member.reinstate": ACT,
    "member.expel": ACT,
    "member.role": v1.MemberRole(member="emir", role="secretariat"),
    "setting.change": v1.SettingChange(settings=[Setting(name="proxies_max", value="2")]),
    "agreement.publish": v1.AgreementPublish(
        type="charter", version=2, needed=3, ratify_by_ms=1_767_225_600_000
    ),
    "record.redact": v1.RecordAct(target=TARGET, reason="identifies_person"),
    "record.hold": v1.RecordHold(target=TARGET, reason="identifies_person", days=30),
    "record.release": v1.RecordAct(target=TARGET, reason="error"),
    "key.revoke": v1.KeyRevoke(key_id=TARGET, reason="stolen", compromised_from=40),
    "key.recover": v1.KeyRecover(member="emir", keys=[KEY]),
}
VALUES: Final = {
    "member.role": ("emir",),
    "setting.change": ("proxies_max", "2"),
    "agreement.publish": ("charter", "2", "3", "01/01/2026"),
    "record.redact": (TARGET.hex()[:16], "identifies_person"),
    "record.hold": (TARGET.hex()[:16], "30"),
    "record.release": (TARGET.hex()[:16], "error"),
    "key.revoke": (TARGET.hex(), "stolen", "40"),
    "key.recover": ("emir", "1", "admin"),
}


def said(kind: str, language: Language = "fr") -> str:
    """The sentence of the example of a kind."""
    return say_action(kind, EFFECTS[kind].SerializeToString(deterministic=True), language)


def test_every_action_that_a_proposal_can_carry_is_told_in_words() -> None:
    """Who votes on an action that nobody told signs a blank sheet."""
    carried = {kind for one in PROPOSAL_TYPES.values() for kind in one.actions}

    assert carried == EFFECTS.keys()
    assert carried <= SENTENCES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EFFECTS)
def test_what_is_told_has_the_values_of_the_effect(kind: str, language: Language) -> None:
    """A sentence without the member, the days or the keys is agreed to by mistake."""
    told, values = said(kind, language), VALUES.get(kind, ("emir", "grave"))

    assert all(say_code("reason", value, language) in told for value in values)
    assert bool(ARABIC.search(told)) is (language == "ar")


def test_all_keys_and_all_settings_are_told_however_many() -> None:
    """The one behind the dots would be the thief's."""
    keys = [MemberKey(public_key=bytes([n]) * 32, purposes=["admin"]) for n in range(1, 9)]
    recover = v1.KeyRecover(member="emir", keys=[_proved(one) for one in keys])
    members = ",".join(f"m{number:03}" for number in range(200))
    change = v1.SettingChange(settings=[Setting(name="group.data", value=members)])

    recovered = say_action("key.recover", recover.SerializeToString(deterministic=True), "fr")
    changed = say_action("setting.change", change.SerializeToString(deterministic=True), "fr")

    assert recovered.count("(admin)") == 8
    assert "m199" in changed


def _proved(key: MemberKey) -> MemberKey:
    return MemberKey(public_key=key.public_key, purposes=key.purposes, proof=bytes(64))


def test_a_value_cannot_turn_the_line_or_its_direction() -> None:
    """A value is not judged when a proposal is opened: it could hide the sentence before it."""
    nasty = "1\u202e\x1b[2J\n2"
    change = v1.SettingChange(settings=[Setting(name="app.x\r", value=nasty)])

    told = say_action("setting.change", change.SerializeToString(deterministic=True), "fr")

    assert told.isprintable()


def test_an_action_that_cannot_be_read_is_said_to_be_so() -> None:
    """Silence would look like a proposal without that action."""
    known, malformed, unknown = say_actions(
        [
            ("member.expel", ACT.SerializeToString(deterministic=True)),
            ("member.expel", b"\xff"),
            ("member.promote", b"\x01\x02"),
        ],
        "en",
    )

    assert known == "emir is expelled from the network (reason: grave)"
    assert "cannot read: member.expel ff" in malformed
    assert "cannot read: member.promote 0102" in unknown


@pytest.mark.parametrize(
    ("name", "value", "french"),
    [
        ("admission", "secretariat", "adhésions décidées par le secrétariat seul (admission)"),
        ("secretariat_votes", "no", "le secrétariat vote : non (secretariat_votes)"),
        (
            "rule.motion",
            "two_thirds_cast one_third",
            "règle de vote « motion » : deux tiers des exprimés ; quorum : un tiers des membres",
        ),
        ("group.data", "amal,badr", "groupe data : amal, badr"),
        ("group.data", "", "groupe data : personne"),
        ("app.colour", "red", "app.colour = red"),
    ],
)
def test_a_setting_is_told_in_words(name: str, value: str, french: str) -> None:
    """Few members know the names of settings by heart."""
    assert say_setting(name, value, "fr") == french


def test_what_could_not_be_carried_out_today_is_known_before_the_vote() -> None:
    """Fifteen days of voting on a member that is active already: the rule itself is asked."""
    state = FoldedLog().state
    secretariat = v1.MemberRole(member=OFFICE, role="member")
    cases = {
        ("member.activate", "badr is active"): v1.MemberAct(member="badr", reason="admitted"),
        ("member.suspend", ""): v1.MemberAct(member="badr", reason="late"),
        ("member.reinstate", "badr is active"): v1.MemberAct(member="badr", reason="late"),
        ("member.role", "no active secretariat would remain"): secretariat,
        ("setting.change", "cannot be"): _settings("proxies_max", "9"),
        ("setting.change", " "): _settings("proxies_max", "3"),
        ("key.revoke", "no member has a key"): v1.KeyRevoke(key_id=TARGET, reason="stolen"),
        ("record.hold", ""): EFFECTS["record.hold"],
    }
    for (kind, says), effect in cases.items():
        found = obstacle(state, "amal", kind, effect.SerializeToString(deterministic=True))

        assert (found is None) is (not says.strip()), kind
        assert found is None or says in found.message


def _settings(name: str, value: str) -> v1.SettingChange:
    return v1.SettingChange(settings=[Setting(name=name, value=value)])


def test_every_code_has_three_names() -> None:
    """A code in a sentence is a word of a programmer."""
    for what in ("type", "rule", "quorum", "result", "choice", "role", "status", "assembly"):
        for code in codes_of(what):
            names = [say_code(what, code, language) for language in LANGUAGES]

            assert [bool(ARABIC.search(name)) for name in names] == [False, True, False]
    assert set(PROPOSAL_TYPES) == set(codes_of("type"))
    assert say_code("type", "picnic", "fr") == "picnic"
    assert {len(forms) for forms in (*SENTENCES.values(), *SETTINGS.values())} == {3}


def test_a_moment_names_its_zone() -> None:
    """Midnight in Rabat is another day in Greenwich for an hour of the year's votes."""
    assert say_time(1_767_225_600_000, "fr", UTC) == "01/01/2026 à 00:00 (UTC)"
    assert say_day(1_767_225_600_000) == "01/01/2026"
    assert say_day(2**60) == str(2**60)


def test_what_is_left_is_never_told_too_long() -> None:
    """Who waits for the last of "3 days" that are 2 and a half comes too late."""
    left = {one: say_left(one, "fr") for one in (259_199_999, 86_400_000, 3_600_000, 59_999, -5)}

    assert [*left.values()] == ["2 j", "1 j", "1 h", "0 min", "0 min"]


def test_what_is_left_is_counted_as_arabic_counts() -> None:
    """`5 يوم` is read as a machine's, on the line that asks people to vote."""
    hour, day = 3_600_000, 86_400_000
    left = [say_left(one, "ar") for one in (day, 2 * day, 5 * day, 14 * day, 5 * hour, 30_000)]

    assert left == ["يوم واحد", "يومان", "5 أيام", "14 يوما", "5 ساعات", "0 دقيقة"]


def test_every_reason_that_a_command_offers_has_a_name() -> None:
    """The public list of acts would tell members `identifies_person`."""
    offered = {*HIDING, *SHOWING, *FLAGGING}

    assert offered <= set(codes_of("reason"))
