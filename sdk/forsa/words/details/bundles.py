"""Details: why a log is not written to a file, or a file of it not taken."""

from typing import Final

from forsa.words.details.reading import Forms, Instead
from forsa.words.reasons import Words

_NOTHING_HERE: Final = "this node has verified nothing of the log yet"
_BEHIND: Final = "{size} of {whole} entries are here: the checkpoint covers more"
_NOTHING_NEW: Final = "there is nothing after the first {size} entries yet"
_TOO_FAR: Final = "the log has {size} entries here, and --from asks for those after {start}"
_STORED: Final = "the entries in this store are not those that were verified"
_NOT_NEXT: Final = "the bundle begins at entry {start}, and the one before it ends with {size}"

FORMS: Final[Forms] = {
    _NOTHING_HERE: (
        "ce nœud n'a encore rien vérifié du journal",
        "لم تتحقق هذه العقدة بعد من أي شيء في السجل",
    ),
    _BEHIND: (
        "{size} entrées sur {whole} sont ici : le point de contrôle en demande davantage",
        "وصل {size} من {whole} من القيود: ونقطة المراقبة تشمل أكثر",
    ),
    _NOTHING_NEW: (
        "il n'y a encore rien après les {size} premières entrées",
        "لا شيء بعد القيود الأولى وعددها {size} إلى الآن",
    ),
    _TOO_FAR: (
        "le journal a ici {size} entrées, et --from demande celles qui suivent la {start}e",
        "في السجل هنا {size} من القيود، ويطلب --from ما بعد القيد {start}",
    ),
    "the entries {first} to {last} are not all in this store": (
        "les entrées {first} à {last} ne sont pas toutes dans cette base",
        "القيود من {first} إلى {last} ليست كلها في هذه القاعدة",
    ),
    "entry {index} is damaged in this store": (
        "l'entrée {index} est abîmée dans cette base",
        "القيد {index} تالف في هذه القاعدة",
    ),
    "the text of record number {index} is damaged in this store": (
        "le texte de l'enregistrement n° {index} est abîmé dans cette base",
        "نص التسجيل رقم {index} تالف في هذه القاعدة",
    ),
    _STORED: (
        "les entrées de cette base ne sont pas celles qui ont été vérifiées",
        "قيود هذه القاعدة ليست هي التي جرى التحقق منها",
    ),
    "--then goes on from a bundle, and {name} is none": (
        "--then continue un paquet, et {name} n'en est pas un",
        "يواصل --then حزمة، و{name} ليس حزمة",
    ),
    _NOT_NEXT: (
        "le paquet commence à l'entrée {start}, et celui d'avant en a {size}",
        "تبدأ الحزمة من القيد {start}، وفي التي قبلها {size} من القيود",
    ),
}

INSTEAD: Final[Instead] = {
    _NOTHING_HERE: (
        Words(
            "Il n'y a encore rien à écrire.",
            "Synchronisez d'abord, avec le hub : forsa-node sync.",
        ),
        Words("لا شيء يُكتب بعد.", "زامنوا أولا مع المحور: forsa-node sync."),
        Words("There is nothing to write yet.", "Synchronise with the hub first: forsa-node sync."),
    ),
    _BEHIND: (
        Words(
            "Ce nœud n'a pas encore reçu tout le journal qu'il a accepté.",
            "Finissez de le recevoir, avec le hub : forsa-node sync ; puis recommencez.",
        ),
        Words(
            "لم تستلم هذه العقدة بعد كل السجل الذي قبلته.",
            "أتموا استلامه من المحور: forsa-node sync، ثم أعيدوا المحاولة.",
        ),
        Words(
            "This node has not received all of the log that it accepted.",
            "Receive the rest from the hub: forsa-node sync; then try again.",
        ),
    ),
    _NOTHING_NEW: (
        Words(
            "Il n'y a rien de nouveau à écrire.",
            "Si le réseau a continué : forsa-node sync ; pour tout réécrire, sans --from.",
        ),
        Words(
            "لا جديد يُكتب.",
            "إن كانت الشبكة قد واصلت العمل: forsa-node sync؛ ولكتابة الكل من جديد دون --from.",
        ),
        Words(
            "There is nothing new to write.",
            "If the network went on: forsa-node sync; to write all of it again, without --from.",
        ),
    ),
    _TOO_FAR: (
        Words(
            "Ce nœud n'a pas autant d'entrées.",
            "Donnez un nombre plus petit, ou synchronisez d'abord : forsa-node sync.",
        ),
        Words(
            "ليس لهذه العقدة هذا العدد من القيود.",
            "أعطوا عددا أصغر، أو زامنوا أولا: forsa-node sync.",
        ),
        Words(
            "This node does not have that many entries.",
            "Give a smaller number, or synchronise first: forsa-node sync.",
        ),
    ),
    _NOT_NEXT: (
        Words(
            "Ces paquets ne se suivent pas.",
            "Donnez-les dans l'ordre, sans en sauter : le premier, puis --then pour chaque suite.",
        ),
        Words(
            "هذه الحزم لا تتبع بعضها بعضا.",
            "أعطوها بالترتيب دون ترك أي منها: الأولى ثم --then لكل تتمة.",
        ),
        Words(
            "These bundles do not follow each other.",
            "Give them in order and leave none out: the first, then --then for each that follows.",
        ),
    ),
}
