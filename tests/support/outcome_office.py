"""Two persons of a member who release tables of outcomes to a real hub."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from forsa.client.drafts import LEVEL, Draft, Signed, draw_object_id, sign_draft
from forsa.client.published import Logged, Refused
from forsa.commitment import commit
from forsa.envelope import sign_record
from forsa.errors import Reason
from forsa.keys import SigningKey
from forsa.outcomes.messages import release_message
from forsa.outcomes.tables import Release
from forsa.signed import outcome_message, possession_message
from forsa.v1 import outcomes_pb2 as v1
from forsa.v1.common_pb2 import Common
from forsa.v1.effects_pb2 import KeyAdd, OutcomeRelease
from forsa.v1.record_pb2 import Commitment, RecordHeader
from forsa.v1.trust_pb2 import MemberKey
from forsa_hub.quotas import DAY_MS
from forsa_hub.store.usage import Used

from tests.support.attachments import Member, Shared
from tests.support.own_registers import profile
from tests.support.releases import ABOUT

COMMON: Final = Common(original_language="fr", licence="CC-BY-4.0")
PROOF: Final = "application/vnd.forsa.outcome-proof+json"


def untouched(_message: v1.OutcomeTables) -> None:
    """Nothing is changed by hand."""


@dataclass
class Office:
    """Two persons of a member who release tables: one prepares, the node's own key approves."""

    shared: Shared
    name: str = "amal"
    preparer: SigningKey = field(default_factory=lambda: SigningKey.from_seed(os.urandom(32)))

    @property
    def member(self) -> Member:
        """Theirs."""
        return self.shared[self.name]

    @property
    def size(self) -> int:
        """Entries of the hub's log."""
        return self.shared.network.hub.core.sequencer.head.size

    @property
    def published(self) -> Used:
        """Records and bytes that count to the member's quota of the day."""
        counters = self.shared.network.hub.core.sequencer.quotas.counters
        return counters[self.name, self.member.clock.now_ms() // DAY_MS]

    async def begin(self) -> None:
        """Let the network know the preparer's key."""
        identity, key = self.member.identity, self.preparer
        proof = key.sign(possession_message(identity.network_id, identity.member, key.public))
        added = MemberKey(public_key=key.public, purposes=["record"], proof=proof)
        await self.member.act("key.add", KeyAdd(key=added))

    def frame(
        self, n: int = 55, year: str = "2024-2025", centres: int = 1, **fields: Any
    ) -> Signed:
        """The published enrolment of a year."""
        body = v1.OutcomeFrame(
            common=COMMON,
            school_year=year,
            frame_n=n,
            frozen_on="2024-10-31",
            centres_total=centres,
        )
        return self._sign(Draft("outcome.frame", body, **fields))

    def profile(self, *centres: str, before: Signed | None = None) -> Signed:
        """The member's profile with these centres; a version after another one, if there is."""
        fields: dict[str, Any] = {}
        if before is not None:
            fields = {
                "object_id": before.record.header.object_id,
                "parent": before.record.record_id,
            }
        body = profile(*centres)
        fields |= {"region": body.region, "languages": ("fr",)}
        return self._sign(Draft("member.profile", body, **fields))

    def _sign(self, draft: Draft) -> Signed:
        return sign_draft(draft, self.member.identity, self.member.clock.now_ms())

    async def release(
        self,
        release: Release,
        proof: bytes,
        edit: Callable[[v1.OutcomeTables], None] = untouched,
        *,
        attached: bytes | None = None,
    ) -> Signed:
        """A release that both persons signed, its proof at the hub.

        Args:
            release: What they mean to release.
            proof: Its proof.
            edit: What is changed by hand before they sign.
            attached: Another proof that is attached instead; empty = none.
        """
        message = release_message(release, ABOUT)
        message.proof_digest = sha256(proof).digest()
        edit(message)
        attachments = []
        data = proof if attached is None else attached
        if data:
            manifest = await self.member.put(data)
            attachments = [Commitment(root=manifest.root(), size=len(data), media_type=PROOF)]
        return self.signed(message, attachments)

    def signed(
        self,
        message: v1.OutcomeTables,
        attachments: list[Commitment],
        prepared: bytes | None = None,
        approver: SigningKey | None = None,
    ) -> Signed:
        """Both signatures; the first may be over another body, the second by another key."""
        identity, now_ms = self.member.identity, self.member.clock.now_ms()
        approver = approver or identity.signing_key("record")
        body, salt, object_id = (
            message.SerializeToString(deterministic=True),
            os.urandom(32),
            draw_object_id(now_ms),
        )
        root = commit(salt, body if prepared is None else prepared).root
        said = outcome_message(identity.network_id, identity.member, object_id, root)
        effect = OutcomeRelease(
            preparer_key_id=self.preparer.key_id, preparer_sig=self.preparer.sign(said)
        )
        header = RecordHeader(
            network_id=identity.network_id,
            member=identity.member,
            key_id=approver.key_id,
            kind="outcome.release",
            min_level=LEVEL,
            created_ms=now_ms,
            object_id=object_id,
            audience="public",
            effect=effect.SerializeToString(deterministic=True),
            body=commit(salt, body),
            attachments=attachments,
            languages=["fr"],
        )
        return Signed(sign_record(header, approver), salt, body)

    async def logs(self, *signed: Signed) -> None:
        """All of these are taken."""
        for outcome in await self.member.publish(*signed):
            assert isinstance(outcome, Logged), (outcome.error, outcome.error.violations)

    async def refuses(self, signed: Signed) -> tuple[Reason, dict[str, str]]:
        """Why this one is refused, which must be, and that nothing was logged."""
        before = self.size
        (outcome,) = await self.member.publish(signed)

        assert isinstance(outcome, Refused), "it was logged"
        assert self.size == before
        return outcome.error.reason, outcome.error.metadata
