"""Details: what the rules of votes refuse, with the numbers and the days."""

from typing import Final

from forsa.words.details.reading import Forms, Instead
from forsa.words.reasons import Words

FORMS: Final[Forms] = {
    # --- proposals ---
    "a proposal has audience public or network: the whole roll reads it": (
        "une proposition est public ou network : tous les votants la lisent",
        "المقترح public أو network: يقرؤه كل المصوتين",
    ),
    "{author} has {count} open proposals, at most {most} may be open": (
        "propositions ouvertes de {author} : {count} ; {most} au plus",
        "مقترحات {author} المفتوحة: {count}؛ {most} على الأكثر",
    ),
    "an agreement proposal has exactly one action, not {count}": (
        "une proposition d'accord porte exactement une action ; celle-ci en porte {count}",
        "يحمل مقترح الاتفاقية إجراء واحدا بالضبط؛ ويحمل هذا {count}",
    ),
    "an agreement proposal has the text as its first attachment": (
        "le texte d'un accord est la première pièce jointe de sa proposition",
        "نص الاتفاقية هو أول مرفق لمقترحها",
    ),
    "{count} actions, at most {most} are possible": (
        "actions : {count} ; {most} au plus",
        "الإجراءات: {count}؛ {most} على الأكثر",
    ),
    "a {type} proposal carries {allowed}; this one carries {kind}": (
        "une proposition {type} porte : {allowed} ; celle-ci porte {kind}",
        "يحمل مقترح من نوع {type}: {allowed}؛ ويحمل هذا {kind}",
    ),
    "no actions": ("aucune action", "لا إجراء"),
    "action {number} is not well-formed: {why}": (
        "l'action {number} est mal formée : {why}",
        "الإجراء {number} غير سليم التكوين: {why}",
    ),
    "the vote would end at {closes_ms}; opened now it ends from {earliest_ms} to {latest_ms} "
    "(voting_min_hours: {hours})": (
        (
            "le vote finirait le {closes_ms} ; ouvert maintenant, il finit entre le {earliest_ms} "
            "et le {latest_ms} (voting_min_hours : {hours})"
        ),
        (
            "ينتهي التصويت في {closes_ms}؛ وإذا افتُتح الآن فنهايته بين {earliest_ms} و{latest_ms} "
            "(voting_min_hours: {hours})"
        ),
    ),
    "the first call is no proposal that waits for a second: it ended otherwise, or was called "
    "again": (
        (
            "la première proposition n'attend pas de deuxième convocation : elle a fini "
            "autrement, ou a déjà été soumise de nouveau"
        ),
        "المقترح الأول لا ينتظر استدعاء ثانيا: انتهى على غير ذلك، أو أعيد عرضه من قبل",
    ),
    "a second call follows a vote without a quorum; the first call is {result}": (
        "une deuxième convocation suit un vote sans quorum ; la proposition est : {result}",
        "الاستدعاء الثاني يتبع تصويتا لم يكتمل نصابه؛ والمقترح الأول: {result}",
    ),
    "a second call has the type and the actions of the first": (
        "la deuxième convocation a le type et les actions de la première",
        "للاستدعاء الثاني نوع الأول وإجراءاته",
    ),
    "a second call is possible from {earliest_ms}, 15 days after the first ended at {closes_ms}": (
        (
            "une deuxième convocation est possible à partir du {earliest_ms}, 15 jours après la "
            "fin de la première, le {closes_ms}"
        ),
        ("الاستدعاء الثاني ممكن من {earliest_ms}، بعد 15 يوما من نهاية الأول في {closes_ms}"),
    ),
    "nobody could vote: the network has no active member with a vote": (
        "personne ne pourrait voter : le réseau n'a aucun membre actif qui vote",
        "لا أحد يمكنه التصويت: ليس في الشبكة عضو نشيط له حق التصويت",
    ),
    # --- ballots ---
    "a changed vote is a new ballot, not a new version of one": (
        "qui change son vote publie un nouveau bulletin, non une nouvelle version de l'ancien",
        "من غيّر تصويته ينشر ورقة جديدة، لا نسخة جديدة من القديمة",
    ),
    "the vote is over: the proposal was rejected, withdrawn or carried out": (
        "le vote est fini : la proposition a été rejetée, retirée ou exécutée",
        "انتهى التصويت: رُفض المقترح أو سُحب أو نُفذ",
    ),
    "the vote ended at {closes_ms}, and the ballot comes at {log_time_ms}": (
        "le vote a fini le {closes_ms}, et le bulletin arrive le {log_time_ms}",
        "انتهى التصويت في {closes_ms}، ووصلت الورقة في {log_time_ms}",
    ),
    "{author} is not among the {count} members who could vote when the proposal was opened, at "
    "index {index}": (
        (
            "{author} n'est pas des {count} membres qui pouvaient voter à l'ouverture de la "
            "proposition, au numéro {index}"
        ),
        "ليست {author} من الأعضاء الذين كان لهم حق التصويت ({count}) عند فتح المقترح، رقم {index}",
    ),
    "a member needs no proxy for itself": (
        "un membre n'a pas besoin de procuration pour lui-même",
        "لا يحتاج العضو إلى توكيل عن نفسه",
    ),
    "a proxy of {absent}, which is not on the roll of this vote": (
        "procuration de {absent}, qui n'est pas sur la liste des votants",
        "توكيل من {absent}، وليست في لائحة المصوتين",
    ),
    "a proxy of {absent}, which is no active member now: {status}": (
        "procuration de {absent}, qui n'est pas membre actif maintenant : {status}",
        "توكيل من {absent}، وليست عضوا نشيطا الآن: {status}",
    ),
    "the proxy is not signed by a key of {absent} that may vote, for {voter} and this proposal": (
        (
            "la procuration n'est pas signée par une clé de {absent} qui peut voter, pour {voter} "
            "et cette proposition"
        ),
        "التوكيل غير موقّع بمفتاح لـ {absent} له أن يصوت، لفائدة {voter} وهذا المقترح",
    ),
    "{voter} would vote for {count} others, {named}; the setting proxies_max allows {most}": (
        (
            "{voter} voterait pour d'autres membres : {count} ({named}) ; le réglage proxies_max "
            "en permet {most}"
        ),
        "ستصوت {voter} عن أعضاء آخرين: {count} ({named})؛ والإعداد proxies_max يسمح بـ {most}",
    ),
    "it would replace the ballot at index {index}, which its author had not seen": (
        "il remplacerait le bulletin n° {index}, que son auteur n'avait pas vu",
        "سيحل محل الورقة رقم {index} التي لم يرها صاحبها",
    ),
    # --- decisions ---
    "{author} has no vote, so it cannot execute a decision": (
        "{author} ne vote pas, et n'exécute donc pas de décision",
        "لا تصوت {author}، فلا تنفذ أي قرار",
    ),
    "the proposal waits for nothing: it was rejected, withdrawn, carried out, or it lapsed": (
        "la proposition n'attend rien : elle a été rejetée, retirée, exécutée, ou elle est caduque",
        "لا ينتظر المقترح شيئا: رُفض أو سُحب أو نُفذ أو سقط بالأجل",
    ),
    "only what was adopted is executed; the proposal is {result}": (
        "on n'exécute que ce qui est adopté ; la proposition est : {result}",
        "لا يُنفذ إلا ما اعتُمد؛ والمقترح: {result}",
    ),
    "a proposal of type {type} does not decide {kind}": (
        "une proposition {type} ne décide pas de {kind}",
        "مقترح من نوع {type} لا يقرر {kind}",
    ),
    "this {kind} is no action of the proposal that waits to be executed": (
        "cet acte ({kind}) n'est pas une action de la proposition qui attend d'être exécutée",
        "هذا العمل ({kind}) ليس إجراء من المقترح ينتظر التنفيذ",
    ),
    "a committee proposal changes settings group.* only": (
        "une proposition de comité ne change que les réglages group.*",
        "مقترح اللجنة لا يغير إلا الإعدادات group.*",
    ),
    "a record that executes a decision has no attachments": (
        "qui exécute une décision n'y joint rien",
        "من ينفذ قرارا لا يرفق به شيئا",
    ),
    "a {kind} that executes a decision has no body": (
        "qui exécute une décision ({kind}) n'y ajoute pas de texte",
        "من ينفذ قرارا ({kind}) لا يضيف إليه نصا",
    ),
    "{what} changed at index {changed}, after the proposal was opened at {opened}": (
        "{what} : changement au numéro {changed}, après l'ouverture de la proposition ({opened})",
        "{what}: تغيير في الرقم {changed}، بعد فتح المقترح ({opened})",
    ),
    "role or status of {member}": ("qualité ou statut de {member}", "صفة {member} أو وضعيتها"),
    "one of these settings": ("l'un de ces réglages", "أحد هذه الإعدادات"),
    "the keys of {member}, by a recovery,": (
        "les clés de {member}, par une récupération",
        "مفاتيح {member} باسترجاع",
    ),
    "open": ("ouverte", "مفتوح"),
    "adopted": ("adoptée", "معتمد"),
    "no_quorum": ("sans quorum", "دون نصاب"),
    "rejected": ("rejetée", "مرفوض"),
    "withdrawn": ("retirée", "مسحوب"),
    # --- what a command refuses before it signs ---
    "{which} is a {kind}, and no proposal": (
        "{which} est : {kind}, et non une proposition",
        "{which} هو {kind}، وليس مقترحا",
    ),
    "{value} is no day such as 2026-09-30 and no hour such as 2026-09-30T18:00": (
        "{value} n'est ni un jour comme 2026-09-30, ni une heure comme 2026-09-30T18:00",
        "{value} ليس يوما مثل 2026-09-30 ولا ساعة مثل 2026-09-30T18:00",
    ),
    "{value} is not written as {form}": (
        "{value} ne s'écrit pas ainsi : {form}",
        "{value} لا يُكتب هكذا: {form}",
    ),
    "{role} is no role; there are: {known}": (
        "{role} n'est pas une qualité ; il y a : {known}",
        "{role} ليست صفة؛ والصفات هي: {known}",
    ),
    "no member is called {member}; there are: {known}": (
        "aucun membre ne s'appelle {member} ; il y a : {known}",
        "لا عضو اسمه {member}؛ والأعضاء هم: {known}",
    ),
    "a setting is named twice": ("un réglage est nommé deux fois", "ذُكر إعداد مرتين"),
    "a hold of {days} days; a decision gives 1 to {most}": (
        "une mise en attente de {days} jours ; une décision en donne de 1 à {most}",
        "تعليق لمدة {days} يوما؛ والقرار يمنح من 1 إلى {most}",
    ),
    "{count} keys of the network begin with {digits}": (
        "clés du réseau qui commencent par {digits} : {count}",
        "مفاتيح الشبكة التي تبدأ بـ {digits}: {count}",
    ),
    "a ballot of this vote waits here: {which}": (
        "un bulletin de ce vote attend ici : {which}",
        "ورقة لهذا التصويت تنتظر هنا: {which}",
    ),
    "the proposal is not in the log yet: nothing is decided": (
        "la proposition n'est pas encore dans le journal : rien n'est décidé",
        "المقترح ليس في السجل بعد: لا شيء تقرر",
    ),
    "the proposal has no action {number}; there are {count}, from 0": (
        "la proposition n'a pas d'action {number} ; elle en a {count}, à partir de 0",
        "ليس للمقترح الإجراء {number}؛ عدد إجراءاته {count} ابتداء من 0",
    ),
    "action {number} was executed by {member}, at index {index}": (
        "l'action {number} a été exécutée par {member}, au numéro {index}",
        "الإجراء {number} نفذته {member}، رقم {index}",
    ),
    "the vote is open until {closes_ms}: nothing is executed before; so far {have} of {of} are "
    "present or represented, {needed} needed": (
        (
            "le vote est ouvert jusqu'au {closes_ms} : rien ne s'exécute avant ; jusqu'ici {have} "
            "sur {of} présents ou représentés, {needed} nécessaires"
        ),
        (
            "التصويت مفتوح إلى {closes_ms}: لا يُنفذ شيء قبل ذلك؛ الحاضرون أو الممثلون إلى الآن "
            "{have} من {of}، والمطلوب {needed}"
        ),
    ),
    "the vote ended at {closes_ms}; the next entry of the log confirms its result, expected: "
    "{result}": (
        (
            "le vote a fini le {closes_ms} ; l'enregistrement suivant du journal confirme le "
            "résultat, attendu : {result}"
        ),
        "انتهى التصويت في {closes_ms}؛ والتسجيل الموالي في السجل يؤكد النتيجة المنتظرة: {result}",
    ),
    "the decision lapsed at {lapses_ms}, 90 days after the vote": (
        "la décision est caduque depuis le {lapses_ms}, 90 jours après le vote",
        "سقط القرار في {lapses_ms}، بعد 90 يوما من التصويت",
    ),
    "quorum {needed} of {of}: {have} present or represented; nothing was decided": (
        "quorum {needed} sur {of} : {have} présents ou représentés ; rien n'a été décidé",
        "النصاب {needed} من {of}: الحاضرون أو الممثلون {have}؛ لم يتقرر شيء",
    ),
    "what the decision does was executed, or waits here to be sent; there are {count} actions": (
        (
            "ce que fait la décision est exécuté, ou attend ici d'être envoyé ; elle a {count} "
            "actions"
        ),
        "ما يفعله القرار نُفذ أو ينتظر هنا الإرسال؛ عدد إجراءاته {count}",
    ),
    "all actions of the decision were executed; there were {count}": (
        "toutes les actions de la décision sont exécutées ; il y en avait {count}",
        "نُفذت كل إجراءات القرار؛ وكان عددها {count}",
    ),
    "the proposal was {result}, with {count} for and {against} against": (
        "la proposition est {result} : {count} pour, {against} contre",
        "المقترح {result}: {count} مع و{against} ضد",
    ),
    "only an open proposal is withdrawn; this one is {result}": (
        "on ne retire qu'une proposition ouverte ; celle-ci est : {result}",
        "لا يُسحب إلا مقترح مفتوح؛ وهذا: {result}",
    ),
    "{file} is no proxy as this program writes them": (
        "{file} n'est pas une procuration telle que ce programme l'écrit",
        "{file} ليس توكيلا كما يكتبه هذا البرنامج",
    ),
    "the proxy is for the vote {named}, and not for {which}": (
        "la procuration est pour le vote {named}, et non pour {which}",
        "التوكيل للتصويت {named}، وليس لـ {which}",
    ),
    "the proxy of {absent} is for {voter}, and this node is of {member}": (
        "la procuration de {absent} est pour {voter}, et ce nœud est celui de {member}",
        "توكيل {absent} لفائدة {voter}، وهذه العقدة لـ {member}",
    ),
    "the vote ended at {closes_ms}": (
        "le vote a fini le {closes_ms}",
        "انتهى التصويت في {closes_ms}",
    ),
    "{member} is not among the {count} members who may vote in this proposal": (
        "{member} n'est pas des {count} membres qui votent sur cette proposition",
        "ليست {member} من الأعضاء المصوتين على هذا المقترح ({count})",
    ),
    "{member} is no active member now: {status}": (
        "{member} n'est pas membre actif maintenant : {status}",
        "ليست {member} عضوا نشيطا الآن: {status}",
    ),
    "the network takes no proxies: the setting proxies_max is 0": (
        "le réseau n'admet pas de procuration : le réglage proxies_max est à 0",
        "لا تقبل الشبكة التوكيلات: الإعداد proxies_max هو 0",
    ),
    "{file} has attachments: write seconders, subjects and amends into it": (
        "{file} a des pièces jointes : écrivez-y seconders, subjects et amends",
        "لـ {file} مرفقات: اكتبوا فيه seconders وsubjects وamends",
    ),
    # --- assemblies ---
    "{which} is a {kind}, and no call to an assembly": (
        "{which} est : {kind}, et non la convocation d'une assemblée",
        "{which} هو {kind}، وليس استدعاء إلى جمع",
    ),
    "{members}: present and represented cannot both be": (
        "{members} : on ne peut être présent et représenté à la fois",
        "{members}: لا يجتمع الحضور والتمثيل",
    ),
    # --- ballots as files ---
    "no ballot waits here without a receipt in a vote that is open": (
        "aucun bulletin d'un vote ouvert n'attend ici sans reçu",
        "لا ورقة لتصويت مفتوح تنتظر هنا دون وصل",
    ),
    "{count} ballots wait here, a file takes {most}: name a proposal": (
        "bulletins en attente ici : {count}, un fichier en prend {most} ; nommez une proposition",
        "الأوراق المنتظرة هنا: {count}، والملف يسع {most}؛ سموا مقترحا",
    ),
    "a file of {size} bytes or more; ballots take at most {most}": (
        "un fichier de {size} octets ou plus ; des bulletins en prennent {most} au plus",
        "ملف من {size} بايت أو أكثر؛ والأوراق لا تتجاوز {most}",
    ),
    "the file holds something else than ballots": (
        "le fichier contient autre chose que des bulletins",
        "يحمل الملف شيئا غير الأوراق",
    ),
    "the file holds more than {most} ballots": (
        "le fichier contient plus de {most} bulletins",
        "يحمل الملف أكثر من {most} ورقة",
    ),
    "a {kind} of {member}: only ballots are relayed": (
        "{kind} de {member} : on ne porte que des bulletins",
        "{kind} من {member}: لا تُحمل إلا الأوراق",
    ),
    "the ballot is in the outbox already": (
        "le bulletin est déjà dans la file d'envoi",
        "الورقة موجودة من قبل في طابور الإرسال",
    ),
}

