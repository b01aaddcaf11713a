"""What people are told of an agreement before it is put to the vote or published."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from forsa.client.zones import people_zone
from forsa.governance.views.clauses import differences
from forsa.kinds.preview import pick, title_of
from forsa.v1.governance_pb2 import Proposal
from forsa.words.agreements import type_name
from forsa.words.dates import say_day
from forsa.words.reasons import LANGUAGES, Language

from forsa_node.governance.agreement_file import AgreementFile
from forsa_node.words import say

_MARK: Final = "! "
MAX_TITLE: Final = 200
"""Characters of a proposal's title."""


def tell_file(written: AgreementFile, language: Language) -> Iterator[str]:
    """Which text it is, what it asks for, and what to look at again before it is signed."""
    effect = written.effect
    yield say(
        language,
        "agreement_file",
        title=title_of(written.message, language),
        type=type_name(effect.type, language),
        version=effect.version,
        clauses=len(written.message.clauses),
        digest=sha256(written.data).hexdigest(),
    )
    yield say(
        language,
        "agreement_file_needed" if effect.parties else "agreement_file_all",
        needed=effect.needed,
        parties=len(written.parties),
        names=", ".join(written.parties),
    )
    if effect.ratify_by_ms:
        yield say(language, "agreement_ratify_by", day=say_day(effect.ratify_by_ms, people_zone()))
    if written.before is not None:
        count = len(differences(written.before, written.message))
        yield say(language, "agreement_file_differs", count=count, version=effect.version - 1)
    for number in written.siblings:
        yield say(language, "agreement_file_sibling", number=number)
    for one in written.warnings:
        place = f"{one.place.file}:{one.place.line}: " if one.place else ""
        yield f"{_MARK}{place}{one.text(language)}"


def proposal_body(written: AgreementFile) -> Proposal:
    """The words around a text that is put to the vote, where its proposer says none."""
    message, original = written.message, written.message.common.original_language
    spoken = [one.lang for one in message.title if one.lang in LANGUAGES]
    body = Proposal()
    body.common.original_language = original if original in spoken else (spoken or ["fr"])[0]
    body.common.licence = message.common.licence
    for tag in LANGUAGES:
        if tag not in (spoken or ["fr"]):
            continue
        values = {
            "title": pick(message.title, tag, original),
            "type": type_name(written.effect.type, tag),
            "version": written.effect.version,
            "needed": written.effect.needed,
        }
        body.title.add(lang=tag, text=say(tag, "agreement_vote_title", **values)[:MAX_TITLE])
        body.text.add(lang=tag, text=say(tag, "agreement_vote_text", **values))
    body.title.sort(key=lambda one: one.lang)
    body.text.sort(key=lambda one: one.lang)
    return body
