"""What people call the kinds of records, French and Arabic first."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

_QUOTED: Final = ("« {name} »", "«{name}»", "“{name}”")

# fmt: off
KIND_NAMES: Final[Mapping[str, tuple[str, str, str]]] = {
    "root.publish": ("racine de confiance", "جذر الثقة", "trust root"),
    "member.admit": ("admission", "قبول عضو", "admission"),
    "member.activate": ("activation", "تفعيل العضوية", "activation"),
    "member.role": ("changement de qualité", "تغيير الصفة", "change of role"),
    "member.suspend": ("suspension", "تعليق العضوية", "suspension"),
    "member.reinstate": ("réintégration", "إعادة إدماج", "reinstatement"),
    "member.withdraw": ("départ", "انسحاب عضو", "departure"),
    "member.expel": ("exclusion", "إقصاء", "exclusion"),
    "member.profile": ("profil", "تعريف العضو", "profile"),
    "key.add": ("ajout de clé", "إضافة مفتاح", "key added"),
    "key.revoke": ("révocation de clé", "إلغاء مفتاح", "key revoked"),
    "key.recover": ("récupération de clé", "استرجاع مفتاح", "key recovery"),
    "key.veto": ("veto", "نقض", "veto"),
    "node.add": ("ajout de nœud", "إضافة عقدة", "node added"),
    "node.revoke": ("révocation de nœud", "إلغاء عقدة", "node revoked"),
    "delegate.appoint": ("délégué désigné", "تعيين مندوب", "delegate appointed"),
    "delegate.revoke": ("fin de délégation", "إنهاء الانتداب", "delegate revoked"),
    "setting.change": ("changement de réglage", "تغيير إعداد", "change of setting"),
    "agreement.publish": ("convention", "اتفاقية", "agreement"),
    "agreement.ratify": ("ratification", "مصادقة", "ratification"),
    "assembly.call": ("convocation", "دعوة إلى الجمع", "call to assembly"),
    "assembly.minutes": ("procès-verbal", "محضر", "minutes"),
    "proposal.open": ("proposition", "مقترح", "proposal"),
    "ballot.cast": ("vote", "تصويت", "ballot"),
    "obligation.set": ("obligation", "التزام", "obligation"),
    "obligation.submit": ("remise", "تقديم وثيقة", "submission"),
    "obligation.review": ("examen de remise", "فحص ما قُدم", "review of a submission"),
    "obligation.waive": ("dispense", "إعفاء", "waiver"),
    "sanction.notice": ("avertissement", "إنذار", "notice of sanction"),
    "appeal.open": ("recours", "طعن", "appeal"),
    "practice.report": ("pratique", "ممارسة", "practice"),
    "curriculum.publish": ("curriculum", "منهاج", "curriculum"),
    "outcome.frame": ("cadre de résultats", "إطار النتائج", "outcome frame"),
    "outcome.release": ("résultats", "نتائج", "outcomes"),
    "practice.adopt": ("mise en œuvre", "تنزيل", "adoption"),
    "review.publish": ("avis", "رأي", "review"),
    "comment.publish": ("commentaire", "تعليق", "comment"),
    "translation.publish": ("traduction", "ترجمة", "translation"),
    "flag.raise": ("signalement", "تبليغ", "flag"),
    "record.withdraw": ("retrait", "سحب", "withdrawal"),
    "record.redact": ("effacement décidé", "محو مقرر", "redaction"),
    "record.redact_done": ("effacement fait", "محو منجز", "redaction done"),
    "record.hold": ("mise en attente", "تعليق العرض", "hold"),
    "record.release": ("fin d'attente", "رفع التعليق", "end of hold"),
}
"""Kind of record to what people call it; programs are told the kind itself."""
# fmt: on


def name_kinds(value: str, language: Language) -> str:
    """A value of a sentence: a kind, or several with commas, by their names; else as it is."""
    place, kinds = LANGUAGES.index(language), value.split(", ")
    if not all(one in KIND_NAMES for one in kinds):
        return value
    return ", ".join(_QUOTED[place].format(name=KIND_NAMES[one][place]) for one in kinds)