INSTEAD: Final[Instead] = {
    "a ballot of this vote waits here: {which}": (
        Words(
            "Votre bulletin précédent n'est pas encore dans le journal.",
            "Envoyez-le d'abord : forsa-node sync DOSSIER. Ou abandonnez-le, puis votez : "
            "forsa-node outbox DOSSIER --drop {which}.",
        ),
        Words(
            "ورقتكم السابقة ليست في السجل بعد.",
            "أرسلوها أولا: forsa-node sync DOSSIER. أو تخلوا عنها ثم صوتوا: "
            "forsa-node outbox DOSSIER --drop {which}.",
        ),
        Words(
            "Your former ballot is not in the log yet.",
            "Send it first: forsa-node sync DIR. Or give it up, then vote: forsa-node outbox DIR "
            "--drop {which}.",
        ),
    ),
    "no ballot waits here without a receipt in a vote that is open": (
        Words(
            "Aucun bulletin n'est à porter.",
            "Rien à faire : forsa-node vote check dit que votre vote compte.",
        ),
        Words(
            "لا ورقة تحتاج إلى من يحملها.",
            "لا شيء عليكم: يبين forsa-node vote check أن تصويتكم محتسب.",
        ),
        Words(
            "No ballot is to be brought.",
            "Nothing to do: forsa-node vote check says that your vote counts.",
        ),
    ),
}
