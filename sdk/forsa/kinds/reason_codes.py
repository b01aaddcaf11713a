"""The reason codes that programs offer where an act says why. The protocol takes any code; these
have a name in every language (`forsa.words.governance`).
"""

from typing import Final

HIDING: Final = (
    "identifies_person",
    "consent_withdrawn",
    "unsafe",
    "copyright",
    "unlawful",
    "other",
)
"""Why a text is held back or erased."""
SHOWING: Final = ("settled", "unfounded", "other")
"""Why it is shown again."""
FLAGGING: Final = (
    "identifies_person",
    "unsafe",
    "copyright",
    "wrong_language",
    "duplicate",
    "other",
)
"""What a member points out about a record of another."""
