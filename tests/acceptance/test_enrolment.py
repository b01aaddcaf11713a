"""Enrolment as people do it: a token is good once, for whom it was made, until it ends."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from forsa.demo.network import Network, Node
from forsa.rpc.identity import parse_certificate
from forsa_hub.authority import Authority
from forsa_hub.folder import open_folder

from tests.support.processes import TRACEBACK, founded, identity_of, joined
from tests.support.reports import REGION

EXIT_REFUSED = 6
EXIT_UNVERIFIED = 3


def invited(network: Network, member: str, folder: str = "") -> tuple[Node, str]:
    """A node that has not joined, and the token made for it."""
    node = Node(network.folder / (folder or member), network.logs, member.title(), REGION)
    node.member = member
    node.init(network.hub.network_id)
    return node, network.hub.invite(node)


def join(network: Network, node: Node, token: str) -> tuple[int, str]:
    """Exit code and words of `forsa-node join`."""
    done = node.run("join", token, "--port", str(network.hub.port), "--lang", "en")

    assert TRACEBACK not in done.told()
    return done.code, done.told()


def test_a_token_is_good_once_and_for_one_key() -> None:
    """Whoever finds a used token in a mailbox must not enter with a key of his own."""
    with founded() as network:
        node, token = invited(network, "amal")
        first, _ = join(network, node, token)
        again, _ = join(network, node, token)
        thief = Node(network.folder / "thief", network.logs, "Amal", REGION)
        thief.member = "amal"
        thief.init(network.hub.network_id)
        stolen, words = join(network, thief, token)

    assert (first, again) == (0, 0)
    assert stolen == EXIT_REFUSED
    assert "token" in words


def test_a_token_that_ended_or_was_mistyped_is_refused() -> None:
    """An old sheet of paper must not enrol anybody, and a typing error must be told apart."""
    with founded() as network:
        node, token = invited(network, "amal")
        mistyped, _ = join(network, node, token[:-3] + "AAA")
        network.hub.daemon.stop()
        with closing(sqlite3.connect(network.hub.folder / "hub.db")) as connection, connection:
            connection.execute("UPDATE token SET expires_ms = 1")
        network.hub.start()
        ended, words = join(network, node, token)

    assert mistyped == ended == EXIT_REFUSED
    assert "secretariat" in words


def test_a_token_of_another_network_is_refused_before_anything_is_sent() -> None:
    """Two networks share a region: a mixed-up token must not tie a node to the wrong one."""
    with founded() as one, founded() as other:
        _, token = invited(one, "amal")
        node, _ = invited(other, "badr")
        code, _ = join(other, node, token)

    assert code == EXIT_UNVERIFIED


def issue(hub_folder: Path, node: Node, now: datetime) -> None:
    """Give the node the certificate that the hub would have issued at `now`."""
    folder, identity = open_folder(hub_folder), identity_of(node)
    authority = Authority(folder.ca_key(), folder.ca_certificate(), folder.about.trust_domain)
    key = load_pem_private_key(identity.tls_key_pem(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    leaf = authority.issue_node(key.public_key(), identity.member, identity.node, now)
    identity.save_chain(authority.chain(leaf), identity.ca_pem())


@pytest.mark.parametrize("days", [20, 40], ids=["past half life", "expired"])
def test_a_node_that_was_away_gets_a_new_certificate_by_itself(days: int) -> None:
    """A node that was off over the summer must come back without a token and without a call."""
    with founded() as network:
        (node,) = joined(network, "amal")
        issue(network.hub.folder, node, datetime.now(UTC) - timedelta(days=days))
        before = parse_certificate(identity_of(node).chain_pem()).not_after_ms
        node.run("sync").expect()
        after = parse_certificate(identity_of(node).chain_pem()).not_after_ms
        size = node.status()["size"]

    assert after - before >= timedelta(days=days - 1) / timedelta(milliseconds=1)
    assert size > 0


def test_a_node_learns_the_main_port_from_the_hub() -> None:
    """The token names one of the hub's two ports: with the other guessed, each sync failed."""
    with founded() as network:
        node, token = invited(network, "amal")
        done = node.run("join", token, "--json").expect().json()
        synced = node.run("sync")

    assert (done["port"], done["told"]) == (network.hub.port, network.hub.port)
    assert done["reached"] is True
    assert synced.code == 0, synced.told()


def test_a_port_where_no_hub_answers_is_told_at_once_and_mended_with_the_same_token() -> None:
    """Whoever types a wrong port must hear of it now, not when the token is thrown away."""
    with founded() as network:
        node, token = invited(network, "amal")
        wrong = node.run("join", token, "--port", str(network.hub.enrol_port), "--lang", "en")
        mended = node.run("join", token, "--lang", "en")
        synced = node.run("sync")

    assert (wrong.code, mended.code, synced.code) == (0, 0, 0)
    assert f"main port {network.hub.enrol_port}" in wrong.stderr
    assert f"it names port {network.hub.port} itself" in wrong.stderr
    assert "does not answer" not in mended.told()
