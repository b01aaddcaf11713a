"""OAI-PMH 2.0 as a function: arguments of a request in, the XML of the answer out.

http://www.openarchives.org/OAI/openarchivesprotocol.html. Items are records: each version of a
work has its own identifier, `oai:<host>:<record id>`, and once another follows it, a relation to
that one and a new datestamp. Deletions are remembered for ever.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol
from xml.etree.ElementTree import Element, SubElement, tostring

from forsa.exports.catalogue import CatalogueItem, instant
from forsa.exports.dublin_core import DC_NAMESPACE, DC_PREFIX, DC_SCHEMA, add_dublin_core, clean

OAI: Final = "http://www.openarchives.org/OAI/2.0/"
OAI_SCHEMA: Final = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
PAGE: Final = 100
"""Records of one answer."""
MAX_ARGUMENT: Final = 400
"""Characters of one value; no valid one is longer."""
_TOKEN: Final = re.compile(
    r"1,([\w.-]{0,60}),([0-9]{0,11}),([0-9]{0,11}),([0-9]{1,18}),([0-9]{1,18})"
)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_ARGUMENTS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (
        frozenset({"metadataPrefix"}),
        frozenset({"from", "until", "set", "resumptionToken"}),
    ),
    "ListRecords": (
        frozenset({"metadataPrefix"}),
        frozenset({"from", "until", "set", "resumptionToken"}),
    ),
}
"""Arguments that a verb must and may have."""


@dataclass(frozen=True, slots=True)
class About:
    """The repository."""

    name: str
    base_url: str
    host: str
    """Domain name, part of every identifier."""
    admin_email: str
    earliest_ms: int
    """No datestamp is earlier."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records; seconds since 1970, both ends included."""

    kind: str = ""
    since: int | None = None
    until: int | None = None
    start: int = 0
    """Log index."""


class Catalogue(Protocol):
    """What is asked of a repository."""

    @property
    def about(self) -> About:
        """The repository."""

    def sets(self) -> Mapping[str, str]:
        """Names of its sets, which are kinds; empty: it has none."""

    def select(self, wanted: Selection, limit: int) -> tuple[Sequence[CatalogueItem], int]:
        """The first records that match, by log index, and how many match from there on."""

    def find(self, record_id: bytes) -> CatalogueItem | None:
        """One record, deleted ones too."""


