"""The command line: one command per file, loaded when it is used. Commands print; the project decides.

`qualcode --help` must be as quick as click itself, so the list of commands with their one-line helps stands here and
the files are not opened for it. A word that is no command is taken for a project to open: `qualcode P`.
"""

from __future__ import annotations

import gettext
import importlib
import io
import os
import sys
from collections.abc import Sequence

import click

from qualcode.errors import QualcodeError, UnknownName
from qualcode.i18n import DOMAIN, LOCALE_DIR, _, language

#: The longest line of a message, in characters.
LONGEST = 600


def summaries() -> dict[str, str]:
    """Every command with its one-line help, in the order of the work."""
    return {
        "new": _("Make an empty project."),
        "open": _("Open a project in the screen."),
        "serve": _("Show a project in a browser, on this machine."),
        "import": _("Import files, folders or a whole study."),
        "documents": _("List the documents."),
        "codebook": _("Check, load and export codebooks."),
        "codes": _("Show the codes; add, rename, move, merge, split off, delete."),
        "code": _("Code the passages that hold some words."),
        "codings": _("Load or export codings."),
        "query": _("Ask for the segments that meet conditions."),
        "queries": _("Keep queries under names; list, rename, delete them."),
        "grid": _("Count by two things, empty cells included."),
        "coverage": _("How much of the text is coded."),
        "saturation": _("When new codes stop coming."),
        "cooccurrence": _("Which codes go together."),
        "compare": _("Which codes go together differently in two sub-corpora."),
        "network": _("Saved networks: show, analyse, compare, refresh, export."),
        "report": _("Write a code report in Word."),
        "undo": _("Take back the last action."),
        "redo": _("Do again what was undone."),
        "log": _("Show the history of the project."),
        "verify": _("Check that nothing is damaged."),
        "backup": _("Copy the project while it is in use."),
        "summary": _("What the project holds, in a page."),
        "completion": _("Complete names with the Tab key of the shell."),
    }


class Commands(click.Group):
    """The group whose commands are files of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(summaries())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in summaries():
            return None
        module = importlib.import_module(f"qualcode.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in summaries():
            if not self._looks_like_a_project(args[0]):
                raise click.UsageError(_unknown(args[0]), ctx)
            args = ["open", *args]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl(list(summaries().items()))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # Said when it is asked for: at import the language may not be chosen yet.
        self.help = _("Code and analyse qualitative interviews.")
        super().format_help_text(ctx, formatter)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_("[OPTIONS]"), _("COMMAND [ARGS]…")]

    @staticmethod
    def _looks_like_a_project(word: str) -> bool:
        return word.endswith(".qualcode") or os.path.exists(word)


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status. Whatever goes wrong is said in a line or two, never as a traceback."""
    if asked := os.environ.get("_QUALCODE_COMPLETE"):
        from qualcode.cli.completion import answer

        return answer(main, asked)
    speak_to_click()
    _spare_the_streams()
    try:
        result = main.main(args=None if args is None else list(args), prog_name="qualcode", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Abort:
        click.echo(_("Stopped."), err=True)
        return 130
    except click.ClickException as error:
        _show(error)
        return error.exit_code
    except QualcodeError as error:
        return _say(error)
    except SystemExit:
        # Click leaves so only when the reader of a pipe has seen enough (`| head`); nothing is wrong.
        return 0
    except OSError as error:
        from qualcode.files import explain

        return _say(QualcodeError(explain(error, error.filename or _("the output"))))
    except UnicodeEncodeError as error:
        return _say(UnknownName(_("“{text}” is no text in the encoding of this system.").format(text=error.object)))
    except MemoryError:
        return _say(QualcodeError(_("There is not enough memory for this.")))
    except Exception as error:
        from qualcode.mishap import told

        return _say(told(error))


def speak_to_click() -> None:
    """Have click's own words (usage, options, mistakes of use) come from our catalogue, in the language in use."""
    gettext.bindtextdomain(DOMAIN, LOCALE_DIR)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language()


def _spare_the_streams() -> None:
    """A character that the terminal's encoding lacks is replaced; neither that nor a closed stream ends the command.

    A stream that was closed before we began (`>&-`) is None; what is said there is said to nobody.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # open until we end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


def _unknown(word: str) -> str:
    """What to say of a word that is neither a command nor a project, with the nearest commands."""
    import difflib

    said = _("Unknown command “{name}”.").format(name=word)
    near = difflib.get_close_matches(word.casefold(), summaries(), 3, 0.6)
    hint = _("Did you mean: {names}?").format(names=", ".join(near))
    return f"{said} {hint}" if near else said


def _version(ctx: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from qualcode import __version__

        click.echo(_("qualcode, version {version}").format(version=__version__))
        ctx.exit()


def _show(error: click.ClickException) -> None:
    """A mistake of use as click shows it, with what the person typed made harmless."""
    from qualcode.cli.output import printable

    said = io.StringIO()
    error.show(said)
    click.echo(printable(_shortened(said.getvalue())), err=True, nl=False)


def _say(error: QualcodeError) -> int:
    from qualcode.cli.output import printable

    click.echo(printable(_shortened(_("Error: {message}").format(message=error.message))), err=True)
    if error.hint:
        click.echo(printable(_shortened(error.hint)), err=True)
    return error.status


def _shortened(text: str) -> str:
    """What a person typed may be pages long; a message is not."""
    lines = text.split("\n")
    return "\n".join(line if len(line) <= LONGEST else f"{line[: LONGEST - 20]} … {line[-17:]}" for line in lines)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help=_("Show the version and exit."),
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """The program itself; without a command it opens the first page, or says what there is where no terminal is."""
    if ctx.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        from qualcode.tui.app import welcome

        welcome()
    else:
        click.echo(ctx.get_help())
