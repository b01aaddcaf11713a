"""What asks for attention at a node: votes, decisions, texts, and ballots that have no receipt."""

from datetime import tzinfo
from pathlib import Path
from typing import Any

from forsa.client.demonstration import clock_of
from forsa.governance.views.as_json import as_json
from forsa.governance.views.concerns import KIND_NAMES as OF_CONCERNS
from forsa.governance.views.notice_words import say_notice
from forsa.governance.views.notices import KIND_NAMES, What, notices
from forsa.words.reasons import Language

from forsa_node.governance.concerns import concern_rows
from forsa_node.governance.dues import due_notices
from forsa_node.governance.late_ballots import late_rows
from forsa_node.governance.looking import look
from forsa_node.reading import Stores
from forsa_node.seen import Seen


def noticed(
    stores: Stores, seen: Seen, folder: Path, language: Language, zone: tzinfo
) -> list[dict[str, Any]]:
    """Own and urgent things first, each with the line that says it.

    `what` of a ballot without a receipt is `ballot_late`, of what is due `duty`, of a flag, hold,
    sanction or appeal its name; of the others as the notices have it.
    """
    if seen.state.size == 0:
        return []
    rows = late_rows(stores, seen, clock_of(folder), folder, language, zone)
    member = stores.identity.member
    chronicle = look(stores, {*KIND_NAMES, *OF_CONCERNS}, seen)
    found = notices(chronicle, member)
    told = [
        as_json(one) | {"says": say_notice(one, language, zone)}
        for one in found
        if one.what is not What.RECOVERY or one.member != member  # told as an alarm of its own
    ]
    own = concern_rows(stores, seen, chronicle, folder, language, zone)
    return [*rows, *own, *told, *due_notices(stores, seen, language, zone)]
