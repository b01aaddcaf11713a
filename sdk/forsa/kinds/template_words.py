"""The words of the templates, in French, Arabic and English."""

from collections.abc import Mapping
from typing import Final

_Words = tuple[str, str, str]

HINTS: Final[Mapping[str, _Words]] = {
    "attachments": (
        "retirez les # pour joindre un fichier",
        "احذفوا # لإرفاق ملف",
        "take the # away to attach a file",
    ),
    "province": (
        "rien de plus précis : ni village, ni adresse",
        "لا شيء أدق من ذلك: لا دوار ولا عنوان",
        "nothing finer: no village, no address",
    ),
    "period_start": ("2024-09-15", "2024-09-15", "2024-09-15"),
    "period_end": (
        "2025-06-30 ; vide si cela continue",
        "2025-06-30؛ فارغ إذا كانت مستمرة",
        "2025-06-30; empty if it goes on",
    ),
    "contact": (
        "la boîte de l'association, jamais celle d'une personne",
        "بريد الجمعية، لا بريد شخص",
        "the association's mailbox, never a person's",
    ),
    "actors": (
        "des organisations, jamais de noms de personnes",
        "هيئات، لا أسماء أشخاص",
        "organisations, never names of persons",
    ),
    "indicators": (
        "des chiffres avant et après, avec l'effectif n ; un pourcentage demande n ≥ 10",
        "أرقام قبل وبعد، مع العدد n؛ النسبة المئوية تستلزم n ≥ 10",
        "numbers before and after, with n; a percentage needs n ≥ 10",
    ),
    "voices": (
        "sans nom, avec l'accord de la personne",
        "بدون اسم، وبموافقة صاحب الشهادة",
        "without a name, with consent",
    ),
    "contributors": (
        "avec leur accord",
        "بموافقتهم",
        "with their consent",
    ),
    "safeguarding_declaration": (
        "écrivez true si aucun jeune ne peut être reconnu et si les images ont un accord",
        "اكتبوا true إذا تعذر التعرف على أي متعلم وكانت الصور بموافقة أصحابها",
        "write true if no learner can be recognised and pictures are consented",
    ),
    "context": (
        "quelle était la situation, pour qui, pourquoi agir",
        "كيف كانت الوضعية، لمن، ولماذا",
        "what the situation was, for whom, why act",
    ),
    "present": (
        "identifiants, par exemple [amal, badr]",
        "معرّفات، مثلا [amal, badr]",
        "ids, such as [amal, badr]",
    ),
    "represented": (
        "identifiants : un autre membre avait leur procuration",
        "معرّفات: كان لدى عضو آخر توكيلهم",
        "ids: another member had their proxy",
    ),
    "seconders": (
        "identifiants ; d'une adhésion, ses parrains",
        "معرّفات؛ وفي الانخراط من يزكيه",
        "ids; of an admission, its sponsors",
    ),
    "online": (
        "true si l'assemblée se tient à distance",
        "true إذا كان الجمع عن بعد",
        "true if it is held from afar",
    ),
    "steps": (
        "un titre ### par étape, dans l'ordre",
        "عنوان ### لكل مرحلة، بالترتيب",
        "a heading ### a step, in order",
    ),
    "constraints": (
        "ce qui n'a pas marché : c'est ce qui apprend le plus aux autres",
        "ما لم ينجح: منه يتعلم الآخرون أكثر",
        "what did not work: others learn most from it",
    ),
    "isced_f": (
        "codes CITE-F à 2 ou 4 chiffres, par exemple 1012",
        "رموز من رقمين أو أربعة، مثلا 1012",
        "ISCED-F codes of 2 or 4 digits, e.g. 1012",
    ),
    "isco08": (
        "codes CITP-08 à 4 chiffres, par exemple 5141",
        "رموز من أربعة أرقام، مثلا 5141",
        "ISCO-08 codes of 4 digits, e.g. 5141",
    ),
    "esco_uri": (
        "adresses de compétences ou de métiers ESCO, si vous les connaissez",
        "عناوين كفايات أو مهن ESCO، إن كنتم تعرفونها",
        "addresses of ESCO skills or occupations, if you know them",
    ),
    "hours_estimated": (
        "true si la source ne dit pas d'heures et si celles-ci sont estimées",
        "true إذا لم يذكر المصدر ساعات وكانت هذه تقديرية",
        "true if the source names no hours and these are estimates",
    ),
    "validation": (
        "qui a approuvé ce curriculum, s'il l'a été",
        "من صادق على هذا المنهاج، إن صودق عليه",
        "who approved this curriculum, if anybody did",
    ),
    "related": (
        "retirez les # pour lier cette fiche à ce que d'autres ont publié",
        "احذفوا # لربط هذه الجذاذة بما نشره الآخرون",
        "take the # away to link this report to what others published",
    ),
    "edition": (
        "le premier chiffre change avec les heures ou les compétences",
        "يتغير الرقم الأول بتغير الساعات أو الكفايات",
        "the first number changes with hours or competencies",
    ),
    "trade": (
        "obligatoire pour le volet vocational",
        "إلزامي لمكون vocational",
        "mandatory for the strand vocational",
    ),
    "total_hours": (
        "théorie + pratique + entreprise, et aussi la somme des modules",
        "النظري + التطبيقي + المقاولة، وهو أيضا مجموع المجزوءات",
        "theory + practice + workplace, and the sum of the modules too",
    ),
    "safety": (
        "obligatoire pour electricity, welding_metal, cooking, auto_mechanics, carpentry, plumbing",
        "إلزامي لـ electricity وwelding_metal وcooking وauto_mechanics وcarpentry وplumbing",
        "mandatory for electricity, welding_metal, cooking, auto_mechanics, carpentry, plumbing",
    ),
    "offline_ready": ("true ou false", "true أو false", "true or false"),
    "based_on": (
        "les œuvres reprises, avec leur licence",
        "الأعمال المعتمدة، مع رخصها",
        "works it adapts, with their licences",
    ),
}
"""What helps to fill in a field, beside its limits and codes."""

