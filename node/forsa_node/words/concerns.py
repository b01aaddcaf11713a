"""What is said of what concerns this member, or waits for the secretariat."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "concern_provisional": {
        "fr": "Votre association est membre provisoire : elle publie, et ne vote pas encore.",
        "ar": "جمعيتكم عضو مؤقت: تنشر ولا تصوت بعد.",
        "en": "Your association is a provisional member: it publishes, and has no vote yet.",
    },
    "concern_suspended": {
        "fr": (
            "! Votre association est suspendue depuis le {day} (n° {index}) : elle lit, et ne "
            "publie ni ne vote. Recours dans les délais jusqu'au {until} : forsa-node appeal open "
            "{folder} {index}"
        ),
        "ar": (
            "! عضوية جمعيتكم معلقة منذ {day} (رقم {index}): تقرأ ولا تنشر ولا تصوت. أجل الطعن إلى "
            "غاية {until}: forsa-node appeal open {folder} {index}"
        ),
        "en": (
            "! Your association is suspended since {day} (number {index}): it reads, and neither "
            "publishes nor votes. An appeal is in time until {until}: forsa-node appeal open "
            "{folder} {index}"
        ),
    },
    "concern_expelled": {
        "fr": (
            "! Votre association est exclue du réseau depuis le {day} (n° {index}). Recours dans "
            "les délais jusqu'au {until} : forsa-node appeal open {folder} {index}"
        ),
        "ar": (
            "! جمعيتكم مقصاة من الشبكة منذ {day} (رقم {index}). أجل الطعن إلى غاية {until}: "
            "forsa-node appeal open {folder} {index}"
        ),
        "en": (
            "! Your association is expelled from the network since {day} (number {index}). An "
            "appeal is in time until {until}: forsa-node appeal open {folder} {index}"
        ),
    },
    "concern_sanction": {
        "fr": "! Procédure envers votre association : {code} (n° {index}).",
        "ar": "! مسطرة في حق جمعيتكم: {code} (رقم {index}).",
        "en": "! A procedure against your association: {code} (number {index}).",
    },
    "concern_grounds": {
        "fr": "Ses motifs : forsa-node sanction show {folder} {index}",
        "ar": "أسبابها: forsa-node sanction show {folder} {index}",
        "en": "Its grounds: forsa-node sanction show {folder} {index}",
    },
    "concern_hearing": {
        "fr": "Audition le {time}.",
        "ar": "جلسة الاستماع في {time}.",
        "en": "Hearing on {time}.",
    },
    "concern_appeal": {
        "fr": "Recours dans les délais jusqu'au {day} : forsa-node appeal open {folder} {index}.",
        "ar": "أجل الطعن إلى غاية {day}: forsa-node appeal open {folder} {index}.",
        "en": "An appeal is in time until {day}: forsa-node appeal open {folder} {index}.",
    },
    "concern_hold": {
        "fr": (
            "! Votre texte {what} est en attente jusqu'au {day} : {reason}. Personne ne le lit "
            "d'ici là. Pour l'effacer partout vous-même : forsa-node redact {folder} {which} "
            "--reason {why}"
        ),
        "ar": (
            "! نصكم {what} معلق إلى {day}: {reason}. لا يقرؤه أحد إلى ذلك الحين. لمحوه بأنفسكم في "
            "كل مكان: forsa-node redact {folder} {which} --reason {why}"
        ),
        "en": (
            "! Your text {what} is on hold until {day}: {reason}. Nobody reads it until then. To "
            "erase it everywhere yourselves: forsa-node redact {folder} {which} --reason {why}"
        ),
    },
    "concern_own_flagged": {
        "fr": (
            "! {by} signale votre texte {what} : {reason} (n° {index}). Le corriger : forsa-node "
            "draft revise {folder} {which} ; l'effacer partout : forsa-node redact {folder} "
            "{which} --reason {why}"
        ),
        "ar": (
            "! تبلغ {by} عن نصكم {what}: {reason} (رقم {index}). لتصحيحه: forsa-node draft revise "
            "{folder} {which}؛ ولمحوه في كل مكان: forsa-node redact {folder} {which} --reason {why}"
        ),
        "en": (
            "! {by} flags your text {what}: {reason} (number {index}). To correct it: forsa-node "
            "draft revise {folder} {which}; to erase it everywhere: forsa-node redact {folder} "
            "{which} --reason {why}"
        ),
    },
    "concern_flag": {
        "fr": (
            "! {by} signale {what} : {reason} (n° {index}). Attend une réponse : forsa-node hold "
            "{folder} {which}, ou comment ; voyez forsa-node moderation flags {folder}"
        ),
        "ar": (
            "! تبلغ {by} عن {what}: {reason} (رقم {index}). ينتظر جوابا: forsa-node hold {folder} "
            "{which} أو comment؛ انظروا forsa-node moderation flags {folder}"
        ),
        "en": (
            "! {by} flags {what}: {reason} (number {index}). Waits for an answer: forsa-node hold "
            "{folder} {which}, or comment; see forsa-node moderation flags {folder}"
        ),
    },
    "concern_appealed": {
        "fr": (
            "Le recours de {by} (n° {index}) attend une réponse : forsa-node appeal list {folder}"
        ),
        "ar": "ينتظر طعن {by} (رقم {index}) جوابا: forsa-node appeal list {folder}",
        "en": (
            "The appeal of {by} (number {index}) waits for an answer: forsa-node appeal list "
            "{folder}"
        ),
    },
    "concern_candidates": {
        "fr": "Membres provisoires, sans droit de vote ({count}) : {members}",
        "ar": "الأعضاء المؤقتون، دون حق التصويت ({count}): {members}",
        "en": "Provisional members, without a vote ({count}): {members}",
    },
}
