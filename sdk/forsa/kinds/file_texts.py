"""The words of what is wrong with a file beside a text: `file.<what>`, French and Arabic first.

They say what was found and what to do; never what the file says about people.
"""

from collections.abc import Mapping
from typing import Final

_WHAT: Final[Mapping[str, tuple[str, str, str]]] = {
    "refused": (
        "ne peut pas être joint : {why}.",
        "لا يمكن إرفاقه: {why}.",
        "cannot be attached: {why}.",
    ),
    "empty": (
        "le fichier est vide ; joignez-le de nouveau.",
        "الملف فارغ؛ أرفقوه من جديد.",
        "the file is empty; attach it again.",
    ),
    "suffix": (
        "un nom en « .{suffix} » n'est pas admis ; un de : {known}. Exportez-le dans un de ces "
        "formats.",
        "الامتداد «.{suffix}» غير مقبول؛ واحد من: {known}. صدّروا الملف بإحدى هذه الصيغ.",
        "a name that ends in “.{suffix}” is not accepted; one of: {known}. Export it as one of "
        "them.",
    ),
    "large": (
        "le fichier fait {size} octets ; au plus {limit}. Réduisez-le, partagez-le en plusieurs, "
        "ou ne le joignez pas.",
        "حجم الملف {size} بايت؛ {limit} على الأكثر. صغّروه أو قسموه أو لا ترفقوه.",
        "the file is {size} bytes; at most {limit}. Make it smaller, divide it, or do not attach "
        "it.",
    ),
    "mismatch": (
        "son nom finit par « .{suffix} », son contenu est : {found}. Exportez-le de nouveau dans "
        "un format admis, ou corrigez son nom.",
        "ينتهي اسمه بـ «.{suffix}» ومحتواه: {found}. صدّروه من جديد بصيغة مقبولة، أو صححوا اسمه.",
        "its name ends in “.{suffix}”, its content is: {found}. Export it again in an accepted "
        "format, or correct its name.",
    ),
    "active": (
        "c'est un programme ou une page qui peut en lancer un ({found}) ; joignez une image PNG "
        "ou un PDF à la place.",
        "هذا برنامج أو صفحة قد تشغل برنامجا ({found})؛ أرفقوا بدله صورة PNG أو ملف PDF.",
        "it is a program, or a page that can run one ({found}); attach a PNG picture or a PDF "
        "instead.",
    ),
    "damaged": (
        "le fichier est incomplet ou abîmé ({kind}) ; ouvrez-le et enregistrez-le de nouveau.",
        "الملف ناقص أو تالف ({kind})؛ افتحوه واحفظوه من جديد.",
        "the file is incomplete or damaged ({kind}); open it and save it again.",
    ),
    "appended": (
        "{size} octets suivent la fin du fichier ; retirez-les : forsa-node draft strip.",
        "بعد نهاية الملف {size} بايت زائدة؛ أزيلوها: forsa-node draft strip.",
        "{size} bytes follow the end of the file; take them out: forsa-node draft strip.",
    ),
    "polyglot": (
        "le fichier est en même temps un autre ({kind}) ; ouvrez-le et enregistrez-le de nouveau.",
        "الملف هو في الوقت نفسه ملف آخر ({kind})؛ افتحوه واحفظوه من جديد.",
        "the file is another one at the same time ({kind}); open it and save it again.",
    ),
    "entries": (
        "il a trop de parties ({count}) ; au plus {limit}.",
        "أجزاؤه كثيرة جدا ({count})؛ {limit} على الأكثر.",
        "it has too many parts ({count}); at most {limit}.",
    ),
    "unpacked": (
        "décompressé, il dépasse {limit} octets ; retirez-en, ou partagez-le en plusieurs.",
        "بعد فك ضغطه يتجاوز {limit} بايت؛ احذفوا منه أو قسموه.",
        "unpacked, it is more than {limit} bytes; take some out, or divide it.",
    ),
    "ratio": (
        "« {entry} » devient plus de {limit} fois plus grand une fois décompressé ; retirez-le.",
        "«{entry}» يكبر أكثر من {limit} مرة عند فك الضغط؛ احذفوه.",
        "“{entry}” grows more than {limit} times when it is unpacked; take it out.",
    ),
    "overlap": (
        "la table de l'archive ne correspond pas à son contenu ; refaites l'archive.",
        "فهرس الأرشيف لا يطابق محتواه؛ أعيدوا إنشاء الأرشيف.",
        "the archive's directory does not match its content; make the archive again.",
    ),
    "twice": (
        "« {entry} » y est deux fois ; refaites l'archive.",
        "«{entry}» موجود فيه مرتين؛ أعيدوا إنشاء الأرشيف.",
        "“{entry}” is in it twice; make the archive again.",
    ),
    "entry_name": (
        "le nom « {entry} » mène hors du dossier ; renommez-le et refaites l'archive.",
        "الاسم «{entry}» يخرج من المجلد؛ غيروا الاسم وأعيدوا إنشاء الأرشيف.",
        "the name “{entry}” leads out of the folder; rename it and make the archive again.",
    ),
    "link": (
        "« {entry} » est un lien, pas un fichier ; mettez le fichier lui-même.",
        "«{entry}» رابط وليس ملفا؛ ضعوا الملف نفسه.",
        "“{entry}” is a link, not a file; put the file itself.",
    ),
    "encrypted": (
        "protégé par un mot de passe ({entry}) ; enregistrez-le sans mot de passe.",
        "محمي بكلمة سر ({entry})؛ احفظوه بدون كلمة سر.",
        "protected by a password ({entry}); save it without one.",
    ),
    "method": (
        "« {entry} » est compressé d'une façon inhabituelle ; refaites l'archive en ZIP ordinaire.",
        "«{entry}» مضغوط بطريقة غير معتادة؛ أعيدوا إنشاء الأرشيف بصيغة ZIP عادية.",
        "“{entry}” is packed in an unusual way; make the archive again as an ordinary ZIP.",
    ),
    "nested": (
        "« {entry} » est une archive dans l'archive ; mettez ses fichiers directement.",
        "«{entry}» أرشيف داخل الأرشيف؛ ضعوا ملفاته مباشرة.",
        "“{entry}” is an archive in the archive; put its files in directly.",
    ),
    "program": (
        "« {entry} » est un programme ; retirez-le.",
        "«{entry}» برنامج؛ احذفوه.",
        "“{entry}” is a program; take it out.",
    ),
    "web": (
        "des pages ou dessins actifs ({count}, dont « {entry} ») dans une archive qui n'est ni "
        "H5P, ni SCORM, ni Common Cartridge, ni Scratch ; remplacez-les par des PDF ou des images.",
        "صفحات أو رسوم نشطة ({count}، منها «{entry}») في أرشيف ليس H5P ولا SCORM ولا Common "
        "Cartridge ولا Scratch؛ عوضوها بملفات PDF أو صور.",
        "active pages or drawings ({count}, “{entry}” among them) in an archive that is not H5P, "
        "SCORM, Common Cartridge or Scratch; replace them by PDF files or pictures.",
    ),
    "macros": (
        "le document contient des macros ; enregistrez-le sans macros (.docx, .xlsx, .odt).",
        "تحتوي الوثيقة على وحدات ماكرو؛ احفظوها بدونها (.docx أو .xlsx أو .odt).",
        "the document has macros; save it without them (.docx, .xlsx, .odt).",
    ),
    "external": (
        "le document va chercher {count} éléments ailleurs ; insérez-les ou rompez les liens.",
        "تجلب الوثيقة عناصر من مكان آخر ({count})؛ أدرجوها فيها أو اقطعوا الروابط.",
        "the document fetches {count} parts from elsewhere; insert them or break the links.",
    ),
    "objects": (
        "le document contient un objet qui lance un programme ; remplacez-le par une image.",
        "تحتوي الوثيقة على كائن يشغل برنامجا؛ عوضوه بصورة.",
        "the document has an object that starts a program; replace it by a picture.",
    ),
    "embedded": (
        "{count} documents entiers sont dans celui-ci (données d'un graphique ?) ; vérifiez-les.",
        "توجد وثائق كاملة داخل هذه الوثيقة ({count}؛ معطيات مبيان؟)؛ تحققوا منها.",
        "{count} whole documents are inside this one (data of a chart?); look at them.",
    ),
    "hidden": (
        "{count} feuilles sont masquées ; affichez-les, ou supprimez-les.",
        "أوراق مخفية: {count}؛ أظهروها أو احذفوها.",
        "{count} sheets are hidden; show them, or delete them.",
    ),
    "cache": (
        "un tableau croisé garde une copie des lignes de départ ; collez-le comme valeurs.",
        "جدول محوري يحتفظ بنسخة من الأسطر الأصلية؛ الصقوه كقيم.",
        "a pivot table keeps a copy of the rows it was made from; paste it as values.",
    ),
    "comments": (
        "{count} commentaires ; lisez-les et supprimez-les.",
        "تعليقات: {count}؛ اقرؤوها واحذفوها.",
        "{count} comments; read them and delete them.",
    ),
    "changes": (
        "{count} modifications suivies : ce qui fut effacé s'y lit encore ; acceptez-les toutes.",
        "تعديلات متعقبة ({count}): ما حُذف ما زال مقروءا؛ اقبلوها كلها.",
        "{count} tracked changes: what was deleted can still be read; accept them all.",
    ),
    "entities": (
        "son XML déclare un type de document, ce qu'aucun logiciel de bureau ne fait ; enregistrez-"
        "le de nouveau.",
        "ملف XML بداخله يصرح بنوع وثيقة، وهذا لا تفعله برامج المكتب؛ احفظوه من جديد.",
        "its XML declares a document type, which no office program does; save it again.",
    ),
    "pdf_active": (
        "le PDF contient des actions ou des fichiers ({found}) ; imprimez-le en PDF de nouveau.",
        "يحتوي ملف PDF على أوامر أو ملفات ({found})؛ اطبعوه كملف PDF من جديد.",
        "the PDF has actions or files in it ({found}); print it as a PDF again.",
    ),
    "pdf_hidden": (
        "une partie du PDF ne peut pas être examinée ; imprimez-le en PDF de nouveau.",
        "جزء من ملف PDF لا يمكن فحصه؛ اطبعوه كملف PDF من جديد.",
        "a part of the PDF cannot be looked into; print it as a PDF again.",
    ),
    "pixels": (
        "l'image est trop grande : {width} × {height} points ; au plus {limit} en tout. Réduisez-"
        "la.",
        "الصورة كبيرة جدا: {width} × {height} نقطة؛ {limit} في المجموع على الأكثر. صغروها.",
        "the picture is too large: {width} × {height} points; at most {limit} in all. Scale it "
        "down.",
    ),
    "frames": (
        "l'image a trop de vues ou de passes ({count}) ; au plus {limit}. Enregistrez-la de "
        "nouveau.",
        "للصورة عدد كبير من اللقطات أو المراحل ({count})؛ {limit} على الأكثر. احفظوها من جديد.",
        "the picture has too many frames or passes ({count}); at most {limit}. Save it again.",
    ),
    "padding": (
        "trop de données à côté du contenu (plus de {limit} octets) ; retirez-les : forsa-node "
        "draft strip.",
        "معطيات كثيرة بجانب المحتوى (أكثر من {limit} بايت)؛ أزيلوها: forsa-node draft strip.",
        "too much data beside the content (more than {limit} bytes); take it out: forsa-node "
        "draft strip.",
    ),
    "formula": (
        "{count} cellules commencent par = + - ou @ (la première, ligne {line}) : un tableur les "
        "exécuterait ; mettez ' devant, ou laissez si ce sont des nombres.",
        "خلايا تبدأ بـ = أو + أو - أو @ ({count}، أولاها في السطر {line}): قد ينفذها برنامج "
        "الجداول؛ ضعوا ' قبلها، أو اتركوها إن كانت أعدادا.",
        "{count} cells begin with = + - or @ (the first in line {line}): a spreadsheet would run "
        "them; put ' in front, or leave them if they are numbers.",
    ),
    "script": (
        "un script ou un lien qui en lance un ({count}, le premier ligne {line}) ; retirez-le.",
        "نص برمجي أو رابط يشغله ({count}، أولها في السطر {line})؛ احذفوه.",
        "a script, or a link that runs one ({count}, the first in line {line}); take it out.",
    ),
    "markup": (
        "du HTML ({count}, le premier ligne {line}) ; il sera montré comme texte.",
        "وسوم HTML ({count}، أولها في السطر {line})؛ ستظهر كنص.",
        "HTML ({count}, the first in line {line}); it will be shown as text.",
    ),
    "remote": (
        "des images d'un autre site ({count}, la première ligne {line}) ; elles ne seront pas "
        "chargées : joignez-les.",
        "صور من موقع آخر ({count}، أولاها في السطر {line})؛ لن تُحمّل: أرفقوها.",
        "pictures from another site ({count}, the first in line {line}); they will not be "
        "loaded: attach them.",
    ),
    "place": (
        "il dit où il a été pris (GPS ou lieu) ; pour voir et retirer : forsa-node draft strip.",
        "يكشف مكان التقاطه (GPS أو اسم المكان)؛ لعرض ذلك وإزالته: forsa-node draft strip.",
        "it tells where it was taken (GPS or place); to see and take out: forsa-node draft strip.",
    ),
    "person": (
        "il dit qui l'a fait ; pour voir et retirer : forsa-node draft strip.",
        "يكشف اسم من أنجزه؛ لعرض ذلك وإزالته: forsa-node draft strip.",
        "it tells who made it; to see and take out: forsa-node draft strip.",
    ),
}

FILE_TEXTS: Final[Mapping[str, tuple[str, str, str]]] = {
    f"file.{what}": (
        f"« {{file}} » : {french}",
        f"«{{file}}»: {arabic}",
        f"“{{file}}”: {english}",
    )
    for what, (french, arabic, english) in _WHAT.items()
}
