"""The words that say who speaks and those that never do: roles, titles, and the labels of prose.

All sets hold folded spellings (see `model.text.fold`): no case, no accents, hyphens and points read as spaces.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qualcode.model.text import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split(","))


#: Whoever leads the talk; a number may follow (`E1`, `I2`, `Enquêteur 2`).
INTERVIEWERS = _set(
    """
    e, q, i, enq, int, enqueteur, enquetrice, enqueteur rice, enqueteurs, enquetrices, interviewer,
    intervieweur, intervieweuse, intervieweur euse, animateur, animatrice, animateur rice, chercheur,
    chercheuse, chercheur euse, moderateur, moderatrice, moderateur rice, sociologue, question
    """
)
#: Whoever answers, when the transcriber names nobody.
RESPONDENTS = _set(
    """
    r, rep, reponse, enquete, enquetee, enquete e, interviewe, interviewee, interviewe e, repondant, repondante,
    interroge, interrogee, participant, participante, participant e, personne, personne interrogee, locuteur,
    locutrice, speaker, spk, intervenant, intervenante, intervenant e, usager, usagere, tous, toutes, plusieurs,
    plusieurs voix, voix, inconnu, inconnue, speaker unknown, le groupe, groupe
    """
)
#: Which word prevails when all people bear an interviewer's: `E` and `I` alone are an interviewer and an interviewee.
PRECEDENCE = (
    *("enqueteur", "enquetrice", "enq", "interviewer", "intervieweur", "intervieweuse"),
    *("question", "q", "e", "i"),
)

#: Keys of a header block, and the attribute each becomes.
HEADER_KEYS = {
    "date": "date",
    "date de l entretien": "date",
    "date entretien": "date",
    "date et heure": "date",
    "realise le": "date",
    "entretien realise le": "date",
    "entretien du": "date",
    "jour": "date",
    "lieu": "lieu",
    "lieu de l entretien": "lieu",
    "lieu entretien": "lieu",
    "duree": "durée",
    "duree de l entretien": "durée",
    "duree entretien": "durée",
    "duree de l enregistrement": "durée",
    "heure": "heure",
    "horaire": "heure",
    "horaires": "heure",
    "entretien": "entretien",
    "entretien n°": "entretien",
    "numero": "entretien",
    "n°": "entretien",
    "site": "site",
    "structure": "structure",
    "institution": "institution",
    "etablissement": "établissement",
    "service": "service",
    "employeur": "employeur",
    "ville": "ville",
    "commune": "commune",
    "fonction": "fonction",
    "metier": "métier",
    "profession": "profession",
    "poste": "poste",
    "statut": "statut",
    "age": "âge",
    "genre": "genre",
    "sexe": "genre",
    "anciennete": "ancienneté",
    "anciennete dans le poste": "ancienneté",
    "diplome": "diplôme",
    "formation": "formation",
    "situation": "situation",
    "contexte": "contexte",
    "theme": "thème",
    "projet": "projet",
    "enquete par": "enquêteur",
    "realise par": "enquêteur",
    "entretien realise par": "enquêteur",
    "entretien mene par": "enquêteur",
    "observateur": "observateur",
    "observatrice": "observatrice",
    "personne rencontree": "personne_rencontrée",
    "personne interrogee": "personne_interrogée",
    "pseudonyme": "pseudonyme",
    "participants": "participants",
    "participantes": "participantes",
    "participant es": "participants",
    "presents": "présents",
    "transcription": "transcription",
    "transcripteur": "transcription",
    "transcriptrice": "transcription",
    "transcrit par": "transcription",
    "retranscription": "transcription",
    "enregistrement": "enregistrement",
    "fichier audio": "enregistrement",
    "mode de passation": "passation",
    "conditions": "conditions",
    "remarques": "remarques",
    "langue": "langue",
}

#: Labels of prose and of talk that name nobody.
_PROSE = _set(
    """
    note, notes, nb, n b, ps, p s, rq, rem, remarque, exemple, exemples, par exemple, un exemple, objectif,
    objectifs, but, buts, sujet, objet, source, sources, figure, fig, tableau, tab, graphique, encadre, annexe,
    annexes, page, pages, chapitre, partie, section, titre, sous titre, resume, synthese, conclusion,
    conclusions, introduction, bilan, resultat, resultats, constat, constats, attention, avertissement,
    important, rappel, precision, definition, definitions, reference, references, bibliographie, tel, telephone,
    fax, mail, email, e mail, courriel, adresse, site web, http, https, www, oui, non, ouais, bon, ben, bah,
    enfin, donc, alors, voila, total, moyenne, mediane, effectif, effectifs, femme, femmes, homme, hommes,
    hypothese, hypotheses, methode, methodologie, question, questions, reponse, reponses, preconisation,
    preconisations, recommandation, recommandations, point, points, etape, phase, action, actions, avantage,
    avantages, inconvenient, inconvenients, limite, limites, enjeu, enjeux, public, publics, prix, cout,
    coordination, redaction, directeur de publication, directrice de publication, mise en page, retour, suite,
    fin, debut, silence, rires, pause, autre, autres, premierement, deuxiemement, d abord, ensuite, en resume,
    bref, resume de l entretien, mots cles, mot cle, legende, photo, credits, isbn, issn, doute, detail,
    details, croquis, reaction, consigne, relance, theme, themes, idee, idees, probleme, problemes, solution,
    solutions, besoin, besoins, moyens, resultat net, a noter, a retenir, en bref, autrement dit, c est a dire,
    a savoir, ou bien, soit, exception, code, codes, memo, version, statut
    """
)
#: No speaker's label begins with one of these: they open sentences and phrases.
_OPENERS = _set(
    """
    je, j, tu, il, elle, on, nous, vous, ils, elles, ca, ce, c, et, mais, donc, alors, puis, la fois, parce, si,
    que, qu, quand, pour, par, dans, avec, en, a, au, aux, de, du, des, d, sur, sous, sans, chez, un, une, mon,
    ma, mes, ton, son, sa, ses, notre, votre, leur, leurs, y, moi, comme, ou, ni, car, apres, avant, pendant,
    depuis, entre, selon, voici, voila, plus, tres, tout, toute, premier, premiere, deuxieme, troisieme, second,
    seconde, dernier, derniere, autre, exemple, question, page, figure, tableau, extrait, verbatim, encadre,
    chapitre, partie, annexe, article, point, etape, phase, axe, action, fiche, item, rue, resultat, resultats,
    type, types, cas, quel, quelle, quels, quelles, qui, quoi, comment, pourquoi, combien, est, sont, etait,
    lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche
    """
)
_PARTICLES = _set(
    """
    de, du, des, d, le, la, les, l, et, von, van, ben, bin, el, al, ou
    """
)

_CODE = re.compile(r"[A-ZÀ-Ý]\d{0,3}\.?|[A-Z]{1,4}[ _-]?\d{1,3}")
_TITLED = re.compile(
    r"(?:M|MM|Mme|Mmes|Mlle|Mr|Dr|Pr|Me|Monsieur|Madame|Mademoiselle|Docteur|Maître|Sœur|Père)\.?\s*"
    r"(?:(?:de|du|des|d['’]|le|la)\s*)*[A-ZÀ-ÝX][\w.'’-]*(?:\s[A-ZÀ-Ý][\w.'’-]*)*",
)
_NUMBER_AT_END = re.compile(r"[ _]*(?:n°\s*)?\d{1,3}$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]*)*")


@lru_cache(maxsize=4096)
def role(label: str) -> str | None:
    """`interviewer` or `respondent` when the label is a word for one, with or without a number; None otherwise."""
    word = _NUMBER_AT_END.sub("", fold(label))
    if word in INTERVIEWERS:
        return "interviewer"
    return "respondent" if word in RESPONDENTS else None


@lru_cache(maxsize=4096)
def strong(label: str) -> bool:
    """True when the label alone makes a speaker likely: a role, a code such as `P3`, a title with a name."""
    if fold(label) in ("question", "reponse", "groupe", "personne", "int"):
        return False
    return role(label) is not None or bool(_CODE.fullmatch(label)) or bool(_TITLED.fullmatch(label))


@lru_cache(maxsize=4096)
def titled(label: str) -> bool:
    """True for `Mme D.`, `M. Lacaze`, `Dr X`."""
    return bool(_TITLED.fullmatch(label))


@lru_cache(maxsize=4096)
def named(label: str) -> bool:
    """True when every word has a capital, particles apart: `Yanis`, `Sarah Corbin`, `Jean de La Tour`, `[la mère]`."""
    if label.startswith("["):
        return True
    words = _WORD.findall(label)
    if not words or len(words) > 4 or not words[0][0].isupper() or prose(label):
        return False
    return all(word[0].isupper() or word[0].isdigit() or fold(word) in _PARTICLES for word in words)


@lru_cache(maxsize=4096)
def prose(label: str) -> bool:
    """True for what opens a sentence or a rubric and names nobody: `Note`, `Par exemple`, `Je lui dis`, `Date`."""
    key = fold(label)
    if _NUMBER_AT_END.sub("", key) in _PROSE or key in HEADER_KEYS:
        return True
    return key.split(" ", 1)[0] in _OPENERS and not strong(label) and not _initials(label)


def _initials(label: str) -> bool:
    """True for `CA` or `YB`: two or three capitals may be a person, whatever word they fold to."""
    return label.isalpha() and label.isupper() and 2 <= len(label) <= 3


def precedence(label: str) -> int:
    """The rank of an interviewer word, lowest first."""
    word = _NUMBER_AT_END.sub("", fold(label))
    return PRECEDENCE.index(word) if word in PRECEDENCE else 0
