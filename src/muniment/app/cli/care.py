"""`stamp`, `erase`, `copy`, `restore`, `branch`, `rebuild`: looking after a vault."""

from __future__ import annotations

from pathlib import Path

import click

from muniment.model.counting import counted

from .common import as_option, emit, json_option, not_empty, open_vault, say, vault_option
from .errors import FINDINGS
from .secret import secret_file


@click.command("stamp")
@click.option(
    "--authority", "named", multiple=True, metavar="URL", help="Ask this one instead of those in muniment.toml."
)
@click.option("--timeout", default=20.0, show_default=True, help="Seconds to wait for each.")
@vault_option
@as_option
@json_option
def stamp_command(
    named: tuple[str, ...], timeout: float, vault_path: Path | None, operator: str | None, as_json: bool
) -> int:
    """Ask time-stamping authorities (RFC 3161) to witness the log. Sends them one hash and nothing else."""
    from muniment.preserve import debt, stamp
    from muniment.preserve import time_authorities as authorities

    with open_vault(vault_path, write=True, operator=operator) as vault:
        urls = list(named) or authorities(vault.ledger)
        if not urls:
            raise click.UsageError("No authority is named: put one into muniment.toml or give --authority URL.")
        answers = stamp(vault.ledger, urls, timeout)
        owed = debt(vault.ledger)
    for answer in answers:
        when = answer.stamp.stamp.time.strftime("%Y-%m-%dT%H:%M:%SZ") if answer.stamp else None
        size = answer.stamp.size if answer.stamp else None
        if as_json:
            emit({"authority": answer.authority, "time": when, "entries": size, "problem": answer.problem})
        elif when:
            say(f"{answer.authority}: the first {counted(size or 0, 'entry', 'entries')} existed before {when}.")
        else:
            say(f"{answer.authority}: no stamp. {answer.problem}")
    if as_json:
        emit({"summary": {"stamps": sum(a.stamp is not None for a in answers), "owed": owed.owed}})
    elif owed.owed:
        say(f"Owed: {_lacking(owed.owed)}. Give the same command again later, or ask another authority.")
    return 0 if any(answer.stamp for answer in answers) else FINDINGS


def _lacking(count: int) -> str:
    return f"{counted(count, 'entry', 'entries')} under no stamp"


_SHOWN_BY = {"person": "persons show", "claim": "claims show", "incident": "incidents show", "dossier": "dossier show"}
"""First word of a label → what shows it."""


