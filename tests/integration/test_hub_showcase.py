"""The public records over real HTTP: what is shown, what never is, and what hostile readers get."""

import asyncio
import csv
import http.client
import io
import json
import socket
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Any
from urllib.parse import quote

import forsa
import pytest
from forsa.client.drafts import Draft, draft_of
from forsa.client.network import AsyncNetwork
from forsa.demo.processes import free_ports
from forsa.exports.catalogue import instant
from forsa.testing import LocalNetwork, local_network
from forsa.v1.effects_pb2 import RecordAct, RecordHold
from forsa_hub.server import PortError
from forsa_hub.showcase import app as showcase_app
from forsa_hub.showcase.asking import MAX_QUERY_BYTES
from forsa_hub.showcase.patience import CONNECTIONS

from tests.support.catalogue import read_xml
from tests.support.library_log import profile as amal_profile
from tests.support.reports import small_report

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
Use = Callable[["Site", AsyncNetwork], Awaitable[None]]


class Answer:
    """Status, headers and body."""

    def __init__(self, found: http.client.HTTPResponse) -> None:
        self.status = found.status
        self.headers = {name.lower(): value for name, value in found.getheaders()}
        self.data = found.read()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.data)


class Site:
    """The showcase of a network, as a reader sees it."""

    def __init__(self, network: LocalNetwork, port: int) -> None:
        self.network = network
        self.port = port

    async def ask(
        self, path: str, method: str = "GET", body: bytes = b"", **headers: str
    ) -> Answer:
        """Make one request."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await asyncio.to_thread(self._ask, method, path, body, named)

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body or None, headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    async def send(self, data: bytes) -> bytes:
        """Send bytes that no library would; return the beginning of the answer."""
        return await asyncio.to_thread(self._send, data)

    def _send(self, data: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(data)
            return connection.recv(4096)

    async def harvest(self, **arguments: str) -> Any:
        """Ask by OAI-PMH."""
        asked = "&".join(f"{name.rstrip('_')}={quote(value)}" for name, value in arguments.items())
        found = await self.ask(f"/oai?{asked}")
        assert found.status == 200
        assert found.headers["content-type"].startswith("text/xml")
        return read_xml(found.data)


def with_site(use: Use, **settings: Any) -> None:
    """Run `use` with a network that has a showcase, and a member's connection to it."""

    async def run() -> None:
        (port,) = free_ports(1)
        async with local_network(showcase_port=port, **settings) as network:
            node = await network.add_node("amal")
            folder = node.identity.folder
            async with forsa.connect_async(folder, clock=network.clock) as member:
                await use(Site(network, port), member)

    asyncio.run(run())


def report(title: str, audience: str = "public", **fields: Any) -> Draft:
    """A report with this title."""
    message = small_report(1)
    message.title[0].text = title
    return draft_of(message, audience=audience, **fields)


def identifiers(root: Any) -> list[str]:
    """Those of a list, as record ids."""
    return [str(one.text)[-64:] for one in root.iter(f"{OAI}identifier")]


def test_a_public_record_is_in_all_formats_and_names_its_place() -> None:
    """Search engines, readers, libraries and spreadsheets each have their own."""

    async def use(site: Site, member: AsyncNetwork) -> None:
        logged = await member.publish(report("Les filles en électricité"))
        record_id = logged.record_id.hex()
        ld = await site.ask(f"/records/{record_id}.jsonld")
        feed = await site.ask("/feed.json")
        table = await site.ask("/catalogue.csv")
        harvested = await site.harvest(verb="ListRecords", metadataPrefix="oai_dc")
        (row,) = csv.DictReader(io.StringIO(table.data.decode()))
        (item,) = feed.json["items"]

        assert (ld.status, ld.headers["content-type"]) == (200, "application/ld+json")
        assert ld.json["headline"] == item["title"] == row["title"] == "Les filles en électricité"
        places = {one["propertyID"]: one["value"] for one in ld.json["identifier"]}
        assert (places["forsa:record"], places["forsa:index"]) == (record_id, logged.index)
        assert (item["_forsa"]["record_id"], item["_forsa"]["index"]) == (record_id, logged.index)
        assert (row["record_id"], int(row["index"])) == (record_id, logged.index)
        assert identifiers(harvested) == [record_id]
        assert feed.headers["content-type"] == "application/feed+json"
        assert table.headers["content-type"].startswith("text/csv")

    with_site(use)


