"""The parts of a hub that need no network: authority, anchor, clock, quotas, settings, words."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtensionOID
from forsa.client.files import ConfigError
from forsa.client.node_keys import draw_tls_key
from forsa.errors import BusyError, CorruptStoreError, MalformedError, QuotaError, Reason
from forsa.rpc.identity import make_csr, parse_certificate
from forsa.testing.clock import FakeClock
from forsa_hub.anchor import Anchor
from forsa_hub.authority import instant, make_authority, parse_csr
from forsa_hub.ceremony import words as ceremony
from forsa_hub.clock_guard import ClockGuard
from forsa_hub.config import Config, Limits
from forsa_hub.quotas import Quotas
from forsa_hub.store.database import Database
from forsa_hub.store.migrate import upgrade
from forsa_hub.words import forms, names
from hypothesis import given
from hypothesis import strategies as st

from tests.support.schemas import migrated_schema, schema_of

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def test_a_node_certificate_names_one_node_and_no_host() -> None:
    """gRPC takes a common or DNS name for a host name: a member could pass for the hub."""
    authority = make_authority("Essai", "net.example.org", NOW)
    public = parse_csr(make_csr(draw_tls_key()))
    leaf = x509.load_pem_x509_certificate(authority.issue_node(public, "amal", "n1", NOW))
    san = leaf.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME)
    read = parse_certificate(authority.issue_node(public, "amal", "n1", NOW))

    assert leaf.subject.rfc4514_string() == ""
    assert san.critical
    assert (read.uris, read.dns_names) == (
        ("spiffe://net.example.org/member/amal/node/n1",),
        (),
    )
    assert leaf.not_valid_after_utc - NOW == timedelta(days=30)
    assert leaf.not_valid_before_utc < NOW
    leaf.verify_directly_issued_by(authority.certificate)


def test_the_hubs_certificate_is_valid_for_a_clock_of_1970() -> None:
    """A node whose battery died must connect to learn the time."""
    authority = make_authority("Essai", "net.example.org", NOW)
    public = parse_csr(make_csr(draw_tls_key()))
    hub = parse_certificate(authority.issue_hub(public, ["hub.example.org"], NOW))

    assert hub.not_before_ms == 0
    assert hub.dns_names == ("hub.example.org",)
    assert hub.uris == ("spiffe://net.example.org/hub",)


def test_the_authority_may_sign_leaves_only() -> None:
    """A stolen node key must not found an authority of its own."""
    authority = make_authority("Essai", "net.example.org", NOW)
    basic = authority.certificate.extensions.get_extension_for_class(x509.BasicConstraints)

    assert (basic.value.ca, basic.value.path_length, basic.critical) == (True, 0, True)


def _csr_of(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    from cryptography.hazmat.primitives import hashes, serialization

    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([]))
    signed = builder.sign(key, hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.DER)


@pytest.mark.parametrize(
    "der",
    [
        b"",
        b"\x30\x82",
        b"x" * 5000,
        _csr_of(ec.generate_private_key(ec.SECP384R1())),
        _csr_of(rsa.generate_private_key(65537, 2048)),
        make_csr(draw_tls_key())[:-3] + b"abc",
    ],
    ids=["empty", "cut", "huge", "P-384", "RSA", "bad signature"],
)
def test_a_request_that_is_not_p256_or_not_signed_is_refused(der: bytes) -> None:
    """Anyone may send one: it must neither crash the hub nor get a certificate."""
    with pytest.raises(MalformedError):
        parse_csr(der)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_authority_raise_anything_else(der: bytes) -> None:
    """An exception of a library would leave as a bug."""
    with pytest.raises(MalformedError):
        parse_csr(der)


def test_an_anchor_is_read_as_it_was_written(tmp_path: Path) -> None:
    """It is what stops a hub that was restored from yesterday."""
    path = tmp_path / "anchor.json"
    assert Anchor.load(path) is None
    anchor = Anchor(7, bytes(range(32)), 1_700_000_000)
    anchor.save(path)

    assert Anchor.load(path) == anchor


@pytest.mark.parametrize("content", [b"", b"{}", b'{"size": 1}', b"[1]", b"\xff"])
def test_a_damaged_anchor_is_named_and_not_ignored(tmp_path: Path, content: bytes) -> None:
    """Taking it for absent would let an old database through."""
    path = tmp_path / "anchor.json"
    path.write_bytes(content)

    with pytest.raises(CorruptStoreError, match="anchor"):
        Anchor.load(path)


MINUTE = 60_000


def test_a_clock_that_runs_evenly_is_trusted() -> None:
    """An honest clock must not stop a hub, whatever the log says of the past."""
    clock = FakeClock()
    guard = ClockGuard(clock, confirmed=False)
    clock.advance(86_400)

    assert guard.now_ms(0, 0) == clock.now_ms()
    assert guard.now_ms(clock.now_ms() + 10 * MINUTE, 0) == clock.now_ms()


@pytest.mark.parametrize(
    ("jump_seconds", "log_ahead_ms", "fresh_hours_ago"),
    [
        (601, 0, 0),
        (-601, 0, 0),
        (0, 10 * MINUTE + 1, 0),
        (0, 0, 73),
    ],
    ids=["set forward", "set back", "behind the log", "after a long pause"],
)
def test_a_clock_that_leaped_is_not(
    jump_seconds: int, log_ahead_ms: int, fresh_hours_ago: int
) -> None:
    """A leap of log time closes votes and ends holds: a person must look first."""
    clock = FakeClock()
    guard = ClockGuard(clock, confirmed=False)
    now = clock.now_ms()
    clock.jump(jump_seconds)
    fresh = now // 1000 - fresh_hours_ago * 3600 if fresh_hours_ago else 0

    with pytest.raises(BusyError) as caught:
        guard.now_ms(now + log_ahead_ms, fresh)
    assert caught.value.reason is Reason.CLOCK_SUSPECT


@given(
    burst=st.integers(1, 20),
    rate=st.integers(1, 20),
    waits=st.lists(st.integers(0, 5000), max_size=60),
)
def test_nobody_publishes_more_than_burst_and_rate_allow(
    burst: int, rate: int, waits: list[int]
) -> None:
    """Whatever the pattern of calls, the sum over any time stays under the bucket's law."""
    quotas = Quotas(Limits(records_burst=burst, records_per_second=rate))
    now, taken = 0, 0
    for wait in waits:
        now += wait
        try:
            quotas.take("amal", 10, now)
        except QuotaError:
            continue
        taken += 1

    assert taken <= burst + now / 1000 * rate + 1e-6


