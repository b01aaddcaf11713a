"""What the vote commands of a node read and write: deadlines, proxy files, actions."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import pytest
from forsa.client.zones import people_zone
from forsa.errors import MalformedError, NotFoundError
from forsa.governance.state import DAY_MS, State
from forsa.kinds.proposal_types import PROPOSAL_TYPES
from forsa.testing import FakeClock
from forsa_node.cli.proposals import open_
from forsa_node.governance.moments import (
    MOST_AHEAD_MS,
    end_of_day,
    now_of,
    parse_deadline,
    parse_moment,
)
from forsa_node.governance.proposing import default_closing
from forsa_node.governance.proxy_file import MAX_BYTES, Proxy, format_proxy, read_proxy
from forsa_node.governance.wanted import Wanted, actions_of
from forsa_node.seen import Seen
from hypothesis import given
from hypothesis import strategies as st

from tests.support.folded_log import START_MS, FoldedLog

RABAT = ZoneInfo("Africa/Casablanca")
PROXY = Proxy(bytes(32), bytes(range(32)), "cyn", "amal", bytes(32), bytes(64))


def seen(log_time_ms: int, fresh_ms: int = 0) -> Seen:
    """What a node knows of the network's time."""
    return Seen(replace(State.start(bytes(32)), log_time_ms=log_time_ms), fresh_ms, (), {})


def at(time_ms: int, zone: Any = RABAT) -> str:
    """A moment in a zone, to the second."""
    return f"{datetime.fromtimestamp(time_ms / 1000, zone):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("log_ms", "fresh_ms", "here_ms", "now_ms"),
    [
        (5, 9, 7, 9),
        (5, 0, 9, 9),
        (5, 0, 5 + MOST_AHEAD_MS, 5 + MOST_AHEAD_MS),
        (5, 0, 6 + MOST_AHEAD_MS, 5),
        (9, 5, 3, 9),
    ],
)
def test_a_clock_is_believed_as_far_as_the_network_allows(
    log_ms: int, fresh_ms: int, here_ms: int, now_ms: int
) -> None:
    """Behind the log it is wrong; a node is cut off for weeks, not for years."""
    assert now_of(seen(log_ms, fresh_ms), FakeClock(here_ms)) == now_ms


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2026-09-30", "2026-09-30 23:59:59"),
        ("2026-09-30T18:00", "2026-09-30 18:00:00"),
        ("2026-09-30 18:00", "2026-09-30 18:00:00"),
        ("0", "2026-01-01 23:59:59"),
        ("15", "2026-01-16 23:59:59"),
    ],
)
def test_a_deadline_is_the_end_of_the_day_that_people_mean(text: str, ends: str) -> None:
    """Who is told "the 30th" votes in the evening of the 30th."""
    assert at(parse_deadline(text, START_MS, RABAT)) == ends


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "2026-13-01", "2026-9-1", "30/09/2026", "-3", "1000", "1969-12-31", "١٥"],
)
def test_what_is_no_deadline_is_refused(text: str) -> None:
    """A day that is read another way than it was meant ends a vote early."""
    with pytest.raises(MalformedError):
        parse_deadline(text, START_MS, RABAT)
    with pytest.raises(MalformedError):
        parse_moment(text, RABAT)


@given(st.integers(0, 4_000_000_000_000))
def test_a_day_ends_in_its_own_zone_and_the_next_begins(time_ms: int) -> None:
    """Also on the days on which Morocco changes its clocks for Ramadan."""
    end_ms = end_of_day(time_ms, RABAT)

    assert at(time_ms)[:10] == at(end_ms)[:10]
    assert at(end_ms + 1)[11:] == "00:00:00"
    assert 0 <= end_ms - time_ms < 26 * 3_600_000


@given(st.integers(0, DAY_MS))
def test_a_vote_without_a_date_is_never_too_short(offset_ms: int) -> None:
    """It is logged a while after its author said yes."""
    log = FoldedLog(settings={"voting_min_hours": "360"})
    now_ms = START_MS + offset_ms
    closes_ms = default_closing(log.state, now_ms, UTC)

    assert closes_ms - now_ms > 15 * DAY_MS + 3_600_000
    assert closes_ms - now_ms <= 16 * DAY_MS + 3 * 3_600_000


def test_the_zone_of_people_is_that_of_morocco() -> None:
    """Where the machine has no table of zones it is UTC, and every time says which it is."""
    assert str(people_zone()) in {"Africa/Casablanca", "UTC"}


