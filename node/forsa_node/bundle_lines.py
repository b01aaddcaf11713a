"""What is in a bundle, and for whom it is, as people are told."""

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from shlex import quote

from forsa.log_store.bundling import Left, Texts
from forsa.words.dates import say_time
from forsa.words.reasons import Language

from forsa_node.bundling import Written
from forsa_node.words import say


def lines_of(written: Written, folder: Path, language: Language, zone: tzinfo) -> Iterator[str]:
    """What was written, what was not, who may have it, and what is done with it."""
    values = {
        **written.values(),
        "file": quote(str(written.path)),
        "folder": quote(str(folder)),
        "last": written.to_size - 1,
        "time": say_time(written.fresh_ms, language, zone),
    }
    yield say(language, "bundle_written", **values)
    yield say(language, "bundle_log", **values)
    if written.evidence:
        yield say(language, "bundle_evidence", **values)
    yield say(language, f"bundle_texts_{written.readers}", **values)
    for why in Left:
        if written.left.get(why):
            yield say(language, f"bundle_left_{why}", count=written.left[why])
    yield say(language, _key_of_readers(written.readers), **values)
    if written.from_size:
        yield say(language, "bundle_goes_on", **values)
    else:
        yield say(language, "bundle_check", **values)
    yield say(language, "bundle_next", **values)


def _key_of_readers(readers: Texts) -> str:
    return "bundle_for_network" if readers is Texts.NETWORK else "bundle_for_members"
