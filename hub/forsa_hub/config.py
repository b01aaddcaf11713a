"""The hub's settings: read once, defaults beside their meaning, a wrong one stops the start.

From `DIR/hub.toml` (or `--config`), and from the environment: `FORSA_HUB_PORT=7443`.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Self

from forsa.client.files import ConfigError
from forsa.client.settings import told_settings
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

MIB = 2**20
GIB = 2**30
Port = Annotated[int, Field(ge=0, le=65535)]


def _like(rule: str, pattern: str) -> Callable[[str], str]:
    """A check: empty, or of this form; `rule` names its words."""

    def check(value: str) -> str:
        if value and not re.fullmatch(pattern, value):
            raise PydanticCustomError(rule, "another form")
        return value

    return check


class Limits(BaseModel):
    """What one member or one connection may take (docs/protocol.md, "Limits")."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    records_per_second: int = Field(default=10, ge=1)
    records_burst: int = Field(default=100, ge=1)
    records_per_day: int = Field(default=20_000, ge=1)
    bytes_per_day: int = Field(default=2 * GIB, ge=1)
    bytes_total: int = Field(default=50 * GIB, ge=1)
    publish_items: int = Field(default=64, ge=1, le=64)
    batch_entries: int = Field(default=256, ge=1, le=256)
    body_bytes: int = Field(default=MIB, ge=1, le=MIB)
    blob_bytes: int = Field(default=GIB, ge=1, le=4 * GIB)
    """Of one attachment; never more than `open_bytes` or `bytes_per_day` let in."""
    open_uploads: int = Field(default=4, ge=1, le=16)
    """Attachments that a node may have begun to upload and not completed."""
    open_bytes: int = Field(default=4 * GIB, ge=1)
    """The same of all nodes of a member, in bytes."""
    public_downloads: int = Field(default=8, ge=1, le=100)
    """Attachments that are read at once on the enrolment port, by everybody together."""
    watch_seconds: int = Field(default=3600, ge=10, le=3600)
    watches_per_node: int = Field(default=1, ge=1, le=4)
    stream_seconds: int = Field(default=6 * 3600, ge=60, le=6 * 3600)
    recheck_seconds: int = Field(default=600, ge=1, le=600)
    enrolments_per_minute: int = Field(default=10, ge=1)
    """Attempts of one address."""
    enrolments_per_token: int = Field(default=20, ge=1)


class Config(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix="FORSA_HUB_", env_nested_delimiter="__"
    )

    bind: str = "0.0.0.0"  # noqa: S104 (a hub listens to its network; the firewall decides who)
    """Address that the ports are bound to."""
    port: Port = 7443
    """Main port, mutual TLS; 0 = any free one."""
    enrol_port: Port = 7444
    """Enrolment port; 0 = any free one."""
    metrics_port: Port = 9464
    """Prometheus metrics on the loopback address; 0 = off."""
    public_library: bool = True
    """Whether `public` records are served to anyone on the enrolment port."""
    showcase_port: Port = 8080
    """Public records over HTTP, if `public_library`; 0 = off."""
    showcase_bind: str = "127.0.0.1"
    """Address of that port: it has no encryption, so a web server with TLS stands before it."""
    showcase_url: Annotated[str, AfterValidator(_like("web_address", r"https?://[!-~]+"))] = ""
    """How readers reach it, as it is written in answers; empty = http://HOST:PORT/."""
    showcase_email: Annotated[
        str, AfterValidator(_like("mailbox", r"[^@\s]+@[^@\s]+\.[^@\s]+"))
    ] = ""
    """Whom harvesters write to; empty = postmaster@HOST."""
    library_seconds: float = Field(default=1.0, ge=0, le=600)
    """Without new entries before the search index takes in what came; ten times that at most."""
    reflection: bool = True
    """Whether clients may ask which services there are."""
    blobs: str = ""
    """Where attachments lie: empty = `DIR/blobs`; else an object store, `s3://bucket/prefix`.

    Its credentials, region and endpoint come from the environment (`AWS_ACCESS_KEY_ID`,
    `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT`), never from a file of the hub.
    """
    free_bytes: int = Field(default=GIB, ge=0)
    """Below this much free disk nothing new is accepted; reading goes on."""
    free_percent: float = Field(default=5.0, ge=0, le=50)
    """The same in per cent of the disk; the smaller of both counts."""
    batch_records: int = Field(default=1024, ge=1, le=4096)
    """Most records of one commit."""
    snapshot_entries: int = Field(default=4096, ge=16)
    """Entries after which the state is stored, so that a restart folds no more than these."""
    verify_workers: int = Field(default=2, ge=0, le=32)
    """Processes that check signatures; 0 = in the hub's own process."""
    freshness_seconds: int = Field(default=1800, ge=10, le=3600)
    """How often the newest checkpoint is signed anew while nothing happens."""
    notices: Annotated[tuple[str, ...], AfterValidator(lambda lines: lines[:8])] = ()
    """Short messages to all members."""
    limits: Limits = Limits()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (the signature is theirs)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over the file."""
        return (
            init_settings,
            env_settings,
            TomlConfigSettingsSource(settings_cls),
        )

    @classmethod
    def load(cls, folder: Path, file: Path | None = None, **given: Any) -> Self:
        """Read the settings of a hub's folder.

        Raises:
            ConfigError: a setting is unknown or out of range, or `file` is not there.
        """
        path = file or folder / "hub.toml"
        if file is not None and not file.exists():
            raise ConfigError(f"there is no configuration file {file}", file)

        class Here(cls):  # type: ignore[misc, valid-type]  # the file is a setting of the class
            """The settings, with the file to read them from."""

            model_config = SettingsConfigDict(toml_file=path)

        names = [*cls.model_fields, *(f"limits.{name}" for name in Limits.model_fields)]
        with told_settings(path, names):
            return Here(**given)
