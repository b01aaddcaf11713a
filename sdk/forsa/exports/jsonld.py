"""JSON-LD with the words of schema.org: reports are articles, curricula are courses."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from forsa.codelists import label
from forsa.exports.catalogue import SPDX, CatalogueItem, instant

CONTEXT: Final = "https://schema.org"
_TYPES: Final[Mapping[str, str | list[str]]] = {
    "practice.report": "Article",
    "curriculum.publish": ["Course", "LearningResource"],
}


def document(item: CatalogueItem) -> dict[str, Any]:
    """One record as a JSON-LD object; of one that is not shown, identifiers and state alone."""
    return {"@context": CONTEXT, **_node(item)}


def graph(items: Iterable[CatalogueItem]) -> dict[str, Any]:
    """Many records as one JSON-LD document."""
    return {"@context": CONTEXT, "@graph": [_node(one) for one in items]}


def text_of(document: Mapping[str, Any]) -> bytes:
    """The document as UTF-8 JSON; it ends no `<script>` that somebody puts it into."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return text.replace("<", "\\u003c").encode()


def _node(item: CatalogueItem) -> dict[str, Any]:
    card = item.card
    node: dict[str, Any] = {
        "@type": _TYPES.get(card.kind, "CreativeWork"),
        "identifier": [
            _property("forsa:record", item.record_id),
            _property("forsa:index", item.index),
            _property("forsa:object", card.object_id.hex()),
        ],
        "dateModified": instant(item.changed_ms),
        "creativeWorkStatus": _status(item),
    }
    if item.is_shown:
        node |= _shown(item)
    return _without_empty(node)


def _status(item: CatalogueItem) -> str:
    if item.state != "shown":
        return item.state.capitalize()
    return "Superseded" if item.replaced_by else "Published"


def _without_empty(node: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not known: an empty address or licence would be a claim."""
    return {name: value for name, value in node.items() if value not in ("", [], None)}


def _shown(item: CatalogueItem) -> dict[str, Any]:
    card = item.card
    author = {"@type": "Organization", "identifier": card.member, "name": item.author}
    node: dict[str, Any] = {
        "name": _by_language(item.titles),
        "description": _by_language(item.abstracts),
        "inLanguage": list(item.languages),
        "license": item.licence_url,
        "author": author,
        "datePublished": instant(card.sequenced_ms),
        "about": [_term(name, code, item.languages[0]) for name, code in item.subjects],
        "associatedMedia": [_file(one) for one in item.message.attachments],
    }
    if card.kind == "practice.report":
        return node | _report(item)
    if card.kind == "curriculum.publish":
        return node | _course(item.message)
    return node


def _report(item: CatalogueItem) -> dict[str, Any]:
    message = item.message
    return {
        "headline": item.original(item.titles),
        "articleBody": item.original(item.card.texts),
        "spatialCoverage": {
            "@type": "AdministrativeArea",
            "identifier": message.region,
            "name": label("region", message.region, item.languages[0]),
        },
        "temporalCoverage": _period(message.period_start, message.period_end),
    }


def _period(start: str, end: str) -> str:
    """An interval of ISO 8601; without an end it goes on."""
    return f"{start}/{end or '..'}" if start else ""


def _course(message: Any) -> dict[str, Any]:
    return {
        "version": message.edition,
        "educationalLevel": message.entry_level,
        "timeRequired": f"PT{message.total_hours:g}H",
        "typicalAgeRange": f"{message.age_min}-{message.age_max}" if message.age_max else "",
        "teaches": [
            value for goal in message.learning_goals for value in _by_language(_texts(goal.text))
        ],
        "hasPart": [
            {
                "@type": "LearningResource",
                "identifier": one.code,
                "position": one.order,
                "name": _by_language(_texts(one.title)),
                "timeRequired": f"PT{one.hours:g}H",
            }
            for one in message.modules
        ],
        "isBasedOn": [
            _without_empty(
                {
                    "@type": "CreativeWork",
                    "name": one.title,
                    "url": one.uri,
                    "license": f"{SPDX}{one.licence}" if one.licence else "",
                }
            )
            for one in message.based_on
        ],
    }


def _file(one: Any) -> dict[str, Any]:
    return {
        "@type": "MediaObject",
        "name": one.file_name,
        "encodingFormat": one.media_type,
        "contentSize": f"{one.size} B",
        "identifier": _property("forsa:commitment", one.root.hex()),
    }


def _texts(texts: Any) -> dict[str, str]:
    return {one.lang: one.text for one in texts}


def _by_language(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@language": lang, "@value": text} for lang, text in texts.items()]


def _property(name: str, value: str | int) -> dict[str, str | int]:
    return {"@type": "PropertyValue", "propertyID": name, "value": value}


def _term(name: str, code: str, language: str) -> dict[str, str]:
    return {"@type": "DefinedTerm", "termCode": code, "name": label(name, code, language)}
