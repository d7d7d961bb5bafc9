"""Scene: claims by hand: superseded, withdrawn, erased with the item they quote, carried into a branch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .commands import Person, everything_below, file, found_vault, run, second_operator

TEXT = "The mill at Dorrin burned on 3 May 2031. Two women said that soldiers had set it alight. Nobody was hurt."


@pytest.fixture
def op(tmp_path: Path) -> Person:
    return found_vault(tmp_path)


@pytest.fixture
def item(op: Person) -> str:
    label = op.add(file(op.vault.parent / "in", "mill.txt", TEXT))[0]
    op("read").ok()
    return label


def _add(op: Person, item: str, *words: str) -> dict[str, Any]:
    passage = () if "--passage" in words else ("--passage", "soldiers had set it alight")
    code = () if "--code" in words else ("--code", "property")
    return op("claims", "add", item, *passage, *code, *words, "--json").ok().json[0]


def test_a_claim_stands_with_its_passage_speaker_and_acts(op: Person, item: str) -> None:
    claim = _add(op, item, "--asserter", "Lantern Circle", "--speaker", "two women", "--perpetrator", "soldiers")
    shown = op("claims", "show", claim["claim"], "--json").ok().json[0]
    assert TEXT[shown["passage"]["start"] : shown["passage"]["end"]] == "soldiers had set it alight"
    assert (shown["asserter"], shown["chain"]) == ("Lantern Circle", [{"name": "two women", "role": "reported"}])
    assert shown["acts"] == [{"code": "property", "perpetrators": [{"said": "soldiers", "involvement": "unknown"}]}]
    assert shown["codes"] == ["acts/1"]
    assert "said by     two women (in: Lantern Circle)" in op("claims", "show", claim["claim"]).ok().out


def test_an_edit_supersedes_and_the_earlier_version_stays(op: Person, item: str) -> None:
    label = _add(op, item, "--perpetrator", "soldiers")["claim"]
    op("claims", "edit", label, "--basis", "saw", "--reason", "they stood by").ok()
    shown = op("claims", "show", label, "--json").ok().json[0]
    assert (shown["basis"], shown["versions"]) == ("saw", 2)
    assert shown["acts"][0]["perpetrators"][0]["said"] == "soldiers"
    assert [version["basis"] for version in shown["history"]] == ["unknown", "saw"]
    op("claims", "retract", label, "--reason", "another mill").ok()
    assert op("claims", "list", "--json").ok().json == []
    assert op("claims", "list", "--withdrawn", "--json").ok().json[0]["reason"] == "another mill"
    assert op("claims", "edit", label, "--basis", "told", "--reason", "x").exit_code == 2


def test_one_act_is_mended_and_the_rest_stays(op: Person, item: str) -> None:
    label = _add(op, item, "--perpetrator", "rebels", "--place", "Dorrin", "--edtf", "2031-05-03")["claim"]
    mended = op("claims", "edit", label, "--perpetrator", "soldiers", "--reason", "misread", "--json").ok().json[0]
    (act,) = mended["acts"]
    assert (act["code"], act["perpetrators"][0]["said"]) == ("property", "soldiers")
    assert (act["place"]["said"], act["time"]["edtf"]) == ("Dorrin", "2031-05-03")
    more = ("--act", "2", "--code", "injury", "--victim", "two women", "--reason", "they were hurt")
    assert [one["code"] for one in op("claims", "edit", label, *more, "--json").ok().json[0]["acts"]] == [
        "property",
        "injury",
    ]
    assert "Say with --act which one" in op("claims", "edit", label, "--target", "mill", "--reason", "x").err
    assert "There is no act 9" in op("claims", "edit", label, "--act", "9", "--target", "mill", "--reason", "x").err
    assert "give one --code" in _refused(op, item, "--code", "property", "--code", "injury")


def _refused(op: Person, item: str, *words: str) -> str:
    refused = op("claims", "add", item, "--passage", "mill", *words)
    assert refused.exit_code == 2
    return refused.err


def test_a_group_that_was_targeted_is_kept_without_further_victims(op: Person, item: str) -> None:
    (act,) = _add(op, item, "--group", "Sarn people")["acts"]
    assert act["victims"] == [{"said": "Sarn people", "group": "Sarn people"}]


def test_what_was_changed_in_a_mark_later_is_said_of_it(op: Person, item: str) -> None:
    mark = op("claims", "suggest", item, "--json").ok().json[0]["suggestion"]
    taken = op("claims", "take", mark, "--json").ok().json[0]
    assert "changed" not in taken["began_as"]
    edited = op("claims", "edit", taken["claim"], "--asserter", "The miller", "--reason", "x", "--json").ok().json[0]
    assert edited["began_as"]["changed"] == ["asserter"]


def test_a_table_of_claims_is_taken_whole_or_not_at_all(op: Person, item: str) -> None:
    rows = f"item,passage,code\n{item},The mill at Dorrin burned,property\n{item},Nobody was hurt,injury\n"
    bad = file(op.vault.parent, "bad.csv", rows + f"{item},words that are not there,killing\n{item},mill,kiling\n")
    before = op.size()
    refused = op("claims", "import", bad)
    assert refused.exit_code == 2
    assert "bad.csv, line 4" in refused.err
    assert "bad.csv, line 5" in refused.err
    assert op.size() == before
    taken = op("claims", "import", file(op.vault.parent, "good.csv", rows), "--json").ok().json
    assert [claim["acts"][0]["code"] for claim in taken] == ["property", "injury"]
    assert op.size() == before + 1


def test_a_claim_goes_with_the_item_that_it_quotes(op: Person, item: str, tmp_path: Path) -> None:
    other = second_operator(op, tmp_path / "home-of-op-2")
    label = _add(op, item, "--note", "the words of Tamsil")["claim"]
    op("claims", "edit", label, "--note", "the words of Tamsil again", "--reason", "clearer").ok()
    proposed = op("erase", item, "--ground", "withdrawn", "--json").ok().json[0]
    assert any(f"{label} quotes {item}" in words for words in proposed["goes"])
    other("erase", "--confirm", str(proposed["act"])).ok()
    assert op("claims", "show", label).exit_code == 2
    assert op("claims", "list", "--withdrawn", "--json").ok().json == []
    kept = b"".join(data for path, data in everything_below(op.vault))
    assert b"Tamsil again" not in kept
    assert op("verify").exit_code == 0


def test_a_claim_alone_can_be_erased_with_every_version(op: Person, item: str, tmp_path: Path) -> None:
    other = second_operator(op, tmp_path / "home-of-op-2")
    label = _add(op, item, "--note", "Orsine of the ferry")["claim"]
    op("claims", "edit", label, "--note", "Orsine of the ford", "--reason", "clearer").ok()
    incident = op("incidents", "confirm", label, "--name", "Mill", "--reason", "x", "--json").ok().json[0]["incident"]
    proposed = op("erase", label, "--ground", "it names somebody", "--json").ok().json[0]
    assert f"CAREFUL: {incident} refers to {label}, and stays without it" in proposed["goes"]
    other("erase", "--confirm", str(proposed["act"])).ok()
    assert "There is no claim" in op("claims", "show", label).err
    assert op("incidents", "show", incident, "--json").ok().json[0]["said"] == []
    assert op("show", item).exit_code == 0
    kept = b"".join(data for _, data in everything_below(op.vault))
    assert b"Orsine" not in kept
    assert op("verify").exit_code == 0
    assert "erased already" in other("erase", "--confirm", str(proposed["act"])).err


def test_a_branch_carries_what_is_on_record_under_its_new_labels(op: Person, item: str) -> None:
    kept, gone = _add(op, item)["claim"], _add(op, item, "--passage", "Nobody was hurt")["claim"]
    op("claims", "edit", kept, "--basis", "told", "--reason", "they heard it").ok()
    incident = op("incidents", "confirm", kept, gone, "--name", "The mill", "--reason", "x", "--json").ok().json[0]
    op("claims", "retract", gone, "--reason", "no act").ok()
    op("branch", "--reason", "the newer folder is lost").ok()
    (claim,) = op("claims", "list", "--json").ok().json
    assert (claim["basis"], claim["branch_reason"]) == ("told", "the newer folder is lost")
    assert claim["item"] == op("items", "--json").ok().json[0]["item"]
    assert claim["formerly"][0].endswith(kept.removeprefix("claim").replace("-", "/"))
    (shown,) = op("incidents", "list", "--json").ok().json
    assert (shown["name"], shown["claims"][0]) == (incident["name"], claim["claim"])
    assert op("verify").exit_code == 0


def test_a_list_of_ones_own_joins_the_codes(op: Person, item: str) -> None:
    own = '{"list": "ours", "version": "3", "title": "Ours", "codes": [{"id": "mill-burned", "label": "Mill burned", '
    own += '"definition": "A mill was set on fire."}]}'
    op("codes", "adopt", file(op.vault.parent, "ours.json", own), "--reason", "mills matter here").ok()
    claim = _add(op, item, "--code", "mill-burned")
    assert claim["codes"] == ["ours/3"]
    assert "mill-burned" in [code["code"] for code in op("codes", "--json").ok().json]


def test_a_list_cannot_take_the_name_and_version_of_another(op: Person, item: str) -> None:
    own = '{"list": "acts", "version": "1", "title": "Ours", "codes": [{"id": "killing", "label": "Defended", '
    own += '"definition": "They defended themselves."}]}'
    refused = op("codes", "adopt", file(op.vault.parent, "acts.json", own), "--reason", "ours")
    assert refused.exit_code == 2
    assert "acts/1 is in use already" in refused.err


def test_what_two_documents_both_say_is_shown_side_by_side(op: Person, item: str) -> None:
    other = op.add(file(op.vault.parent / "in", "note.txt", "Soldiers burned down the mill at Dorrin, they say."))[0]
    op("read").ok()
    place = ("--place", "Dorrin")
    ours = _add(op, item, "--passage", "The mill at Dorrin burned", "--target", "the mill", *place)["claim"]
    theirs = _add(op, other, "--passage", "burned down the mill at Dorrin", "--target", "the mill", *place)["claim"]
    _add(op, other, "--passage", "Soldiers", "--place", "Tamsil", "--target", "the mill")
    (pair,) = op("claims", "compare", item, other, "--json").ok().json
    assert (pair["code"], pair["a"]["label"], pair["b"]["label"]) == ("property", ours, theirs)
    assert pair["agrees"] == ["place", "parties", "wording"]
    assert "no corroboration" in op("claims", "compare", item, other).ok().out
    assert op("claims", "compare", item).exit_code == 2


def test_errors_are_told_in_words(op: Person, item: str) -> None:
    assert "did you mean property" in op("claims", "add", item, "--passage", "mill", "--code", "propety").err
    assert "There is no claim claim-77.0" in op("claims", "show", "claim-77.0").err
    assert "no person, account or object on record" in (
        op("claims", "add", item, "--passage", "mill", "--code", "property", "--victim", "person-77.0").err
    )
    assert run("claims", "list", home=op.home, cwd=op.vault.parent).exit_code == 3
