"""The help of `forsa-hub root` in French and Arabic."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "root": {
        "fr": "La racine de confiance : des responsables, chacun de son côté, signent à quelles "
        "clés le réseau se fie.",
        "ar": "جذر الثقة: مسؤولون متفرقون يوقّعون المفاتيح التي تثق بها الشبكة.",
    },
    "root key": {
        "fr": "Tirez une clé racine sur la machine du responsable, scellée par une phrase de "
        "passe, dans FILE. Aucun hub n'est nécessaire. FILE.pub se remet à qui prépare la version "
        "suivante.",
        "ar": "أنشئوا مفتاحا جذرا على حاسوب المسؤول، مختوما بعبارة سر، في FILE. لا حاجة إلى "
        "محور. يُسلَّم FILE.pub لمن يحضّر النسخة التالية.",
    },
    "root key FILE": {
        "fr": "Le fichier de la clé, à écrire.",
        "ar": "ملف المفتاح الذي سيُكتب.",
        "en": "The key's file, to be written.",
    },
    "root key --from": {
        "fr": "Sceller cette clé, écrite par init.",
        "ar": "ختم هذا المفتاح الذي كتبه init.",
    },
    "root draw": {
        "fr": "Tirez une clé du hub pour la version suivante, et obtenez sa partie publique.",
        "ar": "أنشئوا مفتاحا للمحور للنسخة التالية، واحصلوا على جزئه العمومي.",
    },
    "root draw KIND": {
        "fr": "log : elle signe le journal ; service : l'heure et les refus ; ca : autorité de "
        "certification.",
        "ar": "log: به يُوقَّع السجل؛ service: الوقت والرفض؛ ca: سلطة الشهادات.",
        "en": "log: it signs the log; service: times and refusals; ca: certificate authority.",
    },
    "root new": {
        "fr": "Écrivez la version suivante dans un fichier pour les responsables, et voyez ce qui "
        "change.",
        "ar": "اكتبوا النسخة التالية في ملف للمسؤولين، واطلعوا على ما يتغير.",
    },
    "root new --from": {
        "fr": "Le plus récent N.root, sans hub.",
        "ar": "أحدث ملف N.root، بدون محور.",
    },
    "root new --out": {
        "fr": "Le fichier à écrire [root-N.json].",
        "ar": "الملف الذي سيُكتب [root-N.json].",
    },
    "root new --add-root": {
        "fr": "Le .pub d'un responsable, ou ses chiffres.",
        "ar": "ملف .pub لأحد المسؤولين، أو أرقامه.",
    },
    "root new --remove-root": {
        "fr": "De même, ou ses premiers chiffres.",
        "ar": "كذلك، أو أرقامه الأولى.",
    },
    "root new --threshold": {
        "fr": "Combien de clés racines doivent signer.",
        "ar": "كم مفتاحا جذرا يجب أن يوقّع.",
    },
    "root new --draw": {
        "fr": "Tirer ici une clé du hub, à la place de celle en vigueur. log : elle signe le "
        "journal ; service : l'heure et les refus ; ca : autorité de certification.",
        "ar": "إنشاء مفتاح للمحور هنا بدل الساري. log: به يُوقَّع السجل؛ service: الوقت والرفض؛ "
        "ca: سلطة الشهادات.",
    },
    "root new --log": {
        "fr": "Les clés du journal, à la place de celles en vigueur.",
        "ar": "مفاتيح السجل، بدل السارية.",
    },
    "root new --service": {
        "fr": "Les clés de service, à la place.",
        "ar": "مفاتيح الخدمة، بدل السارية.",
    },
    "root new --ca": {
        "fr": "Les autorités de certification, à la place.",
        "ar": "سلطات الشهادات، بدل السارية.",
    },
    "root new --hub-name": {
        "fr": "Les noms DNS du hub, à la place.",
        "ar": "أسماء DNS للمحور، بدل السارية.",
    },
    "root new --expires": {
        "fr": "Quand elle expire (UTC).",
        "ar": "متى تنتهي صلاحيتها (UTC).",
    },
    "root new --level": {
        "fr": "Le niveau de règles à partir de cette version.",
        "ar": "مستوى القواعد من هذه النسخة.",
    },
    "root new --log-time": {
        "fr": "Remettre l'heure du journal à celle-ci (UTC).",
        "ar": "إعادة وقت السجل إلى هذا الوقت (UTC).",
    },
    "root sign": {
        "fr": "Voyez ce qu'une proposition change, et ajoutez votre signature à FILE. Ni hub ni "
        "réseau ne sont nécessaires : les versions précédentes sont dans le fichier, et vérifiées.",
        "ar": "اطلعوا على ما يغيّره المقترح، وأضيفوا توقيعكم إلى FILE. لا حاجة إلى محور ولا إلى "
        "شبكة: النسخ السابقة في الملف، ويتم التحقق منها.",
    },
    "root sign --key": {
        "fr": "Le fichier de votre clé racine.",
        "ar": "ملف مفتاحكم الجذر.",
    },
    "root sign --network": {
        "fr": "L'identifiant du réseau que vous connaissez.",
        "ar": "معرّف الشبكة الذي تعرفونه.",
    },
    "root sign --known": {
        "fr": "Ce que vous savez en vigueur : le dossier d'un nœud, ou son plus récent N.root.",
        "ar": "ما تعرفون أنه سار: مجلد عقدة، أو أحدث ملف N.root فيها.",
    },
    "root sign --instead": {
        "fr": "Toute copie de ce que j'ai signé avant est détruite.",
        "ar": "أُتلفت كل نسخ ما وقّعته من قبل.",
    },
    "root sign --yes": {
        "fr": "Signer sans demander.",
        "ar": "التوقيع دون سؤال.",
    },
    "root join": {
        "fr": "Réunissez dans FILE les signatures de OTHERS, des copies de la même proposition.",
        "ar": "اجمعوا في FILE توقيعات OTHERS، وهي نسخ من المقترح نفسه.",
    },
    "root join OTHERS": {
        "fr": "Les copies revenues.",
        "ar": "النسخ التي عادت.",
        "en": "The copies that came back.",
    },
    "FILE": {
        "fr": "La proposition.",
        "ar": "المقترح.",
        "en": "The proposal.",
    },
    "root show": {
        "fr": "Voyez une proposition, ou la racine de confiance d'un hub, d'un nœud, ou jusqu'à un "
        "fichier N.root.",
        "ar": "اطلعوا على مقترح، أو على جذر الثقة لمحور أو عقدة أو إلى غاية ملف N.root.",
    },
    "root show WHAT": {
        "fr": "Un fichier, ou un dossier.",
        "ar": "ملف أو مجلد.",
        "en": "A file, or a folder.",
    },
    "root publish": {
        "fr": "Inscrivez la version signée au journal ; le hub la suit, en marche ou non.",
        "ar": "سجّلوا النسخة الموقَّعة؛ ويتبعها المحور سواء كان يعمل أم لا.",
    },
    "root publish --office": {
        "fr": "Le dossier du nœud qui signe l'enregistrement [celui du secrétariat].",
        "ar": "مجلد العقدة التي توقّع التسجيل [عقدة الكتابة].",
    },
}
