"""What the commands share: options, output as tables or JSON Lines, progress."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from muniment.app.vault import Vault

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

vault_option = click.option(
    "--vault", "vault_path", type=click.Path(path_type=Path, file_okay=False), help="The vault's folder."
)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output.")
as_option = click.option("--as", "operator", metavar="CODE", help="Sign as this operator, if you are several.")


def not_empty(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse an option that is given and says nothing: it would stand in the log for good."""
    if value is not None and not value.strip():
        raise click.BadParameter("it must say something.")
    return value


MOST_ROWS = 1_000_000_000
_ROWS, _ROWS_OFF = click.IntRange(1, MOST_ROWS), click.IntRange(0, MOST_ROWS)


def paging(command: F) -> F:
    """`--limit` and `--offset`."""
    command = click.option("--offset", default=0, show_default=True, type=_ROWS_OFF, help="Skip so many.")(command)
    return click.option("--limit", default=50, show_default=True, type=_ROWS, help="Show at most so many.")(command)


def open_vault(path: Path | None, *, write: bool = False, operator: str | None = None) -> Vault:
    """The vault that was named or that the current folder is in."""
    from muniment.app.config import find_vault
    from muniment.app.vault import Vault

    return Vault(find_vault(path), write=write, operator=operator)


def emit(value: Any) -> None:
    """One JSON line."""
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(value, ensure_ascii=plain) + "\n")


def page(rows: list[T], limit: int, offset: int) -> list[T]:
    """At most `limit` of rows asked for with one more than that; says on standard error that there are more."""
    if len(rows) > limit:
        click.echo(f"There are more: go on with --offset {offset + limit}, or raise --limit.", err=True)
    return rows[:limit]


def say(text: str = "") -> None:
    """A line for people, with control and bidi characters shown."""
    from muniment.model.safe_text import safe_text

    click.echo(safe_text(text))


def warn(text: str) -> None:
    """A line for people on standard error, beside the results."""
    from muniment.model.safe_text import safe_text

    click.echo(safe_text(text), err=True)


def table(head: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()) -> None:
    """A table of safe texts; plain where the output is not a terminal."""
    from muniment.model.safe_text import safe_text

    cells = [[safe_text(str(cell if cell is not None else "")) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in [list(head), *cells]:
            click.echo("\t".join(cell.replace("\t", " ") for cell in row))
        return
    from .columns import lines

    for number, line in enumerate(lines(head, cells, right, shutil.get_terminal_size().columns)):
        click.echo(click.style(line, bold=True) if number == 0 else line)


class Progress:
    """A progress bar on standard error with throughput and time left; silent where that is no terminal."""

    def __init__(self, what: str, total: int | None, unit: str = "items") -> None:
        self._what, self._total, self._unit = what, total, unit
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            from rich import progress as rich_progress
            from rich.console import Console

            amount = (
                [rich_progress.DownloadColumn(), rich_progress.TransferSpeedColumn()]
                if self._unit == "bytes"
                else [rich_progress.MofNCompleteColumn()]
            )
            self._bar = rich_progress.Progress(
                "{task.description}",
                rich_progress.BarColumn(),
                *amount,
                rich_progress.TimeRemainingColumn(),
                console=Console(stderr=True),
            )
            self._bar.start()
            self._task = self._bar.add_task(self._what, total=self._total)
        return self

    def advance(self, count: int = 1) -> None:
        """So much more is done."""
        if self._bar is not None:
            self._bar.advance(self._task, count)

    def more(self, count: int) -> None:
        """So much more is to be done than was known."""
        if self._bar is not None and self._total is not None:
            self._total += count
            self._bar.update(self._task, total=self._total)

    def __exit__(self, *exc: object) -> None:
        if self._bar is not None:
            self._bar.stop()
