"""The node's settings: read once, defaults beside their meaning, a wrong one stops the start.

From `DIR/node.toml` (or `--config`), and from the environment: `FORSA_NODE_RETRY_SECONDS=5`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Self

from forsa.client.files import ConfigError
from forsa.client.settings import told_settings
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

GIB = 2**30
MIB = 2**20
KIB = 2**10


def _zero_or(least: int) -> Callable[[int], int]:
    """A check: 0, or at least so much."""

    def check(value: int) -> int:
        if value != 0 and value < least:
            raise PydanticCustomError("zero_or", "0, or at least {least}", {"least": least})
        return value

    return check


class Config(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix="FORSA_NODE_")

    retry_seconds: float = Field(default=1.0, gt=0, le=60)
    """Wait after the first failure to reach the hub; it doubles with each further one."""
    retry_cap_seconds: float = Field(default=900.0, gt=0, le=3600)
    """Longest wait between two tries."""
    sync_seconds: float = Field(default=600.0, gt=0, le=3600)
    """Look at the hub at least this often, whatever its stream of news says."""
    inline_bytes: int = Field(default=2**20, ge=0, le=2**20)
    """Bodies up to this size come with their entries, larger ones afterwards."""
    kinds: tuple[str, ...] = ()
    """Kinds, or their first segments, whose bodies this node keeps; none = all."""
    languages: tuple[str, ...] = ()
    """Languages of the bodies this node keeps; none = all."""
    approval: bool = False
    """Whether a second person must approve a draft before it is signed."""
    approvers: tuple[str, ...] = ()
    """Who may; none = anybody but the author."""
    files_max_bytes: int = Field(default=25 * MIB, ge=0, le=4 * GIB)
    """Larger files are fetched only when somebody asks for them."""
    files_kinds: tuple[str, ...] = ()
    """Kinds, or their first segments, whose files are fetched by themselves; none = all."""
    files_languages: tuple[str, ...] = ()
    """Languages of the records whose files are fetched by themselves; none = all."""
    files_regions: tuple[str, ...] = ()
    """Regions (ISO 3166-2) of the records whose files are fetched by themselves; none = all."""
    files_bytes_per_second: Annotated[int, AfterValidator(_zero_or(16 * KIB))] = 0
    """What files may use of the link, both ways together, at least 16 KiB; 0 = all of it."""
    files_bytes_per_day: Annotated[int, AfterValidator(_zero_or(MIB))] = 0
    """The same for a day, UTC, at least 1 MiB, which is a file's smallest piece; 0 = no limit."""
    free_bytes: int = Field(default=GIB, ge=0)
    """Below this much free disk nothing new is fetched or signed; reading goes on."""
    free_percent: float = Field(default=5.0, ge=0, le=50)
    """The same in per cent of the disk; the smaller of both counts."""
    snapshot_entries: int = Field(default=4096, ge=16)
    """Entries after which the state is stored, so that a start folds no more than these."""
    verify_workers: int = Field(default=2, ge=0, le=32)
    """Processes that check signatures; 0 = in the node's own process."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over the file."""
        del dotenv_settings, file_secret_settings
        return (
            init_settings,
            env_settings,
            TomlConfigSettingsSource(settings_cls, cls.model_config.get("toml_file")),
        )

    @classmethod
    def load(cls, folder: Path, file: Path | None = None) -> Self:
        """Read the settings of a node's folder.

        Raises:
            ConfigError: a setting is unknown or out of range, or `file` is not there.
        """
        if file is not None and not file.exists():
            raise ConfigError(f"there is no configuration file {file}", file)
        path = file or folder / "node.toml"

        class FromFolder(cls):  # type: ignore[misc, valid-type]
            model_config = SettingsConfigDict(toml_file=path)

        with told_settings(path, cls.model_fields):
            found: Self = FromFolder()
        return found
