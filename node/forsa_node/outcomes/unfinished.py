"""Releases that ask somebody for something: to be approved, to be sent, to be prepared anew."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from forsa.errors import Reason
from forsa.outcomes.labels import point_label
from forsa.words.reasons import Language, explain

from forsa_node.outcomes.prepared import Prepared, all_prepared
from forsa_node.outcomes.store import RegisterStore
from forsa_node.reading import Stores, reading
from forsa_node.store.outbox import OutboxState
from forsa_node.words import say


def unfinished_of(folder: Path) -> list[dict[str, Any]]:
    """What was prepared and is not queued, and what the hub refused and nobody prepared again.

    Returns:
        `school_year`, `point`, `vintage`, `state` (`prepared`, `approved`, `refused`), `by`
        (empty: whoever works at the node), `reason` of a refusal.
    """
    if not RegisterStore.is_there(folder):
        return []
    store = RegisterStore.open(folder)
    prepared = all_prepared(store.sealed)
    again = {(one.school_year, one.point) for one in prepared}
    with reading(folder) as stores:
        refused = [
            one
            for one in _refused(stores, store)
            if (one["school_year"], one["point"]) not in again
        ]
    return [*map(_prepared, prepared), *refused]


def _prepared(one: Prepared) -> dict[str, Any]:
    return {
        "school_year": one.school_year,
        "point": one.point,
        "vintage": one.vintage,
        "state": "approved" if one.approval else "prepared",
        "by": one.by,
        "reason": "",
    }


def _refused(stores: Stores, store: RegisterStore) -> Iterator[dict[str, Any]]:
    """The newest release of each point, if it was refused."""
    items = {one.record.record_id.hex(): one for one in stores.member.items(OutboxState.REFUSED)}
    for year in store.years():
        newest = {one.observation_point: one for one in store.require(year).releases}
        for one in newest.values():
            item = items.get(one.record_id)
            if item is not None:
                yield {
                    "school_year": year,
                    "point": one.observation_point,
                    "vintage": one.vintage,
                    "state": "refused",
                    "by": "",
                    "reason": item.reason.value if item.reason else "",
                }


def unfinished_lines(
    folder: Path, rows: Sequence[Mapping[str, Any]], language: Language
) -> Iterator[str]:
    """What `unfinished_of` found, for people, with what to do."""
    for one in rows:
        values = {
            "folder": folder,
            "year": one["school_year"],
            "code": one["point"],
            "point": point_label(one["point"], language),
            "by": one["by"] or say(language, "release_by_node"),
        }
        if one["reason"]:
            values["why"] = explain(Reason(one["reason"]), language).what
        yield say(language, f"unfinished_{one['state']}", **values)
