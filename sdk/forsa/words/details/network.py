"""Details: the hub, the connection to it, certificates, limits, who may come in."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    # --- reaching the hub ---
    "there is no host {host}": (
        "aucune machine ne s'appelle {host}",
        "لا يوجد حاسوب باسم {host}",
    ),
    "{host} port {port} does not answer within {seconds} s": (
        "{host}, port {port} : pas de réponse en {seconds} s",
        "{host} المنفذ {port}: لا جواب خلال {seconds} ثانية",
    ),
    "{host} port {port} does not answer: {why}": (
        "{host}, port {port} : pas de réponse ({why})",
        "{host} المنفذ {port}: لا جواب ({why})",
    ),
    "the call failed": ("l'appel a échoué", "فشل الاتصال"),
    "the connection was closed": ("la connexion a été fermée", "أُغلق الاتصال"),
    "the stream of news ended": (
        "le hub a cessé d'annoncer ce qui arrive",
        "توقف المحور عن الإخبار بما يصل",
    ),
    "the hub sent nothing for {seconds} s": (
        "le hub n'a rien envoyé pendant {seconds} s",
        "لم يرسل المحور شيئا مدة {seconds} ثانية",
    ),
    "the hub ended a pull midway": (
        "le hub a interrompu l'envoi du journal",
        "قطع المحور إرسال السجل قبل نهايته",
    ),
    "the hub ended a download midway": (
        "le hub a interrompu un téléchargement",
        "قطع المحور تنزيلا قبل نهايته",
    ),
    "the hub did not keep all that was sent": (
        "le hub n'a pas gardé tout ce qui lui a été envoyé",
        "لم يحفظ المحور كل ما أُرسل إليه",
    ),
    "no chunk came for {seconds} s": (
        "aucun morceau n'est arrivé pendant {seconds} s",
        "لم تصل أي قطعة مدة {seconds} ثانية",
    ),
    "another forsa-node works in {folder}; try again": (
        "un autre forsa-node travaille dans {folder} ; réessayez",
        "يوجد forsa-node آخر يعمل في {folder}؛ أعيدوا المحاولة",
    ),
    "this hub speaks forsa.v1 minor {minor}": (
        "ce hub parle forsa.v1, révision {minor}",
        "يتكلم هذا المحور forsa.v1، المراجعة {minor}",
    ),
    # --- how the hub stands ---
    "the hub is stopping": ("le hub est en train de s'arrêter", "المحور بصدد التوقف"),
    "a worker of the hub ended before its time": (
        "un processus du hub s'est arrêté trop tôt",
        "توقف أحد عمال المحور قبل أوانه",
    ),
    "the hub is stopping; the outcome is not known": (
        "le hub s'arrête ; on ne sait pas si l'envoi a été inscrit",
        "المحور بصدد التوقف؛ ولا يُعرف هل سُجل ما أُرسل",
    ),
    "the hub only reads: {why}": (
        "le hub est en lecture seule : {why}",
        "المحور في وضع القراءة فقط: {why}",
    ),
    "a member holds a larger checkpoint of ours": (
        "un membre a un point de contrôle de ce hub plus grand que son journal",
        "لدى أحد الأعضاء نقطة مراقبة من هذا المحور أكبر من سجله",
    ),
    "a member holds another checkpoint of ours": (
        "un membre a un autre point de contrôle de ce hub, pour le même journal",
        "لدى أحد الأعضاء نقطة مراقبة أخرى من هذا المحور للسجل نفسه",
    ),
    "{address} cannot be listened on: another program has it, or it is not this machine's. Stop "
    "that program, or set another {setting} in hub.toml": (
        (
            "impossible d'écouter sur {address} : un autre programme l'occupe, ou ce n'est pas une "
            "adresse de cette machine. Arrêtez ce programme, ou changez {setting} dans hub.toml"
        ),
        (
            "تعذر الاستماع على {address}: يشغله برنامج آخر، أو ليس عنوانا لهذا الحاسوب. أوقفوا ذلك "
            "البرنامج، أو غيّروا {setting} في hub.toml"
        ),
    ),
    "{count} records wait already": (
        "enregistrements qui attendent déjà : {count}",
        "تسجيلات في الانتظار من قبل: {count}",
    ),
    "the log is empty yet": ("le journal est encore vide", "السجل ما زال فارغا"),
    "too many requests": ("trop de demandes à la fois", "طلبات كثيرة في آن واحد"),
    "too much is not taken": (
        "trop de réponses attendent d'être lues ; redemandez dans un instant",
        "أجوبة كثيرة تنتظر من يقرؤها؛ أعيدوا الطلب بعد لحظة",
    ),
    "the library is being prepared; ask again in a moment": (
        "l'index du hub se prépare ; redemandez dans un instant",
        "فهرس المحور قيد الإعداد؛ أعيدوا الطلب بعد لحظة",
    ),
    "the library is being made again; ask again in a moment": (
        "l'index du hub est refait ; redemandez dans un instant",
        "يعاد بناء فهرس المحور؛ أعيدوا الطلب بعد لحظة",
    ),
    "too many searches wait already; ask again in a moment": (
        "trop de recherches attendent déjà ; redemandez dans un instant",
        "أبحاث كثيرة في الانتظار؛ أعيدوا الطلب بعد لحظة",
    ),
    "the hub's clock is not safe, {why}: check it, then start with --confirm-clock": (
        "l'horloge du hub n'est pas sûre : {why}. Vérifiez-la, puis démarrez avec --confirm-clock",
        "ساعة المحور غير موثوقة: {why}. تحققوا منها ثم شغّلوه مع --confirm-clock",
    ),
    "it was set by {minutes} minutes while the hub ran": (
        "elle a été déplacée de {minutes} min pendant que le hub tournait",
        "غُيّرت بفارق {minutes} دقيقة والمحور يعمل",
    ),
    "it is {minutes} minutes behind the time of the log": (
        "elle retarde de {minutes} min sur le temps du journal",
        "متأخرة بـ {minutes} دقيقة عن زمن السجل",
    ),
    "it is {hours} hours after the last checkpoint": (
        "elle est {hours} h après le dernier point de contrôle",
        "متقدمة بـ {hours} ساعة على آخر نقطة مراقبة",
    ),
    "the log's time is ahead of this machine's clock: one of the two is wrong": (
        "le temps du journal est en avance sur l'horloge de cette machine : l'un des deux est faux",
        "زمن السجل متقدم على ساعة هذا الحاسوب: أحدهما خاطئ",
    ),
    "an entry is timed over an hour before a member cosigned a tree without it": (
        (
            "une entrée est datée de plus d'une heure avant qu'un membre ait cosigné un journal où "
            "elle n'était pas"
        ),
        "أحد القيود مؤرخ بأكثر من ساعة قبل أن يوقّع عضو بالمشاركة سجلا لا يتضمنه",
    ),
    # --- disk ---
    "{free} MiB of disk are free, {needed} are needed": (
        "place libre sur le disque du hub : {free} Mio ; il en faut {needed}",
        "المساحة الحرة في قرص المحور: {free} ميبيبايت؛ والمطلوب {needed}",
    ),
    "the disk is full; the records are kept and not released yet": (
        "le disque est plein ; les enregistrements sont gardés, et pas encore diffusés",
        "القرص ممتلئ؛ التسجيلات محفوظة ولم تُنشر بعد",
    ),
    "the hub's disk is full: what it holds stays, nothing new is taken until there is room": (
        (
            "le disque du hub est plein : ce qu'il contient reste, rien de nouveau n'est pris tant "
            "qu'il n'y a pas de place"
        ),
        "قرص المحور ممتلئ: يبقى ما فيه، ولا يُقبل جديد حتى تتوفر مساحة",
    ),
    "{free} bytes of disk are free, at least {needed} are kept free: nothing new is taken until "
    "there is more; reading goes on": (
        (
            "place libre : {free} octets ; {needed} au moins restent libres : rien de nouveau "
            "n'est pris d'ici là, la lecture continue"
        ),
        (
            "المساحة الحرة: {free} بايت؛ ويبقى {needed} منها حرا على الأقل: لا يُقبل جديد حتى ذلك "
            "الحين، والقراءة مستمرة"
        ),
    ),
    "the disk that holds {name} is full": (
        "le disque qui contient {name} est plein",
        "القرص الذي يحمل {name} ممتلئ",
    ),
    "the hub's store of attachments does not answer; what was confirmed stays": (
        "le dépôt des pièces jointes du hub ne répond pas ; ce qui a été confirmé reste",
        "مخزن مرفقات المحور لا يجيب؛ وما تم تأكيده باق",
    ),
    # --- certificates, keys, tokens ---
    "the hub's certificate is refused: {why}": (
        "le certificat du hub est refusé ({why})",
        "رُفضت شهادة المحور ({why})",
    ),
    "this node's certificate has expired, by its own clock": (
        "le certificat de ce nœud a expiré, d'après sa propre horloge",
        "انتهت صلاحية شهادة هذه العقدة حسب ساعتها",
    ),
    "this node's certificate is not valid yet, by its own clock": (
        "le certificat de ce nœud n'est pas encore valable, d'après sa propre horloge",
        "لم تبدأ صلاحية شهادة هذه العقدة بعد حسب ساعتها",
    ),
    "the node's certificate has expired": (
        "le certificat du nœud a expiré",
        "انتهت صلاحية شهادة العقدة",
    ),
    "the certificate is for another key": (
        "le certificat est celui d'une autre clé",
        "الشهادة لمفتاح آخر",
    ),
    "the caller shows no certificate": (
        "ce qui appelle ne montre pas de certificat",
        "المتصل لا يقدم أي شهادة",
    ),
    "the channel is not TLS 1.3": (
        "la liaison n'est pas chiffrée en TLS 1.3",
        "الاتصال غير مشفر بـ TLS 1.3",
    ),
    "the certificate is malformed": ("le certificat est mal formé", "الشهادة غير سليمة التكوين"),
    "the certificate names more or less than one node": (
        "le certificat ne nomme pas un nœud et un seul",
        "الشهادة لا تسمي عقدة واحدة بالضبط",
    ),
    "the certificate does not name a node of this network": (
        "le certificat ne nomme pas un nœud de ce réseau",
        "الشهادة لا تسمي عقدة من هذه الشبكة",
    ),
    "what answers has no DNS name": (
        "ce qui répond n'a pas de nom sur le réseau",
        "المجيب ليس له اسم على الشبكة",
    ),
    "what answers shows no certificate": (
        "ce qui répond ne montre pas de certificat",
        "المجيب لا يقدم أي شهادة",
    ),
    "what answers is not the hub: it shows {names}": (
        "ce qui répond n'est pas le hub : cela montre {names}",
        "المجيب ليس المحور: يقدم {names}",
    ),
    "{holder} is not an active node of the network": (
        "{holder} n'est pas un nœud actif du réseau",
        "{holder} ليست عقدة نشطة في الشبكة",
    ),
    "{holder} is not an active node": (
        "{holder} n'est pas un nœud actif",
        "{holder} ليست عقدة نشطة",
    ),
    "{holder} has another TLS key now": (
        "{holder} a maintenant une autre clé TLS",
        "صار لـ {holder} مفتاح TLS آخر",
    ),
    "the request is not signed by the TLS key of {holder}": (
        "la demande n'est pas signée par la clé TLS de {holder}",
        "الطلب غير موقع بمفتاح TLS الخاص بـ {holder}",
    ),
    "the nonce is not good any more": (
        "la demande a trop attendu ; elle est à refaire",
        "تأخر الطلب أكثر من اللازم؛ يجب إعادته",
    ),
    "the key is not one of the member's": (
        "la clé n'est pas une clé de ce membre",
        "المفتاح ليس من مفاتيح هذا العضو",
    ),
    "the signature is not by this key": (
        "la signature n'est pas de cette clé",
        "التوقيع ليس بهذا المفتاح",
    ),
    "your member has another {what}, {name}: if you do not know it, ask the secretariat": (
        (
            "votre association a une autre clé ou un autre nœud ({what}) : {name}. Si vous ne le "
            "connaissez pas, demandez au secrétariat"
        ),
        "لجمعيتكم مفتاح آخر أو عقدة أخرى ({what}): {name}. إن كنتم لا تعرفونه فاسألوا الكتابة",
    ),
    "the join token is not valid": ("le jeton n'est pas valable", "رمز الانضمام غير صالح"),
    "the join token is cut or mistyped": (
        "le jeton est coupé ou mal copié",
        "رمز الانضمام مبتور أو منقول خطأ",
    ),
    "the join token names no host": (
        "le jeton ne nomme aucune machine",
        "رمز الانضمام لا يذكر أي حاسوب",
    ),
    "a join token begins with {prefix}": (
        "un jeton commence par {prefix}",
        "يبدأ رمز الانضمام بـ {prefix}",
    ),
    "the token is for network {token}, this node for {node}": (
        "le jeton est du réseau {token}, ce nœud du réseau {node}",
        "رمز الانضمام للشبكة {token}، وهذه العقدة للشبكة {node}",
    ),
    "publishing needs the folder of a node; this connection is an outsider's": (
        (
            "pour publier, il faut le dossier d'un nœud ; cette connexion est celle d'un lecteur "
            "de l'extérieur"
        ),
        "يحتاج النشر إلى مجلد عقدة؛ وهذا الاتصال لقارئ من الخارج",
    ),
    "the trust root does not name certificate authority {name}": (
        "la racine de confiance ne nomme pas l'autorité de certification {name}",
        "جذر الثقة لا يذكر سلطة التصديق {name}",
    ),
    # --- limits ---
    "with this {member} would have used {used} of {limit} (records_per_day)": (
        "avec cela, {member} aurait envoyé {used} textes et actes aujourd'hui, sur {limit}",
        "بهذا تكون {member} قد أرسلت اليوم {used} تسجيلا، والحد {limit}",
    ),
    "with this {member} would have used {used} of {limit} (bytes_per_day)": (
        "avec cela, {member} aurait envoyé {used} octets aujourd'hui, sur {limit}",
        "بهذا تكون {member} قد أرسلت اليوم {used} بايت، والحد {limit}",
    ),
    "with this {member} would have used {used} of {limit} (bytes_total)": (
        "avec cela, {member} aurait {used} octets au hub, sur {limit} (bytes_total)",
        "بهذا يكون لدى {member} في المحور {used} بايت، والحد {limit} (bytes_total)",
    ),
    "{member} sends more than {limit} records a second": (
        "{member} envoie plus d'enregistrements par seconde que permis ({limit})",
        "ترسل {member} في الثانية أكثر من المسموح به ({limit})",
    ),
    "more than {limit} attempts a minute": (
        "essais par minute : {limit} au plus",
        "المحاولات في الدقيقة: {limit} على الأكثر",
    ),
    "{holder} watches already": (
        "{holder} est déjà à l'écoute du hub",
        "{holder} تتابع المحور من قبل",
    ),
    "{limit} transfers of attachments run already": (
        "transferts de pièces jointes en cours : {limit}, le plus possible",
        "عمليات نقل المرفقات الجارية: {limit}، وهو الحد الأقصى",
    ),
    "{holder} has {used} uploads that are not complete; {limit} may be": (
        "{holder} a commencé des envois sans les finir : {used}, pour {limit} au plus",
        "بدأت {holder} إرسالات ولم تكملها: {used}، والحد {limit}",
    ),
    "uploads of {member} that are not complete have {used} bytes; with {more} more they pass "
    "{limit}": (
        (
            "les envois que {member} n'a pas finis font {used} octets ; avec {more} de plus, ils "
            "dépassent {limit}"
        ),
        "حجم إرسالات {member} غير المكتملة {used} بايت؛ وبإضافة {more} تتجاوز {limit}",
    ),
    "files used {spent} bytes today, and files_bytes_per_day is {limit}: they go on tomorrow; "
    "texts and records are exchanged all the same": (
        (
            "les fichiers ont pris {spent} octets aujourd'hui, et files_bytes_per_day est {limit} "
            ": ils continueront demain ; les textes s'échangent quand même"
        ),
        (
            "استهلكت الملفات اليوم {spent} بايت، وقيمة files_bytes_per_day هي {limit}: تُستأنف "
            "غدا؛ أما النصوص فيستمر تبادلها"
        ),
    ),
}
