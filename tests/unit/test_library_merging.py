"""Two versions of one text, written at the same time: nothing is lost silently."""

from typing import Any

from forsa.library.merging import merge_three
from forsa.v1.common_pb2 import LocalText
from forsa.v1.practice_pb2 import PracticeReport
from hypothesis import given
from hypothesis import strategies as st

from tests.support.library_log import local
from tests.support.reports import small_report


def changed(**fields: Any) -> PracticeReport:
    """The report with other fields; texts in French."""
    report = small_report(1)
    for name, value in fields.items():
        if isinstance(value, str) and name in {"province", "maturity", "period_end"}:
            setattr(report, name, value)
        else:
            report.ClearField(name)  # type: ignore[arg-type]
            getattr(report, name).extend(local(value) if isinstance(value, str) else value)
    return report


def test_what_only_one_side_changed_is_in_the_whole() -> None:
    """Both authors worked; neither has to type again."""
    mine = changed(title="Le carnet de présence", province="Khénifra")
    theirs = changed(summary="Ce que deux centres ont essayé pendant une année scolaire.")
    merge = merge_three(small_report(1), mine, theirs)

    assert merge.conflicts == []
    assert merge.message.title[0].text == "Le carnet de présence"
    assert merge.message.province == "Khénifra"
    assert merge.message.summary == theirs.summary


def test_where_both_changed_the_published_text_stands_and_the_place_is_named() -> None:
    """The author decides, with both texts before its eyes."""
    mine, theirs = changed(title="Le mien"), changed(title="Le publié")
    merge = merge_three(small_report(1), mine, theirs)
    (one,) = merge.conflicts

    assert (one.path, one.mine, one.theirs) == ("title.fr", "Le mien", "Le publié")
    assert merge.message.title[0].text == "Le publié"
    chosen = merge_three(small_report(1), mine, theirs, frozenset({"title.fr"}))
    assert chosen.conflicts == []
    assert chosen.message.title[0].text == "Le mien"


def test_each_language_is_a_text_of_its_own() -> None:
    """One corrected the French, the other added the Arabic."""
    arabic = LocalText(lang="ar", text="تقرير")
    mine = changed(title=[LocalText(lang="fr", text="Rapport corrigé")])
    theirs = changed(title=[arabic, *small_report(1).title])
    merge = merge_three(small_report(1), mine, theirs)

    assert merge.conflicts == []
    assert {one.lang: one.text for one in merge.message.title} == {
        "ar": "تقرير",
        "fr": "Rapport corrigé",
    }


def test_a_text_that_one_side_took_out_stays_out() -> None:
    """Personal data that were removed must not come back by a merge."""
    both = small_report(1)
    both.title.add(lang="ar", text="تقرير خديجة")
    mine = small_report(1)
    theirs = small_report(1)
    theirs.title.add(lang="ar", text="تقرير خديجة")
    theirs.province = "Azilal"
    merge = merge_three(both, mine, theirs)

    assert [one.lang for one in merge.message.title] == ["fr"]
    assert merge.message.province == "Azilal"


def test_lists_are_joined_item_by_item() -> None:
    """One corrected a step and its lesson, the other added one: neither has to type again."""
    mine, theirs = small_report(1), small_report(1)
    mine.steps[0].title[0].text = "Relever les absences"
    mine.lessons.add().text.add(lang="fr", text="Commencer tôt dans l'année.")
    theirs.steps[0].text[0].text = "Noter les absents sur le carnet."
    theirs.steps.add().title.add(lang="fr", text="Appeler les familles")
    theirs.lessons.add().text.add(lang="fr", text="Prévoir un remplaçant.")
    merge = merge_three(small_report(1), mine, theirs)
    lessons = [one.text[0].text for one in merge.message.lessons]

    assert merge.conflicts == []
    assert merge.message.steps[0].title[0].text == "Relever les absences"
    assert merge.message.steps[0].text[0].text == "Noter les absents sur le carnet."
    assert merge.message.steps[1].title[0].text == "Appeler les familles"
    assert lessons[-2:] == ["Prévoir un remplaçant.", "Commencer tôt dans l'année."]
    assert len(lessons) == len(small_report(1).lessons) + 2


