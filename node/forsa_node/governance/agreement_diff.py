"""What changed from one version of an agreement to another."""

from pathlib import Path
from typing import Any

from forsa.errors import ConflictError, Reason
from forsa.governance.views.agreement import Version
from forsa.governance.views.as_json import as_json
from forsa.governance.views.clauses import differences
from forsa.v1.governance_pb2 import Agreement
from forsa.words.reasons import Language

from forsa_node.governance.agreement_found import (
    find_proposed,
    find_version,
    is_proposal,
    require_text,
)
from forsa_node.governance.agreement_lines import difference_lines
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen


def diff_agreement(folder: Path, which: str, other: str, language: Language) -> dict[str, Any]:
    """What changed from one version to another; `says` in words.

    Args:
        folder: The node's.
        which: The later version, or a proposal with the text of one.
        other: The earlier one; empty: the version before it.
        language: Of who reads.

    Raises:
        ForsaError: one of them is no agreement, or its text may not be shown.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        after, before = _sides(stores, seen, which)
        if other:
            before = find_version(stores, seen, other).version
    if before is None:
        raise ConflictError(
            f"{which} has no version before it; name another one", Reason.KIND_PRECONDITION
        )
    former = require_text(before)
    return {
        "before": before.record_id.hex(),
        "differences": as_json(differences(former, after)),
        "says": list(difference_lines(former, after, language)),
    }


def _sides(stores: Stores, seen: Seen, which: str) -> tuple[Agreement, Version | None]:
    if is_proposal(stores, which):
        proposed = find_proposed(stores, seen, which)
        return proposed.text, proposed.before
    found = find_version(stores, seen, which)
    former = [one for one in found.card.versions if one.version < found.version.version]
    return require_text(found.version), former[-1] if former else None
