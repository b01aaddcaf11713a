"""Judging the releases of others: what the hub let in, and should not have.

It stands apart from what follows the mirror: a node whose network has no outcomes yet need not hold
in memory what judges them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forsa.errors import ConflictError, EquivocationError, ForsaError, Reason, TooLargeError
from forsa.outcomes.admitting import proof_of
from forsa.outcomes.gathering import LoggedRecord, Refused, gather
from forsa.outcomes.names import PROFILE, RELEASE

from forsa_node.files.content import ContentStore
from forsa_node.outcomes.others import logged_records
from forsa_node.outcomes.verdicts import Verdicts
from forsa_node.seen import Seen
from forsa_node.store.mirror import MirrorStore


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a look."""

    verdicts: Verdicts
    alarms: tuple[ForsaError, ...] = ()


def recheck(
    store: MirrorStore, seen: Seen, contents: ContentStore, known: Verdicts, size: int
) -> Found:
    """Judge the releases that are not judged yet.

    Args:
        store: The mirror.
        seen: Its newest state.
        contents: Where the proofs are.
        known: What was found before.
        size: Entries that the mirror holds.
    """
    records = list(logged_records(store, seen, (), contents))
    gathered = gather(records, judged=known.passed)
    known_or_blind = {*_undecidable(records), *known.refused}
    new = [one for one in gathered.refused if one.record_id not in known_or_blind]
    where = store.read(lambda log: log.index_of([one.record_id for one in new]))
    waits = {one.record_id for one in new if _waits(store, where[one.record_id], one)}
    wrong = [one for one in new if one.record_id not in waits]
    passed = frozenset(one.record_id for one in gathered.accepted)
    refused = {**known.refused, **{one.record_id: one.error.reason.value for one in wrong}}
    open_ = {one.record_id for one in records if one.kind == RELEASE} - passed - set(refused)
    verdicts = Verdicts(passed, refused, size, bool(open_))
    return Found(verdicts, tuple(let_in_wrongly(one, where[one.record_id]) for one in wrong))


def let_in_wrongly(release: Refused, index: int) -> ForsaError:
    """What is said of a hub that logged a release which the rules refuse."""
    return EquivocationError(
        f"the hub logged tables of outcomes, number {index}, that must not be published",
        Reason.HUB_ADMITTED_INVALID,
        index=index,
        member=release.member,
        record_id=release.record_id.hex(),
        why=release.error.reason.value,
    )


def _undecidable(records: Sequence[LoggedRecord]) -> Iterator[bytes]:
    """Releases of members of whom something before them cannot be read, or was taken back."""
    blind = set[str]()
    for one in records:
        if one.body is None or (one.kind == PROFILE and one.withdrawn):
            blind.add(one.member)
        elif one.kind == RELEASE and one.member in blind:
            yield one.record_id


def _waits(store: MirrorStore, index: int, release: Refused) -> bool:
    """Whether nothing is wrong but that its proof is not here yet."""
    if release.error.reason is not Reason.KIND_OUTCOME_PROOF_MISSING:
        return False
    (entry,) = store.read(lambda log: log.entries_at([index]))
    try:
        proof_of(entry.record().header)
    except (ConflictError, TooLargeError):
        return False
    return True
