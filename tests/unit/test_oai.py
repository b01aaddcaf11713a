"""OAI-PMH 2.0, verb by verb, as its specification says."""

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from forsa.exports import oai
from forsa.exports.catalogue import instant, with_newer

from tests.support.catalogue import (
    ABOUT,
    HOUR_MS,
    MONDAY_MS,
    Shelf,
    course_item,
    read_xml,
    report_item,
)

NS = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
}
NOW_MS = MONDAY_MS + 100 * HOUR_MS
FEW = Shelf([report_item(1), course_item(2), report_item(3, state="withdrawn"), report_item(4)])
MANY = Shelf([report_item(number) for number in range(1, 251)])


def ask(shelf: Shelf = FEW, /, **arguments: str) -> Element:
    """The answer to a request; `from_` stands for `from`."""
    pairs = [(name.rstrip("_"), value) for name, value in arguments.items()]
    return read_xml(oai.answer(pairs, shelf, NOW_MS))


def error_of(root: Element) -> str:
    """The code of the answer's error."""
    found = root.find("o:error", NS)
    assert found is not None
    assert found.text
    return found.attrib["code"]


def texts(root: Element, path: str) -> list[str | None]:
    """The texts at a path."""
    return [one.text for one in root.findall(path, NS)]


def listed(root: Element) -> list[str]:
    """The last digits of the identifiers of a list."""
    return [str(one)[-4:] for one in texts(root, ".//o:header/o:identifier")]


def test_identify_says_what_the_repository_is() -> None:
    """A harvester begins with it."""
    root = ask(verb="Identify")
    names = [one.tag.split("}")[1] for one in root.findall("o:Identify/*", NS)]

    assert names == [
        "repositoryName",
        "baseURL",
        "protocolVersion",
        "adminEmail",
        "earliestDatestamp",
        "deletedRecord",
        "granularity",
    ]
    assert texts(root, "o:Identify/o:baseURL") == [ABOUT.base_url]
    assert texts(root, "o:Identify/o:protocolVersion") == ["2.0"]
    assert texts(root, "o:Identify/o:deletedRecord") == ["persistent"]
    assert texts(root, "o:Identify/o:granularity") == ["YYYY-MM-DDThh:mm:ssZ"]
    assert texts(root, "o:responseDate") == ["2026-01-09T04:00:00Z"]


def test_the_request_comes_back_with_its_arguments() -> None:
    """Harvesters match answers by it; after a bad request it has none."""
    good, bad = ask(verb="ListSets"), ask(verb="ListSets", colour="red")

    assert good.find("o:request", NS).attrib == {"verb": "ListSets"}  # type: ignore[union-attr]
    assert bad.find("o:request", NS).attrib == {}  # type: ignore[union-attr]
    assert texts(bad, "o:request") == [ABOUT.base_url]


def test_formats_of_all_and_of_one() -> None:
    """oai_dc is the one that every repository has."""
    known = f"oai:hub.example:{FEW.items[0].record_id}"

    assert texts(ask(verb="ListMetadataFormats"), ".//o:metadataPrefix") == ["oai_dc"]
    assert texts(ask(verb="ListMetadataFormats", identifier=known), ".//o:metadataPrefix") == [
        "oai_dc"
    ]
    assert error_of(ask(verb="ListMetadataFormats", identifier="oai:x:1")) == "idDoesNotExist"


def test_sets_are_kinds() -> None:
    """Who wants courses alone gets courses alone."""
    root = ask(verb="ListSets")
    courses = ask(verb="ListIdentifiers", metadataPrefix="oai_dc", set="curriculum.publish")

    assert texts(root, ".//o:setSpec") == ["practice.report", "curriculum.publish"]
    assert texts(root, ".//o:setName") == ["Pratiques", "Cours"]
    assert listed(courses) == ["0002"]
    assert error_of(ask(verb="ListSets", resumptionToken="x")) == "badResumptionToken"
    without = Shelf(FEW.items, {})
    assert error_of(ask(without, verb="ListSets")) == "noSetHierarchy"
    assert (
        error_of(ask(without, verb="ListRecords", metadataPrefix="oai_dc", set="a"))
        == "noSetHierarchy"
    )


def test_a_record_is_dublin_core_and_names_its_place_in_the_log() -> None:
    """Its proof is to be had from the log, by record id and index."""
    item = FEW.items[0]
    root = ask(
        verb="GetRecord", metadataPrefix="oai_dc", identifier=f"oai:hub.example:{item.record_id}"
    )
    dc = root.find(".//oai_dc:dc", NS)
    assert dc is not None

    assert texts(dc, "dc:identifier") == [f"forsa:record:{item.record_id}", "forsa:index:1"]
    assert texts(dc, "dc:title") == ["Rapport numéro 1"]
    assert dc.find("dc:title", NS).attrib == {  # type: ignore[union-attr]
        "{http://www.w3.org/XML/1998/namespace}lang": "fr"
    }
    assert texts(dc, "dc:rights") == ["https://spdx.org/licenses/CC-BY-SA-4.0"]
    assert texts(dc, "dc:date") == ["2026-01-05T01:00:00Z"]
    assert texts(root, ".//o:header/o:setSpec") == ["practice.report"]


