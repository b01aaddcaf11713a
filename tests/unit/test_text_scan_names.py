"""Names of persons in texts: which are seen, which stop a text, and which words are none."""

import pytest
from forsa.privacy.text_scan import may_block, scan_text

from tests.support.scanning import found_in


def test_a_name_warns_and_blocks_once_something_is_told_of_the_person() -> None:
    """A name with an age is a person; a name alone may be the director's."""
    assert found_in("Mme Salwa Berrada dirige.") == [("name", "Mme Salwa Berrada", False)]
    assert found_in("Khadija, 16 ans, coud.") == [("given_name", "Khadija", True)]
    assert found_in("Khadija coud. Elle a appris.") == [("given_name", "Khadija", False)]
    assert found_in("L'élève Rida Alami a abandonné.")[0] == ("name", "élève Rida Alami", True)
    assert found_in("التلميذة سعاد العلوي عمرها 16 سنة")[0][::2] == ("name", True)
    assert found_in("التلميذة سعاد العلوي حضرت")[0][::2] == ("name", False)


@pytest.mark.parametrize(
    "text",
    [
        "L'apprenante Rim Alami a 16 ans.",
        "L'élève Rida Alami, 16\u00a0ans, coud.",
        "Hamza Idrissi (16 ans) coud.",
        "ALAOUI Khadija, âgée de 16 ans, coud.",
        "خديجة، 16 سنة، تخيط",
        "خديجة العلوي (عمرها 16 سنة) تخيط",
        "التلميذة سعاد العلوي عمرها ست عشرة سنة",
        "التلميذة سعاد العلوي تدرس منذ بلغت 16 سنة",
        "التلميذ كريم التازي انقطع في الربيع",
        "المستفيدة هبة لحلو غادرت بعد شهر",
        "Mlle Salwa Berrada était enceinte.",
        "L'apprenante Rim Alami a seize ans.",
        "Ms Rim Alami is now 16 years old.",
        "التلميذة سعاد العلوي تدرس وتبلغ من العمر ست عشرة سنة",
        "التلميذة سعاد العلوي تدرس منذ بلغت 16 عاما",
    ],
)
def test_a_name_with_what_is_told_of_it_blocks(text: str) -> None:
    """In a small town that is one person, and her story."""
    assert any(one.what in ("name", "given_name") and one.blocks for one in scan_text(text))
    assert may_block(text)


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("", "كريم", " البالغ من العمر 15 سنة"),
        ("", "كريم", "، 15 سنة"),
        ("", "كريم", "، 17 عاما"),
        ("", "أمل", " عمرها ست عشرة سنة"),
        ("", "سعيد", " ابن 16 سنة"),
        ("", "وجمال", " يبلغ من العمر 17 عاما"),
        ("", "عمر", "، 16 سنة، يتعلم"),
        ("", "سلمى", " ذات 16 ربيعا"),
        ("التلميذة البالغة 16 سنة، ", "سلمى", ""),
        ("تلميذة عمرها 16 سنة اسمها ", "هدى", ""),
        ("", "yassine", ", 16 ans"),
        ("", "yassine alaoui", " (16 ans)"),
        ("", "salma", " a 16 ans"),
        ("", "salma alaoui", " 16 ans"),
        ("", "rahmani", ", 17 ans, coud"),
        ("", "Rahmani", ", 17 ans, coud"),
        ("_", "Salma", "_, 16 ans"),
        ("À 16 ans, **", "Salma", "** a quitté l'école"),
        ("", "Nour", ", 16 ans"),
        ("", "Salma", ", apprentie de 17 ans"),
        ("", "Salma", " est une jeune fille déscolarisée de 16 ans"),
        ("", "Salma", ", élève de troisième année, 16 ans"),
        ("", "Salma", ", seize ans"),
        ("", "Salma", ", 16 ans d'âge"),
        ("", "Salma", " – qui avait à peine 15 ans"),
        ("À 16 ans, ", "Salma", " a quitté l'école"),
        ("Âgée de seize ans, ", "salma", " coud"),
        ("une apprentie de 17 ans, ", "Salma", ", coud"),
        ("un garçon de 17 ans nommé ", "yassine", ""),
        ("", "Salma", ", 16 years old"),
        ("", "Salma", ", aged 16"),
        ("16-year-old ", "Salma", ""),
    ],
)
def test_an_age_beside_a_name_blocks_however_both_are_written(
    before: str, name: str, after: str
) -> None:
    """People write in small letters, and are called Hope: with an age each is one person."""
    text = before + name + after
    blocking = [(one.start, one.end) for one in scan_text(text) if one.blocks]

    assert blocking == [(len(before), len(before + name))]
    assert may_block(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zoulfa, 16 ans, coud.", ["Zoulfa"]),
        ("Zoulfa Ourhzif (16 ans) coud.", ["Zoulfa Ourhzif"]),
        ("**Zoulfa**, âgée de seize ans, coud.", ["Zoulfa"]),
        ("Apprentie, 16 ans. Élève (15 ans). Stagiaire, âgée de 17 ans. Candidate, 18 ans.", []),
        ("Zoulfa, 16 ans, Hartouma, 15 ans.", ["Zoulfa", "Hartouma"]),
        ("Public, 16 ans et plus. Filles, 16 ans. CFA, 16 ans. Marocaine, 17 ans.", []),
        ("Zoulfa, 16 ans d'expérience. Il a couru, 16 ans.", []),
    ],
)
def test_capitals_before_an_age_warn_whatever_the_name(text: str, names: list[str]) -> None:
    """No list has every name. It may be a town, too: so it only warns."""
    assert found_in(text) == [("name", name, False) for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "rim, amine et nada cousent ; said a dit oui",
        "Nour et Rose, le riad, l'islam en 16 ans",
        "Khadija a 16 ans d'expérience",
        "Khadija, 12 ans de métier, forme",
        "Khadija, 16 ans après, revient",
        "Khadija depuis 16 ans",
        "Avec des jeunes de 16 ans, Khadija coud",
        "Khadija accompagne des jeunes de 16 ans",
        "De 12 à 16 ans, Khadija les forme ; de 12 ans à 16 ans, Khadija les forme",
        "association Amal, 16 ans",
        "جمعية أمل، 10 سنوات",
        "كريمة، 20 سنة من الخبرة",
        "من عمر 15 سنة، بعد حياة 20 سنة",
        "أمل في غد أفضل، وفي سن 16 سنة",
    ],
)
def test_years_that_are_nobodys_age_do_not_block(text: str) -> None:
    """Anniversaries, experience and the ages of a public stand in every report."""
    assert [one for one in scan_text(text) if one.blocks] == []


