"""Names of a centre's own list of learners: found however they are written, and told to nobody."""

import pytest
from forsa.privacy.text_scan import SHIPPED, scan_text


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
