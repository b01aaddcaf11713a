"""What is said of the statutes of a network."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    "no network has the setting {name}={value}": (
        "aucun réseau n'a le réglage {name}={value} : voyez docs/protocol.md, « Settings »",
        "لا شبكة فيها الإعداد {name}={value}: انظروا docs/protocol.md، «Settings»",
    ),
}
