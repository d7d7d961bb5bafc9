"""Scene: a basis or consent is stated later; it lets an item go, and never unmasks a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from .commands import Person, file, found_vault, run


@pytest.fixture
def op(tmp_path: Path) -> Person:
    return found_vault(tmp_path)


def _hand_over(op: Person, item: str, purpose: str) -> Path:
    out = op.vault.parent / f"for-{purpose}"
    op("disclose", out, "--item", item, "--to", "Radio Osmel", "--purpose", purpose).ok()
    return out


def test_a_basis_stated_later_lets_an_item_go_and_the_package_verifies(op: Person) -> None:
    item = op.add(file(op.vault.parent / "in", "note.txt", "A note."), basis="unstated")[0]
    assert op("disclose", op.vault.parent / "no", "--item", item, "--to", "X", "--purpose", "press").exit_code == 4
    op("amend", item, "--basis", "organisation", "--reason", "they signed a form").ok()
    op("amend", item, "--consent", "press; court", "--reason", "they signed another").ok()
    package = _hand_over(op, item, "press")
    assert op("verify", package).exit_code == 0
    assert op("verify").exit_code == 0
    assert "they signed" not in (package / "data" / "disclosures").joinpath("1.json").read_text()


def test_what_a_person_gave_stays_masked_whatever_is_stated_later(op: Person) -> None:
    leaflet = file(op.vault.parent / "in", "from Ilmar Tossen.txt", "A leaflet.")
    item = op.add(leaflet, basis="person", source="Ilmar Tossen", consent="press")[0]
    op.add(file(op.vault.parent / "again", "leaflet.txt", "A leaflet."), basis="public")
    op("amend", item, "--basis", "public", "--consent", "press", "--reason", "it is on the web").ok()
    package = _hand_over(op, item, "press")
    assert op("verify", package).exit_code == 0
    told = b"".join(path.read_bytes() for path in package.rglob("*") if path.is_file())
    assert b"Tossen" not in told


def test_without_a_key_nothing_of_the_material_is_written(op: Person, tmp_path: Path) -> None:
    secret = file(op.vault.parent / "in", "secret.txt", "The words of Tomir Halveksen.")
    before = (op.vault / "packs" / "000001").read_bytes()
    refused = run("add", secret, "--basis", "public", "--no-read", home=tmp_path / "stranger", cwd=op.vault)
    assert refused.exit_code == 3
    assert "no key" in refused.err
    assert (op.vault / "packs" / "000001").read_bytes() == before
