"""A body that breaks rules is refused before it is signed into the world, with every finding."""

from datetime import date
from pathlib import Path

import pytest
from forsa.client.drafts import Draft, draft_of, require_publishable, sign_draft
from forsa.client.identity import Identity, create_identity
from forsa.client.node_keys import NodeKeys
from forsa.errors import MalformedError, Reason
from forsa.v1.practice_pb2 import PracticeReport
from forsa.words.reasons import LANGUAGES

from tests.support.reports import small_report

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    """A node that can sign."""
    folder: Path = tmp_path_factory.mktemp("author") / "amal"
    return create_identity(Identity(folder, bytes(32), "amal", "n1", "Amal"), NodeKeys.draw())


def test_a_message_says_itself_what_it_is() -> None:
    """Kind, languages and region twice by hand would differ one day."""
    report = PracticeReport(region="MA-06")
    report.title.add(lang="fr", text="Une pratique")
    draft = draft_of(report, audience="public")

    assert (draft.kind, draft.region, draft.audience) == ("practice.report", "MA-06", "public")
    assert draft.languages == ("fr",)


def test_every_finding_is_raised_at_once_in_every_language(author: Identity) -> None:
    """An author who sees one finding at a time sends a report ten times."""
    signed = sign_draft(draft_of(PracticeReport(region="MA-06")), author, 0)
    with pytest.raises(MalformedError) as caught:
        require_publishable(signed, TODAY)
    error = caught.value

    assert error.reason is Reason.KIND_BODY_INVALID
    assert len(error.violations) > 5
    assert all(set(one.words) == set(LANGUAGES) for one in error.violations)


def test_bytes_that_are_no_report_are_no_report(author: Identity) -> None:
    """The hub would refuse them after they had travelled."""
    signed = sign_draft(Draft("practice.report", b"\xff\xff"), author, 0)

    with pytest.raises(MalformedError):
        require_publishable(signed, TODAY)


def test_personal_data_stay_here_unless_their_author_overrides_them(author: Identity) -> None:
    """Refused by the hub, they would have left this machine."""
    told, kept = small_report(1), small_report(1)
    for report in (told, kept):
        report.summary[0].text += " Appelez le 0612345678."
    kept.common.scan_overrides = 1
    signed, overridden = (sign_draft(draft_of(one), author, 0) for one in (told, kept))
    with pytest.raises(MalformedError) as caught:
        require_publishable(signed, TODAY)

    assert [one.path for one in caught.value.violations] == ["summary"]
    assert "0612345678" not in str(caught.value)
    assert require_publishable(overridden, TODAY) is overridden


def test_a_kind_of_ones_own_has_no_rules(author: Identity) -> None:
    """Unknown kinds are kept and relayed raw."""
    signed = sign_draft(Draft("field_note.publish", b"anything"), author, 0)

    assert require_publishable(signed, TODAY) is signed
