"""The records that submissions name, read from a store: these alone, as views see them."""

from forsa.governance.views.duties import duties
from forsa.governance.views.obligations import KIND_NAMES
from forsa.governance.views.submissions import EvidenceState, evidence_named
from forsa.log_store.chronicle import chronicle_of
from forsa.log_store.evidence import events_named
from forsa.log_store.reading import EMPTY_HEAD, LogReader
from forsa.log_store.tables import log_tables
from forsa.log_store.writing import LogWriter, next_head
from sqlalchemy import MetaData, create_engine

from tests.support.due_log import DueLog


def test_only_what_is_named_as_evidence_is_read() -> None:
    """A network has thousands of reports, and a status page is looked at every morning."""
    office = DueLog()
    shown, _ = office.report(), office.report()
    office.submit(office.ask(), evidence=shown)
    log, metadata = office.log, MetaData()
    log_tables(metadata)
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    after, completed = next_head(EMPTY_HEAD, log.folded)
    with engine.begin() as connection:
        LogWriter(connection, metadata).append(EMPTY_HEAD, after, completed, log.folded, {})
        reader = LogReader(connection, metadata)
        found = chronicle_of(reader, log.state, kinds=KIND_NAMES)
        named = evidence_named(found)
        evidence = events_named(reader, log.state, [*named, bytes(32)])
    (duty,) = duties(found, "amal", evidence=evidence)

    assert set(evidence) == named == {shown.record_id}
    assert duty.submission is not None
    assert duty.submission.evidence.index == evidence[shown.record_id].index
    assert duty.submission.evidence.kind == "practice.report"
    assert duty.submission.evidence.state is EvidenceState.ABSENT
