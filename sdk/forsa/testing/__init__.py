"""A whole network in one process, for tests: a hub, nodes, a clock that is moved, bad links.

    async with local_network() as network:
        amal = await network.add_node("amal")
        async with forsa.connect_async(amal.identity.folder) as connection:
            ...

With pytest, `pytest_plugins = ["forsa.testing.fixtures"]` gives the fixture `forsa_network`.
Needs the extras `hub` and `node`.
"""

from forsa.testing.clock import FakeClock
from forsa.testing.links import BadLink
from forsa.testing.network import LocalNetwork, local_network

__all__ = ["BadLink", "FakeClock", "LocalNetwork", "local_network"]
