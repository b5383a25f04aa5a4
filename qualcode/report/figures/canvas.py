"""A page in points on which figures are drawn, and how it becomes a PNG or an SVG.

Matplotlib draws, without its global figure and whatever the person has set for their own. Equal drawings give equal
bytes: no date, no version, no random names. Texts of an SVG stay texts, which readers search, screen readers speak and
editors edit; each line is placed by itself and anchored, so that another font in its place stays where it was.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal
from xml.sax.saxutils import escape

from qualcode.report.figures.marks import INK, PAPER, outline
from qualcode.report.figures.names import shown

if TYPE_CHECKING:
    from matplotlib.artist import Artist

Side = Literal["left", "center", "right"]
Kind = Literal["png", "svg"]

#: Dots per inch of a PNG, as journals ask for.
DPI = 300
#: Said once for a whole SVG: the font of our measures, then those that a viewer may have.
_FONTS = "'DejaVu Sans', Verdana, Arial, Helvetica, sans-serif"
_HEAD = re.compile(r"<\?xml.*?<svg ", re.DOTALL)
_RDF = re.compile(r"\n? *<metadata>.*?</metadata>", re.DOTALL)
#: How every text of an SVG begins; a name cannot look like it, since its `<` is escaped.
_TEXT = re.compile(
    r'(<text style="[^"]*?)font-family: [^;"]*; ([^"]*" x="[^"]*" y="[^"]*")(?: transform="rotate\(-0 [^"]*\)")?'
)


@contextmanager
def canvas(width: float, height: float) -> Iterator[Canvas]:
    """A page to draw on and to save within the block, under settings of our own; those of the person come back."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rc("svg", fonttype="none", hashsalt="qualcode")
        matplotlib.rc("font", family=["DejaVu Sans"])
        # A dollar in a name is a dollar.
        matplotlib.rc("text", parse_math=False, usetex=False)
        yield Canvas(width, height)


class Canvas:
    """A white page of so many points, its origin at the lower left. Later marks cover earlier ones of the same layer.

    Made by `canvas`.
    """

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.figure import Figure

        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / 72, height / 72), facecolor=PAPER)
        self._axes = self._figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(0, height)
        self._axes.set_axis_off()

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 8,
        *,
        side: Side = "left",
        color: str = INK,
        bold: bool = False,
        turn: float = 0,
        name: str = "",
    ) -> None:
        """One line; `y` is its foot (the line that letters stand on), `side` which part of it is at `x`."""
        artist = self._axes.text(
            x,
            y,
            shown(text),
            fontsize=size,
            ha=side,
            va="baseline",
            color=color,
            fontweight="bold" if bold else "normal",
            rotation=turn,
            rotation_mode="anchor",
            zorder=5,
        )
        self._name(artist, name)

    def mark(self, x: float, y: float, radius: float, form: str, color: str, name: str = "") -> None:
        """A shape of the area of a circle of that radius."""
        self.area([(x + radius * dx, y + radius * dy) for dx, dy in outline(form)], color, INK, layer=3, name=name)

    def area(
        self,
        corners: Sequence[tuple[float, float]],
        color: str,
        edge: str | None = None,
        *,
        alpha: float = 1.0,
        layer: float = 1,
        hatch: str | None = None,
        name: str = "",
    ) -> None:
        """A filled polygon, with a thin line around it when `edge` is a colour."""
        from matplotlib.patches import Polygon

        patch = Polygon(corners, closed=True, facecolor=color, edgecolor=edge or "none", linewidth=0.6)
        patch.set(alpha=alpha, zorder=layer, hatch=hatch)
        self._axes.add_patch(patch)
        patch.set_clip_on(False)
        self._name(patch, name)

    def box(self, x: float, y: float, width: float, height: float, color: str, **more: Any) -> None:
        """A filled rectangle from its lower left corner; `more` as for `area`."""
        self.area([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], color, **more)

    def tiles(
        self,
        places: Sequence[tuple[float, float]],
        colors: Sequence[str],
        width: float,
        height: float,
        edge: str | None = None,
        name: str = "",
    ) -> None:
        """Many rectangles of one size by their lower left corners, much faster than one by one."""
        from matplotlib.collections import PolyCollection

        corners = [[(x, y), (x + width, y), (x + width, y + height), (x, y + height)] for x, y in places]
        tiles = PolyCollection(corners, facecolors=list(colors), edgecolors=edge or "none", linewidths=0.6, zorder=1)
        self._axes.add_collection(tiles, autolim=False)
        tiles.set_clip_on(False)
        self._name(tiles, name)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        width: float,
        color: str = INK,
        *,
        alpha: float = 1.0,
        layer: float = 2,
        name: str = "",
    ) -> None:
        """A line through points, `width` points thick."""
        from matplotlib.lines import Line2D

        across, up = zip(*points, strict=True)
        line = Line2D(across, up, linewidth=width, color=color, alpha=alpha, zorder=layer, solid_capstyle="butt")
        self._axes.add_line(line)
        line.set_clip_on(False)
        self._name(line, name)

    def saved(self, kind: Kind, title: str, description: str) -> bytes:
        """The page as a file that says what it shows: `title` and `desc` of an SVG, Title and Description of a PNG."""
        out = io.BytesIO()
        title, description = shown(title), shown(description)
        about: dict[str, Any] = {"Title": title, "Description": description, "Software": "qualcode"}
        if kind == "svg":
            about = {"Date": None, "Creator": None, "Format": None, "Type": None}
        with warnings.catch_warnings():
            # A name may hold letters that the font lacks; a viewer has others.
            warnings.filterwarnings("ignore", message="Glyph .* missing")
            self._figure.savefig(out, format=kind, dpi=DPI if kind == "png" else 72, metadata=about)
        return out.getvalue() if kind == "png" else _speaking(out.getvalue().decode(), title, description).encode()

    def _name(self, artist: Artist, name: str) -> None:
        if name:
            artist.set_gid(name)


def _speaking(svg: str, title: str, description: str) -> str:
    """An SVG that says what it shows, without what is only matplotlib's."""
    head = f"""<?xml version='1.0' encoding='utf-8'?>
<svg role="img" aria-labelledby="title desc" font-family="{_FONTS}" """
    svg = _HEAD.sub(lambda _found: head, _RDF.sub("", svg, count=1), count=1)
    said = f'\n <title id="title">{escape(title)}</title>\n <desc id="desc">{escape(description)}</desc>'
    at = svg.index(">", svg.index("<svg ")) + 1
    return svg[:at] + said + _TEXT.sub(r"\1\2", svg[at:])
