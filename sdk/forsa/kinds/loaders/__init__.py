"""From files people write to body messages: Markdown, folders, YAML, JSON.

No loader touches a disk or a clock, and none raises for what somebody wrote: everything that is
wrong comes back as a finding, with file and line where there is one.
"""

from forsa.kinds.loaders.agreement import LoadedAgreement, load_agreement
from forsa.kinds.loaders.by_kind import load_markdown
from forsa.kinds.loaders.course import load_course
from forsa.kinds.loaders.curriculum import CURRICULUM_FILE, load_curriculum
from forsa.kinds.loaders.data import load_json, load_yaml
from forsa.kinds.loaders.loaded import Loaded, with_files, with_records
from forsa.kinds.loaders.practice import load_practice

__all__ = [
    "CURRICULUM_FILE",
    "Loaded",
    "LoadedAgreement",
    "load_agreement",
    "load_course",
    "load_curriculum",
    "load_json",
    "load_markdown",
    "load_practice",
    "load_yaml",
    "with_files",
    "with_records",
]
