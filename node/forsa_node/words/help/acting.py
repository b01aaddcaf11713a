"""Help: what every command says that signs in the association's name."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import Language

BY: Final[Mapping[Language, str]] = {
    "fr": "Qui signe : une personne qui a une clé ici (key add). Par défaut : le nœud.",
    "ar": "من يوقع: شخص له مفتاح هنا (key add). افتراضيا: العقدة.",
}
