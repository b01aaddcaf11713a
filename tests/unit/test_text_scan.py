"""The scan for personal data: what it finds, what it leaves alone, and what is shown of it."""

from datetime import date
from importlib.resources.abc import Traversable

import pytest
from forsa.kinds.findings import Level
from forsa.kinds.loaders import load_curriculum, load_practice
from forsa.kinds.scan_texts import SCAN_TEXTS
from forsa.privacy.body_scan import blocking_in, mask_body, scan_body, unmet
from forsa.privacy.text_scan import MASK, SHIPPED, mask, may_block, scan_text
from forsa.samples import sample_files, sample_paths
from forsa.words.reasons import LANGUAGES

from tests.support.reports import small_report

TODAY = date(2026, 11, 24)


def found_in(text: str) -> list[tuple[str, str, bool]]:
    """What, where and whether it blocks."""
    return [(one.what, text[one.start : one.end], one.blocks) for one in scan_text(text)]


@pytest.mark.parametrize(
    ("text", "what", "words"),
    [
        ("code J123456789 du jeune", "massar", "J123456789"),
        ("carte AB 123456.", "cin", "AB 123456"),
        ("carte ab 123456.", "cin", "ab 123456"),
        ("carte AB 12345.", "cin", "AB 12345"),
        ("appeler le 06 12 34 56 78.", "phone", "06 12 34 56 78"),
        ("au +212 (0)6-12-34-56-78,", "phone", "+212 (0)6-12-34-56-78"),
        ("au 06 12 34 56 78 / 79 le soir", "phone", "06 12 34 56 78 / 79"),
        ("au 06 12 34 56 78 / 79 / 80 le soir", "phone", "06 12 34 56 78 / 79 / 80"),
        ("au 06 12 34 56 78 ou 79.", "phone", "06 12 34 56 78 ou 79"),
        ("au 06 12 34 56 78 / 12 345 dirhams", "phone", "06 12 34 56 78"),
        ("au 06,12,34,56,78.", "phone", "06,12,34,56,78"),
        ("الهاتف ٠٦١٢٣٤٥٦٧٨", "phone", "٠٦١٢٣٤٥٦٧٨"),
        ("الهاتف 06\u200b12ـ345678", "phone", "06\u200b12ـ345678"),
        ("à salma.b@exemple.example, merci", "email", "salma.b@exemple.example"),
        ("RIB 007 780 0001234567890123 45", "rib", "007 780 0001234567890123 45"),
        ("au point 33.57311, -7.58984 du plan", "gps", "33.57311, -7.58984"),
        ("née le 3 mars 2008 ici", "birth_date", "née le 3 mars 2008"),
        ("D.D.N. : 12/03/2008", "birth_date", "D.D.N. : 12/03/2008"),
        ("d. d. n. 12/03/2008", "birth_date", "d. d. n. 12/03/2008"),
        ("مزدادة بتاريخ 12/03/2008", "birth_date", "مزدادة بتاريخ 12/03/2008"),
        ("Hay Salam, n° 14 bis", "address", "Hay Salam, n° 14"),
        ("يسكن حي السلام رقم 14", "address", "حي السلام رقم 14"),
    ],
)
def test_an_identifier_blocks_and_its_place_is_told(text: str, what: str, words: str) -> None:
    """What is not found is published for good."""
    assert found_in(text) == [(what, words, True)]
    assert may_block(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tél : 0612345678²", "0612345678"),
        ("au 06 12 34 56 78¹.", "06 12 34 56 78"),
        ("au 06 12 34 56 78\u200b¹²", "06 12 34 56 78"),
        ("au 0612345678½", "0612345678"),
        ("au 0612345678²et", "0612345678"),
        ("au ٠٦١٢٣٤٥٦٧٨₁", "٠٦١٢٣٤٥٦٧٨"),
        ("RIB 007780000123456789012345¹", "007780000123456789012345"),
        ("carte AB123456²", "AB123456"),
        ("carte AB¹²³⁴⁵⁶", "AB¹²³⁴⁵⁶"),
        ("carte AB12³456", "AB12³456"),
        ("code J123456789¹", "J123456789"),
        ("Khadija, 16 ans¹, coud", "Khadija"),
        ("Khadija¹, 16 ans, coud", "Khadija"),
        ("سلمى² عمرها 16 سنة", "سلمى"),
    ],
)
def test_a_footnote_mark_hides_nothing(text: str, words: str) -> None:
    """Its digit was taken for one more of the number. Numbers in raised digits are read, too."""
    assert words in [one[1] for one in found_in(text) if one[2]]
    assert may_block(text)


