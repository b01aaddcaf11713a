"""What the ceremony says, in French, Arabic and English."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "key_made": (
        "Clé racine : {path} (scellée par votre phrase de passe)\n"
        "Clé publique, à remettre à qui prépare la version : {public_file}\n"
        "  {public}\n"
        "Empreinte, à lire à voix haute : {fingerprint}\n\n"
        "Faites une copie de {path} sur une deuxième clé USB. Personne ne retrouve une phrase de "
        "passe oubliée.",
        "المفتاح الجذر: {path} (مختوم بعبارة السر)\n"
        "المفتاح العمومي، يُسلَّم لمن يحضّر النسخة: {public_file}\n"
        "  {public}\n"
        "البصمة، تُقرأ بصوت عال: {fingerprint}\n\n"
        "انسخوا {path} على مفتاح USB ثان. عبارة السر المنسية لا يستعيدها أحد.",
        "Root key: {path} (sealed under your passphrase)\n"
        "Public key, for whoever prepares the version: {public_file}\n"
        "  {public}\n"
        "Fingerprint, to be read aloud: {fingerprint}\n\n"
        "Copy {path} to a second USB stick. Nobody can find a forgotten passphrase.",
    ),
    "passphrase_new": (
        "Choisissez une phrase de passe pour cette clé racine",
        "اختاروا عبارة سر لهذا المفتاح الجذر",
        "Choose a passphrase for this root key",
    ),
    "passphrase_again": ("Encore une fois", "مرة أخرى", "Once more"),
    "passphrase_of": (
        "Phrase de passe de la clé racine",
        "عبارة سر المفتاح الجذر",
        "Passphrase of the root key",
    ),
    "drawn": (
        "Clé du hub ({kind}) pour la version {version} : {public}\n"
        "La clé privée reste ici, dans {folder}. Elle sert quand un document qui la nomme est "
        "publié.",
        "مفتاح المحور ({kind}) للنسخة {version}: {public}\n"
        "يبقى المفتاح الخاص هنا في {folder}، ولا يُستعمل إلا بعد نشر وثيقة تسمّيه.",
        "Key of the hub ({kind}) for version {version}: {public}\n"
        "The private key stays here, in {folder}. It is used once a document that names it is "
        "published.",
    ),
    "network": (
        "Réseau : {network_id}",
        "الشبكة: {network_id}",
        "Network: {network_id}",
    ),
    "in_force": (
        "Racine de confiance en vigueur : version {version}",
        "جذر الثقة الساري: النسخة {version}",
        "Trust root in force: version {version}",
    ),
    "next": (
        "Version {version}, qui remplacerait la version {before}. Ce qui change :",
        "النسخة {version}، وتحل محل النسخة {before}. ما يتغير:",
        "Version {version}, in place of version {before}. What changes:",
    ),
    "root_added": (
        "  + clé racine {fingerprint}",
        "  + المفتاح الجذر {fingerprint}",
        "  + root key {fingerprint}",
    ),
    "root_removed": (
        "  − clé racine {fingerprint}",
        "  − المفتاح الجذر {fingerprint}",
        "  − root key {fingerprint}",
    ),
    "root_kept": (
        "    clé racine {fingerprint}",
        "    المفتاح الجذر {fingerprint}",
        "    root key {fingerprint}",
    ),
    "threshold": (
        "  Signatures nécessaires : {old} sur {old_keys} → {new} sur {new_keys}",
        "  التوقيعات اللازمة: {old} من {old_keys} ← {new} من {new_keys}",
        "  Signatures needed: {old} of {old_keys} → {new} of {new_keys}",
    ),
    "needs": (
        "  Signatures nécessaires : {new} sur {new_keys}",
        "  التوقيعات اللازمة: {new} من {new_keys}",
        "  Signatures needed: {new} of {new_keys}",
    ),
    "log_added": (
        "  + clé du journal {fingerprint} (le hub signe le journal avec elle)",
        "  + مفتاح السجل {fingerprint} (به يوقّع المحور السجل)",
        "  + log key {fingerprint} (the hub signs the log with it)",
    ),
    "log_removed": (
        "  − clé du journal {fingerprint}",
        "  − مفتاح السجل {fingerprint}",
        "  − log key {fingerprint}",
    ),
    "log_kept": (
        "    clé du journal {fingerprint}",
        "    مفتاح السجل {fingerprint}",
        "    log key {fingerprint}",
    ),
    "service_added": (
        "  + clé de service {fingerprint} (le hub signe avec elle l'heure et les refus)",
        "  + مفتاح الخدمة {fingerprint} (به يوقّع المحور الوقت والرفض)",
        "  + service key {fingerprint} (the hub signs times and refusals with it)",
    ),
    "service_removed": (
        "  − clé de service {fingerprint}",
        "  − مفتاح الخدمة {fingerprint}",
        "  − service key {fingerprint}",
    ),
    "service_kept": (
        "    clé de service {fingerprint}",
        "    مفتاح الخدمة {fingerprint}",
        "    service key {fingerprint}",
    ),
    "ca_added": (
        "  + autorité de certification {fingerprint}",
        "  + سلطة الشهادات {fingerprint}",
        "  + certificate authority {fingerprint}",
    ),
    "ca_removed": (
        "  − autorité de certification {fingerprint}",
        "  − سلطة الشهادات {fingerprint}",
        "  − certificate authority {fingerprint}",
    ),
    "ca_kept": (
        "    autorité de certification {fingerprint}",
        "    سلطة الشهادات {fingerprint}",
        "    certificate authority {fingerprint}",
    ),
    "name_added": ("  + nom du hub {name}", "  + اسم المحور {name}", "  + hub name {name}"),
    "name_removed": ("  − nom du hub {name}", "  − اسم المحور {name}", "  − hub name {name}"),
    "name_kept": ("    nom du hub {name}", "    اسم المحور {name}", "    hub name {name}"),
    "trust_domain": (
        "  Domaine des certificats : {old} → {new}",
        "  نطاق الشهادات: {old} ← {new}",
        "  Domain of the certificates: {old} → {new}",
    ),
    "expires": (
        "  Expire le : {old} → {new}",
        "  تنتهي صلاحيته في: {old} ← {new}",
        "  Expires: {old} → {new}",
    ),
    "expires_at": (
        "  Expire le {new}",
        "  تنتهي صلاحيته في {new}",
        "  Expires {new}",
    ),
    "level": (
        "  Niveau de règles : {old} → {new}",
        "  مستوى القواعد: {old} ← {new}",
        "  Rule level: {old} → {new}",
    ),
    "log_time": (
        "  L'heure du journal est remise à {new}",
        "  يُعاد وقت السجل إلى {new}",
        "  The time of the log is set back to {new}",
    ),
    "warn_alone": (
        "ATTENTION : une seule personne pourra remplacer toutes les clés du réseau.",
        "تنبيه: سيكون بمقدور شخص واحد تغيير كل مفاتيح الشبكة.",
        "WARNING: one person alone will be able to replace every key of the network.",
    ),
    "warn_all": (
        "ATTENTION : toutes les clés racines devront signer ; une seule perdue, et plus aucune "
        "version ne suit.",
        "تنبيه: يلزم توقيع كل المفاتيح الجذر؛ فإن ضاع واحد منها فلن تتبعها أي نسخة.",
        "WARNING: every root key will have to sign; with one lost, no version follows any more.",
    ),
    "warn_strangers": (
        "ATTENTION : aucune clé racine de la version en vigueur ne reste.",
        "تنبيه: لا يبقى أي مفتاح جذر من النسخة السارية.",
        "WARNING: no root key of the version in force stays.",
    ),
    "warn_level": (
        "ATTENTION : les programmes qui ne connaissent pas le niveau {new} arrêtent de voter et de "
        "publier à partir de cette version.",
        "تنبيه: البرامج التي لا تعرف المستوى {new} تتوقف عن التصويت والنشر من هذه النسخة.",
        "WARNING: programs that do not know level {new} stop voting and publishing from this "
        "version on.",
    ),
    "warn_log_time": (
        "ATTENTION : ce qu'un délai passé a déclenché reste déclenché.",
        "تنبيه: ما أطلقه أجل انقضى لا يُلغى.",
        "WARNING: what a deadline that passed has set off stays so.",
    ),
    "warn_expired": (
        "ATTENTION : cette version est expirée depuis {days} jours ; elle ne peut pas être "
        "publiée.",
        "تنبيه: انتهت صلاحية هذه النسخة (عدد الأيام: {days})؛ ولا يمكن نشرها.",
        "WARNING: this version expired {days} days ago; it cannot be published.",
    ),
    "warn_expires_soon": (
        "ATTENTION : cette version expire dans {days} jours (--expires en choisit la date).",
        "تنبيه: تنتهي صلاحية هذه النسخة بعد {days} من الأيام (تُختار المدة بـ --expires).",
        "WARNING: this version expires in {days} days (--expires chooses the date).",
    ),
    "digest": (
        "Empreinte du document, à lire à voix haute et à comparer :\n  {digest}",
        "بصمة الوثيقة، تُقرأ بصوت عال وتُقارن:\n  {digest}",
        "Digest of the document, to be read aloud and compared:\n  {digest}",
    ),
    "must_before": (
        "Version en vigueur : {threshold} sur {keys} doivent signer ; ont signé : {signed}, "
        "manquent : {wanted}",
        "النسخة السارية: يجب أن يوقّع {threshold} من {keys}؛ وقّع: {signed}، ينقص: {wanted}",
        "Version in force: {threshold} of {keys} must sign; signed: {signed}, missing: {wanted}",
    ),
    "must_own": (
        "Nouvelle version : {threshold} sur {keys} doivent signer ; ont signé : {signed}, "
        "manquent : {wanted}",
        "النسخة الجديدة: يجب أن يوقّع {threshold} من {keys}؛ وقّع: {signed}، ينقص: {wanted}",
        "New version: {threshold} of {keys} must sign; signed: {signed}, missing: {wanted}",
    ),
    "has_signed": (
        "  ✓ {fingerprint} (a signé)",
        "  ✓ {fingerprint} (وقّع)",
        "  ✓ {fingerprint} (signed)",
    ),
    "has_not_signed": (
        "  · {fingerprint} (n'a pas signé)",
        "  · {fingerprint} (لم يوقّع)",
        "  · {fingerprint} (has not signed)",
    ),
    "complete": (
        "Toutes les signatures y sont. Ensuite, là où est le hub : forsa-hub root publish DIR "
        "{path}",
        "اكتملت التوقيعات. بعد ذلك، حيث يوجد المحور: forsa-hub root publish DIR {path}",
        "All signatures are in. Next, where the hub is: forsa-hub root publish DIR {path}",
    ),
    "incomplete": (
        "Ensuite : portez {path} aux autres responsables ; chacun : forsa-hub root sign {path} "
        "--key SA-CLÉ",
        "بعد ذلك: احملوا {path} إلى باقي المسؤولين؛ وعند كل منهم: forsa-hub root sign {path} "
        "--key KEY",
        "Next: carry {path} to the other officers; each of them: forsa-hub root sign {path} "
        "--key KEY",
    ),
    "ask_sign": (
        "Signer ce document avec la clé racine {fingerprint} ?",
        "هل توقّعون هذه الوثيقة بالمفتاح الجذر {fingerprint}؟",
        "Sign this document with root key {fingerprint}?",
    ),
    "not_signed": (
        "Rien n'est signé.",
        "لم يُوقَّع شيء.",
        "Nothing is signed.",
    ),
    "signed": (
        "Signé : {path}",
        "تم التوقيع: {path}",
        "Signed: {path}",
    ),
    "signed_before": (
        "Cette clé avait déjà signé ce document ; rien ne change.",
        "سبق لهذا المفتاح أن وقّع هذه الوثيقة؛ ولا يتغير شيء.",
        "This key had signed this document already; nothing changes.",
    ),
    "one_source": (
        "donnez soit le dossier du hub, soit --from",
        "أعطوا إما مجلد المحور وإما --from",
        "give either the hub's folder or --from",
    ),
    "written": (
        "Proposition : {path}",
        "المقترح: {path}",
        "Proposal: {path}",
    ),
    "published": (
        "La version {version} de la racine de confiance est en vigueur (entrée {index} du "
        "journal). Les nœuds la suivent d'eux-mêmes.",
        "النسخة {version} من جذر الثقة سارية (القيد {index} في السجل). وتتبعها العقد من تلقاء "
        "نفسها.",
        "Version {version} of the trust root is in force (entry {index} of the log). Nodes follow "
        "it by themselves.",
    ),
    "restart": (
        "Relancez le hub maintenant : il lui faut un autre certificat. forsa-hub serve {folder}",
        "أعيدوا تشغيل المحور الآن: يلزمه شهادة أخرى. forsa-hub serve {folder}",
        "Start the hub again now: it needs another certificate. forsa-hub serve {folder}",
    ),
}


def say(name: str, language: Language, /, **values: object) -> str:
    """A sentence with its values."""
    return _WORDS[name][LANGUAGES.index(language)].format(**values)


def names() -> frozenset[str]:
    """Every sentence there is, for tests."""
    return frozenset(_WORDS)


def forms(name: str) -> tuple[str, str, str]:
    """A sentence in every language, before its values, for tests."""
    return _WORDS[name]
