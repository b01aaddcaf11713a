"""Laws of what is joined to an Arabic word: its forms find one another, and no other word."""

from collections.abc import Mapping
from itertools import product

import pytest
from forsa.library.index import SearchIndex
from forsa.library.index.matching import EXACT
from forsa.library.query import LIMIT, Query

from tests.support.search_documents import apply, document_of

NOUNS = """
مدرسة مدارس
تكوين تكوينات
شباب
أسرة أسر
نقل
ورشة ورشات
تلميذ تلاميذ
أستاذ أساتذة
إدماج
حلاقة
كهرباء
قراءة
مهنة مهن
فلاحة
فرصة فرص
فتاة فتيات بنت بنات
توجيه
مواكبة
استقطاب
تسجيل
غياب
طبخ
خياطة
برنامج برامج
جمعية جمعيات
مقاولة شركة
شراكة شركاء
وساطة
وزارة
نشاط أنشطة
سلامة
صحة
رياضة
لغة لغات
لعبة ألعاب
فيديو
وثائق
كتاب كتب
كفايات
مؤسسة
تقويم
اجتماعات
معلومات
مهارات
صعوبات
نتائج
مراحل
حاجيات
لقاءات
زيارات
شهادات
اتفاقيات
متعلمات متعلمين
مستفيدين
مؤطرين
والدين
فكرة
كرة
لجنة
بيئة
"""
"""Words of the field, those of one meaning or one stem on a line; some are another one's ending."""
LINES = [line.split() for line in NOUNS.strip().split("\n")]
WORDS = [word for line in LINES for word in line]
JOINED = ("", "ال", "وال", "فال", "بال", "لل", "كال", "و", "ل", "ب")


def joined(before: str, noun: str) -> str:
    """As it is written: ل and the article are لل, and of three ل one is left out."""
    return "ل" + noun if before == "لل" and noun.startswith("ل") else before + noun


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[int, float]]:
    """By form: the numbers of what it finds, with their scores, among documents of every form."""
    index = SearchIndex.open(tmp_path_factory.mktemp("joined"))
    forms = [joined(before, noun) for noun, before in product(WORDS, JOINED)]
    documents = [
        document_of(number, languages=("ar",), text=form) for number, form in enumerate(forms)
    ]
    apply(index, documents, [], len(documents))
    found = {form: index.search(Query(text=form, limit=LIMIT)).hits for form in forms}
    index.close()
    return {form: {hit.index: hit.score for hit in hits} for form, hits in found.items()}


def test_every_form_of_a_noun_finds_every_other(answers: Mapping[str, Mapping[int, float]]) -> None:
    """Who types a word with its article would not find the reports that write it without."""
    missed = []
    for at, noun in enumerate(WORDS):
        own = range(at * len(JOINED), (at + 1) * len(JOINED))
        for before in JOINED:
            found = answers[joined(before, noun)]
            missed += [(joined(before, noun), one) for one in own if one not in found]

    assert len(WORDS) >= 67
    assert len(missed) <= 0.03 * len(WORDS) * len(JOINED) ** 2, missed


def test_no_form_of_a_noun_is_taken_for_another_noun(
    answers: Mapping[str, Mapping[int, float]],
) -> None:
    """فكرة would be ف and كرة: who looks for an idea would read of football first."""
    line_of = {
        number: next(line for line in LINES if noun in line)
        for number, (noun, _) in enumerate(product(WORDS, JOINED))
    }
    mistaken = [
        (joined(before, noun), line_of[number])
        for noun, before in product(WORDS, JOINED)
        for number, score in answers[joined(before, noun)].items()
        if noun not in line_of[number] and score >= EXACT
    ]

    assert not mistaken
