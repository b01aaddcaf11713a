"""What `forsa governance recount` says, in three languages."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "bundle": (
        "Recompté depuis le paquet : {size} enregistrements, chaque signature vérifiée.",
        "أعيد الحساب من الحزمة: {size} من التسجيلات، كل توقيع متحقق منه.",
        "Counted again from the bundle: {size} entries, every signature checked.",
    ),
    "copy": (
        "Recompté depuis la copie du journal : {size} enregistrements, chaque signature vérifiée.",
        "أعيد الحساب من نسخة السجل: {size} من التسجيلات، كل توقيع متحقق منه.",
        "Counted again from the copy of the log: {size} entries, every signature checked.",
    ),
    "hub": (
        "Recompté depuis le hub : {size} enregistrements, chaque signature vérifiée.",
        "أعيد الحساب من المحور: {size} من التسجيلات، كل توقيع متحقق منه.",
        "Counted again from the hub: {size} entries, every signature checked.",
    ),
    "network": ("Réseau {network}.", "الشبكة {network}.", "Network {network}."),
    "network_claimed": (
        (
            "Ces enregistrements fondent le réseau {network}. Comparez cet identifiant avec "
            "le vôtre, ou donnez --network."
        ),
        (
            "تؤسس هذه التسجيلات الشبكة {network}. قارنوا هذا المعرّف بمعرّف شبكتكم، أو أعطوا "
            "--network."
        ),
        "These entries found network {network}. Compare that with yours, or give --network.",
    ),
    "signed": (
        "Ils appartiennent bien à l'arbre de taille {signed} que la clé du journal a signé.",
        "وهي تنتمي فعلا إلى الشجرة ذات الحجم {signed} التي وقّعها مفتاح السجل.",
        "They belong to the tree of size {signed} that the log's key signed.",
    ),
    "signed_part": (
        (
            "Les {signed} premiers sont l'arbre que la clé du journal a signé ; les suivants, rien "
            "ici ne les prouve."
        ),
        (
            "التسجيلات الأولى وعددها {signed} هي الشجرة التي وقّعها مفتاح السجل؛ وما بعدها "
            "لا يثبته شيء هنا."
        ),
        "The first {signed} are the tree that the log's key signed; nothing proves the others.",
    ),
    "incomplete": (
        (
            "INCOMPLÈTE : un arbre signé de taille {known} est connu ici. Ce qui suit le dernier "
            "enregistrement n'est pas compté ; synchronisez, ou recomptez avec --hub."
        ),
        (
            "ناقصة: تُعرف هنا شجرة موقعة بحجم {known}. لا يحسب ما يلي آخر تسجيل؛ زامنوا، أو "
            "أعيدوا الحساب مع --hub."
        ),
        (
            "INCOMPLETE: a signed tree of size {known} is known here. What follows the last entry "
            "is not counted; synchronise, or count again with --hub."
        ),
    ),
    "unsigned": (
        (
            "Aucun point de contrôle signé n'est ici : comparez l'empreinte de l'état avec celle "
            "d'un autre membre."
        ),
        "لا توجد هنا نقطة مراقبة موقعة: قارنوا بصمة الحالة ببصمة عضو آخر.",
        "No signed checkpoint is here: compare the state digest with another member's.",
    ),
    "digest": (
        "Empreinte de l'état : {digest}",
        "بصمة الحالة: {digest}",
        "State digest: {digest}",
    ),
    "voids": (
        "Enregistrements sans effet : {voids}",
        "تسجيلات دون أثر: {voids}",
        "Entries without effect: {voids}",
    ),
    "agrees": (
        "Tout concorde : décisions recomptées : {count}.",
        "كل شيء مطابق: القرارات المعاد حسابها: {count}.",
        "Everything agrees: decisions counted again: {count}.",
    ),
    "differs": (
        (
            "NE CONCORDE PAS : différences : {count}. Ne vous fiez pas à cette source ; gardez-la "
            "et prévenez les autres membres."
        ),
        (
            "لا تطابق: عدد الاختلافات {count}. لا تثقوا بهذا المصدر؛ احتفظوا به وأخبروا الأعضاء "
            "الآخرين."
        ),
        (
            "DOES NOT AGREE: differences: {count}. Do not rely on this source; keep it and tell "
            "the other members."
        ),
    ),
    "more": ("… et {count} autres.", "… و{count} أخرى.", "… and {count} more."),
    "decision": (
        "N° {index}, {type} : {stage}",
        "رقم {index}، {type}: {stage}",
        "Number {index}, {type}: {stage}",
    ),
    "untitled": ("(texte absent d'ici)", "(النص غير موجود هنا)", "(its text is not here)"),
    "own": (
        "{member} : {choice} (n° {index}, {record})",
        "{member}: {choice} (رقم {index}، {record})",
        "{member}: {choice} (number {index}, {record})",
    ),
    "proxy": (
        "{member} : {choice}, par procuration à {cast_by} (n° {index}, {record})",
        "{member}: {choice}، بتوكيل {cast_by} (رقم {index}، {record})",
        "{member}: {choice}, by proxy to {cast_by} (number {index}, {record})",
    ),
    "replaced": (
        "{ballot} ; remplacé par le n° {by}",
        "{ballot}؛ عُوِّض برقم {by}",
        "{ballot}; replaced by number {by}",
    ),
    "not_voted": (
        "sans bulletin : {members}",
        "دون تصويت: {members}",
        "without a ballot: {members}",
    ),
    "nothing": ("rien", "لا شيء", "nothing"),
    "valid": ("valable", "صحيح", "valid"),
    "entry_missing": (
        "l'enregistrement n° {index} manque : rien n'est compté après lui",
        "التسجيل رقم {index} ناقص: لا يحسب شيء بعده",
        "entry {index} is missing: nothing after it is counted",
    ),
    "entry_bytes": (
        "l'enregistrement n° {index} a changé : son empreinte était {stored}",
        "تغير التسجيل رقم {index}: كانت بصمته {stored}",
        "entry {index} was changed: its leaf hash was {stored}",
    ),
    "text": (
        "le texte du n° {index} n'est pas celui que son auteur a signé",
        "نص التسجيل رقم {index} ليس الذي وقّعه صاحبه",
        "the text of number {index} is not the one that its author signed",
    ),
    "head": (
        "la tête dit {stored}, les enregistrements donnent {found}",
        "يقول الرأس {stored}، وتعطي التسجيلات {found}",
        "the head says {stored}, the entries give {found}",
    ),
    "checkpoint": (
        "le point de contrôle signé dit {stored}, les enregistrements donnent {found}",
        "تقول نقطة المراقبة الموقعة {stored}، وتعطي التسجيلات {found}",
        "the signed checkpoint says {stored}, the entries give {found}",
    ),
    "verdict": (
        "l'enregistrement n° {index} est gardé comme {stored}, il est {found}",
        "التسجيل رقم {index} محفوظ على أنه {stored}، وهو {found}",
        "entry {index} is kept as {stored}, it is {found}",
    ),
    "digest_differs": (
        "l'état après le n° {index} est gardé comme {stored}, il est {found}",
        "الحالة بعد رقم {index} محفوظة على أنها {stored}، وهي {found}",
        "the state after entry {index} is kept as {stored}, it is {found}",
    ),
    "outcome": (
        "résultat gardé : {stored} ; recompté : {found}",
        "النتيجة المحفوظة: {stored}؛ المعاد حسابها: {found}",
        "result kept: {stored}; counted again: {found}",
    ),
    "turn": (
        "gardé de l'enregistrement n° {index} : {stored} ; recompté : {found}",
        "المحفوظ من التسجيل رقم {index}: {stored}؛ المعاد حسابه: {found}",
        "kept of entry {index}: {stored}; counted again: {found}",
    ),
    "ballot": (
        "bulletin compté : {stored} ; d'après les enregistrements : {found}",
        "الصوت المحتسب: {stored}؛ حسب التسجيلات: {found}",
        "ballot counted: {stored}; by the records: {found}",
    ),
    "result": (
        "la proposition n° {index} est dite {stored}, ses bulletins donnent {found}",
        "يقال إن المقترح رقم {index} {stored}، وتعطي أصواته {found}",
        "proposal {index} is said to be {stored}, its ballots give {found}",
    ),
}


def say(language: Language, key: str, **values: object) -> str:
    """A sentence with its values."""
    return _WORDS[key][LANGUAGES.index(language)].format(**values)
