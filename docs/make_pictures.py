"""The recorded tour: `python docs/make_pictures.py` works a session in the real screen and keeps what it looks like.

The app runs without a terminal on a machine of its own, in French, on the invented study. It is driven by keys alone,
from the first page to the history, each step on what the one before it left; the pictures go to `docs/pictures`, that
of the README to `docs/screen.svg`. Nothing in them is drawn by hand, and two runs make the same files. `docs/tour.md`
tells what is seen.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures"
sys.path.insert(0, str(DOCS.parent))

from qualcode.tui.app import QualcodeApp  # noqa: E402  # the folder above comes first, for the tests' own way to wait
from tests.quiet import quiet  # noqa: E402  # likewise
from tests.squeeze import squeezed  # noqa: E402  # likewise

USUAL, WIDE, SMALL, README = (120, 40), (200, 60), (80, 24), (132, 38)

#: Two interviews that nobody gave, to be imported on the way.
FRESH = {
    "entretien-09-marchal-as-mds.txt": """Entretien n° 9 (inventé)
Date : 12/03/2024
Lieu : [bureau, MDS]

E : Vous avez commencé avant les démarches en ligne. Qu'est-ce qui a changé ?
Mme M. : La table. Avant on était de chaque côté d'une table, maintenant on est du même côté d'un écran.
E : Et c'est mieux ?
Mme Marchal : C'est plus près. (rires) Mais je ne vois plus leur visage, je vois le curseur.
E : Il y a des choses que vous ne faites plus ?
Mme Marchal : Attendre. Je n'attends plus qu'ils parlent, j'attends que la page charge.
NB : elle montre le carnet où elle note les identifiants, puis le range.
E : Qui a décidé de ce carnet ?
Mme Marchal : Personne. C'est bien le problème.
""",
    "entretien-10-duparc-usager.txt": """Entretien n° 10 (inventé)
Date : 13/03/2024

E : La dernière démarche que vous avez faite seul ?
M. Duparc : Seul, seul ? Le timbre pour le passeport. Mon fils était dans la pièce.
E : Il vous aide ?
M. Duparc : Il soupire. C'est déjà une aide.
""",
}


def own_machine() -> Path:
    """A home where nobody has been, a held clock, French; the home's path."""
    home = Path(tempfile.mkdtemp())
    for name in ("HOME", "USERPROFILE", *(f"XDG_{kind}_HOME" for kind in ("CONFIG", "STATE", "DATA", "CACHE"))):
        os.environ[name] = str(home)
    os.environ |= {"QUALCODE_LANG": "fr", "QUALCODE_CODER": "Camille", "TZ": "Europe/Paris"}
    time.tzset()
    (home / "Entretiens").mkdir()
    for name, words in FRESH.items():
        (home / "Entretiens" / name).write_text(words, encoding="utf-8")
    os.chdir(home)
    return home


