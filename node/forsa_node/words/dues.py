"""What is due: the year's plan, what to hand in, what the office says to it."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "due_field_due_ms": {"fr": "échéance", "ar": "الأجل", "en": "due date"},
    "due_field_opens_ms": {"fr": "ouverture", "ar": "الفتح", "en": "opening"},
    "due_field_grace_days": {"fr": "jours de grâce", "ar": "أيام المهلة", "en": "days of grace"},
    "due_field_evidence_kind": {"fr": "pièce demandée", "ar": "الوثيقة المطلوبة", "en": "evidence"},
    "due_field_members": {"fr": "membres", "ar": "الأعضاء", "en": "members"},
    # --- on the status page of the office ---
    "due_many_late": {
        "fr": (
            "{title} : en retard ({count}) : {members} ; forsa-node due table --network --year "
            "{year}"
        ),
        "ar": (
            "{title}: المتأخرون ({count}): {members}؛ forsa-node due table --network --year {year}"
        ),
        "en": "{title}: late ({count}): {members}; forsa-node due table --network --year {year}",
    },
    # --- the plan ---
    "due_plan_head": {
        "fr": "Obligations {year} — à remettre jusqu'à {time} ({zone})",
        "ar": "التزامات {year} — إلى غاية {time} ({zone})",
        "en": "Obligations {year} — by {time} ({zone})",
    },
    "due_end_of_day": {
        "fr": "la fin du jour",
        "ar": "نهاية اليوم",
        "en": "the end of the day",
    },
    "due_plan_new": {
        "fr": "nouveau    {title} : {day}, grâce {grace} ; {members} ; preuve : {evidence}",
        "ar": "جديد       {title}: {day}، مهلة إضافية {grace}؛ {members}؛ الحجة: {evidence}",
        "en": "new        {title}: {day}, grace {grace}; {members}; evidence: {evidence}",
    },
    "due_plan_changed": {
        "fr": "changé     {title} : {day}, grâce {grace} ; {members} ; preuve : {evidence}",
        "ar": "مُعدَّل      {title}: {day}، مهلة إضافية {grace}؛ {members}؛ الحجة: {evidence}",
        "en": "changed    {title}: {day}, grace {grace}; {members}; evidence: {evidence}",
    },
    "due_plan_same": {
        "fr": "inchangé   {title} : {day}, grâce {grace} ; {members} ; preuve : {evidence}",
        "ar": "كما هو     {title}: {day}، مهلة إضافية {grace}؛ {members}؛ الحجة: {evidence}",
        "en": "unchanged  {title}: {day}, grace {grace}; {members}; evidence: {evidence}",
    },
    "due_plan_left": {
        "fr": "hors du fichier : {title}, {day}. Reste demandé ; pour le retirer : forsa-node "
        "withdraw {folder} {which} --reason …",
        "ar": "ليس في الملف: {title}، {day}. يبقى مطلوبا؛ ولسحبه: forsa-node withdraw {folder} "
        "{which} --reason …",
        "en": "not in the file: {title}, {day}. It stays; to take it back: forsa-node withdraw "
        "{folder} {which} --reason …",
    },
    "due_plan_nothing": {
        "fr": "Rien à publier : tout est déjà demandé ainsi.",
        "ar": "لا شيء للنشر: كل شيء مطلوب هكذا من قبل.",
        "en": "Nothing to publish: all of it is asked for already.",
    },
    "due_all_members": {"fr": "tous les membres", "ar": "كل الأعضاء", "en": "all members"},
    "due_files": {"fr": "fichiers joints", "ar": "ملفات مرفقة", "en": "attached files"},
    "due_and": {"fr": ", ", "ar": "، ", "en": ", "},
    "due_moved": {
        "fr": "    déplacé du {was} : {why}",
        "ar": "    مؤجل من {was}: {why}",
        "en": "    moved from {was}: {why}",
    },
    "due_plan_past": {
        "fr": "    attention : cette échéance est déjà passée",
        "ar": "    انتباه: هذا الأجل مضى",
        "en": "    mind: this due date is past already",
    },
    "due_weekend": {
        "fr": "{day} est un jour de repos",
        "ar": "{day} يوم راحة",
        "en": "{day} is a weekend",
    },
    "due_half_day": {
        "fr": "l'après-midi du {day} est libre",
        "ar": "بعد زوال {day} عطلة",
        "en": "the afternoon of {day} is free",
    },
    "due_holiday": {
        "fr": "{day} est férié {name}",
        "ar": "{day} عطلة {name}",
        "en": "{day} is a holiday {name}",
    },
    "due_changed": {
        "fr": "    change : {names}",
        "ar": "    يتغير: {names}",
        "en": "    changes: {names}",
    },
    "due_changed_day": {
        "fr": "    change : {names} (échéance jusqu'ici : {was})",
        "ar": "    يتغير: {names} (الأجل إلى الآن: {was})",
        "en": "    changes: {names} (due so far: {was})",
    },
    # --- lists ---
    "due_as_of": {
        "fr": "D'après le journal jusqu'au {time} :",
        "ar": "حسب السجل إلى غاية {time}:",
        "en": "By the log up to {time}:",
    },
    "due_line": {
        "fr": "{code} · {title} — {says}",
        "ar": "{code} · {title} — {says}",
        "en": "{code} · {title} — {says}",
    },
    "due_on_its_way": {
        "fr": "remise signée, en route vers le réseau",
        "ar": "التقديم موقَّع، وفي طريقه إلى الشبكة",
        "en": "handed in, on its way to the network",
    },
    "due_evidence_asked": {
        "fr": "preuve demandée : {asked}",
        "ar": "الحجة المطلوبة: {asked}",
        "en": "evidence asked for: {asked}",
    },
    "due_none": {
        "fr": "Rien n'est à remettre (--all montre tout).",
        "ar": "لا شيء مطلوب تقديمه (--all يعرض الكل).",
        "en": "Nothing is to be handed in (--all shows everything).",
    },
    "due_to_review": {
        "fr": "{count} à examiner : forsa-node due review {folder}",
        "ar": "{count} للفحص: forsa-node due review {folder}",
        "en": "{count} to look at: forsa-node due review {folder}",
    },
    "due_review_line": {
        "fr": "n° {index} · {member} : {title} — {says}",
        "ar": "رقم {index} · {member}: {title} — {says}",
        "en": "no. {index} · {member}: {title} — {says}",
    },
    "due_review_none": {
        "fr": "Rien n'attend d'être examiné.",
        "ar": "لا شيء ينتظر الفحص.",
        "en": "Nothing waits to be looked at.",
    },
    "due_reading": {
        "fr": "Lecture du journal",
        "ar": "قراءة السجل",
        "en": "Reading the log",
    },
    "due_table_head": {
        "fr": "Obligations {year} — les retards se comptent par l'heure du journal",
        "ar": "التزامات {year} — يُحسب التأخر بوقت السجل",
        "en": "Obligations {year} — delays are counted by the log's time",
    },
    "due_table_row": {
        "fr": "    {member} : {says}",
        "ar": "    {member}: {says}",
        "en": "    {member}: {says}",
    },
    "due_count": {
        "fr": "{standing} : {number}",
        "ar": "{standing}: {number}",
        "en": "{standing}: {number}",
    },
    "due_overview_written": {
        "fr": "Écrit : {path} ({count} lignes)",
        "ar": "كُتب: {path} (عدد الأسطر {count})",
        "en": "Written: {path} ({count} rows)",
    },
    # --- handing in ---
    "due_hand_in": {
        "fr": "Remettre : {title} — {says}",
        "ar": "تقديم: {title} — {says}",
        "en": "Hand in: {title} — {says}",
    },
    "due_shown": {"fr": "Preuve : {shown}", "ar": "الحجة: {shown}", "en": "Evidence: {shown}"},
    "due_seen_by": {
        "fr": "Tous les membres du réseau le voient.",
        "ar": "يراه كل أعضاء الشبكة.",
        "en": "All members of the network see it.",
    },
    "due_scan": {
        "fr": "Document scanné : {title}",
        "ar": "وثيقة ممسوحة ضوئيا: {title}",
        "en": "Scanned document: {title}",
    },
    "due_asks": {
        "fr": "{title} demande comme preuve : {evidence}.",
        "ar": "{title} يتطلب حجة: {evidence}.",
        "en": "{title} asks for evidence: {evidence}.",
    },
    "due_fitting": {
        "fr": "  {which}  {title}",
        "ar": "  {which}  {title}",
        "en": "  {which}  {title}",
    },
    "due_choose": {
        "fr": "Ajoutez à la commande le numéro de celui que vous remettez. Rien n'est signé.",
        "ar": "أضيفوا إلى الأمر رقم ما تقدمونه. لم يُوقَّع شيء.",
        "en": "Add the number of the one you hand in to the command. Nothing is signed.",
    },
    "due_no_fitting": {
        "fr": "Vous n'avez encore rien publié qui convienne : publiez d'abord ({evidence}), puis "
        "remettez-le.",
        "ar": "لم تنشروا بعد ما يناسب: انشروا أولا ({evidence}) ثم قدموه.",
        "en": "You have published nothing that fits yet: publish it first ({evidence}), then hand "
        "it in.",
    },
    "due_name_files": {
        "fr": "Ajoutez les fichiers à la commande. Rien n'est signé.",
        "ar": "أضيفوا الملفات إلى الأمر. لم يُوقَّع شيء.",
        "en": "Add the files to the command. Nothing is signed.",
    },
    # --- the office ---
    "due_accepted": {
        "fr": "Accepter ce que {member} a remis : {title} — {says}",
        "ar": "قبول ما قدمه {member}: {title} — {says}",
        "en": "Accept what {member} handed in: {title} — {says}",
    },
    "due_returned": {
        "fr": "Rendre à {member} pour compléter : {title} — {says}",
        "ar": "إرجاعه إلى {member} لاستكماله: {title} — {says}",
        "en": "Return to {member} to be completed: {title} — {says}",
    },
    "due_waives": {
        "fr": "Dispenser {member} de : {title}",
        "ar": "إعفاء {member} من: {title}",
        "en": "Waive for {member}: {title}",
    },
    "due_accept_or_return": {
        "fr": "dites --accept, ou --return avec le motif ; pas les deux.",
        "ar": "اكتبوا --accept أو --return مع السبب؛ لا كليهما.",
        "en": "say --accept, or --return with the reason; not both.",
    },
    "due_year_form": {
        "fr": "« {year} » n'est pas une année scolaire de la forme 2026-2027.",
        "ar": "«{year}» ليس موسما دراسيا على شكل 2026-2027.",
        "en": "“{year}” is not a school year of the form 2026-2027.",
    },
}
