"""The files of a rotation of the node's own keys, in `keys/rotation/`.

`new/` holds what was drawn and waits until the network knows it; `old/` what was in use before and
is to be revoked; `plan.json` what it is for. Each function leaves files from which the next call
can go on, wherever the program is stopped.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forsa.client.files import (
    PRIVATE,
    FolderError,
    FolderProblem,
    make_private_folder,
    sync_folder,
    write_durably,
)
from forsa.client.identity import Identity
from forsa.client.node_keys import draw_signing_key, format_signing_key, read_signing_key
from forsa.keys import KeyId, SigningKey
from forsa.root import PURPOSES

ROTATED: Final = "rotated"
"""The reason code of keys that were replaced in time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a rotation is for; kept beside its keys."""

    purposes: tuple[str, ...]
    reason: str = ROTATED
    compromised_from: int = 0
    """0: nothing is marked."""


class Place:
    """The files of a rotation."""

    def __init__(self, identity: Identity) -> None:
        self.keys = identity.folder / "keys"
        self.folder = self.keys / "rotation"

    def new(self, purpose: str) -> Path:
        """Of a key that waits."""
        return self.folder / "new" / f"{purpose}.pem"

    def old(self, purpose: str) -> Path:
        """Of a key that is to be revoked."""
        return self.folder / "old" / f"{purpose}.pem"

    def used(self, purpose: str) -> Path:
        """Of the key that signs."""
        return self.keys / f"{purpose}.pem"

    def there(self, which: str) -> dict[str, SigningKey]:
        """By purpose, those of `new` or `old` that lie there."""
        paths = {one: self.folder / which / f"{one}.pem" for one in PURPOSES}
        return {one: read_signing_key(path) for one, path in paths.items() if path.exists()}

    def plan(self) -> Plan | None:
        """What goes on; None: nothing.

        Raises:
            FolderError: `DAMAGED`.
        """
        path = self.folder / "plan.json"
        try:
            values = json.loads(path.read_bytes())
            return Plan(tuple(values["purposes"]), values["reason"], values["compromised_from"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            message = f"{path} holds no rotation of keys as this program writes them"
            raise FolderError(message, FolderProblem.DAMAGED, path) from None


def keys_of_rotation(identity: Identity) -> set[KeyId]:
    """Keys of this node that wait to be used, or to be revoked."""
    place = Place(identity)
    return {key.key_id for which in ("new", "old") for key in place.there(which).values()}


def draw(place: Place, plan: Plan) -> None:
    """All new keys at once: the folder appears with its last file, by one rename."""
    for purpose in plan.purposes:
        read_signing_key(place.used(purpose))  # or KEY_ABSENT
    begun = place.folder.with_name("rotation.begun")
    shutil.rmtree(begun, ignore_errors=True)
    for one in (begun, begun / "new", begun / "old"):
        make_private_folder(one)
    for purpose in plan.purposes:
        key = format_signing_key(draw_signing_key())
        write_durably(begun / "new" / f"{purpose}.pem", key, PRIVATE)
    values = {
        "purposes": list(plan.purposes),
        "reason": plan.reason,
        "compromised_from": plan.compromised_from,
    }
    write_durably(begun / "plan.json", json.dumps(values).encode(), PRIVATE)
    shutil.rmtree(place.folder, ignore_errors=True)  # what is left of one that has ended
    begun.rename(place.folder)
    sync_folder(place.keys)


def change_over(place: Place, new: Mapping[str, SigningKey]) -> None:
    """Put each new key in the place of the old one, which is kept until it is revoked."""
    for purpose, key in new.items():
        used = place.used(purpose)
        if used.exists() and read_signing_key(used).public != key.public:
            write_durably(place.old(purpose), used.read_bytes(), PRIVATE)
            sync_folder(place.old(purpose).parent)
        write_durably(used, format_signing_key(key), PRIVATE)
        place.new(purpose).unlink()
    sync_folder(place.folder / "new")
