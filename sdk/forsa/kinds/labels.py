"""What people call the fields of a body and the choices in them, French and Arabic first.

The labels of the network's code lists are in `forsa.codelists`; here is the rest: the names of
fields, which findings, previews and the headings of files people write share, and small choices.
"""

import re
from collections.abc import Mapping
from typing import Final

from forsa.words.kind_names import KIND_NAMES
from forsa.words.reasons import LANGUAGES, Language

Labels = tuple[str, str, str]

_STEP: Final = re.compile(r"([a-z][a-z0-9_]*)(?:\[(\d+)\])?")


def field_label(name: str, language: Language) -> str:
    """What people call a field; a field we do not know is called by its name."""
    known = FIELDS.get(name)
    return known[LANGUAGES.index(language)] if known else name


def choice_label(code: str, language: Language) -> str:
    """What people call a choice; one we do not know is shown as it is."""
    known = CHOICES.get(code)
    return known[LANGUAGES.index(language)] if known else code


def state_label(state: str, language: Language) -> str:
    """What is said of a cell beside its number; empty = nothing."""
    known = CELL_STATES.get(state)
    return known[LANGUAGES.index(language)] if known else ""


def kind_label(kind: str, language: Language) -> str:
    """What people call a kind of record; one we do not know is shown as it is.

    An unknown kind is the word of another member: who prints a label cleans it.
    """
    known = KIND_NAMES.get(kind)
    return known[LANGUAGES.index(language)] if known else kind


def path_label(path: str, language: Language) -> str:
    """`steps[2].title` as people read it: `Étapes 3 › Titre`."""
    parts = []
    for name, index in _STEP.findall(path.removeprefix("common.")):
        label = field_label(name, language)
        parts.append(f"{label} {int(index) + 1}" if index else label)
    return " › ".join(parts)


