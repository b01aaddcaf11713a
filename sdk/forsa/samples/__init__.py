"""Practice reports and curricula to start from, in French and Arabic, that keep every rule.

They are files as people write them; `forsa.kinds.loaders` reads them. A name says what it is:
`practice-*.md` is a report, a folder `curriculum-*` is a curriculum, one of them with the files it
attaches; `adoption-*.yaml` tells how that one went elsewhere. `register-*.csv` is a register of
learners as an office keeps it, every one of them made up (by `forsa.testing.learners`), and
`profile-*.yaml` the profile of the association with its centres. `agreement-*.md` is an agreement,
French and Arabic side by side: the charter of a network.
"""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable


def sample_paths() -> tuple[Traversable, ...]:
    """Every sample, sorted by name: a Markdown file or a curriculum's folder."""
    found = [one for one in files(__package__).iterdir() if _is_sample(one)]
    return tuple(sorted(found, key=lambda one: one.name))


def sample_files(sample: Traversable) -> Mapping[str, bytes]:
    """The files of a sample: name to bytes; a report has one."""
    members = sample.iterdir() if sample.is_dir() else (sample,)
    return {one.name: one.read_bytes() for one in members}


def _is_sample(path: Traversable) -> bool:
    return path.name.startswith(("practice-", "curriculum-"))
