"""Stories told in French, where the law's words matter: each sentence has its English one.

The stage, the events and the facts are those of `story.py` and `events.py`; here is how a member
says them, in the words of the statutes.
"""

import re
from typing import Final

from tests.scenarios.story import Story

Words = tuple[tuple[str, str], ...]
"""Patterns of French, and the English that each stands for."""

_PARTS: Final[Words] = (
    (r"le secrétariat", "office"),
    (r"(\d+) jours?", r"\1 days"),
    (r"(\d+) heures?", r"\1 hours"),
    (r", sans avoir vu le journal$", " unseen"),
    (r" : pour\b", ": for"),
    (r" : contre\b", ": against"),
    (r" : abstention\b", ": abstain"),
    (r" : blanc\b", ": blank"),
    (r"\bpublier\b", "publish"),
    (r"\bvoter\b", "vote"),
    (r"\bratifier\b", "sign_agreement"),
    (r"\bgouverner\b", "govern"),
    (r"\badministrer\b", "admin"),
    (r"\btenir les dossiers\b", "record"),
)
"""What stands in sentences of every sort."""

_ACTIONS: Final[Words] = (
    (r"admettre (\S+)", r"activate \1"),
    (r"suspendre (\S+)", r"suspend \1"),
    (r"exclure (\S+)", r"expel \1"),
    (r"réintégrer (\S+)", r"reinstate \1"),
    (r"donner à (\S+) le rôle de secrétariat", r"make \1 secretariat"),
    (r"donner à (\S+) le rôle de membre", r"make \1 member"),
    (r"donner à (\S+) le rôle d'observateur", r"make \1 observer"),
    (r"statuts ([^ ,]+)=(.*)", r"set \1=\2"),
    (r"comité (\S+)=(\S*)", r"group group.\1=\2"),
    (r"rendre à (\S+) des clés, (\S+)", r"recover \1 with \2"),
    (r"révoquer la clé (\S+)", r"revoke \1"),
    (r"effacer (\S+)", r"redact \1"),
    (r"mettre (\S+) en attente (\d+ days)", r"hold \1 \2"),
    (r"mettre fin à l'attente de (\S+)", r"release \1"),
    (r"charte à (\d) ratifications?", r"agreement charter of \1"),
    (r"charte à (\d) ratifications?, sans son texte", r"agreement charter of \1 without its text"),
    (r"charte version (\d) à (\d) ratifications?", r"agreement charter of \2 version \1"),
    (r"règlement intérieur à (\d) ratifications?", r"agreement internal_rules of \1"),
    (
        r"règlement intérieur version (\d) à (\d) ratifications?",
        r"agreement internal_rules of \2 version \1",
    ),
    (r"convention du réseau à (\d) ratifications?", r"agreement network_convention of \1"),
    (r"partenariat à (\d) ratifications?", r"agreement partnership of \1"),
    (r"cotisation", "dues"),
    (r"rapport financier", "accounts_approval"),
    (r"rapport moral", "report_approval"),
    (r"pratique de référence", "reference_practice"),
    (r"motion|budget|dissolution", r"\g<0>"),
)
"""What a proposal asks for."""

