"""Pictures of the screen, as Textual draws them, made small enough to be kept."""

from __future__ import annotations

import re


def squeezed(svg: str) -> str:
    """The same picture in a third of the bytes: grounds are joined, nothing is cut out, no font is fetched."""
    svg = re.sub(r"@font-face\s*{.*?}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<clipPath id=\"terminal-\d+-line-\d+\">.*?</clipPath>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r' clip-path="url\(#terminal-\d+-line-\d+\)"', "", svg)
    # What is only space has been painted by the ground behind it.
    svg = re.sub(r"<text [^>]*>(?:&#160;|\s)*</text>", "", svg)
    svg = svg.replace("&#160;", "\N{NO-BREAK SPACE}")
    svg = svg.replace("font-family: Fira Code, monospace", "font-family: 'Fira Code', Menlo, Consolas, monospace")
    svg = re.sub(rf"(?:{_RECT.pattern})+", _grounds, svg)
    return re.sub(r"\n\s*\n+", "\n", svg)


_RECT = re.compile(r'<rect fill="(#\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="[\d.]+" [^>]*/>')


def _grounds(found: re.Match[str]) -> str:
    """The backgrounds of all cells: the most frequent one as a whole, the others a path for each colour."""
    rects = _RECT.findall(found[0])
    widest: dict[str, float] = {}
    for color, _x, _y, width in rects:
        widest[color] = widest.get(color, 0) + float(width)
    paper = max(widest, key=lambda color: widest[color])
    paths: dict[str, list[str]] = {}
    end = ("", 0.0, 0.0)
    for color, x, y, width in rects:
        left, top, wide = float(x), float(y), float(width)
        if color != paper:
            steps = paths.setdefault(color, [])
            if end == (color, left, top):
                steps.append(f"h{wide:g}")
            else:
                steps.append(f"M{left:g} {top + 12.325:g}h{wide:g}")
        end = (color, round(left + wide, 1), top)
    drawn = [f'<rect fill="{paper}" width="100%" height="100%"/>']
    for color, steps in paths.items():
        drawn.append(f'<path stroke="{color}" d="{"".join(steps)}"/>')
    return f'<g stroke-width="24.65" shape-rendering="crispEdges">{"".join(drawn)}</g>'
