"""Founding a network: trust root, hub keys, authority, and the secretariat as first member."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from forsa.client.drafts import Draft, sign_draft
from forsa.client.files import PRIVATE, write_durably
from forsa.client.identity import Identity, create_identity
from forsa.client.node_keys import (
    NodeKeys,
    draw_signing_key,
    draw_tls_key,
    format_signing_key,
)
from forsa.clock import Clock
from forsa.entry import LogEntry
from forsa.errors import MalformedError, Reason
from forsa.governance.fold import Folded, admit_entry, read_entry
from forsa.governance.lookup import Lookup
from forsa.governance.settings import is_setting
from forsa.governance.state import Member, Role, State, Status
from forsa.keys import SigningKey
from forsa.log_store.reading import EMPTY_HEAD
from forsa.log_store.writing import LogWriter, next_head
from forsa.merkle.frontier import EMPTY
from forsa.root import TrustRoot, accept_first, network_id_of, sign_root
from forsa.rpc.address import HubAddress
from forsa.rpc.identity import spki_sha256, tls_spki_sha256
from forsa.signed import possession_message
from forsa.v1.effects_pb2 import NodeAdd, RootPublish
from forsa.v1.trust_pb2 import MemberKey, RootDocument, RootMember, Setting
from forsa.words.reasons import Language
from google.protobuf.message import Message
from immutables import Map

from forsa_hub.anchor import Anchor
from forsa_hub.authority import Authority, instant, make_authority
from forsa_hub.checkpoints import Signers
from forsa_hub.folder import About, HubFolder, HubKeys, create_folder, require_empty
from forsa_hub.settings_file import format_settings
from forsa_hub.store.database import Database
from forsa_hub.store.notes import put_checkpoint
from forsa_hub.store.tables import METADATA

ROOT_LIFETIME = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a founder decides."""

    folder: Path
    name: str
    origin: str
    host: str
    """Name or address that nodes connect to."""
    member: str
    node: str
    office_folder: Path
    """The secretariat's node folder, to be made."""
    root_key_file: Path
    """Where the first root key goes: to be carried away."""
    port: int = 7443
    enrol_port: int = 7444
    metrics_port: int = 9464
    showcase_port: int = 8080
    """Ports, as in `Config`; the hub's settings file keeps them."""
    language: Language = "fr"
    statutes: Mapping[str, str] = field(default_factory=dict)
    """Settings that hold from the first entry; later ones take a vote."""


@dataclass(frozen=True, slots=True)
class Founded:
    """A network that exists."""

    folder: HubFolder
    office: Identity
    network_id: bytes


def found(plan: Plan, clock: Clock) -> Founded:
    """Make everything a network starts with; entry 0 is its trust root, entry 1 the office's node.

    Raises:
        FolderError: a folder is not empty.
        ForsaError: a name is malformed.
    """
    _require_statutes(plan)
    require_empty(plan.folder)
    require_empty(plan.office_folder)
    plan.root_key_file.parent.mkdir(parents=True, exist_ok=True)
    keys = _draw(plan, clock)
    network_id = network_id_of(keys.root_envelope)
    root = accept_first(keys.root_envelope, network_id)
    about = About(
        network_id=network_id.hex(),
        name=plan.name,
        origin=plan.origin,
        trust_domain=root.document.trust_domain,
        host=plan.host,
        member=plan.member,
        secretariat_folder=str(plan.office_folder.resolve()),
    )
    write_durably(plan.root_key_file, format_signing_key(keys.root), PRIVATE)
    settings = format_settings(_ports(plan), plan.language)
    folder = create_folder(plan.folder, about, keys.hub, settings)
    folder.save_root(1, root.envelope)
    office = _make_office(plan, network_id, keys, root, clock)
    _write_log(folder, plan, keys, office, root, clock)
    return Founded(folder, office, network_id)


def _require_statutes(plan: Plan) -> None:
    office = Member(plan.member, Role.SECRETARIAT, Status.ACTIVE, 0)
    for name, value in plan.statutes.items():
        if not is_setting(name, value, Map({plan.member: office})):
            raise MalformedError(
                f"no network has the setting {name}={value}", Reason.KIND_EFFECT_INVALID
            )


def _ports(plan: Plan) -> dict[str, int]:
    names = ("port", "enrol_port", "metrics_port", "showcase_port")
    return {name: getattr(plan, name) for name in names}


@dataclass(frozen=True, slots=True, repr=False)
class _Drawn:
    root: SigningKey
    hub: HubKeys
    office: NodeKeys
    authority: Authority
    root_envelope: bytes


