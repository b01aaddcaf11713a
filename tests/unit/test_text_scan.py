"""The scan for personal data: what it finds, what it leaves alone, and what is shown of it."""

from datetime import date
from importlib.resources.abc import Traversable

import pytest
from forsa.kinds.findings import Level
from forsa.kinds.loaders import load_curriculum, load_practice
from forsa.kinds.scan_texts import SCAN_TEXTS
from forsa.privacy.body_scan import blocking_in, mask_body, scan_body, unmet
from forsa.privacy.text_scan import MASK, mask, may_block, scan_text
from forsa.samples import sample_files, sample_paths
from forsa.words.reasons import LANGUAGES

from tests.support.reports import small_report
from tests.support.scanning import found_in

TODAY = date(2026, 11, 24)


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
