"""Sharing: a course with files, found in Arabic, tried elsewhere, and the thanks of it."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from forsa.demo.network import Network, Node
from forsa.demo.processes import ProcessError, wait_until
from forsa.demo.samples import adoption_of_the_course, course_with_files
from forsa.demo.screen import Screen

WORDS: Final = "كهرباء البناء"
"""As people type it; the course's title is written with its vowels."""
FIND_SECONDS: Final = 60.0


def share(network: Network, screen: Screen) -> Mapping[str, object]:
    """Publish a course with files; another node finds, fetches and adopts it."""
    author, reader = network.nodes[0], network.nodes[1]
    course = _published(author, screen)
    size = network.wait_until_logged({course["record_id"]}, [author])
    network.wait_until_all_verified(size)
    with screen.step("find", name=reader.name, words=WORDS):
        hit = _found(reader, course["record_id"])
    screen.quote(_lines(reader, "search", WORDS, "--lang", "ar"))
    files = _fetched(network, reader, hit, screen)
    adoption = _adopted(reader, hit, screen)
    size = network.wait_until_logged({adoption}, [reader])
    with screen.step("credit", name=author.name):
        network.wait_until_all_verified(size)
        verdict = _credited(author, course["record_id"], adoption)
    screen.quote(_lines(author, "credit", course["record_id"], "--lang", screen.language))
    return {
        "course": course["record_id"],
        "title": hit["title"],
        "files": len(files),
        "bytes": sum(path.stat().st_size for path in files),
        "verdict": verdict,
    }


def _published(author: Node, screen: Screen) -> Mapping[str, Any]:
    course = course_with_files()
    attached = [path for path in course.iterdir() if path.suffix not in {".md", ".yaml"}]
    with screen.step("publish_course", name=author.name, count=len(attached)):
        (record,) = author.publish(course)
    return record


def _found(reader: Node, record_id: str) -> Mapping[str, Any]:
    """The hit of a search without vowels; the index follows what was verified."""

    def hit() -> Mapping[str, Any] | None:
        hits = reader.ask("search", WORDS, "--lang", "ar")["hits"]
        return next((one for one in hits if one["record_id"] == record_id), None)

    return wait_until(f"{WORDS} is found", hit, FIND_SECONDS, [reader.daemon])


def _fetched(
    network: Network, reader: Node, hit: Mapping[str, Any], screen: Screen
) -> Sequence[Path]:
    """Fetch the course's files, and hold every byte against what its author published."""
    to = network.folder / "downloads"
    with screen.step("fetch", name=reader.name):
        written = [Path(one["path"]) for one in reader.ask("get", hit["record_id"], "--to", to)]
        published = {_digest(path) for path in course_with_files().iterdir()}
        other = [path.name for path in written if _digest(path) not in published]
    if other or not written:
        raise ProcessError(f"these are not the files that were published: {other or 'none'}")
    return written


def _adopted(reader: Node, hit: Mapping[str, Any], screen: Screen) -> str:
    with screen.step("adopt", name=reader.name):
        told = reader.ask("adopt", hit["record_id"], adoption_of_the_course(), "--yes")
    return str(told[0]["record_id"])


def _credited(author: Node, course: str, adoption: str) -> str:
    """What the author's own node says of the adoption."""
    (work,) = author.ask("credit", course)
    verdicts = {one["record_id"]: one["verdict"] for one in work["adoptions"]}
    if adoption not in verdicts:
        raise ProcessError(f"{author.name} does not see that {course} was adopted: {work}")
    return str(verdicts[adoption])


def _lines(node: Node, verb: str, *arguments: str) -> list[str]:
    """What a command tells a person."""
    return node.run(verb, *arguments).expect().stdout.splitlines()


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