@click.command("erase")
@click.argument("item", required=False)
@click.option("--ground", callback=not_empty, help="Why it must be erased.")
@click.option("--review", type=click.IntRange(0), metavar="ENTRY", help="Show a proposal; change nothing.")
@click.option("--confirm", type=click.IntRange(0), metavar="ENTRY", help="Confirm another operator's proposal.")
@click.option("--withdraw", type=click.IntRange(0), metavar="ENTRY", help="Withdraw a proposal, with a --reason.")
@click.option("--reason", callback=not_empty, help="Why it shall stay.")
@vault_option
@as_option
@json_option
def erase_command(
    item: str | None,
    ground: str | None,
    review: int | None,
    confirm: int | None,
    withdraw: int | None,
    reason: str | None,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """Propose to erase ITEM on a --ground; another operator carries it out with --confirm.

    ITEM is an item, a person (whose identity goes), or what was put on record: a claim, a link, a dossier …
    """
    from muniment.preserve import confirm_erasure as confirm_it
    from muniment.preserve import plan_erasure as plan
    from muniment.preserve import propose_erasure as propose

    if [item, review, confirm, withdraw].count(None) != 3 or (item is None) != (ground is None):
        raise click.UsageError(
            "Give an ITEM with a --ground, or --review ENTRY, or --confirm ENTRY, or --withdraw ENTRY with a --reason."
        )
    if withdraw is not None:
        _withdraw(withdraw, reason, vault_path, operator, as_json)
        return
    if review is not None:
        _review(review, vault_path, as_json)
        return
    with open_vault(vault_path, write=True, operator=operator) as vault:
        if confirm is not None:
            written = confirm_it(vault.ledger, confirm)
            if as_json:
                emit({"act": written.index, "proposal": confirm, "parts": len(written.fields) - 1})
            else:
                _tell_erased(written.index)
            return
        named = str(item)
        wanted = plan(vault.ledger, named if _is_record(named) else vault.item(named).item)
        proposed = propose(vault.ledger, wanted, str(ground))
    if as_json:
        emit({"act": proposed.index, "item": wanted.item, "goes": list(wanted.words)})
        return
    say(f"Proposed as entry {proposed.index}. This will go:")
    for words in wanted.words:
        say(f"  {words}")
    say(f"Nothing is erased yet: another operator runs `muniment erase --confirm {proposed.index}`.")
    say("Until then it is held back: it is handed to nobody.")


def _withdraw(entry: int, reason: str | None, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    from muniment.preserve import withdraw_erasure

    if reason is None:
        raise click.UsageError("Say with --reason why it shall stay.")
    with open_vault(vault_path, write=True, operator=operator) as vault:
        written = withdraw_erasure(vault.ledger, entry, reason)
    if as_json:
        emit({"act": written.index, "proposal": entry, "withdrawn": True, "reason": reason})
    else:
        say(f"The proposal of entry {entry} is withdrawn (entry {written.index}); nothing was erased.")


def _review(entry: int, vault_path: Path | None, as_json: bool) -> None:
    """Show what another operator proposed, to whoever is to confirm it."""
    from muniment.preserve import EraseError, Refused, erasure_proposal, plan_of_proposal

    words: tuple[str, ...] = ()
    problem = ""
    with open_vault(vault_path) as vault:
        found = erasure_proposal(vault.ledger, entry)
        try:
            words = plan_of_proposal(vault.ledger, found).words
        except (EraseError, Refused) as error:
            problem = str(error)
    if as_json:
        told = {"entry": entry, "by": found.by, "ground": found.ground, "item": found.item}
        emit(told | {"goes": list(found.records), "words": words, "problem": problem})
        return
    say(f"Entry {entry}, by {found.by}: erase {found.item}, on the ground: {found.ground}")
    say(f"It lists {counted(len(found.records), 'part')}: {', '.join(found.records)}")
    if problem:
        say(f"It cannot be confirmed: {problem}")
        return
    say("This will go:")
    for line in words:
        say(f"  {line}")
    show = _SHOWN_BY.get(found.item.partition("-")[0], "show")
    say(f"See `muniment {show} {found.item}`; another operator than {found.by} may `muniment erase --confirm {entry}`.")


def _is_record(text: str) -> bool:
    """Whether a label is of something other than an item."""
    name = text.rpartition("/")[2].partition("-")
    return bool(name[1]) and name[0] not in ("item", "acquisition")


def _tell_erased(index: int) -> None:
    say(f"Erased (entry {index}). The log says who, when and why; `muniment verify` reports it as erased.")
    say(
        "What is beyond this program: what the disk still holds under freed space, backups and copies made "
        "before, and packages already handed out."
    )


@click.command("copy")
@click.argument("destination", type=click.Path(path_type=Path))
@vault_option
@json_option
def copy_command(destination: Path, vault_path: Path | None, as_json: bool) -> int:
    """Make a consistent copy of the vault in DESTINATION and verify it."""
    from muniment.verify.main import plain

    with open_vault(vault_path, write=True) as vault:
        report = vault.copy(destination)
    if as_json:
        emit({"copy": str(destination), "ok": report.ok, "checked": dict(report.checked)})
    else:
        say(f"The copy in {destination} is {'whole' if report.ok else 'NOT whole'}.")
        if not report.ok:
            click.echo(plain(report.as_text()))
    return 0 if report.ok else FINDINGS


@click.command("restore")
@click.option(
    "--from",
    "source",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A whole copy of this vault. An older one gives back what it has.",
)
@vault_option
@as_option
@json_option
def restore_command(source: Path, vault_path: Path | None, operator: str | None, as_json: bool) -> int:
    """Put back from a copy what this folder lacks or what is damaged in it; the log says that it was done."""
    from muniment.app.config import find_vault
    from muniment.app.vault import restore_vault
    from muniment.verify.main import plain

    done = restore_vault(find_vault(vault_path), source, operator)
    whole = done.report.ok
    if as_json:
        emit({"act": done.act, "files": done.files, "entries": done.entries, "lacking": done.lacking, "ok": whole})
        return 0 if whole else FINDINGS
    if not done.files:
        say("Nothing that the copy holds is damaged or lacking here; nothing was changed.")
    else:
        say(f"Files put back from the copy: {done.files}." + (f" Entry {done.act} says so." if done.act else ""))
    if done.lacking:
        lacking = f"{done.lacking} of {counted(done.entries, 'entry', 'entries')}"
        say(f"The copy lacks the last {lacking}: nothing of these could be put back.")
        say("Make a new copy now: `muniment copy DEST`.")
    say("Everything here is whole." if whole else "Not everything is whole yet; another copy may help.")
    if not whole:
        click.echo(plain(done.report.as_text()))
    return 0 if whole else FINDINGS


@click.command("branch")
@click.option("--reason", required=True, callback=not_empty, help="Why this copy goes on by itself.")
@click.option("--as", "operator", default="op-1", show_default=True, help="Your code in the new log.")
@click.option("--recovery-out", type=click.Path(path_type=Path), help="Write the recovery key to this file instead.")
@vault_option
@json_option
def branch_command(
    reason: str, operator: str, recovery_out: Path | None, vault_path: Path | None, as_json: bool
) -> None:
    """Go on from this copy as a new log, whose charter names the checkpoint it goes on from."""
    from muniment.app.config import find_vault
    from muniment.app.vault import branch_vault

    folder = find_vault(vault_path)
    with secret_file(recovery_out, folder) as keep_secret:
        founded = branch_vault(folder, reason, operator)
        keep_secret(founded.recovery)
    with open_vault(folder) as vault:
        fingerprint = vault.ledger.authority.fingerprint
    if as_json:
        shown = {"vault": founded.vault, "mark": founded.mark, "fingerprint": fingerprint}
        emit(shown | ({} if recovery_out else {"recovery": founded.recovery}))
        return
    say(f"This folder goes on as the vault {founded.mark}; what came before is kept in before/ and checked with it.")
    say(f"Its fingerprint is new, to be told to others by voice or on paper: {fingerprint}")
    if recovery_out is None:
        say("Recovery key: write it down on paper now and keep it elsewhere. It is shown this once:")
        say(f"    {founded.recovery}")
    say("Items may have other labels here than before: look them up with `muniment items`.")
    say("If this copy is older than an erasure, what was erased is back: erase it again.")
    say("Read the material again with `muniment read`.")


@click.command("rebuild")
@vault_option
@json_option
def rebuild_command(vault_path: Path | None, as_json: bool) -> None:
    """Throw catalogue and search away and derive them again from log, packs and blobs."""
    with open_vault(vault_path, write=True) as vault:
        vault.rebuild()
        counts = vault.ledger.catalogue.counts()
    if as_json:
        emit({"rebuilt": counts})
    else:
        say(
            f"Rebuilt: {counted(counts['items'], 'item')}, {counted(counts['acquisitions'], 'acquisition')}, "
            f"{counted(counts['acts'], 'entry', 'entries')}."
        )
