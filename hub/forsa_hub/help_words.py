"""The help of `forsa-hub` in French and Arabic; `forsa.client.help` says how a table is keyed."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "": {
        "fr": "Fondez un réseau d'associations, faites tourner son hub, invitez les membres.",
        "ar": "أسسوا شبكة جمعيات، وشغّلوا محورها، وادعوا أعضاءها.",
    },
    "FOLDER": {
        "fr": "Le dossier du hub.",
        "ar": "مجلد المحور.",
        "en": "The hub's folder.",
    },
    "--port": {
        "fr": "Port principal, au lieu de celui des réglages ; 0 = n'importe lequel.",
        "ar": "المنفذ الرئيسي، بدل المنفذ المضبوط؛ 0 = أي منفذ.",
    },
    "init": {
        "fr": "Fondez un réseau : racine de confiance, hub, et le nœud du secrétariat dans "
        "DIR-office.",
        "ar": "أسسوا شبكة: جذر الثقة والمحور وعقدة الكتابة في DIR-office.",
    },
    "init --name": {
        "fr": "Le nom du réseau, tel qu'on le dit.",
        "ar": "اسم الشبكة كما يُتداول.",
    },
    "init --origin": {
        "fr": "Le nom du journal, pour toujours : HOST/log1.",
        "ar": "اسم السجل الدائم: HOST/log1.",
    },
    "init --host": {
        "fr": "Nom ou adresse où les nœuds se connectent. Par défaut : le HOST de l'origine.",
        "ar": "الاسم أو العنوان الذي تتصل به العقد. افتراضيا: HOST من الأصل.",
    },
    "init --member": {
        "fr": "L'identifiant du premier membre.",
        "ar": "معرّف العضو الأول.",
    },
    "init --node": {
        "fr": "L'identifiant de son nœud.",
        "ar": "معرّف عقدته.",
    },
    "init --office": {
        "fr": "Le dossier de son nœud [DIR-office].",
        "ar": "مجلد عقدته [DIR-office].",
    },
    "init --root-key": {
        "fr": "Le fichier de la première clé racine [DIR-root-key.pem].",
        "ar": "ملف المفتاح الجذر الأول [DIR-root-key.pem].",
    },
    "init --setting": {
        "fr": "Ce que disent les statuts dès le premier jour, par ex. voting_min_hours=168 ; plus "
        "tard, par un vote.",
        "ar": "ما يقوله القانون الأساسي منذ اليوم الأول، مثلا voting_min_hours=168؛ وبعد ذلك "
        "بالتصويت.",
    },
    "init --port": {
        "fr": "Port principal ; gardé dans DIR/hub.toml, comme les suivants.",
        "ar": "المنفذ الرئيسي؛ يُحفظ في DIR/hub.toml، كالمنافذ التالية.",
    },
    "init --enrol-port": {
        "fr": "Port d'inscription, que les jetons nomment.",
        "ar": "منفذ الانضمام، وهو المذكور في رموز الانضمام.",
    },
    "--metrics-port": {
        "fr": "Port des mesures, sur l'adresse locale ; 0 = aucun.",
        "ar": "منفذ القياسات على العنوان المحلي؛ 0 = معطل.",
    },
    "--showcase-port": {
        "fr": "Port des enregistrements publics en HTTP ; 0 = aucun.",
        "ar": "منفذ التسجيلات العمومية عبر HTTP؛ 0 = معطل.",
    },
    "serve": {
        "fr": "Faites tourner le hub jusqu'à SIGTERM ou Ctrl-C ; ce qui est confirmé est achevé.",
        "ar": "شغّلوا المحور حتى SIGTERM أو Ctrl-C؛ وما تم تأكيده يُستكمل.",
    },
    "serve --config": {
        "fr": "Réglages [DIR/hub.toml].",
        "ar": "الإعدادات [DIR/hub.toml].",
    },
    "serve --confirm-clock": {
        "fr": "J'ai vérifié l'horloge de cette machine.",
        "ar": "تحققت من ساعة هذا الحاسوب.",
    },
    "serve --enrol-port": {
        "fr": "Port d'inscription ; 0 = n'importe lequel.",
        "ar": "منفذ الانضمام؛ 0 = أي منفذ.",
    },
    "serve --bind": {
        "fr": "Adresse où écouter.",
        "ar": "العنوان الذي يستمع عليه المحور.",
    },
    "invite": {
        "fr": "Admettez une association s'il le faut, et obtenez la ligne qui fait entrer "
        "son nœud.\n\n"
        "À qui la tape, l'empreinte de la demande est montrée et la question posée d'abord.",
        "ar": "اقبلوا جمعية عند الحاجة، واحصلوا على السطر الذي تنضم به عقدتها.\n\n"
        "من يكتبها تُعرض عليه بصمة الطلب ويُسأل أولا.",
    },
    "invite --member": {
        "fr": "Identifiant du membre. Avec --request, il est lu dans le fichier.",
        "ar": "معرّف العضو. مع --request يُقرأ من الملف.",
    },
    "invite --node": {
        "fr": "Identifiant du nœud. Avec --request, il est lu dans le fichier.",
        "ar": "معرّف العقدة. مع --request يُقرأ من الملف.",
    },
    "invite --request": {
        "fr": "Le fichier que forsa-node init a écrit.",
        "ar": "الملف الذي كتبه forsa-node init.",
    },
    "invite --admit": {
        "fr": "Un member.admit signé ailleurs.",
        "ar": "تسجيل member.admit موقَّع في مكان آخر.",
    },
    "invite --role": {
        "fr": "À quel titre elle est admise.",
        "ar": "بأي صفة تُقبل.",
    },
    "invite --yes": {
        "fr": "Admettre sans demander ; pour les scripts.",
        "ar": "القبول دون سؤال؛ للبرامج النصية.",
    },
    "invite --days": {
        "fr": "Durée de validité de la ligne, en jours.",
        "ar": "مدة صلاحية السطر بالأيام.",
    },
    "status": {
        "fr": "Voyez où en est le hub, en marche ou non.",
        "ar": "اطلعوا على حالة المحور، سواء كان يعمل أم لا.",
    },
    "verify": {
        "fr": "Recalculez empreintes, racine, signatures, état et textes, et voyez ce qui est "
        "abîmé.",
        "ar": "أعيدوا حساب البصمات والجذر والتوقيعات والحالة والنصوص، واعرفوا التالف منها.",
    },
    "verify --sample": {
        "fr": "Vérifier les textes d'une entrée sur tant.",
        "ar": "فحص نصوص قيد واحد من كل هذا العدد.",
    },
}
