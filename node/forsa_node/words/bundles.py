"""The log as a file."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "bundle_writing": {
        "fr": "Écriture du paquet",
        "ar": "كتابة الحزمة",
        "en": "Writing the bundle",
    },
    "bundle_written": {
        "fr": "Paquet écrit : {path} ({bytes} octets).",
        "ar": "كُتبت الحزمة: {path} ({bytes} بايت).",
        "en": "Bundle written: {path} ({bytes} bytes).",
    },
    "bundle_log": {
        "fr": "Dedans : les entrées {from_size} à {last} du journal {origin}, vérifiées par ce "
        "nœud ; l'arbre signé par le hub, le plus récent le {time} (nœuds qui l'ont cosigné : "
        "{cosigned}) ; les racines de confiance.",
        "ar": "فيها: القيود من {from_size} إلى {last} في السجل {origin}، وقد تحققت منها هذه "
        "العقدة؛ والشجرة التي وقّعها المحور، وكانت الأحدث في {time} (العقد التي شاركت في توقيعها: "
        "{cosigned})؛ وجذور الثقة.",
        "en": "In it: the entries {from_size} to {last} of the log {origin}, verified by this "
        "node; the tree that the hub signed, its newest on {time} (nodes that cosigned it: "
        "{cosigned}); the trust roots.",
    },
    "bundle_evidence": {
        "fr": "Et les preuves contre le hub que ce nœud a gardées : {evidence}.",
        "ar": "والأدلة على المحور التي احتفظت بها هذه العقدة: {evidence}.",
        "en": "And the evidence against the hub that this node has kept: {evidence}.",
    },
    "bundle_texts_public": {
        "fr": "Textes publics : {texts} ; aucun autre texte, aucune pièce jointe.",
        "ar": "نصوص عمومية: {texts}؛ ولا أي نص آخر ولا أي مرفق.",
        "en": "Public texts: {texts}; no other text, and no attachment.",
    },
    "bundle_texts_network": {
        "fr": "Textes publics ou réservés au réseau : {texts} ; aucun texte d'un groupe, aucune "
        "pièce jointe.",
        "ar": "نصوص عمومية أو خاصة بالشبكة: {texts}؛ ولا أي نص لمجموعة ولا أي مرفق.",
        "en": "Texts for everybody or for the network: {texts}; none of a group, and no "
        "attachment.",
    },
    "bundle_texts_none": {
        "fr": "Aucun texte, aucune pièce jointe.",
        "ar": "لا نصوص ولا مرفقات.",
        "en": "No texts, and no attachments.",
    },
    "bundle_left_others": {
        "fr": "  Laissés de côté, pour moins de lecteurs : {count}",
        "ar": "  تُركت جانبا لأنها لقراء أقل: {count}",
        "en": "  Left out, for fewer readers: {count}",
    },
    "bundle_left_held": {
        "fr": "  Laissés de côté, mis en attente : {count}",
        "ar": "  تُركت جانبا لأنها معلَّقة: {count}",
        "en": "  Left out, on hold: {count}",
    },
    "bundle_left_redacted": {
        "fr": "  Effacés : {count}",
        "ar": "  مُحيت: {count}",
        "en": "  Erased: {count}",
    },
    "bundle_left_absent": {
        "fr": "  Pas encore sur ce nœud (forsa-node sync) : {count}",
        "ar": "  ليست بعد على هذه العقدة (forsa-node sync): {count}",
        "en": "  Not on this node yet (forsa-node sync): {count}",
    },
    "bundle_for_members": {
        "fr": "Pour qui : les membres et les observateurs du réseau. Qui a fait quoi, et quand, y "
        "est aussi pour les textes qui n'y sont pas ; hors du réseau, seulement s'il en a décidé "
        "ainsi.",
        "ar": "لمن: لأعضاء الشبكة ومراقبيها. فيها من فعل ماذا ومتى، حتى للنصوص غير الموجودة "
        "فيها؛ ولا تُعطى خارج الشبكة إلا إذا قررت الشبكة ذلك.",
        "en": "For whom: members and observers of the network. Who did what and when is in it, "
        "also for texts that are not; outside the network only if the network decided so.",
    },
    "bundle_for_network": {
        "fr": "Pour qui : les membres et les observateurs du réseau, et personne d'autre : des "
        "textes réservés au réseau peuvent y être. Chiffrez le fichier pour son destinataire (age) "
        "avant de l'envoyer.",
        "ar": "لمن: لأعضاء الشبكة ومراقبيها دون غيرهم: قد تكون فيها نصوص خاصة بالشبكة. شفّروا "
        "الملف لمستلمه (age) قبل إرساله.",
        "en": "For whom: members and observers of the network, and nobody else: texts for the "
        "network may be in it. Encrypt the file for its recipient (age) before you send it.",
    },
    "bundle_check": {
        "fr": "Pour vérifier et recompter : forsa governance recount {file} --network {network_id}",
        "ar": "للتحقق وإعادة العد: forsa governance recount {file} --network {network_id}",
        "en": "To check and count again: forsa governance recount {file} --network {network_id}",
    },
    "bundle_goes_on": {
        "fr": "Ce paquet continue celui des {from_size} premières entrées : à vérifier et à "
        "recompter avec lui, forsa governance recount PREMIER --then {file}",
        "ar": "هذه الحزمة تتمة لحزمة القيود الأولى وعددها {from_size}: يُتحقق منها ويعاد العد "
        "معها، forsa governance recount FIRST --then {file}",
        "en": "This bundle goes on from that of the first {from_size} entries: check and count it "
        "with that one, forsa governance recount FIRST --then {file}",
    },
    "bundle_next": {
        "fr": "La suite, plus tard : forsa-node bundle export {folder} FICHIER --from {to_size}",
        "ar": "التتمة لاحقا: forsa-node bundle export {folder} FILE --from {to_size}",
        "en": "What follows, later: forsa-node bundle export {folder} FILE --from {to_size}",
    },
}
