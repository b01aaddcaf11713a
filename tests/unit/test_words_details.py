"""The second line of an error, in the reader's language."""

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from string import Formatter
from typing import Final, NamedTuple

import pytest
from click.testing import CliRunner
from forsa import errors
from forsa.cli import forsa as program
from forsa.client.console import _lines, describe_error
from forsa.client.files import FolderProblem
from forsa.errors import ConflictError, Reason
from forsa.words.details import TABLES, TECHNICAL, say_detail, words_instead
from forsa.words.details.instead import INSTEAD
from forsa.words.details.reading import Form
from forsa.words.details.values import name_value, shown_value
from forsa.words.reasons import LANGUAGES, Language
from forsa_node.files.telling import stopped

PROJECT: Final = Path(__file__).parents[2]
SOURCES: Final = ("sdk/forsa", "hub/forsa_hub", "node/forsa_node")
ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
TOLD: Final[tuple[Language, ...]] = ("fr", "ar")
RAISED: Final = {
    *(name for name, found in vars(errors).items() if isinstance(found, type) and "Error" in name),
    *("FolderError", "ConfigError", "Refused", "error_for", "not_allowed", "precondition"),
}
"""What is raised with a message, or becomes an error with one."""

FORMS: Final = [Form.parse(english, told) for table in TABLES for english, told in table.items()]
VALUE: Final = "7"
"""What stands for a value of a message in the code."""
PIECED: Final = {
    "7 7; restore it from a backup": (
        "/k.pem is not a P-256 key; restore it from a backup",
        "/k.pem is not an Ed25519 key; restore it from a backup",
        "/k.pem is not a private key in PEM; restore it from a backup",
    ),
    "7 begins with 7 among 7": (
        "no record begins with ab among 9",
        "more than one record begins with ab among 9",
    ),
    "7 7: 0 to 7 are allowed": (
        "9999 characters of the query: 0 to 1000 are allowed",
        "101 hits wanted: 0 to 100 are allowed",
    ),
    "7 has no texts in 7": ("12 has no texts in any language", "12 has no texts in ar"),
    "draft 7 is 7": ("draft 4 is published", "draft 4 is discarded"),
    "with this 7 would have used 7 of 7 (7)": (
        "with this amal would have used 9 of 8 (records_per_day)",
        "with this amal would have used 9 of 8 (bytes_per_day)",
        "with this amal would have used 9 of 8 (bytes_total)",
    ),
    "an agreement of type 7 7": (
        "an agreement of type charter takes an adopted proposal",
        "an agreement of type partnership is never voted on",
    ),
    "7: 7": (),  # this machine's own words, of which only the number is used
}
"""Messages put together from words that change, and what they are then."""
PYTHON_ALONE: Final = tuple(
    f"sdk/forsa/client/{name}.py:"
    for name in ("attachments", "following", "local_files", "uploads")
)
"""What no command calls: who meets these writes a program, and reads its language."""
SAID_BY_THE_FOLDER: Final = {
    "MISSING",
    "KEY_ABSENT",
    "NOT_ENROLLED",
    "PATH_TOO_LONG",
    "REGISTER_FOREIGN",
    "REGISTER_RENAMED",
    "REGISTER_KEY_WRONG",
    "REGISTER_NOT_PRIVATE",
    "CLOCK_REFUSED",
    "CLOCK_UNREADABLE",
}
"""Problems of a folder whose words say all: the message is not shown."""
FOR_DEVELOPERS: Final = {
    "V1",
    "entry 0 of this log set up no network",
    "it is not kept how the proposal at index 7 ended",
    "no proposal ends as 7",
    "7 bodies in one call; 7 are allowed",
    "7 bytes announced, 7 left",
    "7 bytes too many",
    "7 chunks from 7 are no range of 7 chunks after 7",
    "7 chunks from 7 are no range of 7 chunks",
    "7 has no effect, but the header carries 7 bytes of one",
    "7 of the header is malformed",
    "7 pieces of evidence",
    "7 ranges of 7 chunks",
    "7 ranges; 7 are allowed",
    "7 records in one call; 1 to 7 are allowed",
    "a batch of 7 entries",
    "a compressed frame is refused: 7",
    "a header of 7 bytes",
    "a manifest of 7 bytes for 7 bytes",
    "a network id has 32 bytes",
    "a vector of 7 bytes, not 7 to 7",
    "an integer is over 2^53 - 1",
    "chunk 7 with 7 bytes is none of 7 chunks",
    "connect takes a node's folder, or host and network_id",
    "not a 7",
    "not a public key of the strict profile",
    "not the canonical 7",
    "ranges of chunks lap over one another",
}
"""What only another program can have done: the words of the reason say what people can do."""