_Q: Final = r"(\S+)"
_SENTENCES: Final[Words] = (
    (r"membres (.*)", r"members \1"),
    (r"observateurs (.*)", r"observers \1"),
    (r"statuts (.*)", r"settings \1"),
    (r"(\d+ \w+) passent?", r"wait \1"),
    (r"rien ne se passe pendant (\d+ \w+)", r"nothing happens for \1"),
    (rf"{_Q} arrive", r"\1 arrives"),
    (rf"{_Q} remet l'heure (\d+ \w+) en arrière", r"set the clock back \2 by \1"),
    (rf"{_Q} inscrit {_Q}", r"admit \2 by \1"),
    (rf"{_Q} active {_Q}", r"\1 activates \2"),
    (rf"{_Q} suspend {_Q}", r"\1 suspends \2"),
    (rf"{_Q} exclut {_Q}", r"\1 expels \2"),
    (rf"{_Q} se retire du réseau", r"\1 withdraws \1"),
    (rf"{_Q} propose {_Q}, second appel de {_Q}", r"second call of \3 as \2 by \1"),
    (
        rf"{_Q} propose {_Q}, second appel de {_Q} qui suspend (\S+)",
        r"second call of \3 as \2 by \1: suspend \4",
    ),
    (rf"{_Q} vote ([^ :]+)(?: :|:) (\w+)( unseen)?", r"ballot \2 by \1: \3\4"),
    (rf"{_Q} vote {_Q} au nom de ([^ :]+): (\w+)( unseen)?", r"ballot \2 by \1 for \3: \4\5"),
    (
        rf"{_Q} vote {_Q} au nom de ([^ :]+): (\w+), par la procuration pour {_Q}",
        r"ballot \2 by \1 for \3: \4 by the proxy for \5",
    ),
    (
        rf"{_Q} vote {_Q} au nom de ([^ :]+): (\w+), par la procuration donnée à {_Q}",
        r"ballot \2 by \1 for \3: \4 by the proxy given to \5",
    ),
    (rf"clôture de {_Q}", r"close \1"),
    (rf"{_Q} exécute {_Q}", r"execute \2 by \1"),
    (rf"{_Q} exécute {_Q} en {_Q}", r"execute \2 by \1 as \3"),
    (
        rf"{_Q} exécute {_Q} en {_Q}, avec un autre texte",
        r"execute \2 by \1 as \3 with another text",
    ),
    (rf"{_Q} exécute {_Q} en {_Q}, pour le groupe data", r"execute \2 by \1 as \3 in data"),
    (rf"{_Q} exécute {_Q}, avec une pièce jointe", r"execute \2 by \1 with a file"),
    (rf"{_Q} exécute l'action (\d) de {_Q}", r"execute \3 by \1 number \2"),
    (rf"{_Q} ajoute la clé {_Q}", r"add key \2 of \1"),
    (rf"{_Q} ajoute la clé {_Q} pour (.*)", r"add key \2 of \1 for \3"),
    (rf"{_Q} révoque la clé {_Q}", r"revoke key \2 by \1"),
    (rf"{_Q} mandate {_Q} avec {_Q} pour ([a-z_ ]+)", r"delegate \2 of \1 with \3 may \4"),
    (
        rf"{_Q} mandate {_Q} avec {_Q} pour ([a-z_ ]+) pendant (\d+ \w+)",
        r"delegate \2 of \1 with \3 may \4 within \5",
    ),
    (
        rf"{_Q} soumet la charte {_Q} à (.*?) : (\d+) ratifications?",
        r"charter \2 by \1 between \3 needs \4",
    ),
    (
        rf"{_Q} soumet l'accord {_Q} à (.*?) : (\d+) ratifications?",
        r"agreement \2 by \1 between \3 needs \4",
    ),
    (
        rf"{_Q} soumet l'accord {_Q} à (.*?) : (\d+) ratifications? avant (\d+ \w+)",
        r"agreement \2 by \1 between \3 needs \4 within \5",
    ),
    (rf"{_Q} ratifie {_Q}( unseen)?", r"ratify agreement \2 by \1\3"),
    (rf"{_Q} ratifie {_Q} avec réserve", r"ratify with reservation agreement \2 by \1"),
    (rf"{_Q} refuse {_Q}", r"refuse agreement \2 by \1"),
    (rf"{_Q} se retire de {_Q}", r"withdraw agreement \2 by \1"),
    (rf"{_Q} révise {_Q}", r"revise \2 by \1"),
    (rf"{_Q} publie {_Q}", r"report \2 by \1"),
    (rf"{_Q} publie {_Q} pour {_Q}", r"report \2 by \1 in \3"),
    (rf"{_Q} retire {_Q}", r"withdraw \2 by \1"),
    (rf"{_Q} efface {_Q}", r"redact \2 by \1"),
    (rf"{_Q} met {_Q} en attente (\d+ days)", r"hold \2 by \1 for \3"),
    (rf"{_Q} met fin à l'attente de {_Q}", r"release \2 by \1"),
    (rf"{_Q} signale {_Q}", r"flag \2 by \1"),
    (rf"{_Q} convoque l'assemblée {_Q}", r"assembly \2 by \1"),
    (rf"{_Q} dresse {_Q}, procès-verbal de {_Q}", r"minutes \2 of \3 by \1"),
    (rf"{_Q} notifie à {_Q} la sanction {_Q}", r"sanction \3 of \2 by \1"),
    (rf"{_Q} fait appel de {_Q}", r"appeal against \2 by \1"),
)
"""What happens."""

