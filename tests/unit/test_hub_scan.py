"""The scan at the hub's door: what an author's program let through is refused with its place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from forsa.client.drafts import draft_of, sign_draft
from forsa.client.identity import Identity, create_identity
from forsa.client.node_keys import NodeKeys
from forsa.errors import Reason
from forsa.privacy.body_scan import names_mailbox
from forsa.privacy.text_scan import scan_text
from forsa.v1.practice_pb2 import PracticeReport
from forsa_hub.checking import Checked, Job, check_chunk

from tests.support.reports import small_report

TODAY = date(2026, 11, 24)
PHONE = "06 12 34 56 78"


Check = Callable[..., Checked]


@pytest.fixture
def checked(tmp_path: Path) -> Check:
    """What a worker finds in a report."""
    identity = create_identity(Identity(tmp_path, bytes(32), "amal", "n1", "Amal"), NodeKeys.draw())

    def check(report: PracticeReport, *mailboxes: str) -> Checked:
        signed = sign_draft(draft_of(report), identity, 1)
        job = Job(b"", signed.record.envelope, signed.salt, signed.body, TODAY, 2**20)
        job = job._replace(mailboxes=frozenset(mailboxes))
        return check_chunk([job])[0]

    return check


def with_phones(count: int, overrides: int) -> PracticeReport:
    """A report with telephone numbers, of which some were overridden."""
    report = small_report(1)
    report.summary[0].text += f" {PHONE}," * count
    report.common.scan_overrides = overrides
    return report


def test_a_clean_report_passes(checked: Check) -> None:
    """The scan reads every record of the network."""
    assert checked(small_report(1)).error() is None


def test_personal_data_is_refused_with_its_place_and_never_repeated(checked: Check) -> None:
    """A patched node must not put a learner's number in a log that nobody can empty."""
    answer = checked(with_phones(2, 0))

    assert answer.reason is Reason.KIND_BODY_INVALID
    assert [(one.path, one.rule) for one in answer.violations] == [("summary", "scan.phone")] * 2
    assert PHONE not in repr(answer)


def test_more_findings_than_overrides_are_refused_and_as_many_pass(checked: Check) -> None:
    """The count is what the author answered for."""
    assert checked(with_phones(2, 1)).reason is Reason.KIND_BODY_INVALID
    assert checked(with_phones(2, 2)).reason is None


def test_warnings_never_refuse(checked: Check) -> None:
    """Whether a name may stay is the author's to decide, not the hub's."""
    report = small_report(1)
    report.summary[0].text += " Khadija coud, une élève regarde."
    report.contact = "contact@amal.example"

    assert checked(report).error() is None


def test_a_mailbox_of_the_roster_passes_and_another_is_refused(checked: Check) -> None:
    """Partners must be able to write to the association that a report tells of."""
    report = small_report(1)
    report.summary[0].text += " Écrire à Contact@amal.example."

    assert checked(report, "contact@amal.example").error() is None
    assert checked(report, "contact@badr.example").reason is Reason.KIND_BODY_INVALID
    assert checked(report).reason is Reason.KIND_BODY_INVALID


@pytest.mark.parametrize("sign", ["@", "\uff20", "\ufe6b"])
def test_no_sign_of_a_mailbox_is_passed_over_when_the_roster_is_asked(sign: str) -> None:
    """Where the roster is not read, its mailboxes would block, and only at one end."""
    mailbox = f"contact{sign}amal.example"

    assert names_mailbox(f"Écrire à {mailbox}.".encode())
    assert not scan_text(mailbox, mailboxes=["contact@amal.example"])[0].blocks
    assert not names_mailbox("Écrire à l'association Amal.".encode())