class Raised(NamedTuple):
    """A message in the code, its values written as `VALUE`."""

    place: str
    reason: str
    message: str


def literal(node: ast.expr) -> str | None:
    """A text in the code with `VALUE` for its values; None: it is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else VALUE for part in node.values
        )
    return None


def called(node: ast.Call) -> str:
    """The name of what is called, without its module."""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def message_and_reason(node: ast.Call) -> tuple[ast.expr, str]:
    """Where the message of an error stands, and the name of its reason; empty = it has none."""
    said = [one for one in node.args if not isinstance(one, ast.Starred)]
    named = [one.attr for one in said if isinstance(one, ast.Attribute)]
    known = {*Reason.__members__, *FolderProblem.__members__}
    reason = next((name for name in named if name in known), "")
    texts = [one for one in said if not isinstance(one, ast.Attribute)]
    if called(node) == "Refused":
        texts = texts[1:]
    return (texts or said or [ast.Constant(None)])[0], reason


def raised_in(path: Path) -> Iterator[Raised]:
    """Every message that a module raises, also through a function of its own."""
    tree = ast.parse(path.read_text("utf-8"))
    place = path.relative_to(PROJECT).as_posix()
    helpers: dict[str, tuple[int, str]] = {}
    for function in functions_of(tree):
        params = [one.arg for one in function.args.args if one.arg != "self"]
        for node in calls_in(function, RAISED):
            message, reason = message_and_reason(node)
            if isinstance(message, ast.Name) and message.id in params:
                helpers[function.name] = params.index(message.id), reason
            for text in texts_of(message, function):
                yield Raised(f"{place}:{node.lineno}", reason, text)
    for node in calls_in(tree, helpers.keys()):
        at, reason = helpers[called(node)]
        for text in texts_of(node.args[at], tree) if len(node.args) > at else ():
            yield Raised(f"{place}:{node.lineno}", reason, text)


def functions_of(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function in a tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls_in(tree: ast.AST, names: Collection[str]) -> Iterator[ast.Call]:
    """Every call of one of these, with something in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in names and node.args:
            yield node


def texts_of(message: ast.expr, function: ast.AST) -> Iterator[str]:
    """What a message is: a text in the code, or a name that was given one in this function."""
    text = literal(message)
    if text is not None:
        yield text
    elif isinstance(message, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and message.id in map(ast.unparse, node.targets):
                yield literal(node.value) or ""


def everything_raised() -> list[Raised]:
    """Every message in the code that people can meet."""
    found = {
        raised
        for source in SOURCES
        for path in sorted((PROJECT / source).rglob("*.py"))
        if "/v1/" not in path.as_posix()
        for raised in raised_in(path)
    }
    return sorted(one for one in found if one.message)


def is_told(message: str) -> bool:
    """Whether the tables have a message."""
    return any(form.read(message) is not None for form in FORMS)


def test_every_message_that_people_can_mend_is_told_in_french_and_arabic() -> None:
    """A command ended in English for who reads none: what exactly was wrong stayed a riddle."""
    raised = everything_raised()
    untold = [
        f'{one.place}: add to forsa.words.details  "{one.message}" ({one.reason})'
        for one in raised
        if one.reason not in {reason.value for reason in TECHNICAL} | SAID_BY_THE_FOLDER
        and one.message not in FOR_DEVELOPERS
        and not one.place.startswith(PYTHON_ALONE)
        and not all(map(is_told, PIECED.get(one.message, (one.message,))))
    ]

    assert len(raised) > 250
    assert not untold, "\n".join(untold)
    assert FOR_DEVELOPERS | PIECED.keys() <= {one.message for one in raised} | {"7: 7"}


def test_no_form_stands_for_what_nothing_says_any_more() -> None:
    """A table that keeps the dead is not read, and one day says the wrong thing."""
    texts = {
        text
        for source in SOURCES
        for path in sorted((PROJECT / source).rglob("*.py"))
        if "/words/" not in path.as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.expr) and (text := literal(node)) is not None
    }
    pieced = [one for many in PIECED.values() for one in many]
    dead = [
        VALUE.join(form.words)
        for form in FORMS
        if not any(form.read(one) is not None for one in (*texts, *pieced))
    ]

    assert not dead


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "_".join(form.words)[:60])
def test_a_form_keeps_its_values_and_is_in_its_language(form: Form) -> None:
    """A value that is lost is the one that people need; one too many ends the command."""
    values = {name: f"valeur{at}" for at, name in enumerate(form.names)}
    message = "".join(
        word + values.get(name, "")
        for word, name in zip(form.words, [*form.names, ""], strict=True)
    )

    for language, told in zip(TOLD, form.told, strict=True):
        named = {name for _, name, _, _ in Formatter().parse(told) if name is not None}
        said = say_detail(message, language)

        assert named == set(form.names)
        assert said == told.format_map(values), "another form takes it"
        assert bool(ARABIC.search(told)) is (language == "ar")
        assert not re.search(r"[.؛;:]$", told), "it may end in brackets, and has no full stop"


