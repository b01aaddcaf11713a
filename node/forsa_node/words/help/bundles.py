"""Help: the log as a file."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "bundle": {
        "fr": "Le journal dans un fichier que chacun peut vérifier et recompter, sans réseau.",
        "ar": "السجل في ملف يمكن لأي كان التحقق منه وإعادة العد منه دون شبكة.",
    },
    "bundle export": {
        "fr": "Écrivez le journal vérifié de ce nœud dans le nouveau fichier FILE ; sans "
        "connexion.\n\n"
        "Dedans : chaque entrée avec son auteur, son genre et son heure, le dernier point de "
        "contrôle signé par le hub avec les lignes de ceux qui l'ont cosigné, les racines de "
        "confiance, et les preuves contre le hub s'il y en a. Les textes y sont selon ceux qui "
        "auront le fichier (--bodies) ; jamais un texte mis en attente, effacé ou réservé à un "
        "groupe, ni une pièce jointe.",
        "ar": "اكتبوا السجل الذي تحققت منه هذه العقدة في الملف الجديد FILE؛ دون اتصال.\n\n"
        "فيه: كل قيد مع صاحبه ونوعه ووقته، وآخر نقطة مراقبة وقّعها المحور مع أسطر من شاركوا في "
        "توقيعها، وجذور الثقة، والأدلة على المحور إن وُجدت. وتُدرج النصوص حسب من سيتسلم الملف "
        "(--bodies)؛ ولا يُدرج أبدا نص معلَّق أو مُحي أو خاص بمجموعة، ولا مرفق.",
    },
    "bundle export FILE": {
        "fr": "Le nouveau fichier ; rien n'est écrasé.",
        "ar": "الملف الجديد؛ ولا يُستبدل شيء موجود.",
        "en": "The new file; nothing is overwritten.",
    },
    "bundle export --from": {
        "fr": "Seulement ce qui suit les N premières entrées, pour qui les a déjà dans un paquet.",
        "ar": "ما يلي القيود الأولى وعددها N فقط، لمن لديه تلك القيود في حزمة.",
    },
    "bundle export --bodies": {
        "fr": "Quels textes y mettre : public, ceux de tous ; network, aussi ceux du réseau ; "
        "none, aucun.",
        "ar": "أي نصوص تُدرج: public نصوص الجميع؛ network نصوص الشبكة أيضا؛ none لا شيء.",
    },
}
