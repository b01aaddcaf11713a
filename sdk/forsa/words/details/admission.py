"""Details: tables of outcomes that a log does not take, and their enrolment."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    # --- the form of a release ---
    "a member has no set of tables of this name and version": (
        "aucun jeu de tableaux d'une association n'a ce nom et cette version",
        "لا توجد لدى الجمعيات مجموعة جداول بهذا الاسم وهذه النسخة",
    ),
    "the tables of {product} cross in a circle": (
        "les tableaux de {product} se croisent en boucle",
        "تتقاطع جداول {product} في حلقة",
    ),
    "{product} asks for {limit} learners; the frame has {n}": (
        "{product} demande un effectif de {limit} ; il est de {n}",
        "تتطلب {product} عددا لا يقل عن {limit}؛ وهو {n}",
    ),
    "{product} is not allowed after {earlier}": (
        "{product} n'est pas permis après {earlier}",
        "لا يُسمح بـ {product} بعد {earlier}",
    ),
    "{parameter} is {value}; the network asks for {limit}": (
        "{parameter} vaut {value} ; le réseau demande au moins {limit}",
        "قيمة {parameter} هي {value}؛ وتطلب الشبكة {limit} على الأقل",
    ),
    "the numbers of table {table} do not add up at {at}": (
        "les nombres du tableau {table} ne s'additionnent pas en {at}",
        "أعداد الجدول {table} لا يوافق مجموعها ما في {at}",
    ),
    "the release may not stand as it is": (
        "la publication ne peut pas rester telle quelle",
        "لا يمكن أن يبقى المنشور كما هو",
    ),
    # --- one cell ---
    "table {table} shows {shown} at {at}; counts under {limit} are hidden": (
        "le tableau {table} montre {shown} en {at} ; sous {limit}, on cache",
        "يعرض الجدول {table} العدد {shown} في {at}؛ وما دون {limit} يُخفى",
    ),
    "table {table} shows an outcome at {at} of a group of {group}; {limit} are asked for": (
        "le tableau {table} montre en {at} un résultat d'un groupe de {group} ; il en faut {limit}",
        "يعرض الجدول {table} في {at} نتيجة مجموعة من {group}؛ والمطلوب {limit} على الأقل",
    ),
    "table {table} shows {others} learners of a group with another outcome than {at}": (
        "le tableau {table} montre {others} apprenants d'un groupe avec un autre résultat que {at}",
        "يعرض الجدول {table} متعلمين من مجموعة لهم نتيجة غير {at}، وعددهم {others}",
    ),
    # --- the enrolment and earlier releases ---
    "the enrolment of {year} is not published": (
        "l'effectif de {year} n'est pas publié",
        "لم يُنشر عدد متعلمي {year}",
    ),
    "the release is of a member with {centres} centres; the published enrolment says {said}": (
        "la publication compte {centres} centres ; l'effectif publié en dit {said}",
        "يذكر المنشور {centres} من المراكز؛ ويذكر العدد المنشور {said}",
    ),
    "the release is of {n} learners; the published enrolment is {frame_n}": (
        "la publication porte sur {n} apprenants ; l'effectif publié est de {frame_n}",
        "يخص المنشور {n} من المتعلمين؛ والعدد المنشور هو {frame_n}",
    ),
    "the tables are of the centres {centres}; the roster has {roster}": (
        "les tableaux nomment les centres {centres} ; la fiche de l'association dit {roster}",
        "تذكر الجداول المراكز {centres}؛ وتذكر بطاقة الجمعية {roster}",
    ),
    "table {table} counts {shown} at {at}; an earlier release counts {before}": (
        "le tableau {table} compte {shown} en {at} ; une publication précédente, {before}",
        "يعدّ الجدول {table} في {at} العدد {shown}؛ وعدّ منشور سابق {before}",
    ),
    "{n} learners in {centres} centres; the first release was of {first_n} in {first_centres}": (
        (
            "{n} apprenants dans {centres} centres ; la première publication en comptait {first_n} "
            "dans {first_centres}"
        ),
        "{n} من المتعلمين في {centres} من المراكز؛ وكان في أول منشور {first_n} في {first_centres}",
    ),
    "the codes of {axis} are not those of an earlier release": (
        "les codes de {axis} ne sont pas ceux d'une publication précédente",
        "رموز {axis} ليست رموز منشور سابق",
    ),
    "the cell {at} of table {table} was in state {before} and is in state {state}": (
        "la case {at} du tableau {table} était dans l'état {before}, elle est dans l'état {state}",
        "كانت الخانة {at} من الجدول {table} في الحالة {before} وصارت في الحالة {state}",
    ),
    "the cell {at} of table {table} is in state {state}, and in {elsewhere} in another table": (
        "la case {at} du tableau {table} est dans l'état {state}, et {elsewhere} dans un autre",
        "الخانة {at} من الجدول {table} في الحالة {state}، وفي جدول آخر {elsewhere}",
    ),
    "table {table} goes from {before} to {shown} at {at}; a change is 0, or {limit} or more": (
        "le tableau {table} passe de {before} à {shown} en {at} ; il faut 0, ou {limit} et plus",
        "ينتقل الجدول {table} من {before} إلى {shown} في {at}؛ والتغيير 0 أو {limit} فأكثر",
    ),
    "{point} is published as {vintage} already": (
        "{point} est déjà publié ({vintage})",
        "سبق نشر {point} ({vintage})",
    ),
    "the release was prepared beside {listed} earlier ones; the log has {accepted}": (
        "publications précédentes prises en compte : {listed} ; dans le journal : {accepted}",
        "المنشورات السابقة المأخوذة في الحسبان: {listed}؛ وفي السجل: {accepted}",
    ),
    "a final vintage that changes figures says why": (
        "une version définitive qui change des chiffres dit pourquoi",
        "النسخة النهائية التي تغير أرقاما تذكر السبب",
    ),
    # --- the proof ---
    "the first attachment is no accept proof": (
        "la première pièce jointe n'est pas une preuve d'acceptation",
        "المرفق الأول ليس برهان قبول",
    ),
    "a proof of {size} bytes; {limit} are allowed": (
        "la preuve fait {size} octets ; {limit} au plus",
        "حجم البرهان {size} بايت؛ {limit} على الأكثر",
    ),
    "the proof was not at the hub when the release came: send it again": (
        "la preuve n'était pas encore au hub quand la publication est arrivée ; renvoyez-la",
        "لم يكن البرهان لدى المحور حين وصل المنشور: أرسلوه من جديد",
    ),
    "other centres were published while the release was checked: send it again": (
        "d'autres centres ont été publiés pendant le contrôle de la publication ; renvoyez-la",
        "نُشرت مراكز أخرى أثناء فحص المنشور: أرسلوه من جديد",
    ),
    # --- the published enrolment ---
    "the enrolment of {year} is published as another object already": (
        "l'effectif de {year} est déjà publié : corrigez cette publication",
        "سبق نشر عدد متعلمي {year}: صححوا ذلك المنشور",
    ),
    "the published enrolment of another school year becomes one of {year}": (
        "l'effectif publié d'une autre année deviendrait celui de {year}",
        "العدد المنشور لسنة أخرى سيصير لسنة {year}",
    ),
    "outcomes of {year} are published: its enrolment stays": (
        "des résultats de {year} sont publiés : l'effectif ne change plus",
        "نُشرت نتائج {year}: لا يتغير عدد متعلميها",
    ),
    # --- what is calculated from releases ---
    "nobody published the enrolment of {year}": (
        "personne n'a publié l'effectif de {year}",
        "لم ينشر أحد عدد متعلمي {year}",
    ),
    "nobody in {region} published an enrolment": (
        "personne n'a publié d'effectif pour {region}",
        "لم ينشر أحد عدد المتعلمين في {region}",
    ),
    "no table agrees with these releases": (
        "aucun tableau ne s'accorde avec ces publications",
        "لا يوافق أي جدول هذه المنشورات",
    ),
    "too many kinds of learners": (
        "trop de catégories d'apprenants à la fois",
        "فئات المتعلمين كثيرة جدا",
    ),
    # --- what a node finds before anything leaves it ---
    "a frame of this size, or with these earlier releases, may not have this product": (
        (
            "ce jeu de tableaux n'est pas permis pour cet effectif, ou après ce qui a déjà été "
            "publié"
        ),
        "مجموعة الجداول هذه غير مسموح بها لهذا العدد أو بعد ما سبق نشره",
    ),
    "a release with other figures was sent; beside it this one would reveal learners": (
        "d'autres chiffres sont déjà partis ; à côté d'eux, ceux-ci révéleraient des apprenants",
        "أُرسل نشر بأرقام أخرى؛ وهذا إلى جانبه يكشف متعلمين",
    ),
    "no table of this release is safe to publish": (
        "aucun tableau de cette publication n'est sûr",
        "لا جدول في هذا المنشور آمن للنشر",
    ),
    "a group of learners has another size than was published of it": (
        "un groupe d'apprenants n'a plus la taille qui en a été publiée",
        "لم يعد حجم مجموعة من المتعلمين كما نُشر عنها",
    ),
    "an observation point is published once it is due for everybody of the frame": (
        "un moment d'observation se publie quand il est échu pour tout l'effectif",
        "يُنشر وقت الملاحظة حين يحلّ أجله لجميع المتعلمين",
    ),
    "the proof is not here": ("la preuve n'est pas ici", "البرهان غير موجود هنا"),
    "a proof of {size} bytes": ("la preuve fait {size} octets", "حجم البرهان {size} بايت"),
    "a reject proof of {size} bytes": (
        "la preuve de refus fait {size} octets",
        "حجم برهان الرفض {size} بايت",
    ),
}
