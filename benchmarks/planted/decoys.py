"""Clean paragraphs: of the reports that ship, and sentences whose numbers identify nobody."""

import re
from typing import Final

from forsa.samples import sample_files, sample_paths

from tests.support.real_texts import DATA

DECOYS: Final = (
    "En 2024, 45 jeunes de 15 à 18 ans ont suivi l'atelier pendant 120 heures.",
    "Le centre applique la loi 09-08, la loi 51.17 et le décret 2-00-368 depuis 2019.",
    "La norme ISO 9001:2015, puis ISO/IEC 27001 ; référence IEEE 802154 du fournisseur.",
    "Le budget est de 12500 dirhams par an, dont 35,5 % pour le matériel, et 1 250 000 DH en tout.",
    "Les absences ont baissé de 22 % à 9 % entre le 05/09/2023 et le 30/06/2024.",
    "Le 05/09/2023 10h30, puis du 05/12/2023 au 06/01/2024 ; cours le 06 12 24.",
    "ISBN 978-0-6123-4567-8, et 2 000 exemplaires imprimés en 2022.",
    "Deux réunions par mois avec les familles, à 17h30, et 3 visites d'entreprises.",
    "Le quartier compte 12 associations, et le douar 45 foyers ; la rue est à 5 minutes.",
    "Dans la rue, 12 jeunes ont répondu ; au quartier industriel, 30 entreprises.",
    "Le lot 1 du marché comprend 12 postes, le lot 2 en comprend 8.",
    "L'avenue principale a été fermée 3 jours ; le bloc A a 4 salles, le bloc B en a 2.",
    "Le module 3 dure 40 heures, la salle 12 est au bâtiment 2, le bus 33 passe à 8 h.",
    "Secteur 1 : 14 centres. Secteur 2 : 9 centres, 210 places.",
    "En mars 2008 le centre est né d'une école de quartier ; il a 16 ans.",
    "Moyenne de 13,4567 sur 20, écart de 2,1234 ; ratio 0.12345 contre 1.54321.",
    "Version 1.10.2 du 3 mars 2024, page 12, tableau 4, note 7, article 12 de la convention.",
    "استفاد 45 شابا من الورشة خلال سنة 2024 بنسبة نجاح 80 %.",
    "يطبق المركز القانون 09.08 والقانون 51.17 منذ سنة 2019 في ثلاث جهات.",
    "تتواصل الأطر مع الأسر كل أسبوع وتسجل الغياب في دفتر.",
    "في الحي 12 جمعية، وفي الدوار 45 أسرة، والشارع على بعد 5 دقائق.",
    "سنة 2024-2025 سجل 12500 تلميذا بنسبة 45,5 % وميزانية 1 250 000 درهم.",
    "المجزوءة رقم 3 مدتها 40 ساعة، والقاعة 12 في الطابق 2، والجدول رقم 4.",
    "انطلق المشروع يوم 5 شتنبر 2023 وانتهى في 30 يونيو 2024 بعد 9 أشهر.",
    "ولدت فكرة المشروع سنة 2019، والقطاع 1 يضم 14 مركزا.",
    "المذكرة رقم 114/99 والمادة 12 من الاتفاقية، الصفحة 7.",
    "التلميذ الذي انقطع عن الدراسة يعود إلى المركز بعد أن غادر المدرسة.",
    "التلميذة التي رسبت مرتين ثم غادرت تجد هنا ورشة.",
    "المتعلم قد انقطع ثم عاد بعد شهر.",
    "المستفيدة تتابع ورشة الخياطة وقد غادرت المدرسة في سن 15 سنة.",
    "الفئة المستهدفة من عمر 15 إلى 18 سنة، وبعضهم بعمر 16 سنة.",
    "شباب عمر 17 سنة يلتحقون بالتدرج.",
    "رياض الأطفال قرب المركز، وحسن التدبير، وأسماء الغائبين كل صباح.",
    "السيد المدير الإقليمي والسيدة الوزيرة حضرا، ثم غادرا.",
    "السيد رئيس الجمعية والسيدة مديرة المركز.",
    "المتعلمون الذين انقطعوا عن الدراسة في العالم القروي.",
    "العالم العربي والحياة المدرسية وحياة الشباب.",
    "التلميذ المنقطع عن الدراسة يحتاج إلى مواكبة، وقد رسب في السنة الثانية.",
    "الطفل المتمدرس الطفل الذي غادر.",
    "أم التلميذ تزور المركز وأسرة المتعلم تتابع.",
    "عائلة المستفيد وابن المدينة.",
    "تدعى الورشة بالمقهى، واسمها مشتق من الحرفة.",
    "شارع محمد السادس قريب، وجامعة الحسن الثاني شريكة.",
    "L'élève qui a abandonné revient ; un apprenant de 16 ans, une stagiaire de 17 ans.",
    "La jeune fille de Casablanca, le père Noël, la Mère patrie, M. le Directeur.",
    "Le Dr Freinet, la pédagogie Montessori, la fondation Mohammed V, le lycée Hassan II.",
    "Mme la Directrice et M. le Président ont abandonné cette idée.",
    "La Famille d'accueil et les Mères de famille. Fille ou garçon. Frère et sœur.",
    "L'Élève est au centre ; l'Apprenant aussi. Jeune Chambre Internationale. Jeunes Talents.",
    "Le stagiaire AFPA, le stagiaire OFPPT, l'apprenti CFA, l'étudiant ENCG, famille ROME.",
    "Tuteur Entreprise, tutrice Pédagogique, candidat DELF.",
    "Au marché, lot 3, 12 tables ; route nationale 9, 12 km ; place 4 ; porte 3.",
    "Rue de la Liberté, 12 jeunes. Avenue Hassan II : 3 arrêts. Quartier Hay Mohammadi 2.",
    "Cité des métiers et des compétences 2 ; secteur informel 45 % ; villa des arts 2019.",
    "Route de Fès 2024, résidence Al Amal 2023. Place Al Yassir 2019.",
    "Le 3 mars 2008, né d'un constat : le projet est né le jour où tout a changé.",
    "La naissance du projet : 2008. Born in 2008, the project. Date de naissance du centre : 2010.",
    "Tél. 3 lignes. Mobile : 8 postes. GSM 2 millions d'abonnés. Portable à 5 000 DH.",
    "CIN de 18 000 jeunes. La carte nationale est à 75 dirhams. Passeport en 10 jours.",
    "Massar depuis 2013-2014.",
    "Programme Massar en 2024-2025 et 2025-2026. مسار ت 2024. رمز مسار إجباري لـ 12500 تلميذ.",
    "De 05 06 07 08 09 groupes. Score 0 5 10 15 20 25. 06-12 ans. 212 jeunes, 512 heures. 00 h.",
    "Réunion at gmail? chez live music. arobase. Suivez @centre.amal, le compte @amal.ma.",
    "ISBN 9780612345678. Réf. 0612345678901. Compte 123456789012. ICE 001234567000089.",
    "Arrêté n° 2.14.99, BO n° 6380, loi n° 60.16, circulaire n° 114/99, note MEN 20-0045.",
    "Bloc opératoire 2. Étage 2, salle 14. Commune de Tiznit, 12 000 habitants.",
    "من 12 حي شعبي و5 دواوير، وشارع الجيش الملكي يضم 3 محلات.",
    "قصر المؤتمرات 2023، وإقامة المتدربين 12 غرفة.",
    "IF 12345678, CNSS 1234567, patente 12345678, TP 4512345, ICE 001234567000089.",
    "ISO 14001, EN 50110, NF 15100, IP 65000, mémoire DDR4 3200, poste HP 250G8.",
)
"""Laws, standards, dates, sums, counts, rooms, streets without a house, persons without a name."""
_MARKUP: Final = re.compile(r"^(?:---|[a-z_]+:|#|\[\[)")
_TAG: Final = re.compile(r"\[\[[^\]\n]*\]\]")
"""What a program put there: coordinates of a country, a mailbox of an office."""
_LEAST: Final = 60
PAGE_CHARACTERS: Final = 2000


def clean_paragraphs() -> list[str]:
    """The decoys, and the prose of the practice reports that ship."""
    return [
        *DECOYS,
        *(one for text in shipped_reports() for one in text.split("\n") if _is_prose(one)),
    ]


def shipped_reports() -> list[str]:
    """The practice reports that ship, as they are written."""
    paths = (one for one in sample_paths() if one.name.startswith("practice-"))
    return [sample_files(one)[one.name].decode() for one in paths]


def _is_prose(line: str) -> bool:
    return len(line) >= _LEAST and _MARKUP.match(line) is None


def real_pages() -> list[str]:
    """Pages of texts that others published; none where they are absent."""
    paths = (one for one in sorted(DATA.glob("practice-*/*.md")) if one.name != "README.md")
    return [page for path in paths for page in _pages(_TAG.sub("", path.read_text("utf-8")))]


def _pages(text: str) -> list[str]:
    return [text[at : at + PAGE_CHARACTERS] for at in range(0, len(text), PAGE_CHARACTERS)]
