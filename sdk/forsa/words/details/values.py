"""What the values of an error are called, where it says more of them than its sentences do."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

_NAMES: Final[Mapping[str, tuple[str, str, str]]] = {
    "allowed_bytes": ("octets permis", "البايتات المسموح بها", "bytes allowed"),
    "comments": ("commentaires", "التعليقات", "comments"),
    "cosigned_ms": ("cosigné (ms)", "التوقيع المشترك (ms)", "cosigned (ms)"),
    "count": ("nombre", "العدد", "number"),
    "depth": ("rang", "المرتبة", "depth"),
    "draft": ("brouillon", "المسودة", "draft"),
    "field": ("champ", "الحقل", "field"),
    "file": ("fichier", "الملف", "file"),
    "findings": ("remarques", "الملاحظات", "findings"),
    "free_bytes": ("octets libres", "البايتات الحرة", "bytes free"),
    "fresh_ms": ("signé (ms)", "وقت التوقيع (ms)", "signed (ms)"),
    "host": ("machine", "الحاسوب", "host"),
    "hub_time_ms": ("heure du hub (ms)", "ساعة المحور (ms)", "time of the hub (ms)"),
    "index": ("numéro dans le journal", "الرقم في السجل", "number in the log"),
    "key_id": ("clé", "المفتاح", "key"),
    "kind": ("genre", "النوع", "kind"),
    "level": ("niveau des règles", "مستوى القواعد", "rule level"),
    "limit": ("limite", "الحد", "limit"),
    "log_time_ms": ("temps du journal (ms)", "زمن السجل (ms)", "time of the log (ms)"),
    "member": ("membre", "العضو", "member"),
    "missing": ("ce qui manque", "الناقص", "missing"),
    "needed_bytes": ("octets nécessaires", "البايتات اللازمة", "bytes needed"),
    "newest": ("version la plus récente", "أحدث نسخة", "newest version"),
    "not_after_ms": ("valable jusqu'à (ms)", "صالح إلى غاية (ms)", "good until (ms)"),
    "not_before_ms": ("valable à partir de (ms)", "صالح ابتداء من (ms)", "good from (ms)"),
    "now_ms": ("heure d'ici (ms)", "ساعة هذا الحاسوب (ms)", "time here (ms)"),
    "ours": ("le nôtre", "ما لدينا", "ours"),
    "parent": ("ce dont il part", "ما يستند إليه", "what it builds on"),
    "parent_reason": ("sa raison", "سببه", "its reason"),
    "port": ("port", "المنفذ", "port"),
    "quota": ("part", "الحصة", "share"),
    "released": ("taille diffusée", "الحجم المنشور", "size released"),
    "retry_ms": ("à réessayer dans", "إعادة المحاولة بعد", "try again in"),
    "root": ("racine", "الجذر", "root"),
    "rule": ("règle", "القاعدة", "rule"),
    "sequenced_ms": ("inscrit (ms)", "وقت التسجيل (ms)", "logged (ms)"),
    "size": ("taille", "الحجم", "size"),
    "spent_bytes": ("octets utilisés", "البايتات المستهلكة", "bytes used"),
    "status": ("statut", "الوضعية", "status"),
    "unchanged": ("restés tels quels", "الباقية كما هي", "unchanged"),
    "unknown": ("inconnus", "غير المعروفة", "unknown"),
    "used": ("utilisé", "المستعمل", "used"),
}


def name_value(name: str, language: Language) -> str:
    """A value's name in a language; one that is not known stays as it is."""
    known = _NAMES.get(name)
    return known[LANGUAGES.index(language)] if known else name


_FOR_PROGRAMS: Final = frozenset({"whose"})
_UNITS: Final[tuple[tuple[int, tuple[str, str, str]], ...]] = (
    (3600, ("{} h", "{} ساعة", "{} h")),
    (60, ("{} min", "{} دقيقة", "{} min")),
    (1, ("{} s", "{} ثانية", "{} s")),
)


def shown_value(name: str, value: str, language: Language) -> str | None:
    """A value as people read it, a wait in hours and minutes; None = it is no news to them."""
    if name in _FOR_PROGRAMS:
        return None
    if name == "retry_ms" and value.isascii() and value.isdecimal():
        return _say_wait(int(value), language)
    return value


def _say_wait(wait_ms: int, language: Language) -> str:
    """At most two units, the smaller one rounded up."""
    place, left = LANGUAGES.index(language), max(1, -(-wait_ms // 1000))
    if left >= 3600:  # nobody waits to the second
        left = -(-left // 60) * 60
    parts = []
    for seconds, words in _UNITS:
        count, left = divmod(left, seconds)
        if count:
            parts.append(words[place].format(count))
    return " ".join(parts)
