"""What minutes say by themselves, French and Arabic first; in the terms of the statutes."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "decision_title": (
        "Procès-verbal de la décision n° {index}",
        "محضر القرار رقم {index}",
        "Minutes of decision number {index}",
    ),
    "assembly_title": (
        "Procès-verbal : {type}, n° {index}",
        "محضر: {type}، رقم {index}",
        "Minutes: {type}, number {index}",
    ),
    "decision": (
        "Décision n° {index} : {type}",
        "القرار رقم {index}: {type}",
        "Decision number {index}: {type}",
    ),
    "open_mark": (
        "Ce n'est pas encore un procès-verbal : {stage}.",
        "ليس هذا محضرا بعد: {stage}.",
        "These are no minutes yet: {stage}.",
    ),
    "result": ("Résultat : {result}", "النتيجة: {result}", "Result: {result}"),
    "asked": ("Ce qui est soumis au vote", "ما يعرض على التصويت", "What is put to the vote"),
    "asked_note": (
        (
            "Ces actes sont lus dans la proposition signée elle-même ; s'ils sont adoptés, "
            "ils s'exécutent à l'octet près."
        ),
        "هذه الإجراءات مقروءة من المقترح الموقَّع نفسه؛ وإذا اعتُمدت نُفِّذت كما هي حرفيا.",
        (
            "These acts are read from the signed proposal itself; if adopted, they are "
            "executed byte for byte."
        ),
    ),
    "asked_nothing": (
        "Aucun acte : la décision vaut par elle-même.",
        "لا إجراء: القرار قائم بذاته.",
        "No act: the decision stands by itself.",
    ),
    "voted_text": (
        "Texte voté : racine {root}, {size} octets.",
        "النص المصوَّت عليه: الجذر {root}، الحجم بالبايت {size}.",
        "Text voted on: root {root}, {size} bytes.",
    ),
    "proposers_words": (
        "Les mots de l'auteur de la proposition",
        "أقوال صاحب المقترح",
        "The proposer's words",
    ),
    "words_held": (
        "Ce texte est en attente d'examen : il n'est pas montré.",
        "هذا النص معلَّق في انتظار البت فيه: لا يعرض.",
        "This text is on hold: it is not shown.",
    ),
    "words_redacted": ("Ce texte a été effacé.", "مُحي هذا النص.", "This text was erased."),
    "words_missing": (
        "Ce texte n'est pas dans cette copie.",
        "هذا النص غير موجود في هذه النسخة.",
        "This text is not in this copy.",
    ),
    "frame": ("Cadre du vote", "إطار التصويت", "Frame of the vote"),
    "proposer": ("Proposé par", "صاحب المقترح", "Proposed by"),
    "seconders": ("Soutenu par", "بمساندة", "Seconded by"),
    "type": ("Objet", "الموضوع", "Type"),
    "opened": ("Ouverture", "الافتتاح", "Opened"),
    "closes": ("Clôture", "الإغلاق", "Closes"),
    "closed": ("Constatée par l'enregistrement", "أثبته التسجيل", "Established by entry"),
    "closed_value": ("n° {index}, le {time}", "رقم {index}، {time}", "number {index}, on {time}"),
    "rule": ("Majorité", "الأغلبية", "Majority"),
    "quorum": ("Quorum", "النصاب القانوني", "Quorum"),
    "call": ("Convocation", "الاستدعاء", "Call"),
    "call_1": ("première", "الأول", "first"),
    "call_2": ("deuxième", "الثاني", "second"),
    "first_call": ("Première convocation", "الاستدعاء الأول", "First call"),
    "second_call": ("Deuxième convocation", "الاستدعاء الثاني", "Second call"),
    "procedure": ("Procédure", "المسطرة", "Procedure"),
    "in_assembly": ("en assemblée", "في جمع عام", "in an assembly"),
    "written": ("écrite", "كتابية", "written"),
    "withdrawn_for": ("Motif du retrait", "سبب السحب", "Reason of the withdrawal"),
    "record": ("Enregistrement", "التسجيل", "Record"),
    "counting": ("Le compte", "الحساب", "The count"),
    "ballots": ("Les bulletins qui comptent", "الأصوات المحتسبة", "The ballots that count"),
    "replaced": ("Les bulletins remplacés", "الأصوات المعوَّضة", "The ballots that were replaced"),
    "not_voted": ("Sans bulletin", "دون تصويت", "Without a ballot"),
    "nobody": ("personne", "لا أحد", "nobody"),
    "member": ("Membre", "العضو", "Member"),
    "choice": ("Vote", "التصويت", "Vote"),
    "manner": ("Exprimé par", "بواسطة", "Cast by"),
    "own": ("lui-même", "العضو نفسه", "itself"),
    "proxy": ("procuration à {member}", "توكيل {member}", "proxy of {member}"),
    "proxy_unknown": ("procuration", "توكيل", "proxy"),
    "number": ("N°", "الرقم", "Number"),
    "logged": ("Reçu le", "تاريخ التسجيل", "Logged on"),
    "replaced_by": ("Remplacé par le n°", "عُوِّض برقم", "Replaced by number"),
    "executions": ("L'exécution", "التنفيذ", "Execution"),
    "act": ("Acte", "الإجراء", "Act"),
    "state": ("État", "الحالة", "State"),
    "executed": (
        "exécuté par {member}, n° {index}, le {time}",
        "نفذه {member}، رقم {index}، {time}",
        "executed by {member}, number {index}, on {time}",
    ),
    "is_pending": ("à exécuter", "ينتظر التنفيذ", "waits for execution"),
    "not_executed": ("non exécuté", "لم ينفذ", "not executed"),
    "starts": ("Date et heure", "التاريخ والساعة", "Starts"),
    "called": ("Convoquée le", "تاريخ الاستدعاء", "Called on"),
    "called_by": ("Convoquée par", "الداعي إلى الجمع", "Called by"),
    "place": ("Lieu", "المكان", "Place"),
    "online": ("à distance", "عن بعد", "online"),
    "agenda": ("Ordre du jour", "جدول الأعمال", "Agenda"),
    "attendance": ("Présences", "الحضور", "Attendance"),
    "attendance_note": (
        (
            "Les présences sont celles que le secrétariat a consignées ; le corps électoral "
            "est celui du journal à la date de la convocation."
        ),
        "الحضور كما دونته الكتابة؛ أما من لهم حق التصويت فكما في السجل عند الاستدعاء.",
        (
            "Attendance is as the secretariat wrote it down; the roll is the log's at the "
            "time of the call."
        ),
    ),
    "present": ("présent", "حاضر", "present"),
    "represented": ("représenté", "ممثل", "represented"),
    "absent": ("absent", "غائب", "absent"),
    "guest": ("présent, sans droit de vote", "حاضر دون حق التصويت", "present, without a vote"),
    "no_minutes": (
        "Le secrétariat n'a pas encore consigné ce qui s'est dit.",
        "لم تدون الكتابة المحضر بعد.",
        "The secretariat has not written the minutes yet.",
    ),
    "said": ("Ce qui s'est dit", "ما دار في الجمع", "What was said"),
    "decisions": ("Décisions", "القرارات", "Decisions"),
    "no_decisions": (
        "Aucune proposition n'est rattachée à cette assemblée.",
        "لا مقترح مرتبط بهذا الجمع.",
        "No proposal belongs to this assembly.",
    ),
    "withdrawn_call": (
        "La convocation a été retirée.",
        "سُحب الاستدعاء.",
        "The call was withdrawn.",
    ),
    "colophon": (
        (
            "Tiré du journal vérifié du réseau. Chacun peut refaire le compte : "
            "forsa governance recount."
        ),
        "مأخوذ من سجل الشبكة المتحقق منه. ولكل أن يعيد الحساب: forsa governance recount.",
        "Taken from the network's verified log. Anybody can count again: forsa governance recount.",
    ),
    "clocks": (
        "Les heures sont celles du journal, jamais celles d'un auteur.",
        "الأوقات هي أوقات السجل، لا أوقات أصحاب التسجيلات.",
        "Times are those of the log, never those of an author.",
    ),
}


def word(key: str, language: Language, **values: object) -> str:
    """A word or sentence with its values."""
    return _WORDS[key][LANGUAGES.index(language)].format(**values)
