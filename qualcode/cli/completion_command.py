"""qualcode completion bash|zsh|fish"""

from __future__ import annotations

import sys

import click

from qualcode.cli.completion import SHELLS, script
from qualcode.i18n import _


def _install(shell: str) -> str:
    return {
        "bash": 'eval "$(qualcode completion bash)"   ' + _("# in ~/.bashrc"),
        "zsh": 'eval "$(qualcode completion zsh)"   ' + _("# in ~/.zshrc, after compinit"),
        "fish": "qualcode completion fish > ~/.config/fish/completions/qualcode.fish",
    }[shell]


@click.command(
    "completion",
    help=_(
        "Print what a shell needs to complete commands, codes, documents, attributes and named queries with the Tab "
        'key. To install it, for bash: put the line  eval "$(qualcode completion bash)"  into ~/.bashrc; for zsh the '
        "same with zsh into ~/.zshrc, after compinit; for fish: qualcode completion fish > "
        "~/.config/fish/completions/qualcode.fish"
    ),
)
@click.argument("shell", type=click.Choice(tuple(SHELLS)))
def command(shell: str) -> None:
    click.echo(script(shell), nl=False)
    if sys.stdout.isatty():
        click.echo(_("To install it: {line}").format(line=_install(shell)), err=True)
