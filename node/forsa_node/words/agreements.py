"""Agreements: texts that parties ratify."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "agreement_file": {
        "fr": "Texte : « {title} » ({type}), version {version}, {clauses} clauses\n"
        "  Empreinte SHA-256 : {digest}",
        "ar": "النص: «{title}» ({type})، النسخة {version}، عدد البنود {clauses}\n"
        "  البصمة SHA-256: {digest}",
        "en": "Text: “{title}” ({type}), version {version}, {clauses} clauses\n  SHA-256: {digest}",
    },
    "agreement_file_needed": {
        "fr": "Il entre en vigueur à {needed} ratifications sur {parties} parties : {names}",
        "ar": "تدخل حيز التنفيذ عند {needed} من المصادقات، وعدد الأطراف {parties}: {names}",
        "en": "It is in force at {needed} ratifications of {parties} parties: {names}",
    },
    "agreement_file_all": {
        "fr": "Il entre en vigueur à {needed} ratifications. Ses parties sont ceux qui votent le "
        "jour où il est publié ; aujourd'hui {parties} : {names}",
        "ar": "تدخل حيز التنفيذ عند {needed} من المصادقات. أطرافها من لهم حق التصويت يوم نشرها؛ "
        "وعددهم اليوم {parties}: {names}",
        "en": "It is in force at {needed} ratifications. Its parties are those who may vote on the "
        "day it is published; today {parties}: {names}",
    },
    "agreement_ratify_by": {
        "fr": "Dernier jour pour ratifier : {day}",
        "ar": "آخر يوم للمصادقة: {day}",
        "en": "Last day to ratify: {day}",
    },
    "agreement_file_differs": {
        "fr": "Changements par rapport à la version {version} : {count}",
        "ar": "عدد التغييرات مقارنة بالنسخة {version}: {count}",
        "en": "Changes against version {version}: {count}",
    },
    "agreement_file_sibling": {
        "fr": "! Le numéro {number} est déjà un accord de ce type. Si ce texte le remplace, "
        "dites-le avec --replaces {number}.",
        "ar": "! الرقم {number} اتفاقية من هذا النوع. إن كان هذا النص يعوضها فاستعملوا "
        "--replaces {number}.",
        "en": "! Number {number} is an agreement of this type already. If this text replaces it, "
        "say --replaces {number}.",
    },
    "agreement_vote_title": {
        "fr": "Adoption : {title} (version {version})",
        "ar": "اعتماد: {title} (النسخة {version})",
        "en": "Adoption: {title} (version {version})",
    },
    "agreement_vote_text": {
        "fr": "Le texte joint, version {version}, est mis aux voix tel quel ({type}). S'il est "
        "adopté, il est publié mot pour mot et ouvert à la ratification ; {needed} ratifications "
        "le mettent en vigueur.",
        "ar": "يُعرض النص المرفق، النسخة {version}، على التصويت كما هو ({type}). وإذا اعتُمد نُشر "
        "حرفيا وفُتح للمصادقة، ويدخل حيز التنفيذ عند {needed} من المصادقات.",
        "en": "The attached text, version {version}, is put to the vote as it is ({type}). If it "
        "is adopted, it is published word for word and open for ratification; {needed} "
        "ratifications bring it into force.",
    },
    "agreement_name": {
        "fr": "{title} – version {version} (numéro {number})",
        "ar": "{title} – النسخة {version} (الرقم {number})",
        "en": "{title} – version {version} (number {number})",
    },
    "agreement_none": {
        "fr": "Aucun accord n'est encore publié.",
        "ar": "لا توجد أي اتفاقية منشورة بعد.",
        "en": "No agreement has been published yet.",
    },
    "agreement_parties": {
        "fr": "Parties : {count}",
        "ar": "عدد الأطراف: {count}",
        "en": "Parties: {count}",
    },
    "agreement_words_missing": {
        "fr": "Ses mots ne peuvent pas être montrés ici.",
        "ar": "لا يمكن عرض كلامها هنا.",
        "en": "Its words cannot be shown here.",
    },
    "agreement_other_languages": {
        "fr": "Le texte existe aussi en : {languages} (--full, ou --lang).",
        "ar": "النص موجود أيضا بـ: {languages} (--full أو --lang).",
        "en": "The text is there in these languages, too: {languages} (--full, or --lang).",
    },
    "agreement_digest": {
        "fr": "Empreinte SHA-256 du texte : {digest}",
        "ar": "بصمة النص SHA-256: {digest}",
        "en": "SHA-256 of the text: {digest}",
    },
    "agreement_text_served": {
        "fr": "Le texte n'est pas encore sur ce nœud : forsa-node sync.",
        "ar": "النص غير موجود بعد في هذه العقدة: forsa-node sync.",
        "en": "The text is not on this node yet: forsa-node sync.",
    },
    "agreement_text_held": {
        "fr": "Le texte est mis en attente : il n'est montré à personne.",
        "ar": "النص معلق: لا يُعرض على أحد.",
        "en": "The text is on hold: it is shown to nobody.",
    },
    "agreement_text_redacted": {
        "fr": "Le texte a été effacé.",
        "ar": "مُحي النص.",
        "en": "The text was erased.",
    },
    "agreement_voted": {
        "fr": "Texte mis aux voix : « {title} »",
        "ar": "النص المعروض على التصويت: «{title}»",
        "en": "Text that is voted on: “{title}”",
    },
    "draft_voted_text": {
        "fr": "Texte mis aux voix, empreinte SHA-256 : {digest}",
        "ar": "النص المعروض على التصويت، البصمة SHA-256: {digest}",
        "en": "Text that is put to the vote, SHA-256: {digest}",
    },
    "agreement_vote_read": {
        "fr": "Texte mis aux voix : « {title} »\n"
        "  Empreinte SHA-256 : {digest}\n"
        "  À lire en entier : forsa-node agreement show {folder} {which}",
        "ar": "النص المعروض على التصويت: «{title}»\n"
        "  البصمة SHA-256: {digest}\n"
        "  لقراءته كاملا: forsa-node agreement show {folder} {which}",
        "en": "Text that is voted on: “{title}”\n"
        "  SHA-256: {digest}\n"
        "  To read it whole: forsa-node agreement show {folder} {which}",
    },
    "agreement_vote_unread": {
        "fr": "Le texte mis aux voix ne peut pas être lu ici : synchronisez avant de voter "
        "(forsa-node sync {folder}).",
        "ar": "لا يمكن قراءة النص المعروض على التصويت هنا: قوموا بالمزامنة قبل التصويت "
        "(forsa-node sync {folder}).",
        "en": "The text that is voted on cannot be read here: synchronise before you vote "
        "(forsa-node sync {folder}).",
    },
    "agreement_voted_broken": {
        "fr": "! Ce texte enfreint {count} règles : adopté, il ne pourrait pas être publié.",
        "ar": "! هذا النص يخالف قواعد عددها {count}: ولو اعتُمد لما أمكن نشره.",
        "en": "! This text breaks {count} rules: adopted, it could not be published.",
    },
    "agreement_voted_differs": {
        "fr": "Ce qui change par rapport à la version publiée : "
        "forsa-node agreement diff {folder} {which}",
        "ar": "ما يتغير مقارنة بالنسخة المنشورة: forsa-node agreement diff {folder} {which}",
        "en": "What changes against the published version: "
        "forsa-node agreement diff {folder} {which}",
    },
    "agreement_same": {
        "fr": "Les deux textes sont les mêmes, mot pour mot.",
        "ar": "النصان متطابقان حرفيا.",
        "en": "Both texts are the same, word for word.",
    },
    "clause_added": {"fr": "ajoutée", "ar": "أضيف", "en": "added"},
    "clause_removed": {"fr": "supprimée", "ar": "حُذف", "en": "removed"},
    "clause_changed": {"fr": "modifiée", "ar": "عُدل", "en": "changed"},
    "clause_renumbered": {"fr": "renumérotée", "ar": "تغير رقمه", "en": "renumbered"},
    "clause_was": {
        "fr": "(était § {number})",
        "ar": "(كان § {number})",
        "en": "(was § {number})",
    },
    "agreement_changes_since": {
        "fr": "Ce qui a changé depuis la version {version}, que l'association avait ratifiée :",
        "ar": "ما تغير منذ النسخة {version} التي سبق أن صادقت عليها الجمعية:",
        "en": "What changed since version {version}, which the association had ratified:",
    },
    "agreement_act_ratify": {
        "fr": "Vous signez : {member} ratifie ce texte exact, version {version}.",
        "ar": "توقعون: {member} تصادق على هذا النص بعينه، النسخة {version}.",
        "en": "You sign: {member} ratifies this exact text, version {version}.",
    },
    "agreement_act_ratify_with_reservation": {
        "fr": "Vous signez : {member} ratifie ce texte exact, version {version}, avec une réserve "
        "que tous lisent. Elle compte comme ratification.",
        "ar": "توقعون: {member} تصادق على هذا النص بعينه، النسخة {version}، مع تحفظ يقرؤه الجميع. "
        "وتُحسب مصادقة.",
        "en": "You sign: {member} ratifies this exact text, version {version}, with a reservation "
        "that all read. It counts as a ratification.",
    },
    "agreement_act_refuse": {
        "fr": "Vous signez : {member} refuse ce texte, version {version}.",
        "ar": "توقعون: {member} ترفض هذا النص، النسخة {version}.",
        "en": "You sign: {member} refuses this text, version {version}.",
    },
    "agreement_act_withdraw": {
        "fr": "Vous signez : {member} se retire de ce texte, version {version}.",
        "ar": "توقعون: {member} تنسحب من هذا النص، النسخة {version}.",
        "en": "You sign: {member} withdraws from this text, version {version}.",
    },
    "agreement_count_then": {
        "fr": "Ratifications alors : {count} ; il en faut {needed} pour l'entrée en vigueur.",
        "ar": "سيصبح عدد المصادقات {count}؛ والمطلوب للسريان {needed}.",
        "en": "Ratifications then: {count}; {needed} bring it into force.",
    },
    "agreement_in_force_then": {
        "fr": "Le texte entre ainsi en vigueur.",
        "ar": "وبذلك يدخل النص حيز التنفيذ.",
        "en": "So the text comes into force.",
    },
    "agreement_stays_in_force": {
        "fr": "Le texte reste en vigueur pour les autres ; il ne l'est plus pour {member}.",
        "ar": "يبقى النص ساريا على الآخرين؛ ولا يسري على {member}.",
        "en": "The text stays in force for the others; it is not in force for {member} any more.",
    },
    "agreement_reservation": {
        "fr": "Réserve : {text}",
        "ar": "التحفظ: {text}",
        "en": "Reservation: {text}",
    },
    "agreement_minutes": {
        "fr": "Empreinte SHA-256 du procès-verbal : {digest}",
        "ar": "بصمة المحضر SHA-256: {digest}",
        "en": "SHA-256 of the minutes: {digest}",
    },
}
