"""What is around a work, and by what search results divide."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "credit_work": {
        "fr": "{title} (n° {index}) : {maturity}{note}",
        "ar": "{title} (رقم {index}): {maturity}{note}",
        "en": "{title} (no. {index}): {maturity}{note}",
    },
    "credit_adoption": {
        "fr": "  n° {index} · {member}, {region}, {fidelity} : {verdict}{note}",
        "ar": "  رقم {index} · {member}، {region}، {fidelity}: {verdict}{note}",
        "en": "  no. {index} · {member}, {region}, {fidelity}: {verdict}{note}",
    },
    "credit_review": {
        "fr": "  n° {index} · avis de {member} : {recommendation}{note}",
        "ar": "  رقم {index} · رأي {member}: {recommendation}{note}",
        "en": "  no. {index} · review by {member}: {recommendation}{note}",
    },
    "credit_mean": {
        "fr": "  {criterion} : {mean} sur 4 ({count} avis)",
        "ar": "  {criterion}: {mean} من 4 (عدد الآراء: {count})",
        "en": "  {criterion}: {mean} of 4 ({count} reviews)",
    },
    "credit_translation": {
        "fr": "  n° {index} · {language}, par {member}, traduction {method}{note}",
        "ar": "  رقم {index} · {language}، من {member}، ترجمة {method}{note}",
        "en": "  no. {index} · {language}, by {member}, {method} translation{note}",
    },
    "credit_comments": {
        "fr": "  questions et remarques : {count}",
        "ar": "  أسئلة وملاحظات: {count}",
        "en": "  questions and remarks: {count}",
    },
    "note_withdrawn": {
        "fr": " (retiré)",
        "ar": " (مسحوب)",
        "en": " (withdrawn)",
    },
    "note_hidden": {
        "fr": " (non montré)",
        "ar": " (غير معروض)",
        "en": " (not shown)",
    },
    "note_conflict": {
        "fr": " (lien déclaré : non compté)",
        "ar": " (صلة مصرح بها: غير محتسب)",
        "en": " (declared a tie: not counted)",
    },
    "note_own": {
        "fr": " (de l'auteur lui-même : non compté)",
        "ar": " (من صاحبه نفسه: غير محتسب)",
        "en": " (by the author: not counted)",
    },
    "note_superseded": {
        "fr": " (remplacé par un avis plus récent)",
        "ar": " (حل محله رأي أحدث)",
        "en": " (a later review counts in its place)",
    },
    "note_late": {
        "fr": " (après le retrait)",
        "ar": " (بعد السحب)",
        "en": " (after the withdrawal)",
    },
    "note_waiting": {
        "fr": " (en attente d'envoi)",
        "ar": " (في انتظار الإرسال)",
        "en": " (waiting to be sent)",
    },
    "note_changed": {
        "fr": " (modifié depuis)",
        "ar": " (عُدّل لاحقا)",
        "en": " (changed since)",
    },
    "accepts_alone": {
        "fr": "--accepts retient une réponse, sans --text ni --as : pour ajouter un mot, donnez "
        "une autre commande.",
        "ar": "--accepts تعتمد جوابا دون --text ولا --as: لإضافة كلمة أعطوا أمرا آخر.",
        "en": "--accepts accepts an answer, without --text and --as: to add a word, give another "
        "command.",
    },
    "note_older": {
        "fr": " (sur une version plus ancienne : n° {index}{edition})",
        "ar": " (عن نسخة أقدم: رقم {index}{edition})",
        "en": " (of an older version: no. {index}{edition})",
    },
    "note_outdated": {
        "fr": " (d'une version plus ancienne)",
        "ar": " (لنسخة أقدم)",
        "en": " (of an older version)",
    },
    "note_machine": {
        "fr": " (traduction automatique)",
        "ar": " (ترجمة آلية)",
        "en": " (machine translation)",
    },
    "shown_withdrawn": {
        "fr": "RETIRÉ par son auteur : {reason}",
        "ar": "سحبه صاحبه: {reason}",
        "en": "WITHDRAWN by its author: {reason}",
    },
    "shown_kept": {
        "fr": "Ce que ce nœud en a reste sur son disque, sans être montré ni donné, jusqu'à un "
        "effacement que le réseau décide.",
        "ar": "ما لدى هذه العقدة منه يبقى على قرصها دون أن يُعرض أو يُعطى، إلى أن تقرر الشبكة محوه.",
        "en": "What this node has of it stays on its disk, neither shown nor given, until the "
        "network decides to erase it.",
    },
    "flag_seen_by": {
        "fr": "Un signalement est lu par tous les membres du réseau, et non par le public : "
        "n'y nommez personne.",
        "ar": "التبليغ يقرؤه كل أعضاء الشبكة لا العموم: لا تذكروا فيه اسم أي شخص.",
        "en": "A flag is read by all members of the network, and not by the public: name nobody "
        "in it.",
    },
    "shown_flag": {
        "fr": "Signalement ({reason}) de l'enregistrement n° {index} : {about}",
        "ar": "تبليغ ({reason}) عن التسجيل رقم {index}: {about}",
        "en": "Flag ({reason}) on record no. {index}: {about}",
    },
    "shown_flag_unknown": {
        "fr": "Signalement ({reason}) d'un enregistrement qui n'est pas ici : {about}",
        "ar": "تبليغ ({reason}) عن تسجيل غير موجود هنا: {about}",
        "en": "Flag ({reason}) on a record that is not here: {about}",
    },
    "flag_identifies_person": {
        "fr": "on y reconnaît une personne",
        "ar": "يكشف هوية شخص",
        "en": "somebody can be recognised",
    },
    "flag_unsafe": {"fr": "dangereux", "ar": "خطير", "en": "unsafe"},
    "flag_copyright": {"fr": "droits d'auteur", "ar": "حقوق المؤلف", "en": "copyright"},
    "flag_wrong_language": {"fr": "langue erronée", "ar": "لغة غير صحيحة", "en": "wrong language"},
    "flag_duplicate": {"fr": "doublon", "ar": "مكرر", "en": "duplicate"},
    "flag_other": {"fr": "autre raison", "ar": "سبب آخر", "en": "another reason"},
    "withdrawal_means": {
        "fr": "Les copies restent dans les nœuds, et ne sont plus montrées. Pour effacer le texte "
        "et les fichiers pour de bon, adressez-vous au secrétariat.",
        "ar": "تبقى النسخ في العقد ولا تُعرض بعد الآن. لمحو النص والملفات نهائيا "
        "توجهوا إلى الكتابة.",
        "en": "Copies stay on the nodes, and are no longer shown. To have the text and files "
        "erased for good, ask the secretariat.",
    },
    "shown_superseded": {
        "fr": "Une version plus récente existe : n° {index}",
        "ar": "توجد نسخة أحدث: رقم {index}",
        "en": "There is a newer version: no. {index}",
    },
    "shown_concurrent": {
        "fr": "Une autre version de votre membre, « {title} », a été écrite en même temps et "
        "refusée. Pour réunir les deux : forsa-node draft merge {folder} {which}",
        "ar": "كُتبت نسخة أخرى من عضوكم «{title}» في الوقت نفسه ورُفضت. لجمع النسختين: "
        "forsa-node draft merge {folder} {which}",
        "en": "Another version by your member, “{title}”, was written at the same time and "
        "refused. To join the two: forsa-node draft merge {folder} {which}",
    },
    "shown_maturity": {
        "fr": "Maturité : {maturity}",
        "ar": "النضج: {maturity}",
        "en": "Maturity: {maturity}",
    },
    "shown_left_out": {
        "fr": "Autres langues de ce texte : {languages}. Pour tout voir : --full.",
        "ar": "لغات أخرى لهذا النص: {languages}. لرؤية الكل: --full.",
        "en": "Other languages of this text: {languages}. To see all of it: --full.",
    },
    "shown_translation": {
        "fr": "Traduit par {member}{note} :",
        "ar": "ترجمة {member}{note}:",
        "en": "Translated by {member}{note}:",
    },
    "shown_comment": {
        "fr": "{indent}n° {index} · {member}, {kind}{accepted} : {text}{note}",
        "ar": "{indent}رقم {index} · {member}، {kind}{accepted}: {text}{note}",
        "en": "{indent}no. {index} · {member}, {kind}{accepted}: {text}{note}",
    },
    "shown_version": {
        "fr": "  n° {index} {edition}{note}",
        "ar": "  رقم {index} {edition}{note}",
        "en": "  no. {index} {edition}{note}",
    },
    "shown_file": {
        "fr": "  {name} · {role} · {size} octets",
        "ar": "  {name} · {role} · {size} بايت",
        "en": "  {name} · {role} · {size} bytes",
    },
    "related_to": {
        "fr": "  {relation} → {title} (n° {index}, {member})",
        "ar": "  {relation} ← {title} (رقم {index}، {member})",
        "en": "  {relation} → {title} (no. {index}, {member})",
    },
    "related_from": {
        "fr": "  {title} (n° {index}, {member}) : {relation} → celui-ci",
        "ar": "  {title} (رقم {index}، {member}): {relation} ← هذا",
        "en": "  {title} (no. {index}, {member}): {relation} → this one",
    },
    "comment_accepted": {
        "fr": " (réponse retenue)",
        "ar": " (الجواب المعتمد)",
        "en": " (accepted answer)",
    },
    "comment_withdrawn": {
        "fr": "retiré par son auteur",
        "ar": "سحبه صاحبه",
        "en": "withdrawn by its author",
    },
    "comment_hidden": {
        "fr": "texte non montré",
        "ar": "نص غير معروض",
        "en": "text not shown",
    },
    "head_files": {
        "fr": "Fichiers",
        "ar": "الملفات",
        "en": "Files",
    },
    "head_versions": {
        "fr": "Versions",
        "ar": "النسخ",
        "en": "Versions",
    },
    "head_related": {
        "fr": "Liens",
        "ar": "الروابط",
        "en": "Relations",
    },
    "head_adoptions": {
        "fr": "Mis en œuvre ailleurs",
        "ar": "التنزيل في أماكن أخرى",
        "en": "Used elsewhere",
    },
    "head_reviews": {
        "fr": "Avis",
        "ar": "الآراء",
        "en": "Reviews",
    },
    "head_translations": {
        "fr": "Traductions",
        "ar": "الترجمات",
        "en": "Translations",
    },
    "head_comments": {
        "fr": "Questions et remarques",
        "ar": "أسئلة وملاحظات",
        "en": "Questions and remarks",
    },
    "list_about": {
        "fr": "{gist} → {title} (n° {index})",
        "ar": "{gist} ← {title} (رقم {index})",
        "en": "{gist} → {title} (no. {index})",
    },
    "shown_about": {
        "fr": "À propos de n° {index} : {about}",
        "ar": "عن رقم {index}: {about}",
        "en": "About no. {index}: {about}",
    },
    "list_withdrawn": {
        "fr": "retiré",
        "ar": "مسحوب",
        "en": "withdrawn",
    },
    "facet_kind": {
        "fr": "Nature",
        "ar": "النوع",
        "en": "Kind",
    },
    "facet_theme": {
        "fr": "Thème",
        "ar": "الموضوع",
        "en": "Theme",
    },
    "facet_region": {
        "fr": "Région",
        "ar": "الجهة",
        "en": "Region",
    },
    "facet_language": {
        "fr": "Langue",
        "ar": "اللغة",
        "en": "Language",
    },
    "facet_strand": {
        "fr": "Volet",
        "ar": "المكون",
        "en": "Strand",
    },
    "facet_trade": {
        "fr": "Métier",
        "ar": "المهنة",
        "en": "Trade",
    },
    "facet_maturity": {
        "fr": "Maturité",
        "ar": "النضج",
        "en": "Maturity",
    },
    "facet_member": {
        "fr": "Membre",
        "ar": "العضو",
        "en": "Member",
    },
    "facet_year": {
        "fr": "Année",
        "ar": "السنة",
        "en": "Year",
    },
}
