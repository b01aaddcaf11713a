"""What integration tests share: the network that users get for theirs."""

from forsa.testing.fixtures import forsa_network

__all__ = ["forsa_network"]
