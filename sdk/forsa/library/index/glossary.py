"""Words of the field that stand for one another: broken plurals, and French beside Arabic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from tantivy import TextAnalyzer

from forsa.library.index.analysis import FAMILIES, fold, is_arabic
from forsa.library.index.joined import joined_forms

_GROUPS: Final = """
مدرسة مدارس | école
تلميذ تلاميذ تلميذة | élève
طفل أطفال | enfant
شاب شباب شبان | jeune
كتاب كتب | livre
درس دروس | cours leçon
ورشة ورشات أوراش | atelier
مهنة مهن | métier
حرفة حرف | métier
حرفي حرفيون حرفيين | artisan
شركة شركات مقاولة مقاولات | entreprise
جمعية جمعيات | association
أستاذ أساتذة معلم معلمون | enseignant professeur
مؤطر مؤطرون مؤطرة مربي مربون | éducateur animateur
أسرة أسر عائلة عائلات | famille
أب آباء | parent père
أم أمهات | mère
قرية قرى دوار دواوير | village douar
برنامج برامج | programme
مشروع مشاريع | projet
تدريب تداريب | stage
تكوين تكوينات | formation
تعلم | apprentissage
قراءة | lecture
كتابة | écriture
حساب رياضيات | calcul mathématique
حاسوب حواسيب كمبيوتر | ordinateur
إعلاميات معلوميات | informatique
جدول جداول | tableau
ملف ملفات | fichier dossier
رسالة رسائل | lettre message
غياب | absence
حضور | présence
هدر انقطاع | décrochage abandon
تسرب | décrochage
إدماج | insertion
شغل عمل | emploi travail
حلاقة | coiffure
كهرباء كهربائي كهربائية كهربائيات | électricité électricien électricienne électriciennes
خياطة | couture
طبخ | cuisine
نجارة | menuiserie
فلاحة | agriculture
بنت بنات فتاة فتيات | fille
امرأة نساء | femme
قافلة قوافل | caravane
صورة صور | image photo
لعبة ألعاب | jeu
برمجة | programmation
متغير متغيرات | variable
فرنسية | français
عربية | arabe
صحة | santé
توجيه | orientation
تسجيل | inscription
مقابلة مقابلات | entretien
ذاكرة | mémoire
لون ألوان | couleur
سؤال أسئلة | question
"""

Term: TypeAlias = tuple[str, str]
"""Family and text of a term."""


@dataclass(frozen=True, slots=True)
class Equivalents:
    """What stands for a term: in its own language, and in the other one."""

    same: tuple[Term, ...]
    other: tuple[Term, ...]
    """Family and term, both; of Arabic words also the terms of what is joined to them."""


def glossary(analyzers: Mapping[str, TextAnalyzer]) -> Mapping[Term, Equivalents]:
    """By family and term: its equivalents, as terms."""
    groups: dict[Term, tuple[set[Term], set[Term]]] = {}
    for line in _GROUPS.strip().split("\n"):
        words = {word: set(_terms(word, analyzers)) for word in line.replace("|", " ").split()}
        terms = set[Term]().union(*words.values())
        for own in words.values():
            for term in own:
                same, other = groups.setdefault(term, (set(), set()))
                same.update(one for one in terms - own if one[0] == term[0])
                other.update(one for one in terms if one[0] != term[0])
    return {
        term: Equivalents(tuple(sorted(same)), tuple(sorted(other)))
        for term, (same, other) in groups.items()
    }


def _terms(word: str, analyzers: Mapping[str, TextAnalyzer]) -> Iterator[Term]:
    arabic, french = FAMILIES[:2]
    family = arabic if is_arabic(word) else french
    forms = joined_forms(fold(word)) if family == arabic else (fold(word),)
    yield from ((family, term) for term in analyzers[family].analyze(" ".join(forms)))