@pytest.mark.parametrize("english", INSTEAD)
def test_words_instead_of_those_of_a_reason_belong_to_a_message(english: str) -> None:
    """They stand where the reason's would send people the wrong way, and nowhere else."""
    values = dict.fromkeys((name for _, name, _, _ in Formatter().parse(english) if name), "4")
    message = english.format_map(values)
    told = [words_instead(message, language) for language in LANGUAGES]

    assert is_told(message)
    assert len(set(told)) == len(LANGUAGES)
    for language, words in zip(LANGUAGES, told, strict=True):
        assert words is not None
        for sentence in words:
            assert sentence.endswith(".")
            assert bool(ARABIC.search(sentence)) is (language == "ar")


def test_a_draft_that_is_not_there_does_not_send_people_to_synchronise() -> None:
    """Drafts are on this node alone; the code is that of a record, which may still come."""
    error = errors.NotFoundError("there is no draft 4", Reason.RECORD_UNKNOWN)
    record = errors.NotFoundError("no such record here", Reason.RECORD_UNKNOWN)

    assert "draft list" in describe_error(error, "fr")["next_step"]
    assert "forsa-node sync" in describe_error(record, "fr")["next_step"]


def test_a_file_that_proves_nothing_is_no_alarm_about_the_hub(tmp_path: Path) -> None:
    """Anybody can write a file; who checks it must not be told to warn all members."""
    file = tmp_path / "receipt"
    file.write_bytes(b"no receipt")
    checked = CliRunner().invoke(program, ["verify", str(file), "--lang", "en"])
    shown = CliRunner().invoke(program, ["inspect", str(file), "--lang", "en"])

    for done in (checked, shown):
        assert done.exit_code == 4
        assert "copied whole" in done.stderr
        assert "forsa-node status" not in done.stderr


@pytest.mark.parametrize(("language", "words"), [("fr", "le disque est plein"), ("ar", "القرص")])
def test_why_files_stop_is_said_in_the_language(language: Language, words: str) -> None:
    """The daemon told it in English; the command that asks speaks to somebody."""
    message = "the disk is full: files wait until there is room"

    assert words in stopped("STORAGE_FULL", message, language)
    assert message not in stopped("STORAGE_FULL", message, language)


def test_a_code_in_a_refusal_is_said_in_the_language() -> None:
    """« avec son statut (suspended) » is no French, and a moment in milliseconds is no day."""
    suspended = "badr is suspended and cannot publish a proposal.open"

    assert "(membre suspendu)" in say_detail(suspended, "fr")
    assert "(عضوية معلقة)" in say_detail(suspended, "ar")
    assert say_detail(suspended, "en").startswith("badr is suspended and")
    assert "10/12/2026 à" in say_detail("the record is on hold until 1796931145482", "fr")


def test_english_is_said_as_it_is() -> None:
    """It is the key of the others."""
    assert say_detail("there is no draft 4", "en") == "there is no draft 4"
    assert say_detail("no proof leads from 3 to 4", "en") == "no proof leads from 3 to 4"
    assert say_detail("a flag.raise has no text", "en") == "a “flag” has no text"


def test_what_only_developers_meet_is_named_so() -> None:
    """A sentence in a foreign language without a word on it looks like a fault of the reader."""
    said = {language: say_detail("no proof leads from 3 to 4", language) for language in TOLD}

    assert said["fr"] == "Détail technique, en anglais : no proof leads from 3 to 4"
    assert said["ar"].endswith(": no proof leads from 3 to 4")
    assert ARABIC.search(said["ar"])


@pytest.mark.parametrize(
    ("message", "french"),
    [
        ("there is no draft 4", "il n'y a pas de brouillon 4"),
        ("there is no kind a.b", "aucun genre d'enregistrement ne s'appelle a.b"),
        (
            "amal cannot answer its own work with practice.adopt",
            "amal ne peut pas répondre à son propre travail par « mise en œuvre »",
        ),
        (
            "a.json is the body of practice.report, practice.adopt; say which kind is meant",
            (
                "a.json est le contenu de : « pratique », « mise en œuvre » ; dites quel genre est "
                "voulu"
            ),
        ),
        (
            "the hub only reads: the log is empty yet",
            "le hub est en lecture seule : le journal est encore vide",
        ),
        ("draft 4 has no file {a}; b", "le brouillon 4 n'a pas de fichier {a}; b"),
        (
            "draft 4 has no file a; it has: b; it has: c",
            "le brouillon 4 n'a pas de fichier a ; il a : b; it has: c",
        ),
    ],
)
def test_values_are_found_by_the_words_around_them(message: str, french: str) -> None:
    """The message comes from another machine as a string; what stands in it is not ours."""
    assert say_detail(message, "fr") == french