WORDS: Final[Mapping[str, _Words]] = {
    "join": (" : ", ": ", ": "),
    "comma": (", ", "، ", ", "),
    "required": ("obligatoire", "إلزامي", "mandatory"),
    "optional": ("facultatif", "اختياري", "optional"),
    "items": ("au plus {0}", "{0} على الأكثر", "at most {0}"),
    "between": ("{0} à {1} caractères", "من {0} إلى {1} حرفا", "{0} to {1} characters"),
    "at_most": ("au plus {0} caractères", "{0} حرفا على الأكثر", "at most {0} characters"),
    "practice_file": ("fiche-de-pratique", "jodada", "practice-report"),
    "module_file": ("module", "majzoaa", "module"),
    "adoption_file": ("mise-en-oeuvre", "tanzil", "adoption"),
    "review_file": ("avis", "raay", "review"),
    "proposal_file": ("proposition", "muqtarah", "proposal"),
    "assembly_file": ("convocation", "istidaa", "call"),
    "minutes_file": ("proces-verbal", "mahdar", "minutes"),
    "proposal_intro": (
        (
            "Proposition : les mots de l'auteur. Le type, les actions et la date de clôture sont\n"
            "des options de la commande (forsa-node proposal open --help) : c'est l'effet qui est\n"
            "voté, et il est montré à part."
        ),
        (
            "مقترح: كلام صاحبه. النوع والإجراءات وتاريخ الإغلاق خيارات للأمر\n"
            "(forsa-node proposal open --help): يُصوت على الأثر، ويُعرض على حدة."
        ),
        (
            "A proposal: its author's words. Type, actions and closing date are options of the\n"
            "command (forsa-node proposal open --help): what is voted on is the effect, and it is\n"
            "shown apart."
        ),
    ),
    "assembly_intro": (
        (
            "Convocation d'une assemblée : lieu et ordre du jour. Le type, la date et le numéro\n"
            "de convocation sont des options de la commande (forsa-node assembly call --help)."
        ),
        (
            "استدعاء إلى جمع: المكان وجدول الأعمال. النوع والتاريخ ورقم الاستدعاء\n"
            "خيارات للأمر (forsa-node assembly call --help)."
        ),
        (
            "A call to an assembly: place and agenda. Type, date and number of the call are\n"
            "options of the command (forsa-node assembly call --help)."
        ),
    ),
    "minutes_intro": (
        (
            "Procès-verbal d'une assemblée. Les membres présents et représentés sont nommés par\n"
            "leur identifiant ; aucun nom de personne : le texte est lu par tout le réseau."
        ),
        (
            "محضر جمع. يُذكر الأعضاء الحاضرون والممثلون بمعرّفاتهم؛\n"
            "ولا أسماء أشخاص: تقرأ الشبكة كلها هذا النص."
        ),
        (
            "Minutes of an assembly. Members present and represented are named by their ids; no\n"
            "names of persons: the whole network reads the text."
        ),
    ),
    "long_text": (
        "Un texte de plusieurs lignes : | après les deux points, puis deux espaces avant chacune.",
        "نص من عدة أسطر: | بعد النقطتين، ثم فراغان قبل كل سطر.",
        "A text of several lines: | after the colon, then two blanks before each of them.",
    ),
    "example_agenda": (
        "#   - Rapport moral\n#   - Rapport financier",
        "#   - التقرير الأدبي\n#   - التقرير المالي",
        "#   - Narrative report\n#   - Financial report",
    ),
    "adoption_intro": (
        (
            "Mise en œuvre chez vous de la pratique ou du cours d'un autre membre.\n"
            "Dites aussi ce qui n'a pas marché : c'est ce qui aide le suivant."
        ),
        ("تنزيل ممارسة أو درس عضو آخر عندكم.\nاذكروا أيضا ما لم ينجح: فهو ما يفيد من يأتي بعدكم."),
        (
            "Another member's practice or course, used at your place.\n"
            "Say what did not work as well: that is what helps the next one."
        ),
    ),
    "review_intro": (
        (
            "Avis sur la pratique ou le cours d'un autre membre. Si vous avez un lien avec lui,\n"
            "écrivez conflict_of_interest: true ; l'avis est alors montré et non compté."
        ),
        (
            "رأي في ممارسة أو درس عضو آخر. إن كانت لكم صلة به فاكتبوا\n"
            "conflict_of_interest: true؛ فيُعرض الرأي ولا يُحتسب."
        ),
        (
            "A review of another member's practice or course. If you have a tie to that member,\n"
            "write conflict_of_interest: true; the review is then shown and not counted."
        ),
    ),
    "translation_intro": (
        (
            "Traduction {from_language} → {to_language}. Sous chaque path, le text est encore\n"
            "l'original : remplacez-le par sa traduction, entre les guillemets. Gardez path.\n"
            "Ce que vous ne traduisez pas : effacez son path et son text. Puis :\n"
            "  forsa-node translate DOSSIER ENREGISTREMENT CE_FICHIER\n"
            "Traduit par une machine : method: machine, ou machine_revised si quelqu'un a relu.\n"
            "Les lignes qui commencent par # sont des explications : elles ne sont pas publiées."
        ),
        (
            "ترجمة من {from_language} إلى {to_language}. تحت كل path ما زال text هو النص الأصلي:\n"
            "ضعوا ترجمته مكانه بين علامتي التنصيص، ولا تغيروا path.\n"
            "ما لا تترجمونه: احذفوا path وtext الخاصين به. ثم:\n"
            "  forsa-node translate FOLDER WHICH FILE\n"
            "إذا ترجمته آلة: method: machine، أو machine_revised إذا راجعه شخص.\n"
            "الأسطر التي تبدأ بـ # شروح ولا تنشر."
        ),
        (
            "Translation {from_language} → {to_language}. Below each path the text is still the\n"
            "original: put its translation in its place, between the quotes. Leave path as it is.\n"
            "What you do not translate: delete its path and text. Then:\n"
            "  forsa-node translate FOLDER RECORD THIS_FILE\n"
            "Translated by a machine: method: machine, or machine_revised if somebody revised it.\n"
            "Lines that begin with # explain; they are not published."
        ),
    ),
    "scores": (
        "1 = faible, 4 = fort ; effacez ce dont vous ne pouvez pas juger",
        "1 = ضعيف، 4 = قوي؛ احذفوا ما لا يمكنكم الحكم عليه",
        "1 = weak, 4 = strong; delete what you cannot judge",
    ),
    "practice_intro": (
        (
            "Fiche de pratique. Remplissez ce qui est vide, effacez ce qui ne sert pas.\n"
            "Les lignes qui commencent par # sont des explications : elles ne sont pas publiées."
        ),
        (
            "جذاذة ممارسة. املؤوا الفراغات واحذفوا ما لا تحتاجونه.\n"
            "الأسطر التي تبدأ بـ # شروح ولا تنشر."
        ),
        (
            "Practice report. Fill in what is empty, delete what you do not need.\n"
            "Lines that begin with # explain; they are not published."
        ),
    ),
    "original_language": (
        "Langue du texte : fr, ar, ary, zgh, tzm, shi, rif ou en",
        "لغة النص: fr أو ar أو ary أو zgh أو tzm أو shi أو rif أو en",
        "Language of the text: fr, ar, ary, zgh, tzm, shi, rif or en",
    ),
    "licence": (
        "Ce que les autres peuvent en faire : CC-BY-SA-4.0 est l'usage du réseau",
        "ما يحق للآخرين: CC-BY-SA-4.0 هي المعتمدة في الشبكة",
        "What others may do with it: CC-BY-SA-4.0 is the network's usual licence",
    ),
    "practice_texts": (
        (
            "Écrivez le titre après # (5 à 160 caractères), puis chaque texte sous son titre.\n"
            "Laissez vide ce qui est facultatif.\n"
            "Une autre langue : recopiez les titres # et ## plus bas, dans l'autre langue, en\n"
            "commençant par « # Titre {lang=ar} » ; étapes et points de listes dans le même ordre."
        ),
        (
            "اكتبوا العنوان بعد # (من 5 إلى 160 حرفا)، ثم كل نص تحت عنوانه.\n"
            "اتركوا الاختياري فارغا.\n"
            "لغة أخرى: أعيدوا العناوين # و## في الأسفل باللغة الأخرى، بدءا بـ\n"
            "«# عنوان {lang=fr}»، مع الحفاظ على ترتيب المراحل ونقط اللوائح."
        ),
        (
            "Write the title after # (5 to 160 characters), then each text under its heading.\n"
            "Leave empty what is optional.\n"
            "Another language: repeat the headings # and ## below in it, beginning with\n"
            "“# Title {lang=ar}”; steps and points of lists in the same order."
        ),
    ),
    "example_actors": (
        "actors:\n  - role:\n    organisation:\n    contribution:",
        "actors:\n  - role:\n    organisation:\n    contribution:",
        "actors:\n  - role:\n    organisation:\n    contribution:",
    ),
    "example_indicators": (
        (
            "# indicators:\n#   - name: Filles présentes en fin d'année\n#     unit: percent\n"
            "#     baseline: 42\n#     value: 83\n#     n: 24\n#     period: 2023-2024\n"
            "#     method: Feuilles de présence"
        ),
        (
            "# indicators:\n#   - name: الفتيات الحاضرات في نهاية السنة\n#     unit: percent\n"
            "#     baseline: 42\n#     value: 83\n#     n: 24\n#     period: 2023-2024\n"
            "#     method: أوراق الحضور"
        ),
        (
            "# indicators:\n#   - name: Girls present at the end of the year\n#     unit: percent\n"
            "#     baseline: 42\n#     value: 83\n#     n: 24\n#     period: 2023-2024\n"
            "#     method: Attendance sheets"
        ),
    ),
    "example_resources": (
        "# resources:\n#   cost_min_mad: 9000\n#   cost_max_mad: 12000\n#   funding: [indh]",
        "# resources:\n#   cost_min_mad: 9000\n#   cost_max_mad: 12000\n#   funding: [indh]",
        "# resources:\n#   cost_min_mad: 9000\n#   cost_max_mad: 12000\n#   funding: [indh]",
    ),
    "example_voices": (
        (
            "# voices:\n#   - text: J'ai choisi après avoir vu trois ateliers.\n"
            "#     role: learner\n#     consent: true"
        ),
        (
            "# voices:\n#   - text: اخترت بعد أن رأيت ثلاث ورشات.\n#     role: learner\n"
            "#     consent: true"
        ),
        (
            "# voices:\n#   - text: I chose after I had seen three workshops.\n"
            "#     role: learner\n#     consent: true"
        ),
    ),
    "example_contributors": (
        "# contributors:\n#   - name:\n#     role: formatrice\n#     consent: true",
        "# contributors:\n#   - name:\n#     role: مكونة\n#     consent: true",
        "# contributors:\n#   - name:\n#     role: trainer\n#     consent: true",
    ),
    "audience": (
        (
            "Qui pourra lire : cela ne s'écrit pas ici mais se dit en publiant (publish) ou au\n"
            "brouillon (draft add, update, publish) :\n"
            "--audience network (les membres seulement, si rien n'est dit) ou --audience public"
        ),
        (
            "من سيقرأ: لا يُكتب ذلك هنا بل يُذكر عند النشر (publish) أو مع المسودة\n"
            "(draft add أو update أو publish):\n"
            "--audience network (الأعضاء فقط، إن لم يُذكر شيء) أو --audience public"
        ),
        (
            "Who may read it is not written here, but said when you publish, or of the draft\n"
            "(draft add, update, publish):\n"
            "--audience network (members only, if nothing is said) or --audience public"
        ),
    ),
    "attach_practice": (
        "Le fichier se trouve dans le dossier de cette fiche ; file_name : son nom, sans chemin.",
        "الملف موجود في مجلد هذه الجذاذة؛ file_name: اسمه بدون مسار.",
        "The file lies in the folder of this report; file_name: its name, without a path.",
    ),
    "attach_curriculum": (
        (
            "Le fichier se trouve dans ce dossier ; file_name : son nom, sans chemin.\n"
            "Une image montrée dans le texte d'un module, ![ce qu'elle montre](image.png), est\n"
            "jointe d'elle-même : inutile de la décrire ici."
        ),
        (
            "الملف موجود في هذا المجلد؛ file_name: اسمه بدون مسار.\n"
            "الصورة المعروضة في نص مجزوءة، ![ما تعرضه](image.png)، ترفق تلقائيا:\n"
            "لا حاجة إلى وصفها هنا."
        ),
        (
            "The file lies in this folder; file_name: its name, without a path.\n"
            "A picture shown in a module's text, ![what it shows](picture.png), is attached by\n"
            "itself: it need not be described here."
        ),
    ),
    "attach_fields": (
        (
            "language : langue du contenu du fichier, vide s'il n'y en a pas\n"
            "licence : celle du fichier ; sans elle, celle du texte\n"
            "alt_text : ce que montre l'image ; obligatoire pour une image\n"
            "consent : true si toute personne reconnaissable (le tuteur d'un mineur) a donné son\n"
            "  accord ; false si personne n'est reconnaissable. Sans accord, n'en joignez pas."
        ),
        (
            "language: لغة محتوى الملف، فارغ إن لم تكن له لغة\n"
            "licence: رخصة الملف؛ وإلا فرخصة النص\n"
            "alt_text: ما تعرضه الصورة؛ إلزامي للصور\n"
            "consent: اكتبوا true إذا وافق كل شخص يمكن التعرف عليه (وولي أمر القاصر)؛\n"
            "  واكتبوا false إذا تعذر التعرف على أي شخص. بدون موافقة لا ترفقوا الصورة."
        ),
        (
            "language: the language inside the file, empty if it has none\n"
            "licence: the file's own; without it, that of the text\n"
            "alt_text: what a picture shows; mandatory for a picture\n"
            "consent: true if every person who can be recognised (a minor's guardian) has agreed;\n"
            "  false if nobody can be recognised. Without consent, do not attach the picture."
        ),
    ),
    "example_attachments": (
        (
            "# attachments:\n#   - file_name: guide.pdf\n#     role: guide\n"
            "#     title: Guide de l'animatrice\n#     language: fr\n"
            "#     licence: CC-BY-SA-4.0\n#     consent: false\n"
            "#   - file_name: photo.jpg\n#     role: picture\n"
            "#     title: {fr: L'atelier de couture, ar: ورشة الخياطة}\n"
            "#     alt_text: {fr: Une salle avec six machines à coudre, "
            "ar: قاعة فيها ست آلات خياطة}\n"
            "#     licence: CC-BY-SA-4.0\n#     consent: false"
        ),
        (
            "# attachments:\n#   - file_name: guide.pdf\n#     role: guide\n"
            "#     title: دليل المنشطة\n#     language: ar\n"
            "#     licence: CC-BY-SA-4.0\n#     consent: false\n"
            "#   - file_name: photo.jpg\n#     role: picture\n"
            "#     title: {ar: ورشة الخياطة, fr: L'atelier de couture}\n"
            "#     alt_text: {ar: قاعة فيها ست آلات خياطة, "
            "fr: Une salle avec six machines à coudre}\n"
            "#     licence: CC-BY-SA-4.0\n#     consent: false"
        ),
        (
            "# attachments:\n#   - file_name: guide.pdf\n#     role: guide\n"
            "#     title: The facilitator's guide\n#     language: en\n"
            "#     licence: CC-BY-SA-4.0\n#     consent: false\n"
            "#   - file_name: photo.jpg\n#     role: picture\n"
            "#     title: {en: The sewing workshop, fr: L'atelier de couture, ar: ورشة الخياطة}\n"
            "#     alt_text: {en: A room with six sewing machines, "
            "fr: Une salle avec six machines à coudre,\n"
            "#       ar: قاعة فيها ست آلات خياطة}\n"
            "#     licence: CC-BY-SA-4.0\n#     consent: false"
        ),
    ),
    "example_step": (
        "\n###\n\n- durée:\n- acteur:",
        "\n###\n\n- المدة:\n- الفاعل:",
        "\n###\n\n- duration:\n- actor:",
    ),
    "curriculum_intro": (
        (
            "Curriculum. Remplissez ce qui est vide, effacez ce qui ne sert pas.\n"
            "Les lignes qui commencent par # sont des explications : elles ne sont pas publiées.\n"
            "Un texte en deux langues :  title: {fr: Coiffure, ar: الحلاقة}"
        ),
        (
            "منهاج. املؤوا الفراغات واحذفوا ما لا تحتاجونه.\n"
            "الأسطر التي تبدأ بـ # شروح ولا تنشر.\n"
            "نص بلغتين:  title: {ar: الحلاقة, fr: Coiffure}"
        ),
        (
            "Curriculum. Fill in what is empty, delete what you do not need.\n"
            "Lines that begin with # explain; they are not published.\n"
            "A text in two languages:  title: {en: Hairdressing, fr: Coiffure}"
        ),
    ),
    "competencies": (
        "code : un nom court, unique ; kind : core, transversal ou specific ; level : 1 à 4",
        "code: رمز قصير وفريد؛ kind: core أو transversal أو specific؛ level: من 1 إلى 4",
        "code: short and unique; kind: core, transversal or specific; level: 1 to 4",
    ),
    "modules": (
        (
            "Le contenu de chaque module est dans son fichier ; competencies: codes ci-dessus.\n"
            "assessment: [{kind: practical, weight: 60, criteria: …}, …], en tout 100"
        ),
        (
            "مضمون كل مجزوءة في ملفها؛ competencies: رموز مما سبق.\n"
            "assessment: [{kind: practical, weight: 60, criteria: …}, …]، مجموع الأوزان 100"
        ),
        (
            "What each module teaches is in its file; competencies: codes from above.\n"
            "assessment: [{kind: practical, weight: 60, criteria: …}, …], the weights sum to 100"
        ),
    ),
    "related": (
        "record_id : le numéro de l'enregistrement (forsa-node list ou search) ou son identifiant",
        "record_id: رقم التسجيل (forsa-node list أو search) أو معرّفه",
        "record_id: the record's number (forsa-node list or search), or its id",
    ),
    "example_related": (
        "# related:\n#   - record_id: 12\n#     relation: cites",
        "# related:\n#   - record_id: 12\n#     relation: cites",
        "# related:\n#   - record_id: 12\n#     relation: cites",
    ),
    "example_validation": (
        (
            "# validation:\n#   - body: aref\n#     date: 2026-06-30\n"
            "#     reference: numéro ou titre du document"
        ),
        (
            "# validation:\n#   - body: aref\n#     date: 2026-06-30\n"
            "#     reference: رقم الوثيقة أو عنوانها"
        ),
        (
            "# validation:\n#   - body: aref\n#     date: 2026-06-30\n"
            "#     reference: number or title of the document"
        ),
    ),
    "example_based_on": (
        "# based_on:\n#   - title:\n#     uri: https://…\n#     licence: CC-BY-SA-4.0",
        "# based_on:\n#   - title:\n#     uri: https://…\n#     licence: CC-BY-SA-4.0",
        "# based_on:\n#   - title:\n#     uri: https://…\n#     licence: CC-BY-SA-4.0",
    ),
    "module_intro": (
        (
            "Écrivez ce qui est enseigné (6 000 caractères au plus), puis la liste des activités.\n"
            "Une autre langue : « # Titre {lang=ar} », puis le texte et « ## الأنشطة »."
        ),
        (
            "اكتبوا هنا ما يدرس (6000 حرف على الأكثر)، ثم لائحة الأنشطة.\n"
            "لغة أخرى: «# عنوان {lang=fr}» ثم النص و«## Activités»."
        ),
        (
            "Write here what is taught (at most 6,000 characters), then the list of activities.\n"
            "Another language: “# Title {lang=ar}”, then the text and “## الأنشطة”."
        ),
    ),
}
"""The templates' own words; lines are separated by line feeds."""
