"""Laws of the view of agreements: it says what the fold counted, now and at every moment before."""

from typing import Any

from forsa.governance.views.agreement import AgreementCard, Stand
from forsa.governance.views.agreements import agreements
from forsa.governance.views.as_json import as_json
from forsa.v1 import effects_pb2 as v1
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.chronicles import chronicle
from tests.support.folded_log import FoldedLog, unique

MEMBERS = ("amal", "badr", "cyn")
OBJECT = unique("the agreement", 16)
ACTS = st.tuples(
    st.sampled_from(MEMBERS),
    st.sampled_from(["ratify", "ratify_with_reservation", "refuse", "withdraw"]),
    st.integers(0, 2),
)
STEPS = st.lists(st.one_of(st.integers(1, 3), ACTS), max_size=12)
"""A number: the next version needs so many ratifications; else who does what with which version."""


def told(card: AgreementCard) -> Any:
    """All that a card says but who is a member now."""
    found = as_json(card)
    for version in found["versions"]:
        for party in version["parties"]:
            del party["status"]
    return found


@settings(max_examples=60)
@given(STEPS)
def test_the_view_is_what_the_fold_counted_at_every_moment(steps: list[Any]) -> None:
    """Whoever looks a year later sees what held then, and nobody's screen counts by itself."""
    log = FoldedLog(MEMBERS)
    records: list[bytes] = []
    seen: list[tuple[int, Any]] = []
    for step in (2, *steps):
        log.now_ms += 1
        if isinstance(step, int):
            effect = v1.AgreementPublish(
                type="partnership", version=len(records) + 1, parties=MEMBERS, needed=step
            )
            record = log.publish("amal", "agreement.publish", effect, object_id=OBJECT)
            records.append(record.record_id)
        else:
            member, act, at = step
            log.offer(
                log.record(
                    member,
                    "agreement.ratify",
                    v1.AgreementRatify(act=act),
                    parent=records[at % len(records)],
                    observed=log.seen(),
                )
            )
        (card,) = agreements(chronicle(log))
        seen.append((log.now_ms, told(card)))
        counted = log.rights.agreements
        for version in card.versions:
            kept = counted.get(version.record_id)
            assert (version.stand is Stand.REPLACED) == (kept is None)
            if kept is not None:
                assert version.ratified == kept.ratified_by
                assert (version.stand is Stand.IN_FORCE) == kept.in_force
                bound = {one.member for one in version.parties if one.is_bound}
                assert bound == (set(kept.ratified_by) if kept.in_force else set())

    whole = chronicle(log)
    for time_ms, before in seen:
        (card,) = agreements(whole, time_ms)
        assert told(card) == before
