"""Help: agreements, what is in force and for whom."""

from typing import Final

from forsa.client.help_words import HelpTable

_OF_AN_ACT: Final[HelpTable] = {
    "--minutes": {
        "fr": "Le procès-verbal qui l'a décidé : seule son empreinte est publiée.",
        "ar": "المحضر الذي قرر ذلك: لا تُنشر إلا بصمته.",
    },
    "--date": {
        "fr": "Jour de cette décision (2026-09-30).",
        "ar": "يوم ذلك القرار (2026-09-30).",
    },
}
"""Options that ratifying, refusing and withdrawing share."""

HELP: Final[HelpTable] = {
    "agreement": {
        "fr": "Les accords : lire un texte, le ratifier ou le refuser, voir ce qui est en vigueur "
        "et pour qui.",
        "ar": "الاتفاقيات: قراءة نص والمصادقة عليه أو رفضه، ومعرفة ما هو سار وعلى من.",
    },
    "agreement list": {
        "fr": "Tous les accords : la version en vigueur, et la plus récente si c'est une autre.",
        "ar": "كل الاتفاقيات: النسخة السارية، والأحدث إن كانت غيرها.",
    },
    "agreement list --at": {
        "fr": "Tels qu'ils étaient ce jour-là (2026-09-30).",
        "ar": "كما كانت في ذلك اليوم (2026-09-30).",
    },
    "agreement show": {
        "fr": "Le texte WHICH, où il en est, et ce que chaque partie en a fait.\n\n"
        "D'une proposition : le texte mis aux voix.",
        "ar": "النص WHICH ووضعيته وما فعله كل طرف.\n\nوفي حالة مقترح: النص المعروض على التصويت.",
    },
    "agreement show --at": {
        "fr": "Tel qu'il était ce jour-là (2026-09-30).",
        "ar": "كما كان في ذلك اليوم (2026-09-30).",
    },
    "agreement show --full": {
        "fr": "Ses clauses dans toutes les langues.",
        "ar": "بنوده بكل اللغات.",
    },
    "agreement show --to": {
        "fr": "L'écrire avec ses ratifications dans un nouveau fichier : .html à imprimer, ou "
        ".txt.",
        "ar": "كتابته مع المصادقات في ملف جديد: .html للطباعة أو .txt.",
    },
    "agreement status": {
        "fr": "Où en est WHICH : en vigueur depuis quand, pour qui, et qui ne s'est pas prononcé.",
        "ar": "وضعية WHICH: منذ متى يسري وعلى من، ومن لم يتخذ موقفا بعد.",
    },
    "agreement status --at": {
        "fr": "Tel qu'il était ce jour-là (2026-09-30).",
        "ar": "كما كان في ذلك اليوم (2026-09-30).",
    },
    "agreement diff": {
        "fr": "Ce qui a changé dans WHICH, clause par clause : depuis OTHER, ou depuis la version "
        "d'avant.\n\n[-mots-] : supprimés ; {+mots+} : nouveaux. WHICH peut être une proposition.",
        "ar": "ما تغير في WHICH بندا بندا: منذ OTHER أو منذ النسخة السابقة.\n\n"
        "[-كلمات-]: محذوفة؛ {+كلمات+}: جديدة. ويمكن أن يكون WHICH مقترحا.",
    },
    "agreement diff OTHER": {
        "fr": "La version d'avant, avec laquelle on compare.",
        "ar": "النسخة السابقة التي تُقارن بها.",
        "en": "The earlier version to compare with.",
    },
    "agreement publish": {
        "fr": "Publiez FILE comme accord entre ses parties ; il commence par template agreement."
        "\n\nCharte, règlement intérieur et convention du réseau se votent : proposal open "
        "--agreement.",
        "ar": "انشروا FILE كاتفاقية بين أطرافها؛ يبدأ من template agreement.\n\n"
        "أما الميثاق والنظام الداخلي واتفاقية الشبكة فيُصوت عليها: proposal open --agreement.",
    },
    "agreement publish FILE": {
        "fr": "L'accord : un fichier Markdown, français et arabe côte à côte.",
        "ar": "الاتفاقية: ملف Markdown بالفرنسية والعربية جنبا إلى جنب.",
        "en": "The agreement: a Markdown file, French and Arabic side by side.",
    },
    "agreement publish --replaces": {
        "fr": "L'enregistrement dont FILE est une nouvelle version.",
        "ar": "التسجيل الذي FILE نسخة جديدة منه.",
    },
    "agreement publish --audience": {
        "fr": "Qui peut le lire : network, public ou un groupe.",
        "ar": "من يمكنه قراءتها: network أو public أو مجموعة.",
    },
    "agreement ratify": {
        "fr": "Ratifiez le texte exact WHICH au nom de l'association ; il est montré d'abord, ou "
        "ce qui y a changé.",
        "ar": "صادقوا على النص WHICH بعينه باسم الجمعية؛ يُعرض أولا، أو يُعرض ما تغير فيه.",
    },
    "agreement ratify --reservation": {
        "fr": "Ratifier avec cette réserve, que tous lisent.",
        "ar": "المصادقة مع هذا التحفظ الذي يقرؤه الجميع.",
    },
    "agreement ratify --text-lang": {
        "fr": "Langue de la réserve ; par défaut : --lang.",
        "ar": "لغة التحفظ؛ افتراضيا: --lang.",
    },
    "agreement refuse": {
        "fr": "Refusez le texte WHICH ; on peut encore le ratifier tant que le délai court.",
        "ar": "ارفضوا النص WHICH؛ وتبقى المصادقة ممكنة ما دام الأجل قائما.",
    },
    "agreement withdraw": {
        "fr": "Retirez-vous du texte WHICH : il n'est plus en vigueur pour cette association.",
        "ar": "انسحبوا من النص WHICH: لم يعد ساريا على هذه الجمعية.",
    },
    **{
        f"agreement {name} {option}": texts
        for name in ("ratify", "refuse", "withdraw")
        for option, texts in _OF_AN_ACT.items()
    },
}