def test_dublin_core_names_the_author_and_the_version_that_followed() -> None:
    """A library that took an older version would offer it for ever, under a code for a name."""
    first = replace(report_item(1), author_names={"fr": "Association Atlas"})
    second = report_item(2, parent=first.card.record_id)
    shelf = Shelf(with_newer([first, second]))
    since = instant(second.changed_ms)
    listed = ask(shelf, verb="ListRecords", metadataPrefix="oai_dc", from_=since)
    old, new = listed.findall(".//oai_dc:dc", NS)

    assert texts(old, "dc:creator") == ["Association Atlas"]
    assert texts(new, "dc:creator") == ["atlas"]
    assert texts(old, "dc:relation") == [f"forsa:record:{second.record_id}"]
    assert texts(old, "dc:relation")[0] in texts(new, "dc:identifier")
    assert texts(new, "dc:relation") == []


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("Identify", "Identify takes no other argument"),
        ("ListMetadataFormats", "ListMetadataFormats takes only identifier"),
        ("GetRecord", "GetRecord takes only identifier, metadataPrefix"),
    ],
)
def test_an_argument_too_many_is_answered_with_those_there_are(verb: str, words: str) -> None:
    """A sentence that ends in nothing, or says another order each time, helps nobody."""
    told = ask(verb=verb, colour="blue").find("o:error", NS)

    assert told is not None
    assert told.text == words


@pytest.mark.parametrize("state", ["withdrawn", "held", "redacted"])
def test_what_is_gone_is_a_deleted_record(state: Any) -> None:
    """A harvester that took a copy has to learn that it is to be dropped, and when."""
    gone = report_item(1, title="Secret", state=state, changed_ms=MONDAY_MS + 50 * HOUR_MS)
    shelf = Shelf([gone])
    identifier = f"oai:hub.example:{gone.record_id}"
    one = oai.answer(
        [("verb", "GetRecord"), ("metadataPrefix", "oai_dc"), ("identifier", identifier)],
        shelf,
        NOW_MS,
    )
    all_of_them = ask(shelf, verb="ListRecords", metadataPrefix="oai_dc")

    assert b"Secret" not in one
    for root in (read_xml(one), all_of_them):
        header = root.find(".//o:header", NS)
        assert header is not None
        assert header.attrib == {"status": "deleted"}
        assert texts(header, "o:datestamp") == ["2026-01-07T02:00:00Z"]
        assert root.find(".//o:metadata", NS) is None


def test_a_list_is_cut_and_resumed_without_loss_or_repetition() -> None:
    """The token says all: the hub keeps nothing, a restart loses no harvest."""
    pages, token = [], ""
    while True:
        asked = {"resumptionToken": token} if token else {"metadataPrefix": "oai_dc"}
        root = ask(MANY, verb="ListIdentifiers", **asked)
        pages.append(root)
        told = root.find(".//o:resumptionToken", NS)
        assert told is not None
        token = told.text or ""
        if not token:
            break
    cursors = [one.find(".//o:resumptionToken", NS).attrib for one in pages]  # type: ignore[union-attr]

    assert [len(listed(one)) for one in pages] == [100, 100, 50]
    assert [key for one in pages for key in listed(one)] == [
        one.record_id[-4:] for one in MANY.items
    ]
    assert [one["cursor"] for one in cursors] == ["0", "100", "200"]
    assert {one["completeListSize"] for one in cursors} == {"250"}


def test_a_token_is_good_twice_and_after_new_records() -> None:
    """A harvester repeats a request whose answer was lost."""
    first = ask(MANY, verb="ListRecords", metadataPrefix="oai_dc", set="practice.report")
    token = texts(first, ".//o:resumptionToken")[0]
    assert token
    grown = Shelf([*MANY.items, course_item(251), report_item(252)])
    again = [
        listed(ask(shelf, verb="ListRecords", resumptionToken=token)) for shelf in (MANY, MANY)
    ]

    assert again[0] == again[1] == listed(ask(grown, verb="ListRecords", resumptionToken=token))


