"""A season of the network: a text, an admission by vote, a year's duty, a record that must go.

Days pass on the clock of the demonstration, which no other network takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from forsa.client.demonstration import read_passed
from forsa.clock import SystemClock
from forsa.demo.acts import acting
from forsa.demo.network import SYNC_SECONDS, Network, Node, at_once, together
from forsa.demo.processes import ProcessError, wait_until
from forsa.demo.samples import agreement_of_three, two_reports
from forsa.demo.screen import Screen

CANDIDATE: Final = ("dalia", "Association Dalia", "MA-06")
DUTY: Final = "practice_report"
DUE_DAYS: Final = 4
HOLD_DAYS: Final = 14
VOTE_DAYS: Final = 9
"""A week at least by the statutes of this network, to the end of that day; shorter than a hold."""
_SCHOOL_YEAR_BEGINS: Final = 9
_NAMES: Final = "identifies_person"


@dataclass(frozen=True, slots=True)
class Table:
    """Who acts, and where files are carried from hand to hand."""

    network: Network
    office: Node
    amal: Node
    badr: Node
    nour: Node
    folder: Path

    @property
    def members(self) -> list[Node]:
        """The three that vote and ratify."""
        return [self.amal, self.badr, self.nour]


@dataclass(frozen=True, slots=True)
class Begun:
    """What lies on the table: record ids."""

    agreement: str
    evidence: str
    """A report of amal's, which it owes."""
    bad: str
    """A report of badr's that must go."""
    late: str
    """Another one of badr's, which it owes and will show too late."""
    admission: str


def season(network: Network, screen: Screen) -> Mapping[str, object]:
    """Play it, and let two nodes tell the state that follows."""
    folder = network.folder / "carried"
    folder.mkdir()
    amal, badr, nour = network.nodes[:3]
    table = Table(network, network.office, amal, badr, nour, folder)
    with screen.step("season_founders", names=", ".join(one.name for one in table.members)):
        _admit(table)
    with screen.step("season_begin"):
        begun = _begin(table)
    with screen.step("season_ratify"):
        _ratify_and_hold(table, begun)
    with screen.step("season_vote", absent=table.nour.name, other=table.badr.name):
        moderation = _vote(table, begun)
    with screen.step("season_pass", days=VOTE_DAYS):
        network.let_days_pass(VOTE_DAYS, witnesses=len(table.members) + 1)
        at_once(
            acting(table.badr, "due submit", DUTY, begun.late),
            acting(table.amal, "proposal execute", begun.admission),
            acting(table.nour, "proposal execute", moderation),
        )
    with screen.step("season_erased"):
        erased = wait_until("the nodes erase it", lambda: _erased(table, begun), SYNC_SECONDS)
    return _told(table, begun, screen) | {"redacted": begun.bad, "erased_by": erased}


def _admit(table: Table) -> None:
    """The three become active by the secretariat's word, as the statutes say; one more asks."""
    network, office = table.network, table.office
    candidate = Node(
        network.folder / CANDIDATE[0], network.logs, *CANDIDATE[1:], table.amal.settings
    )
    at_once(office.start, lambda: candidate.init(network.hub.network_id))
    at_once(
        lambda: network.hub.invite(candidate),
        *(acting(office, "members activate", node.member) for node in table.members),
    )


def _begin(table: Table) -> Begun:
    """A text to ratify, reports, what is due, and a vote on the candidate."""
    amal, badr = table.amal, table.badr
    calendar = table.folder / "calendar.yaml"
    calendar.write_text(_calendar(table), encoding="utf-8")
    words = ("--title", f"Adhésion : {CANDIDATE[1]}", "--text", "Statuts et récépissé présentés.")
    agreement, admission, own, others, _ = at_once(
        acting(amal, "agreement publish", agreement_of_three()),
        acting(
            amal,
            "proposal open",
            "admission",
            "--activate",
            CANDIDATE[0],
            "--seconder",
            "badr",
            *words,
        ),
        lambda: amal.publish(two_reports()[0]),
        lambda: badr.publish(*two_reports()),
        acting(table.office, "due plan", calendar),
    )
    bad, late = (str(one["record_id"]) for one in others)
    return Begun(agreement, str(own[0]["record_id"]), bad, late, admission)