@pytest.mark.parametrize("text", ["120 m², 3½ ans, 10³ lux, CO₂", "H₂O", "rue Ibn Sina²"])
def test_a_raised_digit_is_no_door_and_no_number(text: str) -> None:
    """Areas and notes stand in every report."""
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "La loi 51.17, la loi 09-08 et le décret 2-00-368.",
        "La norme ISO 9001:2015, puis ISO/IEC 27001.",
        "En 2024-2025, de 12000 à 20000 jeunes, soit 45,5 % et 1 250 000 dirhams.",
        "Le 05/09/2023 10h30, puis du 05/12/2023 au 06/01/2024.",
        "Il a 123456789 centimes ; DE 12000 À 20000 DH ; de 120000 à 201819 et 654321 jeunes.",
        "ISBN 978-0-6123-4567-8",
        "par an 120000 jeunes ; notes 05,12,18,22,31,40 et 3,05,12,18,22,31 et 05,06,07,08,09",
        "سنة 2024-2025 سجل 12500 تلميذا بنسبة 45,5 %",
        "القانون 51.17 والقانون 09.08",
    ],
)
def test_years_counts_laws_and_standards_are_left_alone(text: str) -> None:
    """A scan that cries at every number is overridden without being read."""
    assert found_in(text) == []


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


@pytest.mark.parametrize(
    ("text", "what", "blocks"),
    [
        ("Hay Salam 2", "place", False),
        ("Hay Salam 14", "address", True),
        ("حي السلام 2", "place", False),
        ("حي السلام 14", "address", True),
        ("rue Ibn Sina 2", "address", True),
        ("douar Tazart 2", "place", False),
        ("cité Al Massira 2", "place", False),
        ("quartier Sidi Moumen 2", "place", False),
        ("douar Tazart 45 foyers", None, False),
        ("دوار تازارت 2", "place", False),
        ("دوار تازارت 45 أسرة", None, False),
        ("rue Ibn Sina 2019", None, False),
    ],
)
def test_a_number_behind_a_place_is_a_door_a_part_of_town_or_a_count(
    text: str, what: str | None, blocks: bool
) -> None:
    """What may be a count only warns; what is one is left alone."""
    assert [one[::2] for one in found_in(text)] == ([] if what is None else [(what, blocks)])


def test_sensitive_words_warn_only_beside_a_person() -> None:
    """The word in a sentence about a law is no one's secret."""
    assert found_in("Une fille était enceinte.")[-1] == ("sensitive", "enceinte", False)
    assert found_in("La drogue est un sujet du module.") == []
    assert found_in("كانت الفتاة حاملا أو في السجن")[-1][::2] == ("sensitive", False)


def test_small_counts_warn() -> None:
    """In a centre of forty, three girls are three known girls."""
    assert found_in("Trois filles sont parties.") == [("small_count", "Trois filles", False)]
    assert found_in("حضرت فتاة واحدة.") == [("small_count", "فتاة واحدة", False)]
    assert found_in("Vingt-quatre filles sont parties.") == []


def test_learners_of_the_local_list_block_and_stay_out_of_logs() -> None:
    """The strongest check, and the list itself must not leak."""
    lists = SHIPPED.with_learners(["Zoulikha El Mansouri", "نعناعة"])
    text = "ZOULIKHA et les Mansouri, el hay, ونعناعة"

    hits = scan_text(text, lists)

    assert [text[one.start : one.end] for one in hits] == ["ZOULIKHA", "Mansouri", "ونعناعة"]
    assert {(one.what, one.blocks) for one in hits} == {("learner_name", True)}
    assert "ZOULIKHA" not in repr(lists)


