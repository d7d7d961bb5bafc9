"""From an error to words and an exit code. Nothing is imported before something went wrong."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muniment.disclose import DisclosureRefused

DONE, FINDINGS, USAGE, UNUSABLE, REFUSED = 0, 1, 2, 3, 4


_KINDS: dict[str, dict[int, tuple[str, ...]]] = {
    "muniment.acquire": {USAGE: ("DetailsError", "ManifestError")},
    "muniment.app.aligning": {USAGE: ("TooLong",)},
    "muniment.app.config": {UNUSABLE: ("NotFound",)},
    "muniment.app.drawing": {USAGE: ("NoPicture",)},
    "muniment.app.searching": {USAGE: ("NoWord",)},
    "muniment.assess": {USAGE: ("AssessError",)},
    "muniment.claims": {USAGE: ("ClaimError",)},
    "muniment.codes": {USAGE: ("ListRefused", "UnknownCode", "UnknownList")},
    "muniment.disclose": {USAGE: ("PackageError", "UnknownField")},
    "muniment.link": {USAGE: ("IncidentError", "LinkError", "NotInstalled")},
    "muniment.preserve": {
        REFUSED: ("Refused",),
        USAGE: ("CannotFound", "CopyError", "EraseError", "NoHold", "NoSuchItem", "NoSuchRecord", "OperatorError",
                "PolicyError"),
        UNUSABLE: ("NoKey", "VaultUnusable"),
    },
    "muniment.store.ports": {UNUSABLE: ("StoreError",)},
    "muniment.verify.main": {USAGE: ("WrongUsage",)},
}  # fmt: skip
"""Package → exit code → errors. An error's own package is loaded by then; the others need not be."""


def exit_code(error: BaseException) -> int:
    """The documented exit code of an error."""
    import click

    for package, codes in _KINDS.items():
        if (module := sys.modules.get(package)) is None:
            continue
        for code, names in codes.items():
            if isinstance(error, tuple(getattr(module, name) for name in names)):
                return code
    if isinstance(error, click.ClickException):
        return USAGE
    return UNUSABLE if isinstance(error, OSError) else FINDINGS


def words(error: BaseException) -> str:
    """What happened, to which thing, what to do."""
    import click

    from muniment.disclose import DisclosureRefused
    from muniment.model.safe_text import safe_text
    from muniment.preserve import Refused

    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    if isinstance(error, click.UsageError):
        told = re.sub(r"\s*\n\s*", " ", error.format_message())
        return safe_text(f"{told} Try `{_command(error)} --help`.")
    if isinstance(error, click.ClickException):
        return safe_text(error.format_message())
    if isinstance(error, OSError):
        return safe_text(_disk_words(error))
    if isinstance(error, DisclosureRefused) and len(error.refusals) > 1:
        return _refusals_words(error)
    if isinstance(error, Refused):
        return safe_text(f"Refused by the rule «{error.rule}»: {error}")
    text = str(error)
    if type(error).__module__.startswith("muniment.") and text:
        return "\n".join(safe_text(line) for line in text.split("\n"))
    return safe_text(f"There is an error in the program ({type(error).__name__}: {text}). Run it with --debug.")


def _refusals_words(error: DisclosureRefused) -> str:
    """Every refusal on a line of its own, under a line that counts them."""
    from muniment.model.counting import counted
    from muniment.model.safe_text import safe_text

    named = {refusal.what for refusal in error.refusals}
    items = counted(len(named), "item" if all(name.startswith("item-") for name in named) else "record")
    lines = [safe_text(f"  «{refusal.rule}»: {refusal}") for refusal in error.refusals]
    return "\n".join([f"Refused for {items}; nothing was handed over.", *lines])


def _command(error: object) -> str:
    context = getattr(error, "ctx", None)
    return context.command_path if context is not None else "muniment"


def _disk_words(error: OSError) -> str:
    import errno

    where = f" ({error.filename})" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return (
            f"The disk is full{where}. What was acknowledged is kept. Free some room and give the same command again."
        )
    return (
        f"The disk answered: {error.strerror or error}{where}. What was acknowledged is kept; "
        "give the same command again when it is mended."
    )