_PROPOSES: Final = r"(\S+) propose (\S+?)(?: à (\S+))?(?: en (\d+ \w+))? : (.*)"
_MANNERS: Final[Words] = (
    (r"serveur menteur", "lying hub"),
    (r"hors connexion, (\S+)", r"offline \1"),
    (r"(\d+) fois", r"\1 times"),
)

_FACTS: Final[Words] = (
    (r"le secrétariat", "office"),
    (r"clé:(\S+) révoquée", r"key:\1 revoked"),
    (r"clé:(\S+) utilisable", r"key:\1 usable"),
    (r"clé:(\S+) inconnue", r"key:\1 unknown"),
    (r"statuts (\S+) (.*)", r"setting \1 \2"),
    (r"journal (\d+) nulles?", r"log \1 void"),
    (r" ouverte\b", " open"),
    (r" adoptée\b", " adopted"),
    (r" rejetée\b", " rejected"),
    (r" sans quorum\b", " no_quorum"),
    (r" exécutée\b", " executed"),
    (r" retirée\b", " withdrawn"),
    (r" caduque\b", " gone"),
    (r" : (\d+) sur (\d+) présents? ou représentés?", r": \1 of \2 present or represented"),
    (r" : (\d+) pour, (\d+) contre", r": \1 for, \2 against"),
    (r" récupération en cours$", " recovery pending"),
    (r"^(\S+) membre\b", r"\1 member"),
    (r"^(\S+) observateur\b", r"\1 observer"),
    (r"^(\S+) secrétariat\b", r"\1 secretariat"),
    (r" provisoire$", " provisional"),
    (r" actif$", " active"),
    (r" suspendu$", " suspended"),
    (r" démissionnaire$", " withdrawn"),
    (r" exclu$", " expelled"),
    (r" en vigueur\b", " in force"),
    (r" ouvert\b", " open"),
    (r" remplacé$", " replaced"),
    (r", ratifié par personne$", ", ratified by nobody"),
    (r", ratifié par ", ", ratified by "),
    (r" servi$", " served"),
    (r" déjà mis en attente$", " held before"),
    (r" en attente$", " on hold"),
    (r" effacé$", " redacted"),
    (r" lu par ", " read by "),
)
"""What holds in the end."""


def in_english(story: Story) -> Story:
    """Return a story as the stage understands it; one told in English stays as it is."""
    if not any(line.startswith("membres ") for line in story.events):
        return story
    events = tuple(sentence(line) for line in story.events)
    return Story(story.title, events, tuple(_replaced(line, _FACTS) for line in story.ending))


def sentence(line: str) -> str:
    """Return the English of a French event."""
    told, arrow, reason = line.partition(" -> ")
    if told.startswith("("):
        manner, _, told = told[1:].partition(") ")
        return f"({_fitting(manner, _MANNERS)}) {sentence(told)}{arrow}{reason}"
    told = _replaced(told, _PARTS)
    proposed = re.fullmatch(_PROPOSES, told)
    if proposed is None:
        return f"{_fitting(told, _SENTENCES)}{arrow}{reason}"
    who, name, audience, time, asked = proposed.groups()
    words = ", ".join(_fitting(one, _ACTIONS) for one in asked.split(" ; "))
    within, to = (f" within {time}" if time else ""), (f" in {audience}" if audience else "")
    return f"open {name} by {who}{to}: {words}{within}{arrow}{reason}"


def _fitting(told: str, words: Words) -> str:
    """Return the English of the one pattern that fits all of `told`."""
    for french, english in words:
        match = re.fullmatch(french, told)
        if match:
            return match.expand(english)
    raise AssertionError(f"personne ne comprend {told!r}")


def _replaced(told: str, words: Words) -> str:
    for french, english in words:
        told = re.sub(french, english, told)
    return told