def test_what_is_for_the_network_is_nowhere() -> None:
    """Not its title, not its number, not that there is something."""

    async def use(site: Site, member: AsyncNetwork) -> None:
        logged = await member.publish(report("Entre nous", audience="network"))
        record_id = logged.record_id.hex()
        answers = [
            await site.ask(path)
            for path in ("/feed.json", "/catalogue.csv", f"/records/{record_id}.jsonld")
        ]
        listed = await site.harvest(verb="ListIdentifiers", metadataPrefix="oai_dc")
        one = await site.harvest(
            verb="GetRecord", metadataPrefix="oai_dc", identifier=f"oai:localhost:{record_id}"
        )

        assert [answer.status for answer in answers] == [200, 200, 404]
        assert not any(record_id.encode() in answer.data for answer in answers)
        assert listed.find(f"{OAI}error").attrib["code"] == "noRecordsMatch"
        assert one.find(f"{OAI}error").attrib["code"] == "idDoesNotExist"

    with_site(use)


async def take_back(site: Site, member: AsyncNetwork, act: str, record_id: bytes) -> None:
    """Withdraw or erase a record of the member, or put it on hold for three days."""
    values: dict[str, Any] = {"target": record_id, "reason": "personal_data"}
    if act == "record.hold":
        office = site.network.office.folder
        async with forsa.connect_async(office, clock=site.network.clock) as other:
            hold = RecordHold(**values, days=3)
            await other.publish(Draft(act, effect=hold, audience="public"))
    else:
        await member.publish(Draft(act, effect=RecordAct(**values), audience="public"))


@pytest.mark.parametrize("act", ["record.withdraw", "record.hold", "record.redact"])
def test_what_was_taken_back_is_told_as_deleted_with_a_new_date(act: str) -> None:
    """A harvester that comes back asks for what changed since, and has to find the deletion."""

    async def use(site: Site, member: AsyncNetwork) -> None:
        logged = await member.publish(report("Khadijatou"))
        record_id = logged.record_id.hex()
        before = await site.harvest(verb="ListRecords", metadataPrefix="oai_dc")
        site.network.clock.advance(3600)
        since = instant(site.network.clock.now_ms() - 60_000)
        await take_back(site, member, act, logged.record_id)
        after = await site.harvest(verb="ListRecords", metadataPrefix="oai_dc", from_=since)
        ld = await site.ask(f"/records/{record_id}.jsonld")
        others = [await site.ask(path) for path in ("/feed.json", "/catalogue.csv")]

        assert before.find(f".//{OAI}metadata") is not None
        assert identifiers(after) == [record_id]
        assert after.find(f".//{OAI}header").attrib == {"status": "deleted"}
        assert after.find(f".//{OAI}metadata") is None
        assert ld.status == (404 if act == "record.hold" else 410)
        assert not any(b"Khadijatou" in one.data for one in [ld, *others])

    with_site(use)


def test_a_hold_that_ends_by_itself_makes_its_record_come_back() -> None:
    """Nothing is logged at that moment; time alone changes what is shown."""

    async def use(site: Site, member: AsyncNetwork) -> None:
        logged = await member.publish(report("Une pratique"))
        clock, hub = site.network.clock, site.network.hub
        async with forsa.connect_async(site.network.office.folder, clock=clock) as office:
            hold = RecordHold(target=logged.record_id, reason="personal_data", days=1)
            await office.publish(Draft("record.hold", effect=hold, audience="public"))
        held = await site.harvest(verb="ListRecords", metadataPrefix="oai_dc")
        clock.advance(25 * 3600)
        await hub.core.sequencer.refresh()
        since = instant(clock.now_ms() - 2 * 3_600_000)
        shown = await site.harvest(verb="ListRecords", metadataPrefix="oai_dc", from_=since)

        assert held.find(f".//{OAI}header").attrib == {"status": "deleted"}
        assert identifiers(shown) == [logged.record_id.hex()]
        assert shown.find(f".//{OAI}metadata") is not None

    with_site(use)


