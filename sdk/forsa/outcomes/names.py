"""What the records are called that outcomes are made of."""

from typing import Final

FRAME: Final = "outcome.frame"
RELEASE: Final = "outcome.release"
PROFILE: Final = "member.profile"
"""Names the centres that a first release is held against."""
KINDS: Final = (PROFILE, FRAME, RELEASE)
"""What has to be read to judge releases."""
