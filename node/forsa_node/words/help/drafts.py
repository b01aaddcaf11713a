"""Help: drafts."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "NUMBER": {
        "fr": "Le numéro du brouillon.",
        "ar": "رقم المسودة.",
        "en": "The draft's number.",
    },
    "draft": {
        "fr": "Les textes en cours d'écriture : gardés, contrôlés, approuvés, publiés.",
        "ar": "النصوص قيد الكتابة: تُحفظ وتُفحص ويُوافق عليها وتُنشر.",
    },
    "draft add": {
        "fr": "Gardez PATH, un fichier ou un dossier, comme brouillon, et voyez tout ce qui y est "
        "trouvé.\n\n"
        "Pourront lire : les membres du réseau, ou ceux qui lisent ce dont c'est une nouvelle "
        "version ; sinon dites-le avec --audience.",
        "ar": "احفظوا PATH، ملفا أو مجلدا، كمسودة، واطلعوا على كل ما وُجد فيه.\n\n"
        "سيقرؤه أعضاء الشبكة، أو من يقرأ ما هذا نسخة جديدة منه؛ ولغير ذلك --audience.",
    },
    "draft add PATH": {
        "fr": "Le fichier ou le dossier.",
        "ar": "الملف أو المجلد.",
        "en": "The file or folder.",
    },
    **{
        f"draft {command} --audience": {
            "fr": "Qui pourra lire : network (le réseau, si rien n'est dit), public (tout le "
            "monde) ou un groupe.",
            "ar": "من سيقرأ: network (الشبكة، إن لم يُذكر شيء) أو public (الجميع) أو مجموعة.",
        }
        for command in ("add", "update", "publish")
    },
    "draft add --revises": {
        "fr": "L'enregistrement dont ceci est une nouvelle version.",
        "ar": "التسجيل الذي يشكل هذا نسخة جديدة منه.",
    },
    "draft update": {
        "fr": "Mettez PATH à la place de ce que contenait le brouillon NUMBER ; l'accord donné "
        "tombe.",
        "ar": "ضعوا PATH مكان ما كان في المسودة NUMBER؛ وتسقط الموافقة عليها.",
    },
    "draft update PATH": {
        "fr": "Le fichier ou le dossier.",
        "ar": "الملف أو المجلد.",
        "en": "The file or folder.",
    },
    "draft list": {
        "fr": "Voyez tous les brouillons, et la suite de chacun.",
        "ar": "اطلعوا على كل المسودات، وعلى الخطوة التالية لكل منها.",
    },
    "draft list --all": {
        "fr": "Aussi ceux qui sont publiés ou abandonnés.",
        "ar": "مع المنشورة والمتخلى عنها أيضا.",
    },
    "draft show": {
        "fr": "Lisez le brouillon NUMBER tel qu'il serait lu, et tout ce qui y est trouvé.",
        "ar": "اقرؤوا المسودة NUMBER كما ستُقرأ، مع كل ما وُجد فيها.",
    },
    "draft confirm": {
        "fr": "Dites que chaque avertissement du brouillon NUMBER a été lu.",
        "ar": "صرحوا بأن كل تنبيهات المسودة NUMBER قد قُرئت.",
    },
    "draft override": {
        "fr": "Gardez ce que le contrôle bloque dans le brouillon NUMBER, avec une raison écrite.",
        "ar": "أبقوا ما يمنعه الفحص في المسودة NUMBER، بسبب مكتوب.",
    },
    "draft override FINDING": {
        "fr": "Ce qui est bloqué : l'identifiant que donne forsa-node draft show.",
        "ar": "ما هو ممنوع: المعرّف الذي يعرضه forsa-node draft show.",
        "en": "What is blocked: the id that forsa-node draft show gives.",
    },
    "draft override --reason": {
        "fr": "Pourquoi cela peut rester ; gardé avec le brouillon.",
        "ar": "لماذا يجوز أن يبقى؛ يُحفظ السبب مع المسودة.",
    },
    "draft mask": {
        "fr": "Masquez tout ce que le contrôle bloque dans le brouillon NUMBER.",
        "ar": "أخفوا كل ما يمنعه الفحص في المسودة NUMBER.",
    },
    "draft consent": {
        "fr": "Dites des images et enregistrements (NAMES ; sans nom : tous ceux qui restent) qui "
        "peut y être reconnu.\n\n"
        "nobody : personne. agreed : chacune des personnes reconnaissables, ou le tuteur d'un "
        "mineur, a donné son accord.",
        "ar": "بينوا من يمكن التعرف عليه في الصور والتسجيلات (NAMES؛ وبدون أسماء: كل ما تبقى).\n\n"
        "nobody: لا أحد. agreed: وافق كل من يمكن التعرف عليه، أو ولي أمر القاصر.",
    },
    "draft consent CHOICE": {
        "fr": "Qui peut être reconnu.",
        "ar": "من يمكن التعرف عليه.",
        "en": "Who can be recognised.",
    },
    "draft consent NAMES": {
        "fr": "Les fichiers dont il s'agit.",
        "ar": "الملفات المعنية.",
        "en": "The files that are meant.",
    },
    "draft strip": {
        "fr": "Voyez ce que les fichiers du brouillon NUMBER disent des personnes, et retirez-le "
        "(NAMES ; sans nom : tous).\n\n"
        "Lieu, auteur, appareil, dates : ce qu'une image ou un document porte à côté de ce qu'il "
        "montre. Votre propre fichier reste tel quel.",
        "ar": "اطلعوا على ما تكشفه ملفات المسودة NUMBER عن الأشخاص، وأزيلوه (NAMES؛ وبدون أسماء: "
        "الكل).\n\n"
        "المكان والمؤلف والجهاز والتواريخ: ما تحمله الصورة أو الوثيقة بجانب ما تُظهره. ويبقى "
        "ملفكم كما هو.",
    },
    "draft strip NAMES": {
        "fr": "Les fichiers dont il s'agit.",
        "ar": "الملفات المعنية.",
        "en": "The files that are meant.",
    },
    "draft strip --yes": {
        "fr": "Sans demander ; pour les scripts.",
        "ar": "بدون سؤال؛ للبرامج.",
    },
    "draft approve": {
        "fr": "Lisez le brouillon NUMBER et donnez votre accord, en deuxième personne, exactement "
        "tel qu'il est montré.",
        "ar": "اقرؤوا المسودة NUMBER ووافقوا عليها، بصفتكم شخصا ثانيا، كما عُرضت بالضبط.",
    },
    "draft approve --yes": {
        "fr": "Sans demander ; pour les scripts.",
        "ar": "بدون سؤال؛ للبرامج.",
    },
    "draft approve --by": {
        "fr": "La deuxième personne ; pas l'auteur.",
        "ar": "الشخص الثاني؛ غير صاحب النص.",
    },
    "draft discard": {
        "fr": "Abandonnez le brouillon NUMBER ; il reste lisible avec list --all.",
        "ar": "تخلوا عن المسودة NUMBER؛ وتبقى مقروءة بالأمر list --all.",
    },
    "draft publish": {
        "fr": "Signez le brouillon NUMBER et mettez-le dans la file d'envoi.",
        "ar": "وقّعوا المسودة NUMBER وضعوها في طابور الإرسال.",
    },
}
