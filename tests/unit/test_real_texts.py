"""Texts that other people wrote for other purposes, taken in and completed.

The whole way, with commands and processes: tests/acceptance/test_real_input.py.
"""

from collections import Counter
from functools import cache

import pytest
from forsa.kinds.preview import title_of
from forsa.privacy.body_scan import ScanFinding, blocking_in
from forsa.words.reasons import LANGUAGES

from tests.support.real_texts import DATA, RealText, load_real_practices

pytestmark = pytest.mark.skipif(
    not list(DATA.glob("practice-*/*.md")), reason=f"the real texts are not at {DATA}"
)


@cache
def drafts() -> tuple[RealText, ...]:
    """Every real text, imported once."""
    return tuple(load_real_practices())


def publishable() -> list[RealText]:
    """The texts that the rules allow once they are complete."""
    return [draft for draft in drafts() if not draft.completed.errors]


def blocked(draft: RealText) -> list[ScanFinding]:
    """What the scan for personal data stops in a text: mailboxes, the address of an office."""
    message = draft.completed.message
    assert message is not None
    return blocking_in(message)


def test_every_real_text_is_taken_in_as_a_draft() -> None:
    """A folder or language lost on the way would make the rest of this file say little."""
    assert Counter(draft.language for draft in drafts()) == {"fr": 19, "en": 21, "ar": 1, "es": 1}
    assert all(draft.imported.message is not None for draft in drafts())
    assert all(title_of(draft.imported.message, "fr") for draft in drafts())


def test_a_draft_lists_everything_it_lacks_in_words() -> None:
    """An importer that stops at the first finding is run forty times."""
    for draft in drafts():
        paths = {finding.path for finding in draft.imported.errors}

        assert {"themes", "region"} <= paths, draft.name
        assert all(
            finding.text(language) for finding in draft.imported.findings for language in LANGUAGES
        )


def test_all_but_the_text_in_a_language_outside_the_list_can_be_completed() -> None:
    """Spanish is nobody's language here: the text stays a draft, and says why."""
    (left,) = [draft for draft in drafts() if draft.completed.errors]

    assert left.name.endswith("integra_tu_club.md")
    assert {finding.rule for finding in left.completed.errors} == {"code.language"}


def test_completing_a_draft_keeps_what_its_author_wrote() -> None:
    """A text that is replaced to make it pass proves nothing about real texts."""
    for draft in publishable():
        before, after = draft.imported.message, draft.completed.message
        assert before is not None
        assert after is not None

        assert title_of(after, "")[:4] == title_of(before, "")[:4]


def test_the_scan_stops_six_real_texts_and_says_where() -> None:
    """Mailboxes of professionals, and an address: somebody must decide, and no other text waits."""
    found = {draft.name.split("/")[1]: blocked(draft) for draft in publishable()}
    stopped = {name: [one.what for one in found[name]] for name in found if found[name]}

    assert stopped == {
        "afterschool-program.md": ["email"],
        "existing-program.md": ["email"],
        "local-partnerships.md": ["email"],
        "neighborhood-with-low-connectivity.md": ["email"],
        "entretien-entreprises.md": ["address"],
        "observation-run-20200302.md": ["email"],
    }
