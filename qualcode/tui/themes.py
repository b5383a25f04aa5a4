"""The looks of the screen: ink on paper, its night side, strong contrast; the text takes its colours here too."""

from __future__ import annotations

from textual.theme import Theme

from qualcode.tui.widgets.transcript.skin import Ground

DARK, LIGHT, CONTRAST = "qualcode-dark", "qualcode-light", "qualcode-contrast"

THEMES = (
    Theme(
        name=DARK,
        dark=True,
        primary="#86b6dd",
        secondary="#a5c98a",
        accent="#e0b075",
        success="#a5c98a",
        warning="#e0b075",
        error="#e08a86",
        foreground="#dcdfe4",
        background="#15171b",
        surface="#1b1e23",
        panel="#23272e",
        variables={
            "quiet": "#8b93a1",
            "block-cursor-background": "#2f3b4a",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": "#262b33",
            "block-cursor-blurred-foreground": "#dcdfe4",
            "block-cursor-blurred-text-style": "none",
            "scrollbar": "#2f353e",
            "scrollbar-hover": "#48515e",
            "scrollbar-active": "#86b6dd",
            "scrollbar-background": "#15171b",
            "scrollbar-background-hover": "#15171b",
            "scrollbar-background-active": "#15171b",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#1f6391",
        secondary="#4a7021",
        accent="#8f5a13",
        success="#3f6a1a",
        warning="#8f5a13",
        error="#a33a35",
        foreground="#24272c",
        background="#fbfaf6",
        surface="#f1efe8",
        panel="#e6e3d9",
        variables={
            "quiet": "#666c76",
            "block-cursor-background": "#cfdfec",
            "block-cursor-foreground": "#10151b",
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": "#e3e2dc",
            "block-cursor-blurred-foreground": "#24272c",
            "block-cursor-blurred-text-style": "none",
            "scrollbar": "#d3cfc2",
            "scrollbar-hover": "#b4af9f",
            "scrollbar-active": "#1f6391",
            "scrollbar-background": "#fbfaf6",
            "scrollbar-background-hover": "#fbfaf6",
            "scrollbar-background-active": "#fbfaf6",
        },
    ),
    Theme(
        name=CONTRAST,
        dark=True,
        primary="#8fd3ff",
        secondary="#b6f59a",
        accent="#ffd75f",
        success="#b6f59a",
        warning="#ffd75f",
        error="#ff9c9c",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        variables={
            "quiet": "#d0d0d0",
            "block-cursor-background": "#004a9f",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": "#3a3a3a",
            "block-cursor-blurred-foreground": "#ffffff",
            "block-cursor-blurred-text-style": "bold",
            "scrollbar": "#9e9e9e",
            "scrollbar-hover": "#ffffff",
            "scrollbar-active": "#ffd75f",
            "scrollbar-background": "#000000",
            "scrollbar-background-hover": "#000000",
            "scrollbar-background-active": "#000000",
        },
    ),
)

GROUNDS = {
    DARK: Ground(True, "#dcdfe4", "#8b93a1", "#15171b", "#31537a", "#6b5a16", "#f2d48a"),
    CONTRAST: Ground(True, "#ffffff", "#d0d0d0", "#000000", "#004a9f", "#6b5200", "#ffd75f"),
    LIGHT: Ground(False, "#24272c", "#666c76", "#fbfaf6", "#bcd6ee", "#f6e08a", "#1f3f66"),
}


def ground(theme: str) -> Ground:
    """The colours of the text in a theme; those of the dark one for a theme that is not ours."""
    return GROUNDS.get(theme, GROUNDS[DARK])
