"""Laws of the exports: whatever a member wrote, others' formats hold it and nothing more."""

import csv
import io
import json
import re

from forsa.exports import oai
from forsa.exports.feed import Channel, feed
from forsa.exports.jsonld import graph, text_of
from forsa.exports.table import COLUMNS, csv_text, json_lines
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.catalogue import MONDAY_MS, Shelf, read_xml, report_item

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
"""Whatever a protobuf string can hold, control characters too."""
ODD = st.one_of(
    ANY, st.text("\0\x01\x0b\x1b\ufffe\uffff\U0001ffff]]>&<'\"=+-@\t\r\n,;", max_size=20)
)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
FORMULA = re.compile('[;\t\r\n][ "]{0,8}[=+@-]')


@given(ODD, ODD)
def test_an_answer_is_well_formed_xml_whatever_was_written(title: str, member: str) -> None:
    """One control character would end every harvest at that record."""
    shelf = Shelf([report_item(1, title=title or "x", member=member)])
    asked = [("verb", "ListRecords"), ("metadataPrefix", "oai_dc")]
    root = read_xml(oai.answer(asked, shelf, MONDAY_MS))

    assert len(root.findall(".//{http://www.openarchives.org/OAI/2.0/}record")) == 1


@given(st.lists(st.tuples(ODD, ODD), max_size=6))
def test_any_request_has_an_answer_that_is_well_formed(arguments: list[tuple[str, str]]) -> None:
    """A request is anybody's text, and comes back in the answer."""
    root = read_xml(oai.answer(arguments, Shelf(), MONDAY_MS))

    assert root.find("{http://www.openarchives.org/OAI/2.0/}error") is not None


@given(
    st.sampled_from(["Identify", "ListSets", "ListRecords", "ListIdentifiers", "GetRecord"]),
    st.dictionaries(
        st.sampled_from(["metadataPrefix", "set", "from", "until", "identifier"]), ODD, max_size=4
    ),
)
def test_any_value_of_a_known_argument_has_an_answer(verb: str, given_: dict[str, str]) -> None:
    """Dates, sets and tokens are parsed from anybody's text."""
    read_xml(oai.answer([("verb", verb), *given_.items()], Shelf(), MONDAY_MS))


@settings(max_examples=200)
@given(st.lists(ODD.filter(bool), min_size=1, max_size=4))
def test_no_cell_of_a_table_begins_a_formula(titles: list[str]) -> None:
    """A spreadsheet runs what a cell begins with, and one set to French begins a cell after every
    semicolon and line; the text itself stays as it was.
    """
    text = csv_text([report_item(number, title=one) for number, one in enumerate(titles)])
    rows = list(csv.reader(io.StringIO(text, newline="")))
    cells = [row[COLUMNS.index("title")] for row in rows[1:]]

    assert not any(cell.startswith(DANGEROUS) for row in rows for cell in row)
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert not any(FORMULA.search(cell) for cell in cells)
    assert [one.replace("'", "") for one in cells] == [one.replace("'", "") for one in titles]


@given(ODD.filter(bool))
def test_json_of_all_formats_reads_back_what_was_written(title: str) -> None:
    """Escaping loses nothing."""
    item = report_item(1, title=title)
    (node,) = json.loads(text_of(graph([item])))["@graph"]
    (entry,) = json.loads(json.dumps(feed(Channel("F"), [item])))["items"]
    lines = json_lines([item]).splitlines(keepends=True)

    assert node["name"] == [{"@language": "fr", "@value": title}]
    assert entry["title"] == title
    assert json.loads("".join(lines))["title"] == title
    assert json_lines([item]).count("\n") == 1
