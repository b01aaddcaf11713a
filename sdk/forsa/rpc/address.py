"""Where a hub listens."""

from dataclasses import dataclass
from typing import Final

MAIN_PORT: Final = 7443
ENROL_PORT: Final = 7444


@dataclass(frozen=True, slots=True)
class HubAddress:
    """A host name or address with the hub's two ports."""

    host: str
    port: int = MAIN_PORT
    enrol_port: int = ENROL_PORT

    @property
    def target(self) -> str:
        """The main port as gRPC writes it."""
        return f"{bracketed(self.host)}:{self.port}"

    @property
    def enrol_target(self) -> str:
        """The enrolment port as gRPC writes it."""
        return f"{bracketed(self.host)}:{self.enrol_port}"


def bracketed(host: str) -> str:
    """The host, an IPv6 address in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
