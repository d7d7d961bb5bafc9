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


def test_a_person_named_by_an_amendment_alone_stays_masked_too(op: Person) -> None:
    leaflet = file(op.vault.parent / "in", "from Ilmar Tossen.txt", "A leaflet.")
    item = op.add(leaflet, basis="unstated", source="Ilmar Tossen")[0]
    op("amend", item, "--basis", "person", "--consent", "press", "--reason", "he brought it").ok()
    op("amend", item, "--basis", "public", "--reason", "it is on the web").ok()
    package = _hand_over(op, item, "press")
    assert op("verify", package).exit_code == 0
    told = b"".join(path.read_bytes() for path in package.rglob("*") if path.is_file())
    assert b"Tossen" not in told


@pytest.mark.parametrize(
    ("basis", "options", "shown"),
    [
        ("organisation", (), True),
        ("organisation", ("--hide", "consent", "--hide", "restrictions"), False),
        ("person", (), False),
        ("person", ("--show", "consent", "--show", "restrictions"), True),
    ],
)
def test_a_later_statement_shows_no_more_than_the_acquisition_may(
    op: Person, basis: str, options: tuple[str, ...], shown: bool
) -> None:
    item = op.add(file(op.vault.parent / "in", "note.txt", "A note."), basis=basis, consent="press")[0]
    op("amend", item, "--consent", "press; court until 2041-05-06", "--reason", "asked again").ok()
    op("restrict", item, "--rule", "until: 2011-02-03", "--reason", "asked again").ok()
    out = op.vault.parent / "out"
    op("disclose", out, "--item", item, "--to", "X", "--purpose", "press", *options).ok()
    op("verify", out).ok()
    told = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file() and path.name != "verify.py")
    assert [b"2041-05-06" in told, b"2011-02-03" in told] == [shown, shown]


def test_show_marks_what_is_in_force_and_the_report_what_was_stated_later(op: Person) -> None:
    item = op.add(file(op.vault.parent / "in", "note.txt", "A note."), basis="unstated", restrictions="never")[0]
    before = op("show", item).ok().out
    assert "in force" not in before
    op("amend", item, "--basis", "organisation", "--reason", "they said so").ok()
    op("amend", item, "--basis", "public", "--reason", "they said it was on the web").ok()
    op("restrict", item, "--lift", "--reason", "nothing is against it").ok()
    lines = [line.strip() for line in op("show", item).ok().lines]
    assert "basis: unstated (no longer in force, see entry 3)" in lines
    assert "restrictions: never (no longer in force, see entry 4)" in lines
    assert any(
        line.startswith("entry 2, amend: basis organisation (no longer in force, see entry 3)") for line in lines
    )
    assert any(line.startswith("entry 3, amend: basis public (in force)") for line in lines)
    assert any(line.startswith("entry 4, restrict: restrictions none (in force)") for line in lines)
    page = (_hand_over(op, item, "press") / "data/report.html").read_text()
    assert "stated later: entry 3, amend, 20" in page
    assert "stated later: entry 4, restrict, 20" in page


def test_add_says_what_cannot_be_handed_over_yet(op: Person) -> None:
    source = op.vault.parent / "in"
    for number in range(3):
        file(source, f"note-{number}.txt", f"Note {number}.")
    told = op("add", source / "note-0.txt", source / "note-1.txt").ok().lines[-1]
    assert told.startswith("2 items of these have no stated basis and cannot be handed over before `muniment amend")
    assert told.endswith("`muniment items --no-basis` lists all such.")
    op("amend", "item-1.0", "--basis", "public", "--reason", "it is on the web").ok()
    assert "1 item of these has no stated basis" in op("add", source, "--basis", "public").ok().lines[-1]
    again = op("add", source, "--basis", "public", "--no-read", "--json").ok().json[-1]
    assert again["summary"]["without_basis"] == 1
    op("amend", "item-1.1", "--basis", "public", "--reason", "it is on the web").ok()
    assert "stated basis" not in op("add", source, "--basis", "public").ok().out


def test_without_a_key_nothing_of_the_material_is_written(op: Person, tmp_path: Path) -> None:
    secret = file(op.vault.parent / "in", "secret.txt", "The words of Tomir Halveksen.")
    before = (op.vault / "packs" / "000001").read_bytes()
    refused = run("add", secret, "--basis", "public", "--no-read", home=tmp_path / "stranger", cwd=op.vault)
    assert refused.exit_code == 3
    assert "no key" in refused.err
    assert (op.vault / "packs" / "000001").read_bytes() == before


def test_who_was_a_person_once_stays_protected_in_a_branch(op: Person) -> None:
    note = file(op.vault.parent / "in", "from Ilmar Tossen.txt", "A note.")
    item = op.add(note, basis="unstated", source="Ilmar Tossen")[0]
    op("amend", item, "--basis", "person", "--consent", "press", "--reason", "it was him").ok()
    op("amend", item, "--basis", "public", "--reason", "it is on the web").ok()
    op("branch", "--reason", "the other laptop is lost").ok()
    (after,) = (row["item"] for row in op("items", "--json").ok().json)
    package = _hand_over(op, after, "press")
    told = b"".join(path.read_bytes() for path in package.rglob("*") if path.is_file())
    assert b"Tossen" not in told
