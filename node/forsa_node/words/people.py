"""People with keys of their own."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "passphrase_new": {
        "fr": "{name}, choisissez une phrase de passe (12 caractères ou plus)",
        "ar": "{name}، اختاروا عبارة سر (12 حرفا أو أكثر)",
        "en": "{name}, choose a passphrase (12 characters or more)",
    },
    "passphrase_again": {
        "fr": "Encore une fois",
        "ar": "مرة أخرى",
        "en": "Once more",
    },
    "passphrase_of": {
        "fr": "{name}, votre phrase de passe",
        "ar": "{name}، عبارة سركم",
        "en": "{name}, your passphrase",
    },
    "key_added": {
        "fr": "La clé de {name} est faite et fermée par sa phrase de passe.\n"
        "  Empreinte : {fingerprint}\n"
        "Elle sert dès que le réseau la connaît : forsa-node sync {folder}, puis "
        "forsa-node key list {folder}. Une phrase de passe oubliée ne se retrouve pas.",
        "ar": "أُنشئ مفتاح {name} وأُقفل بعبارة سره.\n"
        "  البصمة: {fingerprint}\n"
        "يُستعمل ما إن تعرفه الشبكة: forsa-node sync {folder} ثم forsa-node key list {folder}. "
        "عبارة السر المنسية لا تُسترجع.",
        "en": "The key of {name} is made and sealed under their passphrase.\n"
        "  Fingerprint: {fingerprint}\n"
        "It can be used once the network knows it: forsa-node sync {folder}, then "
        "forsa-node key list {folder}. A forgotten passphrase cannot be found.",
    },
    "key_revoking": {
        "fr": "La révocation de la clé de {name} ({fingerprint}) part au prochain envoi : "
        "forsa-node sync {folder}.",
        "ar": "إلغاء مفتاح {name} ({fingerprint}) يُرسل مع الإرسال المقبل: "
        "forsa-node sync {folder}.",
        "en": "The revocation of the key of {name} ({fingerprint}) leaves with the next sending: "
        "forsa-node sync {folder}.",
    },
    "key_line": {
        "fr": "{name} : {standing}\n    {fingerprint}  ({purposes})",
        "ar": "{name}: {standing}\n    {fingerprint}  ({purposes})",
        "en": "{name}: {standing}\n    {fingerprint}  ({purposes})",
    },
    "key_of_node": {
        "fr": "Ce nœud",
        "ar": "هذه العقدة",
        "en": "This node",
    },
    "key_elsewhere": {
        "fr": "Pas sur ce nœud",
        "ar": "ليس على هذه العقدة",
        "en": "Not on this node",
    },
    "key_unsent": {
        "fr": "pas encore parti ; la même commande (key add, même nom) continue",
        "ar": "لم يُرسل بعد؛ الأمر نفسه (key add بالاسم نفسه) يتابع",
        "en": "not sent yet; the same command (key add, same name) goes on",
    },
    "key_waiting": {
        "fr": "en route vers le réseau",
        "ar": "في طريقه إلى الشبكة",
        "en": "on its way to the network",
    },
    "key_refused": {
        "fr": "refusée ; forsa-node outbox dit pourquoi, et key add recommence",
        "ar": "مرفوض؛ يبين forsa-node outbox السبب، وkey add يعيد المحاولة",
        "en": "refused; forsa-node outbox says why, and key add tries again",
    },
    "key_usable": {
        "fr": "utilisable",
        "ar": "صالح للاستعمال",
        "en": "in use",
    },
    "key_revoked": {
        "fr": "révoquée",
        "ar": "ملغى",
        "en": "revoked",
    },
    "purpose_record": {
        "fr": "publier",
        "ar": "النشر",
        "en": "publishing",
    },
    "purpose_govern": {
        "fr": "voter et décider",
        "ar": "التصويت والقرار",
        "en": "voting and deciding",
    },
    "purpose_admin": {
        "fr": "gérer les clés",
        "ar": "تدبير المفاتيح",
        "en": "managing keys",
    },
    "key_on_paper": {
        "fr": "Clé de secours, sur papier",
        "ar": "مفتاح النجدة، على الورق",
        "en": "Recovery key, on paper",
    },
    "key_of_delegate": {
        "fr": "    clé de la personne déléguée {delegate}",
        "ar": "    مفتاح المندوب {delegate}",
        "en": "    key of the delegate {delegate}",
    },
    "key_marks": {
        "fr": "    enregistrements marqués depuis le numéro {index} : {count}",
        "ar": "    التسجيلات المعلَّمة منذ الرقم {index}: {count}",
        "en": "    records marked since number {index}: {count}",
    },
    "key_marks_nothing": {
        "fr": "    aucun enregistrement n'est marqué depuis le numéro {index}",
        "ar": "    لا تسجيل معلَّم منذ الرقم {index}",
        "en": "    no record is marked since number {index}",
    },
    "key_mark": {
        "fr": "    {index:>6}  {day}  {kind} : {title}",
        "ar": "    {index:>6}  {day}  {kind}: {title}",
        "en": "    {index:>6}  {day}  {kind}: {title}",
    },
    "shown_marked": {
        "fr": "MARQUÉ : sa clé a été révoquée, et quelqu'un d'autre a pu l'avoir depuis le numéro "
        "{index}. L'enregistrement reste valable ; vérifiez auprès de son auteur.",
        "ar": "معلَّم: أُلغي مفتاحه، وربما كان عند شخص آخر منذ الرقم {index}. يبقى التسجيل صالحا؛ "
        "تحققوا لدى صاحبه.",
        "en": "MARKED: its key was revoked, and somebody else may have had it since number "
        "{index}. The record stays valid; check with its author.",
    },
    "revoking_key": {
        "fr": "Cette clé prend fin : {name}, {fingerprint} ({purposes}).",
        "ar": "ينتهي هذا المفتاح: {name}، {fingerprint} ({purposes}).",
        "en": "This key ends: {name}, {fingerprint} ({purposes}).",
    },
    "revoking_node": {
        "fr": "Ce nœud signe avec elle. Il lui en faudra une autre : forsa-node key rotate "
        "{folder}.",
        "ar": "توقع به هذه العقدة. ستحتاج إلى مفتاح آخر: forsa-node key rotate {folder}.",
        "en": "This node signs with it. It will need another: forsa-node key rotate {folder}.",
    },
    "key_revoking_nameless": {
        "fr": "La révocation de la clé {fingerprint} part au prochain envoi : "
        "forsa-node sync {folder}.",
        "ar": "إلغاء المفتاح {fingerprint} يُرسل مع الإرسال المقبل: forsa-node sync {folder}.",
        "en": "The revocation of the key {fingerprint} leaves with the next sending: "
        "forsa-node sync {folder}.",
    },
    "revoking_stays": {
        "fr": "Ce qu'elle a signé demeure ; ce qui n'est pas encore parti sera refusé. "
        "On ne revient pas en arrière.",
        "ar": "يبقى ما وقّعه؛ وما لم يصل بعد يُرفض. ولا رجوع عن ذلك.",
        "en": "What it signed stays; what has not left yet will be refused. It cannot be undone.",
    },
    "revoking_delegate": {
        "fr": "C'est la clé de la personne déléguée {delegate} : elle ne pourra plus agir.",
        "ar": "هو مفتاح المندوب {delegate}: لن يستطيع التصرف بعد ذلك.",
        "en": "It is the key of the delegate {delegate}, who will act no more.",
    },
    "revoking_last_admin": {
        "fr": "C'est la dernière clé de votre association qui puisse en ajouter d'autres : après "
        "elle, seule une décision des membres (clés), puis sept jours d'attente, vous en "
        "redonnera.",
        "ar": "هو آخر مفتاح لجمعيتكم يمكنه إضافة مفاتيح أخرى: بعده لا يعيد لكم المفاتيح إلا قرار "
        "من الأعضاء (المفاتيح) ثم سبعة أيام من الانتظار.",
        "en": "It is the last key of your association that can add others: after it only a "
        "decision of the members (keys), and seven days of waiting, give you keys again.",
    },
    "rotation_added": {
        "fr": "Les nouvelles clés de ce nœud sont faites et en route ; les anciennes servent "
        "encore.\n"
        "Synchronisez : forsa-node sync {folder}, puis redonnez : forsa-node key rotate {folder}.",
        "ar": "أُنشئت مفاتيح العقدة الجديدة وهي في طريقها؛ والقديمة ما تزال مستعملة.\n"
        "زامنوا: forsa-node sync {folder} ثم أعيدوا: forsa-node key rotate {folder}.",
        "en": "This node's new keys are made and on their way; the old ones are still in use.\n"
        "Synchronise: forsa-node sync {folder}, then give again: forsa-node key rotate {folder}.",
    },
    "rotation_changed": {
        "fr": "Les nouvelles clés servent désormais ; la révocation des anciennes est en route.\n"
        "Synchronisez : forsa-node sync {folder}, puis redonnez : forsa-node key rotate {folder}.",
        "ar": "صارت المفاتيح الجديدة مستعملة؛ وإلغاء القديمة في طريقه.\n"
        "زامنوا: forsa-node sync {folder} ثم أعيدوا: forsa-node key rotate {folder}.",
        "en": "The new keys are in use now; the revocation of the old ones is on its way.\n"
        "Synchronise: forsa-node sync {folder}, then give again: forsa-node key rotate {folder}.",
    },
    "rotation_waiting": {
        "fr": "Rien à faire avant que ce qui attend soit reçu ({waiting}) : forsa-node sync "
        "{folder}, puis redonnez : forsa-node key rotate {folder}.",
        "ar": "لا شيء يُفعل قبل استلام ما ينتظر ({waiting}): forsa-node sync {folder} ثم أعيدوا: "
        "forsa-node key rotate {folder}.",
        "en": "Nothing can be done before what waits is received ({waiting}): forsa-node sync "
        "{folder}, then give again: forsa-node key rotate {folder}.",
    },
    "rotation_done": {
        "fr": "C'est fini : les anciennes clés sont révoquées, leurs fichiers effacés.",
        "ar": "انتهى الأمر: أُلغيت المفاتيح القديمة ومُحيت ملفاتها.",
        "en": "All is done: the old keys are revoked, and their files are gone.",
    },
    # --- a key on paper ---
    "paper_intro": {
        "fr": "Votre clé de secours. Copiez ces quatorze mots sur une feuille, avec leurs "
        "numéros : ils ne seront plus jamais montrés.\n"
        "Le dessin dit la même chose à un téléphone ; ne le photographiez pas.",
        "ar": "مفتاح النجدة الخاص بكم. انسخوا هذه الكلمات الأربع عشرة على ورقة بأرقامها: لن تظهر "
        "مرة أخرى.\n"
        "الرسم يقول الشيء نفسه لهاتف؛ لا تصوروه.",
        "en": "Your recovery key. Copy these fourteen words to a sheet of paper, with their "
        "numbers: they are never shown again.\n"
        "The drawing says the same to a telephone; take no photograph of it.",
    },
    "paper_question": {
        "fr": "Sur votre feuille, quel est le mot numéro {place} ?",
        "ar": "ما الكلمة رقم {place} على ورقتكم؟",
        "en": "On your sheet, what is word number {place}?",
    },
    "paper_again": {
        "fr": "Ce n'est pas ce mot. Regardez la feuille, puis l'écran.",
        "ar": "ليست هذه الكلمة. انظروا إلى الورقة ثم إلى الشاشة.",
        "en": "It is another word. Look at the sheet, then at the screen.",
    },
    "paper_not_made": {
        "fr": "Aucune clé n'a été faite : jetez la feuille, et recommencez quand vous aurez le "
        "temps.",
        "ar": "لم يُنشأ أي مفتاح: تخلصوا من الورقة وأعيدوا عندما يتوفر لكم الوقت.",
        "en": "No key was made: throw the sheet away, and begin again when there is time.",
    },
    "paper_made": {
        "fr": "La clé de secours est en route vers le réseau.\n"
        "  Empreinte : {fingerprint}\n"
        "Elle sert dès qu'elle est « utilisable » : forsa-node sync {folder}, puis forsa-node key "
        "list {folder}.\n"
        "Gardez la feuille là où est le cachet de l'association, pas près de cet ordinateur.",
        "ar": "مفتاح النجدة في طريقه إلى الشبكة.\n"
        "  البصمة: {fingerprint}\n"
        "يصلح ما إن يصير «صالحا للاستعمال»: forsa-node sync {folder} ثم forsa-node key list "
        "{folder}.\n"
        "احفظوا الورقة حيث يُحفظ طابع الجمعية، لا قرب هذا الحاسوب.",
        "en": "The recovery key is on its way to the network.\n"
        "  Fingerprint: {fingerprint}\n"
        "It can be used once it is “in use”: forsa-node sync {folder}, then forsa-node key list "
        "{folder}.\n"
        "Keep the sheet where the association's seal is kept, not near this computer.",
    },
    "paper_page": {
        "fr": "Imprimez {page}, puis supprimez ce fichier : qui le lit a la clé.",
        "ar": "اطبعوا {page} ثم احذفوا هذا الملف: من يقرؤه يملك المفتاح.",
        "en": "Print {page}, then delete this file: who reads it has the key.",
    },
    "paper_type": {
        "fr": "Les quatorze mots de la feuille, dans l'ordre, sur une ligne",
        "ar": "كلمات الورقة الأربع عشرة، بالترتيب، في سطر واحد",
        "en": "The fourteen words of the sheet, in order, on one line",
    },
    "paper_title": {
        "fr": "Clé de secours",
        "ar": "مفتاح النجدة",
        "en": "Recovery key",
    },
    "paper_whose": {
        "fr": "{name} ({member}), le {day}. Empreinte : {fingerprint}. Réseau : {network}.",
        "ar": "{name} ({member})، بتاريخ {day}. البصمة: {fingerprint}. الشبكة: {network}.",
        "en": "{name} ({member}), {day}. Fingerprint: {fingerprint}. Network: {network}.",
    },
    "paper_keep": {
        "fr": "Qui a ces mots peut donner et retirer toutes les clés de l'association. Gardez la "
        "feuille sous clé, avec le cachet, loin de l'ordinateur. Ne la photographiez pas, ne "
        "l'envoyez pas.",
        "ar": "من يملك هذه الكلمات يستطيع منح كل مفاتيح الجمعية وسحبها. احفظوا الورقة تحت القفل "
        "مع الطابع بعيدا عن الحاسوب. لا تصوروها ولا ترسلوها.",
        "en": "Whoever has these words can give and take all keys of the association. Keep the "
        "sheet locked away with the seal, far from the computer. Take no photograph, send it to "
        "nobody.",
    },
    "paper_use": {
        "fr": "Ordinateur volé ou brûlé : sur un autre, forsa-node init avec le même identifiant "
        "d'association et un nouveau nom de nœud ; demandez un jeton au secrétariat ; puis "
        "forsa-node recovery-key use DOSSIER JETON, et tapez les mots.",
        "ar": "سُرق الحاسوب أو احترق: على حاسوب آخر، forsa-node init بمعرف الجمعية نفسه واسم عقدة "
        "جديد؛ اطلبوا رمز انضمام من الكتابة؛ ثم forsa-node recovery-key use FOLDER TOKEN "
        "واكتبوا الكلمات.",
        "en": "Computer stolen or burnt: on another one, forsa-node init with the same id of the "
        "association and a new node id; ask the secretariat for a token; then forsa-node "
        "recovery-key use FOLDER TOKEN, and type the words.",
    },
    "paper_end": {
        "fr": "Feuille perdue : forsa-node key revoke DOSSIER suivi de l'empreinte, puis faites "
        "une nouvelle clé de secours.",
        "ar": "ضاعت الورقة: forsa-node key revoke FOLDER متبوعا بالبصمة، ثم أنشئوا مفتاح نجدة "
        "جديدا.",
        "en": "Sheet lost: forsa-node key revoke FOLDER followed by the fingerprint, then make a "
        "new recovery key.",
    },
    "return_intro": {
        "fr": "La clé de secours de {member} va signer, pour ce nœud ({node}) :",
        "ar": "سيوقع مفتاح النجدة الخاص بـ {member} لهذه العقدة ({node}):",
        "en": "The recovery key of {member} is about to sign, for this node ({node}):",
    },
    "return_adds": {
        "fr": "  nouvelles clés de ce nœud : {purposes}",
        "ar": "  مفاتيح جديدة لهذه العقدة: {purposes}",
        "en": "  new keys of this node: {purposes}",
    },
    "return_ends_node": {
        "fr": "  fin du nœud {node} : il ne pourra plus entrer",
        "ar": "  إنهاء العقدة {node}: لن تستطيع الدخول بعد ذلك",
        "en": "  end of the node {node}: it will not get in any more",
    },
    "return_ends_key": {
        "fr": "  fin de la clé {fingerprint}",
        "ar": "  إنهاء المفتاح {fingerprint}",
        "en": "  end of the key {fingerprint}",
    },
    "returned": {
        "fr": "{member} est de retour : ce nœud est entré, ses clés sont connues, les autres sont "
        "révoquées.\n"
        "Voyez : forsa-node key list {folder}. Les mots ont été tapés sur une machine : faites "
        "une nouvelle clé de secours (forsa-node recovery-key {folder}), puis révoquez celle-ci.",
        "ar": "عاد {member}: دخلت هذه العقدة، ومفاتيحها معروفة، وأُلغيت المفاتيح الأخرى.\n"
        "اطلعوا: forsa-node key list {folder}. كُتبت الكلمات على حاسوب: أنشئوا مفتاح نجدة جديدا "
        "(forsa-node recovery-key {folder}) ثم ألغوا هذا.",
        "en": "{member} is back: this node is in, its keys are known, the others are revoked.\n"
        "See: forsa-node key list {folder}. The words were typed on a machine: make a new "
        "recovery key (forsa-node recovery-key {folder}), then revoke this one.",
    },
    # --- keys by decision ---
    "recoveries_none": {
        "fr": "Aucune récupération de clés n'est en attente.",
        "ar": "لا استرجاع مفاتيح في الانتظار.",
        "en": "No recovery of keys is waiting.",
    },
    "recovery_pending": {
        "fr": "Récupération des clés de {member} (numéro {index}) : dès le {time}, dans {left}, "
        "toutes ses clés et tous ses nœuds sont révoqués, et de nouvelles clés les remplacent.",
        "ar": "استرجاع مفاتيح {member} (الرقم {index}): ابتداء من {time}، بعد {left}، تُلغى كل "
        "مفاتيحه وعقده وتعوضها مفاتيح جديدة.",
        "en": "Recovery of the keys of {member} (number {index}): from {time}, in {left}, all its "
        "keys and nodes are revoked, and new keys take their place.",
    },
    "recovery_keys": {
        "fr": "  empreinte de la nouvelle clé : {fingerprint} ; comparez-la de vive voix",
        "ar": "  بصمة المفتاح الجديد: {fingerprint}؛ قارنوها مشافهة",
        "en": "  fingerprint of the new key: {fingerprint}; compare it by telephone",
    },
    "recovery_own": {
        "fr": "ATTENTION : une décision remplace les clés de votre association ({member}, numéro "
        "{index}) dès le {time}, dans {left}.",
        "ar": "تنبيه: قرار يعوض مفاتيح جمعيتكم ({member}، الرقم {index}) ابتداء من {time}، بعد "
        "{left}.",
        "en": "ATTENTION: a decision replaces the keys of your association ({member}, number "
        "{index}) from {time}, in {left}.",
    },
    "recovery_veto_own": {
        "fr": "  Si vous ne l'avez pas demandé : forsa-node key veto {folder}.",
        "ar": "  إن لم تطلبوا ذلك: forsa-node key veto {folder}.",
        "en": "  If you did not ask for it: forsa-node key veto {folder}.",
    },
    "recovery_veto_theirs": {
        "fr": "  D'ici là, {member} peut l'arrêter avec n'importe laquelle de ses clés de gestion.",
        "ar": "  إلى ذلك الحين يستطيع {member} إيقافه بأي من مفاتيح التدبير لديه.",
        "en": "  Until then {member} can stop it with any of its admin keys.",
    },
    "recovery_no_veto": {
        "fr": "  {member} n'est ni provisoire ni actif : il ne peut pas l'arrêter.",
        "ar": "  {member} ليس عضوا مؤقتا ولا نشيطا: لا يستطيع إيقافه.",
        "en": "  {member} is neither provisional nor active: it cannot stop it.",
    },
    "vetoing": {
        "fr": "Votre veto y met fin : {member} garde ses clés et ses nœuds. Une nouvelle "
        "récupération demanderait une nouvelle décision.",
        "ar": "نقضكم ينهي ذلك: يحتفظ {member} بمفاتيحه وعقده. ويتطلب استرجاع جديد قرارا جديدا.",
        "en": "Your veto ends it: {member} keeps its keys and nodes. Another recovery would take "
        "another decision.",
    },
    "recovery_request": {
        "fr": "Le fichier est en ordre : nouvelles clés pour {member} ({name}).\n"
        "  Empreinte : {fingerprint} ; comparez-la de vive voix avec l'association.",
        "ar": "الملف سليم: مفاتيح جديدة لـ {member} ({name}).\n"
        "  البصمة: {fingerprint}؛ قارنوها مشافهة مع الجمعية.",
        "en": "The file is in order: new keys for {member} ({name}).\n"
        "  Fingerprint: {fingerprint}; compare it by telephone with the association.",
    },
    "recovery_ask": {
        "fr": "Aux membres de décider : forsa-node proposal open {folder} keys --recover "
        "{request}. Adoptée et exécutée, la récupération attend encore sept jours.",
        "ar": "القرار للأعضاء: forsa-node proposal open {folder} keys --recover {request}. وبعد "
        "اعتماده وتنفيذه ينتظر الاسترجاع سبعة أيام أخرى.",
        "en": "The members decide: forsa-node proposal open {folder} keys --recover {request}. "
        "Adopted and executed, the recovery waits for seven more days.",
    },
}
