"""A network at random: what people would do, and every sort of nonsense between.

What happens comes from one seed; the same seed gives the same log, byte for byte.
"""

import random
from collections.abc import Callable, Mapping
from copy import copy
from functools import cache
from typing import Any, Final, TypeVar

from forsa.entry import LogEntry
from forsa.envelope import Record
from forsa.governance.state import Result, Status
from forsa.kinds.proposal_types import PROPOSAL_TYPES
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import Commitment
from google.protobuf.message import Message

from tests.support.folded_log import DAY_MS, OFFICE, FoldedLog, unique
from tests.support.next_roots import set_back
from tests.support.nonsense import MEMBERS, WORDS, Nonsense

T = TypeVar("T")
HOUR_MS: Final = 3_600_000
PAUSES: Final = (
    *(0, 0, 0, 0, 0, 0, 1, 1, 1000, 1000, 1000, 1000, 1000, 1000, 1000),
    *(HOUR_MS // 4, HOUR_MS // 4, HOUR_MS // 4, HOUR_MS + 1, HOUR_MS + 1, 8 * DAY_MS, -5000),
)
STATUTES: Final = {
    "voting_min_hours": "1",
    "admission": "secretariat",
    "group.data": "amal,badr",
} | {f"rule.{name}": "simple none" for name in PROPOSAL_TYPES}


@cache
def _founded() -> FoldedLog:
    return FoldedLog(MEMBERS, observers=["academy"], settings=STATUTES)


def in_order(part: Mapping[Any, T]) -> list[T]:
    """Return what the state holds in an order that is the same in every process."""
    return [part[key] for key in sorted(part)]


class Chaos:
    """A log that anything may happen to."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.log = copy(_founded())
        self.log.earlier = self.log.earlier.copy()
        self.log.entries, self.log.folded = list(self.log.entries), list(self.log.folded)
        self.made: list[Record] = []
        self.nonsense = Nonsense(self.rng, self.log, self.made)
        self.plan: list[Callable[[], Record]] = []
        """What comes next of what was begun."""

    def entry(self) -> bytes:
        """Return the bytes of one more entry."""
        self.log.now_ms += self.rng.choice(PAUSES)
        chance = self.rng.random()
        if self.made and chance < 0.05:
            return self._entry_of(self.rng.choice(self.made).envelope)
        record = self._sensible() if chance < 0.65 else self.nonsense.drawn()
        self.made.append(record)
        if chance > 0.95:
            return self._entry_of(self.nonsense.spoiled(record))
        entry = self._entry_of(record.envelope)
        if chance > 0.9:
            at = self.rng.randrange(len(entry))
            return entry[:at] + self.rng.randbytes(self.rng.randrange(3)) + entry[at + 1 :]
        return entry

    def _entry_of(self, envelope: bytes) -> bytes:
        backwards = self.rng.random() < 0.02
        now_ms = self.log.now_ms if backwards else max(self.log.now_ms, self.log.state.log_time_ms)
        return LogEntry(now_ms, envelope).format()

    def _sensible(self) -> Record:
        if self.plan:
            return self.plan.pop(0)()
        begun = (self._decide, self._decide, self._open, self._vote, self._execute, self._ratify)
        seldom = (self._admit, self._add_key, self._appoint, self._report, self._repair)
        return self.rng.choice((*begun, *seldom))()

    def _decide(self) -> Record:
        """Open a proposal; a vote on it, its close and its execution follow."""
        record = self._open()

        def vote() -> Record:
            ballot = v1.BallotCast(choice="for")
            return self._by_voter("ballot.cast", ballot, parent=record.record_id)

        def close() -> Record:
            self.log.now_ms += HOUR_MS + 1001
            return self._execute()

        self.plan += [vote, close, self._execute]
        return record

    def _open(self) -> Record:
        """Propose, with each effect drawn as it would be executed."""
        acting = [line for line in PROPOSAL_TYPES.values() if line.actions]
        line = self.rng.choice((*acting, PROPOSAL_TYPES["motion"]))
        kinds = [self.rng.choice(line.actions)] if line.actions else []
        if line.name == "moderation":
            kinds *= 2
        effect = v1.ProposalOpen(
            type=line.name,
            actions=[v1.Action(kind=k, effect=self.nonsense.well_formed(k)) for k in kinds],
            closes_ms=max(self.log.now_ms, self.log.state.log_time_ms) + HOUR_MS + 1000,
            call=1,
        )
        text = Commitment(root=unique("text"), size=9, media_type="text/plain")
        return self._by_voter("proposal.open", effect, attachments=[text])

    def _vote(self) -> Record:
        open_now = [p for p in in_order(self.log.rights.proposals) if p.result is Result.OPEN]
        if not open_now:
            return self._open()
        one = min(open_now, key=lambda proposal: len(proposal.own))
        effect = v1.BallotCast(choice="for")
        return self._by_voter("ballot.cast", effect, parent=one.record_id, observed=self.log.seen())

    def _execute(self) -> Record:
        adopted = [p for p in in_order(self.log.rights.proposals) if p.result is Result.ADOPTED]
        if not adopted:
            return self._vote()
        one = self.rng.choice(sorted(adopted, key=lambda proposal: proposal.opened)[-2:])
        kind, effect = one.actions[one.pending[0]]
        body = Commitment(root=unique("text"), size=9) if kind == "agreement.publish" else None
        return self._by_voter(kind, effect, parent=one.record_id, body=body)

    def _ratify(self) -> Record:
        agreements = in_order(self.log.rights.agreements)
        if not agreements:
            parties = sorted(self.rng.sample(MEMBERS, 2))
            return self._by_voter(
                "agreement.publish",
                v1.AgreementPublish(type="partnership", version=1, parties=parties, needed=1),
            )
        effect = v1.AgreementRatify(act=self.rng.choice(WORDS["act"][:-1]))
        one = self.rng.choice(agreements)
        party = self.rng.choice((*one.parties, *one.parties, *MEMBERS))
        seen = self.log.seen()
        return self.log.record(
            party, "agreement.ratify", effect, parent=one.record_id, observed=seen
        )

    def _admit(self) -> Record:
        emir = self.log.rights.members.get("emir")
        if emir is not None and emir.status is not Status.PROVISIONAL:
            return self._add_key()
        if emir is not None:
            act = v1.MemberAct(member="emir", reason="told")
            return self.log.record(OFFICE, "member.activate", act)
        effect = v1.MemberAdmit(
            member="emir", role="member", keys=[self.log.new_key("emir", "emir")]
        )
        return self.log.record(OFFICE, "member.admit", effect)

    def _add_key(self) -> Record:
        member = self.rng.choice(MEMBERS)
        key = self.log.new_key(member, f"key {self.rng.randrange(40)}")
        return self.log.record(member, "key.add", v1.KeyAdd(key=key))

    def _appoint(self) -> Record:
        """Appoint a delegate with keys of anybody."""
        keys = self.log.rights.keys
        found = self.rng.choice(sorted(keys))
        holder = keys[found].member if self.rng.random() < 0.8 else self.rng.choice(MEMBERS)
        effect = v1.DelegateAppoint(
            delegate=self.rng.choice(WORDS["delegate"]),
            powers=["vote"],
            key_ids=[found],
            to_ms=self.log.now_ms + 2 * HOUR_MS,
        )
        return self.log.record(holder, "delegate.appoint", effect)

    def _repair(self) -> Record:
        """Set log time back, a little or a lot; rarely, for what fired stays fired."""
        if self.rng.random() < 0.7:
            return self._report()
        self.log.now_ms -= self.rng.choice((1, HOUR_MS, 8 * DAY_MS))
        return self._by_voter("root.publish", set_back(self.log, max(1, self.log.now_ms)))

    def _report(self) -> Record:
        return self.log.record(self.rng.choice(MEMBERS), "practice.report")

    def _by_voter(self, kind: str, effect: Message | bytes, **more: Any) -> Record:
        voters = [one.id for one in in_order(self.log.rights.members) if one.may_vote]
        return self.log.record(self.rng.choice(voters), kind, effect, **more)
