"""A node and its network: joining, waiting, sending, alarms."""

from typing import Final

from forsa.errors import Reason
from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "not_joined": {
        "fr": "Ce nœud n'a pas encore rejoint le réseau : demandez un jeton au secrétariat.",
        "ar": "لم تنضم هذه العقدة إلى الشبكة بعد: اطلبوا رمز انضمام من الكتابة.",
        "en": "This node has not joined the network yet: ask the secretariat for a token.",
    },
    "demonstration": {
        "fr": "Réseau de démonstration : ses jours passent sur commande, et rien n'y engage.",
        "ar": "شبكة للعرض: أيامها تمر بالأمر، ولا شيء فيها يُلزم أحدا.",
        "en": "A network for demonstration: its days pass on command, and nothing in it binds.",
    },
    "runs": {
        "fr": "Le nœud est en marche.",
        "ar": "العقدة تشتغل.",
        "en": "The node is running.",
    },
    "stopped": {
        "fr": "Le nœud est arrêté ; pour qu'il travaille : forsa-node run {folder}",
        "ar": "العقدة متوقفة؛ لتشغيلها: forsa-node run {folder}",
        "en": "The node is stopped; to make it work: forsa-node run {folder}",
    },
    "verified": {
        "fr": "Entrées du journal reçues et vérifiées : {size}.",
        "ar": "قيود السجل المستلمة والمتحقق منها: {size}.",
        "en": "Entries of the log received and verified: {size}.",
    },
    "behind": {
        "fr": "Entrées qui restent à recevoir : {count}.",
        "ar": "قيود لم تُستلم بعد: {count}.",
        "en": "Entries still to come: {count}.",
    },
    "all_received": {
        "fr": "Rien n'attend. Publications reçues par le réseau : {count}.",
        "ar": "لا شيء ينتظر. المنشورات التي استلمتها الشبكة: {count}.",
        "en": "Nothing waits. Publications received by the network: {count}.",
    },
    "waiting": {
        "fr": "Publications en attente : {count}. Elles partiront d'elles-mêmes.",
        "ar": "منشورات في الانتظار: {count}. ستُرسل تلقائيا.",
        "en": "Publications waiting: {count}. They will go out by themselves.",
    },
    "refused": {
        "fr": "Publications refusées : {count}. Voyez forsa-node outbox {folder}",
        "ar": "منشورات مرفوضة: {count}. انظروا forsa-node outbox {folder}",
        "en": "Publications refused: {count}. See forsa-node outbox {folder}",
    },
    "trouble": {
        "fr": "Dernier essai : {what} {next_step}",
        "ar": "آخر محاولة: {what} {next_step}",
        "en": "Last try: {what} {next_step}",
    },
    "alarm": {
        "fr": "ALERTE {reason} : {what} {next_step}",
        "ar": "تنبيه {reason}: {what} {next_step}",
        "en": "ALARM {reason}: {what} {next_step}",
    },
    "missing": {
        "fr": "Textes qui manquent encore : {count}. Ils sont redemandés à chaque échange.",
        "ar": "نصوص ما زالت ناقصة: {count}. يعاد طلبها عند كل اتصال.",
        "en": "Texts still missing: {count}. They are asked for again each time.",
    },
    "in_use": {
        "fr": "Un autre forsa-node travaille dans {folder} : voyez forsa-node status {folder}",
        "ar": "يوجد forsa-node آخر يعمل في {folder}: انظروا forsa-node status {folder}",
        "en": "Another forsa-node works in {folder}: see forsa-node status {folder}",
    },
    "state_waiting": {
        "fr": "en attente d'envoi",
        "ar": "في انتظار الإرسال",
        "en": "waiting to be sent",
    },
    "state_received": {
        "fr": "reçu par le réseau, numéro {index}",
        "ar": "استلمته الشبكة، رقم {index}",
        "en": "received by the network, number {index}",
    },
    "state_held": {
        "fr": (
            "retenu : ce dossier a été restauré d'une copie. Si cet envoi vaut encore : "
            "forsa-node outbox {folder} --confirm {record_id}"
        ),
        "ar": (
            "محتجز: استُرجع هذا المجلد من نسخة. إذا كان هذا الإرسال ما زال صالحا: "
            "forsa-node outbox {folder} --confirm {record_id}"
        ),
        "en": (
            "held back: this folder was restored from a copy. If it still stands: "
            "forsa-node outbox {folder} --confirm {record_id}"
        ),
    },
    "state_void": {
        "fr": "dans le journal sous le numéro {index}, mais nul (règle {rule})",
        "ar": "في السجل تحت الرقم {index}، لكنه باطل (القاعدة {rule})",
        "en": "in the log as number {index}, but void (rule {rule})",
    },
    "witnessed": {
        "fr": "membres qui en témoignent : {cosigned} sur {present}",
        "ar": "الأعضاء الشاهدون عليه: {cosigned} من أصل {present}",
        "en": "witnessed by {cosigned} of {present} members",
    },
    "text_held": {
        "fr": "Le texte est mis en attente : il n'est pas montré tant que cela dure.",
        "ar": "النص معلق: لا يُعرض ما دام التعليق قائما.",
        "en": "The text is on hold: it is not shown while the hold lasts.",
    },
    "text_redacted": {
        "fr": "Le texte a été effacé.",
        "ar": "مُحي النص.",
        "en": "The text was erased.",
    },
    "text_absent": {
        "fr": "Le texte n'est pas ici : il manque encore, ou n'est pas destiné à ce membre.",
        "ar": "النص غير موجود هنا: لم يصل بعد، أو ليس موجها إلى هذا العضو.",
        "en": "The text is not here: it is still missing, or not meant for this member.",
    },
    "text_malformed": {
        "fr": "Le texte est mal formé ; {size} octets.",
        "ar": "النص غير سليم؛ {size} بايت.",
        "en": "The text is malformed; {size} bytes.",
    },
    "held": {
        "fr": "Envois retenus : {count}. Voyez forsa-node outbox {folder}",
        "ar": "إرسالات محتجزة: {count}. انظروا forsa-node outbox {folder}",
        "en": "Held back: {count}. See forsa-node outbox {folder}",
    },
    "dropped": {
        "fr": "Abandonnés : {count}. Leurs textes restent : forsa-node draft list {folder} --all\n"
        "Ce qui est parti un instant avant peut encore paraître ; `outbox` le dira alors reçu.",
        "ar": "المتخلى عنها: {count}. تبقى نصوصها: forsa-node draft list {folder} --all\n"
        "وما أُرسل قبل ذلك بلحظة قد يظهر رغم هذا؛ ويذكره عندئذ `outbox` على أنه استُلم.",
        "en": "Given up: {count}. Their texts stay: forsa-node draft list {folder} --all\n"
        "What left a moment before may still appear; `outbox` then tells it as received.",
    },
    "confirmed": {
        "fr": "Confirmés : {count}. Ils seront envoyés.",
        "ar": "المؤكدة: {count}. وستُرسل.",
        "en": "Confirmed: {count}. They will be sent.",
    },
    "certificate": {
        "fr": "Jours de validité restants du certificat : {days} ; il se renouvelle de lui-même.",
        "ar": "الأيام المتبقية من صلاحية الشهادة: {days}؛ وتُجدَّد تلقائيا.",
        "en": "The certificate is good for {days} more days; it renews by itself.",
    },
    "certificate_over": {
        "fr": "Le certificat a expiré : le nœud en demande un nouveau au prochain échange.",
        "ar": "انتهت صلاحية الشهادة: تطلب العقدة شهادة جديدة عند الاتصال القادم.",
        "en": "The certificate has expired: the node asks for a new one at the next exchange.",
    },
    "root_soon": {
        "fr": (
            "La racine de confiance expire dans {days} jours : les responsables doivent signer la "
            "version suivante."
        ),
        "ar": (
            "عدد الأيام قبل انتهاء صلاحية جذر الثقة: {days}. على المسؤولين توقيع النسخة التالية."
        ),
        "en": ("The trust root expires in {days} days: the officers must sign the next version."),
    },
    "root_rival": {
        "fr": (
            "ALARME : deux versions {version} de la racine de confiance sont signées. Ce nœud ne "
            "publie et ne cosigne plus rien.\n"
            "  Gardée : {kept}\n"
            "  L'autre : {other}\n"
            "  Lisez les deux aux responsables. Quand ils ont décidé que la version gardée est la "
            "bonne, déplacez ailleurs {file} : le nœud continue."
        ),
        "ar": (
            "إنذار: وُقّعت وثيقتان للنسخة {version} من جذر الثقة. توقفت هذه العقدة عن النشر "
            "والتوقيع بالمشاركة.\n"
            "  المحفوظة: {kept}\n"
            "  الأخرى: {other}\n"
            "  اقرؤوا الوثيقتين للمسؤولين. فإذا قرروا أن المحفوظة هي الصحيحة فانقلوا {file} إلى "
            "مكان آخر: وتواصل العقدة عملها."
        ),
        "en": (
            "ALARM: two versions {version} of the trust root are signed. This node publishes and "
            "cosigns nothing more.\n"
            "  Kept: {kept}\n"
            "  The other: {other}\n"
            "  Read both to the officers. Once they have decided that the kept one is right, move "
            "{file} elsewhere: the node goes on."
        ),
    },
    "root_over": {
        "fr": (
            "La racine de confiance a expiré il y a {days} jours : le secrétariat doit en signer "
            "une nouvelle. La lecture et la publication continuent."
        ),
        "ar": (
            "انتهت صلاحية جذر الثقة (عدد الأيام: {days}): على الكتابة توقيع جذر جديد. "
            "القراءة والنشر مستمران."
        ),
        "en": (
            "The trust root expired {days} days ago: the secretariat must sign a new one. "
            "Reading and publishing go on."
        ),
    },
    "disk_low": {
        "fr": "Le disque est presque plein : rien de nouveau n'est reçu. Libérez de la place.",
        "ar": "القرص شبه ممتلئ: لا يُستلم أي جديد. أفرغوا بعض المساحة.",
        "en": "The disk is almost full: nothing new is received. Make some space.",
    },
    "state_dropped": {
        "fr": "abandonné ; son texte reste : forsa-node draft list {folder} --all",
        "ar": "تُخلّي عنه؛ يبقى نصه: forsa-node draft list {folder} --all",
        "en": "given up; its text stays: forsa-node draft list {folder} --all",
    },
    "state_refused": {
        "fr": "refusé ({reason}) : {what} {next_step} ({detail})",
        "ar": "مرفوض ({reason}): {what} {next_step} ({detail})",
        "en": "refused ({reason}): {what} {next_step} ({detail})",
    },
    "state_waits_for_file": {
        "fr": "attend son fichier {name} ({reason}) : {what} {next_step} ({detail})",
        "ar": "ينتظر ملفه {name} ({reason}): {what} {next_step} ({detail})",
        "en": "waits for its file {name} ({reason}): {what} {next_step} ({detail})",
    },
    "queued": {
        "fr": "Signé et placé dans la file d'envoi : {title}",
        "ar": "تم التوقيع والوضع في طابور الإرسال: {title}",
        "en": "Signed and put into the outbox: {title}",
    },
    "publish_question": {
        "fr": "Publier ?",
        "ar": "هل تريدون النشر؟",
        "en": "Publish?",
    },
    "act_question": {
        "fr": "Signer et envoyer ?",
        "ar": "هل توقعون وترسلون؟",
        "en": "Sign and send?",
    },
    "not_published": {
        "fr": "Rien n'a été publié.",
        "ar": "لم يُنشر شيء.",
        "en": "Nothing was published.",
    },
    "made": {
        "fr": (
            "Les clés de {holder} sont prêtes. Donnez ce fichier au secrétariat : {request}\n"
            "Comparez avec lui au téléphone : {fingerprint}\n"
            "Il vous rendra un jeton ; puis : forsa-node join {folder} JETON"
        ),
        "ar": (
            "مفاتيح {holder} جاهزة. سلّموا هذا الملف إلى الكتابة: {request}\n"
            "وقارنوا معها بالهاتف: {fingerprint}\n"
            "ستعطيكم رمز انضمام؛ ثم: forsa-node join {folder} TOKEN"
        ),
        "en": (
            "The keys of {holder} are ready. Give this file to the secretariat: {request}\n"
            "Compare with them by telephone: {fingerprint}\n"
            "They will give you a token; then: forsa-node join {folder} TOKEN"
        ),
    },
    "joined": {
        "fr": "{holder} a rejoint le réseau. Ensuite : forsa-node run {folder}",
        "ar": "انضمت {holder} إلى الشبكة. بعد ذلك: forsa-node run {folder}",
        "en": "{holder} has joined the network. Next: forsa-node run {folder}",
    },
    "synced": {
        "fr": "Envoyé : {received}. Reçu et vérifié : {pulled}.",
        "ar": "أُرسل: {received}. استُلم وتم التحقق منه: {pulled}.",
        "en": "Sent: {received}. Received and verified: {pulled}.",
    },
    "sync_held_up": {
        "fr": "Le hub n'a pas tout pris ({reason}) : {what} {next_step} ({detail})",
        "ar": "لم يأخذ المحور كل شيء ({reason}): {what} {next_step} ({detail})",
        "en": "The hub did not take everything ({reason}): {what} {next_step} ({detail})",
    },
    "sync_waiting": {
        "fr": "Attendent encore : {count}. Pour savoir pourquoi : forsa-node outbox {folder}",
        "ar": "ما زال ينتظر: {count}. لمعرفة السبب: forsa-node outbox {folder}",
        "en": "Waiting still: {count}. To know why: forsa-node outbox {folder}",
    },
    "verifies": {
        "fr": (
            "Entrées recalculées : {checked}. Tout est conforme.\n"
            "  racine {root}\n"
            "  état {state} : membres, textes, votes ; le même chez tous"
        ),
        "ar": (
            "القيود التي أُعيد حسابها: {checked}. كل شيء سليم.\n"
            "  الجذر {root}\n"
            "  الحالة {state}: الأعضاء والنصوص والأصوات؛ هي نفسها عند الجميع"
        ),
        "en": (
            "{checked} entries computed again: everything verifies.\n"
            "  root {root}\n"
            "  state {state}: members, texts, votes; the same for everybody"
        ),
    },
    "damaged": {
        "fr": (
            "La copie du journal est endommagée : {what}\n"
            "Arrêtez le nœud, supprimez mirror.db, puis forsa-node sync {folder} : le journal est "
            "reçu et vérifié à nouveau. Rien de ce qui est à vous n'y est."
        ),
        "ar": (
            "نسخة السجل تالفة: {what}\n"
            "أوقفوا العقدة، واحذفوا mirror.db، ثم forsa-node sync {folder}: يُستلم السجل من جديد "
            "ويُتحقق منه. وليس فيها شيء مما يخصكم."
        ),
        "en": (
            "The copy of the log is damaged: {what}\n"
            "Stop the node, delete mirror.db, then forsa-node sync {folder}: the log is fetched "
            "and verified again. Nothing of yours is in it."
        ),
    },
}


