"""Releases of outcomes: prepared, looked at, approved, sent."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "release_population": {
        "fr": "Tous les apprenants inscrits le {day} dans les centres de l'association.",
        "ar": "كل المتعلمين المسجلين يوم {day} في مراكز الجمعية.",
        "en": "All learners enrolled on {day} in the centres of the association.",
    },
    "release_hidden_number": {
        "fr": "Du caractère {start} au caractère {end} du texte en {language}, un nombre dit ce "
        "que les tableaux cachent. Retirez-le, ou écrivez la phrase autrement.",
        "ar": "من الحرف {start} إلى الحرف {end} في النص بلغة {language} عدد يقول ما تخفيه "
        "الجداول. احذفوه أو اكتبوا الجملة بشكل آخر.",
        "en": "From character {start} to {end} of the text in {language} a number says what the "
        "tables hide. Take it out, or write the sentence another way.",
    },
    "release_at_work": {
        "fr": "Protection et contrôle des tableaux",
        "ar": "حماية الجداول ومراقبتها",
        "en": "Protecting and auditing the tables",
    },
    "release_title": {
        "fr": "Publication : {title}",
        "ar": "منشور: {title}",
        "en": "Release: {title}",
    },
    "audience_public": {
        "fr": "tout le monde",
        "ar": "الجميع",
        "en": "everybody",
    },
    "audience_network": {
        "fr": "les membres du réseau",
        "ar": "أعضاء الشبكة",
        "en": "the members of the network",
    },
    "release_public": {
        "fr": "CE QUE TOUS VERRONT ({audience})\n"
        "  Produit {product} · effectif publié {n} · centres {centres} sur {all_centres}\n"
        "  Situation au {day} · récépissé CNDP {legal_basis}\n"
        "  Publications antérieures contrôlées avec celle-ci : {earlier}",
        "ar": "ما سيراه الجميع ({audience})\n"
        "  المنتج {product} · العدد المنشور {n} · المراكز {centres} من {all_centres}\n"
        "  الوضعية يوم {day} · وصل اللجنة الوطنية {legal_basis}\n"
        "  منشورات سابقة رُوقبت مع هذا: {earlier}",
        "en": "WHAT EVERYBODY WILL SEE ({audience})\n"
        "  Product {product} · published enrolment {n} · centres {centres} of {all_centres}\n"
        "  As of {day} · receipt of the data protection commission {legal_basis}\n"
        "  Earlier releases audited with it: {earlier}",
    },
    "release_population_name": {
        "fr": "Population",
        "ar": "الفئة المعنية",
        "en": "Population",
    },
    "release_limits_name": {
        "fr": "Limites",
        "ar": "الحدود",
        "en": "Limits",
    },
    "release_correction_reason_name": {
        "fr": "Raison de la correction",
        "ar": "سبب التصحيح",
        "en": "Reason of the correction",
    },
    "release_held": {
        "fr": (
            "ATTENTION, tableaux qui restent aux chiffres provisoires (*) : {held} sur {count}. "
            "Leurs corrections sont trop petites pour paraître sans révéler quelqu'un, et après "
            "cette version définitive ce moment ne se publie plus. Attendez d'autres corrections, "
            "si elles peuvent venir."
        ),
        "ar": (
            "تنبيه، جداول تبقى بأرقامها المؤقتة (*): {held} من {count}. تصحيحاتها أصغر من أن "
            "تظهر دون كشف أحد، ولا يُنشر هذا الأجل مرة أخرى بعد هذه الصيغة النهائية. انتظروا "
            "تصحيحات أخرى إن كان ورودها ممكنا."
        ),
        "en": (
            "ATTENTION, tables that stay at their provisional figures (*): {held} of {count}. "
            "Their corrections are too small to appear without telling of somebody, and after "
            "this final version the point is published no more. Wait for other corrections, if "
            "they may come."
        ),
    },
    "release_changed": {
        "fr": "CE QUI CHANGE pour tous depuis la version provisoire ({count} cases)",
        "ar": "ما يتغير للجميع منذ الصيغة المؤقتة (الخانات: {count})",
        "en": "WHAT CHANGES for everybody since the provisional version ({count} cells)",
    },
    "release_change": {
        "fr": "  {name} : {before} avant, {after} maintenant",
        "ar": "  {name}: {before} من قبل، {after} الآن",
        "en": "  {name}: {before} before, {after} now",
    },
    "release_marks": {
        "fr": "  ● caché    – non collecté    * révision en attente",
        "ar": "  ● مخفي    – غير متوفر    * مراجعة معلقة",
        "en": "  ● hidden    – not collected    * revision held",
    },
    "rate_exact": {
        "fr": "{percent} %",
        "ar": "{percent} %",
        "en": "{percent} %",
    },
    "rate_band": {
        "fr": "environ {percent} % (à 5 points près)",
        "ar": "حوالي {percent} % (بتقريب 5 نقط)",
        "en": "about {percent} % (to the nearest 5 points)",
    },
    "rate_integration_rate": {
        "fr": "Taux d'insertion, {group} : {says}",
        "ar": "نسبة الإدماج، {group}: {says}",
        "en": "Integration rate, {group}: {says}",
    },
    "rate_share_of_frame": {
        "fr": "Part des insérés parmi les inscrits (au moins), {group} : {says}",
        "ar": "حصة المدمجين من المسجلين (على الأقل)، {group}: {says}",
        "en": "Share of the enrolled who are integrated (at least), {group}: {says}",
    },
    "rate_response_rate": {
        "fr": "Taux de réponse, {group} : {says}",
        "ar": "نسبة الجواب، {group}: {says}",
        "en": "Response rate, {group}: {says}",
    },
    "rate_fragile": {
        "fr": " – fragile, trop peu de réponses",
        "ar": " – هش، أجوبة قليلة جدا",
        "en": " – fragile, too few answers",
    },
    "release_nothing_hidden": {
        "fr": "Rien n'est caché dans ces tableaux.",
        "ar": "لا شيء مخفي في هذه الجداول.",
        "en": "Nothing is hidden in these tables.",
    },
    "release_warned": {
        "fr": "Attention : {name}, aucun tableau ne le dit, et on en déduit {least} ou {most}.",
        "ar": "تنبيه: {name}، لا يقوله أي جدول، ويُستنتج أنه {least} أو {most}.",
        "en": "Note: {name}, no table says it, and anybody concludes {least} or {most}.",
    },
    "release_private": {
        "fr": "CE QUI RESTE ICI, pour vos yeux seuls ({count} cases)",
        "ar": "ما يبقى هنا، لأعينكم وحدها (الخانات: {count})",
        "en": "WHAT STAYS HERE, for your eyes only ({count} cells)",
    },
    "hidden_cell": {"fr": "Case", "ar": "الخانة", "en": "Cell"},
    "hidden_value": {"fr": "Vraie valeur", "ar": "القيمة الحقيقية", "en": "True value"},
    "hidden_why": {"fr": "Pourquoi", "ar": "السبب", "en": "Why"},
    "hidden_outside": {
        "fr": "Vu du dehors",
        "ar": "ما يُستنتج من الخارج",
        "en": "From outside",
    },
    "hidden_between": {
        "fr": "entre {least} et {most}",
        "ar": "بين {least} و{most}",
        "en": "between {least} and {most}",
    },
    "hidden_small": {
        "fr": "trop peu de personnes",
        "ar": "عدد قليل جدا من الأشخاص",
        "en": "too few people",
    },
    "hidden_thin": {
        "fr": "groupe trop petit",
        "ar": "مجموعة صغيرة جدا",
        "en": "group too small",
    },
    "hidden_group": {
        "fr": "tout le groupe dirait la même chose",
        "ar": "المجموعة كلها في وضعية واحدة",
        "en": "the whole group would be told",
    },
    "hidden_complement": {
        "fr": "sinon, d'autres cases se calculent",
        "ar": "وإلا حُسبت منها خانات أخرى",
        "en": "else others could be calculated",
    },
    "release_prepared": {
        "fr": "Préparé par {by} ; rien n'est parti. Une autre personne regarde et approuve :\n"
        "  forsa-node outcomes approve {folder} {school_year} {point} --by NOM",
        "ar": "أعده {by}؛ لم يُرسل شيء. ينظر شخص آخر ويوافق:\n"
        "  forsa-node outcomes approve {folder} {school_year} {point} --by NAME",
        "en": "Prepared by {by}; nothing has left. Another person looks at it and approves:\n"
        "  forsa-node outcomes approve {folder} {school_year} {point} --by NAME",
    },
    "release_approved": {
        "fr": "Préparé par {by}, approuvé par {approver}. Pour publier :\n"
        "  forsa-node outcomes release {folder} {school_year} {point}",
        "ar": "أعده {by} ووافق عليه {approver}. للنشر:\n"
        "  forsa-node outcomes release {folder} {school_year} {point}",
        "en": "Prepared by {by}, approved by {approver}. To publish:\n"
        "  forsa-node outcomes release {folder} {school_year} {point}",
    },
    "release_by_node": {
        "fr": "ce nœud",
        "ar": "هذه العقدة",
        "en": "this node",
    },
    "release_queued": {
        "fr": "« {title} » est dans la file d'envoi, avec sa preuve. Une publication ne se "
        "rappelle pas : ce qui est parti reste dans les copies.\n"
        "  {record_id}\n"
        "Envoi : forsa-node sync {folder}, ou de lui-même tant que forsa-node run tourne.",
        "ar": "«{title}» في طابور الإرسال مع إثباته. المنشور لا يُسترجع: ما أُرسل يبقى في النسخ.\n"
        "  {record_id}\n"
        "الإرسال: forsa-node sync {folder}، أو تلقائيا ما دام forsa-node run يعمل.",
        "en": "“{title}” is in the outbox, with its proof. A release cannot be called back: what "
        "has left stays in copies.\n"
        "  {record_id}\n"
        "It is sent by forsa-node sync {folder}, or by itself while forsa-node run is running.",
    },
    "release_question": {
        "fr": "Approuver cette publication, telle qu'elle est montrée ?",
        "ar": "هل توافقون على هذا المنشور كما عُرض؟",
        "en": "Approve this release, as it is shown?",
    },
    "release_not_approved": {
        "fr": "Pas approuvé ; rien n'a changé.",
        "ar": "لم تتم الموافقة؛ لم يتغير شيء.",
        "en": "Not approved; nothing has changed.",
    },
    "release_warning": {
        "fr": "  ? {path} : {excerpt}",
        "ar": "  ؟ {path}: {excerpt}",
        "en": "  ? {path}: {excerpt}",
    },
    "legal_basis_question": {
        "fr": "Numéro du récépissé de la CNDP (déclaration du traitement)",
        "ar": "رقم وصل اللجنة الوطنية لمراقبة حماية المعطيات (التصريح بالمعالجة)",
        "en": "Number of the receipt of the data protection commission (CNDP)",
    },
    "unfinished_prepared": {
        "fr": "{year}, {point} : préparé par {by}, attend une seconde personne : "
        "forsa-node outcomes approve {folder} {year} {code}",
        "ar": "{year}، {point}: أعده {by} وينتظر شخصا ثانيا: "
        "forsa-node outcomes approve {folder} {year} {code}",
        "en": "{year}, {point}: prepared by {by}, waits for a second person: "
        "forsa-node outcomes approve {folder} {year} {code}",
    },
    "unfinished_approved": {
        "fr": "{year}, {point} : approuvé, pas encore envoyé : "
        "forsa-node outcomes release {folder} {year} {code}",
        "ar": "{year}، {point}: تمت الموافقة ولم يُرسل بعد: "
        "forsa-node outcomes release {folder} {year} {code}",
        "en": "{year}, {point}: approved, not sent yet: "
        "forsa-node outcomes release {folder} {year} {code}",
    },
    "unfinished_refused": {
        "fr": "{year}, {point} : refusé. {why} Préparez-le de nouveau : "
        "forsa-node outcomes prepare {folder} {year} {code}",
        "ar": "{year}، {point}: مرفوض. {why} أعيدوا إعداده: "
        "forsa-node outcomes prepare {folder} {year} {code}",
        "en": "{year}, {point}: refused. {why} Prepare it again: "
        "forsa-node outcomes prepare {folder} {year} {code}",
    },
    "report_written": {
        "fr": "La publication, ses antérieures et la preuve sont dans {path}. Qui que ce soit les "
        "contrôle : forsa outcomes verify {path}.",
        "ar": "المنشور وما سبقه والإثبات في {path}. لأي كان أن يراقبها: "
        "forsa outcomes verify {path}.",
        "en": "The release, those before it and the proof are in {path}. Anybody checks them: "
        "forsa outcomes verify {path}.",
    },
}