def learners_found(names: list[str], text: str) -> list[tuple[str, bool]]:
    """Words that are taken for names of this list, and whether they block."""
    hits = scan_text(text, SHIPPED.with_learners(names))
    kinds = ("learner_name", "like_learner")
    return [(text[one.start : one.end], one.blocks) for one in hits if one.what in kinds]


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("Zerhouni Mounaim", "Mounaïm"),
        ("Zerhouni Mounaim", "MOUNAÏM"),
        ("Zerhouni Mounaïm", "MOUNAIM"),
        ("Hanae Tebbaa", "Hanaé"),
        ("Hanaé Tebbaa", "Hanae"),
        ("HANAÉ TEBBAA", "Hanae"),
        ("hanae tebbaa", "Tebbaa"),
        ("Œuvrard", "Oeuvrard"),
        ("Elidrissi", "El Idrissi"),
        ("El Idrissi", "Elidrissi"),
        ("Abdessabour Zeggaf", "Abdes\u00adsabour"),
        ("Abdeljabbar", "Abdel Jabbar"),
        ("زينب", "بزينب"),
        ("زينب", "وبزينب"),
        ("زينب", "ولزينب"),
        ("زينب", "فبزينب"),
        ("زينب", "وكزينب"),
        ("زينب", "زَيْنَب"),
        ("الحافظي", "للحافظي"),
        ("الحافظي", "وللحافظي"),
        ("احمد", "أحمد"),
        ("أحمد", "لاحمد"),
        ("فاطمه", "وفاطمة"),
        ("وائل", "وايل"),
        ("عبد الجبار", "عبدالجبار"),
        ("عبدالجبار", "وعبد الجبار"),
    ],
)
def test_a_learners_name_is_found_however_a_text_writes_it(listed: str, written: str) -> None:
    """The list is typed by one person and the report by another."""
    assert learners_found([listed], f"… {written} …") == [(written, True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("une rose et mounaim", [("rose", False), ("mounaim", False)]),
        ("rose mounaim est venue", [("rose", True), ("mounaim", True)]),
        ("rose el mounaim est venue", [("rose", True), ("mounaim", True)]),
        ("Venez. Rose. mounaim", [("Rose", True), ("mounaim", False)]),
        ("le jeune mounaim est venu", [("mounaim", True)]),
        ("il rose encore", [("rose", False)]),
        ("rose, 16 ans", [("rose", True)]),
        ("العلاوي", [("العلاوي", False)]),
        ("ريم علاوي", [("ريم", True), ("علاوي", True)]),
        ("ريم العلاوي", [("ريم العلاوي", True)]),
        ("كريم", [("كريم", False)]),
        ("على الطاولة هنا", []),
        ("جاء حافظي", [("حافظي", False)]),
        ("el idrissi, El Idrissi", [("el idrissi", False), ("El Idrissi", True)]),
        ("الله والجبار", []),
    ],
)
def test_a_word_that_may_be_another_warns_until_it_is_a_person(
    text: str, found: list[tuple[str, bool]]
) -> None:
    """Names are words, too: « rose », « كريم ». What blocks on every page is overridden unread."""
    names = ["Rose Mounaim", "Elidrissi", "ريم علاوي", "الحافظي", "علي", "هناء"]
    names += ["عبد الجبار", "عبد الله"]

    assert learners_found(names, text) == found


def test_no_word_of_two_letters_and_no_particle_is_a_learner() -> None:
    """« El » and « بن » stand on every page."""
    assert learners_found(["El Mo Aït", "بن لي"], "EL, MO, AÏT, BEN، بن، لي") == []


def test_mailboxes_of_the_roster_and_the_contact_field_warn() -> None:
    """The form asks for the association's mailbox: to refuse it would refuse the answer."""
    (hit,) = scan_text("Voir Contact@amal.example", mailboxes=["contact@AMAL.example"])
    report = small_report(1)
    report.contact = "contact@amal.example"
    (finding,) = scan_body(report)

    assert (hit.what, hit.blocks) == ("email", False)
    assert (finding.path, finding.what, finding.blocks) == ("contact", "email", False)


