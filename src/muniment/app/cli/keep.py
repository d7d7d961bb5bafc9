"""`init`, `add`, `read`: making a vault and filling it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from muniment.app.words import size_words
from muniment.model.counting import counted

from .common import Progress, as_option, emit, json_option, not_empty, open_vault, say, vault_option
from .errors import FINDINGS
from .secret import secret_file

if TYPE_CHECKING:
    from muniment.acquire import Summary
    from muniment.app.findings import Noticed
    from muniment.app.vault import Vault
    from muniment.model.records import ItemRow
    from muniment.preserve import Deposited

MOST_TOLD = 100
"""Findings of readers that are told one by one; --json tells all."""


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", required=True, callback=not_empty, help="What the vault is called.")
@click.option("--as", "operator", default="op-1", show_default=True, help="Your code in this vault (a pseudonym).")
@click.option("--recovery-out", type=click.Path(path_type=Path), help="Write the recovery key to this file instead.")
@json_option
def init_command(folder: Path, name: str, operator: str, recovery_out: Path | None, as_json: bool) -> None:
    """Make a vault in FOLDER: first operator's key, recovery key, charter, checkpoint."""
    from muniment.app.config import settings_folder
    from muniment.app.risks import risks
    from muniment.app.vault import Vault

    with secret_file(recovery_out, folder) as keep_secret:
        founded = Vault.init(folder, name, operator=operator)
        keep_secret(founded.recovery)
    with Vault(folder) as vault:
        fingerprint = vault.ledger.authority.fingerprint
    warnings = risks(folder)
    if as_json:
        shown = {"vault": founded.vault, "mark": founded.mark, "fingerprint": fingerprint, "warnings": warnings}
        emit(shown | ({} if recovery_out else {"recovery": founded.recovery}))
        return
    say(f"The vault {name!r} is in {folder}. Its short mark is {founded.mark}.")
    say(f"Your key as {operator} is in {settings_folder()} and nowhere else.")
    say(f"Fingerprint, to be told to others by voice or on paper: {fingerprint}")
    if recovery_out is None:
        say("Recovery key: write it down on paper now and keep it elsewhere. It is shown this once:")
        say(f"    {founded.recovery}")
    else:
        say(f"The recovery key is in {recovery_out}. Move it off this machine.")
    for warning in warnings:
        say(f"Careful: {warning}")


def _details(command: Any) -> Any:
    texts = {
        "source": "Who the material comes from.",
        "basis": "public, person, organisation or unstated.",
        "obtained-by": "Who obtained it (a code such as person-2).",
        "role": "In which role.",
        "method": "handed over, own capture, download, seizure or import.",
        "tool": "Device or program, with version.",
        "reference": "Where it was: a URL, a shelf mark.",
        "obtained": "When, as an EDTF date: 2024-03-14, 2024-03, 2024-03-14~.",
        "custody": "Steps before intake: DATE words | DATE/DATE gap: words.",
        "consent": "Purposes the giver agreed to: un-inquiry; court until 2027-12-31.",
        "restrictions": "never; not-for: press; only-for: court; until: 2027-01-01.",
        "note": "Anything else.",
    }
    for name, text in reversed(texts.items()):
        command = click.option(f"--{name}", help=text)(command)
    return command


@click.command("add")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--manifest", type=click.Path(path_type=Path, dir_okay=False), help="A CSV with a row a file.")
@_details
@click.option("--translates", metavar="ITEM", help="PATHS is a person's translation of this item.")
@click.option("--transcribes", metavar="ITEM", help="PATHS is a person's transcript of this item.")
@click.option("--by", callback=not_empty, help="Who translated or transcribed it.")
@click.option("--no-read", is_flag=True, help="Preserve only; read later with `muniment read`.")
@vault_option
@as_option
@json_option
def add_command(
    paths: tuple[Path, ...],
    manifest: Path | None,
    translates: str | None,
    transcribes: str | None,
    by: str | None,
    no_read: bool,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
    **told: str | None,
) -> int:
    """Preserve PATHS (files and folders), then read them.

    Every byte is safe and logged before anything is read. The same command again changes nothing.
    """
    if bool(paths) == (manifest is not None):
        raise click.UsageError("Name either files and folders, or a --manifest.")
    working_copy = _working_copy(paths, translates, transcribes, by)
    given = {name: value for name, value in told.items() if value is not None}
    touched: dict[str, str] = {}
    from muniment.app.findings import without_basis

    with open_vault(vault_path, write=True, operator=operator) as vault:
        if working_copy is not None:
            given |= vault.made_from(*working_copy)
        summary = _preserve(vault, paths, manifest, given, touched, as_json)
        unstated = without_basis(vault, touched)
        counts, found = ({}, []) if no_read else _read(vault, touched)
    if as_json:
        told_of = [{"path": path, "finding": what} for path, what in summary.findings]
        findings = told_of + [noticed._asdict() for noticed in found]
        more = {"read": _counts(counts), "findings": findings, "without_basis": unstated}
        emit({"summary": summary.as_json() | more})
    else:
        _tell_kept(summary)
        if not no_read:
            _tell_read(counts)
        _tell_findings(summary, found)
        _tell_unstated(unstated)
    return FINDINGS if summary.failed or summary.findings or found or counts.get("failed") else 0


def _working_copy(
    paths: tuple[Path, ...], translates: str | None, transcribes: str | None, by: str | None
) -> tuple[str, str, str] | None:
    """What was made from which item by whom, where the files are a translation or a transcript."""
    named = [(kind, item) for kind, item in (("translation", translates), ("transcript", transcribes)) if item]
    if not named and by is None:
        return None
    if len(named) != 1 or by is None or len(paths) != 1 or not paths[0].is_file():
        raise click.UsageError("A translation or transcript is one file, of one item, with --by: who made it.")
    (kind, item) = named[0]
    return kind, item, by


