"""Moderation, sanctions and appeals."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    # --- acts ---
    "moderation_act": {
        "fr": "{index}  {day}  {what} : {target}",
        "ar": "{index}  {day}  {what}: {target}",
        "en": "{index}  {day}  {what}: {target}",
    },
    "by_secretariat": {
        "fr": "{reason} ; par le secrétariat ({member})",
        "ar": "{reason}؛ من الكتابة ({member})",
        "en": "{reason}; by the secretariat ({member})",
    },
    "by_author": {
        "fr": "{reason} ; par son auteur ({member})",
        "ar": "{reason}؛ من صاحبه ({member})",
        "en": "{reason}; by its author ({member})",
    },
    "by_decision": {
        "fr": "{reason} ; par décision des membres ({proposal}), exécutée par {member}",
        "ar": "{reason}؛ بقرار من الأعضاء ({proposal})، نفذه {member}",
        "en": "{reason}; by decision of the members ({proposal}), executed by {member}",
    },
    "moderation_none": {
        "fr": "Rien n'a été mis en attente ni effacé.",
        "ar": "لم يُعلق عرض أي شيء ولم يُمح شيء.",
        "en": "Nothing was held or erased.",
    },
    # --- holds ---
    "hold_lasts": {
        "fr": "{index}  en attente jusqu'au {day} : {target}",
        "ar": "{index}  عرضه معلق إلى {day}: {target}",
        "en": "{index}  on hold until {day}: {target}",
    },
    "hold_expired": {
        "fr": "{index}  l'attente a pris fin d'elle-même le {day} : {target}",
        "ar": "{index}  انتهى التعليق من تلقاء نفسه في {day}: {target}",
        "en": "{index}  the hold ended by itself on {day}: {target}",
    },
    "hold_released": {
        "fr": "{index}  montré de nouveau depuis le {day} : {target}",
        "ar": "{index}  يُعرض من جديد منذ {day}: {target}",
        "en": "{index}  shown again since {day}: {target}",
    },
    "hold_redacted": {
        "fr": "{index}  effacé le {day} : {target}",
        "ar": "{index}  مُحي في {day}: {target}",
        "en": "{index}  erased on {day}: {target}",
    },
    "holds_none": {
        "fr": "Rien n'est en attente.",
        "ar": "لا شيء معلق العرض.",
        "en": "Nothing is on hold.",
    },
    "hold_means": {
        "fr": "Pendant {days}, jusqu'au {day}, plus personne ne lit : {what} ({reason}). "
        "Le secrétariat ne peut le faire qu'une fois ; après, les membres votent. "
        "L'acte et sa raison sont publics.",
        "ar": "لمدة {days}، إلى {day}، لن يقرأ أحد: {what} ({reason}). "
        "لا تستطيع الكتابة ذلك إلا مرة واحدة؛ وبعدها يصوت الأعضاء. "
        "القرار وسببه علنيان.",
        "en": "For {days}, until {day}, nobody reads: {what} ({reason}). "
        "The secretariat can do this once; after that the members vote. "
        "The act and its reason are public.",
    },
    "release_means": {
        "fr": "Tous ceux qui le pouvaient lisent de nouveau : {what} ({reason}).",
        "ar": "كل من كان يحق له القراءة يقرأ من جديد: {what} ({reason}).",
        "en": "All who could read it before read it again: {what} ({reason}).",
    },
    # --- redactions ---
    "redact_means": {
        "fr": "Effacé pour toujours, partout : texte, pièces jointes et recherche de {what} "
        "({reason}). Restent le numéro, l'auteur, la date et la preuve, publics. Les nœuds ont "
        "{days} pour confirmer ; une sauvegarde peut le contenir encore {backups}. "
        "Cela ne se reprend pas.",
        "ar": "يُمحى إلى الأبد وفي كل مكان: النص والمرفقات والبحث عن {what} ({reason}). "
        "يبقى الرقم والصاحب والتاريخ والبرهان، وهي علنية. للعقد {days} للتأكيد؛ وقد تبقى "
        "نسخة احتياطية {backups}. لا رجعة في ذلك.",
        "en": "Erased for ever and everywhere: text, files and search of {what} ({reason}). "
        "Number, author, date and proof stay, and are public. Nodes have {days} to confirm; "
        "a saved copy may hold it for {backups} more. This cannot be taken back.",
    },
    "redact_twin": {
        "fr": "Attention : le même texte est aussi dans {what}, et y reste tant que cet "
        "enregistrement n'est pas effacé lui aussi.",
        "ar": "انتبهوا: النص نفسه موجود أيضا في {what}، ويبقى فيه ما لم يُمح هذا التسجيل كذلك.",
        "en": "Mind: the same text is also in {what}, and stays there as long as that record is "
        "not erased as well.",
    },
    "redaction_done": {
        "fr": "  nœuds qui l'ont confirmé : {count}",
        "ar": "  عدد العقد التي أكدت: {count}",
        "en": "  nodes that confirmed it: {count}",
    },
    "redaction_awaited": {
        "fr": "  attendus jusqu'au {day} : {count} ({nodes})",
        "ar": "  في الانتظار إلى {day}: {count} ({nodes})",
        "en": "  awaited until {day}: {count} ({nodes})",
    },
    "redaction_overdue": {
        "fr": "  attendus depuis le {day} : {count} ({nodes}) ; le secrétariat les appelle",
        "ar": "  متأخرة منذ {day}: {count} ({nodes})؛ تتصل بها الكتابة",
        "en": "  awaited since {day}: {count} ({nodes}); the secretariat calls them",
    },
    "redaction_backups": {
        "fr": "  une sauvegarde peut encore le contenir jusqu'au {day}",
        "ar": "  قد تحتويه نسخة احتياطية إلى {day}",
        "en": "  a saved copy may hold it until {day}",
    },
    "redactions_none": {
        "fr": "Aucun effacement à montrer.",
        "ar": "لا محو لعرضه.",
        "en": "No erasure to show.",
    },
    # --- flags ---
    "flag_line": {
        "fr": "{index}  {day}  {member} signale {target} : {reason}",
        "ar": "{index}  {day}  {member} يبلغ عن {target}: {reason}",
        "en": "{index}  {day}  {member} flags {target}: {reason}",
    },
    "flag_note": {
        "fr": "  « {note} »",
        "ar": "  «{note}»",
        "en": "  “{note}”",
    },
    "flag_waiting": {
        "fr": "  attend une réponse : forsa-node hold, comment, ou proposal open moderation",
        "ar": "  ينتظر جوابا: forsa-node hold أو comment أو proposal open moderation",
        "en": "  waits for an answer: forsa-node hold, comment, or proposal open moderation",
    },
    "flag_answered": {
        "fr": "  suivi : {what}, numéro {index}",
        "ar": "  ما تلاه: {what}، الرقم {index}",
        "en": "  answered: {what}, number {index}",
    },
    "flag_withdrawn": {
        "fr": "  retiré par son auteur",
        "ar": "  سحبه صاحبه",
        "en": "  withdrawn by its author",
    },
    "flags_none": {
        "fr": "Aucun signalement n'attend.",
        "ar": "لا تبليغ ينتظر.",
        "en": "No flag waits.",
    },
    # --- sanctions ---
    "sanction_line": {
        "fr": "{index}  {day}  {member} : {code}, {stage}",
        "ar": "{index}  {day}  {member}: {code}، {stage}",
        "en": "{index}  {day}  {member}: {code}, {stage}",
    },
    "sanction_noticed": {
        "fr": "rien n'est décidé",
        "ar": "لم يُقرر شيء",
        "en": "nothing is decided",
    },
    "sanction_hearing": {
        "fr": "  audition : {time} ({days} après la notification)",
        "ar": "  جلسة الاستماع: {time} (بعد {days} من الإشعار)",
        "en": "  hearing: {time} ({days} after the notice)",
    },
    "sanction_voting": {
        "fr": "un vote est ouvert",
        "ar": "تصويت جار",
        "en": "a vote is open",
    },
    "sanction_in_effect": {
        "fr": "en vigueur",
        "ar": "سارية",
        "en": "in effect",
    },
    "sanction_reversed": {
        "fr": "levée par une autre décision",
        "ar": "رُفعت بقرار آخر",
        "en": "taken back by another decision",
    },
    "sanction_not_adopted": {
        "fr": "non adoptée",
        "ar": "لم تُعتمد",
        "en": "not adopted",
    },
    "sanction_closed": {
        "fr": "close",
        "ar": "مغلقة",
        "en": "closed",
    },
    "sanction_withdrawn": {
        "fr": "notification retirée",
        "ar": "سُحب الإشعار",
        "en": "notice withdrawn",
    },
    "sanction_stage_hearing": {
        "fr": "l'audition est à venir",
        "ar": "جلسة الاستماع لم تُعقد بعد",
        "en": "the hearing is to come",
    },
    "sanction_grounds": {
        "fr": "  motifs : {text}",
        "ar": "  الأسباب: {text}",
        "en": "  grounds: {text}",
    },
    "sanction_grounds_unseen": {
        "fr": "  les motifs ne sont pas montrés ici",
        "ar": "  الأسباب لا تُعرض هنا",
        "en": "  the grounds are not shown here",
    },
    "sanction_no_hearing": {
        "fr": "  aucune audition n'a été proposée",
        "ar": "  لم تُقترح جلسة استماع",
        "en": "  no hearing was offered",
    },
    "sanction_hearing_short": {
        "fr": "  audition : {time}, trop tôt ({days} après la notification)",
        "ar": "  جلسة الاستماع: {time}، قبل الأوان (بعد {days} من الإشعار)",
        "en": "  hearing: {time}, too soon ({days} after the notice)",
    },
    "sanction_where": {
        "fr": "  où et comment : {text}",
        "ar": "  أين وكيف: {text}",
        "en": "  where and how: {text}",
    },
    "sanction_proposal": {
        "fr": "  vote : {what}",
        "ar": "  التصويت: {what}",
        "en": "  vote: {what}",
    },
    "sanction_since": {
        "fr": "  en vigueur depuis le {begins} (numéro {index})",
        "ar": "  سارية منذ {begins} (الرقم {index})",
        "en": "  in effect since {begins} (number {index})",
    },
    "sanction_from_to": {
        "fr": "  en vigueur du {begins} au {ends} (numéro {index})",
        "ar": "  كانت سارية من {begins} إلى {ends} (الرقم {index})",
        "en": "  in effect from {begins} to {ends} (number {index})",
    },
    "sanctions_none": {
        "fr": "Aucune procédure.",
        "ar": "لا مسطرة جارية.",
        "en": "No procedure.",
    },
    "notice_means": {
        "fr": "{member} est informé d'une procédure : {code}. La notification seule ne retire "
        "aucun droit.",
        "ar": "يُخبر {member} بمسطرة: {code}. الإشعار وحده لا ينزع أي حق.",
        "en": "{member} is told of a procedure: {code}. The notice alone takes no right away.",
    },
    "notice_takes_vote": {
        "fr": "Elle ne prend effet que par un vote : forsa-node proposal open {folder} {type}.",
        "ar": "لا تسري إلا بتصويت: forsa-node proposal open {folder} {type}.",
        "en": "It takes effect by a vote alone: forsa-node proposal open {folder} {type}.",
    },
    "notice_no_hearing": {
        "fr": "Aucune audition n'est proposée ; les statuts en demandent une {wanted} après.",
        "ar": "لا جلسة استماع مقترحة؛ والقانون الأساسي يطلبها بعد {wanted}.",
        "en": "No hearing is offered; the statutes ask for one {wanted} later.",
    },
    "notice_hearing": {
        "fr": "Audition : {time}, dans {days} (au moins {wanted}).",
        "ar": "جلسة الاستماع: {time}، بعد {days} (على الأقل {wanted}).",
        "en": "Hearing: {time}, in {days} (at least {wanted}).",
    },
    "notice_hearing_short": {
        "fr": "Audition : {time}, dans {days} ; les statuts en demandent {wanted}.",
        "ar": "جلسة الاستماع: {time}، بعد {days}؛ والقانون الأساسي يطلب {wanted}.",
        "en": "Hearing: {time}, in {days}; the statutes ask for {wanted}.",
    },
    "notice_appeal": {
        "fr": "Le membre peut faire un recours pendant {days}.",
        "ar": "للعضو أن يطعن خلال {days}.",
        "en": "The member may appeal for {days}.",
    },
    "notice_taken_back": {
        "fr": "La notification est retirée : {what}.",
        "ar": "سُحب الإشعار: {what}.",
        "en": "The notice is taken back: {what}.",
    },
    # --- appeals ---
    "appeal_means": {
        "fr": "Recours contre : {what}. Il ne suspend rien ; un vote peut y répondre.",
        "ar": "طعن في: {what}. لا يوقف شيئا؛ وللتصويت أن يجيب عنه.",
        "en": "Appeal against: {what}. It stops nothing; a vote may answer it.",
    },
    "appeal_in_time": {
        "fr": "Dans les délais, qui courent jusqu'au {time}.",
        "ar": "داخل الأجل، وهو إلى {time}.",
        "en": "In time: until {time}.",
    },
    "appeal_late": {
        "fr": "Hors délai : il fallait le faire avant le {time}. Il est reçu et marqué tardif.",
        "ar": "خارج الأجل: كان ذلك إلى {time}. يُقبل ويُعلّم بأنه متأخر.",
        "en": "Late: it was due by {time}. It is received, and marked as late.",
    },
    "appeal_head": {
        "fr": "{index}  {day}  recours de {member} contre : {kind} (dans les délais, jusqu'au "
        "{until})",
        "ar": "{index}  {day}  طعن {member} في: {kind} (داخل الأجل، إلى {until})",
        "en": "{index}  {day}  appeal of {member} against: {kind} (in time, until {until})",
    },
    "appeal_head_late": {
        "fr": "{index}  {day}  recours de {member} contre : {kind} (tardif : jusqu'au {until})",
        "ar": "{index}  {day}  طعن {member} في: {kind} (متأخر: كان الأجل إلى {until})",
        "en": "{index}  {day}  appeal of {member} against: {kind} (late: until {until})",
    },
    "appeal_withdrawn": {
        "fr": "{index}  {day}  recours de {member} contre : {kind} (retiré)",
        "ar": "{index}  {day}  طعن {member} في: {kind} (مسحوب)",
        "en": "{index}  {day}  appeal of {member} against: {kind} (withdrawn)",
    },
    "appeal_against": {
        "fr": "  contre : {what}",
        "ar": "  في: {what}",
        "en": "  against: {what}",
    },
    "appeal_answer": {
        "fr": "  réponse : {what}",
        "ar": "  الجواب: {what}",
        "en": "  answer: {what}",
    },
    "appeal_waits": {
        "fr": "  attend une réponse : proposal open … --subject {index}",
        "ar": "  ينتظر جوابا: proposal open … --subject {index}",
        "en": "  waits for an answer: proposal open … --subject {index}",
    },
    "appeals_none": {
        "fr": "Aucun recours.",
        "ar": "لا طعن.",
        "en": "No appeal.",
    },
}