def test_a_mask_tells_nothing_of_what_it_hides() -> None:
    """The length of a name is a good part of a name."""
    short, long = "Voir a@b.ma.", "Voir quelqu.un.de.connu@exemple.org.ma."

    assert mask(short, scan_text(short)) == mask(long, scan_text(long)) == f"Voir {MASK}."


def test_a_body_is_told_place_by_place_and_masked() -> None:
    """The author must find the words, and nobody else may read them in a message."""
    report = small_report(1)
    report.steps[0].text[0].text += " Appeler Khadija, 16 ans, au 06 12 34 56 78."
    findings = scan_body(report)
    masked = mask_body(report, findings)

    assert [(one.path, one.language, one.what) for one in findings] == [
        ("steps[0].text", "fr", "given_name"),
        ("steps[0].text", "fr", "phone"),
    ]
    assert findings == scan_body(report)
    assert len({one.id for one in findings}) == 2
    assert all("Khadija" not in one.masked_excerpt for one in findings)
    assert all("06 12" not in one.masked_excerpt for one in findings)
    assert masked.steps[0].text[0].text.endswith(f"Appeler {MASK}, 16 ans, au {MASK}.")
    assert "Khadija" in report.steps[0].text[0].text
    assert scan_body(masked) == []


def test_marks_and_digits_at_a_name_do_not_hide_it() -> None:
    """Texts are written with marks of emphasis, and names with a year behind them."""
    assert found_in("_Khadija_, Khadija2") == [("given_name", "Khadija", False)] * 2


def test_a_family_name_in_small_letters_is_called_one() -> None:
    """The author is told what was found, and « alaoui » is no given name."""
    assert found_in("alaoui, 17 ans") == [("name", "alaoui", True)]


def test_every_date_of_birth_is_found_whatever_word_comes_first() -> None:
    """« D.D.N. » is looked for apart; what is read around the cues must stay in order."""
    births = ["née le 3 mars 2008", "D.D.N. : 12/03/2008", "née le 4 mars 2008"]
    text = ("; " + "une phrase entre les deux " * 8).join(births)

    assert [one[1] for one in found_in(text)] == births


@pytest.mark.parametrize("between", [" / ", "/", " ou ", " - ", " "])
def test_a_second_number_behind_the_first_is_found_whole(between: str) -> None:
    """Taken for the other end of the first, its head would be masked and the rest published."""
    numbers = ["06 12 34 56 78", "07/98/76/54/32"]
    text = between.join(numbers)

    assert [one[1] for one in found_in(text)] == numbers


def test_overrides_are_counted() -> None:
    """One written reason must not let a second number through."""
    report = small_report(1)
    report.summary[0].text += " 06 12 34 56 78 ou 06 12 34 56 79, une élève."
    findings = scan_body(report)

    assert [len(unmet(findings, count)) for count in range(4)] == [2, 2, 0, 0]
    assert blocking_in(report) == [one for one in findings if one.blocks]
    assert {one.finding().level for one in findings if not one.blocks} == {Level.WARNING}


@pytest.mark.parametrize("rule", SCAN_TEXTS)
def test_findings_have_words_in_three_languages(rule: str) -> None:
    """A coordinator would read `scan.rib` and not know what to do."""
    report = small_report(1)
    report.summary[0].text += " 06 12 34 56 78"
    (one,) = scan_body(report)
    words = [one.finding().text(language) for language in LANGUAGES]

    assert len(set(SCAN_TEXTS[rule])) == 3
    assert len(set(words)) == 3
    assert all("06" not in text for text in words)


@pytest.mark.parametrize("sample", sample_paths(), ids=lambda one: str(one.name))
def test_the_samples_that_ship_keep_the_rules(sample: Traversable) -> None:
    """A sample that is refused teaches that the scan is to be overridden."""
    files = sample_files(sample)
    loaded = (
        load_curriculum(files, TODAY)
        if sample.is_dir()
        else load_practice(files[sample.name], TODAY, sample.name)
    )

    assert loaded.message is not None
    assert blocking_in(loaded.message) == []