def _preserve(
    vault: Vault,
    paths: tuple[Path, ...],
    manifest: Path | None,
    told: dict[str, str],
    touched: dict[str, str],
    as_json: bool,
) -> Summary:
    """Preserve all of it; `touched` gets every item of this run with its first path."""
    with Progress("preserving", _total(paths, manifest), "bytes") as progress:

        def report(result: Deposited) -> None:
            progress.advance(result.size)
            if result.item:
                touched.setdefault(result.item, result.path)
            if as_json:
                emit({name: value for name, value in result._asdict().items() if name != "unchanged"})

        if manifest is not None:
            return vault.add_manifest(manifest, told, report)
        return vault.add(paths, told, report)


def _total(paths: Iterable[Path], manifest: Path | None) -> int | None:
    """Bytes to be brought, counted only where somebody watches."""
    import os
    import sys

    if not sys.stderr.isatty() or manifest is not None:
        return None
    total = 0
    for path in paths:
        for folder, _, names in os.walk(path):
            for name in names:
                try:
                    total += (Path(folder) / name).lstat().st_size
                except OSError:
                    continue
        total += path.stat().st_size if path.is_file() else 0
    return total


def _read(
    vault: Vault, touched: dict[str, str], again: Sequence[ItemRow] | None = None, wishes: frozenset[str] = frozenset()
) -> tuple[dict[str, int], list[Noticed]]:
    """Read what is pending, or `again`; counts by status, and what was found in that and in what was `touched`."""
    from muniment.app.findings import LETTERS, noticed

    pending = vault.ledger.catalogue.counts().get("read_pending", 0) if again is None else len(again) or None
    inside = 0
    with Progress("reading", pending) as progress:

        def done(item: str, status: str) -> None:
            touched.setdefault(item, "")
            progress.advance()

        def found(result: Deposited) -> None:
            nonlocal inside
            inside += not result.unchanged
            progress.more(result.status == "added")

        if again is None:
            counted = dict(vault.read(done, wishes=wishes, report=found))
        else:
            counted = dict(vault.read_again(again, done, wishes, found))
    return {**counted, "inside": inside}, noticed(vault, touched, LETTERS if wishes else frozenset())


def _counts(counted: dict[str, int]) -> dict[str, int]:
    return {status: counted.get(status, 0) for status in ("done", "failed", "none", "inside")}


def _tell_kept(summary: Summary) -> None:
    by = summary.by_status
    say(
        f"{counted(summary.files, 'file')} ({size_words(summary.bytes)}): {by['added']} new, "
        f"{by['known']} with bytes that were here already, "
        f"{by['failed']} not taken."
    )
    if summary.unchanged:
        say(f"{summary.unchanged} of them had been brought in just this way before: nothing was written for those.")


def _tell_read(counts: dict[str, int]) -> None:
    by = _counts(counts)
    if by["inside"]:
        say(f"Found inside others and kept as items of their own: {counted(by['inside'], 'file')}.")
    say(f"Read: {by['done']}; kept without a reader: {by['none']}; failed: {by['failed']}.")


def _tell_unstated(count: int) -> None:
    """What stands between these items and a hand-over: said now, when whoever brought them can still be asked."""
    if not count:
        return
    verb = "has" if count == 1 else "have"
    say(
        f"{counted(count, 'item')} of these {verb} no stated basis and cannot be handed over before "
        "`muniment amend ITEM --basis BASIS --reason WHY` states it; `muniment items --no-basis` lists all such."
    )


def _tell_findings(summary: Summary | None, found: list[Noticed]) -> None:
    for path, why in summary.failed if summary else ():
        say(f"  not taken: {path}: {why}")
    for path, what in summary.findings if summary else ():
        say(f"  look at: {path}: {what}")
    for one in found[:MOST_TOLD]:
        say(f"  {'note' if one.level == 'note' else 'look at'}: {one.path} ({one.item}): {one.finding}")
    if len(found) > MOST_TOLD:
        say(f"  … and {counted(len(found) - MOST_TOLD, 'finding')} more; `muniment items --findings` lists the items.")


@click.command("read")
@click.argument("records", nargs=-1)
@click.option("--again", is_flag=True, help="Read once more what a newer reader may improve.")
@click.option("--ocr", is_flag=True, help="Look for letters in every picture and page of the items named.")
@vault_option
@as_option
@json_option
def read_command(
    records: tuple[str, ...], again: bool, ocr: bool, vault_path: Path | None, operator: str | None, as_json: bool
) -> int:
    """Read what is preserved and not read yet. Goes on where an interrupted run stopped.

    With --again, what another version of its reader has read is read once more: all of it, or the items named.
    Earlier readings stay in the log.
    """
    if (records and not again and not ocr) or (ocr and not records):
        raise click.UsageError("Name items with --again or --ocr; --ocr needs some.")
    with open_vault(vault_path, write=True, operator=operator) as vault:
        items = [vault.item(record) for record in records] if again or ocr else None
        counts, found = _read(vault, {}, items, frozenset({"ocr"}) if ocr else frozenset())
    if as_json:
        emit({"summary": {**_counts(counts), "findings": [noticed._asdict() for noticed in found]}})
    else:
        _tell_read(counts)
        _tell_findings(None, found)
    serious = any(one.level != "note" for one in found)
    return FINDINGS if serious or counts.get("failed") else 0
