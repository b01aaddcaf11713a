"""A log folded in memory: the same meaning as in a store, for whoever has only the entries."""

import pytest
from forsa.commitment import commit
from forsa.errors import VerificationError
from forsa.governance.views.decision import Decision
from forsa.governance.views.decisions import decision
from forsa.governance.whole import WholeLog
from forsa.v1 import effects_pb2 as v1
from forsa.v1.common_pb2 import Common, LocalText
from forsa.v1.governance_pb2 import Proposal as Text

from tests.support.folded_log import DAY_MS, OFFICE, FoldedLog


def folded_again(log: FoldedLog, batch: int = 256) -> WholeLog:
    """The same entries, from the first."""
    whole = WholeLog(log.network_id)
    for start in range(0, len(log.entries), batch):
        whole.append(log.entries[start : start + batch])
    return whole


SALT = bytes(range(32))
TEXT = Text(
    common=Common(original_language="fr"), title=[LocalText(lang="fr", text="Une motion")]
).SerializeToString()


def with_text() -> tuple[FoldedLog, bytes]:
    """A log with one proposal that commits to `TEXT`."""
    log = FoldedLog()
    effect = v1.ProposalOpen(type="motion", closes_ms=log.now_ms + 20 * DAY_MS, call=1)
    opened = log.publish("amal", "proposal.open", effect, body=commit(SALT, TEXT))
    return log, opened.record_id


def title_of(whole: WholeLog, record_id: bytes) -> Decision:
    """The decision as its texts are known."""
    found = decision(whole.chronicle(), record_id)
    assert found is not None
    return found


def test_a_text_is_shown_if_it_is_the_one_that_was_signed_for() -> None:
    """A file that brings other words for a proposal must not put them into a mouth."""
    log, record_id = with_text()
    whole = folded_again(log)

    assert title_of(whole, record_id).text_state == "missing"
    with pytest.raises(VerificationError):
        whole.put_body(record_id, SALT, TEXT + b"\x00")
    assert title_of(whole, record_id).text_state == "missing"
    assert whole.put_body(record_id, SALT, TEXT)
    assert title_of(whole, record_id).title == {"fr": "Une motion"}


def test_a_text_that_nobody_logged_is_not_kept() -> None:
    """A bundle may bring anything beside its entries."""
    log, _ = with_text()

    assert not folded_again(log).put_body(bytes(32), SALT, TEXT)


def test_a_text_that_was_erased_is_let_go_of() -> None:
    """Whoever folds on must not keep in memory what everybody else erased."""
    log, record_id = with_text()
    whole = folded_again(log)
    whole.put_body(record_id, SALT, TEXT)
    log.publish("amal", "record.withdraw", v1.RecordAct(target=record_id, reason="mistake"))
    log.publish("amal", "record.redact", v1.RecordAct(target=record_id, reason="mistake"))
    whole.append(log.entries[whole.size :])

    assert title_of(whole, record_id).text_state == "redacted"
    assert whole._bodies == {}


def test_an_entry_that_a_lying_hub_let_in_is_void_here_too() -> None:
    """The count of who has only the entries must be that of every node."""
    log = FoldedLog()
    record = log.record(OFFICE, "member.suspend", v1.MemberAct(member="amal", reason="told"))
    log.log(log.entry(record))
    whole = folded_again(log)

    assert dict(whole.state.rights.voids) == {1: "V12"}
