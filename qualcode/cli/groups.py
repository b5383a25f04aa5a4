"""Groups of commands in which one is meant when no name is given: `qualcode codes P` is `qualcode codes show P`."""

from __future__ import annotations

import click


class DefaultGroup(click.Group):
    """A group that runs `default` when the first word is none of its commands."""

    default = "show"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        asks_for_help = args and args[0] in ctx.help_option_names
        if args and args[0] not in self.commands and not asks_for_help:
            args = [self.default, *args]
        return super().parse_args(ctx, args)
