"""A release prepared: counted, protected, audited, proved, its texts scanned, one signature given.

Nothing leaves the node here. What is prepared waits, sealed, for a second person.
"""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from forsa.client.drafts import draw_object_id
from forsa.clock import Clock
from forsa.commitment import SALT_BYTES, commit
from forsa.errors import ConflictError, MalformedError, Reason
from forsa.kinds.body import check_message
from forsa.kinds.findings import errors_of
from forsa.outcomes.messages import format_release, release_message
from forsa.privacy.body_scan import ScanFinding, names_mailbox, scan_body
from forsa.signed import outcome_message

from forsa_node.learner_names import load_names
from forsa_node.outcomes.composing import Order, Work, compose
from forsa_node.outcomes.earlier import require_admissible
from forsa_node.outcomes.prepared import Bounds, Prepared, format_prepared
from forsa_node.outcomes.reading_files import today_of
from forsa_node.outcomes.release_texts import require_no_person, require_silent
from forsa_node.outcomes.school_year import SchoolYear
from forsa_node.outcomes.store import RegisterStore
from forsa_node.people.signing import Ask, Signer, signer
from forsa_node.reading import reading
from forsa_node.roster import read_mailboxes
from forsa_node.seen import Seen

if TYPE_CHECKING:
    from forsa.outcomes.protecting import Protected
    from forsa.outcomes.verdicts import Report

Confirm = Callable[[Sequence[ScanFinding]], bool]
"""Shows the preparer what the scan warns of, and returns whether it was read."""


def prepare(
    folder: Path,
    order: Order,
    ask: Ask,
    confirm: Confirm,
    clock: Clock,
    busy: AbstractContextManager[object],
) -> Prepared:
    """Prepare a release and keep it, signed by its preparer; it replaces one that waited.

    The receipt number is kept with the register once the rules and the scan passed it.

    Args:
        folder: The node's.
        order: What is to be released.
        ask: For the preparer's passphrase; once everything else holds.
        confirm: For warnings of the scan, if there are some.
        clock: This machine's.
        busy: Tells whoever waits that there is work; nobody is asked anything inside.

    Raises:
        DisclosureError: `KIND_OUTCOME_RELEASE_HELD`: nothing on the ladder is safe, or the audit
            came to no end; nothing is kept.
        ConflictError: `KIND_OUTCOME_LEGAL_BASIS_MISSING`, `KIND_OUTCOME_FRAME_MISMATCH`,
            `KIND_OUTCOME_TEXT_PERSONAL_DATA`, `KIND_OUTCOME_VINTAGE_CLOSED` and others.
        MalformedError, NotFoundError, NotAllowedError, FolderError: what was asked for cannot be.
    """
    store = RegisterStore.open(folder)
    with reading(folder) as stores, busy:
        work = compose(stores, store, order)
        made = work.protected()
        body, proof = _proved(work, made)
        warnings = _scanned(folder, work, made, today_of(clock.now_ms()))
        number = work.year.legal_basis
        store.change(order.school_year, lambda now: replace(now, legal_basis=number))
        state = Seen.of(stores).state
    if warnings and not confirm(warnings):
        raise ConflictError(
            f"the texts of the release have {len(warnings)} warnings that nobody confirmed",
            Reason.KIND_PRECONDITION,
        )
    who = signer(stores.identity, state, order.by, ask)
    return _keep(store, work, made, body, proof, who, clock)


def basis_of(year: SchoolYear, history: Sequence[bytes]) -> bytes:
    """What a release is made of, in 32 bytes: if one byte of that changes, it is another.

    Args:
        year: Rows, frame and receipt number.
        history: Record ids of the earlier releases.
    """
    frame, imported = year.frame, year.imported
    parts = {
        "year": year.school_year,
        "rows": sha256(year.rows_ipc).hexdigest(),
        "frame": frame and [frame.frame_n, frame.frozen_on, frame.centres_total, frame.record_id],
        "source": imported and imported.source_digest,
        "legal_basis": year.legal_basis,
        "history": [one.hex() for one in history],
    }
    return sha256(json.dumps(parts, sort_keys=True).encode()).digest()


def _scanned(folder: Path, work: Work, made: "Protected", today: date) -> list[ScanFinding]:
    """Hold the texts to the scan, and to what the tables hide; return the warnings."""
    message = release_message(made.release, work.about)
    findings = errors_of(check_message(message, today))
    if findings:
        error = MalformedError(
            f"the release breaks {len(findings)} rules", Reason.KIND_BODY_INVALID
        )
        error.violations = tuple(one.violation() for one in findings)
        raise error
    mailboxes = read_mailboxes(folder) if names_mailbox(format_release(message)) else ()
    scan = scan_body(message, lists=load_names(folder), mailboxes=mailboxes)
    require_no_person(scan)
    hidden = [(one.key, one.value) for one in (*work.hidden(made), *work.hidden_before())]
    require_silent(work.order.texts, hidden, work.centres)
    return [one for one in scan if not one.blocks]


def _proved(work: Work, made: "Protected") -> tuple[bytes, bytes]:
    """The body of the release and its proof, held to what the hub asks: no solver decides."""
    proof = made.report.accept or b""
    release = replace(made.release, proof_digest=sha256(proof).digest())
    body = format_release(release_message(release, work.about))
    require_admissible(body, proof, work.earlier, work.frame, work.centres)
    return body, proof


def _keep(
    store: RegisterStore,
    work: Work,
    made: "Protected",
    body: bytes,
    proof: bytes,
    who: Signer,
    clock: Clock,
) -> Prepared:
    """Sign and seal; what was prepared for the same point before is gone."""
    order, identity = work.order, work.stores.identity
    now_ms, salt = clock.now_ms(), os.urandom(SALT_BYTES)
    object_id = work.replaced.object_id if work.replaced else draw_object_id(now_ms)
    root = commit(salt, body).root
    prepared = Prepared(
        school_year=order.school_year,
        point=order.point,
        vintage=made.release.vintage.value,
        object_id=object_id,
        parent=work.replaced.record_id if work.replaced else b"",
        audience=order.audience,
        languages=order.texts.languages,
        salt=salt,
        body=body,
        proof=proof,
        basis=basis_of(work.year, made.release.history),
        key_id=who.key.key_id,
        signature=who.key.sign(
            outcome_message(identity.network_id, identity.member, object_id, root)
        ),
        by=who.name,
        at_ms=now_ms,
        rounds=made.rounds,
        hidden=tuple(work.hidden(made)),
        bounds=_bounds(made, len(work.earlier)),
        warned=warned_of(made.report),
    )
    with store.sealed.alone():
        store.sealed.write(prepared.name, format_prepared(prepared))
    return prepared


def _bounds(made: "Protected", position: int) -> tuple[Bounds, ...]:
    """What the audit says of each hidden cell of this release.

    Args:
        made: Protected.
        position: Of the release among those that were audited together.
    """
    return tuple(
        Bounds(table, at, least, greatest)
        for (index, table, at), (least, greatest) in made.report.intervals.items()
        if index == position
    )


def warned_of(report: "Report") -> tuple[Bounds, ...]:
    """The sums that the audit warns of: the two who sign know what is nearly said."""
    return tuple(
        Bounds(one.table, one.at, int(one.values["lower"]), int(one.values["upper"]))
        for one in report.warnings
    )
