"""A log with obligations in it, for views of duties: no store, no process."""

from collections.abc import Sequence
from typing import Any

from forsa.envelope import Record
from forsa.governance.views.chronicle import Chronicle
from forsa.governance.views.duties import Duty, duties
from forsa.v1 import effects_pb2 as v1
from forsa.v1.governance_pb2 import Obligation, ReviewNote
from forsa.v1.record_pb2 import Commitment

from tests.support.chronicles import chronicle
from tests.support.folded_log import DAY_MS, OFFICE, START_MS, FoldedLog, unique

OPENS_MS = START_MS + 10 * DAY_MS
DUE_MS = START_MS + 40 * DAY_MS
GRACE_DAYS = 7
LIMIT_MS = DUE_MS + GRACE_DAYS * DAY_MS
YEAR = "2025-2026"


class DueLog:
    """A log, and the texts of what is in it."""

    def __init__(self, members: Sequence[str] = ("amal", "badr"), **values: Any) -> None:
        self.log = FoldedLog(members, **values)
        self.bodies: dict[bytes, Any] = {}

    def at(self, time_ms: int) -> "DueLog":
        """Let it become this time; the next entry has it."""
        self.log.now_ms = time_ms
        return self

    def ask(
        self,
        former: Record | None = None,
        *,
        members: Sequence[str] = (),
        due_ms: int = DUE_MS,
        grace_days: int = GRACE_DAYS,
        evidence_kind: str = "practice.report",
        code: str = "practice_report",
    ) -> Record:
        """The office sets an obligation, or its next version."""
        effect = v1.ObligationSet(
            code=code,
            members=members,
            opens_ms=OPENS_MS,
            due_ms=due_ms,
            grace_days=grace_days,
            evidence_kind=evidence_kind,
        )
        record = self.log.publish(OFFICE, "obligation.set", effect, **_after(former))
        body = Obligation(school_year=YEAR)
        body.title.add(lang="ar", text="جذاذة ممارسة")
        body.title.add(lang="fr", text="Fiche de pratique")
        self.bodies[record.record_id] = body
        return record

    def report(self, who: str = "amal") -> Record:
        """A record that is evidence."""
        return self.log.publish(who, "practice.report")

    def submit(
        self,
        asked: Record,
        who: str = "amal",
        evidence: Record | None = None,
        *,
        files: int = 0,
        former: Record | None = None,
    ) -> Record:
        """A member hands in: a record, its own new report, or files."""
        shown = evidence.record_id if evidence else b""
        if not shown and not files:
            shown = self.report(who).record_id
        sent = [
            Commitment(root=unique(f"file {one}"), size=9, media_type="application/pdf")
            for one in range(files)
        ]
        more = _after(former) if former else {"parent": asked.record_id}
        effect = v1.ObligationSubmit(evidence=shown)
        return self.log.publish(who, "obligation.submit", effect, attachments=sent, **more)

    def review(self, submission: Record, result: str, by: str = OFFICE) -> Record:
        """The office looks at it."""
        effect = v1.ObligationReview(result=result)
        text = Commitment(root=unique("reason"), size=1)
        record = self.log.publish(
            by, "obligation.review", effect, parent=submission.record_id, body=text
        )
        self.bodies[record.record_id] = ReviewNote()
        self.bodies[record.record_id].reason.add(lang="fr", text="Il manque les effectifs.")
        return record

    def waive(self, asked: Record, member: str = "amal") -> Record:
        """The office says that a member does not owe it."""
        effect = v1.ObligationWaive(member=member)
        return self.log.publish(OFFICE, "obligation.waive", effect, parent=asked.record_id)

    def withdraw(self, record: Record, who: str) -> Record:
        """Its author takes a record back."""
        effect = v1.RecordAct(target=record.record_id, reason="withdrawn")
        return self.log.publish(who, "record.withdraw", effect)

    def act(self, kind: str, member: str, by: str = OFFICE, parent: bytes = b"") -> Record:
        """What changes how a member stands."""
        return self.log.publish(by, kind, v1.MemberAct(member=member, reason="x"), parent=parent)

    def chronicle(self, now_ms: int = 0) -> Chronicle:
        """What views see when the hub said that it is this time."""
        return chronicle(self.log, self.bodies, now_ms)

    def duty(self, member: str = "amal", now_ms: int = 0) -> Duty:
        """Where a member stands with the one obligation there is."""
        (found,) = duties(self.chronicle(now_ms), member)
        return found


def _after(former: Record | None) -> dict[str, bytes]:
    if former is None:
        return {}
    return {"parent": former.record_id, "object_id": former.header.object_id}