# fmt: off
FIELDS: Final[Mapping[str, Labels]] = {
    "common": ("Mentions communes", "بيانات مشتركة", "Common"),
    "original_language": ("Langue d'origine", "اللغة الأصلية", "Original language"),
    "licence": ("Licence", "الرخصة", "Licence"),
    "scan_overrides": ("Alertes levées", "تنبيهات متجاوزة", "Overridden alerts"),
    "legal_name": ("Nom officiel", "الاسم القانوني", "Legal name"),
    "lang": ("Langue", "اللغة", "Language"),
    "text": ("Texte", "النص", "Text"),
    "short_name": ("Sigle", "الاسم المختصر", "Short name"),
    "region": ("Région", "الجهة", "Region"),
    "province": ("Province", "الإقليم", "Province"),
    "receipt_number": ("Numéro du récépissé", "رقم الوصل", "Receipt number"),
    "receipt_date": ("Date du récépissé", "تاريخ الوصل", "Receipt date"),
    "statutes_sha256": ("Empreinte des statuts", "بصمة القانون الأساسي", "Digest of the statutes"),
    "bureau_elected": ("Élection du bureau", "انتخاب المكتب", "Board elected"),
    "term_years": ("Durée du mandat (ans)", "مدة الانتداب (سنوات)", "Term (years)"),
    "centres": ("Centres", "المراكز", "Centres"),
    "code": ("Code", "الرمز", "Code"),
    "name": ("Nom", "الاسم", "Name"),
    "milieu": ("Milieu", "الوسط", "Setting"),
    "capacity": ("Capacité", "الصفة أو الطاقة", "Capacity"),
    "strands": ("Volets", "المكونات", "Strands"),
    "opened": ("Ouverture", "تاريخ الافتتاح", "Opened"),
    "agreements": ("Conventions", "الاتفاقيات", "Agreements"),
    "contact": ("Contact", "الاتصال", "Contact"),
    "person": ("Personne", "الشخص", "Person"),
    "function": ("Fonction", "المهمة", "Function"),
    "minutes_sha256": ("Empreinte du procès-verbal", "بصمة المحضر", "Digest of the minutes"),
    "title": ("Titre", "العنوان", "Title"),
    "clauses": ("Clauses", "البنود", "Clauses"),
    "number": ("Numéro", "الرقم", "Number"),
    "valid_from": ("Valable du", "صالحة من", "Valid from"),
    "valid_to": ("Valable jusqu'au", "صالحة إلى", "Valid to"),
    "renewals_max": ("Renouvellements", "عدد التجديدات", "Renewals"),
    "attachments": ("Pièces jointes", "المرفقات", "Attachments"),
    "root": ("Empreinte", "البصمة", "Commitment"),
    "size": ("Taille (octets)", "الحجم (بايت)", "Size (bytes)"),
    "media_type": ("Type de fichier", "نوع الملف", "Media type"),
    "file_name": ("Nom du fichier", "اسم الملف", "File name"),
    "language": ("Langue", "اللغة", "Language"),
    "role": ("Rôle", "الدور", "Role"),
    "alt_text": ("Texte de remplacement", "نص بديل", "Alternative text"),
    "consent": ("Consentement", "الموافقة", "Consent"),
    "reservation": ("Réserve", "التحفظ", "Reservation"),
    "date": ("Date", "التاريخ", "Date"),
    "place": ("Lieu", "المكان", "Place"),
    "online": ("À distance", "عن بعد", "Online"),
    "agenda": ("Ordre du jour", "جدول الأعمال", "Agenda"),
    "present": ("Présents", "الحاضرون", "Present"),
    "represented": ("Représentés", "الممثلون", "Represented"),
    "subjects": ("Objets", "المواضيع", "Subjects"),
    "amends": ("Amende", "يعدل", "Amends"),
    "seconders": ("Soutiens", "المساندون", "Seconders"),
    "basis": ("Fondement", "الأساس", "Basis"),
    "school_year": ("Année scolaire", "الموسم الدراسي", "School year"),
    "reason": ("Motif", "السبب", "Reason"),
    "grounds": ("Motifs", "الأسباب", "Grounds"),
    "hearing": ("Audition", "الاستماع", "Hearing"),
    "summary": ("Résumé", "ملخص", "Summary"),
    "themes": ("Thèmes", "الموضوعات", "Themes"),
    "target_groups": ("Publics", "الفئات المستهدفة", "Target groups"),
    "period_start": ("Début", "البداية", "Start"),
    "period_end": ("Fin", "النهاية", "End"),
    "maturity": ("Maturité", "درجة النضج", "Maturity"),
    "evidence_level": ("Preuves", "مستوى الإثبات", "Evidence"),
    "context": ("Contexte", "السياق", "Context"),
    "objective": ("Objectif", "الهدف", "Objective"),
    "steps": ("Étapes", "المراحل", "Steps"),
    "duration_days": ("Durée (jours)", "المدة (أيام)", "Duration (days)"),
    "actor": ("Acteur", "الفاعل", "Actor"),
    "actors": ("Acteurs", "الفاعلون", "Actors"),
    "organisation": ("Organisation", "الهيئة", "Organisation"),
    "contribution": ("Contribution", "المساهمة", "Contribution"),
    "resources": ("Moyens", "الموارد", "Resources"),
    "staff": ("Équipe", "الأطر", "Staff"),
    "material": ("Matériel", "المعدات", "Material"),
    "cost_min_mad": ("Coût minimal (MAD)", "التكلفة الدنيا (درهم)", "Lowest cost (MAD)"),
    "cost_max_mad": ("Coût maximal (MAD)", "التكلفة القصوى (درهم)", "Highest cost (MAD)"),
    "funding": ("Financement", "التمويل", "Funding"),
    "results": ("Résultats", "النتائج", "Results"),
    "indicators": ("Indicateurs", "المؤشرات", "Indicators"),
    "unit": ("Unité", "الوحدة", "Unit"),
    "baseline": ("Avant", "قبل", "Before"),
    "value": ("Valeur", "القيمة", "Value"),
    "n": ("Effectif (n)", "العدد (n)", "Number (n)"),
    "period": ("Période", "الفترة", "Period"),
    "method": ("Méthode", "الطريقة", "Method"),
    "success_factors": ("Facteurs de réussite", "عوامل النجاح", "Success factors"),
    "constraints": ("Difficultés", "الصعوبات", "Constraints"),
    "lessons": ("Leçons", "الدروس المستخلصة", "Lessons"),
    "gender_inclusion": (
        "Égalité filles-garçons",
        "المساواة بين الفتيات والفتيان",
        "Gender inclusion",
    ),
    "sustainability": ("Durabilité", "الاستدامة", "Sustainability"),
    "participation": ("Participation", "المشاركة", "Participation"),
    "replication": ("Reproduction", "التعميم", "Replication"),
    "conditions": ("Conditions pour reproduire", "شروط التعميم", "Conditions"),
    "adaptation": ("Adaptation", "التكييف", "Adaptation"),
    "minimum_cost_mad": (
        "Coût minimal pour reproduire (MAD)",
        "التكلفة الدنيا للتعميم (درهم)",
        "Minimum cost (MAD)",
    ),
    "voices": ("Paroles", "شهادات", "Voices"),
    "related": ("Enregistrements liés", "تسجيلات مرتبطة", "Related records"),
    "record_id": ("Enregistrement", "التسجيل", "Record"),
    "relation": ("Lien", "العلاقة", "Relation"),
    "contributors": ("Contributeurs", "المساهمون", "Contributors"),
    "safeguarding_declaration": (
        "Déclaration de protection",
        "تصريح الحماية",
        "Safeguarding declaration",
    ),
    "description": ("Description", "الوصف", "Description"),
    "learning_goals": ("Objectifs d'apprentissage", "أهداف التعلم", "Learning goals"),
    "edition": ("Édition", "الإصدار", "Edition"),
    "strand": ("Volet", "المكون", "Strand"),
    "trade": ("Métier", "المهنة", "Trade"),
    "isced_f": ("Domaines CITE-F", "مجالات التصنيف الدولي للتعليم", "ISCED-F fields"),
    "isco08": ("Professions CITP-08", "مهن التصنيف الدولي", "ISCO-08 groups"),
    "esco_uri": ("Références ESCO", "مراجع ESCO", "ESCO references"),
    "entry_level": ("Niveau d'entrée", "مستوى الولوج", "Entry level"),
    "exit_isced": ("Niveau de sortie (CITE)", "مستوى التخرج", "Exit level (ISCED)"),
    "age_min": ("Âge minimal", "السن الأدنى", "Lowest age"),
    "age_max": ("Âge maximal", "السن الأقصى", "Highest age"),
    "languages_of_instruction": (
        "Langues d'enseignement",
        "لغات التدريس",
        "Languages of instruction",
    ),
    "total_hours": ("Heures en tout", "مجموع الساعات", "Total hours"),
    "theory_hours": ("Heures de théorie", "ساعات النظري", "Theory hours"),
    "practice_hours": ("Heures de pratique", "ساعات التطبيقي", "Practice hours"),
    "workplace_hours": ("Heures en entreprise", "ساعات المقاولة", "Workplace hours"),
    "hours_estimated": ("Heures estimées", "ساعات مقدرة", "Hours estimated"),
    "weeks": ("Semaines", "الأسابيع", "Weeks"),
    "group_size_max": ("Taille du groupe", "حجم المجموعة", "Group size"),
    "competencies": ("Compétences", "الكفايات", "Competencies"),
    "statement": ("Énoncé", "الصياغة", "Statement"),
    "kind": ("Genre", "النوع", "Kind"),
    "level": ("Niveau", "المستوى", "Level"),
    "framework": ("Référentiel", "الإطار المرجعي", "Framework"),
    "modules": ("Modules", "المجزوءات", "Modules"),
    "hours": ("Heures", "الساعات", "Hours"),
    "order": ("Ordre", "الترتيب", "Order"),
    "outline": ("Contenu", "المضمون", "Outline"),
    "activities": ("Activités", "الأنشطة", "Activities"),
    "materials": ("Supports", "الدعامات", "Materials"),
    "assessment": ("Évaluation", "التقويم", "Assessment"),
    "weight": ("Poids (%)", "الوزن (%)", "Weight (%)"),
    "criteria": ("Critères", "المعايير", "Criteria"),
    "prerequisites": ("Prérequis", "المكتسبات القبلية", "Prerequisites"),
    "equipment": ("Équipement", "التجهيزات", "Equipment"),
    "safety": ("Sécurité", "السلامة", "Safety"),
    "certification": ("Certification", "الشهادة", "Certification"),
    "awarding_body": ("Organisme certificateur", "الجهة المانحة", "Awarding body"),
    "based_on": ("D'après", "بناء على", "Based on"),
    "uri": ("Adresse", "الرابط", "Address"),
    "validation": ("Validation", "المصادقة", "Validation"),
    "body": ("Organisme", "الجهة", "Body"),
    "reference": ("Référence", "المرجع", "Reference"),
    "offline_ready": ("Utilisable hors connexion", "صالح دون اتصال", "Works offline"),
    "accessibility": ("Accessibilité", "الولوجيات", "Accessibility"),
    "frame_n": ("Effectif inscrit", "عدد المسجلين", "Enrolled"),
    "frozen_on": ("Arrêté le", "حصر بتاريخ", "Frozen on"),
    "centres_total": ("Nombre de centres", "عدد المراكز", "Number of centres"),
    "observation_point": ("Point d'observation", "نقطة الملاحظة", "Observation point"),
    "vintage": ("Version des résultats", "نسخة النتائج", "Vintage"),
    "reference_date": ("Date de référence", "تاريخ المرجع", "Reference date"),
    "population": ("Population", "الفئة المعنية", "Population"),
    "limits": ("Limites", "الحدود", "Limits"),
    "product_id": ("Jeu de tableaux", "مجموعة الجداول", "Set of tables"),
    "product_version": ("Version du jeu", "نسخة المجموعة", "Version of the set"),
    "axes": ("Axes", "المحاور", "Axes"),
    "id": ("Identifiant", "المعرّف", "Id"),
    "codes_sha256": ("Empreinte des codes", "بصمة الرموز", "Digest of the codes"),
    "coverage": ("Couverture", "التغطية", "Coverage"),
    "centres_included": ("Centres comptés", "المراكز المحتسبة", "Centres counted"),
    "theta": ("Règles de protection", "قواعد الحماية", "Rules of protection"),
    "k": ("Plus petit nombre montré", "أصغر عدد معروض", "Smallest count shown"),
    "w": ("Largeur minimale", "أدنى عرض للمجال", "Least width"),
    "m_min": ("Plus petit groupe", "أصغر مجموعة", "Smallest group"),
    "k_star": ("Apprenants connus d'avance", "متعلمون معروفون مسبقا", "Learners known before"),
    "k_delta": ("Plus petit changement", "أصغر تغيير", "Smallest change"),
    "tables": ("Tableaux", "الجداول", "Tables"),
    "cells": ("Cases", "الخانات", "Cells"),
    "at": ("Adresse de la case", "عنوان الخانة", "Address of the cell"),
    "state": ("État", "الحالة", "State"),
    "history": ("Publications précédentes", "المنشورات السابقة", "Earlier releases"),
    "proof_digest": ("Empreinte de la preuve", "بصمة البرهان", "Digest of the proof"),
    "tool": ("Logiciel", "البرنامج", "Program"),
    "correction_reason": ("Raison de la correction", "سبب التصحيح", "Reason of the correction"),
    "source_digest": ("Empreinte du fichier", "بصمة الملف", "Digest of the file"),
    "legal_basis": ("Récépissé CNDP", "وصل اللجنة الوطنية", "Receipt of the CNDP"),
    "fidelity": ("Fidélité", "درجة المطابقة", "Fidelity"),
    "changes": ("Changements", "التغييرات", "Changes"),
    "verdict": ("Verdict", "الحكم", "Verdict"),
    "obstacles": ("Obstacles", "العوائق", "Obstacles"),
    "advice": ("Conseil", "النصيحة", "Advice"),
    "scores": ("Notes", "النقط", "Scores"),
    "criterion": ("Critère", "المعيار", "Criterion"),
    "score": ("Note", "النقطة", "Score"),
    "comment": ("Commentaire", "التعليق", "Comment"),
    "recommendation": ("Recommandation", "التوصية", "Recommendation"),
    "conflict_of_interest": ("Conflit d'intérêts", "تضارب المصالح", "Conflict of interest"),
    "accepted_answer": ("Réponse retenue", "الجواب المقبول", "Accepted answer"),
    "from_language": ("De", "من لغة", "From"),
    "to_language": ("Vers", "إلى لغة", "To"),
    "fields": ("Champs", "الحقول", "Fields"),
    "path": ("Champ", "الحقل", "Field"),
    "note": ("Note", "ملاحظة", "Note"),
}
"""Field name to its label in French, Arabic and English."""

