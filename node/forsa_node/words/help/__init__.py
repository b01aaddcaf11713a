"""The help of `forsa-node` in French and Arabic; `forsa.client.help` says how a table is keyed.

One file a group of commands, as in `forsa_node.cli`.
"""

from typing import Final

from forsa.client.help_words import HelpTable

from forsa_node.words.help import (
    agreements,
    assemblies,
    bundles,
    drafts,
    dues,
    exporting,
    files,
    keys,
    library,
    members,
    moderation,
    network,
    outcomes,
    procedures,
    proposals,
    publishing,
    recovery,
    releases,
    running,
    sharing,
    versions,
    votes,
)

HELP: Final[HelpTable] = {
    "": {
        "fr": "forsa-node : le nœud d'une association.\n\n"
        "Créé avec init, inscrit avec join, au travail avec run.",
        "ar": "forsa-node: عقدة جمعية.\n\n"
        "تُنشأ بالأمر init، وتنضم إلى الشبكة بالأمر join، وتعمل بالأمر run.",
    },
    "FOLDER": {
        "fr": "Le dossier du nœud.",
        "ar": "مجلد العقدة.",
        "en": "The node's folder.",
    },
    "WHICH": {
        "fr": "L'enregistrement : son numéro, ou le début de son identifiant ou de celui de son "
        "objet.",
        "ar": "التسجيل: رقمه، أو بداية معرّفه أو معرّف موضوعه.",
        "en": "The record: its number, or the beginning of its id or of its object's id.",
    },
    "--by": {
        "fr": "La personne dont c'est la parole ; par défaut : l'utilisateur de cette machine.",
        "ar": "الشخص صاحب القول؛ افتراضيا: مستعمل هذا الحاسوب.",
    },
    "--yes": {
        "fr": "Ne rien demander, et confirmer les avertissements ; pour les scripts.",
        "ar": "دون أسئلة، مع تأكيد التنبيهات؛ للبرامج النصية.",
    },
    **running.HELP,
    **agreements.HELP,
    **publishing.HELP,
    **drafts.HELP,
    **dues.HELP,
    **versions.HELP,
    **library.HELP,
    **files.HELP,
    **exporting.HELP,
    **sharing.HELP,
    **keys.HELP,
    **recovery.HELP,
    **members.HELP,
    **moderation.HELP,
    **procedures.HELP,
    **outcomes.HELP,
    **releases.HELP,
    **network.HELP,
    **proposals.HELP,
    **votes.HELP,
    **assemblies.HELP,
    **bundles.HELP,
}
