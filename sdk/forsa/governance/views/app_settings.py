"""Settings that the fold ignores and views go by: numbers of days that the statutes may change."""

from typing import Final

from forsa.encoding import parse_decimal
from forsa.errors import MalformedError
from forsa.governance.state import State

MOST_DAYS: Final = 3650


def days_setting(state: State, name: str, default: int) -> int:
    """A number of days, 0 to 3650; what is no such number counts as not said.

    Args:
        state: The newest.
        name: `app.` and the rest.
        default: What holds if the statutes do not say.
    """
    try:
        return parse_decimal(state.rights.settings.get(name, str(default)), MOST_DAYS)
    except MalformedError:
        return default
