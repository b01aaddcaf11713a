"""A release after one that was sent and never logged: whoever saw both must learn nothing more.

A hub that refuses a release has read it. It trusts nobody and nobody has to trust it: prepared
again after a correction, the two tries would show it the one learner who was corrected. So what
was sent counts as published, and a new try is its second vintage.

Needs the extra `outcomes`; import it late.

Source: docs/privacy.md, "History".
"""

from collections.abc import Sequence
from dataclasses import replace

from forsa.errors import DisclosureError, Reason
from forsa.outcomes.audit import audit
from forsa.outcomes.tables import Release, Vintage
from forsa.outcomes.verdicts import Verdict


def require_silent_retry(
    release: Release, earlier: Sequence[Release], tries: Sequence[Release]
) -> None:
    """Refuse a release that tells something beside one that was sent and not logged.

    Args:
        release: To be published.
        earlier: The accepted releases of the same frame, in log order.
        tries: What was sent of this frame and refused, or given up.

    Raises:
        DisclosureError: `KIND_OUTCOME_RELEASE_HELD`: the two together tell too much. The figures
            that were sent may be sent again; once they are logged, the final vintage corrects them.
    """
    for one in tries:
        if _says(one) != _says(release) and not _is_safe_after(release, earlier, one):
            raise DisclosureError(
                "a release with other figures was sent; beside it this one would reveal learners",
                Reason.KIND_OUTCOME_RELEASE_HELD,
                school_year=release.school_year,
                point=release.observation_point,
            )


def _says(release: Release) -> tuple[object, ...]:
    return release.observation_point, release.product, release.tables


def _is_safe_after(release: Release, earlier: Sequence[Release], sent: Release) -> bool:
    point = release.observation_point
    if sent.observation_point != point:
        return audit((*earlier, sent, release)).verdict is Verdict.ACCEPT
    before = [one for one in earlier if one.observation_point != point]
    first = replace(sent, vintage=Vintage.PROVISIONAL)
    second = replace(release, vintage=Vintage.FINAL)
    return audit((*before, first, second)).verdict is Verdict.ACCEPT