def test_a_harvest_goes_on_over_a_restart_of_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token says all; the hub keeps nothing."""
    monkeypatch.setattr("forsa.exports.oai.PAGE", 2)

    async def use(site: Site, member: AsyncNetwork) -> None:
        logged = [await member.publish(report(f"Rapport {n}")) for n in range(5)]
        first = await site.harvest(verb="ListIdentifiers", metadataPrefix="oai_dc")
        await site.network.stop_hub()
        await site.network.start_hub()
        found, root = identifiers(first), first
        while token := root.find(f".//{OAI}resumptionToken").text:
            root = await site.harvest(verb="ListIdentifiers", resumptionToken=token)
            found += identifiers(root)

        assert found == [one.record_id.hex() for one in logged]

    with_site(use)


def test_feed_and_table_go_on_where_they_were_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small answer fits a bad link, and nothing is lost between two."""
    monkeypatch.setattr(showcase_app, "FEED_ITEMS", 2)
    monkeypatch.setattr(showcase_app, "TABLE_ROWS", 2)

    async def use(site: Site, member: AsyncNetwork) -> None:
        titles = [f"Rapport {n}" for n in range(5)]
        for title in titles:
            await member.publish(report(title))
        read, path = [], "/feed.json"
        while path:
            page = (await site.ask(path)).json
            read += [one["title"] for one in page["items"]]
            path = path_of(page.get("next_url", ""))
        rows, path = [], "/catalogue.csv"
        while path:
            table = await site.ask(path)
            rows += [one["title"] for one in csv.DictReader(io.StringIO(table.data.decode()))]
            path = path_of(table.headers.get("link", "").split(">")[0].removeprefix("<"))

        assert read == list(reversed(titles))
        assert rows == titles

    with_site(use)


def test_only_the_newest_version_is_in_feed_and_table() -> None:
    """The older one is superseded; who has its address still gets it."""

    async def use(site: Site, member: AsyncNetwork) -> None:
        first = await member.publish(report("Ancien"))
        thing = (await member.get(first.record_id)).object_id
        await member.publish(report("Nouveau", object_id=thing, parent=first.record_id))
        feed = (await site.ask("/feed.json")).json
        table = (await site.ask("/catalogue.csv")).data.decode()
        old = await site.ask(f"/records/{first.record_id.hex()}.jsonld")

        assert [one["title"] for one in feed["items"]] == ["Nouveau"]
        assert "Nouveau" in table
        assert "Ancien" not in table
        assert (old.status, old.json["headline"]) == (200, "Ancien")

    with_site(use)


def test_an_older_version_is_told_what_followed_it_and_when() -> None:
    """A harvester has the older one already: it must hear of the newer, and offer that."""

    async def use(site: Site, member: AsyncNetwork) -> None:
        first = await member.publish(report("Ancien"))
        thing = (await member.get(first.record_id)).object_id
        before = await site.harvest(verb="ListRecords", metadataPrefix="oai_dc")
        site.network.clock.advance(3600)
        since = instant(site.network.clock.now_ms() - 60_000)
        second = await member.publish(report("Nouveau", object_id=thing, parent=first.record_id))
        after = await site.harvest(verb="ListRecords", metadataPrefix="oai_dc", from_=since)
        old = await site.ask(f"/records/{first.record_id.hex()}.jsonld")
        hidden = report("Entre nous", "network", object_id=thing, parent=second.record_id)
        await member.publish(hidden)
        last = await site.harvest(verb="ListRecords", metadataPrefix="oai_dc")
        newer = f"forsa:record:{second.record_id.hex()}"

        assert list(before.iter(f"{DC}relation")) == []
        assert identifiers(after) == [first.record_id.hex(), second.record_id.hex()]
        assert [one.text for one in after.iter(f"{DC}relation")] == [newer]
        assert old.json["creativeWorkStatus"] == "Superseded"
        assert [one.text for one in last.iter(f"{DC}relation")] == [newer]

    with_site(use)


