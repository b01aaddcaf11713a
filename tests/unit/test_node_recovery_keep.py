"""What a member calls to be in good hands when it comes back with its key from paper."""

import pytest
from forsa.errors import NotFoundError
from forsa_node.people.recovering import vouched_for

from tests.support.folded_log import FoldedLog, key_named


def test_a_thief_keeps_no_key_because_its_id_begins_like_a_node_or_like_a_few_digits() -> None:
    """Who stole the admin key adds keys by the thousand, until one begins as the owner types."""
    log = FoldedLog(["amal"])
    stolen = key_named("amal").key_id
    named_alike = stolen.hex()[:2]
    log.publish("amal", "node.add", log.node("amal", named_alike))
    kept = vouched_for(log.state, "amal", [named_alike])

    assert kept == {named_alike}
    for doubtful in ("", stolen.hex()[:1], stolen.hex()[:7], "f" * 8, "n9"):
        with pytest.raises(NotFoundError):
            vouched_for(log.state, "amal", [doubtful])
    assert vouched_for(log.state, "amal", [stolen.hex()[:8].upper()]) == {stolen}