def test_an_item_that_one_changed_and_the_other_took_out_is_a_place_to_decide() -> None:
    """A corrected lesson must not vanish because the other found it wrong, nor come back."""
    mine, theirs = small_report(1), small_report(1)
    del mine.lessons[:]
    theirs.lessons[0].text[0].text = "Le carnet se garde au bureau."
    merge = merge_three(small_report(1), mine, theirs)
    decided = merge_three(small_report(1), mine, theirs, frozenset({"lessons[0]"}))

    assert [(one.path, one.mine) for one in merge.conflicts] == [("lessons[0]", None)]
    assert list(merge.message.lessons) == list(theirs.lessons)
    assert decided.conflicts == []
    assert [one.path for one in decided.decided] == ["lessons[0]"]
    assert list(decided.message.lessons) == []


def test_what_both_added_is_there_once() -> None:
    """A list of codes with the same one twice is refused."""
    mine = changed(themes=["dropout_prevention"])
    theirs = changed(themes=["orientation", "dropout_prevention"])
    merge = merge_three(changed(themes=[]), mine, theirs)

    assert list(merge.message.themes) == ["orientation", "dropout_prevention"]


def test_a_field_decides_for_all_the_texts_in_it() -> None:
    """Who wants its own title wants it in every language; a name must not be passed over."""
    both = [LocalText(lang=lang, text="Le mien") for lang in ("ar", "fr")]
    theirs = [LocalText(lang=lang, text="Le publié") for lang in ("ar", "fr")]
    base, own, new = small_report(1), changed(title=both), changed(title=theirs)
    merge = merge_three(base, own, new, frozenset({"title"}))
    other = merge_three(base, own, new, frozenset({"titl", "title.f"}))

    assert [one.path for one in merge.decided] == ["title.ar", "title.fr"]
    assert list(merge.message.title) == both
    assert [one.path for one in other.conflicts] == ["title.ar", "title.fr"]


def test_an_attached_file_goes_with_its_own_size_and_type() -> None:
    """The root of one file with the size of the other would be a file that nobody has."""
    sides = [small_report(1) for _ in range(3)]
    for number, one in enumerate(sides):
        del one.attachments[:]
        one.attachments.add(file_name="plan.pdf", root=bytes([number]) * 32, size=100 + number)
    base, own, new = sides
    merge = merge_three(base, own, new)
    mine = merge_three(base, own, new, frozenset({"attachments[0].root"}))

    assert [one.path for one in merge.conflicts] == ["attachments[0].root"]
    assert merge.message.attachments[0].size == 102
    assert mine.message.attachments[0].size == 101


def _reports() -> st.SearchStrategy[PracticeReport]:
    texts = st.sampled_from(["un", "deux", "trois"])
    langs = st.sampled_from(["fr", "ar"])
    titles = st.dictionaries(langs, texts, max_size=2)

    def make(title: dict[str, str], province: str, lessons: list[str], days: int | None) -> Any:
        report = PracticeReport(province=province)
        for lang in sorted(title):
            report.title.add(lang=lang, text=title[lang])
        for text in lessons:
            report.lessons.add().text.add(lang="fr", text=text)
        if days is not None:
            report.steps.add(duration_days=days)
        return report

    days = st.none() | st.integers(0, 2)
    return st.builds(
        make, titles, st.sampled_from(["", "a", "b"]), st.lists(texts, max_size=2), days
    )


@given(_reports(), _reports())
def test_a_side_that_changed_nothing_loses_nothing(
    base: PracticeReport, other: PracticeReport
) -> None:
    """The law of joining: with one side unchanged the other is the whole, without a question."""
    mine = merge_three(base, other, base)
    theirs = merge_three(base, base, other)
    same = merge_three(base, other, other)

    assert mine.message == theirs.message == same.message == other
    assert [*mine.conflicts, *theirs.conflicts, *same.conflicts] == []


@given(_reports(), _reports(), _reports())
def test_every_conflict_can_be_decided_for_the_own_text(
    base: PracticeReport, mine: PracticeReport, theirs: PracticeReport
) -> None:
    """Whoever names every path is asked nothing more, and what both sides agree on is kept."""
    merge = merge_three(base, mine, theirs)
    decided = merge_three(base, mine, theirs, frozenset(one.path for one in merge.conflicts))

    assert decided.conflicts == []
    assert {one.path for one in merge.conflicts} <= {
        "title.fr",
        "title.ar",
        "province",
        *(f"lessons[{index}]" for index in range(2)),
        *(f"lessons[{index}].text.fr" for index in range(2)),
        "steps[0]",
        "steps[0].duration_days",
    }