def test_a_complete_list_has_no_token() -> None:
    """An empty one would say that there was more before."""
    assert ask(verb="ListRecords", metadataPrefix="oai_dc").find(".//o:resumptionToken", NS) is None


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"from_": "2026-01-05T02:00:00Z"}, ["0002", "0003", "0004"]),
        ({"until": "2026-01-05T02:00:00Z"}, ["0001", "0002"]),
        ({"from_": "2026-01-05T02:00:00Z", "until": "2026-01-05T02:00:00Z"}, ["0002"]),
        ({"from_": "2026-01-05", "until": "2026-01-05"}, ["0001", "0002", "0003", "0004"]),
        ({"from_": "2025-12-31", "until": "2026-01-05"}, ["0001", "0002", "0003", "0004"]),
    ],
)
def test_both_ends_of_a_harvest_are_included(bounds: dict[str, str], expected: list[str]) -> None:
    """A day is the whole day, a second that second."""
    assert listed(ask(verb="ListIdentifiers", metadataPrefix="oai_dc", **bounds)) == expected


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("badVerb", {}),
        ("badVerb", {"verb": ""}),
        ("badVerb", {"verb": "listrecords"}),
        ("badArgument", {"verb": "GetRecord", "metadataPrefix": "oai_dc"}),
        ("badArgument", {"verb": "ListRecords"}),
        ("badArgument", {"verb": "Identify", "metadataPrefix": "oai_dc"}),
        (
            "badArgument",
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "resumptionToken": "1,,,,1,1"},
        ),
        ("badArgument", {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "x" * 401}),
        ("badResumptionToken", {"verb": "ListRecords", "resumptionToken": "junk"}),
        ("badResumptionToken", {"verb": "ListRecords", "resumptionToken": ""}),
        ("badResumptionToken", {"verb": "ListRecords", "resumptionToken": "1,,,,9999,1"}),
        ("badResumptionToken", {"verb": "ListRecords", "resumptionToken": "1,no.set,,,1,1"}),
        ("badResumptionToken", {"verb": "ListRecords", "resumptionToken": "1,,,,٣,1"}),
        ("cannotDisseminateFormat", {"verb": "ListRecords", "metadataPrefix": "marcxml"}),
        ("noRecordsMatch", {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "nothing"}),
        (
            "noRecordsMatch",
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2030-01-01"},
        ),
    ],
)
def test_every_error_has_its_code(code: str, arguments: dict[str, str]) -> None:
    """Harvesters act by the code, not by the words."""
    assert error_of(ask(**arguments)) == code


@pytest.mark.parametrize(
    "bounds",
    [
        {"from_": "yesterday"},
        {"from_": "2026-02-30"},
        {"from_": "2026-01-05T02:00Z"},
        {"from_": "2026-01-05T02:00:00+01:00"},
        {"from_": "2026-01-05 02:00:00"},
        {"from_": "٢٠٢٦-01-05"},
        {"from_": "0000-01-01"},
        {"from_": "2026-01-06", "until": "2026-01-05"},
        {"from_": "2026-01-05", "until": "2026-01-05T02:00:00Z"},
        {"until": ""},
    ],
)
def test_what_is_no_date_is_a_bad_argument(bounds: dict[str, str]) -> None:
    """Guessing would harvest something else than was asked for."""
    arguments = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", **bounds}

    assert error_of(ask(**arguments)) == "badArgument"


def test_a_repeated_argument_is_a_bad_argument_and_a_repeated_verb_a_bad_verb() -> None:
    """Two readers of one request must not read two different ones."""
    twice = [("verb", "ListRecords"), ("metadataPrefix", "oai_dc"), ("set", "a"), ("set", "b")]
    verbs = [("verb", "Identify"), ("verb", "ListSets")]

    assert error_of(read_xml(oai.answer(twice, FEW, NOW_MS))) == "badArgument"
    assert error_of(read_xml(oai.answer(verbs, FEW, NOW_MS))) == "badVerb"


@pytest.mark.parametrize(
    "identifier",
    [
        "",
        "oai:hub.example:",
        "oai:other.example:" + "0" * 63 + "1",
        "oai:hub.example:" + "0" * 64,
        "oai:hub.example:" + "0" * 63 + "G",
        "0" * 63 + "1",
        "oai:hub.example:\u0660" + "0" * 62 + "1",
    ],
)
def test_an_unknown_identifier_does_not_exist(identifier: str) -> None:
    """Also one that is none of ours at all."""
    root = ask(verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier)

    assert error_of(root) == "idDoesNotExist"


def test_the_repository_of_a_new_network_has_no_records() -> None:
    """And says so in the words of the protocol."""
    empty = replace(FEW, items=())

    assert error_of(ask(empty, verb="ListRecords", metadataPrefix="oai_dc")) == "noRecordsMatch"
    assert ask(empty, verb="Identify").find("o:error", NS) is None