@pytest.mark.parametrize(
    "text",
    [
        "Mme Salwa Berrada dirige. Un élève a abandonné.",
        "Mme Salwa Berrada dirige\nUn élève de 16 ans coud",
        "السيدة سلوى برادة تدير المركز. انقطع تلميذ عمره 16 سنة",
        "Khadija dirige, et 16 ans ont passé.",
    ],
)
def test_what_is_told_of_others_is_not_told_of_a_name(text: str) -> None:
    """The director's name stands in most reports."""
    hits = scan_text(text)

    assert any(one.what in ("name", "given_name") for one in hits)
    assert not any(one.blocks for one in hits)


@pytest.mark.parametrize(
    ("between", "is_told"), [(" la voisine" * 53, True), (" la voisine" * 60, False)]
)
def test_a_sentence_ends_after_six_hundred_characters_for_each_name(
    between: str, is_told: bool
) -> None:
    """Without a full stop a page would tell of everybody; the name before hides nothing of it."""
    first = "Mme Salwa Berrada dirige" + " le centre" * 40
    hits = scan_text(f"{first}, Mme Rim Alami{between} en prison")

    assert [one.blocks for one in hits if one.what == "name"] == [False, is_told]


def test_no_letter_hides_a_phrase() -> None:
    """İ is two characters in small letters: texts that hold one were not read for phrases."""
    text = "İ. Une fille : mariage précoce."

    assert found_in(text)[-1] == ("sensitive", "mariage précoce", False)


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("", "ALAOUI Khadija"),
        ("", "Khadija Ouriaghli"),
        ("", "Fatima-Zahra El Ouriaghli"),
        ("", "M. TAZI"),
        ("", "Mme Benhssain"),
        ("sa ", "mère Fatna Ouchen"),
        ("", "سلمى الورياغلي"),
        ("", "سلمى أيت حدو"),
        ("", "والدتها فاطنة الورياغلي"),
        ("", "السيد بنجدو"),
        ("", "السيدة فاطنة برادة"),
        ("", "الأستاذة زبيبة برادة"),
        ("", "السيد ياسين حدوش"),
        ("", "سلمى برادة"),
        ("", "التلميذة زبيبة أوشن"),
    ],
)
def test_a_family_name_belongs_to_the_name(before: str, name: str) -> None:
    """Masked without it, the person is still there."""
    assert found_in(f"{before}{name}.") == [("name", name, False)]


@pytest.mark.parametrize(
    "words",
    [
        "قد انقطع",
        "الذي غادر",
        "تتابع الورشة",
        "بالمركز يتعلم",
        "مدير المركز",
        "منقطعين غادروا",
        "كانت غادرت",
    ],
)
def test_what_a_pupil_does_is_not_its_name(words: str) -> None:
    """Reports about leaving school would be refused on every page."""
    assert found_in(f"التلميذ {words} ثم غادر في سن 16 سنة.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("عمر العلوي حضر", "عمر العلوي"),
        ("أمل بنجلون حضرت", "أمل بنجلون"),
        ("أسماء الغائبين، عمر 16 سنة، صباح كل يوم، رياض الأطفال", None),
        ("rue Mohammed V, avenue Hassan II, شارع محمد الخامس", None),
        ("un jeune Marocain, l'élève Casablancais, le stagiaire OFPPT", None),
        ("التلميذ الذي انقطع، والمتعلمة تتابع الورشة، والسيد المدير الإقليمي", None),
        ("La famille\nUn jour", None),
        ("Le jeune. Ensuite M Alaoui", "Alaoui"),
    ],
)
def test_words_that_are_names_elsewhere_do_not_warn(text: str, words: str | None) -> None:
    """A warning on every page is read by nobody."""
    found = [one for one in found_in(text) if one[0] != "small_count"]

    assert found == ([] if words is None else [("name", words, False)])


def test_marks_and_digits_at_a_name_do_not_hide_it() -> None:
    """Texts are written with marks of emphasis, and names with a year behind them."""
    assert found_in("_Khadija_, Khadija2") == [("given_name", "Khadija", False)] * 2


def test_a_family_name_in_small_letters_is_called_one() -> None:
    """The author is told what was found, and « alaoui » is no given name."""
    assert found_in("alaoui, 17 ans") == [("name", "alaoui", True)]