def test_members_do_not_share_a_bucket() -> None:
    """One association's flood must not stop another."""
    quotas = Quotas(Limits(records_burst=1, records_per_second=1))
    quotas.take("amal", 1, 0)
    with pytest.raises(QuotaError):
        quotas.take("amal", 1, 0)

    quotas.take("badr", 1, 0)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("port = 70000", "port"),
        ("prot = 1", "prot"),
        ("[limits]\nrecords_burst = 0", "limits.records_burst"),
        ("port = ", "hub.toml"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(
    tmp_path: Path, text: str, named: str
) -> None:
    """A typo that is ignored is a limit that does not hold."""
    (tmp_path / "hub.toml").write_text(text)

    with pytest.raises(ConfigError, match=named.replace(".", r"\.")):
        Config.load(tmp_path)


def test_settings_come_from_the_file_the_environment_and_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line wins over the environment, and that over the file."""
    (tmp_path / "hub.toml").write_text("port = 1001\nenrol_port = 1002\nmetrics_port = 1003\n")
    monkeypatch.setenv("FORSA_HUB_ENROL_PORT", "2002")
    monkeypatch.setenv("FORSA_HUB_METRICS_PORT", "2003")
    config = Config.load(tmp_path, metrics_port=3003)

    assert (config.port, config.enrol_port, config.metrics_port) == (1001, 2002, 3003)


def test_migrating_gives_the_tables_of_a_new_hub(tmp_path: Path) -> None:
    """Of a new hub the tables are made at once: one that was migrated must not differ."""
    database = Database(tmp_path / "hub.db")
    database.migrate()
    with database.transaction() as connection:
        made = schema_of(connection)
    database.close()

    assert migrated_schema(upgrade) == made


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    """An old program must not guess what new tables mean."""
    from sqlalchemy import text

    database = Database(tmp_path / "hub.db")
    database.migrate()
    with database.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(CorruptStoreError, match="newer version"):
        database.migrate()
    database.close()


def test_every_sentence_is_said_in_three_languages() -> None:
    """French and Arabic are first languages."""
    told = {name: forms(name) for name in names()}
    told |= {f"root {name}": ceremony.forms(name) for name in ceremony.names()}
    for name, (french, arabic, english) in told.items():
        assert len({french, arabic, english}) == 3 or name == "ready"
        assert any("\u0600" <= letter <= "\u06ff" for letter in arabic), name


def test_milliseconds_become_the_same_time() -> None:
    """Certificates are dated by it."""
    assert instant(0) == datetime(1970, 1, 1, tzinfo=UTC)
    assert instant(1_767_225_600_000) == datetime(2026, 1, 1, tzinfo=UTC)
