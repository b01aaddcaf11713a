"""Laws of agreements: what the marks of a difference mean, and when two languages are alike."""

from datetime import date
from itertools import pairwise

from forsa.governance.views.clauses import Change, Mark, differences, marked_words
from forsa.kinds.loaders import load_agreement
from forsa.kinds.numbers import numbers_in
from forsa.kinds.parity import parity_findings
from forsa.v1.governance_pb2 import Agreement
from hypothesis import example, given
from hypothesis import strategies as st

TODAY = date(2026, 11, 26)
WORDS = st.sampled_from(["réseau", "شبكة", "30", "jours", " ", "\n\n", ".", "؛", "a"])
TEXTS = st.lists(WORDS, max_size=40).map("".join)
PROSE = st.lists(st.sampled_from(["jours", "membres", "vote"]), min_size=1, max_size=8).map(
    " ".join
)
MONTHS = (
    ("janvier", "يناير"),
    ("août", "غشت"),
    ("décembre", "دجنبر"),
)
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def agreement(clauses: dict[str, dict[str, str]]) -> Agreement:
    """An agreement with these clauses: number to text by language."""
    made = Agreement()
    made.title.add(lang="ar", text="ميثاق الشبكة")
    made.title.add(lang="fr", text="Charte du réseau")
    for number, texts in clauses.items():
        clause = made.clauses.add(number=number)
        for lang, text in sorted(texts.items()):
            clause.text.add(lang=lang, text=text)
    return made


def rules(made: Agreement) -> set[str]:
    """What parity finds."""
    return {one.rule for one in parity_findings(made, TODAY)}


@given(TEXTS, TEXTS)
@example("un mot " * 700, "un deux " * 700)
@example("a" * 3000, "b" * 3000)
def test_marked_words_are_both_texts(before: str, after: str) -> None:
    """Who reads the marks reads both versions, whatever was compared with what."""
    pieces = list(marked_words(before, after))

    assert "".join(one.text for one in pieces if one.mark is not Mark.ADDED) == before
    assert "".join(one.text for one in pieces if one.mark is not Mark.REMOVED) == after
    assert all(one.text for one in pieces)
    assert all(one.mark is not other.mark for one, other in pairwise(pieces))


NUMBERS = st.sampled_from(["1", "2", "2.1", "3", "4 bis"])
CLAUSES = st.dictionaries(NUMBERS, st.fixed_dictionaries({"ar": TEXTS, "fr": TEXTS}), max_size=5)


@given(CLAUSES, CLAUSES)
def test_differences_account_for_every_clause(
    before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]
) -> None:
    """A clause that nobody mentions is the same in both versions, word for word."""
    found = differences(agreement(before), agreement(after))
    olds = [one.number_before for one in found if one.number_before]
    news = [one.number_after for one in found if one.number_after]

    assert len(olds) == len(set(olds))
    assert len(news) == len(set(news))
    silent = set(after) - set(news)
    assert silent == set(before) - set(olds)
    assert all(before[one] == after[one] for one in silent)


@given(CLAUSES)
def test_a_text_does_not_differ_from_itself(clauses: dict[str, dict[str, str]]) -> None:
    """Nobody is asked to read again what did not change."""
    assert differences(agreement(clauses), agreement(clauses)) == ()


def test_a_clause_that_moved_is_renumbered_not_rewritten() -> None:
    """One new clause at the top must not mark every other clause as changed."""
    texts = [
        {"fr": f"Chaque association {word} ses rapports.", "ar": f"كل جمعية {word}"}
        for word in ("publie", "rend", "garde", "relit")
    ]
    before = agreement({str(at): one for at, one in enumerate(texts, 1)})
    moved = {"1": {"fr": "Objet de la charte.", "ar": "الموضوع."}}
    moved |= {str(at): one for at, one in enumerate(texts, 2)}
    moved["5"] = {
        "fr": "Chaque association relit ses rapports chaque année.",
        "ar": "كل جمعية relit",
    }
    found = differences(before, agreement(moved))

    told = [(one.change, one.number_before, one.number_after) for one in found]
    assert told == [
        (Change.ADDED, "", "1"),
        (Change.RENUMBERED, "1", "2"),
        (Change.RENUMBERED, "2", "3"),
        (Change.RENUMBERED, "3", "4"),
        (Change.CHANGED, "4", "5"),
    ]
    assert [one.text for one in found[-1].texts["fr"] if one.mark is Mark.ADDED] == [
        " chaque année"
    ]