def _calendar(table: Table) -> str:
    """One thing that two of the three owe in some days, on the day that it is here."""
    now = datetime.fromtimestamp(SystemClock().now_ms() / 1000, UTC)
    passed = timedelta(milliseconds=read_passed(table.network.clock))
    due = (now + passed + timedelta(days=DUE_DAYS)).date()
    first = due.year if due.month >= _SCHOOL_YEAR_BEGINS else due.year - 1
    return (
        f"school_year: {first}-{first + 1}\n"
        "obligations:\n"
        f"  - code: {DUTY}\n"
        f"    due: {due}\n"
        "    evidence_kind: practice.report\n"
        f"    members: [{table.amal.member}, {table.badr.member}]\n"
    )


def _ratify_and_hold(table: Table, begun: Begun) -> None:
    reason = ("--days", str(HOLD_DAYS), "--reason", _NAMES)
    at_once(
        *(acting(node, "agreement ratify", begun.agreement) for node in table.members),
        acting(table.office, "hold", begun.bad, *reason),
        lambda: _proxy(table, begun),
    )


def _proxy(table: Table, begun: Begun) -> None:
    """The absent member signs a file; another will vote by it."""
    proxy = table.folder / "proxy.txt"
    told = ("--to", table.badr.member, "--file", proxy, "--yes")

    def given() -> bool:
        return table.nour.run("proxy give", begun.admission, *told).code == 0

    wait_until("the proposal is there to give a proxy for", given, SYNC_SECONDS)


def _vote(table: Table, begun: Begun) -> str:
    """Ballots, one of them by proxy, and a second vote: on the record that is held."""
    amal, badr, nour = table.members
    words = ("--title", "Effacer une fiche", "--text", "Elle permet de reconnaître une personne.")
    (moderation, *_) = at_once(
        acting(
            amal, "proposal open", "moderation", "--redact", begun.bad, "--reason", _NAMES, *words
        ),
        acting(amal, "vote", begun.admission, "for"),
        acting(badr, "vote", begun.admission, "for"),
        acting(badr, "proxy use", table.folder / "proxy.txt", "for"),
        acting(amal, "due submit", DUTY, begun.evidence),
    )
    at_once(
        acting(amal, "vote", moderation, "for"),
        acting(nour, "vote", moderation, "for"),
    )
    return str(moderation)


def _erased(table: Table, begun: Begun) -> list[str] | None:
    """The nodes that said they erased the text, once all that hold it did."""
    redacted = {one["act"]["target"]: one for one in table.nour.ask("redact list")}
    found = redacted.get(begun.bad)
    if found is None or found["awaited"]:
        return None
    return sorted(one["node"] for one in found["erased"])


def _told(table: Table, begun: Begun, screen: Screen) -> dict[str, object]:
    """What the nodes say of it, each by itself.

    Raises:
        ProcessError: something of it does not hold.
    """
    lines = ("--lang", screen.language)
    vote, duties, text, members, checked = at_once(
        lambda: table.badr.ask("proposal show", begun.admission, *lines),
        lambda: table.office.ask("due table", "--network", *lines),
        lambda: table.nour.ask("agreement status", begun.agreement),
        lambda: table.nour.ask("members list"),
        lambda: together(lambda node: node.ask("verify"), [table.amal, table.nour]),
    )
    screen.quote(vote["says"])
    screen.tell("season_due")
    screen.quote([f"{one['member']} : {one['says']}" for one in duties])
    states = {one["state"] for one in checked}
    screen.tell("season_state", first=table.amal.name, second=table.nour.name)
    screen.quote([one["state"] for one in checked])
    if len(states) != 1:
        raise ProcessError(f"two nodes tell two states: {', '.join(states)}")
    return {
        "in_force_for": _in_force(text),
        "admitted": _status(members),
        "by_proxy": sorted(one["member"] for one in vote["votes"] if one["by_proxy"]),
        "late": {one["member"]: bool(one["is_late"]) for one in duties},
        "state": states.pop(),
    }


def _in_force(agreement: Mapping[str, Any]) -> list[str]:
    """Members for whom the text is in force, sorted."""
    return sorted(one["member"] for one in agreement["parties"] if one["in_force"])


def _status(members: list[Mapping[str, Any]]) -> str:
    """The candidate's status."""
    return str({one["id"]: one["status"] for one in members}[CANDIDATE[0]])
