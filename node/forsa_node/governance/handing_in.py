"""`due submit`: a member shows its evidence, a record of its own or files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import Final

import click
from forsa.attachments.contents import look_into
from forsa.client.console import print_json
from forsa.errors import ConflictError, MalformedError, Reason
from forsa.governance.views.duties import Duty, Standing
from forsa.governance.views.duty_words import called, evidence_asked, say_duty, title_of
from forsa.governance.views.obligations import SUBMIT
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.v1.effects_pb2 import ObligationSubmit
from forsa.v1.governance_pb2 import Submission
from forsa.v1.record_pb2 import Commitment
from forsa.words.reasons import Language

from forsa_node.drafts.contents import MAX_FILE_BYTES
from forsa_node.files.content import ContentStore
from forsa_node.finding import find_record, require_offered
from forsa_node.governance.acting import Act, Signing, act
from forsa_node.governance.dues import find_duty, read_dues
from forsa_node.governance.fitting import fitting
from forsa_node.governance.several import publish_several
from forsa_node.publishing import EXIT_NO, Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.desk import HeldFile
from forsa_node.words import say

MAX_FILES: Final = 10
_PICTURES: Final = ("image/",)
_SHORTEST_TITLE: Final = 3


def hand_in(
    folder: Path,
    which: str,
    shown: Sequence[str],
    note: str,
    asking: Asking,
    signing: Signing,
    zone: tzinfo,
) -> int:
    """Hand in what an obligation asks for; return the exit code.

    Args:
        folder: The node's.
        which: The obligation, as `find_duty` takes it.
        shown: One own record, or files, as the obligation asks; none: own records that fit are
            listed, and nothing is signed.
        note: A word with it; empty: none.
        asking: How the signer is asked.
        signing: Who signs.
        zone: In which days are told.

    Raises:
        ConflictError: nobody asks this of the member.
        ForsaError: the network would refuse it.
    """
    with reading(folder) as stores:
        duty = find_duty(stores, read_dues(stores), which)
        _require_asked(duty, which)
        asked = duty.obligation
        if not shown:
            _offer(stores, duty, asking)
            return EXIT_NO
        evidence = _evidence(stores, duty, shown) if asked.evidence_kind else b""
    message = _message(note, asking.language)
    told = _told(duty, shown, asking.language, zone)
    effect = ObligationSubmit(evidence=evidence)
    if evidence:
        what = Act(SUBMIT, effect, message, parent=asked.record_id, title=told[0])
        return act(folder, what, asking, told, signing)
    with_files = _with_files(folder, [Path(one) for one in shown], message, asking.language)
    what = replace(with_files, effect=effect, parent=asked.record_id)
    return publish_several(folder, [what], asking, told, signing)


def _require_asked(duty: Duty, which: str) -> None:
    if duty.standing is Standing.NOT_OWED and duty.obligation.is_withdrawn:
        raise ConflictError(f"{which} was taken back by the office", Reason.KIND_PRECONDITION)


def _evidence(stores: Stores, duty: Duty, shown: Sequence[str]) -> bytes:
    """The own record that is shown.

    Raises:
        MalformedError: more than one is, or of another kind than asked for.
        ConflictError: its author took it back.
    """
    kind = duty.obligation.evidence_kind
    if len(shown) > 1:
        raise MalformedError(
            f"{len(shown)} records are shown; one {kind} is asked for", Reason.KIND_PRECONDITION
        )
    record = find_record(stores, shown[0])
    if record.header.kind != kind:
        raise MalformedError(
            f"{shown[0]} is a {record.header.kind}; a {kind} is asked for",
            Reason.KIND_PRECONDITION,
        )
    require_offered(stores, Seen.of(stores), record, shown[0])
    return record.record_id


def _message(note: str, language: Language) -> Submission | None:
    if not note:
        return None
    message = _begun(language)
    message.text.add(lang=language, text=note)
    return message


def _begun(language: Language) -> Submission:
    message = Submission()
    message.common.original_language = language
    message.common.licence = DEFAULT_LICENCE
    return message


def _with_files(
    folder: Path, paths: Sequence[Path], message: Submission | None, language: Language
) -> Act:
    """The body that names the files, taken into the content store as they are.

    Raises:
        MalformedError: too many, one is too large, or two have one name.
    """
    if len(paths) > MAX_FILES or len({one.name for one in paths}) < len(paths):
        raise MalformedError(
            f"{len(paths)} files are shown; at most {MAX_FILES}, each with a name of its own",
            Reason.LIMIT_EXCEEDED,
        )
    message = message or _begun(language)
    store, held, stand_ins = ContentStore(folder), {}, []
    for number, path in enumerate(paths):
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise MalformedError(
                f"{path} has {size} bytes, at most {MAX_FILE_BYTES}",
                Reason.LIMIT_EXCEEDED,
                size=size,
            )
        with path.open("rb") as file:
            media_type, _ = look_into(file, path.name)
            file.seek(0)
            held[path.name] = HeldFile(*store.put(file))
        _describe(message, path, media_type, language)
        root = number.to_bytes(32, "big")
        stand_ins.append(Commitment(root=root, size=size, media_type=media_type or "text/csv"))
    return Act(SUBMIT, None, message, attachments=stand_ins, files=held)


def _describe(message: Submission, path: Path, media_type: str, language: Language) -> None:
    is_picture = media_type.startswith(_PICTURES)
    title = path.stem.replace("_", " ").ljust(_SHORTEST_TITLE, ".")
    described = message.attachments.add(
        file_name=path.name, licence=DEFAULT_LICENCE, role="picture" if is_picture else "guide"
    )
    described.title.add(lang=language, text=title[:160])
    if is_picture:
        described.alt_text.add(lang=language, text=say(language, "due_scan", title=title[:160]))


def _told(duty: Duty, shown: Sequence[str], language: Language, zone: tzinfo) -> tuple[str, ...]:
    title = called(duty.obligation, language, zone)
    says = say_duty(duty, language, zone)
    return (
        say(language, "due_hand_in", title=title, says=says),
        say(language, "due_shown", shown=", ".join(shown)),
        say(language, "due_seen_by"),
    )


def _offer(stores: Stores, duty: Duty, asking: Asking) -> None:
    """Say what is asked for, and which own records would do."""
    language, asked = asking.language, duty.obligation
    rows = list(fitting(stores, asked.evidence_kind, language)) if asked.evidence_kind else []
    if asking.as_json:
        print_json({"asked": asked.evidence_kind, "fitting": rows})
        return
    title = title_of(asked, language)
    values = {"title": title, "evidence": evidence_asked(asked, language)}
    click.echo(say(language, "due_asks", **values), err=True)
    for row in rows:
        click.echo(say(language, "due_fitting", **row), err=True)
    key = "due_choose" if rows else "due_no_fitting" if asked.evidence_kind else "due_name_files"
    click.echo(say(language, key, evidence=values["evidence"]), err=True)
