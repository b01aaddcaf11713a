"""What others made of this member's work: adopted where and how, reviewed, translated."""

from pathlib import Path
from typing import Any, Final

from forsa import codelists
from forsa.kinds.labels import choice_label
from forsa.kinds.preview import title_of
from forsa.library.adoptions import Adoption
from forsa.library.cards import LIBRARY_KINDS
from forsa.library.reviews import Review
from forsa.library.threads import Thread
from forsa.library.translations import TranslationView
from forsa.log_store.around import Around, Work
from forsa.log_store.reading import LogReader
from forsa.words.reasons import Language

from forsa_node.finding import find_record
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say

PAGE: Final = 256


def credit_of(folder: Path, which: str, language: Language) -> list[dict[str, Any]]:
    """The credit of one work (`which`), or of every work of this member; only what has some.

    Raises:
        NotFoundError: there is no such work.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        things = [find_record(stores, which).header.object_id] if which else _own_works(stores)

        def read(log: LogReader) -> list[dict[str, Any]]:
            around = Around(log, seen.state, seen.fresh_ms)
            works = ((one, around.work(one)) for one in things)
            return [
                describe_work(work, around.threads(one), language)
                for one, work in works
                if work is not None
            ]

        found = stores.mirror.read(read)
    return [one for one in found if which or _has_credit(one)]


def _own_works(stores: Stores) -> list[bytes]:
    """Object ids of this member's works, the oldest first."""
    member = stores.identity.member
    start, things = 0, dict[bytes, None]()
    while True:
        begin = start
        indexes = stores.mirror.read(
            lambda log, begin=begin: log.records_of(LIBRARY_KINDS, [member], begin, PAGE)  # type: ignore[misc]
        )
        entries = stores.mirror.read(lambda log, at=indexes: log.entries_at(at))  # type: ignore[misc]
        things |= dict.fromkeys(one.record().header.object_id for one in entries)
        if len(indexes) < PAGE:
            return list(things)
        start = indexes[-1] + 1


def _has_credit(work: dict[str, Any]) -> bool:
    return any(work[name] for name in ("adoptions", "reviews", "translations", "comments"))


def describe_work(work: Work, threads: tuple[Thread, ...], language: Language) -> dict[str, Any]:
    """A work with what others made of it, for machines."""
    card = work.card
    return {
        "index": card.index,
        "record_id": card.record_id.hex(),
        "object_id": card.object_id.hex(),
        "kind": card.kind,
        "member": card.member,
        "title": "" if card.message is None else title_of(card.message, language),
        "maturity": work.maturity,
        "withdrawn": work.withdrawal is not None,
        "versions": len(work.versions),
        "adoptions": [_adoption(one) for one in work.adoptions],
        "reviews": [_review(one) for one in work.reviews.reviews],
        "means": {
            criterion: {"mean": round(float(mean), 2), "reviews": count}
            for criterion, (mean, count) in work.reviews.means.items()
        },
        "recommendations": dict(work.reviews.recommendations),
        "translations": [_translation(one) for one in work.translations],
        "comments": _count(threads),
    }


def _count(threads: tuple[Thread, ...]) -> int:
    return sum(1 + _count(one.answers) for one in threads)


def _adoption(one: Adoption) -> dict[str, Any]:
    return {
        "index": one.told.index,
        "record_id": one.told.record.record_id.hex(),
        "member": one.told.member,
        "region": one.region,
        "verdict": one.verdict,
        "fidelity": one.fidelity,
        "counts": one.counts,
        "withdrawn": one.told.withdrawn,
        "hidden": one.told.hidden,
        "after_withdrawal": one.after_withdrawal,
    }


def _review(one: Review) -> dict[str, Any]:
    return {
        "index": one.told.index,
        "record_id": one.told.record.record_id.hex(),
        "member": one.told.member,
        "counted": one.counted,
        "why_not": one.why_not,
        "recommendation": one.recommendation,
        "scores": dict(one.scores),
    }


def _translation(one: TranslationView) -> dict[str, Any]:
    return {
        "index": one.told.index,
        "record_id": one.told.record.record_id.hex(),
        "member": one.told.member,
        "language": one.language,
        "method": one.method,
        "outdated": one.is_outdated,
        "shown": one.counts,
    }


def tell_credit(found: list[dict[str, Any]], language: Language) -> list[str]:
    """The same as sentences."""
    return [line for work in found for line in _lines(work, language)]


def _lines(work: dict[str, Any], language: Language) -> list[str]:
    maturity = codelists.label("maturity", work["maturity"], language) if work["maturity"] else "–"
    lines = [
        say(language, "credit_work", title=work["title"], index=work["index"], maturity=maturity)
    ]
    for one in work["adoptions"]:
        values = {
            "member": one["member"],
            "region": codelists.label("region", one["region"], language) or "–",
            "fidelity": choice_label(one["fidelity"], language) if one["fidelity"] else "–",
            "verdict": choice_label(one["verdict"], language) if one["verdict"] else "–",
        }
        notes = {
            "note_withdrawn": one["withdrawn"],
            "note_hidden": one["hidden"],
            "note_late": one["after_withdrawal"],
        }
        lines.append(say(language, "credit_adoption", note=_notes(notes, language), **values))
    for one in work["reviews"]:
        recommendation = one["recommendation"]
        shown = choice_label(recommendation, language) if recommendation else "–"
        note = say(language, f"note_{one['why_not']}") if one["why_not"] in _WHY_NOT else ""
        values = {"member": one["member"], "recommendation": shown, "note": note}
        lines.append(say(language, "credit_review", **values))
    for criterion, mean in work["means"].items():
        label = codelists.label("review_criterion", criterion, language)
        values = {"criterion": label, "mean": mean["mean"], "count": mean["reviews"]}
        lines.append(say(language, "credit_mean", **values))
    for one in work["translations"]:
        notes = {
            "note_machine": one["method"] == "machine",
            "note_outdated": one["outdated"],
            "note_hidden": not one["shown"],
        }
        values = {"language": one["language"], "member": one["member"]}
        lines.append(say(language, "credit_translation", note=_notes(notes, language), **values))
    if work["comments"]:
        lines.append(say(language, "credit_comments", count=work["comments"]))
    return lines


_WHY_NOT: Final = frozenset({"withdrawn", "hidden", "conflict"})


def _notes(notes: dict[str, bool], language: Language) -> str:
    return "".join(say(language, key) for key, told in notes.items() if told)
