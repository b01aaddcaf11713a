"""The register of learners: importing, the frame, forgetting, how far a year is."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    # --- importing ---
    "register_mended": {
        "fr": "{path} était lisible par d'autres comptes de cette machine ; c'est refermé. Qui a "
        "pu le lire a pu le copier.",
        "ar": "كان {path} مقروءا لحسابات أخرى على هذا الحاسوب؛ وقد أُغلق. ومن استطاع قراءته استطاع "
        "نسخه.",
        "en": "{path} was readable by other accounts of this machine; it is closed now. Who could "
        "read it could copy it.",
    },
    "register_reading": {
        "fr": "Lecture du registre",
        "ar": "قراءة السجل",
        "en": "Reading the register",
    },
    "register_keeping": {
        "fr": "Chiffrement du registre",
        "ar": "تشفير السجل",
        "en": "Encrypting the register",
    },
    "register_to_mend": {
        "fr": "Rien n'est gardé : corrigez d'abord le fichier (ou la correspondance), puis "
        "recommencez. À corriger : {count}.",
        "ar": "لم يُحفظ شيء: صححوا أولا الملف (أو ملف المطابقة) ثم أعيدوا المحاولة. للتصحيح: "
        "{count}.",
        "en": "Nothing is kept: correct the file (or the mapping) first, then try again. To "
        "correct: {count}.",
    },
    "register_empty": {
        "fr": "Le fichier n'a aucun apprenant : rien n'est gardé.",
        "ar": "لا يوجد أي متعلم في الملف: لم يُحفظ شيء.",
        "en": "The file has no learner: nothing is kept.",
    },
    "register_year": {
        "fr": "Année {year} : {before} apprenants avant, {after} après.",
        "ar": "الموسم {year}: المتعلمون قبل الاستيراد {before}، وبعده {after}.",
        "en": "Year {year}: {before} learners before, {after} after.",
    },
    "register_same": {
        "fr": "  Rien ne change.",
        "ar": "  لا يتغير شيء.",
        "en": "  Nothing changes.",
    },
    "register_added": {
        "fr": "  Nouveaux : {count}.",
        "ar": "  الجدد: {count}.",
        "en": "  New: {count}.",
    },
    "register_removed": {
        "fr": "  Absents du fichier, retirés du registre : {count}.",
        "ar": "  غير موجودين في الملف، سيُحذفون من السجل: {count}.",
        "en": "  Not in the file, taken out of the register: {count}.",
    },
    "register_changed": {
        "fr": "  Changés : {count} ({fields}).",
        "ar": "  المعدلون: {count} ({fields}).",
        "en": "  Changed: {count} ({fields}).",
    },
    "register_late": {
        "fr": "  Arrivés après l'arrêt de l'effectif : {count}. Ils comptent l'année suivante.",
        "ar": "  التحقوا بعد حصر العدد: {count}. يُحتسبون في الموسم الموالي.",
        "en": "  Entered after the enrolment was frozen: {count}. They count in the next year.",
    },
    "register_missing": {
        "fr": "  Absents du fichier, gardés comme ils étaient : {count}. S'ils sont partis après "
        "l'arrêt de l'effectif : --withdraw-missing.",
        "ar": "  غير موجودين في الملف، وسيبقون كما كانوا: {count}. إن غادروا بعد حصر العدد: "
        "--withdraw-missing.",
        "en": "  Not in the file, kept as they were: {count}. If they left after the enrolment was "
        "frozen: --withdraw-missing.",
    },
    "register_withdrawn": {
        "fr": "  Absents du fichier, retirés : {count}. Leurs données personnelles sont effacées "
        "pour toujours ; ils comptent comme inconnus, l'effectif publié reste.",
        "ar": "  غير موجودين في الملف، سيُسحبون: {count}. تُمحى معطياتهم الشخصية نهائيا، ويُحتسبون "
        "في خانة غير معروف، ويبقى العدد المنشور كما هو.",
        "en": "  Not in the file, withdrawn: {count}. Their personal data are erased for "
        "good; they "
        "count as unknown, the published enrolment stays.",
    },
    "register_held": {
        "fr": "  Non repris, car une publication les a figés : {fields}. Seuls les résultats "
        "peuvent encore être corrigés.",
        "ar": "  لم تُؤخذ لأن نشرا سابقا ثبّتها: {fields}. لا يمكن تصحيح إلا النتائج.",
        "en": "  Not taken over, since a release has frozen them: {fields}. Only outcomes "
        "can still "
        "be corrected.",
    },
    "register_back_again": {
        "fr": "  Lignes laissées de côté, d'apprenants oubliés ou retirés : {count}.",
        "ar": "  أسطر لم تُؤخذ، تخص متعلمين حُذفوا أو انسحبوا: {count}.",
        "en": "  Rows left out, of learners who were forgotten or withdrew: {count}.",
    },
    "register_question": {
        "fr": "Garder cela dans le registre ?",
        "ar": "هل تحفظون هذا في السجل؟",
        "en": "Keep this in the register?",
    },
    "register_kept": {
        "fr": "Le registre est gardé, chiffré, sur cette machine seulement. Suite : forsa-node "
        "outcomes status {folder}",
        "ar": "حُفظ السجل مشفرا على هذا الحاسوب وحده. التالي: forsa-node outcomes status {folder}",
        "en": "The register is kept, encrypted, on this machine alone. Next: forsa-node outcomes "
        "status {folder}",
    },
    "register_not_kept": {
        "fr": "Rien n'a été gardé ; ce qui était dans le registre y est encore.",
        "ar": "لم يُحفظ شيء؛ وما كان في السجل باق فيه.",
        "en": "Nothing was kept; what was in the register is still there.",
    },
    # --- the frame ---
    "frame_shown": {
        "fr": "Effectif de {year}, arrêté le {day} : apprenants : {n} ; centres : {centres}. "
        "Tableaux permis, au plus : {product}.",
        "ar": "عدد متعلمي {year}، المحصور بتاريخ {day}: {n}، في {centres} من المراكز. أقصى ما "
        "يُسمح به من الجداول: {product}.",
        "en": "Enrolment of {year}, frozen on {day}: learners: {n}; centres: {centres}. Tables "
        "allowed, at most: {product}.",
    },
    "no_day": {
        "fr": "« {day} » n'est pas un jour ; écrivez-le AAAA-MM-JJ, comme 2024-10-31.",
        "ar": "«{day}» ليس يوما؛ اكتبوه سنة-شهر-يوم، مثل 2024-10-31.",
        "en": "“{day}” is no day; write it YYYY-MM-DD, such as 2024-10-31.",
    },
    "frame_late": {
        "fr": "Arrivés après ce jour, comptés l'année suivante : {count}.",
        "ar": "الملتحقون بعد هذا اليوم، ويُحتسبون في الموسم الموالي: {count}.",
        "en": "Entered after that day, counted in the next year: {count}.",
    },
    "frame_corrects": {
        "fr": "Cela remplace l'effectif publié avant : {before}.",
        "ar": "هذا يعوض العدد المنشور سابقا: {before}.",
        "en": "This replaces the enrolment published before: {before}.",
    },
    "frame_means": {
        "fr": "Tout le monde pourra le lire. Il ne se corrige que jusqu'à la première publication "
        "de résultats de cette année.",
        "ar": "سيتمكن الجميع من قراءته. ولا يمكن تصحيحه إلا قبل أول نشر لنتائج هذا الموسم.",
        "en": "Everybody will be able to read it. It can be corrected until the first release of "
        "outcomes of this year, and not afterwards.",
    },
    "frame_question": {
        "fr": "Publier cet effectif ?",
        "ar": "هل تنشرون هذا العدد؟",
        "en": "Publish this enrolment?",
    },
    "frame_same": {
        "fr": "C'est l'effectif publié déjà : rien n'est à faire.",
        "ar": "هذا هو العدد المنشور بالفعل: لا شيء يلزم.",
        "en": "This is the enrolment published already: there is nothing to do.",
    },
    "frame_not_published": {
        "fr": "L'effectif n'est pas publié.",
        "ar": "لم يُنشر العدد.",
        "en": "The enrolment is not published.",
    },
    # --- forgetting ---
    "forget_row_gone": {
        "fr": "{year} : la ligne de cet apprenant disparaît du registre ; rien n'est "
        "publié de lui.",
        "ar": "{year}: يُحذف سطر هذا المتعلم من السجل؛ ولم يُنشر عنه شيء.",
        "en": "{year}: the row of this learner leaves the register; nothing is published of it.",
    },
    "forget_unknown": {
        "fr": "{year} : l'effectif publié ({n}) reste. L'apprenant y compte comme inconnu ; "
        "tout le "
        "reste de sa ligne est effacé, sauf ce qui le compte dans son groupe (sexe, tranche d'âge, "
        "centre…).",
        "ar": "{year}: يبقى العدد المنشور ({n}). ويُحتسب المتعلم فيه ضمن غير معروف، ويُمحى باقي "
        "سطره، ما عدا ما يُحتسب به في فئته (الجنس، الفئة العمرية، المركز…).",
        "en": "{year}: the published enrolment ({n}) stays. The learner counts there as unknown; "
        "all else of the row is erased, but for what counts it in its group (sex, age band, "
        "centre…).",
    },
    "forget_released": {
        "fr": "{year} : des tableaux sont publiés. Ils ne se rappellent pas, et ne montrent "
        "personne. L'effectif ({n}) reste ; dès la prochaine publication, l'apprenant compte comme "
        "inconnu.",
        "ar": "{year}: هناك جداول منشورة. لا يمكن سحبها، وهي لا تكشف أحدا. يبقى العدد ({n})، "
        "وابتداء "
        "من النشر المقبل يُحتسب المتعلم ضمن غير معروف.",
        "en": "{year}: tables are released. They cannot be called back, and show nobody. The "
        "enrolment ({n}) stays; from the next release on the learner counts as unknown.",
    },
    "forget_elsewhere": {
        "fr": "Le fichier d'où vient le registre, et vos copies de sauvegarde, ont encore la "
        "ligne : "
        "effacez-la là aussi. Une nouvelle importation ne la ramène pas.",
        "ar": "الملف الذي استُورد منه السجل ونسخكم الاحتياطية ما زالت تحتوي على السطر: احذفوه منها "
        "أيضا. ولن يعيده أي استيراد جديد.",
        "en": "The file that the register came from, and your backups, still have the row: "
        "erase it "
        "there, too. A new import does not bring it back.",
    },
    "forget_question": {
        "fr": "Oublier cet apprenant, sans retour possible ?",
        "ar": "هل تحذفون هذا المتعلم نهائيا دون رجعة؟",
        "en": "Forget this learner, for good?",
    },
    "forget_done": {
        "fr": "L'apprenant est oublié.",
        "ar": "حُذف المتعلم.",
        "en": "The learner is forgotten.",
    },
    "forget_not": {
        "fr": "Rien n'a été effacé.",
        "ar": "لم يُمح شيء.",
        "en": "Nothing was erased.",
    },
    # --- own rows ---
    "rows_exported": {
        "fr": "{count} lignes de {year} sont dans {to}, EN CLAIR, lisibles par ce compte seul.",
        "ar": "كُتبت {count} من أسطر {year} في {to} دون تشفير، ولا يقرؤها إلا هذا الحساب.",
        "en": "{count} rows of {year} are in {to}, IN CLEAR, readable by this account alone.",
    },
    "rows_warning": {
        "fr": "Ce fichier montre des personnes. Ne l'envoyez à personne, ne le copiez pas sur une "
        "clé, et effacez-le dès que vous n'en avez plus besoin.",
        "ar": "هذا الملف يكشف أشخاصا. لا ترسلوه إلى أحد، ولا تنسخوه إلى مفتاح USB، واحذفوه حالما "
        "تنتهي حاجتكم إليه.",
        "en": "This file shows people. Send it to nobody, do not copy it to a stick, and delete it "
        "as soon as you no longer need it.",
    },
    # --- how far ---
    "outcomes_none": {
        "fr": "Aucun registre encore. Commencez par : forsa-node outcomes mapping {folder} --guess "
        "FICHIER",
        "ar": "لا يوجد سجل بعد. ابدؤوا بالأمر: forsa-node outcomes mapping {folder} --guess FILE",
        "en": "There is no register yet. Begin with: forsa-node outcomes mapping {folder} --guess "
        "FILE",
    },
    "outcomes_year": {
        "fr": "{year} : {counted} apprenants comptés.",
        "ar": "{year}: عدد المتعلمين المحتسبين {counted}.",
        "en": "{year}: {counted} learners counted.",
    },
    "outcomes_frame": {
        "fr": "  Effectif publié : {n}, arrêté le {day}.",
        "ar": "  العدد المنشور: {n}، المحصور بتاريخ {day}.",
        "en": "  Published enrolment: {n}, frozen on {day}.",
    },
    "outcomes_others": {
        "fr": "  Dont retirés depuis : {withdrawn}. En plus, arrivés trop tard : {late}.",
        "ar": "  منهم من انسحبوا بعد ذلك: {withdrawn}. وزيادة عليهم من التحقوا متأخرين: {late}.",
        "en": "  Withdrawn since, among them: {withdrawn}. Besides, entered too late: {late}.",
    },
    "outcomes_point_released": {
        "fr": "  {point} : publié ({vintage}).",
        "ar": "  {point}: منشور ({vintage}).",
        "en": "  {point}: released ({vintage}).",
    },
    "outcomes_point_waiting": {
        "fr": "  {point} : signé ({vintage}), attend l'envoi : forsa-node sync {folder}",
        "ar": "  {point}: موقّع ({vintage})، ينتظر الإرسال: forsa-node sync {folder}",
        "en": "  {point}: signed ({vintage}), waits to be sent: forsa-node sync {folder}",
    },
    "outcomes_point_prepared": {
        "fr": "  {point} : une publication est préparée, pas encore partie ; voir plus bas.",
        "ar": "  {point}: أُعد منشور ولم يخرج بعد؛ انظروا أسفله.",
        "en": "  {point}: a release is prepared and has not left yet; see below.",
    },
    "outcomes_point_due": {
        "fr": "  {point} : résultats complets, prêts à préparer.",
        "ar": "  {point}: النتائج مكتملة وجاهزة للإعداد.",
        "en": "  {point}: outcomes complete, ready to be prepared.",
    },
    "outcomes_point_complete": {
        "fr": "  {point} : résultats complets.",
        "ar": "  {point}: النتائج مكتملة.",
        "en": "  {point}: outcomes complete.",
    },
    "outcomes_point_open": {
        "fr": "  {point} : résultats de {filled} apprenants sur {counted}.",
        "ar": "  {point}: نتائج {filled} من أصل {counted} متعلما.",
        "en": "  {point}: outcomes of {filled} learners out of {counted}.",
    },
    "outcomes_untold": {
        "fr": "  Sans {axis} : {count} apprenant(s). Complétez d'abord le registre : une case "
        "inconnue cache aussi ses voisines.",
        "ar": "  بدون {axis}: {count} من المتعلمين. أكملوا السجل أولا: فالخانة المجهولة تخفي "
        "جاراتها أيضا.",
        "en": "  Without {axis}: {count} learner(s). Complete the register first: an unknown cell "
        "hides its neighbours, too.",
    },
    "outcomes_untold_all": {
        "fr": "  {axis} n'est rempli pour personne : ses tableaux seront marqués « non collecté ».",
        "ar": "  {axis} غير معبأ لأي متعلم: ستُعلّم جداوله بعبارة «غير متوفر».",
        "en": "  {axis} is filled in for nobody: its tables will say “not collected”.",
    },
    "outcomes_next_import": {
        "fr": "  Suite : forsa-node outcomes import {folder} FICHIER --mapping CORRESPONDANCE.yaml",
        "ar": "  التالي: forsa-node outcomes import {folder} FILE --mapping MAPPING.yaml",
        "en": "  Next: forsa-node outcomes import {folder} FILE --mapping MAPPING.yaml",
    },
    "outcomes_next_frame": {
        "fr": "  Suite : publiez l'effectif : forsa-node outcomes frame {folder} {year}",
        "ar": "  التالي: انشروا العدد: forsa-node outcomes frame {folder} {year}",
        "en": "  Next: publish the enrolment: forsa-node outcomes frame {folder} {year}",
    },
    "outcomes_next_mismatch": {
        "fr": "  Le registre n'a pas l'effectif publié ({n}) : importez le bon fichier, ou "
        "corrigez "
        "l'effectif avant la première publication : forsa-node outcomes frame {folder} {year}",
        "ar": "  السجل لا يوافق العدد المنشور ({n}): استوردوا الملف الصحيح، أو صححوا العدد قبل أول "
        "نشر: forsa-node outcomes frame {folder} {year}",
        "en": "  The register has not the published enrolment ({n}): import the right file, or "
        "correct the enrolment before the first release: forsa-node outcomes frame {folder} {year}",
    },
    "outcomes_next_prepare": {
        "fr": "  Suite : forsa-node outcomes prepare {folder} {year} {point}",
        "ar": "  التالي: forsa-node outcomes prepare {folder} {year} {point}",
        "en": "  Next: forsa-node outcomes prepare {folder} {year} {point}",
    },
    "outcomes_next_complete": {
        "fr": "  Suite : complétez les résultats de « {point} », puis réimportez le registre.",
        "ar": "  التالي: أكملوا نتائج «{point}» ثم أعيدوا استيراد السجل.",
        "en": "  Next: complete the outcomes of “{point}”, then import the register again.",
    },
    "outcomes_next_done": {
        "fr": "  Tous les moments d'observation sont publiés.",
        "ar": "  نُشرت كل مواعيد الملاحظة.",
        "en": "  All observation points are released.",
    },
    "check_ready": {
        "fr": "  Rien ne s'oppose à préparer : {points}.",
        "ar": "  لا شيء يمنع إعداد: {points}.",
        "en": "  Nothing stands in the way of preparing: {points}.",
    },
    "check_not_ready": {
        "fr": "  Rien ne peut encore être préparé.",
        "ar": "  لا يمكن إعداد أي شيء بعد.",
        "en": "  Nothing can be prepared yet.",
    },
    # --- the mapping ---
    "mapping_written": {
        "fr": "La correspondance proposée est dans {to}. Relisez-la ligne par ligne, puis : "
        "forsa-node outcomes import {folder} FICHIER --mapping {to}",
        "ar": "المطابقة المقترحة في {to}. راجعوها سطرا سطرا، ثم: forsa-node outcomes import "
        "{folder} FILE --mapping {to}",
        "en": "The proposed mapping is in {to}. Read it line by line, then: forsa-node outcomes "
        "import {folder} FILE --mapping {to}",
    },
}
