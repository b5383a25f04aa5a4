"""The codebook as a tree: a swatch, the name, how many codings the code holds with those under it."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from qualcode.i18n import number
from qualcode.model.codebook import Code, Codebook
from qualcode.tui.commands import bindings

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
        self._forest: tuple[tuple[int, int | None], ...] = ()
        self._counts: dict[int, int] = {}
        self._by_code: dict[int, TreeNode[int]] = {}
        self._pins: Mapping[int, int] = {}
        super().__init__("", id=id)
        self._bindings = self._bindings.merge([self._bindings, bindings("tree")])
        self.show_root = False
        self.show_guides = False
        self.guide_depth = _INDENT
        self.auto_expand = False

    def show(self, book: Codebook, counts: Mapping[int, int]) -> None:
        """Show these codes; what was open stays open. Counts include the codes below."""
        before, names = self._counts, {code.id: code.name for code in self._book.values()}
        self._book = book
        self._counts = {code: sum(counts.get(below, 0) for below in book.subtree(code)) for code in book}
        shape = tuple((code.id, code.parent) for code in book.values())
        if shape == self._forest:
            for code, node in self._by_code.items():
                if before.get(code) != self._counts[code] or names.get(code) != book[code].name:
                    node.set_label(self._label(code))
            return
        self._forest = shape
        closed = {code for code, node in self._by_code.items() if not node.is_expanded and node.allow_expand}
        held = self.cursor_node.data if self.cursor_node else None
        self.clear()
        self._by_code = {}
        for added in book.values():
            self._add(added, closed)
        if held in self._by_code:
            self.move_cursor(self._by_code[held])

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
        with self.prevent(Tree.NodeHighlighted):
            self.move_cursor(node)

    def render_label(self, node: TreeNode[int], base_style: Style, style: Style) -> Text:
        """`▾ ■ name        1 12`, cut to the width: the figure it is pinned to, its codings."""
        code = self._book.get(node.data or 0)
        if code is None:
            return Text("")
        icon = (self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE) if node.allow_expand else "  "
        count = number(self._counts.get(code.id, 0)) if self._counts.get(code.id) else ""
        depth = self._book.depth(code.id) - 1
        pin = f"{self._pins[code.id]} " if code.id in self._pins else ""
        room = self.scrollable_content_region.width - depth * _INDENT - 4 - len(pin) - len(count) - 1
        name = " ".join(code.name.split())
        if cell_len(name) > room > 3:
            name = set_cell_size(name, room - 1) + "…"
        text = Text(no_wrap=True)
        # The arrow opens and closes on a click, as in every tree of Textual.
        text.append(icon, base_style + Style(meta={"toggle": True}))
        text.append("■ ", Style(color=code.color))
        text.append(name)
        text.append(" " * max(1, room - cell_len(name) + 1))
        text.append(pin, "bold")
        text.append(count, "dim")
        text.stylize(style, 2)
        text.stylize(Style(color=code.color), 2, 4)
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

    def _add(self, code: Code, closed: set[int]) -> None:
        parent = self.root if code.parent is None else self._by_code[code.parent]
        has_children = bool(self._book.children(code.id))
        # Roots start open, what is below starts closed: a page of notions, not of sixty codes.
        expand = has_children and code.id not in closed and code.parent is None
        self._by_code[code.id] = parent.add(self._label(code.id), code.id, expand=expand, allow_expand=has_children)

    def _label(self, code: int | None) -> Text:
        return Text(self._book[code].name if code in self._book and code is not None else "")
