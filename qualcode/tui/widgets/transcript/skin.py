"""Looks to colours: the one place where the text gets its styles, readable on a light and on a dark ground.

Contrast is the ratio of WCAG 2.2 (relative luminance, "contrast ratio"): the words on a tint keep at least 7, the bars
and names in a code's colour at least 3 against the ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rich.style import Style

from qualcode.tui.widgets.transcript.paint import Look

#: How much of a code's colour a tint takes at most; the active code takes more.
TINT, TINT_ACTIVE = 0.20, 0.42
READABLE, VISIBLE = 7.0, 3.0

#: Speakers, in order of appearance; calm, told apart by lightness too. The first is for interviewers.
SPEAKERS_DARK = ("#8b93a1", "#e0b075", "#86b6dd", "#a5c98a", "#d79bb6", "#c2a8e0", "#7cc4b8", "#dfc86e")
SPEAKERS_LIGHT = ("#6d7480", "#8f5a13", "#1f6391", "#4a7021", "#96406a", "#67469b", "#1b7367", "#77640a")


@dataclass(frozen=True)
class Ground:
    """The colours of a theme that the text needs, all `#rrggbb`."""

    dark: bool
    text: str
    dim: str
    back: str
    selection: str
    hit: str
    caret: str

    @property
    def speakers(self) -> tuple[str, ...]:
        """The colours of speakers on this ground."""
        return _speakers(self)


@lru_cache(maxsize=8)
def _speakers(ground: Ground) -> tuple[str, ...]:
    # Where even what is quiet stands out strongly, the speakers do so too.
    least = 0.75 * contrast(ground.dim, ground.back)
    return tuple(visible(color, ground, least) for color in (SPEAKERS_DARK if ground.dark else SPEAKERS_LIGHT))


@lru_cache(maxsize=4096)
def style(look: Look, ground: Ground) -> Style:
    """The style of a look."""
    if look.part != "text":
        return _margin_style(look, ground)
    color = ground.dim if look.dim else ground.text
    back = tint(look.color, ground, TINT_ACTIVE if look.active else TINT) if look.color else ground.back
    if look.hit:
        back = ground.hit
    if look.selected:
        back = ground.selection
    if look.caret:
        color, back = ground.back, ground.caret
    return Style(
        color=color,
        bgcolor=back,
        bold=look.strong or look.active or look.hit or None,
        # A terminal that knows no double line draws the single one.
        underline=look.lines > 0 or None,
        underline2=look.lines > 1 or None,
        italic=look.lines > 2 or None,
    )


def _margin_style(look: Look, ground: Ground) -> Style:
    if look.part in ("bar", "name"):
        return Style(color=visible(look.color, ground), bgcolor=ground.back, bold=look.active or None)
    if look.part == "tie":
        return Style(color=mix(ground.back, visible(look.color, ground), 0.6), bgcolor=ground.back)
    if look.part == "speaker":
        return Style(color=look.color or ground.dim, bgcolor=ground.back, bold=look.strong or None)
    return Style(color=ground.dim, bgcolor=ground.back)


@lru_cache(maxsize=1024)
def tint(color: str, ground: Ground, share: float = TINT) -> str:
    """A background with as much of a colour as the words on it can bear."""
    while share > 0.02:
        mixed = mix(ground.back, color, share)
        if contrast(mixed, ground.text) >= READABLE:
            return mixed
        share -= 0.02
    return ground.back


@lru_cache(maxsize=1024)
def visible(color: str, ground: Ground, least: float = VISIBLE) -> str:
    """The colour, or one like it that stands out from the ground with at least this contrast (1 to 21)."""
    towards = "#ffffff" if ground.dark else "#000000"
    for step in range(20):
        shown = mix(color, towards, step / 20)
        if contrast(shown, ground.back) >= least:
            return shown
    return towards


def mix(one: str, other: str, share: float) -> str:
    """The colour between two, `share` (0–1) of the way to the other."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
