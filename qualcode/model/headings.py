"""What columns are called in the user's language. Programs read the keys, which are English and stay as they are."""

from __future__ import annotations

from qualcode.i18n import _


def headings() -> dict[str, str]:
    """The heading of every column that is known by its key; others bear a heading of their own, or their key."""
    return {
        "name": _("name"),
        "kind": _("kind"),
        "words": _("words"),
        "turns": _("turns"),
        "speakers": _("speakers"),
        "speaker": _("speaker"),
        "document": _("document"),
        "documents": _("documents"),
        "documents_total": _("documents, subtree"),
        "code": _("code"),
        "codings": _("codings"),
        "codings_total": _("codings, subtree"),
        "level": _("level"),
        "start": _("start"),
        "end": _("end"),
        "quote": _("quote"),
        "quotation": _("quote"),
        "coder": _("coder"),
        "memo": _("memo"),
        "weight": _("weight"),
        "value": _("value"),
        "segments": _("segments"),
        "created": _("created"),
        "action": _("action"),
        "detail": _("detail"),
        "state": _("state"),
        "changes": _("changes"),
        "source": _("source"),
        "target": _("target"),
        "count": _("count"),
        "unit": _("unit"),
        "measure": _("measure"),
        "minimum": _("minimum"),
        "query": _("query"),
        "nodes": _("nodes"),
        "edges": _("edges"),
        "stale": _("stale"),
        "attributes": _("attributes"),
        "cases": _("cases"),
        "encoding": _("encoding"),
        "color": _("color"),
        "definition": _("definition"),
    }
