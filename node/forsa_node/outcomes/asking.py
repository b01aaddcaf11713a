"""What the commands of the register do: look, show, ask, and only then change something.

Where machines read the answer nobody is asked: without `yes` all stays as it is.
"""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click
from forsa.client.console import late_pulse, print_json
from forsa.client.demonstration import clock_of
from forsa.client.questions import ask_yes_or_no
from forsa.outcomes.register import guess_mapping
from forsa.words.reasons import Language

from forsa_node.new_files import new_file
from forsa_node.outcomes.forgetting import find_learner, forget
from forsa_node.outcomes.framing import plan_frame, publish_frame
from forsa_node.outcomes.importing import Arrived, keep_import, plan_import, read_file
from forsa_node.outcomes.own_records import known_centres
from forsa_node.outcomes.reading_files import MAX_FILE_BYTES, read_bytes, today_of
from forsa_node.outcomes.settled import settled
from forsa_node.outcomes.store import RegisterStore
from forsa_node.outcomes.telling import finding_lines, mended_lines, plan_json, plan_lines, to_mend
from forsa_node.publishing import EXIT_FINDINGS, EXIT_NO, Asking
from forsa_node.reading import reading
from forsa_node.words import say


def guess_file(
    folder: Path, file: Path, to: Path | None, language: Language, *, as_json: bool
) -> int:
    """Propose a mapping for a register; return the exit code.

    Raises:
        FileExistsError: there is something at `to`; it stays as it is.
    """
    with reading(folder) as stores:
        centres = known_centres(stores)
    today = today_of(clock_of(folder).now_ms())
    with late_pulse(say(language, "register_reading")):
        data = read_bytes(file, MAX_FILE_BYTES)
        guessed = guess_mapping(data, centres=centres, today=today, language=language)
    if to is not None and guessed.text:
        with new_file(to) as target:
            target.write(guessed.text.encode())
    if as_json:
        found = [one.as_json(language) for one in guessed.findings]
        print_json({"text": guessed.text, "findings": found, "to": str(to) if to else None})
    else:
        for line in finding_lines(guessed.findings, language):
            click.echo(line, err=True)
        if to is None:
            click.echo(guessed.text, nl=False)
        elif guessed.text:
            click.echo(say(language, "mapping_written", folder=folder, to=to))
    return 0 if guessed.text else EXIT_FINDINGS


def import_file(
    folder: Path,
    file: Path,
    mapping: Path,
    asking: Asking,
    *,
    keeps: bool,
    withdraws_missing: bool,
) -> int:
    """Import a register; return the exit code.

    Args:
        folder: The node's.
        file: The register.
        mapping: What its columns mean.
        asking: How the officer is asked.
        keeps: False: all is shown, and nothing is kept.
        withdraws_missing: Learners of a frozen frame that the file has not have left.
    """
    clock, store = clock_of(folder), RegisterStore.open(folder)
    _echo(mended_lines(store, asking.language), err=True)
    with reading(folder) as stores, late_pulse(say(asking.language, "register_reading")):
        arrived = read_file(stores, store, file, mapping, clock)
        plans = plan_import(stores, store, arrived, withdraws_missing=withdraws_missing)
    if not arrived.is_clean or not plans:
        return _not_usable(arrived, asking)
    told = _findings(arrived, asking)
    told["years"] = [plan_json(one, asking.language) for one in plans]
    if not asking.as_json:
        _echo(plan_lines(plans, asking.language))
    changes = not all(one.difference.is_none for one in plans)
    agreed = keeps and (not changes or _agrees("register_question", asking))
    if agreed:
        with late_pulse(say(asking.language, "register_keeping")):
            keep_import(folder, store, arrived, plans, asking.person, clock.now_ms())
    if asking.as_json:
        unsaid = ["yes"] if keeps and not agreed else []
        print_json(told | {"kept": agreed, "missing": unsaid})
    elif keeps:
        key = "register_kept" if agreed else "register_not_kept"
        click.echo(say(asking.language, key, folder=folder))
    return 0 if agreed or not keeps else EXIT_NO


def frame_year(
    folder: Path, school_year: str, framed_on: date, learners: int, asking: Asking
) -> int:
    """Publish the enrolment of a year; return the exit code.

    Args:
        folder: The node's.
        school_year: Which.
        framed_on: The day of the enrolment return.
        learners: In that return, as the officer has it; 0 = not told.
        asking: How the officer is asked.
    """
    today, store = today_of(clock_of(folder).now_ms()), RegisterStore.open(folder)
    with reading(folder) as stores:
        framed = plan_frame(stores, store, school_year, framed_on, today, learners)
        if framed.is_published:  # if the power failed behind its signature, the rows follow now
            settled(stores, store, school_year)
    if framed.is_published:
        _tell_framed([], "frame_same", asking)
        return 0
    if not asking.as_json:
        _echo(framed.lines(asking.language))
    if not _agrees("frame_question", asking):
        _tell_framed([framed.as_json() | {"missing": ["yes"]}], "frame_not_published", asking)
        return EXIT_NO
    yes = Asking(asking.language, asking.person, yes=True, as_json=asking.as_json)
    return publish_frame(folder, store, framed, yes)


def forget_key(folder: Path, learner_key: str, school_year: str, asking: Asking) -> int:
    """Forget a learner; return the exit code.

    Args:
        folder: The node's.
        learner_key: As the register has it; - = the first line of standard input.
        school_year: Only there; empty = in every year.
        asking: How the officer is asked.
    """
    key = sys.stdin.readline().strip() if learner_key == "-" else learner_key
    store = RegisterStore.open(folder)
    with reading(folder) as stores:
        found = find_learner(stores, store, key, school_year)
    told: dict[str, Any] = {"years": [one.as_json() for one in found]}
    for one in () if asking.as_json else found:
        meaning = f"forget_{one.meaning.value}"
        click.echo(say(asking.language, meaning, year=one.school_year, n=one.frame_n))
    agreed = _agrees("forget_question", asking)
    if agreed:
        forget(folder, store, key, found)
    if asking.as_json:
        print_json(told | {"forgotten": agreed, "missing": [] if agreed else ["yes"]})
    elif agreed:
        click.echo(say(asking.language, "forget_done"))
        click.echo(say(asking.language, "forget_elsewhere"), err=True)
    else:
        click.echo(say(asking.language, "forget_not"), err=True)
    return 0 if agreed else EXIT_NO


def _not_usable(arrived: Arrived, asking: Asking) -> int:
    told = _findings(arrived, asking)
    if asking.as_json:
        print_json(told | {"years": [], "kept": False, "missing": []})
    else:
        key = "register_empty" if arrived.is_clean else "register_to_mend"
        click.echo(say(asking.language, key, count=to_mend(arrived.findings)), err=True)
    return EXIT_FINDINGS


def _findings(arrived: Arrived, asking: Asking) -> dict[str, Any]:
    """Show the findings to people, and return them for machines."""
    if not asking.as_json:
        _echo(finding_lines(arrived.findings, asking.language))
    found = [one.as_json(asking.language) for one in arrived.findings]
    return {"findings": found, "dropped": list(arrived.dropped)}


def _tell_framed(told: list[dict[str, Any]], key: str, asking: Asking) -> None:
    if asking.as_json:
        print_json(told)
    else:
        click.echo(say(asking.language, key), err=bool(told))


def _agrees(question: str, asking: Asking) -> bool:
    if asking.yes or asking.as_json:
        return asking.yes
    return ask_yes_or_no(say(asking.language, question), asking.language, err=True)


def _echo(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)