def test_equal_clauses_are_told_apart_by_number_and_moved_ones_by_their_words() -> None:
    """Of two equal clauses one is dropped, not both; words in another order are other words."""
    same = {"fr": "Sans objet.", "ar": "بدون موضوع."}
    one, other = {"fr": "Avant la fin"}, {"fr": "la fin Avant"}
    dropped = differences(agreement({"1": same, "2": same}), agreement({"2": same}))
    moved = differences(agreement({"1": one, "2": other}), agreement({"3": other, "4": one}))

    assert [(found.change, found.number_before) for found in dropped] == [(Change.REMOVED, "1")]
    assert [(found.change, found.number_before, found.number_after) for found in moved] == [
        (Change.RENUMBERED, "2", "3"),
        (Change.RENUMBERED, "1", "4"),
    ]


@given(st.integers(1, 28), st.sampled_from(MONTHS), st.integers(2000, 2099), st.integers(0, 10**7))
def test_a_number_is_the_same_in_both_languages(
    day: int, month: tuple[str, str], year: int, amount: int
) -> None:
    """Arabic-Indic digits, the name of a month: one false alarm, and people ignore them all."""
    french = f"Le {day} {month[0]} {year}, {amount:,} MAD".replace(",", " ").replace("  ", ", ", 1)
    arabic = f"في {day} {month[1]} {year}، {amount:,} درهم".translate(ARABIC_DIGITS)
    clauses = {"1": {"fr": french, "ar": arabic.replace(",", "٬")}}

    assert rules(agreement(clauses)) == set()


@given(PROSE, st.integers(0, 999), st.integers(0, 999))
def test_another_number_in_one_language_is_told(words: str, one: int, other: int) -> None:
    """Thirty days for some and forty for others is the dispute of next year."""
    clauses = {"1": {"fr": f"{words} {one} {words}", "ar": f"أجل {other} يوما"}}

    assert ("clause.figures" in rules(agreement(clauses))) == (one != other)


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.data())
def test_every_clause_stands_in_every_language_once(
    numbers: list[str], data: st.DataObject
) -> None:
    """A clause that one language lacks binds half of the network to nothing."""
    made = agreement({})
    whole = True
    for number in numbers:
        clause = made.clauses.add(number=number)
        languages = data.draw(st.sets(st.sampled_from(["ar", "fr"]), min_size=1))
        whole = whole and languages == {"ar", "fr"}
        for lang in sorted(languages):
            clause.text.add(lang=lang, text="…")
    found = rules(made)

    assert ("clause.missing" in found) == (not whole)
    assert ("clause.twice" in found) == (len(numbers) != len(set(numbers)))


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                "---\n",
                "kind: agreement.publish\n",
                "## 1\n",
                "## ٢.١ Objet / الموضوع\n",
                "[fr]\n",
                "[ar]\n",
                "Un texte.\n",
                "نص.\n",
                "\n",
                "title: {fr: Charte, ar: ميثاق}\n",
                "needed: 0\n",
                "parties: {\n",
                "type: charter\n",
                "# x\n",
                "```\n",
                "<!--",
                "12\n",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_no_file_is_too_odd_to_be_read(text: str) -> None:
    """Whatever a word processor leaves in a file comes back as findings."""
    loaded = load_agreement(text, TODAY, "charte.md").loaded

    assert loaded.message is None or isinstance(loaded.message, Agreement)
    assert all(one.text("fr") for one in loaded.findings)


def test_numbers_are_read_as_people_write_them() -> None:
    """The first of a month, grouped thousands, clauses that are cited."""
    assert set(numbers_in("le 1er mai 2027")) == set(numbers_in("فاتح ماي 2027")) == {"2027-05-01"}
    assert set(numbers_in("31/08/2024")) == set(numbers_in("2024-08-31")) == {"2024-08-31"}
    assert numbers_in("12 000") == numbers_in("12.000") == numbers_in("12000")
    assert set(numbers_in("article 3.2.1")) == {"3.2.1"}
    assert numbers_in("12 000") != numbers_in("12")
