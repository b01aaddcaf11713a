"""Drafts, back-off and exit codes: the small rules of the client."""

import random
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from forsa.client.backoff import CAP_SECONDS, can_wait, seconds_until
from forsa.client.console import (
    describe_error,
    exit_code_of,
    json_option,
    lang_option,
    system_language,
    tells_errors,
)
from forsa.client.drafts import Draft, draft_of, draw_object_id, sign_draft
from forsa.client.files import FolderError, FolderProblem
from forsa.client.identity import Identity, create_identity
from forsa.client.node_keys import NodeKeys
from forsa.commitment import verify_data
from forsa.errors import (
    CLASS_OF,
    BusyError,
    ForsaError,
    MalformedError,
    QuotaError,
    Reason,
    TooLargeError,
    Violation,
    error_for,
)
from forsa.keys import SigningKey
from forsa.receipt import verify_record_signature
from forsa.v1.effects_pb2 import MemberAct
from forsa.v1.record_pb2 import RecordHeader
from forsa.words.reasons import LANGUAGES
from hypothesis import given
from hypothesis import strategies as st

KEYS = NodeKeys.draw()
NOW_MS = 1_795_500_000_000


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    """A node that can sign."""
    folder = tmp_path_factory.mktemp("author") / "amal"
    return create_identity(Identity(folder, bytes(32), "amal", "n1", "Amal"), KEYS)


@pytest.mark.parametrize(
    ("draft", "key"),
    [
        (Draft("practice.report", b"x"), KEYS.member["record"]),
        (
            Draft("member.withdraw", effect=MemberAct(member="amal", reason="closed")),
            KEYS.member["govern"],
        ),
        (Draft("node.revoke", effect=MemberAct()), KEYS.member["admin"]),
        (Draft("some.thing", b"x"), KEYS.member["record"]),
    ],
)
def test_a_record_is_signed_with_the_key_its_kind_asks_for(
    author: Identity, draft: Draft, key: SigningKey
) -> None:
    """The wrong key would be refused by every node."""
    signed = sign_draft(draft, author, NOW_MS)

    verify_record_signature(signed.record, key.public)


def test_a_header_commits_to_the_body_with_a_salt_of_its_own(author: Identity) -> None:
    """Two records with one salt would let a reader of one guess the other."""
    draft = Draft("some.thing", b"body", languages=("fr", "ar", "fr"))
    one, two = (sign_draft(draft, author, NOW_MS) for _ in range(2))

    verify_data(one.record.header.body, one.salt, one.body)
    assert one.salt != two.salt
    assert one.record.header.object_id != two.record.header.object_id
    assert list(one.record.header.languages) == ["ar", "fr"]


def test_a_draft_without_a_body_has_no_commitment(author: Identity) -> None:
    """A commitment to nothing would be a body that never comes."""
    signed = sign_draft(Draft("some.thing"), author, NOW_MS)

    assert not signed.record.header.HasField("body")
    assert (signed.salt, signed.body) == (b"", b"")


@pytest.mark.parametrize("kind", ["member.invented", "Not a kind", ""])
def test_a_kind_that_nobody_accepts_is_not_signed(author: Identity, kind: str) -> None:
    """Reserved families are closed."""
    with pytest.raises(MalformedError):
        sign_draft(Draft(kind), author, NOW_MS)


def test_a_body_over_the_limit_is_refused_before_it_is_sent(author: Identity) -> None:
    """It would travel for minutes to be refused."""
    with pytest.raises(TooLargeError):
        sign_draft(Draft("some.thing", bytes(2**20 + 1)), author, NOW_MS)


def test_a_message_of_no_kind_has_no_draft() -> None:
    """Guessing would publish it as something else."""
    with pytest.raises(MalformedError):
        draft_of(RecordHeader())


@given(st.integers(0, 2**48 - 1))
def test_object_ids_are_uuids_of_version_7(now_ms: int) -> None:
    """They sort by time, and carry their version (RFC 9562)."""
    from uuid import UUID

    made = UUID(bytes=draw_object_id(now_ms))

    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == now_ms


@given(st.integers(1, 1000), st.integers(0, 2**32))
def test_waiting_grows_and_never_passes_a_quarter_of_an_hour(failures: int, seed: int) -> None:
    """All nodes coming back in one second would take the hub down again."""
    error = BusyError("no", Reason.OUTCOME_UNKNOWN)
    wait = seconds_until(error, failures, random.Random(seed))

    assert 0 <= wait <= min(CAP_SECONDS, 2**failures)


