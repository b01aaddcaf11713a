"""What leaves the network as JSON-LD, as a feed and as a table."""

import csv
import io
import json
from dataclasses import replace
from typing import Any, Final

import polars as pl
import pytest
from forsa.exports.catalogue import CatalogueItem, names_of, with_newer
from forsa.exports.feed import Channel, feed
from forsa.exports.frame import parquet, to_pandas, to_polars
from forsa.exports.jsonld import document, graph, text_of
from forsa.exports.table import COLUMNS, csv_text, json_lines, neutral
from forsa.v1.member_pb2 import MemberProfile

from tests.support.catalogue import course_item, in_languages, report_item

GONE = ("withdrawn", "held", "redacted")
NAMES: Final = {"fr": "Association Atlas", "ar": "جمعية الأطلس"}
FIRST: Final = report_item(1).card.record_id


def _identifiers(node: dict[str, Any]) -> dict[str, Any]:
    return {one["propertyID"]: one["value"] for one in node["identifier"]}


def test_a_report_is_an_article_in_all_its_languages() -> None:
    """A search engine reads schema.org, not our contract."""
    item = report_item(7)
    del item.message.title[:]
    item.message.title.extend(in_languages(ar="عنوان", fr="Titre"))
    node = json.loads(text_of(document(replace(item, author_names=NAMES))))

    assert (node["@context"], node["@type"]) == ("https://schema.org", "Article")
    assert _identifiers(node)["forsa:record"] == item.record_id
    assert _identifiers(node)["forsa:index"] == 7
    assert {one["@language"]: one["@value"] for one in node["name"]} == {
        "ar": "عنوان",
        "fr": "Titre",
    }
    assert node["headline"] == "Titre"
    assert node["author"] == {
        "@type": "Organization",
        "identifier": "atlas",
        "name": "Association Atlas",
    }
    assert node["license"] == "https://spdx.org/licenses/CC-BY-SA-4.0"
    assert node["inLanguage"] == ["fr"]
    assert node["datePublished"] == "2026-01-05T07:00:00Z"
    assert node["temporalCoverage"] == "2024-01-08/.."
    assert node["spatialCoverage"]["identifier"] == "MA-05"
    assert "Noter les absents." in node["articleBody"]
    assert [one["termCode"] for one in node["about"]] == ["attendance_retention", "centre_life"]


def test_an_author_is_called_in_the_language_of_the_work() -> None:
    """A French report signed in Arabic letters is not found under its author's name."""
    item = report_item(1)
    arabic = replace(item, author_names={"ar": "جمعية الأطلس"})

    assert replace(item, author_names=NAMES).author == "Association Atlas"
    assert arabic.author == "جمعية الأطلس"
    assert item.author == "atlas"


def test_a_version_is_told_what_followed_it() -> None:
    """Who keeps an older version must learn that there is a newer one, and which."""
    first, second, other = report_item(1), report_item(3, parent=FIRST), report_item(2)
    told = with_newer([first, other, second])

    assert [one.replaced_by for one in told] == [second.card.record_id, b"", b""]
    assert [one.changed_ms for one in told] == [
        second.card.sequenced_ms,
        other.changed_ms,
        second.changed_ms,
    ]
    assert [one["creativeWorkStatus"] for one in graph(told)["@graph"]] == [
        "Superseded",
        "Published",
        "Published",
    ]


def test_a_version_that_was_taken_back_replaces_nothing() -> None:
    """Who keeps the older one would drop it for nothing."""
    first = report_item(1)
    second = replace(report_item(3, parent=FIRST), state="withdrawn", changed_ms=10**13)
    told, _ = with_newer([first, second])

    assert (told.replaced_by, told.changed_ms) == (b"", 10**13)
    assert graph([told])["@graph"][0]["creativeWorkStatus"] == "Published"


def test_a_profile_that_cannot_be_read_names_nobody() -> None:
    """The id stands in its place; an export does not fail over one member's profile."""
    message = MemberProfile(legal_name=in_languages(fr="Association Atlas", ar="جمعية الأطلس"))

    assert names_of(message.SerializeToString()) == NAMES
    assert names_of(None) == names_of(b"\xff") == {}


def test_a_curriculum_is_a_course_with_its_modules() -> None:
    """Catalogues of courses look for hours, level and parts."""
    node = document(course_item(3))
    parts = node["hasPart"]

    assert node["@type"] == ["Course", "LearningResource"]
    assert [one["position"] for one in parts] == list(range(1, len(parts) + 1))
    assert all(one["@type"] == "LearningResource" and one["name"] for one in parts)
    hours = [float(one["timeRequired"].removeprefix("PT").removesuffix("H")) for one in parts]
    assert node["timeRequired"] == f"PT{sum(hours):g}H"
    assert node["version"]
    assert node["teaches"]


@pytest.mark.parametrize("state", GONE)
def test_what_may_not_be_shown_leaves_its_number_alone(state: Any) -> None:
    """Whoever took a copy learns that it is gone, and not one word of it."""
    item = report_item(5, title="Secret", state=state)
    node = document(item)

    assert set(node) == {
        "@context",
        "@type",
        "identifier",
        "dateModified",
        "creativeWorkStatus",
    }
    assert node["creativeWorkStatus"] == state.capitalize()
    assert _identifiers(node)["forsa:record"] == item.record_id
    assert "Secret" not in csv_text([item]) + json.dumps(feed(Channel("F"), [item]))


