"""Drafts: findings, answers, the second person."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "draft_kept": {
        "fr": "Brouillon {number} gardé : {title}",
        "ar": "حُفظت المسودة {number}: {title}",
        "en": "Draft {number} kept: {title}",
    },
    "draft_stands": {
        "fr": "Brouillon {number} : {title}",
        "ar": "المسودة {number}: {title}",
        "en": "Draft {number}: {title}",
    },
    "draft_line": {
        "fr": "{number} · {title} · {author} · {readers} · {says}",
        "ar": "{number} · {title} · {author} · {readers} · {says}",
        "en": "{number} · {title} · {author} · {readers} · {says}",
    },
    "for_network": {"fr": "pour le réseau", "ar": "للشبكة", "en": "for the network"},
    "for_public": {"fr": "pour tout le monde", "ar": "للجميع", "en": "for everybody"},
    "for_group": {
        "fr": "pour le groupe {group}",
        "ar": "للمجموعة {group}",
        "en": "for the group {group}",
    },
    "readers_network": {
        "fr": "Qui pourra lire : les membres du réseau (--audience network).",
        "ar": "من سيقرأ: أعضاء الشبكة (--audience network).",
        "en": "Who may read: the members of the network (--audience network).",
    },
    "readers_public": {
        "fr": "Qui pourra lire : tout le monde (--audience public).",
        "ar": "من سيقرأ: الجميع (--audience public).",
        "en": "Who may read: everybody (--audience public).",
    },
    "readers_group": {
        "fr": "Qui pourra lire : le groupe {group}.",
        "ar": "من سيقرأ: المجموعة {group}.",
        "en": "Who may read: the group {group}.",
    },
    "draft_ready": {
        "fr": "prêt ; pour publier : forsa-node draft publish {folder} {number}",
        "ar": "جاهزة؛ للنشر: forsa-node draft publish {folder} {number}",
        "en": "ready; to publish: forsa-node draft publish {folder} {number}",
    },
    "draft_to_mend": {
        "fr": "à corriger : règles {errors}, données personnelles {blocking}, consentements "
        "{unasked} ; voyez forsa-node draft show {folder} {number}",
        "ar": "يلزم تصحيح: قواعد {errors}، معطيات شخصية {blocking}، موافقات {unasked}؛ "
        "انظروا forsa-node draft show {folder} {number}",
        "en": "to mend: rules {errors}, personal data {blocking}, consents {unasked}; "
        "see forsa-node draft show {folder} {number}",
    },
    "draft_forbidden": {
        "fr": "ne peut pas être publié : {what} ({detail}) Pour l'abandonner : forsa-node draft "
        "discard {folder} {number}",
        "ar": "لا يمكن نشرها: {what} ({detail}) للتخلي عنها: forsa-node draft discard {folder} "
        "{number}",
        "en": "cannot be published: {what} ({detail}) To give it up: forsa-node draft discard "
        "{folder} {number}",
    },
    "draft_not_now": {
        "fr": "ne peut pas être publié tel quel : {what} ({detail}) {next_step}",
        "ar": "لا يمكن نشرها كما هي: {what} ({detail}) {next_step}",
        "en": "cannot be published as it stands: {what} ({detail}) {next_step}",
    },
    "draft_to_confirm": {
        "fr": "avertissements à relire et à confirmer : {count} ; forsa-node draft confirm "
        "{folder} {number}, puis l'accord d'une deuxième personne",
        "ar": "تنبيهات تجب قراءتها وتأكيدها: {count}؛ forsa-node draft confirm {folder} {number}، "
        "ثم موافقة شخص ثان",
        "en": "warnings to read and confirm: {count}; forsa-node draft confirm {folder} {number}, "
        "then the approval of a second person",
    },
    "draft_to_confirm_alone": {
        "fr": "avertissements à relire et à confirmer : {count} ; pour publier : forsa-node draft "
        "publish {folder} {number}, qui les montre et le demande",
        "ar": "تنبيهات تجب قراءتها وتأكيدها: {count}؛ للنشر: forsa-node draft publish {folder} "
        "{number}، ويعرضها ويسأل عنها",
        "en": "warnings to read and confirm: {count}; to publish: forsa-node draft publish "
        "{folder} {number}, which shows them and asks",
    },
    "draft_waits_for_second": {
        "fr": "attend l'accord d'une deuxième personne : forsa-node draft approve {folder} "
        "{number} --by NOM",
        "ar": "تنتظر موافقة شخص ثان: forsa-node draft approve {folder} {number} --by الاسم",
        "en": "waits for a second person: forsa-node draft approve {folder} {number} --by NAME",
    },
    "approve_question": {
        "fr": "Donner votre accord au brouillon {number}, tel qu'il est montré ?",
        "ar": "هل توافقون على المسودة {number} كما عُرضت؟",
        "en": "Approve draft {number} as it is shown?",
    },
    "draft_approved": {
        "fr": "{person} a donné son accord au brouillon {number}.",
        "ar": "وافق {person} على المسودة {number}.",
        "en": "{person} approved draft {number}.",
    },
    "draft_published": {
        "fr": "publié",
        "ar": "منشورة",
        "en": "published",
    },
    "draft_discarded": {
        "fr": "abandonné",
        "ar": "متخلى عنها",
        "en": "discarded",
    },
    "said_not_kept": {
        "fr": "Rien n'a été publié ni gardé : corrigez, et donnez de nouveau la commande.",
        "ar": "لم يُنشر شيء ولم يُحفظ شيء: صححوا وأعيدوا الأمر.",
        "en": "Nothing was published, and nothing kept: mend it, and give the command again.",
    },
    "draft_none": {
        "fr": "Aucun brouillon.",
        "ar": "لا توجد مسودات.",
        "en": "No drafts.",
    },
    "scan_block": {
        "fr": "✗ {id}  {text}\n    {excerpt}\n    Masquez-le (forsa-node draft mask {folder} "
        "{number}), ou gardez-le avec une raison écrite : forsa-node draft override {folder} "
        "{number} {id} --reason «…»",
        "ar": "✗ {id}  {text}\n    {excerpt}\n    أخفوه (forsa-node draft mask {folder} {number})، "
        "أو أبقوه بسبب مكتوب: forsa-node draft override {folder} {number} {id} --reason «…»",
        "en": "✗ {id}  {text}\n    {excerpt}\n    Mask it (forsa-node draft mask {folder} "
        "{number}), or keep it for a written reason: forsa-node draft override {folder} "
        '{number} {id} --reason "…"',
    },
    "scan_kept": {
        "fr": "· {id}  {text}\n    {excerpt}\n    Gardé par {person} : {reason}",
        "ar": "· {id}  {text}\n    {excerpt}\n    أبقاه {person}: {reason}",
        "en": "· {id}  {text}\n    {excerpt}\n    Kept by {person}: {reason}",
    },
    "scan_warn": {
        "fr": "! {id}  {text}\n    {excerpt}\n    Relisez ; si le texte peut rester ainsi : "
        "forsa-node draft confirm {folder} {number}",
        "ar": "! {id}  {text}\n    {excerpt}\n    أعيدوا القراءة؛ إن كان يمكن أن يبقى النص كما هو: "
        "forsa-node draft confirm {folder} {number}",
        "en": "! {id}  {text}\n    {excerpt}\n    Read it again; if the text may stay as it is: "
        "forsa-node draft confirm {folder} {number}",
    },
    "scan_confirmed": {
        "fr": "· {id}  {text}\n    {excerpt}\n    Confirmé par {person}.",
        "ar": "· {id}  {text}\n    {excerpt}\n    أكده {person}.",
        "en": "· {id}  {text}\n    {excerpt}\n    Confirmed by {person}.",
    },
    "warnings_question": {
        "fr": "Avez-vous relu ces avertissements, et le texte peut-il rester ainsi ?",
        "ar": "هل قرأتم هذه التنبيهات، وهل يمكن أن يبقى النص كما هو؟",
        "en": "Have you read these warnings, and may the text stay as it is?",
    },
    "warnings_confirmed": {
        "fr": "Avertissements confirmés : {count}.",
        "ar": "تنبيهات مؤكدة: {count}.",
        "en": "Warnings confirmed: {count}.",
    },
    "consent_question": {
        "fr": "{name} : une personne peut-elle y être reconnue ? (nobody : non ; agreed : oui, et "
        "chacune, ou son tuteur, a donné son accord)",
        "ar": "{name}: هل يمكن التعرف على شخص فيه؟ (nobody: لا أحد؛ agreed: نعم، وقد وافق كل شخص "
        "أو ولي أمره)",
        "en": "{name}: can anybody be recognised in it? (nobody: no; agreed: yes, and everybody, "
        "or a minor's guardian, has agreed)",
    },
    "consent_unasked": {
        "fr": "? {name} : dites qui peut y être reconnu : forsa-node draft consent {folder} "
        "{number} nobody|agreed",
        "ar": "? {name}: بينوا من يمكن التعرف عليه: forsa-node draft consent {folder} {number} "
        "nobody|agreed",
        "en": "? {name}: say who can be recognised in it: forsa-node draft consent {folder} "
        "{number} nobody|agreed",
    },
    "consent_said": {
        "fr": "Noté pour : {names}.",
        "ar": "سُجل بشأن: {names}.",
        "en": "Noted for: {names}.",
    },
    "consent_nothing": {
        "fr": "Aucun fichier du brouillon {number} n'attend cette réponse : rien n'a été noté. "
        "Pour en changer une, nommez le fichier.",
        "ar": "لا ملف في المسودة {number} ينتظر هذا الجواب: لم يُسجل شيء. لتغيير جواب اذكروا اسم "
        "الملف.",
        "en": "No file of draft {number} waits for this answer: nothing was noted. To change one, "
        "name the file.",
    },
    "override_kept": {
        "fr": "Gardé avec sa raison : {id}.",
        "ar": "أُبقي عليه مع سببه: {id}.",
        "en": "Kept with its reason: {id}.",
    },
    "masked": {
        "fr": "Tout ce qui bloquait est masqué dans le brouillon. Relisez : forsa-node draft show "
        "{folder} {number}\nVotre propre fichier contient encore ces mots, et draft update avec "
        "lui les ramène. Pour continuer avec le texte masqué : forsa-node draft export {folder} "
        "{number} --to DOSSIER",
        "ar": "أُخفي في المسودة كل ما كان يمنع النشر. أعيدوا القراءة: forsa-node draft show "
        "{folder} {number}\nملفكم أنتم ما زال يحمل هذه الكلمات، وdraft update به يعيدها. "
        "للمتابعة بالنص المخفى: forsa-node draft export {folder} {number} --to المجلد",
        "en": "All that blocked is masked in the draft. Read it again: forsa-node draft show "
        "{folder} {number}\nYour own file still has these words, and draft update with it brings "
        "them back. To go on with the masked text: forsa-node draft export {folder} {number} "
        "--to FOLDER",
    },
    "mask_nothing": {
        "fr": "Rien ne bloque dans le brouillon {number} : rien n'a été masqué.",
        "ar": "لا شيء يمنع النشر في المسودة {number}: لم يُخف شيء.",
        "en": "Nothing blocks in draft {number}: nothing was masked.",
    },
    "revise_next": {
        "fr": "Pour changer le texte : forsa-node draft export {folder} {number} --to DOSSIER, "
        "modifiez DOSSIER/{file}, puis forsa-node draft update {folder} {number} DOSSIER/{file}",
        "ar": "لتغيير النص: forsa-node draft export {folder} {number} --to المجلد، ثم عدلوا "
        "المجلد/{file}، ثم forsa-node draft update {folder} {number} المجلد/{file}",
        "en": "To change the text: forsa-node draft export {folder} {number} --to FOLDER, "
        "edit FOLDER/{file}, then forsa-node draft update {folder} {number} FOLDER/{file}",
    },
    "revise_edition": {
        "fr": "Augmentez aussi le champ edition ({edition} est publié) : une nouvelle édition d'un "
        "curriculum porte un numéro plus grand.",
        "ar": "ارفعوا أيضا الحقل edition (المنشور {edition}): للإصدار الجديد من المنهاج رقم أكبر.",
        "en": "Raise the field edition, too ({edition} is published): a new edition of a "
        "curriculum has a greater number.",
    },
    "draft_written": {
        "fr": "Écrit : {path}",
        "ar": "كُتب: {path}",
        "en": "Written: {path}",
    },
    "merged_clean": {
        "fr": "Rien ne reste à décider entre les deux versions ; le brouillon {number} les réunit.",
        "ar": "لم يبق ما يُحسم بين النسختين؛ المسودة {number} تجمع بينهما.",
        "en": "Nothing is left to decide between the two versions; draft {number} joins them.",
    },
    "merge_conflict": {
        "fr": "{path} ({where})\n  avant : {base}\n  publié : {theirs}\n  le vôtre : {mine}",
        "ar": "{path} ({where})\n  قبل ذلك: {base}\n  المنشور: {theirs}\n  نصكم: {mine}",
        "en": "{path} ({where})\n  before: {base}\n  published: {theirs}\n  yours: {mine}",
    },
    "merge_nothing": {"fr": "(rien)", "ar": "(لا شيء)", "en": "(nothing)"},
    "merge_to_decide": {
        "fr": "Brouillon {number}, passages à décider : {count}. Il contient le texte publié "
        "à ces endroits ; choisissez pour chacun : forsa-node draft merge {folder} {which} --mine "
        "CHEMIN (le vôtre) ou --theirs CHEMIN (le publié)",
        "ar": "المسودة {number}، المقاطع التي يجب الحسم فيها: {count}. فيها النص المنشور في هذه "
        "المواضع؛ اختاروا لكل واحد: forsa-node draft merge {folder} {which} --mine المسار (نصكم) "
        "أو --theirs المسار (المنشور)",
        "en": "Draft {number}, passages to decide: {count}. It holds the published text there; "
        "choose for each: forsa-node draft merge {folder} {which} --mine PATH (yours) or --theirs "
        "PATH (the published one)",
    },
    "state_stale": {
        "fr": "refusé (PARENT_STALE) : une autre version a été publiée entre-temps ; les deux sont "
        "gardées. Pour les réunir : forsa-node draft merge {folder} {which}",
        "ar": "مرفوض (PARENT_STALE): نُشرت نسخة أخرى في هذه الأثناء؛ وكلتاهما محفوظة. لجمعهما: "
        "forsa-node draft merge {folder} {which}",
        "en": "refused (PARENT_STALE): another version was published meanwhile; both are kept. "
        "To join them: forsa-node draft merge {folder} {which}",
    },
    "desk_recovered": {
        "fr": "Les brouillons sont revenus de leur copie : {count}. Gardé à côté : {aside}. "
        "Vérifiez le dernier auquel vous avez travaillé : forsa-node draft list\n"
        "Ce qui est gardé à côté contient encore vos textes : si rien ne manque, supprimez-le "
        "vous-même. Il est supprimé d'office si un texte qu'il peut contenir est effacé du réseau.",
        "ar": "عادت المسودات من نسختها: {count}. وحُفظ جانبا: {aside}. "
        "تحققوا من آخر مسودة اشتغلتم عليها: forsa-node draft list\n"
        "ما حُفظ جانبا ما زال يحتوي نصوصكم: إن لم ينقص شيء فاحذفوه بأنفسكم. ويُحذف تلقائيا إذا "
        "مُحي من الشبكة نص قد يكون فيه.",
        "en": "The drafts are back from their copy: {count}. Kept aside: {aside}. "
        "Look at the one you worked on last: forsa-node draft list\n"
        "What is kept aside still holds your texts: if nothing is missing, delete it yourself. It "
        "is deleted by the program if a text that it may hold is erased from the network.",
    },
    "desk_came_back": {
        "fr": "Les brouillons sont revenus de leur copie : {count}. Vérifiez le dernier auquel "
        "vous avez travaillé : forsa-node draft list",
        "ar": "عادت المسودات من نسختها: {count}. تحققوا من آخر مسودة اشتغلتم عليها: forsa-node "
        "draft list",
        "en": "The drafts are back from their copy: {count}. Look at the one you worked on last: "
        "forsa-node draft list",
    },
    "desk_sound": {
        "fr": "Rien à remettre en place : les brouillons sont là et en bon état : {count}.",
        "ar": "لا شيء يحتاج إلى الاسترجاع: المسودات موجودة وسليمة: {count}.",
        "en": "Nothing to bring back: the drafts are there, and sound: {count}.",
    },
}
