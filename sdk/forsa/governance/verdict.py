"""Why a record is refused or void: the rule, the reason code, and what happened with the values."""

from dataclasses import dataclass, field

from forsa.errors import ForsaError, Reason, error_for


@dataclass(frozen=True, slots=True)
class Refused:
    """A record broke `rule`: the first in the order V1 to V14 that it broke."""

    rule: str
    """V1 to V14."""
    reason: Reason
    message: str
    metadata: dict[str, str] = field(default_factory=dict)

    def error(self) -> ForsaError:
        """Return the error that a service raises for it."""
        return error_for(self.reason, self.message, **self.metadata)


def not_allowed(message: str) -> Refused:
    """V14: the author lacks role or authority."""
    return Refused("V14", Reason.KIND_NOT_ALLOWED, message)


def precondition(message: str, **metadata: str | int) -> Refused:
    """V14: the kind's precondition does not hold; what explains it, by name."""
    values = {name: str(value) for name, value in metadata.items()}
    return Refused("V14", Reason.KIND_PRECONDITION, message, values)
