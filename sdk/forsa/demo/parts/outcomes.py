"""Outcomes: a register that stays at home, a table that leaves, two persons who sign it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from forsa.demo.network import SYNC_SECONDS, Network, Node, at_once
from forsa.demo.processes import ProcessError, wait_until
from forsa.demo.samples import own_profile, own_register
from forsa.demo.screen import Screen
from forsa.outcomes.addresses import canonical_address, cell_key
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.labels import code_label, table_label

YEAR: Final = "2024-2025"
POINT: Final = "exit"
TABLE: Final = ("age3", "outcome4")
RECEIPT: Final = "D-DEMO-1"
PERSON: Final = "Salma"
WORDS: Final = "une phrase pour la démonstration"
"""What the second person would know by heart."""
HIDDEN: Final = "●"
Counts = Mapping[tuple[str, ...], int | None]
"""Address to learners; None: hidden."""


def outcomes(network: Network, screen: Screen) -> Mapping[str, object]:
    """Import a register, protect a table of it, publish it, and find its total elsewhere."""
    author, reader = network.nodes[0], network.nodes[1]
    secret, mapping = network.folder / "passphrase", network.folder / "mapping.yaml"
    secret.write_text(WORDS + "\n", encoding="utf-8")
    secret.chmod(0o600)
    with screen.step("second_person", name=author.name, person=PERSON):
        at_once(
            lambda: author.publish(own_profile()),
            lambda: author.ask("key add", PERSON, "--passphrase-file", secret),
        )
    with screen.step("import_register", name=author.name, file=own_register().name):
        author.ask("outcomes mapping", "--guess", own_register(), "--to", mapping)
        kept = author.ask("outcomes import", own_register(), "--mapping", mapping, "--yes")
        author.ask("outcomes frame", YEAR, "--yes")
    (year,) = kept["years"]
    screen.tell("register_stays", count=year["after"], dropped=", ".join(kept["dropped"]))
    with screen.step("protect", name=author.name):
        prepared = _asked(author, "prepare", "--legal-basis", RECEIPT)
    hidden = _show_both(prepared, screen)
    with screen.step("two_persons", name=author.name):
        wait_until("the second key counts", lambda: _is_known(author), SYNC_SECONDS)
        _asked(author, "approve", "--by", PERSON, "--passphrase-file", secret)
        released = author.ask("outcomes release", YEAR, POINT)["record_id"]
    size = network.wait_until_logged({released}, [author])
    with screen.step("verify_all", size=size) as update:
        network.wait_until_all_verified(size, update)
    with screen.step("network_total", name=reader.name):
        told = _total_elsewhere(reader, screen)
    screen.quote(told)
    return {
        "learners": year["after"],
        "dropped": kept["dropped"],
        "hidden": hidden,
        "record_id": released,
    }


def _is_known(author: Node) -> bool:
    """Whether the key of the second person is in the log that this node verified."""
    return any(
        one["name"] == PERSON and one["standing"] == "usable" for one in author.ask("key list")
    )


def _total_elsewhere(reader: Node, screen: Screen) -> Sequence[str]:
    """The totals of another node, which judged the release and its proof by itself."""
    found, told = at_once(
        lambda: reader.ask("outcomes network", YEAR),
        lambda: reader.run("outcomes network", YEAR, "--lang", screen.language).expect().stdout,
    )
    if found["releases"] != 1 or found["refused"]:
        raise ProcessError(f"{reader.name} does not hold the release as safe: {found}")
    return str(told).splitlines()


def _asked(author: Node, verb: str, *options: str | Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = author.ask(f"outcomes {verb}", YEAR, POINT, "--yes", *options)
    return found


def _show_both(prepared: Mapping[str, Any], screen: Screen) -> int:
    """The table as the association counts it, and as everybody will read it.

    Returns:
        How many cells of it are hidden.
    """
    tables = {tuple(one["axes"]): one for one in prepared["public"]["tables"]}
    cells = tables[TABLE]["cells"]
    public = {tuple(one["at"]): one["value"] for one in cells}
    hidden = [at for at, value in public.items() if value is None]
    small = [one for one in prepared["private"] if one["reason"] == "small"]
    if not hidden or not small:
        raise ProcessError(f"nothing is hidden in {TABLE}, or not for being small")
    name = table_label(TABLE, screen.language)
    screen.tell("before_protection", table=name)
    screen.grid(*_grid(_true(prepared, public), screen))
    screen.tell("after_protection", table=name, sign=HIDDEN)
    screen.grid(*_grid(public, screen))
    return len(hidden)


def _true(prepared: Mapping[str, Any], public: Counts) -> Counts:
    """The counts as the node alone knows them: `private` has what `public` hides."""
    secret = {one["address"]: one["value"] for one in prepared["private"]}
    return {
        at: secret[canonical_address(YEAR, cell_key(TABLE, at))] if value is None else value
        for at, value in public.items()
    }


def _grid(counts: Counts, screen: Screen) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """A head and rows, in words; rows in which nobody is are left out."""
    rows_axis, columns_axis = TABLE
    head = [code_label(columns_axis, code, screen.language) for code in _codes(columns_axis)]
    rows = [
        [code_label(rows_axis, row, screen.language)]
        + [_shown(counts[row, column]) for column in _codes(columns_axis)]
        for row in _codes(rows_axis)
        if counts[row, TOTAL] != 0
    ]
    return ["", *head], rows


def _codes(axis: str) -> Sequence[str]:
    return (*closed_axes()[axis].codes, TOTAL)


def _shown(count: int | None) -> str:
    return HIDDEN if count is None else str(count)