def _draw(plan: Plan, clock: Clock) -> _Drawn:
    now = instant(clock.machine.now_ms())
    trust_domain = _trust_domain(plan.origin)
    authority = make_authority(plan.name, trust_domain, now)
    root, log, service = (draw_signing_key() for _ in range(3))
    office, tls_pem = NodeKeys.draw(), draw_tls_key()
    hub_names = sorted({trust_domain, *_dns_name(plan.host)})
    document = RootDocument(
        version=1,
        origin=plan.origin,
        trust_domain=trust_domain,
        level=1,
        expires_ms=clock.now_ms() + int(ROOT_LIFETIME.total_seconds() * 1000),
        threshold=1,
        root_keys=[root.public],
        log_keys=[log.public],
        service_keys=[service.public],
        ca_spki_sha256=[spki_sha256(authority.certificate)],
        hub_names=hub_names,
        members=[_first_member(plan.member, office)],
        settings=[Setting(name=name, value=plan.statutes[name]) for name in sorted(plan.statutes)],
    )
    hub = HubKeys(
        log,
        service,
        _private_pem(authority.key),
        tls_pem,
        authority.certificate.public_bytes(serialization.Encoding.PEM),
        authority.issue_hub(_public_of(tls_pem), hub_names, now),
    )
    return _Drawn(root, hub, office, authority, sign_root(document, [root]))


def _trust_domain(origin: str) -> str:
    return origin.partition("/")[0].lower()


def _dns_name(host: str) -> list[str]:
    """The host, if it is a name: addresses stand in no certificate, nodes connect by name."""
    name = host.lower()
    return [name] if any(one.isalpha() for one in name) and ":" not in name else []


def _first_member(member: str, keys: NodeKeys) -> RootMember:
    listed = [
        MemberKey(public_key=key.public, purposes=[purpose]) for purpose, key in keys.member.items()
    ]
    return RootMember(
        id=member, role="secretariat", keys=sorted(listed, key=lambda key: key.public_key)
    )


def _private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _public_of(tls_pem: bytes) -> ec.EllipticCurvePublicKey:
    key = serialization.load_pem_private_key(tls_pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("TLS keys are P-256")
    return key.public_key()


def _make_office(
    plan: Plan, network_id: bytes, keys: _Drawn, root: TrustRoot, clock: Clock
) -> Identity:
    """The secretariat's node folder, enrolled already."""
    address = HubAddress(plan.host, plan.port, plan.enrol_port)
    identity = Identity(
        plan.office_folder, network_id, plan.member, plan.node, plan.name, plan.language, address
    )
    create_identity(identity, keys.office)
    leaf = keys.authority.issue_node(
        _public_of(keys.office.tls_pem), plan.member, plan.node, instant(clock.machine.now_ms())
    )
    identity.save_roots([root])
    identity.save_chain(keys.authority.chain(leaf), keys.hub.ca_certificate_pem)
    return identity


def _write_log(
    folder: HubFolder,
    plan: Plan,
    keys: _Drawn,
    identity: Identity,
    root: TrustRoot,
    clock: Clock,
) -> None:
    """Entries 0 and 1, the first checkpoint and the anchor."""
    office = keys.office
    spki = tls_spki_sha256(office.tls_pem)
    holder = f"{plan.member}/{plan.node}"
    proof = office.witness.sign(
        possession_message(folder.network_id, holder, office.witness.public)
    )
    effects: list[tuple[str, Message]] = [
        ("root.publish", RootPublish(envelope=root.envelope)),
        (
            "node.add",
            NodeAdd(
                node=plan.node,
                tls_spki_sha256=spki,
                witness_key=office.witness.public,
                proof=proof,
            ),
        ),
    ]
    state, earlier, folded = State.start(folder.network_id), Lookup(EMPTY), []
    for kind, effect in effects:
        draft = Draft(kind, effect=effect, audience="network")
        envelope = sign_draft(draft, identity, clock.now_ms()).record.envelope
        entry = LogEntry(clock.now_ms(), envelope).format()
        result = admit_entry(state, read_entry(entry), earlier)
        if not isinstance(result, Folded):
            raise result.error()
        folded.append(result)
        state = result.state
    _store(folder, folded, Signers(plan.origin, keys.hub.log, keys.hub.service), clock)


def _store(folder: HubFolder, folded: list[Folded], signers: Signers, clock: Clock) -> None:
    database = Database(folder.database)
    try:
        database.migrate()
        after, completed = next_head(EMPTY_HEAD, folded)
        note = signers.note(after, clock.now_ms() // 1000)
        with database.transaction() as connection:
            LogWriter(connection, METADATA).append(EMPTY_HEAD, after, completed, folded, {})
            put_checkpoint(connection, after.size, note)
    finally:
        database.close()
    Anchor(after.size, after.root, clock.now_ms() // 1000).save(folder.path / "anchor.json")