class Tour:
    """A hand at the keyboard, and a camera; a few minutes go by between two steps."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.moment = datetime(2024, 3, 11, 16, 0, tzinfo=UTC)
        self.taken: dict[str, str] = {}
        self.pass_time(0)

    def pass_time(self, minutes: int) -> None:
        """Let the clock go on."""
        self.moment += timedelta(minutes=minutes)
        os.environ["QUALCODE_NOW"] = self.moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    async def press(self, *keys: str) -> None:
        """Keys, each once what the one before it did is shown."""
        for key in keys:
            await self.pilot.press(key)
            await quiet(self.pilot)
        self.pass_time(1)

    async def write(self, words: str, *keys: str) -> None:
        """Words as they are typed, then keys."""
        await self.pilot.press(*("enter" if letter == "\n" else letter for letter in words))
        await quiet(self.pilot)
        await self.press(*keys)

    async def size(self, size: tuple[int, int]) -> None:
        """Another terminal."""
        await self.pilot.resize_terminal(*size)
        await quiet(self.pilot)

    async def picture(self, name: str) -> None:
        """Keep what is on the screen."""
        await quiet(self.pilot)
        svg = self.pilot.app.export_screenshot(title="qualcode", simplify=True)
        picture = re.sub(r"terminal-\d+-", "", squeezed(svg))
        if picture in self.taken.values():
            sys.exit(f"Nothing has changed on the screen before {name}: the session went astray, no picture was kept.")
        self.taken[name] = picture

    # The session

    async def first_page(self) -> None:
        """No project yet: the invented study is offered, and made."""
        await self.press("g")
        await self.picture("pictures/01-first-page")
        await self.press("enter")
        self.pass_time(15 * 60)

    async def reading(self) -> None:
        """A word is found, the sentence selected, then one more."""
        await self.write("/manteau", "enter", "s", "s")
        await self.picture("pictures/02-reading")

    async def picking(self) -> None:
        """A few letters find a code; Tab applies it and stays for another one."""
        await self.press("c")
        await self.write("discr")
        await self.picture("pictures/03-picker")
        await self.press("tab")
        await self.write("besoin", "enter")

    async def crowded(self) -> None:
        """Where many codings meet; by day, in a large terminal."""
        await self.press("escape", "escape", "f3")
        await self.size(WIDE)
        await self.write("j8", "enter", ")", "g")
        await self.picture("pictures/04-lanes")
        await self.size(README)
        await self.press("f3", "f3", "escape")
        await self.write("j8", "enter", ")", "g", "g")
        await self.picture("screen")

    async def hits(self) -> None:
        """All that a search finds, some of it ticked off, coded in one step."""
        await self.size(USUAL)
        await self.press("escape")
        await self.write("/mot de passe", "enter", "H", "d", "down", "down", "space", "down", "down")
        await self.picture("pictures/05-hits")
        await self.press("enter")
        await self.write("dirty work/mots de passe", "enter")
        await self.press("escape", "escape")

    async def retrieving(self) -> None:
        """What the social workers say of dirty work, read in its place."""
        await self.press("f", "/")
        await self.write('code:"dirty work" role:AS', "enter", "down", "down", "down", "down")
        await self.picture("pictures/06-segments")
        await self.press("escape", "escape")

    async def codebook(self) -> None:
        """The code made on the way has a twin: it is merged into it, after a preview."""
        await self.press("K")
        await self.write("/mots de passe", "enter", "n", "n", "m")
        await self.write("sale mots", "enter")
        await self.picture("pictures/07-codebook")
        await self.press("o", "escape")

    async def memo(self) -> None:
        """What one thinks of it, with the text laid out beside it."""
        await self.size((160, 30))
        await self.press("escape")
        await self.write("j14", "enter", ")", "s", "m", "enter")
        await self.write("**Le travail sans case.** Ce qui n'entre pas dans le logiciel n'a pas eu lieu.\n\n")
        await self.write("- Lacaze *en rit* (tour 32)\n- Ferrand tient sa liste à part\n\n")
        await self.write("> À demander aux directions : qui a choisi les cases ?", "ctrl+r")
        await self.picture("pictures/08-memo")
        await self.press("ctrl+s")

    async def memos(self) -> None:
        """All memos of the project; one is read beside the list."""
        await self.size(USUAL)
        await self.press("f3", "M")
        await self.picture("pictures/09-memos")
        await self.press("escape")

    async def network(self) -> None:
        """Which codes go together, at the second level of the codebook; then around one of them."""
        await self.press("f3", "f3", "O", "2")
        await self.picture("pictures/10-cooccurrence")
        await self.press("g", "down")
        await self.picture("pictures/11-ego-network")
        await self.press("escape", "escape", "escape")

    async def grid(self) -> None:
        """What is known of the documents, written in cells."""
        await self.press("f3", "D", *["down"] * 7, *["right"] * 6, "enter")
        await self.write("dom")
        await self.picture("pictures/12-grid")
        await self.press("right", "enter", "escape")

    async def importing(self) -> None:
        """Files are looked at before they are imported: two spellings become one person."""
        await self.press("f3", "f3", "I")
        await self.write("/entr", "enter")
        await self.press("a", "i", "tab", "down", "down", "s", "down", "enter")
        await self.picture("pictures/13-import")
        await self.press("escape", "enter")

    async def history(self) -> None:
        """All that was done, each to be undone."""
        await self.press("h", "down", "down", "down", "down", "enter")
        await self.picture("pictures/14-history")
        await self.press("escape", "escape")

    async def keys(self) -> None:
        """The sheet of keys."""
        await self.size(WIDE)
        await self.press("question_mark")
        await self.picture("pictures/15-keys")
        await self.press("escape")

    async def small(self) -> None:
        """The same work in the smallest terminal, in strong contrast."""
        await self.press("f3", "f3", ":")
        await self.write("01-delmas", "enter")
        await self.size(SMALL)
        await self.write("j8", "enter", ")", "g")
        await self.picture("pictures/16-small")


async def record() -> None:
    """Go through the session."""
    PICTURES.mkdir(exist_ok=True)
    app = QualcodeApp()
    async with app.run_test(size=USUAL) as pilot:
        tour = Tour(pilot)
        await quiet(pilot)
        await tour.first_page()
        await tour.reading()
        await tour.picking()
        await tour.crowded()
        await tour.hits()
        await tour.retrieving()
        await tour.codebook()
        await tour.memo()
        await tour.memos()
        await tour.network()
        await tour.grid()
        await tour.importing()
        await tour.history()
        await tour.keys()
        await tour.small()
    # All or none: half a session is no tour.
    for name, picture in tour.taken.items():
        (DOCS / f"{name}.svg").write_text(picture, encoding="utf-8")
    if app.project is not None:
        app.project.close()


if __name__ == "__main__":
    own_machine()
    asyncio.run(record())