@given(st.integers(0, 10**7), st.integers(0, 2**32))
def test_the_hubs_word_on_waiting_counts(retry_ms: int, seed: int) -> None:
    """Coming back earlier would only be refused again."""
    error = QuotaError("slowly", Reason.RATE_LIMITED, retry_ms=retry_ms)
    wait = seconds_until(error, 1, random.Random(seed))

    assert min(CAP_SECONDS, retry_ms / 1000) <= wait <= CAP_SECONDS


def test_only_what_may_pass_is_waited_for() -> None:
    """A refusal that stands would be repeated for ever."""
    waited = {reason for reason, raised in CLASS_OF.items() if can_wait(raised("", reason))}

    assert waited == {
        Reason.QUOTA_EXCEEDED,
        Reason.RATE_LIMITED,
        Reason.STORAGE_FULL,
        Reason.HUB_READ_ONLY,
        Reason.RECOVERING,
        Reason.CLOCK_SUSPECT,
        Reason.OUTCOME_UNKNOWN,
    }


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "fr"),
        ({"LANG": "ar_MA.UTF-8"}, "ar"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "ar_MA.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "zgh_MA"}, "fr"),
        ({"LANG": "arn_CL"}, "fr"),
    ],
)
def test_the_machine_says_which_language(environment: dict[str, str], language: str) -> None:
    """French first, where it says nothing that we speak."""
    assert system_language(environment) == language


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_words_and_an_exit_code(reason: Reason, language: str) -> None:
    """Scripts branch on the code, people read the words."""
    error = error_for(reason, "detail", size=7)
    told = describe_error(error, language)  # type: ignore[arg-type]  # parametrized

    assert told["what"]
    assert told["next_step"]
    assert told["exit_code"] == exit_code_of(error) in range(3, 9)


@pytest.mark.parametrize("problem", list(FolderProblem))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_with_a_folder_has_words(problem: FolderProblem, language: str) -> None:
    """The wrong folder is the commonest mistake of all."""
    told = describe_error(FolderError("x", problem, Path("/somewhere")), language)  # type: ignore[arg-type]  # parametrized

    named = "/somewhere" in told["what"]
    assert named or problem in (FolderProblem.LOCKED, FolderProblem.ROOT_KEY_LOCKED), (
        "a passphrase is a person's: the detail says"
    )
    assert told["exit_code"] == 5


@click.command()
@lang_option
@json_option
@tells_errors
def failing(lang: str, as_json: bool) -> None:
    """Fail."""
    del lang, as_json
    error = MalformedError("two findings", Reason.KIND_BODY_INVALID, kind="practice.report")
    error.violations = (
        Violation("title", "string.min_len", {"fr": "trop court", "ar": "قصير جدا", "en": "short"}),
    )
    raise error


@pytest.mark.parametrize(("lang", "words"), [("fr", "trop court"), ("ar", "قصير"), ("en", "short")])
def test_an_error_is_told_with_values_findings_and_next_step(lang: str, words: str) -> None:
    """What happened, with which values, what to do next; never a traceback."""
    result = CliRunner().invoke(failing, ["--lang", lang])

    assert result.exit_code == 4
    assert words in result.stderr
    assert "practice.report" in result.stderr
    assert result.stdout == ""


def test_a_machine_gets_the_error_as_json() -> None:
    """On standard output, where it reads."""
    import json

    result = CliRunner().invoke(failing, ["--json", "--lang", "en"])
    told = json.loads(result.stdout)["error"]

    assert (told["reason"], told["exit_code"]) == ("KIND_BODY_INVALID", result.exit_code)
    assert told["findings"] == [{"path": "title", "rule": "string.min_len", "text": "short"}]


def test_errors_that_have_no_name_stay_what_they_are() -> None:
    """A bug must look like one."""

    @click.command()
    @tells_errors
    def broken() -> None:
        raise ZeroDivisionError

    assert isinstance(CliRunner().invoke(broken).exception, ZeroDivisionError)


def test_exit_codes_are_documented_for_every_class() -> None:
    """The table in the help is the contract."""
    from forsa.client.console import EXIT_CODES

    used = {exit_code_of(error_for(reason, "")) for reason in Reason} | {0, 1, 2, 5}

    assert {
        int(line.split()[0]) for line in EXIT_CODES.splitlines() if line[:3].strip().isdigit()
    } == used
    assert exit_code_of(ForsaError("", Reason.KEY_UNKNOWN)) == 6
