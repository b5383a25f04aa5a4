"""All texts of a code on one card: what was changed is saved in one step, nothing typed is thrown away unasked."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static, TextArea

from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.model.codebook import Code
from qualcode.project.code_merging import field_name
from qualcode.tui.net import Dialog
from qualcode.tui.session import Session
from qualcode.tui.sheets.codebook.detail import field_labels


class CodeCard(Dialog[str | None]):
    """Tab goes from field to field, Ctrl+S saves and answers with what to say of it, Escape leaves."""

    BINDINGS = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, session: Session, code: Code, field: str = "definition") -> None:
        super().__init__()
        self._session = session
        self._code = code
        self._first = field
        self._before = self._said(code)

    def compose(self) -> ComposeResult:
        """The path, a field for each text, the keys."""
        with Vertical(classes="dialog wide", id="card"):
            yield Static("", id="card-warning", markup=False)
            path = self._session.project.codebook().path(self._code.id)
            yield Static(Text.assemble(("■ ", self._code.color), path), classes="dialog-title", markup=False)
            with VerticalScroll(id="card-fields", can_focus=False):
                yield Static(_("Name"), classes="label", markup=False)
                yield Input(self._code.name, id="field-name", compact=True)
                for field, label in field_labels().items():
                    lines = " " + _("(one on each line: words or lemmas that often announce the code)")
                    yield Static(label + (lines if field == "cues" else ""), classes="label", markup=False)
                    yield TextArea(
                        self._before[field],
                        id=f"field-{field}",
                        soft_wrap=True,
                        show_line_numbers=False,
                        compact=True,
                        tab_behavior="focus",
                        placeholder=_placeholder(field),
                    )
            yield Static(_("Tab next field · Ctrl+S saves all · Esc leaves"), classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Write on in the field asked for."""
        area = self.query_one(f"#field-{self._first}")
        area.focus()
        if isinstance(area, TextArea):
            area.move_cursor(area.document.end)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From the name to the definition."""
        self.query_one("#field-definition").focus()

    def on_text_area_changed(self) -> None:
        """Whoever writes on does not want to leave."""
        self._warn("")

    def on_input_changed(self) -> None:
        """As for the texts."""
        self._warn("")

    def action_save(self) -> None:
        """Save what was changed; what cannot be saved stays on the card."""
        changed = {name: value for name, value in self._now().items() if value != self._before[name]}
        fields: dict[str, object] = dict(changed)
        if "cues" in changed:
            fields["cues"] = [cue.strip() for cue in changed["cues"].splitlines() if cue.strip()]
        try:
            done = self._session.project.change_code(self._code.id, **fields)  # type: ignore[arg-type]  # by field
        except QualcodeError as error:
            self._warn(str(error))
            return
        self.dismiss(_("Saved: {fields}.").format(fields=", ".join(map(field_name, done))) if done else None)

    def action_leave(self) -> None:
        """Leave; ask once when something has changed."""
        if self._now() == self._before or self.has_class("-asked"):
            self.dismiss(None)
            return
        self._warn(_("Not saved. Esc again throws the changes away, Ctrl+S saves."))
        self.add_class("-asked")

    def _warn(self, words: str) -> None:
        self.remove_class("-asked")
        warning = self.query_one("#card-warning", Static)
        warning.update(words)
        warning.display = bool(words)

    def _now(self) -> dict[str, str]:
        texts = {field: self.query_one(f"#field-{field}", TextArea).text for field in field_labels()}
        return {"name": self.query_one("#field-name", Input).value, **texts}

    def _said(self, code: Code) -> dict[str, str]:
        texts = {f: "\n".join(code.cues) if f == "cues" else str(getattr(code, f)) for f in field_labels()}
        return {"name": code.name, **texts}


def _placeholder(field: str) -> str:
    """What belongs into a field, while it is empty."""
    return {
        "definition": _("What the code means"),
        "include": _("When to use it"),
        "exclude": _("When not to use it"),
        "example": _("A passage that shows it"),
        "reference": _("Author, year"),
    }.get(field, "")
