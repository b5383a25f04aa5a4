"""What a shell offers while a command is typed: commands and options as click knows them, and the names in the project.

Click's own scripts cut a query at its colons and take its quotation marks for the shell's; these hand over the line as
it stands before the cursor, and get words back that the shell can put in as they are. Whatever goes wrong is silence.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from qualcode.cli.shell_words import Word, arguments, replies
from qualcode.model.counts import COUNT_BY
from qualcode.model.text import fold

PROGRAM = "qualcode"
#: The variable in which a shell says that it asks, as click has it.
VARIABLE = "_QUALCODE_COMPLETE"
#: At most so many names are offered.
MOST = 60

_BASH = """\
_qualcode_completion() {
    local kind="" line
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z "$kind" ]]; then kind="$line"; else COMPREPLY+=("$line"); fi
    done < <(env _QUALCODE_COMPLETE=bash_complete COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_CWORD="$2" \\
        "$1" 2>/dev/null)
    case "$kind" in
        file) compopt -o default 2>/dev/null ;;
        part) compopt -o nospace 2>/dev/null ;;
    esac
}
complete -F _qualcode_completion qualcode
"""

_ZSH = """\
#compdef qualcode
_qualcode() {
    local -a answer
    answer=("${(@f)$(_QUALCODE_COMPLETE=zsh_complete COMP_CWORD="$PREFIX" \\
        COMP_WORDS="${(j: :)words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX" "$words[1]" 2>/dev/null)}")
    if [[ "$answer[1]" == file ]]; then
        _files
    elif [[ "$answer[1]" == part ]]; then
        compadd -Q -U -V names -S '' -- "${(@)answer[2,-1]}"
    elif (( $#answer > 1 )); then
        compadd -Q -U -V names -- "${(@)answer[2,-1]}"
    fi
}
if [[ "$funcstack[1]" == _qualcode ]]; then
    _qualcode "$@"
else
    compdef _qualcode qualcode
fi
"""

_FISH = """\
function __qualcode_complete
    set -l program (commandline -opc)[1]
    set -l answer (env _QUALCODE_COMPLETE=fish_complete COMP_WORDS=(commandline -cp | string collect) \\
        COMP_CWORD=(commandline -ct | string collect) $program 2>/dev/null)
    if test "$answer[1]" = file
        __fish_complete_path (commandline -ct)
    else if test (count $answer) -gt 1
        printf '%s\\n' $answer[2..-1]
    end
end
complete --command qualcode --no-files --keep-order --arguments '(__qualcode_complete)'
"""

#: What the parameters of commands stand for, by their name; those of some commands mean something of their own.
_MEANT = {
    **dict.fromkeys(("query", "where", "where_a", "where_b", "within"), "query"),
    **dict.fromkeys(("code", "codes", "path", "source", "target", "under", "before", "move_to", "new_path"), "code"),
    "ego": "code",
    **dict.fromkeys(("document", "names", "documents"), "document"),
    **dict.fromkeys(("count_by", "rows"), "count"),
    "coder": "coder",
}
_MEANT_IN = {
    "queries": {"name": "named"},
    "network": {"name": "network", "other": "network"},
    "grid": {"columns": "count"},
}


class _OfNames(ShellComplete):
    """Completion with the names in the project; the answer's first line says what the others are.

    `word`: whole words, after which a space may come; `part`: one goes on writing; `file`: the shell knows better.
    """

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is typed, and that one, as they are meant."""
        typed = self._typed()
        return [word.meant for word in typed[:-1]], typed[-1].meant

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """What the word could be; nothing when the command cannot be understood."""
        from click.shell_completion import _resolve_context, _resolve_incomplete

        try:
            context = _resolve_context(self.cli, {**self.ctx_args}, self.prog_name, list(args))
            asked, incomplete = _resolve_incomplete(context, list(args), incomplete)
            return list(_offered(asked, context, args, incomplete))
        except (click.ClickException, click.exceptions.Exit, OSError, ValueError, LookupError):
            return []

    def complete(self) -> str:
        """The lines for the shell's script."""
        if not self._typed():
            return "word"
        found = self.get_completions(*self.get_completion_args())
        kinds = {item.type for item in found}
        if kinds & {"file", "dir"}:
            return "file"
        texts = self.as_replies([item.value for item in found])
        return "\n".join(["part" if "part" in kinds else "word", *texts])

    def as_replies(self, values: list[str]) -> list[str]:
        """What the shell puts in."""
        return replies(self._typed()[-1], os.environ.get("COMP_CWORD", ""), values)

    def _typed(self) -> list[Word]:
        return arguments(os.environ.get("COMP_WORDS", ""), os.path.basename(self.prog_name))


class Bash(_OfNames, BashComplete):
    """For bash, 4.4 or later."""

    source_template = _BASH


class Zsh(_OfNames, ZshComplete):
    """For zsh."""

    source_template = _ZSH


class Fish(_OfNames, FishComplete):
    """For fish, which quotes by itself."""

    source_template = _FISH

    def as_replies(self, values: list[str]) -> list[str]:
        """What the word means then."""
        return values


SHELLS: dict[str, type[_OfNames]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def answer(cli: click.Command, instruction: str) -> int:
    """Answer a shell that asks (`bash_complete`…); the exit status. Of what goes wrong nothing is said."""
    shell, _sign, _what = instruction.partition("_")
    asked = SHELLS.get(shell)
    try:
        said = asked(cli, {}, PROGRAM, VARIABLE).complete() if asked else ""
    except (Exception, SystemExit):
        said = ""
    click.echo(said.encode("utf-8", "replace"))
    return 0


def script(shell: str) -> str:
    """What a shell is to read, so that it asks."""
    return SHELLS[shell].source_template


def _offered(asked: Any, context: click.Context, args: list[str], incomplete: str) -> Iterable[CompletionItem[str]]:
    if isinstance(asked, click.Group):
        yield from _commands(asked, context, incomplete)
        return
    if not isinstance(asked, click.Parameter):
        yield from asked.shell_complete(context, incomplete)
        return
    if asked.name == "project":
        yield from _projects(incomplete)
        return
    own = {**_meant_in(context.parent), **_meant_in(context)}
    kind = own.get(asked.name or "", _MEANT.get(asked.name or ""))
    if kind is None or asked.type is not click.STRING:
        yield from asked.shell_complete(context, incomplete)
        return
    # Where an option still lacks its value, click gives up before it has told which word is the project.
    project = context.params.get("project") or next((word for word in args if os.path.isfile(word)), "")
    yield from _names(kind, project, incomplete)


def _meant_in(context: click.Context | None) -> dict[str, str]:
    return _MEANT_IN.get(context.info_name or "", {}) if context else {}


def _commands(group: click.Group, context: click.Context, incomplete: str) -> Iterable[CompletionItem[str]]:
    """The commands of a group: by name only, since the modules of those of the program are not opened for that."""
    if incomplete.startswith("-"):
        yield from click.Command.shell_complete(group, context, incomplete)
        return
    names = [name for name in group.list_commands(context) if name.startswith(incomplete)]
    yield from (CompletionItem(name) for name in names)
    if not names or (incomplete and os.path.dirname(incomplete)) or context.parent:
        yield from _projects(incomplete)


def _projects(incomplete: str) -> Iterable[CompletionItem[str]]:
    """Projects, and the folders that may hold some."""
    folder, start = os.path.split(incomplete)
    with os.scandir(os.path.expanduser(folder) or ".") as entries:
        found = sorted((entry.name, entry.is_dir()) for entry in entries if entry.name.startswith(start))
    for name, is_folder in found:
        if name.startswith(".") and not start.startswith("."):
            continue
        if is_folder:
            yield CompletionItem(os.path.join(folder, name, ""), type="part")
        elif name.endswith(".qualcode"):
            yield CompletionItem(os.path.join(folder, name))


def _names(kind: str, project: object, incomplete: str) -> Iterable[CompletionItem[str]]:
    from qualcode.storage.glimpse import glimpse

    path = Path(os.path.expanduser(str(project)))
    held = glimpse(path if path.suffix or path.exists() else path.with_suffix(".qualcode"))
    if held is None:
        return
    known = held.vocabulary
    if kind == "query":
        yield from _queries(known, incomplete)
        return
    if kind == "named":
        incomplete = incomplete.removeprefix("@").strip('"')
    names: Iterable[str] = {
        "code": known.codebook.paths.values(),
        "document": [document.name for document in known.documents.values()],
        "coder": known.coders.values(),
        "count": [*COUNT_BY, *known.attributes],
        "named": known.queries,
        "network": held.networks,
    }[kind]
    yield from (CompletionItem(name) for name in _fitting(names, incomplete))


def _queries(known: Any, incomplete: str) -> Iterable[CompletionItem[str]]:
    """The query with what it could go on with."""
    from qualcode.analysis.query.complete import suggestions
    from qualcode.model.query import BUILT_IN, attribute_label
    from qualcode.model.query_named import spelled

    found = suggestions(incomplete, len(incomplete), known, MOST)
    texts = [incomplete[: one.start] + one.text + incomplete[one.end :] for one in found]
    if not incomplete or incomplete.endswith(("(", " ", "-")) and not texts:
        begun = [f"{name}:" for name in BUILT_IN] + [f"{attribute_label(name)}:" for name in known.attributes]
        texts = [f"{incomplete}{text}" for text in (*begun, *(spelled(name) for name in known.queries))]
    yield from (CompletionItem(text, type="part") for text in texts)


def _fitting(names: Iterable[str], typed: str) -> list[str]:
    """The names that begin so, spelled so, then those spelled nearly so, then those that hold it."""
    wanted = fold(typed)
    ranked = [
        (0 if name.startswith(typed) else 1 if fold(name).startswith(wanted) else 2, name)
        for name in dict.fromkeys(names)
        if wanted in fold(name) and name.isprintable()
    ]
    return [name for _rank, name in sorted(ranked, key=lambda pair: pair[0])][:MOST]
