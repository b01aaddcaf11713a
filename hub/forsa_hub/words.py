"""What `forsa-hub` says, in French, Arabic and English."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "founded": (
        "Le réseau « {name} » est fondé.\n\n"
        "Identifiant du réseau : {network_id}\n"
        "  Donnez-le à chaque association, lu à voix haute ou sur papier : c'est à lui qu'elle se\n"
        "  fie.\n"
        "Clé racine : {root_key}\n"
        "  Emportez-la maintenant (deux clés USB, deux coffres) et effacez-la d'ici : elle nomme\n"
        "  les clés du hub, et aucun programme en marche n'en a besoin.\n"
        "Bureau : {office}\n"
        "  Le nœud du secrétariat : forsa-node run, ici ou sur la machine du bureau.\n\n"
        "Ensuite : forsa-hub serve {folder}",
        "تأسست الشبكة «{name}».\n\n"
        "معرّف الشبكة: {network_id}\n"
        "  سلّموه لكل جمعية شفهيا أو على ورق: عليه تُبنى الثقة.\n"
        "المفتاح الجذر: {root_key}\n"
        "  انقلوه الآن (مفتاحا USB في خزنتين) وامحوه من هنا: فهو الذي يعيّن مفاتيح المحور،\n"
        "  ولا يحتاجه أي برنامج يعمل.\n"
        "المكتب: {office}\n"
        "  عقدة الكتابة: forsa-node run، هنا أو على حاسوب المكتب.\n\n"
        "بعد ذلك: forsa-hub serve {folder}",
        "The network “{name}” is founded.\n\n"
        "Network id: {network_id}\n"
        "  Give it to every association, read aloud or on paper: it is what they trust.\n"
        "Root key: {root_key}\n"
        "  Carry it away now (two USB sticks, two safes) and delete it here: it names the keys\n"
        "  of the hub, and no running program needs it.\n"
        "Office: {office}\n"
        "  The secretariat's own node: forsa-node run, here or on the office's machine.\n\n"
        "Next: forsa-hub serve {folder}",
    ),
    "ready": (
        "Le hub écoute sur {port} (membres) et {enrol_port} (inscription) ; entrées : {size}.",
        "المحور يستمع على {port} (الأعضاء) و{enrol_port} (الانضمام)؛ عدد القيود {size}.",
        "The hub listens on {port} (members) and {enrol_port} (enrolment); entries: {size}.",
    ),
    "invited": (
        "{token}\n\nValable une fois, pour {node} de {member}, jusqu'au {expires}.\n"
        "Remettez cette ligne en main propre ou par téléphone ; là-bas :\n"
        "  forsa-node join DIR JETON",
        "{token}\n\nرمز صالح مرة واحدة، للعقدة {node} لدى {member}، إلى غاية {expires}.\n"
        "سلّموا هذا السطر باليد أو بالهاتف؛ وهناك:\n"
        "  forsa-node join DIR TOKEN",
        "{token}\n\nGood once, for {node} of {member}, until {expires}.\n"
        "Hand this line over in person or by telephone; there:\n"
        "  forsa-node join DIR TOKEN",
    ),
    "compare": (
        "Comparez par téléphone avec l'association : {fingerprint}",
        "قارنوا بالهاتف مع الجمعية: {fingerprint}",
        "Compare with the association by telephone: {fingerprint}",
    ),
    "invite_question": (
        "L'association {member} vous a-t-elle dit la même empreinte ? L'admettre ?",
        "هل قالت لكم الجمعية {member} البصمة نفسها؟ هل تقبلونها؟",
        "Did the association {member} tell you the same? Admit it?",
    ),
    "verified": (
        "Tout est intact. Entrées : {entries}, contrôlées : {checked} ; pièces jointes relues : "
        "{attachments}.",
        "كل شيء سليم. القيود: {entries}، فُحص منها {checked}؛ المرفقات التي أُعيدت قراءتها: "
        "{attachments}.",
        "Everything verifies. Entries: {entries}, checked: {checked}; attachments read: "
        "{attachments}.",
    ),
    "status_network": (
        "Réseau « {name} », identifiant {network_id}",
        "الشبكة «{name}»، معرّفها {network_id}",
        "Network “{name}”, id {network_id}",
    ),
    "status_runs": (
        "Le hub est en marche ; ports {port} (membres) et {enrol_port} (inscription).",
        "المحور يشتغل؛ المنفذان {port} (الأعضاء) و{enrol_port} (الانضمام).",
        "The hub is running; ports {port} (members) and {enrol_port} (enrolment).",
    ),
    "status_stopped": (
        "Le hub est arrêté ; pour le démarrer : forsa-hub serve {folder}",
        "المحور متوقف؛ لتشغيله: forsa-hub serve {folder}",
        "The hub is stopped; to start it: forsa-hub serve {folder}",
    ),
    "status_halted": (
        "ARRÊT : rien de nouveau n'est inscrit. {why}",
        "توقف: لا يُسجَّل أي جديد. {why}",
        "HALT: nothing new is logged. {why}",
    ),
    "status_log": (
        "Journal {origin} ; entrées : {size}, la dernière du {log_time} ; racine {root}",
        "السجل {origin}: عدد القيود {size}، آخرها في {log_time}؛ الجذر {root}",
        "Log {origin}; entries: {size}, the last of {log_time}; root {root}",
    ),
    "status_signed": (
        "Point de contrôle signé le {fresh}. Membres qui l'ont cosigné : {cosigned}.",
        "وُقّعت نقطة المراقبة في {fresh}. الأعضاء الذين وقّعوها بالمشاركة: {cosigned}.",
        "Checkpoint signed {fresh}. Members who cosigned it: {cosigned}.",
    ),
    "status_members": (
        "Membres : {members} ; nœuds : {nodes}.",
        "الأعضاء: {members}؛ العقد: {nodes}.",
        "Members: {members}; nodes: {nodes}.",
    ),
    "status_stored": (
        "Base : {database_bytes} octets. Pièces jointes : {attachments}, {attachment_bytes} octets "
        "; envois commencés : {open_uploads}.",
        "قاعدة البيانات: {database_bytes} بايت. المرفقات: {attachments}، حجمها {attachment_bytes} "
        "بايت؛ إرسالات جارية: {open_uploads}.",
        "Database: {database_bytes} bytes. Attachments: {attachments}, {attachment_bytes} bytes; "
        "uploads begun: {open_uploads}.",
    ),
    "status_damaged": (
        "Pièces jointes abîmées : {damaged_attachments}. Pour savoir lesquelles : forsa-hub verify "
        "{folder}. Les nœuds qui ont le fichier le renvoient d'eux-mêmes.",
        "مرفقات تالفة: {damaged_attachments}. لمعرفتها: forsa-hub verify {folder}. والعقد "
        "التي لديها الملف تعيد إرساله من تلقاء نفسها.",
        "Damaged attachments: {damaged_attachments}. To know which: forsa-hub verify {folder}. "
        "Nodes that hold the file bring it again by themselves.",
    ),
    "status_root": (
        "Racine de confiance : version {root_version} ; elle expire dans {days} jours "
        "({root_expires}).",
        "جذر الثقة: النسخة {root_version}؛ عدد الأيام قبل انتهاء صلاحيته: {days} ({root_expires}).",
        "Trust root: version {root_version}; it expires in {days} days ({root_expires}).",
    ),
    "status_root_over": (
        "ATTENTION : la racine de confiance, version {root_version}, est expirée depuis {days} "
        "jours ({root_expires}). Lire, publier et cosigner continuent ; aucun nœud nouveau n'est "
        "admis. Les responsables signent la version suivante : forsa-hub root new --help",
        "تنبيه: انتهت صلاحية جذر الثقة، النسخة {root_version} (عدد الأيام: {days}، منذ "
        "{root_expires}). القراءة والنشر والتوقيع بالمشاركة مستمرة؛ ولا تُقبل أي عقدة جديدة. على "
        "المسؤولين توقيع النسخة التالية: forsa-hub root new --help",
        "WARNING: the trust root, version {root_version}, expired {days} days ago "
        "({root_expires}). Reading, publishing and cosigning go on; no new node is admitted. The "
        "officers sign the next version: forsa-hub root new --help",
    ),
    "reading_entries": ("Lecture du journal", "قراءة السجل", "Reading the log"),
    "reading_attachments": (
        "Lecture des pièces jointes",
        "قراءة المرفقات",
        "Reading the attachments",
    ),
    "damaged": (
        "Restaurez la dernière sauvegarde, ou demandez les entrées à un membre ; n'effacez rien.",
        "استرجعوا آخر نسخة احتياطية أو اطلبوا القيود من أحد الأعضاء؛ لا تمحوا شيئا.",
        "Restore the newest backup, or ask a member for the entries; delete nothing.",
    ),
    "settings": (
        "Les ports de ce hub, lus quand il démarre.",
        "منافذ هذا المحور، ويقرؤها عند انطلاقه.",
        "The ports of this hub, read when it starts.",
    ),
    "settings_port": (
        "Membres :",
        "الأعضاء:",
        "Members:",
    ),
    "settings_enrol_port": (
        "Inscription ; s'il change, les jetons déjà donnés ne mènent plus ici :",
        "الانضمام؛ إذا تغيّر فالرموز المسلَّمة من قبل لا توصل إلى هنا:",
        "Enrolment; once it changes, tokens that were given before lead elsewhere:",
    ),
    "settings_metrics_port": (
        "Mesures, pour cette machine seule ; 0 = aucun :",
        "القياسات، لهذا الحاسوب وحده؛ 0 = معطل:",
        "Metrics, for this machine alone; 0 = off:",
    ),
    "settings_showcase_port": (
        "Enregistrements publics en HTTP, pour un serveur web de cette machine ; 0 = aucun :",
        "التسجيلات العمومية عبر HTTP، لبرنامج الويب في هذا الحاسوب؛ 0 = معطل:",
        "Public records over HTTP, for a web server on this machine; 0 = off:",
    ),
    "status_demonstration": (
        "Réseau de démonstration : ses jours passent sur commande, et rien n'y engage.",
        "شبكة للعرض: أيامها تمر بالأمر، ولا شيء فيها يُلزم أحدا.",
        "A network for demonstration: its days pass on command, and nothing in it binds.",
    ),
    "runs": (
        "Un hub de {folder} tourne déjà : voyez forsa-hub status {folder}.",
        "يعمل محور {folder} من قبل: انظروا forsa-hub status {folder}.",
        "A hub of {folder} runs already: see forsa-hub status {folder}.",
    ),
}


def say(name: str, language: Language, /, **values: object) -> str:
    """A sentence with its values."""
    return _WORDS[name][LANGUAGES.index(language)].format(**values)


def names() -> frozenset[str]:
    """Every sentence there is, for tests."""
    return frozenset(_WORDS)


def forms(name: str) -> tuple[str, str, str]:
    """A sentence in every language, before its values, for tests."""
    return _WORDS[name]