@pytest.mark.parametrize("act", ["record.withdraw", "record.hold", "record.redact"])
def test_nobody_is_sent_to_a_newer_version_that_was_taken_back(act: str) -> None:
    """Who holds the older one would drop it for a page that says: gone."""

    async def use(site: Site, member: AsyncNetwork) -> None:
        first = await member.publish(report("Ancien"))
        thing = (await member.get(first.record_id)).object_id
        second = await member.publish(report("Nouveau", object_id=thing, parent=first.record_id))
        path = f"/records/{first.record_id.hex()}.jsonld"
        between = await site.ask(path)
        site.network.clock.advance(3600)
        since = instant(site.network.clock.now_ms() - 60_000)
        await take_back(site, member, act, second.record_id)
        listed = await site.harvest(verb="ListRecords", metadataPrefix="oai_dc", from_=since)
        after = await site.ask(path)

        assert between.json["creativeWorkStatus"] == "Superseded"
        assert after.json["creativeWorkStatus"] == "Published"
        assert first.record_id.hex() in identifiers(listed)
        assert list(listed.iter(f"{DC}relation")) == []

    with_site(use)


def authors(feed: Answer, record: Answer, harvested: Any) -> set[str]:
    """Who wrote the one work there is, in each format."""
    (item,) = feed.json["items"]
    (creator,) = harvested.iter(f"{DC}creator")
    return {item["authors"][0]["name"], record.json["author"]["name"], str(creator.text)}


@pytest.mark.parametrize(
    ("audience", "name"), [("public", "Association Amal"), ("network", "amal")]
)
def test_an_author_has_the_name_that_it_published_for_all(audience: str, name: str) -> None:
    """`amal` tells a reader nothing; but what is for members stays with them."""

    async def use(site: Site, member: AsyncNetwork) -> None:
        logged = await member.publish(report("Rapport"))
        path = f"/records/{logged.record_id.hex()}.jsonld"

        async def told() -> set[str]:
            harvested = await site.harvest(verb="ListRecords", metadataPrefix="oai_dc")
            return authors(await site.ask("/feed.json"), await site.ask(path), harvested)

        unnamed = await told()
        profile = draft_of(amal_profile("contact@amal.example"), audience=audience)
        published = await member.publish(profile)
        named = await told()
        act = RecordAct(target=published.record_id, reason="error")
        await member.publish(Draft("record.withdraw", effect=act, audience="public"))

        assert (unnamed, named, await told()) == ({"amal"}, {name}, {"amal"})

    with_site(use)


def test_an_answer_is_not_sent_twice_and_carries_no_cookie() -> None:
    """Readers ask every hour, over links that are paid for."""

    async def use(site: Site, member: AsyncNetwork) -> None:
        await member.publish(report("Rapport un"))
        first = await site.ask("/feed.json")
        same = await site.ask("/feed.json", If_None_Match=first.headers["etag"])
        await member.publish(report("Rapport deux"))
        changed = await site.ask("/feed.json", If_None_Match=first.headers["etag"])
        head = await site.ask("/catalogue.csv", "HEAD")

        assert (first.status, same.status, changed.status) == (200, 304, 200)
        assert (same.data, head.data, head.status) == (b"", b"", 200)
        for one in (first, same, changed, head):
            assert one.headers["x-content-type-options"] == "nosniff"
            assert one.headers["content-security-policy"].startswith("default-src 'none'")
            assert one.headers["cache-control"] == "no-cache"
            assert not {"set-cookie", "server"} & one.headers.keys()

    with_site(use)


def test_a_harvester_may_send_a_form() -> None:
    """The protocol asks for GET and POST; nothing else takes a body."""

    async def use(site: Site, _: AsyncNetwork) -> None:
        form = {"Content_Type": "application/x-www-form-urlencoded"}
        good = await site.ask("/oai", "POST", b"verb=Identify", **form)
        plain = await site.ask("/oai", "POST", b"verb=Identify", Content_Type="text/plain")
        both = await site.ask("/oai?verb=Identify", "POST", b"verb=ListSets", **form)
        long = await site.ask("/oai", "POST", b"verb=" + b"x" * MAX_QUERY_BYTES, **form)
        elsewhere = await site.ask("/feed.json", "POST", b"a=b", **form)

        assert read_xml(good.data).find(f"{OAI}Identify") is not None
        assert [one.status for one in (good, plain, both, long, elsewhere)] == [
            200,
            415,
            400,
            413,
            405,
        ]

    with_site(use)


