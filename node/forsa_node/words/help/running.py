"""Help: a node from its first day on."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "init": {
        "fr": "Créez les clés, et le fichier qui demande l'admission.",
        "ar": "أنشئوا المفاتيح، والملف الذي يطلب القبول.",
    },
    "init --network": {
        "fr": "L'identifiant du réseau, donné par son secrétariat.",
        "ar": "معرّف الشبكة كما تعطيه كتابتها.",
    },
    "init --member": {
        "fr": "L'identifiant de l'association : lettres minuscules, chiffres, -.",
        "ar": "معرّف الجمعية: حروف لاتينية صغيرة وأرقام و-.",
    },
    "init --node": {
        "fr": "L'identifiant de ce nœud.",
        "ar": "معرّف هذه العقدة.",
    },
    "init --name": {
        "fr": "Le nom de l'association, tel qu'on le dit.",
        "ar": "اسم الجمعية كما يُتداول.",
    },
    "init --region": {
        "fr": "Code ISO 3166-2, par exemple MA-05.",
        "ar": "رمز ISO 3166-2، مثل MA-05.",
    },
    "join": {
        "fr": "Rejoignez le réseau avec le TOKEN (jeton) que le secrétariat a donné ; - le lit sur "
        "l'entrée standard.",
        "ar": "انضموا إلى الشبكة برمز الانضمام TOKEN الذي أعطته الكتابة؛ ولقراءته من الدخل "
        "القياسي: -",
    },
    "join TOKEN": {
        "fr": "Le jeton du secrétariat, ou -.",
        "ar": "رمز الانضمام من الكتابة، أو -.",
        "en": "The secretariat's token, or -.",
    },
    "join --port": {
        "fr": "Le port principal du hub, si on l'atteint par un autre que celui qu'il indique.",
        "ar": "المنفذ الرئيسي للمحور، إن كان الوصول إليه عبر منفذ غير الذي يذكره هو.",
    },
    "run": {
        "fr": "Mettez le nœud au travail jusqu'à SIGTERM ou Ctrl-C : envoyer, recevoir, vérifier, "
        "cosigner.",
        "ar": "شغّلوا العقدة حتى SIGTERM أو Ctrl-C: إرسال واستلام وتحقق وتوقيع مشترك.",
    },
    "run --config": {
        "fr": "Réglages. Par défaut : DIR/node.toml.",
        "ar": "الإعدادات. افتراضيا: DIR/node.toml.",
    },
    "sync": {
        "fr": "Envoyez, recevez, vérifiez et cosignez une fois, maintenant ; puis les fichiers, "
        "dans les deux sens.",
        "ar": "أرسلوا واستلموا وتحققوا ووقّعوا مرة واحدة الآن؛ ثم الملفات في الاتجاهين.",
    },
    "status": {
        "fr": "Voyez ce qui attend, pourquoi, et que faire.",
        "ar": "اعرفوا ما ينتظر، ولماذا، وما العمل.",
    },
    "verify": {
        "fr": "Recalculez empreintes, racine, signatures, état et textes du journal gardé ici.",
        "ar": "أعيدوا حساب بصمات السجل المحفوظ هنا وجذره وتوقيعاته وحالته ونصوصه.",
    },
    "verify --sample": {
        "fr": "Vérifier une entrée sur tant.",
        "ar": "فحص قيد واحد من كل هذا العدد.",
    },
}
