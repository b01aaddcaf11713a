"""Details: what the rules of votes refuse, with the numbers and the days."""

from typing import Final

from forsa.words.details.reading import Forms

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
            "la première proposition n'attend pas de second appel : elle a fini autrement, ou a "
            "déjà été rappelée"
        ),
        "المقترح الأول لا ينتظر نداء ثانيا: انتهى على غير ذلك، أو سبق النداء إليه من جديد",
    ),
    "a second call follows a vote without a quorum; the first call is {result}": (
        "un second appel suit un vote sans quorum ; la première proposition est : {result}",
        "النداء الثاني يتبع تصويتا لم يكتمل نصابه؛ والمقترح الأول: {result}",
    ),
    "a second call has the type and the actions of the first": (
        "un second appel a le type et les actions du premier",
        "للنداء الثاني نوع الأول وإجراءاته",
    ),
    "a second call is possible from {earliest_ms}, 15 days after the first ended at {closes_ms}": (
        (
            "un second appel est possible à partir du {earliest_ms}, 15 jours après la fin du "
            "premier, le {closes_ms}"
        ),
        ("النداء الثاني ممكن ابتداء من {earliest_ms}، بعد 15 يوما من نهاية الأول في {closes_ms}"),
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
}