REFUSED = [
    ("/", 404),
    ("/records/", 404),
    ("/records/..%2F..%2Fhub.db.jsonld", 404),
    ("/../hub.db", 404),
    ("/%2e%2e/%2e%2e/etc/passwd", 404),
    ("/records/" + "0" * 63 + "%00.jsonld", 404),
    ("/records/" + "A" * 64 + ".jsonld", 404),
    ("/records/" + "0" * 64 + ".jsonld", 404),
    ("/records/" + "0" * 64 + ".jsonld?x=1", 400),
    ("/feed.json?before=-1", 400),
    ("/feed.json?before=1&before=2", 400),
    ("/feed.json?before=%D9%A3", 400),
    ("/feed.json?before=" + "9" * 19, 400),
    ("/feed.json?since=1", 400),
    ("/feed.json?before", 400),
    ("/catalogue.csv?from_index=1%", 400),
    ("/catalogue.csv?from_index=%zz", 400),
    ("/oai?verb=%ff", 400),
    ("/oai?verb=Identify&" + "&".join(f"a{n}=1" for n in range(20)), 400),
    ("/oai?verb=" + "x" * MAX_QUERY_BYTES, 414),
    ("/" + "x" * (MAX_QUERY_BYTES + 1), 414),
]


def test_an_address_that_is_none_gets_a_short_refusal() -> None:
    """Nothing of the request comes back in it, and nothing of the machine."""

    async def use(site: Site, _: AsyncNetwork) -> None:
        found = {path: await site.ask(path) for path, _ in REFUSED}
        fine = await site.ask("/oai?verb=Identify")

        assert {path: one.status for path, one in found.items()} == dict(REFUSED)
        assert all(len(one.data) < 100 for one in found.values())
        assert all(one.headers["x-content-type-options"] == "nosniff" for one in found.values())
        assert fine.status == 200

    with_site(use)


def test_the_showcase_only_reads() -> None:
    """No method changes anything, and none is guessed at."""
    methods = ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND", "X")

    async def use(site: Site, _: AsyncNetwork) -> None:
        found = [await site.ask("/oai", method) for method in methods]

        assert {one.status for one in found} == {405}
        assert {one.headers["allow"] for one in found} == {"GET, HEAD, POST"}

    with_site(use)


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 100 + b"\r\n\r\n",
        b"GET /oai HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 40_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /oai HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nverb=",
        b"POST /oai HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    ],
    ids=["garbage", "long header", "long line", "two lengths", "negative length"],
)
def test_what_is_no_http_ends_its_connection_alone(data: bytes) -> None:
    """The hub goes on, and so does everybody else."""

    async def use(site: Site, member: AsyncNetwork) -> None:
        told = await site.send(data)
        logged = await member.publish(report("Pendant ce temps"))
        fine = await site.ask("/feed.json")

        assert told == b"" or told.startswith(b"HTTP/1.1 4")
        assert fine.json["items"][0]["id"] == logged.record_id.hex()

    with_site(use)


def test_a_flood_of_silent_connections_costs_readers_and_members_nothing() -> None:
    """Readers who say nothing must not keep the others out, nor the hub busy."""

    async def use(site: Site, member: AsyncNetwork) -> None:
        with ExitStack() as idle:
            for _ in range(CONNECTIONS):
                idle.enter_context(socket.create_connection(("127.0.0.1", site.port)))
            during = await site.ask("/oai?verb=Identify")
            logged = await member.publish(report("Pendant ce temps"))

        assert during.status == 200
        assert logged.index > 0

    with_site(use)


def test_who_may_not_even_wait_is_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the hub says nothing of that, and harvesters give up on it."""
    monkeypatch.setattr("forsa_hub.showcase.turns.WAITING", 0)

    async def use(site: Site, _: AsyncNetwork) -> None:
        refused = await site.ask("/feed.json")

        assert (refused.status, refused.headers["retry-after"]) == (503, "5")

    with_site(use)


def test_a_network_that_shows_nothing_has_no_showcase() -> None:
    """`public_library = false` holds for every door."""

    async def use(site: Site, _: AsyncNetwork) -> None:
        with pytest.raises(ConnectionRefusedError):
            await site.ask("/oai?verb=Identify")

    with_site(use, public_library=False)


def test_a_port_that_is_taken_stops_the_start() -> None:
    """Half a hub would be noticed by the readers first."""

    async def run() -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            async with local_network(showcase_port=taken.getsockname()[1]):
                pass

    with pytest.raises(PortError, match="another showcase_port in"):
        asyncio.run(run())


def path_of(url: str) -> str:
    """What follows the host."""
    return "/" + url.split("/", 3)[3] if url else ""
