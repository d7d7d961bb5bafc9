"""Scene: files found inside others. Each is an item with its own acquisition; rules, erasure, branch and
rebuild treat it as what it is, part of what somebody brought."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from .commands import Person, file, found_vault, second_operator
from .test_erasing import traces

WORDS = "The boats of Orin lay behind the mill of Tamsk."
SECRET = "zelmira counted the boats at night"


def zipped(**members: bytes | str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/").replace("_DOT_", ".")), data)
    return held.getvalue()


@pytest.fixture
def op(tmp_path: Path) -> Person:
    return found_vault(tmp_path)


def rows(op: Person) -> dict[str, dict[str, Any]]:
    """Items by their first name."""
    return {row["names"][0]: row for row in op("items", "--limit", "10000", "--json").ok().json}


def bring(op: Person, name: str, data: bytes | str, **told: str) -> str:
    """Bring one file and read; its item."""
    options = [text for key, value in told.items() for text in (f"--{key}", value)]
    done = op("add", file(op.vault.parent, f"in/{name}", data), *options, "--json")
    item: str = done.json[0]["item"]
    return item


def nest(data: bytes, depth: int) -> bytes:
    for level in range(depth):
        data = zipped(**{f"level-{level}_DOT_zip" if level else "words_DOT_txt": data})
    return data


def test_a_child_is_an_item_that_names_its_parent(op: Person) -> None:
    parent = bring(op, "box.zip", zipped(deep__a_DOT_txt=WORDS, inner_DOT_zip=zipped(b_DOT_txt=SECRET)), basis="public")
    found = rows(op)
    assert set(found) == {"box.zip", "a.txt", "inner.zip", "b.txt"}
    shown = op("show", found["b.txt"]["item"], "--json").ok().json[0]
    assert shown["came_from"] == [found["inner.zip"]["item"]]
    (how,) = shown["history"]
    assert (how["depth"], how["root"], how["path"], "basis" in how) == (2, found["box.zip"]["sha256"], "b.txt", False)
    children = op("show", parent, "--children", "--json").ok().json
    assert [(row["path"], row["what"]) for row in children] == [
        ("deep/a.txt", "found inside"),
        ("inner.zip", "found inside"),
    ]
    assert op("search", "counted the boats", "--json").ok().json[0]["item"] == found["b.txt"]["item"]
    op("verify").ok()


def test_the_same_again_changes_nothing_and_everything_can_be_derived_anew(op: Person) -> None:
    data = zipped(a_DOT_txt=WORDS, b_DOT_txt=SECRET)
    bring(op, "box.zip", data, basis="public")
    size = op.size()
    bring(op, "box.zip", data, basis="public")
    assert op.size() == size
    views = [op(*view).ok().json for view in (("items", "--json"), ("log", "--json"), ("links", "--json"))]
    children = op("show", "item-1.0", "--children", "--json").ok().json
    op("rebuild").ok()
    assert [op(*view).ok().json for view in (("items", "--json"), ("log", "--json"), ("links", "--json"))] == views
    assert op("show", "item-1.0", "--children", "--json").ok().json == children


def test_bytes_that_were_here_are_one_item_with_two_acquisitions(op: Person) -> None:
    own = bring(op, "own.txt", WORDS, basis="public")
    bring(op, "box.zip", zipped(a_DOT_txt=WORDS), basis="public")
    shown = op("show", own, "--json").ok().json[0]
    assert (shown["names"], len(shown["history"])) == (["own.txt", "a.txt"], 2)


# Rules


def disclose(op: Person, item: str, purpose: str, name: str) -> Any:
    return op("disclose", op.vault.parent / name, "--item", item, "--to", "somebody", "--purpose", purpose)


def test_what_is_inside_goes_out_only_where_the_whole_may(op: Person) -> None:
    parent = bring(op, "box.zip", zipped(inner_DOT_zip=zipped(b_DOT_txt=SECRET)), basis="person", consent="court")
    child = rows(op)["b.txt"]["item"]
    refused = disclose(op, child, "press", "p1")
    assert refused.exit_code == 4
    assert "«consent»" in refused.err
    assert parent in refused.err
    disclose(op, child, "court", "p2").ok()
    op("amend", parent, "--consent", "archive", "--reason", "the giver changed their mind").ok()
    assert disclose(op, child, "court", "p3").exit_code == 4
    op("amend", parent, "--consent", "court", "--reason", "and back").ok()
    op("restrict", parent, "--rule", "never", "--reason", "danger").ok()
    assert "«restriction-never»" in disclose(op, child, "court", "p4").err


def test_what_a_person_gave_shows_no_name_of_anything_inside(op: Person, tmp_path: Path) -> None:
    bring(op, "box.zip", zipped(**{"zelmira-qorvane_DOT_txt": WORDS}), basis="person", consent="court")
    child = rows(op)["zelmira-qorvane.txt"]["item"]
    op("amend", child, "--basis", "public", "--reason", "somebody thought so").ok()
    assert "«consent»" in disclose(op, child, "press", "p1").err
    disclose(op, child, "court", "package").ok()
    assert traces(op.vault.parent / "package", "zelmira-qorvane", "box.zip") == []
    op("verify", op.vault.parent / "package").ok()


def test_an_unstated_basis_holds_back_what_is_inside_and_a_stated_one_lets_it_go(op: Person) -> None:
    parent = bring(op, "box.zip", zipped(a_DOT_txt=WORDS))
    child = rows(op)["a.txt"]["item"]
    refused = disclose(op, child, "court", "p1")
    assert "«basis-unstated»" in refused.err
    assert parent in refused.err
    op("amend", parent, "--basis", "public", "--reason", "it is a newspaper's").ok()
    disclose(op, child, "court", "p2").ok()


def test_the_summary_of_add_counts_what_is_inside(op: Person) -> None:
    box = file(op.vault.parent, "in/box.zip", zipped(a_DOT_txt=WORDS, b_DOT_txt=SECRET))
    summary = op("add", box, "--json").json[-1]["summary"]
    assert (summary["read"]["inside"], summary["without_basis"]) == (2, 1)  # what is inside follows what was brought


def test_what_names_devices_waits_until_somebody_has_looked(op: Person) -> None:
    survey = (
        "_id,_uuid,_submission_time,deviceid,start,end,place\n"
        "1,0b9c7d6e-1111-4222-8333-444455556666,2031-04-05T06:07:08,ee.example:AbC123,2031-04-05,2031-04-05,Orin\n"
        "2,0b9c7d6e-1111-4222-8333-444455557777,2031-04-05T07:07:08,ee.example:XyZ987,2031-04-05,2031-04-05,Tamsk\n"
    )
    item = bring(op, "survey.csv", survey, basis="public")
    refused = disclose(op, item, "court", "p1")
    assert refused.exit_code == 4
    assert "«device-identifiers»" in refused.err
    op("restrict", item, "--lift", "--reason", "the owner of the devices agreed").ok()
    disclose(op, item, "court", "p2").ok()


def test_what_restricts_anything_inside_restricts_the_whole(op: Person) -> None:
    parent = bring(op, "box.zip", zipped(inner_DOT_zip=zipped(b_DOT_txt=SECRET), a_DOT_txt=WORDS), basis="public")
    inside = rows(op)["b.txt"]["item"]
    disclose(op, parent, "press", "p1").ok()
    op("restrict", inside, "--rule", "not-for: press", "--reason", "it names somebody").ok()
    refused = disclose(op, parent, "press", "p2")
    assert refused.exit_code == 4
    assert f"holds {inside}" in refused.err
    disclose(op, parent, "court", "p3").ok()
    disclose(op, rows(op)["a.txt"]["item"], "press", "p4").ok()


# Erasure


@pytest.fixture
def second(op: Person, tmp_path: Path) -> Person:
    return second_operator(op, tmp_path / "home-of-op-2")


def erase(op: Person, second: Person, item: str) -> list[str]:
    proposed = op("erase", item, "--ground", "a court ordered it", "--json").ok().json[0]
    second("erase", "--confirm", str(proposed["act"])).ok()
    goes: list[str] = proposed["goes"]
    return goes


def test_erasing_the_whole_erases_what_came_out_of_nothing_else(op: Person, second: Person) -> None:
    both = bring(op, "both.txt", WORDS, basis="public")
    box = zipped(a_DOT_txt=WORDS, **{"inner-archive_DOT_zip": zipped(**{"qorvane-list_DOT_txt": SECRET})})
    parent = bring(op, "box.zip", box, basis="public")
    file(op.vault.parent, "in/t.txt", "Translated.\n")
    op("add", op.vault.parent / "in/t.txt", "--translates", parent, "--by", "person-3", "--basis", "public").ok()
    goes = erase(op, second, parent)
    assert any("qorvane-list.txt" not in line and "came out of" in line for line in goes)
    assert traces(op.vault, SECRET, "inner-archive.zip", "qorvane-list.txt") == []
    assert set(rows(op)) == {"both.txt"}
    shown = op("show", both, "--json").ok().json[0]
    assert (shown["names"], len(shown["history"]), shown["came_from"]) == (["both.txt"], 1, [])
    op("verify").ok()
    op("rebuild").ok()
    assert set(rows(op)) == {"both.txt"}


def test_a_hold_on_what_is_inside_holds_the_whole(op: Person) -> None:
    parent = bring(op, "box.zip", zipped(a_DOT_txt=WORDS), basis="public")
    op("hold", rows(op)["a.txt"]["item"], "--reason", "the inquiry asked for it").ok()
    refused = op("erase", parent, "--ground", "a court ordered it")
    assert refused.exit_code == 4
    assert "«hold»" in refused.err


def test_an_archive_that_holds_itself_by_another_way_does_not_confuse_anything(op: Person, second: Person) -> None:
    """Two items each of which is said to come out of the other."""
    first, other = bring(op, "a.txt", "One.\n", basis="public"), bring(op, "b.txt", "Two.\n", basis="public")
    for name, item in (("b.txt", first), ("a.txt", other)):
        made = ("--translates", item, "--by", "person-3", "--basis", "public")
        op("add", op.vault.parent / "in" / name, *made).ok()
    disclose(op, first, "court", "p1").ok()
    erase(op, second, first)
    assert set(rows(op)) == {"b.txt"}  # brought by itself, too
    op("verify").ok()


# Limits


def test_nesting_ends_with_a_finding(op: Person) -> None:
    bring(op, "matryoshka.zip", nest(WORDS.encode(), 40), basis="public")
    found = op("items", "--limit", "1000", "--json").ok().json
    assert len(found) == 17  # the one that was brought, and sixteen levels
    deepest = op("show", found[-1]["item"], "--json").ok().json[0]
    assert deepest["history"][0]["depth"] == 16
    assert "nested-too-deep" in [finding["code"] for finding in deepest["finding_list"]]


def test_a_branch_keeps_what_came_out_of_what_and_reading_adds_nothing(op: Person) -> None:
    bring(op, "box.zip", zipped(a_DOT_txt=WORDS), basis="person", consent="court")
    op("copy", op.vault.parent / "copy").ok()
    beside = op.in_vault(op.vault.parent / "copy")
    beside("branch", "--reason", "the first is lost").ok()
    beside("read").ok()
    shown = beside("show", rows(beside)["a.txt"]["item"], "--json").ok().json[0]
    assert shown["came_from"] == [rows(beside)["box.zip"]["item"]]
    assert len(shown["history"]) == 1
    assert "«consent»" in disclose(beside, shown["item"], "press", "p1").err


# Speaking of what is beside; links; translations


def test_links_are_told_by_what_can_be_known_offline(op: Person) -> None:
    page = (
        "<html><body><h1>The harbour</h1><p><a href='#'>list</a> <a href=''>empty</a> <a href='http://[x'>bad</a> "
        "<a href='plan.txt'>plan</a> <a href='gone.txt'>gone</a> <a href='mailto:a@example.org'>post</a> "
        "<a href='https://Example.org:443/a#part'>there</a> <a href='https://example.org/b'>nowhere</a></p></body></html>"
    )
    file(op.vault.parent, "in/plan.txt", "The plan of the harbour of Orin.\n")
    item = bring(op, "page.html", page, basis="public")
    bring(op, "plan.txt", "The plan of the harbour of Orin.\n", basis="public")
    bring(
        op, "a.txt", "Captured from there, a page of the harbour.\n", basis="public", reference="https://example.org/a"
    )
    op("add", op.vault.parent / "in", "--basis", "public").ok()
    done = op("links", item, "--json").ok().json
    states = {row["text"]: (row["state"], bool(row["inside"])) for row in done[:-1]}
    assert states == {
        "list": ("no target", False),
        "empty": ("no target", False),
        "bad": ("malformed", False),
        "plan": ("inside the vault", True),
        "gone": ("relative without base", False),
        "post": ("no web address", False),
        "there": ("inside the vault", True),
        "nowhere": ("not captured", False),
    }
    assert done[-1]["summary"]["states"]["no target"] == 2
    assert [row["text"] for row in op("links", "--state", "malformed", "--json").ok().json[:-1]] == ["bad"]
    assert "conversion may have cost it" in op("links").ok().lines[-1]


def test_a_translation_is_its_translators_and_stands_beside_its_passages(op: Person) -> None:
    original = bring(
        op, "o.txt", "First the boats came.\n\nThen the mill burned down in the night, and nobody was there.\n\nEnd.\n",
        basis="person", consent="court",
    )  # fmt: skip
    made = "Спершу прийшли човни.\n\nПотім уночі згорів млин, і нікого там не було.\n\nКінець.\n"
    path = file(op.vault.parent, "in/t.txt", made)
    done = op("add", path, "--translates", original, "--by", "person-9", "--basis", "public", "--json")
    item = done.json[0]["item"]
    pairs = op("show", item, "--aligned", "--json").ok().json
    assert [(row["original"][:5], row["made"][:5]) for row in pairs] == [
        ("First", "Сперш"),
        ("Then ", "Потім"),
        ("End.", "Кінец"),
    ]
    assert {(row["of"], row["made_as"], row["made_by"]) for row in pairs} == {(original, "translation", "person-9")}
    assert "«consent»" in disclose(op, item, "press", "p1").err
    assert op("show", original, "--aligned").exit_code == 2
    assert op("add", path, "--translates", original).exit_code == 2
    assert op("add", path, "--by", "person-9").exit_code == 2


def test_reading_again_reads_what_another_reader_would_read_and_nothing_else(op: Person) -> None:
    bring(op, "a.txt", WORDS, basis="public")
    size = op.size()
    assert op("read", "--again", "--json").ok().json[0]["summary"]["done"] == 0
    assert op.size() == size
    from muniment.read.readers.text import TextReader

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TextReader, "version", "0")
        op("read", "--again").ok()
    first = op("show", "item-1.0", "--json").ok().json[0]
    assert op.size() == size + 1
    assert first["reader"].startswith("text/")
    assert op("read", "item-1.0").exit_code == 2
    assert op("read", "--ocr").exit_code == 2


def test_a_refusal_of_what_is_inside_says_to_amend_what_was_brought(op: Person) -> None:
    box = bring(op, "box.zip", zipped(inner_DOT_zip=zipped(a_DOT_txt=WORDS)))
    inside = rows(op)["a.txt"]["item"]
    refused = disclose(op, inside, "press", "p1")
    assert refused.exit_code == 4
    assert f"`muniment amend {box} --basis BASIS" in refused.err
    assert f"amend {inside}" not in refused.err
    op("amend", box, "--basis", "person", "--reason", "she said so").ok()
    refused = disclose(op, inside, "press", "p2")
    assert f"`muniment amend {box} --consent PURPOSES" in refused.err
    assert f"amend {inside}" not in refused.err
    op("amend", box, "--consent", "press", "--reason", "she signed").ok()
    disclose(op, inside, "press", "p3").ok()


def test_what_has_no_basis_is_listed_where_it_can_be_amended(op: Person) -> None:
    box = bring(op, "box.zip", zipped(a_DOT_txt=WORDS))
    bring(op, "said.zip", zipped(b_DOT_txt=SECRET), basis="public")
    (row,) = op("items", "--no-basis", "--json").ok().json
    assert row["item"] == box
    assert "1 item has no stated basis" in op("status").out
    assert "`muniment items --no-basis`" in op("status").out
    op("amend", box, "--basis", "public", "--reason", "it is on the web").ok()
    assert op("items", "--no-basis", "--json").ok().json == []
    assert "no stated basis" not in op("status").out
    op("rebuild").ok()
    assert op("status", "--json").json[0]["without_basis"] == 0


def test_show_says_under_which_terms_something_inside_stands(op: Person) -> None:
    box = bring(op, "box.zip", zipped(inner_DOT_zip=zipped(a_DOT_txt=WORDS)), consent="court", restrictions="never")
    inner, inside = (rows(op)[name]["item"] for name in ("inner.zip", "a.txt"))
    never = {"restrictions": [{"rule": "never"}]}
    assert op("show", box, "--json").ok().json[0]["under"] == []
    assert op("show", inside, "--json").ok().json[0]["under"] == [
        {"item": box, "basis": "unstated", "consent": {"purposes": ["court"]}, **never}
    ]
    op("amend", box, "--basis", "person", "--reason", "she said so").ok()
    op("restrict", box, "--rule", "not-for: press", "--reason", "she said so").ok()
    op("hold", box, "--reason", "a court asked for it").ok()
    op("restrict", inner, "--rule", "until: 2041", "--reason", "it is of others").ok()
    told = [line.strip() for line in op("show", inside).ok().lines if "under the terms" in line]
    assert told == [
        f"under the terms of {inner}: restrictions until: 2041",
        f"under the terms of {box}: basis person; consent purposes court; restrictions not-for: press; hold set",
    ]
