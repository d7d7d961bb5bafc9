"""A small vault in which much has happened, and what was handed out from it: the ground for every attack.

Everybody and everything in it is invented. It is built once, with the real parts; each test gets a copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from muniment.app.vault import Vault
from muniment.disclose.packing import disclose
from muniment.disclose.selection import Terms
from muniment.model.reading import Reading
from muniment.preserve import Identity, Keyring, Ledger
from muniment.preserve.care.erasing import confirm, plan, propose
from muniment.preserve.ledger.clock import now
from muniment.preserve.people.operators import add, request, revoke
from muniment.preserve.readings import keep_reading
from muniment.preserve.statements import restrict
from muniment.preserve.timestamps.stamping import stamp
from muniment.verify.acts.jws import key_id
from tests.tsa import Authority

TEXTS = {
    "bulletin.txt": "The shelling of Old Harbour in Karvesia began at dawn.\n",
    "letter.txt": "We counted eleven houses without a roof.\n",
    "list.csv": "name,age\nperson one,34\nperson two,7\n",
}
CHARTER, ACQUIRE, READ, RESTRICT, ADMIT, DOOMED = 0, 1, 2, 3, 4, 5
"""Indexes of the first acts; `Scene` names the later ones."""
MATERIAL = "1.0"
"""The record that is restricted twice."""


@dataclass(frozen=True)
class Scene:
    """Where everything is, and which entry is which act."""

    vault: Path
    settings: Path
    package: Path
    early_package: Path
    early_vault: Path
    """The vault as it was when the early package was made."""
    early_settings: Path
    fingerprint: str
    name: str
    anchors: tuple[bytes, ...]
    proposal: int
    erase: int
    withdrawal: int
    disclosure: int

    def identity(self, code: str) -> Identity:
        """The keys of an operator, in force or not."""
        return next(i for i in Keyring(self.settings).identities(self.name) if i.code == code)


def build(root: Path) -> Scene:
    """Make the vault, two packages and an earlier copy below `root`."""
    vault, settings = root / "vault", root / "settings"
    founded = Vault.init(vault, "Harbour", settings=settings)
    _keep(vault, settings, root / "material")
    proposal, erase = _erase(vault, settings, root)
    with Vault(vault, write=True, settings=settings, operator="op-1") as opened:
        _hand_over(opened, root / "early", "court")
    shutil.copytree(vault, root / "early-vault")
    shutil.copytree(settings, root / "early-settings")
    withdrawal = _go_on(vault, settings)
    with Authority(root / "authority", kind="p256") as authority:
        with Vault(vault, write=True, settings=settings, operator="op-1") as opened:
            stamp(opened.ledger, [authority.url])
            disclosure = _hand_over(opened, root / "package", "court")
            fingerprint = opened.ledger.authority.fingerprint
        from muniment.verify.timestamps.rfc3161 import pem_certificates

        anchors = tuple(pem_certificates(authority.root_pem.read_bytes()))
    places = (vault, settings, root / "package", root / "early", root / "early-vault", root / "early-settings")
    return Scene(*places, fingerprint, founded.vault, anchors, proposal, erase, withdrawal, disclosure)


def _keep(vault: Path, settings: Path, material: Path) -> None:
    material.mkdir(parents=True)
    for name, text in TEXTS.items():
        (material / name).write_text(text, "utf-8")
    (material / "film.bin").write_bytes(bytes(range(256)) * 520)
    with Vault(vault, write=True, settings=settings) as opened:
        opened.add([material], {"source": "radio watch", "basis": "public", "obtained": "2031-04-02"})
        _read(opened.ledger, [item.item for item in opened.items()])
        restrict(opened.ledger, opened.items()[0], [{"rule": "not-for", "purpose": "press"}], "a relative asked")
        add(opened.ledger, request(opened.ledger, "op-2"))


def _read(ledger: Ledger, items: Sequence[str]) -> None:
    """A reading of each item, kept as a reader's would be."""
    draft = ledger.draft("read")
    for item in items:
        keep_reading(draft, item, Reading(text=f"what {item} says", reader="text", title=f"Title of {item}"))
    draft.commit()


def _erase(vault: Path, settings: Path, root: Path) -> tuple[int, int]:
    """One item more, brought by the second operator and erased by both."""
    (root / "doomed.txt").write_text("To be erased: the address of somebody.\n", "utf-8")
    with Vault(vault, write=True, settings=settings, operator="op-2") as opened:
        opened.add([root / "doomed.txt"], {"basis": "person", "consent": "court"})
        doomed = opened.items()[-1].item
        _read(opened.ledger, [doomed])
    with Vault(vault, write=True, settings=settings, operator="op-1") as opened:
        proposal = propose(opened.ledger, plan(opened.ledger, doomed), "consent withdrawn").index
    with Vault(vault, write=True, settings=settings, operator="op-2") as opened:
        return proposal, confirm(opened.ledger, proposal).index


def _go_on(vault: Path, settings: Path) -> int:
    """A third operator comes and is revoked; the first item may be shown to a court only."""
    with Vault(vault, write=True, settings=settings, operator="op-1") as opened:
        add(opened.ledger, request(opened.ledger, "op-3"))
    with Vault(vault, write=True, settings=settings, operator="op-1") as opened:
        revoke(opened.ledger, "op-3", since=2)
        item = opened.items()[0]
        return restrict(opened.ledger, item, [{"rule": "only-for", "purpose": "court"}], "withdrawn").index


def _hand_over(opened: Vault, destination: Path, purpose: str) -> int:
    items = [item for item in opened.items() if item.size < 1000]
    terms = Terms("the inquiry", purpose, now())
    return disclose(opened.ledger, items, terms, destination).act


def key_of(scene: Scene, code: str) -> str:
    """How acts name an operator's key."""
    return key_id(scene.identity(code).key.public)
