"""What the records are called that outcomes are made of."""

from typing import Final

FRAME: Final = "outcome.frame"
RELEASE: Final = "outcome.release"
