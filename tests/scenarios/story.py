"""Stories about a network, told in text that a member can read and played against the fold.

A story has a title line (`== title`), the people, what happens, and after a line `----` what holds
in the end. An event that must be refused ends in `-> REASON`. Words: tests/scenarios/README.md.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forsa.envelope import Record, RecordId
from forsa.governance.audience import audience_allows
from forsa.governance.fold import Folded
from forsa.governance.state import Proposal
from forsa.governance.tally import count
from forsa.governance.views.now import marked_from
from forsa.keys import KeyId
from forsa.v1.record_pb2 import Commitment
from google.protobuf.message import Message

from tests.scenarios.manners import made
from tests.support.folded_log import DAY_MS, FoldedLog, key_named

HOUR_MS: Final = 3_600_000
UNITS: Final = {"ms": 1, "hour": HOUR_MS, "hours": HOUR_MS, "day": DAY_MS, "days": DAY_MS}


Table = Sequence[tuple[str, Callable[..., str]]]
"""Patterns of events, and what each does: it returns the reason of a refusal, or `accepted`."""


@dataclass(frozen=True)
class Story:
    """One story as it is written."""

    title: str
    events: tuple[str, ...]
    ending: tuple[str, ...]


def read_stories(folder: Path) -> Iterator[Story]:
    """Read every story of a folder of text files."""
    for path in sorted(folder.glob("*.txt")):
        for text in path.read_text().split("\n== ")[1:]:
            title, _, rest = text.partition("\n")
            told, _, ending = rest.partition("\n----\n")
            yield Story(title, tuple(_lines(told)), tuple(_lines(ending)))


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _manner(told: str) -> tuple[str, str]:
    """Split `(lying hub) ballot ...` into how it happens and what happens."""
    match = re.fullmatch(r"\((.*?)\) (.*)", told)
    return ("", told) if match is None else (match[1], match[2])


def unit_of(words: str) -> int:
    """Read a time such as `20 days`, in milliseconds."""
    number, unit = words.split()
    return int(number) * UNITS[unit]


class Stage:
    """Plays a story: one method an event, one fact a line of the ending."""

    def __init__(self, events: tuple[str, ...]) -> None:
        people: dict[str, list[str]] = {"members": [], "observers": [], "settings": []} | {
            line.split()[0]: line.split()[1:]
            for line in events
            if line.split()[0] in ("members", "observers", "settings")
        }
        settings = {"secretariat_votes": "no", "voting_min_hours": "24"}
        for name, value in (setting.split("=", 1) for setting in people["settings"]):
            settings[name] = value.replace("/", " ")
        self.log = FoldedLog(people["members"], observers=people["observers"], settings=settings)
        self.records: dict[str, RecordId] = {}
        self.made: dict[str, Record] = {}
        """By name, as their authors signed them."""
        self.objects: dict[str, bytes] = {}
        self.proposals: dict[str, Proposal] = {}
        self.endings: dict[str, str] = {}
        self.manner = ""
        """What stands in brackets before the event."""

    # --- telling ---------------------------------------------------------------------------

    def play(self, line: str, table: Table) -> None:
        """Play one event by the first pattern that fits; it must end as the line says."""
        told, _, expected = (part.strip() for part in line.partition("->"))
        self.manner, told = _manner(told)
        often = re.fullmatch(r"(\d+) times", self.manner)
        for number in range(int(often[1]) if often else 1):
            outcome = self._event(told.replace("#", str(number)), table)
            assert outcome == (expected or "accepted"), f"{line}: {outcome}"

    def _event(self, told: str, table: Table) -> str:
        for pattern, event in table:
            match = re.fullmatch(pattern, told)
            if match:
                self.log.now_ms += 1000
                return event(self, *match.groups())
        raise AssertionError(f"nobody understands {told!r}")

    def holds(self, line: str) -> None:
        """Check one line of the ending."""
        name, _, claim = line.partition(" ")
        facts = self.facts(name)
        assert claim in facts, f"{line!r} does not hold: {name} is {facts}"

    def publish(
        self,
        who: str,
        kind: str,
        effect: Message | bytes | None = None,
        *,
        name: str = "",
        target: str = "",
        blind: bool = False,
        audience: str = "public",
        body: Commitment | None = None,
        attachments: tuple[Commitment, ...] = (),
    ) -> str:
        """Offer a record by `member` or `member/key name`; return the reason or `accepted`."""
        member, _, key_name = who.partition("/")
        key = key_named(key_name or member)
        record = self.log.record(
            member,
            kind,
            effect,
            key=key,
            object_id=self.objects.get(name),
            parent=self.records[target] if target else b"",
            audience=audience,
            body=body,
            attachments=attachments,
            observed=None if blind else self.log.seen(),
        )
        record = made(record, self.manner, key, self.made)
        if self.manner.startswith("offline "):
            self.made[self.manner.removeprefix("offline ")] = record
            return "accepted"
        return self.send(record, name)

    def send(self, record: Record, name: str = "") -> str:
        """Offer a signed record to the hub, or have it logged by one that lies."""
        before = self.log.rights.proposals
        lies = self.manner == "lying hub"
        folded = self.log.log(self.log.entry(record)) if lies else self.log.offer(record)
        if not isinstance(folded, Folded):
            return folded.reason
        if name:
            self._call(name, record)
        self._note_endings(dict(before), folded)
        return folded.void.reason if folded.void else "accepted"

    def _call(self, name: str, record: Record) -> None:
        """Give a record its name; the version that had it before is called `name@1`, `name@2`."""
        if name in self.records and self.records[name] != record.record_id:
            number = sum(other.startswith(f"{name}@") for other in self.records) + 1
            self.records[f"{name}@{number}"] = self.records[name]
            self.made[f"{name}@{number}"] = self.made[name]
        self.records[name], self.made[name] = record.record_id, record
        self.objects[name] = record.header.object_id

    def _note_endings(self, before: dict[RecordId, Proposal], folded: Folded) -> None:
        """Remember what became of proposals: the state forgets what is decided and done."""
        results = {outcome.record_id: outcome.result for outcome in folded.outcomes}
        header = None if folded.record is None or folded.void else folded.record.header
        for name, record_id in self.records.items():
            now = self.log.rights.proposals.get(record_id)
            if now is not None:
                self.proposals[name] = now
                assert results.get(record_id, now.result) == now.result
            elif record_id in before:
                kinds = [kind for kind, _ in before[record_id].actions]
                done = header and header.parent == record_id and header.kind in kinds
                self.endings[name] = "executed" if done else results.get(record_id, "gone")

    # --- the ending ------------------------------------------------------------------------

    def facts(self, name: str) -> list[str]:
        """Return all that can be said of a name."""
        if name in self.proposals:
            return [*self._proposal(name), *self._record(name)]
        if name == "log":
            return [f"{len(self.log.rights.voids)} void"]
        if name == "setting":
            return [f"{key} {value or '-'}" for key, value in self.log.rights.settings.items()]
        if name.startswith("key:"):
            return self._key(name.removeprefix("key:"))
        if "/" in name:
            return self._of_member(name)
        if name in self.records:
            return [*self._record(name), *self._agreement(name)]
        member = self.log.rights.members.get(name)
        if member is None:
            return ["unknown"]
        pending = ["recovery pending"] if name in self.log.rights.recoveries else []
        return [member.status, member.role, f"{member.role} {member.status}", *pending]

    def _of_member(self, name: str) -> list[str]:
        """Return what can be said of a node or delegate."""
        node, delegate = self.log.rights.nodes.get(name), self.log.rights.delegates.get(name)
        facts = [] if delegate is None else [f"may {' '.join(delegate.powers)}"]
        if node is not None:
            facts.append("active" if node.active else "revoked")
        return facts or ["unknown"]

    def _proposal(self, name: str) -> list[str]:
        proposal = self.proposals[name]
        tally = count(proposal)
        result = self.endings.get(name, proposal.result)
        return [
            result,
            f"{result}: {tally.present} of {tally.roll} present or represented",
            f"{result}: {tally.in_favour} for, {tally.against} against",
        ]

    def _record(self, name: str) -> list[str]:
        rights, record_id = self.log.rights, self.records[name]
        header, index = self.made[name].header, self.log.earlier.records[record_id].index
        marked = marked_from(self.log.state, KeyId(header.key_id), index) is not None
        readers = [m for m in sorted(rights.members) if audience_allows(self.log.state, header, m)]
        facts = ["marked" if marked else "not marked", f"read by {', '.join(readers)}"]
        if record_id in rights.redacted:
            return ["redacted", *facts]
        hold = rights.holds.get(record_id)
        if hold is None:
            return ["served", *facts]
        return ["served", "held before", *facts] if hold.ends_ms is None else ["on hold", *facts]

    def _agreement(self, name: str) -> list[str]:
        agreement = self.log.rights.agreements.get(self.records[name])
        if agreement is None:
            return ["replaced"]
        by = ", ".join(agreement.ratified_by) or "nobody"
        status = "in force" if agreement.in_force else "open"
        return [status, f"{status}, ratified by {by}"]

    def _key(self, name: str) -> list[str]:
        key = self.log.rights.keys.get(key_named(name).key_id)
        if key is None:
            return ["unknown"]
        return ["revoked" if key.revoked is not None else "usable"]
