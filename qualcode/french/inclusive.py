"""Inclusive writing: one word that names women and men, in all the spellings that stand side by side in one corpus.

`médiateur·rice·s`, `usager.ère.s`, `professionnel-les`, `acteur(rice)s`, `médiateurs/médiatrices`, `ils·elles`. A
form is recognised by the feminine ending after the sign, so that `dis-le` or `sont-elles` stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LETTER = r"[^\W\d_]"
_POINT = "·•‧∙⋅"
#: Feminine endings, longest first; what each replaces is in _REPLACED.
_ENDINGS = (
    *("trice", "ière", "rice", "euse", "elle", "enne", "onne", "esse", "aise", "oise", "ère", "ice", "ive", "ale"),
    *("ine", "che", "que", "sse", "ée", "ne", "le", "te", "se", "ve", "e"),
)
#: How a masculine gives way to a feminine ending: (ending, ends of the masculine that it replaces).
_REPLACED = {
    "trice": ("teur",),
    "rice": ("eur",),
    "ice": ("eur",),
    "euse": ("eur", "eux", "er"),
    "ère": ("er",),
    "ière": ("ier",),
    "elle": ("eaux", "eau", "el"),
    "enne": ("en",),
    "onne": ("on",),
    "ale": ("al", "aux"),
    "ive": ("if",),
    "ve": ("f",),
    "esse": ("e",),
    "le": ("ux",),
    "e": ("er",),
    "sse": (),
    "ée": ("é",),
    "que": ("c",),
    "che": ("c",),
    "ine": ("in", "ain"),
    "se": ("x", "r"),
}
#: Endings that are written shorter than what they stand for.
_WRITTEN = {"ice": "rice", "e": "ère"}
#: Pairs that no rule derives; each is written with a point, a slash or a hyphen between the two.
_PAIRS = {
    ("il", "elle"): ("il", "elle"),
    ("il", "e"): ("il", "elle"),
    ("ils", "elles"): ("ils", "elles"),
    ("le", "la"): ("le", "la"),
    ("celui", "celle"): ("celui", "celle"),
    ("ceux", "celles"): ("ceux", "celles"),
    ("eux", "elles"): ("eux", "elles"),
    ("lui", "elle"): ("lui", "elle"),
    ("un", "une"): ("un", "une"),
    ("mon", "ma"): ("mon", "ma"),
    ("ton", "ta"): ("ton", "ta"),
    ("son", "sa"): ("son", "sa"),
    ("ce", "cette"): ("ce", "cette"),
    ("ce", "tte"): ("ce", "cette"),
    ("tou", "tes"): ("tous", "toutes"),
    ("tous", "tes"): ("tous", "toutes"),
    ("tous", "toutes"): ("tous", "toutes"),
    ("copain", "ine"): ("copain", "copine"),
    ("beau", "belle"): ("beau", "belle"),
    ("nouveau", "nouvelle"): ("nouveau", "nouvelle"),
}
_SINGULAR = {
    **{"ils": "il", "tous": "tout", "ceux": "celui", "eux": "lui"},
    **{"sociaux": "social", "nouveaux": "nouveau", "beaux": "beau"},
}

_SUFFIX = "(?:" + "|".join(_ENDINGS) + ")s?"
#: A point may be a full stop without its blank and a slash may stand between any words, so short endings need the
#: consonant that they double or replace.
_AFTER_SIGN = (
    r"(?:t?rice|ice|euse|i?ère|ive|enne|onne|ale|ée|(?<=l[./])le|(?<=n[./])ne|(?<=t[./])te|(?<=[xrs][./])se|(?<=f[./])ve"
    r"|(?<=el[./])elle|(?<=eaux[./])elle|(?<=c[./])(?:que|he)|e|te(?=s)(?<=tou\.te))s?"
)
_PAIR = "|".join(rf"{a}[{_POINT}/.-]{b}" for a, b in sorted(_PAIRS, key=lambda p: -len(p[0] + p[1])))
#: After a point or a bracket any ending is one; after a hyphen only those that no verb with a pronoun shows.
_FORM = re.compile(
    rf"(?<![\w{_POINT}@.])(?:"
    rf"(?P<pair>{_PAIR})"
    rf"|(?<!-)(?P<stem>(?:{_LETTER}++-(?!ils?\b)){{0,2}}{_LETTER}{{2,}}+)(?:"
    rf"[{_POINT}](?P<point>{_SUFFIX})(?:[{_POINT}.-]?(?P<point_s>s))?"
    rf"|\.(?P<dot>{_AFTER_SIGN})(?:\.(?P<dot_s>s))?"
    rf"|\((?P<bracket>{_SUFFIX})(?P<inner_s>-?s)?\)(?P<bracket_s>s|\(s\))?"
    rf"|/(?P<slash>{_AFTER_SIGN})(?:/(?P<slash_s>s))?"
    rf"|-(?P<hyphen>(?:t?rice|ice|euse|i?ère|ive|ée|(?<=el-)le|(?<=n-)ne|(?<=[tdéisc]-)e|(?<=f-)ve)s?)"
    rf"(?:-(?P<hyphen_s>s))?"
    rf"|(?:/|[{_POINT}])(?P<full>{_LETTER}{{4,}})"
    rf"))(?!(?:[{_POINT}]|\.(?!\s|$|[.»])|-)?\w)",
    re.IGNORECASE,
)
#: Singulars that end in `s`.
_OWN_S = re.compile(r"(?:[ao]is|[ao]s|ès)$", re.IGNORECASE)
_DOUBLET = re.compile(
    rf"(?<!\w)(?P<one>{_LETTER}{{4,}})\s+(?:et|ou)\s+(?:(?:les|des)\s+)?(?P<two>{_LETTER}{{4,}})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class InclusiveForm:
    """A word in inclusive writing at `[start, end)`: its masculine and feminine forms, as the text would spell them."""

    start: int
    end: int
    masculine: str
    feminine: str
    plural: bool

    @property
    def singular(self) -> str:
        """The masculine singular, which is what a dictionary lists."""
        return singular(self.masculine) if self.plural else self.masculine


def find(text: str) -> list[InclusiveForm]:
    """The inclusive forms of a text, in order; each is one word."""
    return list(_find(text))


def doublets(text: str) -> list[InclusiveForm]:
    """The places where both genders are written out (`médiateurs et médiatrices`): several words each."""
    found = []
    for match in _DOUBLET.finditer(text):
        pair = _couple(match["one"], match["two"])
        if pair is not None:
            found.append(InclusiveForm(match.start(), match.end(), *pair, plural=pair[0][-1] in "sx"))
    return found


def _find(text: str) -> Iterator[InclusiveForm]:
    for match in _FORM.finditer(text):
        form = _read(match)
        if form is not None:
            masculine, feminine, plural = form
            yield InclusiveForm(match.start(), match.end(), masculine, feminine, plural)


def _read(match: re.Match[str]) -> tuple[str, str, bool] | None:
    if match["pair"]:
        one, two = re.split(rf"[{_POINT}/.-]", match["pair"], maxsplit=1)
        masculine, feminine = _PAIRS[(one.lower(), two.lower())]
        return _cased(one, masculine), _cased(one, feminine), masculine in _SINGULAR
    stem = match["stem"]
    if match["full"]:
        pair = _couple(stem, match["full"])
        return (*pair, pair[0][-1] in "sx") if pair else None
    for kind in ("point", "dot", "bracket", "slash", "hyphen"):
        ending = match[kind]
        # A capital after a small letter begins a sentence: `fini.Elle`.
        if ending and not (ending[0].isupper() and stem[-1].islower()):
            own = match["inner_s"] or match["bracket_s"] if kind == "bracket" else match[f"{kind}_s"]
            return _forms(stem, ending.lower(), bool(own))
    return None


def _forms(stem: str, ending: str, plural: bool) -> tuple[str, str, bool]:
    """Masculine and feminine of a stem and a feminine ending; an `s` on either makes both plural."""
    one = ending[:-1] if ending.endswith("s") else ending
    plural = plural or ending.endswith("s")
    if stem.lower() in ("tou", "tous") and one in ("te", "e"):
        return _cased(stem, "tous"), _cased(stem, "toutes"), True
    if stem.lower().endswith("s") and not _OWN_S.search(stem):
        plural = plural or one == "e"
        bare = stem[:-1] if plural else stem
    else:
        bare = stem
    feminine = _feminine(bare, one)
    if stem.isupper():
        feminine = feminine.upper()
    if not plural:
        return stem, feminine, stem.lower().endswith("aux")
    ending_s = "S" if stem.isupper() else "s"
    masculine = stem if stem[-1].lower() in "sx" else stem + ending_s
    return masculine, feminine + ending_s, True


def _feminine(stem: str, ending: str) -> str:
    for masculine in _REPLACED.get(ending, ()):
        if stem.lower().endswith(masculine):
            return stem[: len(stem) - len(masculine)] + _WRITTEN.get(ending, ending)
    for shared in range(min(len(stem), len(ending)), 0, -1):
        if len(ending) > shared > 1 and stem[-shared:].lower() == ending[:shared]:
            return stem + ending[shared:]
    return stem + ending


def _couple(one: str, two: str) -> tuple[str, str] | None:
    """The two words as masculine and feminine of one another, whichever comes first; None when they are not."""
    if _is_feminine_of(one.lower(), two.lower()):
        return one, two
    return (two, one) if _is_feminine_of(two.lower(), one.lower()) else None


@lru_cache(maxsize=4096)
def _is_feminine_of(masculine: str, feminine: str) -> bool:
    if feminine.endswith("s") and masculine[-1] in "sx":
        plural_stem = masculine if masculine.endswith("x") else masculine[:-1]
        return _is_feminine_of(plural_stem, feminine[:-1])
    if masculine == feminine or masculine[:3] != feminine[:3]:
        return False
    return any(feminine.endswith(end) and _feminine(masculine, end) == feminine for end in _ENDINGS)


def singular(word: str) -> str:
    """The singular of a masculine plural, by rule."""
    lower = word.lower()
    if lower in _SINGULAR:
        return _cased(word, _SINGULAR[lower])
    if _OWN_S.search(word):
        return word
    if lower.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if lower.endswith("s") else word


def _cased(model: str, word: str) -> str:
    """The word with a capital where the model has one."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word
