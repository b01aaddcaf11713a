"""setting.change: new values for the network's settings."""

from dataclasses import replace

from forsa.governance.case import Case
from forsa.governance.settings import is_setting
from forsa.governance.state import Rights
from forsa.governance.verdict import Refused, precondition
from forsa.v1 import effects_pb2 as v1


def change(case: Case, effect: v1.SettingChange) -> Rights | Refused:
    """Set every value, or none if one of them may not be."""
    rights = case.rights
    for setting in effect.settings:
        if not is_setting(setting.name, setting.value, rights.members):
            return precondition(f"the setting {setting.name!r} cannot be {setting.value!r}")
    return replace(
        rights,
        settings=rights.settings.update({s.name: s.value for s in effect.settings}),
        settings_changed=rights.settings_changed.update(
            {s.name: case.index for s in effect.settings}
        ),
    )
