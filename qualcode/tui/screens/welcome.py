"""stub"""

from textual.screen import Screen


class Welcome(Screen[None]):
    pass
