"""What the values of an error are called, where it says more of them than its sentences do."""

from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Final

from forsa.words.dates import say_time
from forsa.words.reasons import LANGUAGES, Language

_NAMES: Final[Mapping[str, tuple[str, str, str]]] = {
    "accepted": ("acceptées", "المقبولة", "accepted"),
    "allowed_bytes": ("octets permis", "البايتات المسموح بها", "bytes allowed"),
    "at": ("case", "الخانة", "cell"),
    "axis": ("axe", "المحور", "axis"),
    "before": ("avant", "من قبل", "before"),
    "centres": ("centres", "المراكز", "centres"),
    "centres_total": ("nombre de centres", "عدد المراكز", "number of centres"),
    "closes_ms": ("fin du vote", "نهاية التصويت", "end of the vote"),
    "comments": ("commentaires", "التعليقات", "comments"),
    "cosigned_ms": ("cosigné (ms)", "التوقيع المشترك (ms)", "cosigned (ms)"),
    "count": ("nombre", "العدد", "number"),
    "depth": ("rang", "المرتبة", "depth"),
    "draft": ("brouillon", "المسودة", "draft"),
    "earlier": ("publié avant", "المنشور من قبل", "published before"),
    "earliest_ms": ("au plus tôt", "في أقرب وقت", "at the earliest"),
    "elsewhere": ("dans un autre tableau", "في جدول آخر", "in another table"),
    "field": ("champ", "الحقل", "field"),
    "file": ("fichier", "الملف", "file"),
    "findings": ("remarques", "الملاحظات", "findings"),
    "first_centres": (
        "centres de la première publication",
        "مراكز أول منشور",
        "centres of the first release",
    ),
    "first_n": (
        "effectif de la première publication",
        "عدد أول منشور",
        "learners of the first release",
    ),
    "frame_centres": (
        "centres de l'effectif publié",
        "مراكز العدد المنشور",
        "centres of the published enrolment",
    ),
    "frame_n": ("effectif publié", "العدد المنشور", "published enrolment"),
    "free_bytes": ("octets libres", "البايتات الحرة", "bytes free"),
    "fresh_ms": ("signé (ms)", "وقت التوقيع (ms)", "signed (ms)"),
    "group": ("taille du groupe", "حجم المجموعة", "size of the group"),
    "host": ("machine", "الحاسوب", "host"),
    "hub_time_ms": ("heure du hub (ms)", "ساعة المحور (ms)", "time of the hub (ms)"),
    "index": ("numéro dans le journal", "الرقم في السجل", "number in the log"),
    "key_id": ("clé", "المفتاح", "key"),
    "kind": ("genre", "النوع", "kind"),
    "latest_ms": ("au plus tard", "في أجل أقصاه", "at the latest"),
    "level": ("niveau des règles", "مستوى القواعد", "rule level"),
    "limit": ("limite", "الحد", "limit"),
    "listed": ("prises en compte", "المأخوذة في الحسبان", "taken into account"),
    "log_time_ms": ("temps du journal (ms)", "زمن السجل (ms)", "time of the log (ms)"),
    "member": ("membre", "العضو", "member"),
    "missing": ("ce qui manque", "الناقص", "missing"),
    "n": ("effectif", "عدد المتعلمين", "learners"),
    "needed_bytes": ("octets nécessaires", "البايتات اللازمة", "bytes needed"),
    "newest": ("version la plus récente", "أحدث نسخة", "newest version"),
    "not_after_ms": ("valable jusqu'à (ms)", "صالح إلى غاية (ms)", "good until (ms)"),
    "not_before_ms": ("valable à partir de (ms)", "صالح ابتداء من (ms)", "good from (ms)"),
    "now_ms": ("heure d'ici (ms)", "ساعة هذا الحاسوب (ms)", "time here (ms)"),
    "ours": ("le nôtre", "ما لدينا", "ours"),
    "parameter": ("paramètre", "المعامل", "parameter"),
    "parent": ("ce dont il part", "ما يستند إليه", "what it builds on"),
    "parent_reason": ("sa raison", "سببه", "its reason"),
    "point": ("point d'observation", "نقطة الملاحظة", "observation point"),
    "port": ("port", "المنفذ", "port"),
    "problems": ("problèmes en tout", "مجموع المشاكل", "problems in all"),
    "product": ("jeu de tableaux", "مجموعة الجداول", "set of tables"),
    "proxies": ("procurations", "التوكيلات", "proxies"),
    "proxies_max": ("procurations permises", "التوكيلات المسموح بها", "proxies allowed"),
    "quota": ("part", "الحصة", "share"),
    "released": ("taille diffusée", "الحجم المنشور", "size released"),
    "retry_ms": ("à réessayer dans", "إعادة المحاولة بعد", "try again in"),
    "roll": ("membres de la liste", "عدد أعضاء اللائحة", "members of the roll"),
    "root": ("racine", "الجذر", "root"),
    "roster": ("fiche de l'association", "بطاقة الجمعية", "roster"),
    "rule": ("règle", "القاعدة", "rule"),
    "school_year": ("année scolaire", "الموسم الدراسي", "school year"),
    "sequenced_ms": ("inscrit (ms)", "وقت التسجيل (ms)", "logged (ms)"),
    "shown": ("montré", "المعروض", "shown"),
    "size": ("taille", "الحجم", "size"),
    "spent_bytes": ("octets utilisés", "البايتات المستهلكة", "bytes used"),
    "state": ("état", "الحالة", "state"),
    "states": ("états", "الحالات", "states"),
    "status": ("statut", "الوضعية", "status"),
    "sum": ("somme", "المجموع", "sum"),
    "table": ("tableau", "الجدول", "table"),
    "tables": ("tableaux", "الجداول", "tables"),
    "unchanged": ("restés tels quels", "الباقية كما هي", "unchanged"),
    "unknown": ("inconnus", "غير المعروفة", "unknown"),
    "used": ("utilisé", "المستعمل", "used"),
    "value": ("valeur", "القيمة", "value"),
    "version": ("version", "النسخة", "version"),
    "vintage": ("version des résultats", "نسخة النتائج", "vintage"),
}


def name_value(name: str, language: Language) -> str:
    """A value's name in a language; one that is not known stays as it is."""
    known = _NAMES.get(name)
    return known[LANGUAGES.index(language)] if known else name


_FOR_PROGRAMS: Final = frozenset({"whose"})
_DEADLINES: Final = frozenset({"closes_ms", "earliest_ms", "latest_ms"})
"""Moments that people plan by; those of clocks that differ stay milliseconds."""
_UNITS: Final[tuple[tuple[int, tuple[str, str, str]], ...]] = (
    (3600, ("{} h", "{} ساعة", "{} h")),
    (60, ("{} min", "{} دقيقة", "{} min")),
    (1, ("{} s", "{} ثانية", "{} s")),
)


def shown_value(name: str, value: str, language: Language, zone: tzinfo = UTC) -> str | None:
    """A value as people read it: a wait in hours and minutes, a deadline as day and hour.

    None = it is no news to them.
    """
    if name in _FOR_PROGRAMS:
        return None
    if not (value.isascii() and value.isdecimal()):
        return value
    if name == "retry_ms":
        return _say_wait(int(value), language)
    return say_time(int(value), language, zone) if name in _DEADLINES else value


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