CHOICES: Final[Mapping[str, Labels]] = {
    "replicates": ("reproduit", "يعيد تطبيق", "replicates"),
    "uses_curriculum": ("utilise le curriculum", "يستعمل المنهاج", "uses the curriculum"),
    "answers": ("répond à", "يجيب عن", "answers"),
    "cites": ("cite", "يستشهد بـ", "cites"),
    "count": ("nombre", "عدد", "count"),
    "percent": ("%", "%", "%"),
    "score": ("note", "نقطة", "score"),
    "days": ("jours", "أيام", "days"),
    "mad": ("MAD", "درهم", "MAD"),
    "learner": ("jeune", "متعلم", "learner"),
    "family": ("famille", "أسرة", "family"),
    "staff": ("équipe", "طاقم", "staff"),
    "partner": ("partenaire", "شريك", "partner"),
    "guide": ("guide", "دليل", "guide"),
    "worksheet": ("fiche", "جذاذة", "worksheet"),
    "slides": ("diapositives", "شرائح", "slides"),
    "video": ("vidéo", "فيديو", "video"),
    "audio": ("son", "صوت", "audio"),
    "picture": ("image", "صورة", "picture"),
    "package": ("paquet", "حزمة", "package"),
    "dataset": ("données", "معطيات", "dataset"),
    "core": ("du métier", "أساسية", "core"),
    "transversal": ("transversale", "مستعرضة", "transversal"),
    "specific": ("propre au cours", "خاصة", "specific"),
    "none": ("aucune", "بدون", "none"),
    "attestation": ("attestation", "شهادة حضور", "attestation"),
    "centre_certificate": ("certificat du centre", "شهادة المركز", "centre certificate"),
    "state_certificate": ("diplôme de l'État", "دبلوم الدولة", "state certificate"),
    "observation": ("observation", "ملاحظة", "observation"),
    "oral": ("oral", "شفهي", "oral"),
    "written": ("écrit", "كتابي", "written"),
    "practical": ("épreuve pratique", "تطبيقي", "practical"),
    "project": ("projet", "مشروع", "project"),
    "portfolio": ("portfolio", "ملف إنجاز", "portfolio"),
    "captions": ("sous-titres", "ترجمة مكتوبة", "captions"),
    "transcript": ("transcription", "نص مفرغ", "transcript"),
    "alt_text": ("textes de remplacement", "نصوص بديلة", "alternative texts"),
    "large_print": ("gros caractères", "حروف كبيرة", "large print"),
    "easy_read": ("facile à lire", "قراءة ميسرة", "easy to read"),
    "sign_language": ("langue des signes", "لغة الإشارة", "sign language"),
    "rtl_checked": ("sens de l'arabe vérifié", "اتجاه النص العربي مراقب", "right-to-left checked"),
    "audio_version": ("version audio", "نسخة صوتية", "audio version"),
    "chair": ("président(e)", "الرئيس(ة)", "chair"),
    "secretary": ("secrétaire", "الكاتب(ة)", "secretary"),
    "treasurer": ("trésorier(ère)", "أمين(ة) المال", "treasurer"),
    "delegate": ("délégué(e)", "مندوب(ة)", "delegate"),
    "alternate": ("suppléant(e)", "نائب(ة)", "alternate"),
    "as_is": ("tel quel", "كما هو", "as it is"),
    "adapted": ("adapté", "مكيف", "adapted"),
    "inspired": ("inspiré", "مستوحى", "inspired"),
    "worked": ("a marché", "نجحت", "worked"),
    "partly": ("en partie", "جزئيا", "partly"),
    "did_not_work": ("n'a pas marché", "لم تنجح", "did not work"),
    "too_early": ("trop tôt pour le dire", "من السابق لأوانه", "too early to say"),
    "peer": ("pair", "نظير", "peer"),
    "committee": ("commission", "لجنة", "committee"),
    "expert": ("expert", "خبير", "expert"),
    "endorse": ("approuver", "تزكية", "endorse"),
    "revise": ("à revoir", "مراجعة", "revise"),
    "decline": ("ne pas retenir", "عدم الاعتماد", "decline"),
    "question": ("question", "سؤال", "question"),
    "answer": ("réponse", "جواب", "answer"),
    "remark": ("remarque", "ملاحظة", "remark"),
    "correction": ("correction", "تصحيح", "correction"),
    "human": ("humaine", "بشرية", "human"),
    "machine": ("machine", "آلية", "machine"),
    "machine_revised": ("machine, relue", "آلية مراجعة", "machine, revised"),
    "provisional": ("provisoire", "مؤقتة", "provisional"),
    "final": ("définitive", "نهائية", "final"),
    "trial": ("essai", "تجربة أولية", "trial"),
    "promising": ("pratique prometteuse", "ممارسة واعدة", "promising practice"),
}
"""Codes of the closed sets that are no list of the network's."""
# fmt: on

CELL_STATES: Final[Mapping[str, Labels]] = {
    "CELL_STATE_CONFIDENTIAL": ("(confidentiel)", "(سري)", "(confidential)"),
    "CELL_STATE_NOT_COLLECTED": ("(non collecté)", "(غير متوفر)", "(not collected)"),
    "CELL_STATE_HELD": ("(révision en attente)", "(مراجعة معلقة)", "(revision pending)"),
}
"""States of cells of which a number alone would not say enough."""
