"""What is said of the statutes of a network."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    "no network has the setting {name}={value}": (
        "aucun réseau n'a le réglage {name}={value} : voyez forsa-node proposal rules DOSSIER",
        "لا شبكة فيها الإعداد {name}={value}: انظروا forsa-node proposal rules DIR",
    ),
}
