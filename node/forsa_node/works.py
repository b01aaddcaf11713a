"""A work with what others made of it, as values for machines; people's lines are made of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from forsa.envelope import RecordId
from forsa.kinds.preview import pick, title_of
from forsa.library.adoptions import Adoption
from forsa.library.cards import Card
from forsa.library.reviews import Review, Reviews
from forsa.library.threads import Thread
from forsa.library.told import Told, chosen
from forsa.library.translations import TranslationView
from forsa.log_store.around import Withdrawal, Work
from forsa.words.reasons import Language

from forsa_node.ahead import number_of


def describe_work(work: Work, threads: tuple[Thread, ...], language: Language) -> dict[str, Any]:
    """A work with what others made of it."""
    card = work.card
    return {
        "index": number_of(card.index),
        "record_id": card.record_id.hex(),
        "object_id": card.object_id.hex(),
        "kind": card.kind,
        "member": card.member,
        "title": title_at(card, language),
        "maturity": work.maturity,
        "withdrawn": describe_withdrawal(work.withdrawal, language),
        "versions": [describe_version(one) for one in work.versions],
        "adoptions": [
            describe_adoption(one, language) | _about(one.told, work) for one in work.adoptions
        ],
        **describe_reviews(work, language),
        "translations": [describe_translation(one) for one in work.translations],
        "comments": [describe_thread(one, language) for one in threads],
    }


def title_at(card: Card, language: Language) -> str:
    """The title, in the language if there is one; empty without a body."""
    return "" if card.message is None else title_of(card.message, language)


def describe_withdrawal(withdrawal: Withdrawal | None, language: Language) -> dict[str, Any] | None:
    """Why and where its author withdrew it; None = it stands."""
    if withdrawal is None:
        return None
    note = _text(withdrawal.note, "text", language)
    index = number_of(withdrawal.index)
    return {"index": index, "reason": withdrawal.reason, "note": note}


def describe_version(told: Told) -> dict[str, Any]:
    """One version of it."""
    index = number_of(told.index)
    return {
        "index": index,
        "record_id": told.record.record_id.hex(),
        "sequenced_ms": 0 if index is None else told.sequenced_ms,
        "edition": getattr(told.message, "edition", ""),
        "withdrawn": told.withdrawn,
        "hidden": told.hidden,
        "waiting": index is None,
    }


def _about(told: Told, work: Work) -> dict[str, Any]:
    """Which version an answer is about: what was said of one need not hold for the next."""
    record_id = work.answered.get(told.object_id, b"")
    numbers = {one.record.record_id: one for one in work.versions}
    version = numbers.get(RecordId(record_id))
    return {
        "about": record_id.hex(),
        "about_index": None if version is None else number_of(version.index),
        "about_edition": "" if version is None else getattr(version.message, "edition", ""),
        "of_older": version is not None and version is not work.newest,
    }


def describe_adoption(one: Adoption, language: Language) -> dict[str, Any]:
    """What another member made of it."""
    return {
        **_answer(one.told),
        "region": one.region,
        "verdict": one.verdict,
        "fidelity": one.fidelity,
        "changes": _text(one.told, "changes", language),
        "results": _text(one.told, "results", language),
        "advice": _text(one.told, "advice", language),
        "counts": one.counts,
        "after_withdrawal": one.after_withdrawal,
    }


def describe_reviews(work: Work, language: Language) -> dict[str, Any]:
    """Every opinion on a work, and what those that count come to."""
    reviews = work.reviews
    return {
        "reviews": [_review(one, language) | _about(one.told, work) for one in reviews.reviews],
        **describe_opinion(reviews),
    }


def describe_opinion(reviews: Reviews) -> dict[str, Any]:
    """What the reviews that count come to."""
    return {
        "means": {
            criterion: {"mean": round(float(mean), 2), "reviews": count}
            for criterion, (mean, count) in reviews.means.items()
        },
        "recommendations": dict(reviews.recommendations),
    }


def _review(one: Review, language: Language) -> dict[str, Any]:
    return {
        **_answer(one.told),
        "counted": one.counted,
        "why_not": one.why_not,
        "recommendation": one.recommendation,
        "scores": dict(one.scores),
        "comment": _text(one.told, "comment", language),
    }


def describe_translation(one: TranslationView) -> dict[str, Any]:
    """A translation, as it stands."""
    return {
        **_answer(one.told),
        "language": one.language,
        "method": one.method,
        "outdated": one.is_outdated,
        "shown": one.counts,
    }


def describe_thread(thread: Thread, language: Language) -> dict[str, Any]:
    """A comment with the answers to it; the text of one that was withdrawn is gone."""
    told = thread.told
    return {
        **_answer(told),
        "kind": chosen(told.message, "kind"),
        "text": "" if told.withdrawn else _text(told, "text", language),
        "accepted": thread.is_accepted,
        "changed": thread.is_changed,
        "depth": thread.depth,
        "answers": [describe_thread(one, language) for one in thread.answers],
    }


def count_comments(threads: Iterable[Mapping[str, Any]], but: str = "") -> int:
    """How many comments stand, the answers among them; without those of one member."""
    return sum(
        int(not one["withdrawn"] and one["member"] != but) + count_comments(one["answers"], but)
        for one in threads
    )


def _answer(told: Told) -> dict[str, Any]:
    index = number_of(told.index)
    return {
        "index": index,
        "record_id": told.record.record_id.hex(),
        "member": told.member,
        "withdrawn": told.withdrawn,
        "hidden": told.hidden,
        "waiting": index is None,
    }


def _text(told: Told, field: str, language: Language) -> str:
    """A text of a body in the language, or another; empty if it may not be shown."""
    message = told.message
    if message is None:
        return ""
    return pick(getattr(message, field), language, message.common.original_language)
