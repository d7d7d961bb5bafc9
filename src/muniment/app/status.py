"""The state of a vault in one look: what it holds, owes and risks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muniment.preserve import debt
from muniment.preserve import list_operators as operators
from muniment.store.ports import ItemFilter

from .risks import risks
from .witnesses import identity_risks

if TYPE_CHECKING:
    from .vault import Vault


def status(vault: Vault, deep: bool) -> dict[str, Any]:
    """The documented JSON form of `status`. `deep` checks every byte."""
    ledger = vault.ledger
    acts = ledger.catalogue.acts(limit=1, offset=ledger.log.size - 1)
    owed = debt(ledger)
    problems, whole = _whole(vault, deep)
    return {
        "name": str(ledger.store.config.get("name", "")),
        "vault": ledger.vault,
        "mark": ledger.vault[:5],
        "folder": str(vault.folder.resolve()),
        "fingerprint": ledger.authority.fingerprint,
        "counts": ledger.catalogue.counts(),
        "without_basis": ledger.catalogue.count(ItemFilter(no_basis=True)),
        "last": acts[0].at if acts else "",
        "stamps": {"covered": owed.covered, "owed": owed.owed, "authorities": owed.authorities, "words": owed.words},
        "operators": [f"{row.code} ({row.state})" for row in operators(ledger)],
        "whole": whole,
        "problems": problems,
        "risks": [*risks(vault.folder), *identity_risks(ledger)],
        "readers": _readers(),
        "aids": _aids(),
    }


def _whole(vault: Vault, deep: bool) -> tuple[list[str], str]:
    problems = [vault.ledger.stale] if vault.ledger.stale else []
    if not deep:
        ledger = vault.ledger
        gone = ledger.objects.lacking(ledger.catalogue.extent())
        if gone:
            problems += [f"{name} is gone or cut off" for name in gone]
            return (
                problems,
                "NOT whole; `muniment verify` says what is lost, `muniment restore --from COPY` puts it back",
            )
        words = "the log fits its checkpoint, every file is there; `muniment verify` checks every byte"
        return problems, words if not problems else "opened for reading only"
    from muniment.verify.asked import Asked

    from .vault import verify_vault

    report = verify_vault(vault.folder, Asked())
    problems += [f"{problem.what} {problem.where}: {problem.why}" for problem in report.fails]
    problems += [f"missing: {gone.what}: {gone.why}" for gone in report.missing]
    return problems, report.intact


def _readers() -> list[str]:
    """What holds the readers on this machine, and which of them cannot be loaded."""
    from muniment.read import ReadingPool

    with ReadingPool(workers=1) as pool:
        lines = [
            f"{p.name}: {p.text}" if p.in_force else f"NOT IN FORCE: {p.name}: {p.text}" for p in pool.protections()
        ]
        lines += [f"cannot be used: {problem}" for problem in pool.problems]
    return lines


def _aids() -> list[str]:
    """What readers use beside Python, and what is missed where it is not here."""
    from muniment.read import aids

    return [f"{aid.name}: {aid.text}" if aid.present else f"NOT HERE: {aid.name}: {aid.text}" for aid in aids()]