class OaiError(Exception):
    """An error of the protocol: its code and words."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


def answer(arguments: Sequence[tuple[str, str]], catalogue: Catalogue, now_ms: int) -> bytes:
    """Answer one request; every error of the protocol is an answer too.

    Args:
        arguments: As they came, decoded; anything may be in them.
        catalogue: The repository.
        now_ms: Milliseconds since 1970.
    """
    root = Element("OAI-PMH", {"xmlns": OAI, "xmlns:xsi": _XSI, _LOCATION: f"{OAI} {OAI_SCHEMA}"})
    SubElement(root, "responseDate").text = instant(now_ms)
    request = SubElement(root, "request")
    request.text = catalogue.about.base_url
    try:
        given = _arguments(arguments)
        verb = given["verb"]
        content = Element(verb)
        failure = None
        request.attrib.update({name: clean(value) for name, value in given.items()})
        _VERBS[verb](given, catalogue, content)
    except OaiError as error:
        if error.code in {"badVerb", "badArgument"}:
            request.attrib.clear()
        failure = error
    if failure is None:
        root.append(content)
    else:
        SubElement(root, "error", {"code": failure.code}).text = clean(str(failure))
    told: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return told


_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_LOCATION: Final = "xsi:schemaLocation"


def _arguments(arguments: Sequence[tuple[str, str]]) -> dict[str, str]:
    verbs = [value for name, value in arguments if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in _ARGUMENTS:
        raise OaiError("badVerb", f"one verb is needed, one of {', '.join(_ARGUMENTS)}")
    given = dict(arguments)
    if len(given) != len(arguments):
        raise OaiError("badArgument", "an argument is repeated")
    needed, allowed = _ARGUMENTS[verbs[0]]
    names = given.keys() - {"verb"}
    if names - needed - allowed:
        known = ", ".join(sorted(needed | allowed))
        says = f"only {known}" if known else "no other argument"
        raise OaiError("badArgument", f"{verbs[0]} takes {says}")
    if any(len(value) > MAX_ARGUMENT for value in given.values()):
        raise OaiError("badArgument", f"an argument has more than {MAX_ARGUMENT} characters")
    if "resumptionToken" in names:
        if names != {"resumptionToken"}:
            raise OaiError("badArgument", "a resumptionToken stands alone")
    elif needed - names:
        raise OaiError("badArgument", f"{verbs[0]} needs {', '.join(sorted(needed))}")
    return given


def _identify(given: Mapping[str, str], catalogue: Catalogue, out: Element) -> None:
    del given
    about = catalogue.about
    for name, text in (
        ("repositoryName", about.name),
        ("baseURL", about.base_url),
        ("protocolVersion", "2.0"),
        ("adminEmail", about.admin_email),
        ("earliestDatestamp", instant(about.earliest_ms)),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        SubElement(out, name).text = clean(text)


def _formats(given: Mapping[str, str], catalogue: Catalogue, out: Element) -> None:
    if "identifier" in given:
        _find(given["identifier"], catalogue)
    one = SubElement(out, "metadataFormat")
    SubElement(one, "metadataPrefix").text = DC_PREFIX
    SubElement(one, "schema").text = DC_SCHEMA
    SubElement(one, "metadataNamespace").text = DC_NAMESPACE


def _sets(given: Mapping[str, str], catalogue: Catalogue, out: Element) -> None:
    if "resumptionToken" in given:
        raise OaiError("badResumptionToken", "the list of sets is never cut")
    for name, words in _known_sets(catalogue).items():
        one = SubElement(out, "set")
        SubElement(one, "setSpec").text = name
        SubElement(one, "setName").text = clean(words)


def _known_sets(catalogue: Catalogue) -> Mapping[str, str]:
    sets = catalogue.sets()
    if not sets:
        raise OaiError("noSetHierarchy", "this repository has no sets")
    return sets


def _get(given: Mapping[str, str], catalogue: Catalogue, out: Element) -> None:
    item = _find(given["identifier"], catalogue)
    _require_prefix(given["metadataPrefix"])
    _add_record(SubElement(out, "record"), item, catalogue)


def _find(identifier: str, catalogue: Catalogue) -> CatalogueItem:
    prefix, record_id = f"oai:{catalogue.about.host}:", identifier[-64:]
    item = None
    if re.fullmatch("[0-9a-f]{64}", record_id) and identifier == prefix + record_id:
        item = catalogue.find(bytes.fromhex(record_id))
    if item is None:
        raise OaiError("idDoesNotExist", f"there is no such record; they begin with {prefix}")
    return item


def _require_prefix(prefix: str) -> None:
    if prefix != DC_PREFIX:
        raise OaiError("cannotDisseminateFormat", f"the only format is {DC_PREFIX}")


def _list(given: Mapping[str, str], catalogue: Catalogue, out: Element) -> None:
    token = given.get("resumptionToken")
    wanted, cursor = _first(given, catalogue) if token is None else _resumed(token, catalogue)
    items, left = catalogue.select(wanted, PAGE)
    if not items:
        if token is not None:
            raise OaiError("badResumptionToken", "nothing follows; begin the list again")
        raise OaiError("noRecordsMatch", "no record matches")
    for item in items:
        if given["verb"] == "ListIdentifiers":
            _add_header(out, item, catalogue)
        else:
            _add_record(SubElement(out, "record"), item, catalogue)
    more = left > len(items)
    if more or token is not None:
        size = {"completeListSize": str(cursor + left), "cursor": str(cursor)}
        text = _token(wanted, items[-1].index + 1, cursor + len(items)) if more else None
        SubElement(out, "resumptionToken", size).text = text


def _first(given: Mapping[str, str], catalogue: Catalogue) -> tuple[Selection, int]:
    _require_prefix(given["metadataPrefix"])
    kind = given.get("set", "")
    if "set" in given and kind not in _known_sets(catalogue):
        raise OaiError("noRecordsMatch", "there is no such set, or nothing is in it")
    since, until = given.get("from"), given.get("until")
    if since is not None and until is not None and len(since) != len(until):
        raise OaiError("badArgument", "from and until have different granularities")
    wanted = Selection(
        kind,
        None if since is None else _second(since),
        None if until is None else _second(until, at_end=True),
    )
    if wanted.since is not None and wanted.until is not None and wanted.since > wanted.until:
        raise OaiError("badArgument", "from is later than until")
    return wanted, 0


def _second(text: str, *, at_end: bool = False) -> int:
    """A datestamp in seconds since 1970; a day as its first or last second."""
    is_day = _DAY.fullmatch(text) is not None
    try:
        if is_day:
            moment = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
        elif len(text) == 20 and text.isascii():
            moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        else:
            raise ValueError
    except ValueError:
        raise OaiError("badArgument", "a date is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ") from None
    second = int(moment.timestamp())
    return second + int(timedelta(days=1).total_seconds()) - 1 if is_day and at_end else second


def _token(wanted: Selection, start: int, cursor: int) -> str:
    since = "" if wanted.since is None else wanted.since
    until = "" if wanted.until is None else wanted.until
    return f"1,{wanted.kind},{since},{until},{start},{cursor}"


def _resumed(token: str, catalogue: Catalogue) -> tuple[Selection, int]:
    read = _TOKEN.fullmatch(token)
    if read is None or (read[1] and read[1] not in catalogue.sets()):
        raise OaiError("badResumptionToken", "this token is not of this repository")
    since, until = (int(read[at]) if read[at] else None for at in (2, 3))
    return Selection(read[1], since, until, int(read[4])), int(read[5])


def _add_header(out: Element, item: CatalogueItem, catalogue: Catalogue) -> None:
    header = SubElement(out, "header", {} if item.is_shown else {"status": "deleted"})
    SubElement(header, "identifier").text = f"oai:{catalogue.about.host}:{item.record_id}"
    SubElement(header, "datestamp").text = instant(item.changed_ms)
    if catalogue.sets():
        SubElement(header, "setSpec").text = item.card.kind


def _add_record(out: Element, item: CatalogueItem, catalogue: Catalogue) -> None:
    _add_header(out, item, catalogue)
    if item.is_shown:
        add_dublin_core(SubElement(out, "metadata"), item)


_VERBS: Final = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _get,
    "ListIdentifiers": _list,
    "ListRecords": _list,
}
