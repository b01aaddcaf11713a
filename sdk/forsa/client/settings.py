"""Settings that cannot be: said in our words and three languages, not in those of a library."""

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from forsa.client.files import ConfigError
from forsa.errors import Violation
from forsa.words.settings import explain_setting

MAX_VALUE: Final = 80
"""Characters of a wrong value that are shown."""
_LINE: Final = re.compile(r"\(at line (\d+), column \d+\)$")
_FIELD: Final = re.compile(r'field "(\w+)"')


@contextmanager
def told_settings(path: Path, names: Collection[str]) -> Iterator[None]:
    """Read settings inside; what pydantic says of them is told as `ConfigError`.

    Args:
        path: The file that they are read from.
        names: Every setting there is, those of a group with a dot: a mistyped one is recognised.

    Raises:
        ConfigError: a setting is unknown or out of range, or the file cannot be read.
    """
    from pydantic import ValidationError  # whoever has settings has it

    try:
        yield
    except ValidationError as error:
        broken = [_violation(one, names) for one in error.errors(include_url=False)]
        raise wrong_settings(path, *broken) from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}", path) from None
    except ValueError as error:
        raise wrong_settings(path, _unreadable(path, error)) from None


def wrong_settings(path: Path, *broken: Violation) -> ConfigError:
    """The error for settings that break rules."""
    lines = "; ".join(f"{one.path}: {one.words['en'].removesuffix('.')}" for one in broken)
    return ConfigError(f"{path}: {lines}", path, broken)


def wrong_value(name: str, rule: str, value: object, **limits: object) -> Violation:
    """A setting whose value breaks a rule of `forsa.words.settings`."""
    said = {limit: _plain(number) for limit, number in limits.items()}
    return Violation(name, rule, explain_setting(rule, {**said, "value": _shown(value)}))


def _violation(one: Mapping[str, Any], names: Collection[str]) -> Violation:
    name = ".".join(str(part) for part in one["loc"])
    rule, limits = one["type"], one.get("ctx", {})
    near = _near(name, names) if rule == "extra_forbidden" else None
    if near:
        return wrong_value(name, "extra_near", one["input"], near=near)
    return wrong_value(name, rule, one["input"], **limits)


def _near(name: str, names: Collection[str]) -> str | None:
    """The setting of the same group whose name is nearest."""
    group = name.rpartition(".")[0]
    beside = {one.rpartition(".")[2]: one for one in names if one.rpartition(".")[0] == group}
    near = get_close_matches(name.rpartition(".")[2], beside, n=1)
    return beside[near[0]] if near else None


def _unreadable(path: Path, error: ValueError) -> Violation:
    """A file or a variable that has no settings in it, because it cannot be read at all."""
    if isinstance(error, UnicodeDecodeError):
        return wrong_value(path.name, "encoding", "")
    if isinstance(error, tomllib.TOMLDecodeError):
        line = _LINE.search(str(error))
        return wrong_value(f"{path.name}:{line[1]}" if line else path.name, "toml", "")
    field = _FIELD.search(str(error))
    return wrong_value(field[1] if field else "?", "variable", "")


def _plain(limit: object) -> object:
    return f"{limit:g}" if isinstance(limit, float) else limit


def _shown(value: object) -> str:
    """A value as it is written in TOML, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= MAX_VALUE else f"{text[:MAX_VALUE]}…"