def test_no_member_of_a_graph_is_empty() -> None:
    """`"license": ""` would be a statement, and a false one."""
    bare = report_item(1)
    bare.message.ClearField("themes")
    bare.message.ClearField("period_start")
    nodes = graph([bare, report_item(2), course_item(3)])["@graph"]

    assert len(nodes) == 3
    assert all(value not in ("", [], None) for node in nodes for value in node.values())
    assert "temporalCoverage" not in nodes[0]


def test_a_feed_is_one_of_version_1_1() -> None:
    """Readers refuse a feed without version, title, ids and content."""
    channel = Channel(
        "Réseau",
        feed_url="https://hub.example/feed.json",
        records_url="https://hub.example/records/",
        next_url="https://hub.example/feed.json?before=2",
    )
    named = replace(report_item(2), author_names=NAMES)
    made = feed(channel, [named, report_item(1, state="withdrawn"), course_item(3)])
    first = made["items"][0]

    assert made["version"] == "https://jsonfeed.org/version/1.1"
    assert (made["title"], made["next_url"]) == ("Réseau", channel.next_url)
    assert [one["_forsa"]["index"] for one in made["items"]] == [2, 3]
    assert all(isinstance(one["id"], str) and one["content_text"] for one in made["items"])
    assert first["id"] == first["_forsa"]["record_id"] == report_item(2).record_id
    assert first["url"] == f"https://hub.example/records/{first['id']}.jsonld"
    assert [one["authors"] for one in made["items"]] == [
        [{"name": "Association Atlas"}],
        [{"name": "atlas"}],
    ]
    assert first["_forsa"]["member"] == "atlas"
    assert first["date_published"] == "2026-01-05T02:00:00Z"
    assert first["language"] == "fr"
    assert "feed_url" not in feed(Channel("F"), [])


def test_the_table_has_one_row_a_record_with_its_number() -> None:
    """A row without record id and index could not be proved."""
    items = [report_item(1), report_item(2, state="redacted"), course_item(3)]
    rows = list(csv.DictReader(io.StringIO(csv_text(items))))

    assert list(rows[0]) == list(COLUMNS)
    assert [(one["record_id"], one["index"], one["state"]) for one in rows] == [
        (item.record_id, str(item.index), item.state) for item in items
    ]
    assert [bool(one["title"]) for one in rows] == [True, False, True]
    assert rows[0]["themes"] == "attendance_retention"
    assert rows[2]["edition"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0"])
def test_no_cell_begins_a_formula(start: str) -> None:
    """A title `=HYPERLINK(...)` would run where a colleague opens the table."""
    (row,) = csv.DictReader(io.StringIO(csv_text([report_item(1, title=f"{start}1+1")])))

    assert row["title"] == f"'{start}1+1"
    assert neutral("1+1") == "1+1"
    assert neutral("Lire ; compter - et rire") == "Lire ; compter - et rire"
    assert neutral(-1) == -1


@pytest.mark.parametrize("title", ["a;=1+1", 'a; "=1+1"', "a\n=1+1", "＝1+1"])
def test_no_cell_begins_a_formula_in_the_middle(title: str) -> None:
    """A spreadsheet set to French takes every semicolon for the end of a cell."""
    assert neutral(title) == title.replace("=", "'=").replace("＝", "'＝")


def test_json_of_a_record_ends_no_script() -> None:
    """Pages hold JSON-LD in a `<script>`; a title would end it and begin one of its own."""
    title = "</script><script>alert(1)</script><!--"
    data = text_of(document(report_item(1, title=title)))

    assert b"<" not in data
    assert json.loads(data)["headline"] == title


def test_json_lines_are_the_rows_as_they_are() -> None:
    """A program needs no apostrophes."""
    items = [report_item(1, title="=1+1"), report_item(2, title="ligne\nدرس")]
    rows = [json.loads(line) for line in json_lines(items).splitlines()]

    assert [one["title"] for one in rows] == ["=1+1", "ligne\nدرس"]
    assert [list(one) for one in rows] == [list(COLUMNS)] * 2


def test_parquet_reads_back_as_the_same_frame() -> None:
    """Analysts keep types and Arabic."""
    items = [report_item(1, title="=عنوان"), course_item(2)]
    read = pl.read_parquet(io.BytesIO(parquet(items)))

    assert read.equals(to_polars(items))
    assert read["title"][0] == "=عنوان"
    assert read.schema["index"] == pl.Int64()
    assert read["record_id"].to_list() == [one.record_id for one in items]


def test_a_catalogue_in_pandas_is_the_same_table() -> None:
    """Whoever works with pandas needs no second library for it."""
    items = [report_item(1, title="=عنوان"), course_item(2)]
    table = to_pandas(items)

    assert table.to_dict("list") == to_polars(items).to_dict(as_series=False)
    assert dict(table.dtypes) == dict(to_pandas([]).dtypes)


def test_an_empty_catalogue_is_a_table_without_rows() -> None:
    """A new network has a catalogue, too."""
    nothing: list[CatalogueItem] = []

    assert csv_text(nothing) == ",".join(COLUMNS) + "\r\n"
    assert pl.read_parquet(io.BytesIO(parquet(nothing))).columns == list(COLUMNS)
    assert json_lines(nothing) == ""
    assert graph(nothing)["@graph"] == feed(Channel("F"), nothing)["items"] == []
