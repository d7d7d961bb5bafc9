"""Groups of commands whose help lists them in the order in which they are used, each with its whole first sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

WHOLE = 200
"""Letters of a first sentence: more than any has."""


class Steps(click.Group):
    """A group; `order` names the subcommands as they are used, others come behind them."""

    def __init__(self, *args: Any, order: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self._order = {name: place for place, name in enumerate(order)}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.commands, key=lambda name: self._order.get(name, len(self._order)))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            rows = [(name, self.commands[name].get_short_help_str(WHOLE)) for name in self.list_commands(ctx)]
            formatter.write_dl(rows)
