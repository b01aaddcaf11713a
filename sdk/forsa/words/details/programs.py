"""Details: what the commands of the secretariat and of a reader outside are given."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    # --- invitations ---
    "say whom to invite: --request FILE, or --member and --node": (
        "dites qui inviter : --request FICHIER, ou --member et --node",
        "بينوا من تدعونه: --request FILE، أو --member و--node",
    ),
    "{member} is not a member yet: add --request with the file that its forsa-node init wrote": (
        (
            "{member} n'est pas encore membre : ajoutez --request avec le fichier que son "
            "forsa-node init a écrit"
        ),
        "{member} ليست عضوا بعد: أضيفوا --request مع الملف الذي كتبه forsa-node init لديها",
    ),
    "enrol_port is 0, any free port: start the hub, then invite": (
        "enrol_port vaut 0, n'importe quel port libre : démarrez le hub, puis invitez",
        "قيمة enrol_port هي 0، أي منفذ حر: شغّلوا المحور ثم ادعوا",
    ),
    "{member} has the status {status}: no node of it joins before a vote takes it back: "
    "forsa-node proposal open FOLDER admission --activate {again}": (
        (
            "le statut de {member} est {status} : aucun de ses nœuds n'entre avant qu'un vote ne "
            "la reprenne : forsa-node proposal open FOLDER admission --activate {again}"
        ),
        (
            "وضعية {member} هي {status}: لا تنضم أي عقدة لها قبل أن يعيدها تصويت: "
            "forsa-node proposal open FOLDER admission --activate {again}"
        ),
    ),
    "a token is good for 1 to {limit} days, not {days}": (
        "un jeton vaut de 1 à {limit} jours, pas {days}",
        "رمز الانضمام صالح من يوم إلى {limit} يوما، لا {days}",
    ),
    "{file} is too large for a request": (
        "{file} est trop grand pour une demande d'admission",
        "{file} أكبر من أن يكون طلب قبول",
    ),
    "not a request of forsa-node init: {what}": (
        "ce n'est pas une demande écrite par forsa-node init ({what})",
        "هذا ليس طلبا كتبه forsa-node init ({what})",
    ),
    "the request is for network {network}": (
        "la demande est pour le réseau {network}",
        "الطلب موجه إلى الشبكة {network}",
    ),
    "a network id is 64 small hexadecimal digits": (
        "l'identifiant d'un réseau a 64 chiffres hexadécimaux, en minuscules",
        "معرّف الشبكة 64 رقما ست عشريا بحروف صغيرة",
    ),
    "a network id has 64 hexadecimal digits, this has {count} characters": (
        "l'identifiant d'un réseau a 64 chiffres hexadécimaux ; celui-ci a {count} caractères",
        "معرّف الشبكة 64 رقما ست عشريا؛ وهذا من {count} حرفا",
    ),
    # --- receipts, bundles, trust ---
    "nothing says whose log this is: give --node DIR, or --network ID with --root FILE": (
        (
            "rien ne dit de qui est ce journal : donnez --node DIR, ou --network ID avec --root "
            "FICHIER"
        ),
        "لا شيء يبين صاحب هذا السجل: أعطوا --node DIR، أو --network ID مع --root FILE",
    ),
    "trust root files need --network ID: it is what authenticates them": (
        (
            "les fichiers de racine de confiance demandent --network ID : c'est lui qui les "
            "authentifie"
        ),
        "ملفات جذر الثقة تحتاج --network ID: فهو الذي يثبت صحتها",
    ),
    "the node is of network {network}": (
        "le nœud est du réseau {network}",
        "العقدة من الشبكة {network}",
    ),
    "the trust root is of log {origin}": (
        "la racine de confiance est celle du journal {origin}",
        "جذر الثقة يخص السجل {origin}",
    ),
    "this root document founds network {network}": (
        "ce document racine fonde le réseau {network}",
        "وثيقة الجذر هذه تؤسس الشبكة {network}",
    ),
    "the root document is refused: {why}": (
        "le document racine est refusé ({why})",
        "رُفضت وثيقة الجذر ({why})",
    ),
    "the bundle is of {origin}, network {network}": (
        "le paquet est du journal {origin}, réseau {network}",
        "الحزمة من السجل {origin}، الشبكة {network}",
    ),
    "the bundle is damaged: it has no manifest": (
        "le paquet est abîmé : il n'a pas de manifeste",
        "الحزمة تالفة: ليس فيها بيان",
    ),
    "the bundle is damaged: {what}": (
        "le paquet est abîmé ({what})",
        "الحزمة تالفة ({what})",
    ),
    "the bundle has no trust root before what it signs; give --root": (
        "le paquet n'a pas de racine de confiance avant ce qu'elle signe ; donnez --root",
        "ليس في الحزمة جذر ثقة قبل ما يوقّعه؛ أعطوا --root",
    ),
    "a pending record of another network": (
        "un enregistrement en attente d'un autre réseau",
        "تسجيل في الانتظار من شبكة أخرى",
    ),
    "the entries follow others that are not in the bundle: only a node that has those can connect "
    "them": (
        "elles suivent des entrées que le paquet n'a pas : seul un nœud qui les a peut les relier",
        "وهي تلي قيودا ليست في الحزمة: لا تربطها بها إلا عقدة تملكها",
    ),
    "this is no receipt, bundle, envelope, entry, checkpoint, root document or join token": (
        (
            "ce n'est ni un reçu, ni un paquet, ni une enveloppe, ni une entrée, ni un point de "
            "contrôle, ni un document racine, ni un jeton"
        ),
        "هذا ليس وصلا ولا حزمة ولا مظروفا ولا قيدا ولا نقطة مراقبة ولا وثيقة جذر ولا رمز انضمام",
    ),
    "give a bundle as a file": (
        "donnez un paquet comme fichier, pas sur l'entrée standard",
        "أعطوا الحزمة كملف، لا على الدخل القياسي",
    ),
    "more than {limit} bytes: no single thing of forsa is that large": (
        "plus de {limit} octets : rien de forsa n'est aussi grand",
        "أكثر من {limit} بايت: لا شيء من فرصة بهذا الحجم",
    ),
}
