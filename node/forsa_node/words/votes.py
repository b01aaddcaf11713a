"""Proposals, ballots and proxies: what is asked, who voted what, and what to do."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    # --- a record in a sentence ---
    "called": {
        "fr": "n° {which} ({kind} de {member})",
        "ar": "رقم {which} ({kind} من {member})",
        "en": "no. {which} ({kind} of {member})",
    },
    "called_titled": {
        "fr": "n° {which} ({kind} de {member} : « {title} »)",
        "ar": "رقم {which} ({kind} من {member}: «{title}»)",
        "en": "no. {which} ({kind} of {member}: “{title}”)",
    },
    # --- a question ---
    "question_head": {
        "fr": "N° {which} · {type} : {title} (proposée par {member})",
        "ar": "رقم {which} · {type}: {title} (اقترحته {member})",
        "en": "No. {which} · {type}: {title} (proposed by {member})",
    },
    "question_untitled": {
        "fr": "sans titre à montrer",
        "ar": "لا عنوان يمكن عرضه",
        "en": "no title that can be shown",
    },
    "question_seconders": {
        "fr": "Soutenue par, selon son auteur : {members}",
        "ar": "يسانده، حسب صاحبه: {members}",
        "en": "Seconded by, in its author's word: {members}",
    },
    "question_words": {
        "fr": "Ce qu'en dit {member} (ses mots, sans effet par eux-mêmes) :",
        "ar": "ما تقوله {member} (كلامها، ولا أثر له بذاته):",
        "en": "What {member} says of it (its words, without effect by themselves):",
    },
    "question_held": {
        "fr": "Le texte de l'auteur est mis en attente : il n'est pas montré.",
        "ar": "نص صاحب المقترح معلق: لا يُعرض.",
        "en": "The author's text is on hold: it is not shown.",
    },
    "question_redacted": {
        "fr": "Le texte de l'auteur a été effacé.",
        "ar": "مُحي نص صاحب المقترح.",
        "en": "The author's text was erased.",
    },
    "question_missing": {
        "fr": "Le texte de l'auteur n'est pas encore ici : forsa-node sync.",
        "ar": "نص صاحب المقترح لم يصل بعد: forsa-node sync.",
        "en": "The author's text is not here yet: forsa-node sync.",
    },
    "prop_head": {
        "fr": "Mise au vote : {type}",
        "ar": "طرح للتصويت: {type}",
        "en": "Put to the vote: {type}",
    },
    "prop_actions": {
        "fr": "Si elle est adoptée, la décision fait exactement ceci :",
        "ar": "إذا اعتُمد القرار فإنه يفعل هذا بالضبط:",
        "en": "If it is adopted, the decision does exactly this:",
    },
    "prop_action": {
        "fr": "  {number}. {does}",
        "ar": "  {number}. {does}",
        "en": "  {number}. {does}",
    },
    "prop_no_actions": {
        "fr": "Aucun effet par le programme : la décision vaut par ses mots.",
        "ar": "لا أثر ينفذه البرنامج: القرار يسري بنصه.",
        "en": "No effect by the program: the decision stands by its words.",
    },
    "prop_closes": {
        "fr": "Le vote se clôt le {time}, dans {left}.",
        "ar": "يُغلق التصويت في {time}، بعد {left}.",
        "en": "The vote closes on {time}, in {left}.",
    },
    "prop_closed": {
        "fr": (
            "! D'après l'heure d'ici, le vote s'est clos le {time}. Le journal décide ; un "
            "bulletin en retard ne compte pas."
        ),
        "ar": (
            "! حسب الساعة هنا أُغلق التصويت في {time}. السجل هو الذي يقرر، والورقة المتأخرة لا "
            "تُحتسب."
        ),
        "en": (
            "! By the time here the vote closed on {time}. The log decides; a late ballot does "
            "not count."
        ),
    },
    "effect_closes": {
        "fr": "Le vote se clôt le {time}.",
        "ar": "يُغلق التصويت في {time}.",
        "en": "The vote closes on {time}.",
    },
    "effect_head": {
        "fr": "Ce que la signature engage, en plus du texte :",
        "ar": "ما يلزم به التوقيع، إضافة إلى النص:",
        "en": "What the signature commits to, beside the text:",
    },
    "prop_obstacle": {
        "fr": "! Aujourd'hui, l'action {number} ne pourrait pas être exécutée : {why}.",
        "ar": "! لا يمكن اليوم تنفيذ الإجراء {number}: {why}.",
        "en": "! Today action {number} could not be executed: {why}.",
    },
    "prop_second_call": {
        "fr": "Deuxième convocation pour {which}.",
        "ar": "استدعاء ثان بشأن {which}.",
        "en": "Second call of {which}.",
    },
    "prop_rule": {
        "fr": "Règle : {rule} ; quorum : {quorum} ({needed} sur {roll}).",
        "ar": "القاعدة: {rule}؛ النصاب: {quorum} ({needed} من {roll}).",
        "en": "Rule: {rule}; quorum: {quorum} ({needed} of {roll}).",
    },
    "prop_roll": {
        "fr": "Qui vote ({count}) : {members}",
        "ar": "من يصوت ({count}): {members}",
        "en": "Who votes ({count}): {members}",
    },
    # --- lists ---
    "votes_none": {
        "fr": "Aucune proposition n'attend : ni vote ouvert, ni décision à exécuter.",
        "ar": "لا مقترح ينتظر: لا تصويت مفتوح ولا قرار للتنفيذ.",
        "en": "No proposal waits: no open vote, no decision to execute.",
    },
    "list_voting": {
        "fr": "{stands}, encore {left} ; quorum jusqu'ici : {quorum}",
        "ar": "{stands}، بقي {left}؛ النصاب إلى الآن: {quorum}",
        "en": "{stands}, {left} left; quorum so far: {quorum}",
    },
    "list_not_entitled": {
        "fr": "votre association n'est pas sur la liste des votants",
        "ar": "جمعيتكم ليست في لائحة المصوتين",
        "en": "your association is not on the roll",
    },
    "list_no_vote": {
        "fr": "votre association n'a pas voté",
        "ar": "لم تصوت جمعيتكم",
        "en": "your association has not voted",
    },
    "list_to_vote": {
        "fr": "pour voter : forsa-node vote {folder} {index} pour (ou contre, abstention, blanc)",
        "ar": "للتصويت: forsa-node vote {folder} {index} for (أو against أو abstain أو blank)",
        "en": "to vote: forsa-node vote {folder} {index} for (or against, abstain, blank)",
    },
    "list_to_execute": {
        "fr": "pour l'exécuter : forsa-node proposal execute {folder} {index}",
        "ar": "لتنفيذه: forsa-node proposal execute {folder} {index}",
        "en": "to carry it out: forsa-node proposal execute {folder} {index}",
    },
    "list_voted": {
        "fr": "votre vote : {choice}",
        "ar": "تصويتكم: {choice}",
        "en": "your vote: {choice}",
    },
    "list_by_proxy": {
        "fr": "votre vote, par procuration : {choice}",
        "ar": "تصويتكم بالتوكيل: {choice}",
        "en": "your vote, by proxy: {choice}",
    },
    # --- one ---
    "show_opened": {
        "fr": "Ouverte le {time}.",
        "ar": "فُتح في {time}.",
        "en": "Opened on {time}.",
    },
    "show_rule": {
        "fr": "Règle : {rule} ; quorum : {quorum}.",
        "ar": "القاعدة: {rule}؛ النصاب: {quorum}.",
        "en": "Rule: {rule}; quorum: {quorum}.",
    },
    "show_stage": {
        "fr": "Où elle en est : {stands}.",
        "ar": "وضعه: {stands}.",
        "en": "Where it stands: {stands}.",
    },
    "show_executed": {
        "fr": "     exécutée par {member} le {time}, n° {index}",
        "ar": "     نفذته {member} في {time}، رقم {index}",
        "en": "     executed by {member} on {time}, no. {index}",
    },
    "show_pending": {
        "fr": "     attend d'être exécutée : forsa-node proposal execute",
        "ar": "     ينتظر التنفيذ: forsa-node proposal execute",
        "en": "     waits to be executed: forsa-node proposal execute",
    },
    "show_vote": {
        "fr": "{member} : {choice} (n° {index})",
        "ar": "{member}: {choice} (رقم {index})",
        "en": "{member}: {choice} (no. {index})",
    },
    "show_vote_proxy": {
        "fr": "{member} : {choice}, par procuration donnée à {voter} (n° {index})",
        "ar": "{member}: {choice}، بتوكيل إلى {voter} (رقم {index})",
        "en": "{member}: {choice}, by proxy given to {voter} (no. {index})",
    },
    "show_not_voted": {
        "fr": "  sans vote : {members}",
        "ar": "  دون تصويت: {members}",
        "en": "  no vote: {members}",
    },
    "show_replaced": {
        "fr": "  ne compte pas, car le n° {index} vaut à sa place : {vote}",
        "ar": "  لا يُحتسب لأن الرقم {index} حل محله: {vote}",
        "en": "  does not count, no. {index} stands in its place: {vote}",
    },
    # --- carrying out ---
    "execute_does": {
        "fr": "Vous exécutez l'action {number}, telle qu'elle a été votée : {does}",
        "ar": "تنفذون الإجراء {number} كما صُوت عليه: {does}",
        "en": "You execute action {number}, as it was voted: {does}",
    },
    "execute_left": {
        "fr": "Actions en attente : {count} (forsa-node proposal execute {folder} {which})",
        "ar": "إجراءات ما زالت تنتظر: {count} (forsa-node proposal execute {folder} {which})",
        "en": "Actions that still wait: {count} (forsa-node proposal execute {folder} {which})",
    },
    # --- voting ---
    "vote_own": {
        "fr": "Votre vote, pour {member} : {choice}",
        "ar": "تصويتكم باسم {member}: {choice}",
        "en": "Your vote, for {member}: {choice}",
    },
    "vote_for_another": {
        "fr": "Vote par procuration : {member} vote à la place de {absent} : {choice}",
        "ar": "تصويت بالتوكيل: {member} تصوت مكان {absent}: {choice}",
        "en": "Vote by proxy: {member} votes in the place of {absent}: {choice}",
    },
    "vote_replaces": {
        "fr": "Il remplace le vote précédent : {choice} (n° {index}), que ce nœud a vu.",
        "ar": "يحل محل التصويت السابق: {choice} (رقم {index})، وقد رأته هذه العقدة.",
        "en": "It replaces the former vote: {choice} (no. {index}), which this node has seen.",
    },
    "vote_replaces_proxy": {
        "fr": "Il vaut à la place du vote que {voter} a émis pour vous : {choice} (n° {index}).",
        "ar": "يُعتمد مكان التصويت الذي أدلت به {voter} عنكم: {choice} (رقم {index}).",
        "en": "It stands in place of the vote that {voter} cast for you: {choice} (no. {index}).",
    },
    "vote_in_vain": {
        "fr": (
            "! {absent} a voté elle-même : {choice} (n° {index}). Son vote vaut, et celui-ci ne "
            "comptera pas."
        ),
        "ar": "! صوتت {absent} بنفسها: {choice} (رقم {index}). تصويتها هو المعتمد، وهذا لا يُحتسب.",
        "en": (
            "! {absent} voted itself: {choice} (no. {index}). Its vote stands, and this one will "
            "not count."
        ),
    },
    # --- the own vote, checked ---
    "own_counted": {
        "fr": (
            "Votre vote compte : {choice}, n° {index}. Le reçu du hub est vérifié : le bulletin "
            "est dans le journal pour toujours (arbre de {size} entrées)."
        ),
        "ar": (
            "تصويتكم محتسب: {choice}، رقم {index}. تم التحقق من وصل المحور: الورقة في السجل إلى "
            "الأبد (شجرة من {size} قيد)."
        ),
        "en": (
            "Your vote counts: {choice}, no. {index}. The hub's receipt verifies: the ballot is in "
            "the log for ever (tree of {size} entries)."
        ),
    },
    "own_counted_here": {
        "fr": (
            "Votre vote compte : {choice}, n° {index}, dans le journal que ce nœud a vérifié. "
            "Le reçu n'est pas ici : le bulletin a été envoyé d'ailleurs, ou la réponse du hub "
            "s'est perdue."
        ),
        "ar": (
            "تصويتكم محتسب: {choice}، رقم {index}، في السجل الذي تحققت منه هذه العقدة. الوصل ليس "
            "هنا: أُرسلت الورقة من مكان آخر، أو ضاع جواب المحور."
        ),
        "en": (
            "Your vote counts: {choice}, no. {index}, in the log that this node verified. The "
            "receipt is not here: the ballot was sent from elsewhere, or the hub's answer was lost."
        ),
    },
    "own_by_proxy": {
        "fr": (
            "{voter} a voté pour vous par procuration : {choice}, n° {index}. Un vote de votre "
            "main vaudrait à sa place."
        ),
        "ar": "صوتت {voter} عنكم بالتوكيل: {choice}، رقم {index}. وتصويتكم بأنفسكم يحل محله.",
        "en": (
            "{voter} voted for you by proxy: {choice}, no. {index}. A vote of your own would stand "
            "in its place."
        ),
    },
    "own_waiting": {
        "fr": "Votre bulletin attend sur ce nœud : {choice} ({which}). Il n'est pas encore compté.",
        "ar": "ورقتكم تنتظر في هذه العقدة: {choice} ({which}). لم تُحتسب بعد.",
        "en": "Your ballot waits on this node: {choice} ({which}). It is not counted yet.",
    },
    "own_received": {
        "fr": (
            "Le hub a reçu votre bulletin : {choice}, n° {index} ; ce nœud n'a pas encore "
            "l'entrée. Refaites forsa-node sync, puis cette vérification."
        ),
        "ar": (
            "استلم المحور ورقتكم: {choice}، رقم {index}؛ ولم يصل القيد إلى هذه العقدة بعد. أعيدوا "
            "forsa-node sync ثم هذا التحقق."
        ),
        "en": (
            "The hub received your ballot: {choice}, no. {index}; the entry is not here yet. Run "
            "forsa-node sync, then check again."
        ),
    },
    "own_refused": {
        "fr": "Votre bulletin a été refusé ({choice}, {which}) : {why}",
        "ar": "رُفضت ورقتكم ({choice}، {which}): {why}",
        "en": "Your ballot was refused ({choice}, {which}): {why}",
    },
    "own_none": {
        "fr": "Votre association n'a pas de vote dans ce scrutin.",
        "ar": "ليس لجمعيتكم صوت في هذا الاقتراع.",
        "en": "Your association has no vote in this ballot.",
    },
    "own_lost": {
        "fr": "ALERTE : votre bulletin ({choice}, {which}) a un reçu et n'est pas compté : {why}",
        "ar": "تنبيه: لورقتكم ({choice}، {which}) وصل، وهي غير محتسبة: {why}",
        "en": "ALARM: your ballot ({choice}, {which}) has a receipt, and it is not counted: {why}",
    },
    "own_until_then": {
        "fr": "Jusque-là compte votre vote précédent : {choice}, n° {index}.",
        "ar": "إلى ذلك الحين يُحتسب تصويتكم السابق: {choice}، رقم {index}.",
        "en": "Until then your former vote counts: {choice}, no. {index}.",
    },
    "own_for_another": {
        "fr": "Pour {member}, par sa procuration, vous avez voté : {choice}, n° {index}.",
        "ar": "أدليتم بصوت {member} بتوكيل منها: {choice}، رقم {index}.",
        "en": "For {member}, by its proxy, you voted: {choice}, no. {index}.",
    },
    "own_lost_do": {
        "fr": (
            "Gardez ce dossier tel quel et prévenez les autres membres : forsa-node verify "
            "{folder} dit si le journal d'ici est intact ; le reçu est la preuve."
        ),
        "ar": (
            "احتفظوا بهذا المجلد كما هو وأخبروا باقي الأعضاء: يبين forsa-node verify {folder} هل "
            "السجل هنا سليم؛ والوصل هو الدليل."
        ),
        "en": (
            "Keep this folder as it is and tell the other members: forsa-node verify {folder} says "
            "whether the log here is sound; the receipt is the proof."
        ),
    },
    "own_waiting_do": {
        "fr": (
            "Envoyez : forsa-node sync {folder}. Si le hub ne répond pas : forsa-node vote export "
            "{folder} FICHIER, et un autre membre le porte (forsa-node vote relay)."
        ),
        "ar": (
            "أرسلوا: forsa-node sync {folder}. وإن لم يجب المحور: forsa-node vote export {folder} "
            "FICHIER، ويحمله عضو آخر (forsa-node vote relay)."
        ),
        "en": (
            "Send it: forsa-node sync {folder}. If the hub does not answer: forsa-node vote export "
            "{folder} FILE, and another member brings it (forsa-node vote relay)."
        ),
    },
    "ballot_late": {
        "fr": (
            "! BULLETIN SANS REÇU : le vote n° {index} se clôt le {time}, dans {left}, et le hub "
            "n'a pas confirmé le bulletin de {member}. Essayez forsa-node sync {folder} ; sinon "
            "forsa-node vote export {folder} FICHIER, et remettez le fichier à un autre membre, "
            "qui fait forsa-node vote relay."
        ),
        "ar": (
            "! ورقة دون وصل: يُغلق التصويت رقم {index} في {time}، بعد {left}، ولم يؤكد المحور ورقة "
            "{member}. جربوا forsa-node sync {folder}؛ وإلا forsa-node vote export {folder} "
            "FICHIER وسلموا الملف إلى عضو آخر يستعمل forsa-node vote relay."
        ),
        "en": (
            "! BALLOT WITHOUT RECEIPT: vote no. {index} closes on {time}, in {left}, and the hub "
            "has not confirmed the ballot of {member}. Try forsa-node sync {folder}; else "
            "forsa-node vote export {folder} FILE, and give the file to another member, who runs "
            "forsa-node vote relay."
        ),
    },
    # --- ballots as files ---
    "ballots_exported": {
        "fr": (
            "Bulletins écrits dans {file} : {count}. Remettez le fichier à un autre membre "
            "(clé USB, courriel) : forsa-node vote relay, puis sync. Il est signé : personne ne "
            "peut le changer, et tous peuvent le lire."
        ),
        "ar": (
            "الأوراق المكتوبة في {file}: {count}. سلموا الملف إلى عضو آخر (مفتاح USB أو بريد): "
            "forsa-node vote relay ثم sync. الملف موقّع: لا أحد يستطيع تغييره، والكل يستطيع قراءته."
        ),
        "en": (
            "Ballots written to {file}: {count}. Give the file to another member (USB stick, "
            "e-mail): forsa-node vote relay, then sync. It is signed: nobody can change it, and "
            "everybody can read it."
        ),
    },
    "relayed_title": {
        "fr": "bulletin de {member}, porté pour elle",
        "ar": "ورقة {member}، محمولة عنها",
        "en": "ballot of {member}, brought for it",
    },
    "relayed": {
        "fr": "Bulletin de {member} : part au prochain envoi (forsa-node sync {folder}).",
        "ar": "ورقة {member}: تُرسل مع الإرسال المقبل (forsa-node sync {folder}).",
        "en": "Ballot of {member}: leaves with the next sending (forsa-node sync {folder}).",
    },
    "not_relayed": {
        "fr": "Bulletin de {member} : non repris. {why}",
        "ar": "ورقة {member}: لم تؤخذ. {why}",
        "en": "Ballot of {member}: not taken. {why}",
    },
    # --- the statutes ---
    "statute_own": {
        "fr": "{says} — choix de ce réseau",
        "ar": "{says} — باختيار هذه الشبكة",
        "en": "{says} — chosen by this network",
    },
    "statutes_change": {
        "fr": "Les changer : forsa-node proposal open {folder} statute_change --set NOM=VALEUR",
        "ar": "لتغييرها: forsa-node proposal open {folder} statute_change --set NAME=VALUE",
        "en": "To change them: forsa-node proposal open {folder} statute_change --set NAME=VALUE",
    },
    # --- proxies ---
    "proxy_giving": {
        "fr": (
            "{absent} donne procuration à {voter} pour ce vote, et pour lui seul. {voter} choisit "
            "pour ou contre ; un vote de {absent} elle-même vaudrait à la place. Procurations "
            "qu'un votant peut porter : {most}."
        ),
        "ar": (
            "توكل {absent} {voter} لهذا التصويت وحده. {voter} هي التي تختار؛ وتصويت {absent} "
            "بنفسها يحل محله. عدد التوكيلات المسموح بها لكل مصوت: {most}."
        ),
        "en": (
            "{absent} gives {voter} its proxy for this vote, and for no other. {voter} chooses for "
            "or against; a vote of {absent} itself would stand instead. Proxies that a voter may "
            "hold: {most}."
        ),
    },
    "proxy_own_counts": {
        "fr": "! Votre propre vote est compté (n° {index}) : une procuration ne changera rien.",
        "ar": "! تصويتكم محتسب (رقم {index}): التوكيل لن يغير شيئا.",
        "en": "! Your own vote is counted (no. {index}): a proxy will change nothing.",
    },
    "proxy_question": {
        "fr": "Signer cette procuration ?",
        "ar": "هل توقعون هذا التوكيل؟",
        "en": "Sign this proxy?",
    },
    "proxy_given": {
        "fr": (
            "La procuration est dans {file}. Remettez-la à {voter}, qui vote avec : forsa-node "
            "vote DOSSIER {which} CHOIX --proxy FICHIER (pour, contre, abstention ou blanc)"
        ),
        "ar": (
            "التوكيل في {file}. سلموه إلى {voter} لتصوت به، مع أو ضد: forsa-node vote DIR {which} "
            "CHOICE --proxy FILE"
        ),
        "en": (
            "The proxy is in {file}. Give it to {voter}, who votes with it: forsa-node vote DIR "
            "{which} CHOICE --proxy FILE (for, against, abstain or blank)"
        ),
    },
    "proxy_not_given": {
        "fr": "Rien n'a été signé.",
        "ar": "لم يوقَّع شيء.",
        "en": "Nothing was signed.",
    },
    "proxy_of": {
        "fr": "Procuration de {absent} à {voter}, signée par une clé de {absent}.",
        "ar": "توكيل من {absent} إلى {voter}، موقّع بمفتاح لـ {absent}.",
        "en": "Proxy of {absent} for {voter}, signed by a key of {absent}.",
    },
    "proxy_file": {
        "fr": (
            "{absent} donne procuration à {voter} pour un seul vote : « {title} » ({which}), "
            "clos le {time}. Le membre {voter} s'en sert sur son nœud : forsa-node vote --proxy. "
            "Changer un signe ci-dessus l'annule."
        ),
        "ar": (
            "تمنح {absent} توكيلا إلى {voter} لتصويت واحد: «{title}» ({which})، يُغلق في {time}. "
            "تستعمله عقدة "
            "{voter}: forsa-node vote --proxy. وتغيير أي حرف أعلاه يبطله."
        ),
        "en": (
            "{absent} gives {voter} its proxy for one vote: “{title}” ({which}), which closes on "
            "{time}. The node of {voter} uses it: forsa-node vote --proxy. Changing a sign above "
            "undoes it."
        ),
    },
}
