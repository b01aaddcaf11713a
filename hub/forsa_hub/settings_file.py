"""The settings file of a new hub: its ports, each with its meaning, in the founder's language.

The ports that nodes are told stand where the hub reads them, so that `invite` and `serve` say the
same; whoever finds one taken changes it there.
"""

from collections.abc import Mapping

from forsa.words.reasons import Language

from forsa_hub.words import say


def format_settings(ports: Mapping[str, int], language: Language) -> bytes:
    """TOML with a line a port, by the names that `Config` has for them; comments in `language`."""
    lines = [f"# {say('settings', language)}"]
    for name, port in ports.items():
        lines += ["", f"# {say(f'settings_{name}', language)}", f"{name} = {port}"]
    return ("\n".join(lines) + "\n").encode()
