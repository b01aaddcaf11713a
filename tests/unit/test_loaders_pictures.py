"""Files and pictures in the folder of a curriculum: where they lie, and who describes them."""

import pytest
from forsa.kinds.findings import Level
from forsa.kinds.loaders import Loaded, load_curriculum

from tests.unit.test_loaders_curriculum import FILES, TODAY, YAML, course_of

SHEETS = """\
attachments:
  - {file_name: fiche.pdf, title: La fiche, role: worksheet}
  - {file_name: plan.png, file: images/plan-2024.png, title: Le plan, role: picture, alt_text: Plan}
"""
SHOWN = "# Coupe\n\nVoir ![un peigne](images/peigne%20fin.png) et ![le plan](plan.png).\n"


def folder(**changes: str) -> Loaded:
    """The folder with two described files, and a picture that only a text names."""
    beside = {
        "docs/fiche.pdf": b"%PDF",
        "images/plan-2024.png": b"plan",
        "images/peigne fin.png": b"peigne",
    }
    named = {name.replace("__", "/"): one for name, one in changes.items()}
    files = {**FILES, "curriculum.yaml": SHEETS + YAML, "1-coupe.md": SHOWN, **beside, **named}
    return load_curriculum(files, TODAY)


def test_files_are_found_wherever_they_lie_in_the_folder() -> None:
    """People keep pictures in a folder of their own; names in the record have no path."""
    loaded = folder()

    assert loaded.files == ("fiche.pdf", "plan.png", "peigne-fin.png")
    assert loaded.sources == {
        "fiche.pdf": "docs/fiche.pdf",
        "plan.png": "images/plan-2024.png",
        "peigne-fin.png": "images/peigne fin.png",
    }


def test_a_picture_that_a_text_shows_is_described_by_the_text() -> None:
    """Its alternative text stands in the link already; nobody writes it twice."""
    course = course_of(folder())
    comb = course.attachments[2]

    assert (comb.role, comb.alt_text[0].text, comb.title[0].text) == (
        "picture",
        "un peigne",
        "un peigne",
    )
    assert course.modules[0].outline[0].text == (
        "Voir ![un peigne](peigne-fin.png) et ![le plan](plan.png)."
    )


def test_what_the_author_says_of_a_picture_is_not_touched() -> None:
    """A link's few words must not take the place of a description."""
    plan = course_of(folder()).attachments[1]

    assert [one.text for one in (*plan.title, *plan.alt_text)] == ["Le plan", "Plan"]


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("![un peigne](absent.png)", "picture.missing"),
        ("![un peigne](../../peigne.png)", "picture.missing"),
        ("![un peigne](https://example.org/peigne.png)", "picture.remote"),
        ("![un peigne](peigne.svg)", "picture.type"),
        ("![](images/peigne%20fin.png)", "picture.no_alt"),
    ],
)
def test_a_link_to_no_picture_is_a_warning_and_stays(link: str, rule: str) -> None:
    """The text is its author's; readers will see no picture, and the author should know."""
    loaded = folder(**{"1-coupe.md": f"# Coupe\n\nVoir {link}.\n"})
    (found,) = [one for one in loaded.findings if one.rule.startswith("picture")]

    assert (found.rule, found.level) == (rule, Level.WARNING)
    assert course_of(loaded).modules[0].outline[0].text == f"Voir {link}."


def test_the_same_file_under_two_names_is_an_error() -> None:
    """A record describes each of its files once; the hub would refuse it."""
    same = {"curriculum.yaml": SHEETS.replace("images/plan-2024", "plan") + YAML}
    files: dict[str, str | bytes] = {**FILES, **same, "fiche.pdf": b"digest", "plan.png": b"digest"}
    rules = {one.rule for one in load_curriculum(files, TODAY).errors}

    assert "attachments.same" in rules
    assert "attachments.same" not in {
        one.rule for one in load_curriculum({**files, "plan.png": b"other"}, TODAY).errors
    }
