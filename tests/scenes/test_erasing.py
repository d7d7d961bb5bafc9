"""Scene: an erasure that one person proposes, cannot confirm alone, and a second person carries out.

Two people with settings of their own. Afterwards the planted words are nowhere in the vault, in no
form; the log still says who, when and why; and deriving everything anew gives the same answers.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from .commands import Person, Result, everything_below, file, found_vault, second_operator

PHRASE = "zelmira hid the twins beneath the mill"
NAME = "testimony-qorvane"
GROUND = "a court ordered it, case 14/2031"


def forms(text: str) -> Iterator[tuple[str, bytes]]:
    """A text as it might lie in a file: by letters, in UTF-16, in base64 at each of its three offsets."""
    yield "utf-8", text.encode()
    yield "upper case", text.upper().encode()
    yield "utf-16-le", text.encode("utf-16-le")
    yield "utf-16-be", text.encode("utf-16-be")
    yield "hexadecimal", text.encode().hex().encode()
    for offset in range(3):
        encoded = base64.b64encode(b"\x00" * offset + text.encode())
        start = (offset * 8 + 5) // 6  # letters that depend on what stands before
        yield f"base64 at {offset}", encoded[start : len(encoded) - 4]


def traces(folder: Path, *texts: str) -> list[str]:
    wanted = [(f"{text!r} ({form})", data) for text in texts for form, data in forms(text)]
    return [
        f"{path.relative_to(folder)}: {what}"
        for path, data in everything_below(folder)
        for what, pattern in wanted
        if pattern in data or pattern in bytes(reversed(data))
    ]


@pytest.fixture
def op(tmp_path: Path) -> Person:
    person = found_vault(tmp_path)
    file(tmp_path, "in/other.txt", "Nothing of it is here. The mill stands at the river Osmel.")
    file(tmp_path, f"in/{NAME}.txt", f"She said: {PHRASE}.\n")
    file(tmp_path, f"in/{NAME}-long.txt", f"She said: {PHRASE}.\n" + "And much else was said that day. " * 6000)
    person("add", tmp_path / "in", "--basis", "person", "--consent", "court").ok()
    return person


@pytest.fixture
def second(op: Person, tmp_path: Path) -> Person:
    return second_operator(op, tmp_path / "home-of-op-2")


def items_of(op: Person) -> list[str]:
    rows = op("items", "--name", NAME, "--json").ok().json
    return [row["item"] for row in rows]


def erase(op: Person, second: Person, item: str) -> int:
    proposed = op("erase", item, "--ground", GROUND, "--json").ok().json[0]["act"]
    done: int = second("erase", "--confirm", str(proposed), "--json").ok().json[0]["act"]
    return done


def test_planted_words_can_be_found_before(op: Person) -> None:
    """Else the test below would show nothing."""
    hits = op("search", f'"{PHRASE}"', "--json").ok().json
    assert sorted(hit["item"] for hit in hits) == sorted(items_of(op))
    found = traces(op.vault, PHRASE, NAME)
    assert {line.partition(":")[0].partition("/")[0] for line in found} >= {"packs", "blobs", "catalogue.sqlite"}


def test_proposed_by_one_confirmed_by_another(op: Person, second: Person) -> None:
    item = items_of(op)[0]
    before = op.size()
    proposed = op("erase", item, "--ground", GROUND)
    assert proposed.lines[0] == f"Proposed as entry {before}. This will go:"
    assert proposed.lines[-2].endswith(f"`muniment erase --confirm {before}`.")
    alone = op("erase", "--confirm", str(before))
    assert alone.exit_code == 4
    assert "«two-operators»" in alone.err
    assert "another operator has to confirm it" in alone.err
    assert op("show", item, "--bytes").ok().raw
    assert op.size() == before + 1
    second("erase", "--confirm", str(before)).ok()
    gone = op("show", item)
    assert gone.exit_code == 2
    when = next(row["at"] for row in op("log", "--json").ok().json if row["act"] == "erase")
    assert f"{item} was erased by entry {before + 1}, {when}, by op-1 and op-2, on the ground: {GROUND}." in gone.err
    for never in ("item-77.0", "item-1.99", f"item-{before}.1"):  # the last is a part of the proposal
        assert f"There is no item {never}" in op("show", never).err
    twice = second("erase", "--confirm", str(before))
    assert twice.exit_code == 2
    assert "erased already" in twice.err


def test_nothing_of_it_is_left(op: Person, second: Person) -> None:
    assert op("search", PHRASE, "--json").ok().json
    for item in items_of(op):
        erase(op, second, item)
    assert traces(op.vault, PHRASE, NAME) == []
    assert traces(op.home, PHRASE, NAME) == []
    assert op("search", PHRASE, "--json").ok().json == []
    assert op("search", f'"{PHRASE}"').ok().lines == ["Nothing was found."]
    assert traces(op.vault, PHRASE, NAME) == []  # asking may have built an index
    assert [row["names"] for row in op("items", "--json").ok().json] == [["other.txt"]]
    assert op("search", "mill", "--json").ok().json


def test_verify_tells_it_under_erased(op: Person, second: Person) -> None:
    item = items_of(op)[0]
    act = erase(op, second, item)
    report = op("verify", "--json").ok().json[0]
    assert (report["ok"], report["fails"], report["missing"], report["withheld"]) == (True, [], [], [])
    (erased,) = report["erased"]
    assert (erased["act"], erased["by"], erased["ground"]) == (act, ["op-1", "op-2"], GROUND)
    assert len(erased["what"]) == 2  # its acquisition and its reading
    line = next(line for line in op("verify").ok().lines if line.startswith("  erased "))
    assert all(word in line for word in ("op-1 and op-2", GROUND, f"entry {act}"))


def test_derived_anew_it_is_the_same(op: Person, second: Person) -> None:
    erase(op, second, items_of(op)[0])
    views = (("items", "--json"), ("log", "--json"), ("search", "mill", "--json"), ("status", "--json"))
    before = [op(*view).ok().json for view in views]
    op("rebuild").ok()
    assert [op(*view).ok().json for view in views] == before
    op("verify").ok()


def test_refused_under_a_hold(op: Person, second: Person) -> None:
    item = items_of(op)[0]
    proposed = op("erase", item, "--ground", GROUND, "--json").ok().json[0]["act"]
    second("hold", item, "--reason", "the inquiry asked for it").ok()
    size = op.size()
    for answer in (second("erase", "--confirm", str(proposed)), op("erase", item, "--ground", GROUND)):
        assert answer.exit_code == 4
        assert "«hold»" in answer.err
        assert item in answer.err
    assert op.size() == size
    assert PHRASE.encode() in op("show", item, "--bytes").ok().raw
    op("hold", item, "--lift", "--reason", "the inquiry is over").ok()
    second("erase", "--confirm", str(proposed)).ok()
    assert op("show", item).exit_code == 2


def test_brought_again_since_it_was_proposed(op: Person, second: Person, tmp_path: Path) -> None:
    """Both decide about the same thing, or nothing happens."""
    item = items_of(op)[0]
    proposed = op("erase", item, "--ground", GROUND, "--json").ok().json[0]["act"]
    again = file(tmp_path, "again/copy.txt", op("show", item, "--bytes").raw)
    assert op.add(again) == [item]
    answer = second("erase", "--confirm", str(proposed))
    assert answer.exit_code == 2
    assert "Propose it anew" in answer.err
    erase(op, second, item)
    op("verify").ok()


def test_the_same_file_brought_after_it_was_erased_is_a_new_item(op: Person, second: Person, tmp_path: Path) -> None:
    item = items_of(op)[0]
    source = file(tmp_path, "again/copy.txt", op("show", item, "--bytes").raw)
    erase(op, second, item)
    (anew,) = op.add(source)
    assert anew != item
    assert op("show", anew, "--bytes").ok().raw == source.read_bytes()
    op("verify").ok()


def test_somebody_who_was_not_admitted_cannot_confirm(op: Person, tmp_path: Path) -> None:
    item = items_of(op)[0]
    proposed = op("erase", item, "--ground", GROUND, "--json").ok().json[0]["act"]
    stranger = Person(tmp_path / "home-of-a-stranger", op.vault)
    answer = stranger("erase", "--confirm", str(proposed))
    assert (answer.exit_code, "muniment operators request" in answer.err) == (3, True)
    stranger("operators", "request", "--as", "op-7").ok()
    answer = stranger("erase", "--confirm", str(proposed))
    assert (answer.exit_code, "not in force" in answer.err) == (3, True)
    assert op("show", item).exit_code == 0


def test_what_is_proposed_to_go_is_handed_to_nobody_until_it_is_decided(op: Person, second: Person) -> None:
    item = items_of(op)[1]

    def hand_over(name: str) -> Result:
        given = ("--to", "Osmel court", "--purpose", "court", "--json")
        return op("disclose", op.vault.parent / name, "--item", item, *given)

    hand_over("before").ok()
    entry = str(op("erase", item, "--ground", GROUND, "--json").ok().json[0]["act"])
    refused = hand_over("meanwhile")
    assert refused.exit_code == 4
    assert [one["rule"] for one in refused.json[0]["refused"]] == ["erasure-pending"]
    assert not (op.vault.parent / "meanwhile").exists()
    assert second("erase", "--withdraw", entry).exit_code == 2
    second("erase", "--withdraw", entry, "--reason", "she asked to keep it").ok()
    hand_over("after").ok()
    again = second("erase", "--confirm", entry)
    assert again.exit_code == 2
    assert "was withdrawn by entry" in again.err
    assert "withdrawn already" in op("erase", "--withdraw", entry, "--reason", "x").err
    assert op("verify").exit_code == 0


def test_an_erasure_past_its_withdrawal_does_not_verify(
    op: Person, second: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = str(op("erase", items_of(op)[1], "--ground", GROUND, "--json").ok().json[0]["act"])
    op("erase", "--withdraw", entry, "--reason", "she asked to keep it").ok()
    monkeypatch.setattr("muniment.preserve.care.erasing._check_stands", lambda *_: None)
    second("erase", "--confirm", entry).ok()
    checked = op("verify")
    assert checked.exit_code == 1
    assert "its proposal had been withdrawn" in checked.out


def test_a_withdrawal_comes_too_late_once_it_is_gone(op: Person, second: Person) -> None:
    entry = str(op("erase", items_of(op)[1], "--ground", GROUND, "--json").ok().json[0]["act"])
    second("erase", "--confirm", entry).ok()
    late = op("erase", "--withdraw", entry, "--reason", "sorry")
    assert late.exit_code == 2
    assert "nothing can bring it back" in late.err


def test_a_branch_is_no_way_round_an_erasure_that_is_proposed(op: Person, second: Person) -> None:
    item = items_of(op)[1]
    op("erase", item, "--ground", GROUND).ok()
    op("branch", "--reason", "alone").ok()
    label = items_of(op)[1]
    given = ("--to", "Osmel court", "--purpose", "court")
    refused = op("disclose", op.vault.parent / "round", "--item", label, *given)
    assert refused.exit_code == 4
    assert "never to be handed out" in refused.err
    assert any(
        "proposed in the log before" in str(one) for one in op("show", label, "--json").ok().json[0]["statements"]
    )