ALARMS: Final[dict[Reason, dict[Language, tuple[str, str]]]] = {
    Reason.COMMITMENT_MISMATCH: {
        "fr": (
            "Le hub a envoyé un texte ou un fichier qui n'est pas celui que son auteur a signé.",
            "Il n'a pas été gardé, et le nœud le redemande. Prévenez l'auteur et le secrétariat.",
        ),
        "ar": (
            "أرسل المحور نصا أو ملفا ليس هو الذي وقّعه صاحبه.",
            "لم يُحتفظ به، والعقدة تعيد طلبه. أخبروا صاحبه والكتابة.",
        ),
        "en": (
            "The hub sent a text or a file that is not the one its author signed.",
            "It was not kept, and the node asks for it again. Tell its author and the secretariat.",
        ),
    },
    Reason.STORED_DATA_CORRUPT: {
        "fr": (
            "Un fichier de ce disque était abîmé ou avait disparu.",
            "Il est repris du réseau. Si cela se répète, copiez ce dossier sur un autre disque.",
        ),
        "ar": (
            "كان أحد الملفات على هذا القرص تالفا أو مفقودا.",
            "يُستعاد من الشبكة. وإن تكرر ذلك فانسخوا هذا المجلد إلى قرص آخر.",
        ),
        "en": (
            "A file on this disk was damaged, or gone.",
            "It is fetched from the network again. If it happens again, copy this folder to "
            "another disk.",
        ),
    },
}
"""Where a reason means something else to a reader than to an author."""
