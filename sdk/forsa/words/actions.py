"""Sentences for what the actions of proposals do; `governance.views.actions` fills them in."""

from collections.abc import Mapping
from typing import Final

Forms = tuple[str, str, str]

SENTENCES: Final[Mapping[str, Forms]] = {
    "member.activate": (
        "{member} devient membre actif, avec droit de vote (raison : {reason})",
        "تصبح {member} عضوا نشيطا له حق التصويت (السبب: {reason})",
        "{member} becomes an active member, with a vote (reason: {reason})",
    ),
    "member.suspend": (
        "{member} est suspendu : il lit, ne publie plus et ne vote plus (raison : {reason})",
        "تُعلق عضوية {member}: يقرأ ولا ينشر ولا يصوت (السبب: {reason})",
        "{member} is suspended: reads, publishes and votes no more (reason: {reason})",
    ),
    "member.reinstate": (
        "{member} redevient membre actif (raison : {reason})",
        "تعود {member} عضوا نشيطا (السبب: {reason})",
        "{member} is an active member again (reason: {reason})",
    ),
    "member.expel": (
        "{member} est exclu du réseau (raison : {reason})",
        "يُقصى {member} من الشبكة (السبب: {reason})",
        "{member} is expelled from the network (reason: {reason})",
    ),
    "member.role": (
        "{member} reçoit la qualité : {role}",
        "تُمنح {member} الصفة: {role}",
        "{member} gets the role: {role}",
    ),
    "setting.change": (
        "les réglages du réseau deviennent : {settings}",
        "تصبح إعدادات الشبكة: {settings}",
        "the network's settings become: {settings}",
    ),
    "agreement.publish": (
        (
            "le texte joint est ouvert à la ratification : {type}, version {version} ; "
            "ratifications nécessaires : {needed} ; parties : {parties} ; {until}"
        ),
        (
            "يُفتح النص المرفق للمصادقة: {type}، النسخة {version}؛ عدد المصادقات اللازمة: {needed}؛ "
            "الأطراف: {parties}؛ {until}"
        ),
        (
            "the attached text is open for ratification: {type}, version {version}; ratifications "
            "needed: {needed}; parties: {parties}; {until}"
        ),
    ),
    "record.redact": (
        "le contenu de {target} est effacé partout, pour toujours (raison : {reason})",
        "يُمحى محتوى {target} في كل مكان وإلى الأبد (السبب: {reason})",
        "the content of {target} is erased everywhere, for good (reason: {reason})",
    ),
    "record.hold": (
        "{target} n'est plus montré pendant {days} (raison : {reason})",
        "لا يُعرض {target} لمدة {days} (السبب: {reason})",
        "{target} is not shown for {days} (reason: {reason})",
    ),
    "record.release": (
        "{target} est de nouveau montré : sa mise en attente prend fin (raison : {reason})",
        "يُعرض {target} من جديد: ينتهي تعليقه (السبب: {reason})",
        "{target} is shown again: its hold ends (reason: {reason})",
    ),
    "key.revoke": (
        (
            "la clé {key_id} est révoquée : elle ne signe plus rien (raison : {reason} ; "
            "{compromised_from})"
        ),
        "يُلغى المفتاح {key_id}: لا يوقع شيئا بعد ذلك (السبب: {reason}؛ {compromised_from})",
        (
            "the key {key_id} is revoked: it signs nothing any more (reason: {reason}; "
            "{compromised_from})"
        ),
    ),
    "key.recover": (
        (
            "sept jours après l'exécution, toutes les clés et tous les nœuds de {member} sont "
            "remplacés, sauf veto d'une de ses clés ; nouvelles clés ({count}) : {keys}"
        ),
        (
            "بعد سبعة أيام من التنفيذ تُستبدل كل مفاتيح {member} وعقدها ما لم ينقضه أحد مفاتيحها؛ "
            "المفاتيح الجديدة ({count}): {keys}"
        ),
        (
            "seven days after it is executed all keys and nodes of {member} are replaced, "
            "unless one of its keys vetoes; new keys ({count}): {keys}"
        ),
    ),
    "unknown": (
        "action que ce programme ne sait pas lire : {kind} {effect}",
        "إجراء لا يعرف هذا البرنامج قراءته: {kind} {effect}",
        "an action that this program cannot read: {kind} {effect}",
    ),
    "whole roll": (
        "tous les membres qui votent",
        "كل الأعضاء الذين لهم حق التصويت",
        "all members with a vote",
    ),
    "no limit": ("sans date limite", "دون أجل", "without a last day"),
    "until": ("jusqu'au {time}", "إلى غاية {time}", "until {time}"),
    "stolen from": (
        "ce qu'elle a signé à partir du numéro {index} est marqué",
        "ما وقّعه ابتداء من الرقم {index} يُعلَّم",
        "what it signed from number {index} on is marked",
    ),
    "not stated": (
        "rien n'est marqué de ce qu'elle a signé",
        "لا يُعلَّم شيء مما وقّعه",
        "nothing that it signed is marked",
    ),
}
"""By kind; names in braces are fields of its effect."""

SETTINGS: Final[Mapping[str, Forms]] = {
    "admission": (
        "adhésions décidées par {value} ({name})",
        "من يقرر الانخراط: {value} ({name})",
        "admissions decided by {value} ({name})",
    ),
    "admission=proposal": ("le vote des membres", "تصويت الأعضاء", "a vote of the members"),
    "admission=secretariat": ("le secrétariat seul", "الكتابة وحدها", "the secretariat alone"),
    "secretariat_votes": (
        "le secrétariat vote : {value} ({name})",
        "الكتابة تصوت: {value} ({name})",
        "the secretariat votes: {value} ({name})",
    ),
    "secretariat_votes=yes": ("oui", "نعم", "yes"),
    "secretariat_votes=no": ("non", "لا", "no"),
    "voting_min_hours": (
        "durée minimale d'un vote : {value} heures ({name})",
        "أدنى مدة للتصويت: {value} ساعة ({name})",
        "shortest time of a vote: {value} hours ({name})",
    ),
    "proxies_max": (
        "procurations par votant, au plus : {value} ({name})",
        "التوكيلات لكل مصوت، على الأكثر: {value} ({name})",
        "proxies a voter may hold, at most: {value} ({name})",
    ),
    "rule": (
        "règle de vote « {type} » : {rule} ; quorum : {quorum}",
        "قاعدة التصويت «{type}»: {rule}؛ النصاب: {quorum}",
        "rule of votes “{type}”: {rule}; quorum: {quorum}",
    ),
    "group": (
        "groupe {group} : {members}",
        "المجموعة {group}: {members}",
        "group {group}: {members}",
    ),
    "between": (" ; ", "؛ ", "; "),
    "nobody": ("personne", "لا أحد", "nobody"),
}
"""By name, and `name=value` for the values that have a name."""
