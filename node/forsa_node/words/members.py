"""Members of the network, and persons who act for one."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "member_line": {
        "fr": "{member:<20}  {status} ({role}) depuis le {since}  {name}",
        "ar": "{member:<20}  {status} ({role}) منذ {since}  {name}",
        "en": "{member:<20}  {status} ({role}) since {since}  {name}",
    },
    "member_stands": {
        "fr": "{member} : {status} ({role})",
        "ar": "{member}: {status} ({role})",
        "en": "{member}: {status} ({role})",
    },
    "member_profile": {
        "fr": "  {name} ({short}), profil au numéro {index}",
        "ar": "  {name} ({short})، التعريف عند الرقم {index}",
        "en": "  {name} ({short}), profile at number {index}",
    },
    "member_profile_unseen": {
        "fr": "  profil au numéro {index}, dont le texte n'est pas montré ici",
        "ar": "  التعريف عند الرقم {index}، ونصه لا يُعرض هنا",
        "en": "  profile at number {index}, whose text is not shown here",
    },
    "member_no_profile": {
        "fr": "  pas encore de profil (forsa-node template profile)",
        "ar": "  لا تعريف بعد (forsa-node template profile)",
        "en": "  no profile yet (forsa-node template profile)",
    },
    "member_centre": {
        "fr": "    centre {code} : {name}",
        "ar": "    المركز {code}: {name}",
        "en": "    centre {code}: {name}",
    },
    "member_change": {
        "fr": "  {day}, numéro {index} : {kind} → {status}, par {by}",
        "ar": "  {day}، الرقم {index}: {kind} ← {status}، من {by}",
        "en": "  {day}, number {index}: {kind} → {status}, by {by}",
    },
    "member_sponsors": {
        "fr": "  adhésion proposée par {proposer} ; parrains : {sponsors}",
        "ar": "  اقترح الانخراط {proposer}؛ والمزكون: {sponsors}",
        "en": "  admission proposed by {proposer}; sponsors: {sponsors}",
    },
    "member_may": {
        "fr": "  peut maintenant : {what}",
        "ar": "  يمكنه الآن: {what}",
        "en": "  may now: {what}",
    },
    "member_may_not_status": {
        "fr": "  ne peut pas, à cause de son statut ({status}) : {what}",
        "ar": "  لا يمكنه بسبب وضعيته ({status}): {what}",
        "en": "  may not, for its status ({status}): {what}",
    },
    "member_may_not_role": {
        "fr": "  ne peut pas, à cause de sa qualité ({role}) : {what}",
        "ar": "  لا يمكنه بسبب صفته ({role}): {what}",
        "en": "  may not, for its role ({role}): {what}",
    },
    "member_may_not_setting": {
        "fr": "  ne peut pas, car les statuts le disent (secretariat_votes = no) : {what}",
        "ar": "  لا يمكنه لأن القانون الأساسي ينص على ذلك (secretariat_votes = no): {what}",
        "en": "  may not, for the statutes say so (secretariat_votes = no): {what}",
    },
    "may_read": {
        "fr": "lire ce qui est pour le réseau",
        "ar": "قراءة ما هو للشبكة",
        "en": "read what is for the network",
    },
    "may_publish": {
        "fr": "publier",
        "ar": "النشر",
        "en": "publish",
    },
    "may_comment": {
        "fr": "commenter",
        "ar": "التعليق",
        "en": "comment",
    },
    "may_vote": {
        "fr": "voter",
        "ar": "التصويت",
        "en": "vote",
    },
    "may_propose": {
        "fr": "ouvrir une proposition",
        "ar": "فتح مقترح",
        "en": "open a proposal",
    },
    "may_ratify": {
        "fr": "ratifier un accord",
        "ar": "المصادقة على اتفاقية",
        "en": "ratify an agreement",
    },
    "may_office": {
        "fr": "tenir le secrétariat",
        "ar": "القيام بالكتابة",
        "en": "run the secretariat",
    },
    "may_appeal": {
        "fr": "faire un recours",
        "ar": "تقديم طعن",
        "en": "appeal",
    },
    "may_leave": {
        "fr": "quitter le réseau",
        "ar": "مغادرة الشبكة",
        "en": "leave the network",
    },
    "may_keys": {
        "fr": "ajouter des clés et des nœuds",
        "ar": "إضافة مفاتيح وعقد",
        "en": "add keys and nodes",
    },
    "may_revoke": {
        "fr": "mettre fin à ses clés",
        "ar": "إنهاء مفاتيحه",
        "en": "end its keys",
    },
    "member_node": {
        "fr": "  nœud {node}, depuis le numéro {index}",
        "ar": "  العقدة {node}، منذ الرقم {index}",
        "en": "  node {node}, since number {index}",
    },
    "member_node_ended": {
        "fr": "  nœud {node} : révoqué au numéro {index}",
        "ar": "  العقدة {node}: أُلغيت عند الرقم {index}",
        "en": "  node {node}: revoked at number {index}",
    },
    "member_key": {
        "fr": "  clé {fingerprint} ({purposes}), depuis le numéro {index}",
        "ar": "  المفتاح {fingerprint} ({purposes})، منذ الرقم {index}",
        "en": "  key {fingerprint} ({purposes}), since number {index}",
    },
    "member_key_ended": {
        "fr": "  clé {fingerprint} ({purposes}) : révoquée au numéro {index}",
        "ar": "  المفتاح {fingerprint} ({purposes}): أُلغي عند الرقم {index}",
        "en": "  key {fingerprint} ({purposes}): revoked at number {index}",
    },
    "member_office": {
        "fr": "  Le secrétariat l'active : forsa-node members activate {folder} {member}",
        "ar": "  تفعّله الكتابة: forsa-node members activate {folder} {member}",
        "en": "  The secretariat makes it active: forsa-node members activate {folder} {member}",
    },
    "member_ask_activate": {
        "fr": "  Proposer son adhésion : forsa-node proposal open {folder} admission "
        "--activate {member}",
        "ar": "  لاقتراح انخراطه: forsa-node proposal open {folder} admission --activate {member}",
        "en": "  Propose its admission: forsa-node proposal open {folder} admission "
        "--activate {member}",
    },
    "member_ask_suspend": {
        "fr": "  Proposer sa suspension : forsa-node proposal open {folder} suspension "
        "--suspend {member}",
        "ar": "  لاقتراح تعليق عضويته: forsa-node proposal open {folder} suspension "
        "--suspend {member}",
        "en": "  Propose its suspension: forsa-node proposal open {folder} suspension "
        "--suspend {member}",
    },
    "member_ask_reinstate": {
        "fr": "  Proposer sa réintégration : forsa-node proposal open {folder} "
        "reinstatement --reinstate {member}",
        "ar": "  لاقتراح إعادة إدماجه: forsa-node proposal open {folder} reinstatement "
        "--reinstate {member}",
        "en": "  Propose its reinstatement: forsa-node proposal open {folder} "
        "reinstatement --reinstate {member}",
    },
    "member_ask_expel": {
        "fr": "  Proposer son exclusion : forsa-node proposal open {folder} exclusion "
        "--expel {member}",
        "ar": "  لاقتراح إقصائه: forsa-node proposal open {folder} exclusion --expel {member}",
        "en": "  Propose its exclusion: forsa-node proposal open {folder} exclusion "
        "--expel {member}",
    },
    "members_none": {
        "fr": "Aucun membre n'a ce statut.",
        "ar": "لا عضو له هذه الوضعية.",
        "en": "No member has this status.",
    },
    "withdrawing": {
        "fr": "{member} quitte le réseau : ses nœuds n'entrent plus, il ne publie plus et ne vote "
        "plus. Ce qu'il a publié demeure. Pour revenir, il faut un vote des membres.",
        "ar": "يغادر {member} الشبكة: لا تدخل عقده بعد ذلك، ولا ينشر ولا يصوت. ويبقى ما نشره. "
        "والعودة تتطلب تصويت الأعضاء.",
        "en": "{member} leaves the network: its nodes get in no more, it publishes and votes no "
        "more. What it published stays. Coming back takes a vote of the members.",
    },
    "withdrawing_votes": {
        "fr": "Votes ouverts où il compte encore dans le quorum : {count}.",
        "ar": "التصويتات المفتوحة التي ما يزال محسوبا في نصابها: {count}.",
        "en": "Open votes in whose quorum it still counts: {count}.",
    },
    "activating": {
        "fr": "{member} devient membre actif : il vote, propose et ratifie. Les votes déjà ouverts "
        "ne le comptent pas.",
        "ar": "يصير {member} عضوا نشيطا: يصوت ويقترح ويصادق. والتصويتات المفتوحة لا تحتسبه.",
        "en": "{member} becomes an active member: it votes, proposes and ratifies. Votes that are "
        "open already do not count it.",
    },
    # --- delegates ---
    "power_vote": {
        "fr": "voter",
        "ar": "التصويت",
        "en": "vote",
    },
    "power_sign_agreement": {
        "fr": "signer les accords",
        "ar": "توقيع الاتفاقيات",
        "en": "sign agreements",
    },
    "power_publish": {
        "fr": "publier",
        "ar": "النشر",
        "en": "publish",
    },
    "power_approve_outcomes": {
        "fr": "approuver les résultats",
        "ar": "اعتماد النتائج",
        "en": "approve outcomes",
    },
    "function_chair": {
        "fr": "présidence",
        "ar": "الرئاسة",
        "en": "chair",
    },
    "function_secretary": {
        "fr": "secrétariat général",
        "ar": "الكتابة العامة",
        "en": "secretary",
    },
    "function_treasurer": {
        "fr": "trésorerie",
        "ar": "أمانة المال",
        "en": "treasurer",
    },
    "function_delegate": {
        "fr": "délégué(e)",
        "ar": "مندوب(ة)",
        "en": "delegate",
    },
    "function_alternate": {
        "fr": "suppléant(e)",
        "ar": "نائب(ة)",
        "en": "alternate",
    },
    "delegate_line": {
        "fr": "  {delegate} : {powers} ; du {begins} au {ends}",
        "ar": "  {delegate}: {powers}؛ من {begins} إلى {ends}",
        "en": "  {delegate}: {powers}; from {begins} to {ends}",
    },
    "delegate_line_not_now": {
        "fr": "  {delegate} : {powers} ; du {begins} au {ends}, donc pas maintenant",
        "ar": "  {delegate}: {powers}؛ من {begins} إلى {ends}، أي ليس الآن",
        "en": "  {delegate}: {powers}; from {begins} to {ends}, so not now",
    },
    "delegate_person": {
        "fr": "    {person} ({function})",
        "ar": "    {person} ({function})",
        "en": "    {person} ({function})",
    },
    "delegate_key": {
        "fr": "    clé {fingerprint}",
        "ar": "    المفتاح {fingerprint}",
        "en": "    key {fingerprint}",
    },
    "delegate_key_ended": {
        "fr": "    clé {fingerprint}, révoquée au numéro {index}",
        "ar": "    المفتاح {fingerprint}، أُلغي عند الرقم {index}",
        "en": "    key {fingerprint}, revoked at number {index}",
    },
    "delegate_minutes": {
        "fr": "    empreinte SHA-256 du procès-verbal : {digest}",
        "ar": "    بصمة SHA-256 للمحضر: {digest}",
        "en": "    SHA-256 of the minutes: {digest}",
    },
    "delegates_none": {
        "fr": "Personne n'est délégué.",
        "ar": "لا مندوب.",
        "en": "Nobody is a delegate.",
    },
    "appointing": {
        "fr": "{person} agira pour l'association, sous l'identifiant {delegate}, et pourra :",
        "ar": "سيتصرف {person} باسم الجمعية تحت المعرف {delegate}، ويستطيع:",
        "en": "{person} will act for the association, under the id {delegate}, and may:",
    },
    "appointing_power": {
        "fr": "  - {power}",
        "ar": "  - {power}",
        "en": "  - {power}",
    },
    "appointing_dates": {
        "fr": "Du {begins} au {ends}.",
        "ar": "من {begins} إلى {ends}.",
        "en": "From {begins} to {ends}.",
    },
    "appointing_until": {
        "fr": "Dès maintenant, jusqu'au {ends}.",
        "ar": "ابتداء من الآن إلى {ends}.",
        "en": "From now on, until {ends}.",
    },
    "appointing_named": {
        "fr": "Le nom et la fonction sont publiés pour les membres du réseau ; ils pourront être "
        "effacés.",
        "ar": "يُنشر الاسم والمهمة لأعضاء الشبكة؛ ويمكن محوهما لاحقا.",
        "en": "Name and function are published for the members of the network; they can be erased.",
    },
    "appointing_unnamed": {
        "fr": "Ni le nom ni la fonction ne sont publiés.",
        "ar": "لا يُنشر الاسم ولا المهمة.",
        "en": "Neither the name nor the function is published.",
    },
    "appointing_key": {
        "fr": "Sa clé ne servira plus qu'à cela. La fin du mandat y met fin, elle aussi.",
        "ar": "لن يصلح مفتاحه لغير ذلك. ونهاية الانتداب تنهيه أيضا.",
        "en": "The key will be good for nothing else. The end of the mandate ends it, too.",
    },
    "appointing_replaces": {
        "fr": "ATTENTION : {delegate} avait une autre clé ; elle est révoquée ({keys}). Pour une "
        "personne de plus, donnez un autre identifiant (--id).",
        "ar": "تنبيه: كان لـ {delegate} مفتاح آخر؛ يُلغى ({keys}). ولشخص إضافي أعطوا معرفا آخر "
        "(--id).",
        "en": "ATTENTION: {delegate} had another key; it is revoked ({keys}). For one more person, "
        "give another id (--id).",
    },
    "member_recovered": {
        "fr": "  ses clés ont été remplacées par décision, au numéro {index} ; {witnessed}",
        "ar": "  عُوضت مفاتيحه بقرار، عند الرقم {index}؛ {witnessed}",
        "en": "  its keys were replaced by decision, at number {index}; {witnessed}",
    },
    "member_recovering": {
        "fr": "  ses clés seront remplacées par décision (forsa-node key recover)",
        "ar": "  ستُعوض مفاتيحه بقرار (forsa-node key recover)",
        "en": "  its keys will be replaced by decision (forsa-node key recover)",
    },
    "not_yet_witnessed": {
        "fr": "PAS ENCORE ATTESTÉ, {count}",
        "ar": "لم يُشهد عليه بعد، {count}",
        "en": "NOT YET WITNESSED, {count}",
    },
    "ending_delegate": {
        "fr": "Fin du mandat de {delegate}. Sa clé est révoquée ({keys}) ; ce qu'elle a signé "
        "demeure.",
        "ar": "نهاية انتداب {delegate}. يُلغى مفتاحه ({keys})؛ ويبقى ما وقّعه.",
        "en": "End of the mandate of {delegate}. The key is revoked ({keys}); what it signed "
        "stays.",
    },
}
