"""What is said of sanctions and appeals."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    "{which} is no notice of a sanction": (
        "{which} n'est pas une notification de sanction ; voyez forsa-node sanction list",
        "{which} ليس إشعارا بعقوبة؛ انظروا forsa-node sanction list",
    ),
    "a text is missing: give a file, or --text": (
        "il manque un texte : donnez un fichier (--file) ou --text",
        "ينقص نص: أعطوا ملفا (--file) أو --text",
    ),
}
