"""How the import sheet shows what was found: the files, one of them, who speaks in it, its lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from qualcode.i18n import _, ngettext, number
from qualcode.model.text import clean_line
from qualcode.project.preparing import Prepared
from qualcode.tui.folders import shown
from qualcode.tui.sheets.importing.correcting import Correcting
from qualcode.tui.sheets.importing.found import Line, Voice, kind_word


class Drawing(Correcting):
    """The drawing of the import sheet. Names come from outside: they are text, on one line."""

    shown_lines: list[Line]
    voices: list[Voice]

    def draw_about(self, one: Prepared | None) -> Text:
        dim = self.ground.dim
        if one is None:
            failure = self.found.failures[self.found.cursor - len(self.found.files)]
            return Text.assemble(
                (shown(failure.path.name), "bold"), "\n", (_("Not readable: "), "bold"), _one_line(failure.reason)
            )
        draft = self.found.draft(self.found.cursor) if one.drafts else None
        text = Text().append(clean_line(draft.name) if draft and one.correctable else shown(one.path.name), "bold")
        parts = self._counts(one)
        text.append("  " + " · ".join(parts), dim)
        if draft is not None and one.correctable and draft.attributes:
            pairs = " · ".join(f"{name} = {_one_line(value)}" for name, value in draft.attributes.items())
            text.append("\n" + pairs)
        for warning in self._warnings(one):
            text.append("\n! ", "bold").append(warning)
        return text

    def _counts(self, one: Prepared) -> list[str]:
        words = self.found.words(self.found.cursor)
        counted = ngettext("{n} word", "{n} words", words).format(n=number(words))
        if one.plan is not None:
            many = len(one.drafts)
            documents = ngettext("{n} document", "{n} documents", many).format(n=number(many))
            return [_("a whole study: {name}").format(name=clean_line(one.plan.study.name)), documents, counted]
        if not one.correctable:
            many = len(one.drafts)
            rows = ngettext("{n} answer, a document each", "{n} answers, a document each", many)
            return [kind_word("questionnaire"), rows.format(n=number(many)), counted]
        draft = self.found.draft(self.found.cursor)
        turns = ngettext("{n} turn", "{n} turns", len(draft.turns)).format(n=number(len(draft.turns)))
        encoding = draft.source.encoding if draft.source else ""
        return [kind_word(draft.kind), counted, turns if draft.turns else _("no turns"), encoding]

    def _warnings(self, one: Prepared) -> list[str]:
        told = list(one.warnings)
        if one.twin:
            told.insert(0, _("This is there already as “{name}”; ticked, it goes in once more.").format(name=one.twin))
        return [_one_line(warning) for warning in told[:4]]

    def draw_file(self, place: int, width: int) -> Sequence[Text]:
        found, dim = self.found, self.ground.dim
        if place >= len(found.files):
            failure = found.failures[place - len(found.files)]
            return (Text.assemble("✗ ", shown(failure.path.name), ("  " + _one_line(failure.reason), dim)),)
        one = found.files[place]
        told = kind_word(found.draft(place).kind) if one.drafts and one.plan is None else _("study")
        if one.twin:
            told = _("already there")
        elif one.warnings:
            told = "! " + told
        if found.correction(place):
            told = "✎ " + told
        name = clean_line(found.draft(place).name) if one.correctable else shown(one.path.name)
        line = Text(("✓ " if place in found.ticked else "· ") + name, no_wrap=True)
        line.truncate(max(8, width - len(told) - 1), overflow="ellipsis", pad=True)
        return (line.append(" " + told, dim),)

    def draw_voice(self, place: int, width: int) -> Sequence[Text]:
        voice, dim = self.voices[place], self.ground.dim
        label = clean_line(voice.label)
        if voice.nobody:
            told = _("no speaker: joins the turn before")
        elif voice.same:
            told = _("the same as {label}").format(label=clean_line(voice.same))
        else:
            turns = ngettext("{n} turn", "{n} turns", voice.turns).format(n=number(voice.turns))
            words = ngettext("{n} word", "{n} words", voice.words).format(n=number(voice.words))
            told = f"{turns} · {words}" + (" · " + _("interviewer") if voice.interviewer else "")
        gone = voice.nobody or voice.same
        line = Text(label + (f" = {voice.name}" if not gone and voice.name != voice.label else ""), dim if gone else "")
        line.truncate(max(8, min(30, width - 20)), overflow="ellipsis", pad=True)
        return (line.append("  " + told, dim),)

    def draw_line(self, place: int, width: int) -> Sequence[Text]:
        line, dim = self.shown_lines[place], self.ground.dim
        gutter = max(8, min(18, width // 5))
        speaker = Text(clean_line(line.speaker), "bold", no_wrap=True)
        speaker.truncate(gutter, overflow="ellipsis", pad=True)
        words = Text(clean_line(line.words), "" if line.style in ("turn", "body", "list") else dim)
        return (Text.assemble(speaker, " ", words),)


def _one_line(text: str) -> str:
    return " ".join(clean_line(text).split())