def test_a_long_message_of_a_stranger_costs_what_it_is_long() -> None:
    """A hub that answers with words of ours over and over must not keep a command busy."""
    message = "uploads of " + "; with that are not complete have bytes; " * 20_000

    assert say_detail(message, "fr").endswith(message)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_whatever_a_command_ends_with_says_what_to_do_next(
    reason: Reason, language: Language
) -> None:
    """Every line but a technical detail is in the reader's language, and the last helps."""
    told = describe_error(errors.error_for(reason, "no proof leads from 3 to 4", limit=7), language)

    for key in ("what", "next_step"):
        assert len(told[key]) >= 8
        assert bool(ARABIC.search(told[key])) is (language == "ar")
    assert told["message"] == "no proof leads from 3 to 4"
    assert (told["detail"] == told["message"]) is (language == "en")
    assert name_value("limit", language) in {"limite", "الحد", "limit"}


def test_the_detail_of_an_error_is_in_the_language_and_its_message_is_not() -> None:
    """People read the one, a report to developers has the other."""
    told = describe_error(ConflictError("draft 4 is open still", Reason.KIND_PRECONDITION), "ar")

    assert told["detail"] == "المسودة 4 ما زالت مفتوحة"
    assert told["message"] == "draft 4 is open still"


def test_a_wait_is_told_in_hours_and_minutes_and_never_too_short() -> None:
    """`43006432` milliseconds tell nobody when to come back."""
    told = {one: shown_value("retry_ms", str(one), "fr") for one in (0, 999, 61_000, 43_006_432)}

    assert told == {0: "1 s", 999: "1 s", 61_000: "1 min 1 s", 43_006_432: "11 h 57 min"}
    assert shown_value("retry_ms", "43006432", "ar") == "11 ساعة 57 دقيقة"
    assert shown_value("retry_ms", "soon", "en") == "soon"


def test_what_only_programs_branch_on_is_not_told_to_people() -> None:
    """“whose: node” is a riddle between two sentences; `--json` keeps it."""
    error = errors.QuotaError("all is used", Reason.QUOTA_EXCEEDED, whose="node", used=4)
    described = describe_error(error, "fr")

    assert described["values"] == {"whose": "node", "used": "4"}
    assert [*_lines(described, "fr")][2:] == ["  utilisé : 4", described["next_step"]]


@pytest.mark.parametrize(
    ("quota", "waits"), [("bytes_total", False), ("bytes_per_day", True), ("records_per_day", True)]
)
def test_each_limit_says_whether_waiting_helps(quota: str, waits: bool) -> None:
    """“The node tries again by itself” is no help where the room is taken for good."""
    message = f"with this amal would have used 37545654 of 30000000 ({quota})"
    described = describe_error(errors.QuotaError(message, Reason.QUOTA_EXCEEDED), "fr")

    assert ("demain" in described["next_step"]) is waits
    assert ("--drop" in described["next_step"]) is not waits
    assert "37545654" in described["detail"]
    assert "30000000" in described["detail"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "le vote finirait le 01/01/2026 à 01:00 (heure du Maroc)"),
        ("ar", "ينتهي التصويت في 01/01/2026 على الساعة 01:00 (بتوقيت المغرب)"),
        ("en", "the vote would end at 01/01/2026 at 01:00 (Moroccan time)"),
    ],
)
def test_a_deadline_is_told_as_a_day_and_an_hour(language: Language, words: str) -> None:
    """`1767225600000` tells nobody when a vote could end; programs get the number beside it."""
    message = (
        "the vote would end at 1767225600000; opened now it ends from 1768521600000 to "
        "1782777600000 (voting_min_hours: 360)"
    )
    error = ConflictError(
        message,
        Reason.KIND_PRECONDITION,
        closes_ms=1767225600000,
        earliest_ms=1768521600000,
        latest_ms=1782777600000,
    )
    described = describe_error(error, language)

    assert words in described["detail"]
    assert "16/01/2026" in described["detail"]
    assert described["values"]["closes_ms"] == "1767225600000"
    assert not [line for line in _lines(described, language) if "1767225600000" in line]