def test_a_proxy_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Through an editor of Windows, too."""
    file = tmp_path / "proxy"
    text = format_proxy(PROXY, ["cyn donne procuration à amal."])
    file.write_text(text, encoding="utf-8")
    windows = tmp_path / "windows"
    windows.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    assert read_proxy(file) == read_proxy(windows) == PROXY
    assert replace(PROXY, voter="badr") != read_proxy(file)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "",
        lambda text: text.replace("forsa-proxy/1", "forsa-proxy/2"),
        lambda text: text.replace("from cyn", "from Cyn"),
        lambda text: text.replace("to amal", "to amal\nto badr"),
        lambda text: text.replace("key ", "cle "),
        lambda text: text.replace("proposal 00", "proposal 0"),
        lambda text: text.replace("signature AA", "signature A"),
        lambda text: text.replace("to amal\n", ""),
        lambda text: "\n" + text,
        lambda text: text + "x" * MAX_BYTES,
        lambda _: "\udcff",
    ],
)
def test_what_is_no_proxy_is_refused_by_its_name(change: Any, tmp_path: Path) -> None:
    """Strangers send files, and so does a full disk."""
    file = tmp_path / "proxy.txt"
    file.write_bytes(change(format_proxy(PROXY, [])).encode(errors="surrogateescape"))

    with pytest.raises(MalformedError, match="is no proxy"):
        read_proxy(file)


def wanted(**options: Any) -> list[tuple[str, bytes]]:
    """The actions of a wish, in a network of amal, badr and the office."""
    stores: Any = None  # no record and no request is named
    made = actions_of(Wanted(**options), stores, FoldedLog().state)
    return [(one.kind, one.effect) for one in made]


def test_options_become_actions_whose_order_is_not_that_of_typing() -> None:
    """Two who type the same in another order ask the network the same: a second call is one."""
    first = wanted(settings=("proxies_max=2", "admission=secretariat"), roles=("badr=secretariat",))
    second = wanted(
        roles=("badr=secretariat",), settings=("admission=secretariat", "proxies_max=2")
    )

    assert first == second
    assert [kind for kind, _ in first] == ["member.role", "setting.change"]
    assert wanted(groups=("data=badr, amal,badr",)) == wanted(groups=("data=amal,badr",))
    assert wanted(activate=("badr", "badr")) == wanted(activate=("badr",))


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        ({"suspend": ("bader",)}, NotFoundError, "no member is called bader; did you mean badr"),
        ({"suspend": ("xyz",)}, NotFoundError, "no member is called xyz; there are: amal"),
        ({"roles": ("badr",)}, MalformedError, "badr is not written as MEMBER=ROLE"),
        ({"hold": ("3f2a91:0001000",)}, MalformedError, "a hold of 0001000 days"),
        ({"hold": ("3f2a91:366",)}, MalformedError, "a hold of 366 days"),
        ({"roles": ("badr=king",)}, MalformedError, "king is no role; there are: secretariat"),
        ({"settings": ("proxies_max=9",)}, MalformedError, "no network has the setting"),
        ({"settings": ("a=1", "a=2")}, MalformedError, "no network has the setting"),
        (
            {"settings": ("proxies_max=1", "proxies_max=2")},
            MalformedError,
            "a setting is named twice",
        ),
        ({"groups": ("data=amal,zineb",)}, MalformedError, "no network has the setting"),
        ({"revoke_keys": ("abcdef",)}, NotFoundError, "0 keys of the network begin with abcdef"),
        ({"revoke_keys": ("",)}, NotFoundError, "keys of the network begin with"),
        ({"suspend": ("badr",), "reason": "Pas payé"}, MalformedError, "reason"),
    ],
)
def test_what_could_never_be_executed_is_refused_before_the_vote(
    options: dict[str, Any], error: type[Exception], says: str
) -> None:
    """Fifteen days of voting on a setting that takes no such value helped nobody."""
    with pytest.raises(error, match=says):
        wanted(**options)


def test_every_action_that_a_proposal_can_carry_has_an_option() -> None:
    """What no command can propose is only in the protocol."""
    options = {one.name for one in open_.params}
    by_kind = {
        "member.activate": "activate",
        "member.suspend": "suspend",
        "member.reinstate": "reinstate",
        "member.expel": "expel",
        "member.role": "roles",
        "setting.change": "settings",
        "record.redact": "redact",
        "record.hold": "hold",
        "record.release": "release",
        "key.revoke": "revoke_keys",
        "key.recover": "recover",
        "agreement.publish": "agreement",
    }
    types = next(one.type for one in open_.params if one.name == "kind")

    assert {kind for one in PROPOSAL_TYPES.values() for kind in one.actions} == by_kind.keys()
    assert set(by_kind.values()) <= options
    assert {field.name for field in fields(Wanted)} <= options
    assert isinstance(types, click.Choice)
    assert set(types.choices) == set(PROPOSAL_TYPES)
