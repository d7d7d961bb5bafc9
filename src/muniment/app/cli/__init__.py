"""The command line. Commands are loaded when they are called, so that `--help` is instant."""

from __future__ import annotations

import gc
import io
import os
import sys
from importlib import import_module
from typing import Any

import click

from .errors import exit_code, words

COMMANDS = {
    "init": ("keep", "Make a vault."),
    "add": ("keep", "Preserve files and folders, then read them."),
    "read": ("keep", "Read what is preserved and not read yet."),
    "status": ("look", "What is here, unread, owed, at risk; whether all is whole."),
    "items": ("look", "List items."),
    "show": ("show", "Show one item: custody, metadata, links, text."),
    "search": ("look", "Find passages, exact hits first."),
    "claims": ("claims", "Who said what in which passage: add, import, edit, retract, list, show, suggest, take."),
    "codes": ("vocabulary", "The codes that claims are coded with; adopt lists of your own."),
    "dates": ("vocabulary", "Reference dates, from which others are counted."),
    "incidents": ("incidents", "Claims of one happening, side by side."),
    "origins": ("origins", "How many separate origins are known of some documents."),
    "link": ("origins", "Declare one informant, a translation, or why two documents are independent."),
    "persons": ("witnesses", "Persons by codes; who they are, for keepers alone."),
    "accounts": ("witnesses", "That persons were heard, and what is known of earlier times."),
    "consents": ("witnesses", "What persons agreed to or refused."),
    "objects": ("witnesses", "Things without bytes, or held elsewhere."),
    "judge": ("judging", "Judge one proposition about an incident, under a named standard."),
    "review": ("judging", "What waits for a second person; agree or disagree with a judgement."),
    "elements": ("judging", "Elements of law; map an act to one, as your own judgement."),
    "coding": ("judging", "Blind double coding of a sample, and its agreement."),
    "dossier": ("dossier", "An ordered, annotated selection; what is linked to it and left out."),
    "policy": ("policy", "The rules that the people of a vault set for themselves."),
    "links": ("look", "List links, and what can be known of their targets offline."),
    "log": ("look", "List acts."),
    "disclose": ("handover", "Hand over a package that a stranger can check."),
    "verify": ("handover", "Check a vault or a package."),
    "amend": ("rules", "State the basis of an item, or the consent for it, later."),
    "restrict": ("rules", "State what an item may not be handed out for."),
    "hold": ("rules", "Set or lift a hold, under which nothing can be erased."),
    "operators": ("operators", "Who may sign: list, request, add, rotate, revoke, recover."),
    "stamp": ("care", "Ask time-stamping authorities to witness the log."),
    "erase": ("care", "Erase an item: proposed by one operator, confirmed by another."),
    "copy": ("care", "Make a verified copy."),
    "restore": ("care", "Put back from a copy what is lacking here."),
    "branch": ("care", "Go on from a copy as a new log that says so."),
    "rebuild": ("care", "Derive catalogue and search anew from the log."),
    "demo": ("demo", "Show all of this on invented material."),
}
"""Command → (module, one line). The modules are `muniment.app.cli.<module>`."""


class Lazy(click.Group):
    """A group that knows its commands' names and lines, and imports a command when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"muniment.app.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            # Said in our own words, for click would take it for a failure.
            raise ReaderGone from None


class ReaderGone(Exception):
    """Whoever reads our output has had enough (`muniment items | head`)."""


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show where in the program an error came from.")
@click.version_option(package_name="muniment", message="muniment %(version)s")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """Evidence system of record: keep, find, prove, hand over.

    A vault is found in the current folder or above it, or named with --vault.

    Exit codes: 0 done; 1 done, with findings; 2 wrong usage; 3 the vault cannot be used; 4 refused by a rule.
    """
    ctx.obj = {"debug": debug}


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and exit."""
    debug, given = _debug(sys.argv[1:] if arguments is None else arguments)
    _harden_output()
    _spare_the_collector()
    try:
        result = cli.main(given, prog_name="muniment", standalone_mode=False)
        sys.exit(result if isinstance(result, int) else 0)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _say("Stopped. What was acknowledged is kept; the same command again does the rest.")
        sys.exit(1)
    except ReaderGone:
        # What is still in the buffer would fail again when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        sys.exit(exit_code(error))
    except Exception as error:
        if debug:
            raise
        _say(words(error))
        sys.exit(exit_code(error))


def _debug(given: list[str]) -> tuple[bool, list[str]]:
    """Whether --debug stands anywhere before a `--`, and the arguments without it."""
    end = given.index("--") if "--" in given else len(given)
    return "--debug" in given[:end], [text for text in given[:end] if text != "--debug"] + given[end:]


def _spare_the_collector() -> None:
    """Look for garbage in circles seldom: our many small records are in none, and looking costs a fifth of `add`."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def _harden_output() -> None:
    """No name, whatever is in it, may stop a command because the terminal has no letter for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _say(text: str) -> None:
    print(f"muniment: {text}", file=sys.stderr)
