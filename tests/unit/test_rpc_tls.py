"""TLS 1.3 only, in a library without a switch for it."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("argument", "versions"),
    [("required", ["TLSv1_3"]), ("", ["TLSv1_2", "TLSv1_3"])],
)
def test_a_command_speaks_tls_1_3_only(argument: str, versions: list[str]) -> None:
    """Without it version 1.2 is spoken too, which shows that the setting is what does it."""
    bare = {name: value for name, value in os.environ.items() if name != "GRPC_SSL_CIPHER_SUITES"}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.support.tls_versions", *argument.split()],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=bare,  # commands that a test runs in this process have set it
    )

    assert ran.stdout.split() == versions
