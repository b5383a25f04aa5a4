"""The codebook as a tree: a swatch, the name, how many codings the code holds with those under it.

After each coding only the labels that say something else are made anew. Sorted by use, codes keep their places while
one codes: the order is taken when the tree is made, so that nothing moves under the hand.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from qualcode.analysis.code_tally import NONE, CodeStatistics
from qualcode.config import load_settings
from qualcode.i18n import number
from qualcode.model.codebook import Code, Codebook
from qualcode.tui.commands import bindings
from qualcode.tui.themes import ground
from qualcode.tui.widgets.code_order import SINGLE, in_order
from qualcode.tui.widgets.transcript.skin import visible

_INDENT = 2


class CodebookTree(Tree[int]):
    """The tree on the right; Enter codes with the code under the cursor."""

    class Chosen(Message):
        """A code was chosen, to code with."""

        def __init__(self, code: int) -> None:
            super().__init__()
            self.code = code

    class Highlighted(Message):
        """The cursor came to a code; its passages stand out in the text."""

        def __init__(self, code: int) -> None:
            super().__init__()
            self.code = code

    #: Whose commands apply while it has the focus (`Command.where`).
    where = "tree"
    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "

    def __init__(self, *, id: str | None = None) -> None:
        # Before the tree: it draws its root while it is made.
        self._book = Codebook(())
        self._forest: tuple[object, ...] = ()
        self._use: Mapping[int, CodeStatistics] = {}
        self._said: dict[int, tuple[str, str, int, bool]] = {}
        self._by_code: dict[int, TreeNode[int]] = {}
        self._pins: Mapping[int, int] = {}
        super().__init__("", id=id)
        self._bindings = self._bindings.merge([self._bindings, bindings("tree")])
        self.show_root = False
        self.show_guides = False
        self.guide_depth = _INDENT
        self.auto_expand = False

    def show(self, book: Codebook, use: Mapping[int, CodeStatistics]) -> None:
        """Show these codes; what was open stays open, the cursor on its code."""
        sorting = load_settings().sorting
        same = book is self._book and use is self._use
        if same and self._forest and self._forest[0] == sorting:
            return
        self._book, self._use = book, use
        before, self._said = self._said, {code: self._saying(book[code]) for code in book}
        forest = (sorting, *((code.id, code.parent) for code in book.values()))
        if forest != self._forest:
            self._forest = forest
            self._plant(sorting)
            return
        for code, node in self._by_code.items():
            if before.get(code) != self._said[code]:
                node.set_label(self._label(code))

    def action_open(self, step: int) -> None:
        """Into the branch, or out of it: opens or closes it first."""
        node = self.cursor_node
        if node is None:
            return
        if node.allow_expand and node.is_expanded != (step > 0):
            node.toggle()
        elif step > 0 and node.allow_expand:
            self.action_cursor_down()
        elif step < 0 and node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)

    def show_pins(self, pins: Mapping[int, int]) -> None:
        """Show on which figures codes are pinned."""
        before, self._pins = self._pins, dict(pins)
        for code, node in self._by_code.items():
            if before.get(code) != self._pins.get(code):
                node.set_label(self._label(code))

    def reveal(self, code: int) -> None:
        """Put the cursor on a code without a word about it."""
        node = self._by_code.get(code)
        if node is None:
            return
        parent = node.parent
        while parent is not None:
            parent.expand()
            parent = parent.parent
        # What has just been opened has its lines only once the tree is asked for one.
        self.get_node_at_line(0)
        with self.prevent(Tree.NodeHighlighted):
            self.move_cursor(node)

    def render_label(self, node: TreeNode[int], base_style: Style, style: Style) -> Text:
        """`▾ ■ name¹     3 12`, cut to the width: a single speaker's sign, the figure it is pinned to, its codings."""
        code = self._book.get(node.data or 0)
        if code is None:
            return Text("")
        icon = (self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE) if node.allow_expand else "  "
        use = self._use.get(code.id, NONE)
        count = number(use.codings_total) if use.codings_total else ""
        single = SINGLE if use.single_total else ""
        depth = self._book.depth(code.id) - 1
        pin = f"{self._pins[code.id]} " if code.id in self._pins else ""
        room = self.scrollable_content_region.width - depth * _INDENT - 4 - len(single) - len(pin) - len(count) - 1
        name = " ".join(code.name.split())
        if cell_len(name) > room > 3:
            name = set_cell_size(name, room - 1) + "…"
        text = Text(no_wrap=True)
        # The arrow opens and closes on a click, as in every tree of Textual.
        text.append(icon, base_style + Style(meta={"toggle": True}))
        color = visible(code.color, ground(self.app.theme))
        text.append("■ ", Style(color=color))
        text.append(name)
        text.append(single, "dim")
        text.append(" " * max(1, room - cell_len(name) + 1))
        text.append(pin, "bold")
        text.append(count, "dim")
        text.stylize(style, 2)
        text.stylize(Style(color=color), 2, 4)
        return text

    def on_tree_node_selected(self, event: Tree.NodeSelected[int]) -> None:
        """Say that a code was chosen."""
        event.stop()
        if event.node.data:
            self.post_message(self.Chosen(event.node.data))

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[int]) -> None:
        """Say which code the cursor is on, while someone works here."""
        event.stop()
        if event.node.data and self.has_focus:
            self.post_message(self.Highlighted(event.node.data))

    def _plant(self, sorting: str) -> None:
        known = set(self._by_code)
        opened = {code for code, node in self._by_code.items() if node.allow_expand and node.is_expanded}
        held = self.cursor_node.data if self.cursor_node else None
        self.clear()
        self._by_code = {}
        waiting = list(reversed(in_order(self._book.children(), sorting, self._use)))
        while waiting:
            code = waiting.pop()
            below = self._book.children(code.id)
            # Roots start open, what is below starts closed: a page of notions, not of sixty codes.
            start_open = code.parent is None if code.id not in known else code.id in opened
            # A leaf that has got its first code below it shows it.
            grown = code.id in known and code.id not in opened and any(child.id not in known for child in below)
            above = self.root if code.parent is None else self._by_code[code.parent]
            self._by_code[code.id] = above.add(
                self._label(code.id), code.id, expand=bool(below) and (start_open or grown), allow_expand=bool(below)
            )
            waiting += reversed(in_order(below, sorting, self._use))
        if held in self._by_code:
            self.move_cursor(self._by_code[held])

    def _saying(self, code: Code) -> tuple[str, str, int, bool]:
        use = self._use.get(code.id, NONE)
        return code.name, code.color, use.codings_total, bool(use.single_total)

    def _label(self, code: int | None) -> Text:
        return Text(self._book[code].name if code in self._book and code is not None else "")
