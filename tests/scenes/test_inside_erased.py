"""Scene: what is found inside others and is erased, or stays, or is only spoken of.

Written after an attack: each of these once lost a restriction, a hold or a file, or let words survive.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from .commands import Person, found_vault, second_operator
from .test_erasing import traces
from .test_inside import WORDS, bring, disclose, erase, rows, zipped

PHRASE = "quokkaphrase was said at the mill"


@pytest.fixture
def op(tmp_path: Path) -> Person:
    return found_vault(tmp_path)


@pytest.fixture
def second(op: Person, tmp_path: Path) -> Person:
    return second_operator(op, tmp_path / "home-of-op-2")


def spoken_of(sha256: str, path: str = "whatever.txt") -> str:
    """An archiver's sheet that speaks of a file by its hash."""
    head = "Link,Archive status,Archive date,Archive location,Upload title,Text content,Screenshot,Hash,WACZ\n"
    where = f"https://bucket.example/{path}"
    return f"{head}https://example.org/x,archived,2031-04-05T06:07:08Z,{where},A title,,,SHA-256:{sha256},\n"


def survey(media: str) -> str:
    head = "_id,_uuid,_submission_time,start,end,photo,deviceid\n"
    ids = ("0b9c7d6e-1111-4222-8333-444455556666", "0b9c7d6e-1111-4222-8333-444455557777")
    return head + "".join(
        f"{n},{one},2031-04-05T06:07:08,2031-04-05,2031-04-05,{media},d1\n" for n, one in enumerate(ids)
    )


def test_what_stays_keeps_its_restrictions_and_its_hold(op: Person, second: Person) -> None:
    box = bring(op, "box.zip", zipped(photo_DOT_txt=f"{PHRASE}\n"), basis="person", consent="court")
    bring(op, "photo.txt", f"{PHRASE}\n", basis="public")
    photo = rows(op)["photo.txt"]["item"]
    op("restrict", photo, "--rule", "never", "--reason", "danger").ok()
    goes = erase(op, second, box)
    moved = rows(op)["photo.txt"]["item"]
    assert moved != photo
    assert any(f"from then on it is {moved}" in line for line in goes)
    assert "«restriction-never»" in disclose(op, moved, "court", "p1").err
    op("verify").ok()
    op("rebuild").ok()
    assert "«restriction-never»" in disclose(op, moved, "court", "p2").err
    op("read").ok()
    assert op("search", "quokkaphrase", "--json").ok().json[0]["item"] == moved
    op("restrict", moved, "--lift", "--reason", "no more danger").ok()
    erase(op, second, moved)
    assert traces(op.vault, PHRASE, "photo.txt") == []
    op("verify").ok()


def test_a_hold_on_what_stays_stops_the_erasing_too(op: Person) -> None:
    box = bring(op, "box.zip", zipped(photo_DOT_txt=WORDS), basis="public")
    bring(op, "photo.txt", WORDS, basis="public")
    op("hold", rows(op)["photo.txt"]["item"], "--reason", "the inquiry asked for it").ok()
    assert "«hold»" in op("erase", box, "--ground", "a court ordered it").err


def test_that_others_speak_of_it_keeps_nothing_from_being_erased(op: Person, second: Person) -> None:
    words = f"{PHRASE}\n"
    box = bring(
        op, "person.zip", zipped(secret_DOT_txt=words, self_DOT_csv=survey("self.csv")), basis="person", consent="x"
    )
    bring(op, "hostile.csv", spoken_of(hashlib.sha256(words.encode()).hexdigest()), basis="public")
    assert len(op("show", rows(op)["secret.txt"]["item"], "--json").ok().json[0]["history"]) == 2
    erase(op, second, box)
    assert set(rows(op)) == {"hostile.csv"}
    assert traces(op.vault, PHRASE, "secret.txt", "0b9c7d6e-1111") == []
    op("verify").ok()


def test_what_was_erased_does_not_come_back(op: Person, second: Person) -> None:
    box = bring(op, "box.zip", zipped(statement_DOT_txt=f"{PHRASE}\n", other_DOT_txt=WORDS), basis="public")
    goes = erase(op, second, rows(op)["statement.txt"]["item"])
    assert any(f"{box} still holds the bytes" in line for line in goes)
    op("read", box, "--ocr").ok()
    assert set(rows(op)) == {"box.zip", "other.txt"}
    codes = [finding["code"] for finding in op("show", box, "--json").ok().json[0]["finding_list"]]
    assert "closed-container" in codes
    op("copy", op.vault.parent / "copy").ok()
    beside = op.in_vault(op.vault.parent / "copy")
    beside("branch", "--reason", "the first is lost").ok()
    beside("read").ok()
    assert set(rows(beside)) == {"box.zip", "other.txt"}


def test_who_confirms_is_shown_all_that_was_proposed(op: Person, second: Person) -> None:
    box = bring(op, "box.zip", zipped(statement_DOT_txt=f"{PHRASE}\n", other_DOT_txt=WORDS), basis="public")
    item = rows(op)["statement.txt"]["item"]
    proposed = op("erase", item, "--ground", "the giver asked").ok().lines
    entry = str(op.size() - 1)
    assert any(line.startswith(f"  CAREFUL: {box} still holds") for line in proposed)
    reviewed = second("erase", "--review", entry).ok().lines
    assert [line for line in reviewed if line.startswith("  ")] == proposed[1:-2]
    row = second("erase", "--review", entry, "--json").ok().json[0]
    assert (row["words"], row["problem"]) == ([line.strip() for line in proposed[1:-2]], "")
    op("hold", box, "--reason", "a court asked for it").ok()
    held = second("erase", "--review", entry).ok()
    assert f"It cannot be confirmed: {box} is under a hold" in held.out
    op("hold", box, "--lift", "--reason", "it is over").ok()
    second("erase", "--confirm", entry).ok()
    row = second("erase", "--review", entry, "--json").ok().json[0]
    assert (row["words"], row["problem"]) == ([], f"{item} has been erased already.")


# What others say of an item decides nothing


def test_a_table_that_speaks_of_an_item_changes_nothing_for_it(op: Person) -> None:
    item = bring(op, "public.txt", WORDS, basis="public")
    digest = hashlib.sha256(WORDS.encode()).hexdigest()
    table = bring(op, "hostile.csv", spoken_of(digest, "other-name.txt"), basis="person", consent="other")
    shown = op("show", item, "--json").ok().json[0]
    assert shown["names"] == ["public.txt"]
    assert shown["came_from"] == []
    assert shown["history"][1]["mentioned"] is True
    assert op("show", table, "--children", "--json").ok().json[0]["what"] == "spoken of"
    disclose(op, item, "press", "p1").ok()
    page = bring(
        op,
        "page.html",
        "<html><body><p>See <a href='https://example.org/x'>there</a></p></body></html>",
        basis="public",
    )
    assert op("links", page, "--json").ok().json[0]["state"] == "not captured"


def test_what_lies_beside_was_brought_under_the_same_terms(op: Person) -> None:
    """A survey of one giver does not speak of a picture that another gave under the same path."""
    bring(op, "a.jpg", b"\xff\xd8\xff\xe0" + bytes(300), basis="public", source="somebody else")
    mine = bring(op, "survey.csv", survey("a.jpg"), basis="public", source="me")
    assert op("show", mine, "--children", "--json").ok().json == []


# What nobody has read, or could not read


def test_what_may_hold_anything_waits_until_it_is_read(op: Person) -> None:
    inside = bring(op, "r.txt", WORDS, basis="public")
    op("restrict", inside, "--rule", "never", "--reason", "danger").ok()
    path = op.vault.parent / "in" / "p.zip"
    path.write_bytes(zipped(r_DOT_txt=WORDS))
    box = op("add", path, "--basis", "public", "--no-read", "--json").ok().json[0]["item"]
    assert "«not-read»" in disclose(op, box, "court", "p1").err
    op("read").ok()
    assert "«restriction-never»" in disclose(op, box, "court", "p2").err


def test_a_branch_and_a_later_reading_do_not_undo_what_holds_back(op: Person) -> None:
    item = bring(op, "d.csv", survey("x.jpg"), basis="public")
    assert "«device-identifiers»" in disclose(op, item, "court", "p1").err
    op("copy", op.vault.parent / "copy").ok()
    beside = op.in_vault(op.vault.parent / "copy")
    beside("branch", "--reason", "the first is lost").ok()
    assert "«not-read»" in disclose(beside, rows(beside)["d.csv"]["item"], "court", "p2").err
    assert beside("read").exit_code == 1  # it tells what it found
    assert "«device-identifiers»" in disclose(beside, rows(beside)["d.csv"]["item"], "court", "p3").err


def test_a_reading_that_fails_does_not_take_the_place_of_a_good_one(
    op: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muniment.read import pool
    from muniment.read.worker.messages import Limits

    item = bring(op, "d.csv", survey("x.jpg"), basis="public")
    monkeypatch.setattr(pool, "Limits", lambda: Limits(output=600))
    op("read", item, "--ocr")
    assert op("show", item, "--json").ok().json[0]["read"] == "done"
    assert "«device-identifiers»" in disclose(op, item, "court", "p1").err


def test_reading_again_is_not_charged_for_what_came_out_before(op: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from muniment.acquire import inside

    monkeypatch.setattr(inside, "LEAST", 5000)
    monkeypatch.setattr(inside, "RATIO", 1)
    box = bring(
        op, "box.zip", zipped(**{f"{number}_DOT_txt": f"{number} " * 400 for number in range(5)}), basis="public"
    )
    op("read", box, "--ocr").ok()
    shown = op("show", box, "--json").ok().json[0]
    assert (shown["children"], shown["finding_list"]) == (5, [])


def test_a_hold_on_the_whole_holds_what_is_inside(op: Person) -> None:
    box = bring(op, "box.zip", zipped(inner_DOT_zip=zipped(a_DOT_txt=WORDS)), basis="public")
    op("hold", box, "--reason", "a court asked for it").ok()
    refused = op("erase", rows(op)["a.txt"]["item"], "--ground", "the giver asked")
    assert refused.exit_code == 4
    assert f"{box} is under a hold" in refused.err


def test_what_is_locked_or_not_read_waits_too(op: Person, tmp_path: Path) -> None:
    rar = bring(op, "x.rar", b"Rar!\x1a\x07\x01\x00" + bytes(100), basis="public")
    refused = disclose(op, rar, "court", "p1").err
    assert "«not-read»" in refused
    assert f"`muniment restrict {rar} --rule RULE --reason WHY`" in refused
    pdf = bring(op, "broken.pdf", b"%PDF-1.4\nnothing of use", basis="public")
    assert "«not-read»" in disclose(op, pdf, "court", "p2").err
    op("restrict", pdf, "--lift", "--reason", "it was printed before it broke: nothing is in it").ok()
    disclose(op, pdf, "court", "p3").ok()
    locked = bytearray(zipped(a_DOT_txt=WORDS))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    box = bring(op, "locked.zip", bytes(locked), basis="public")
    assert "holds what is locked" in disclose(op, box, "court", "p4").err


def test_text_and_hits_say_who_speaks(op: Person) -> None:
    chat = (
        "[12/03/2031, 14:05:11] Lida: The boats are behind the mill of Orin.\n"
        "[13/03/2031, 14:06:11] Aila: They left at noon, and nobody saw them again.\n"
        "[14/03/2031, 14:07:11] Lida: IMG-1.jpg <attached: IMG-1.jpg>\n"
    )
    bring(
        op,
        "chat.zip",
        zipped(**{"_chat_DOT_txt": chat}, **{"IMG-1_DOT_jpg": b"\xff\xd8\xff\xe0" + bytes(200)}),
        basis="public",
    )
    item = next(row["item"] for name, row in rows(op).items() if name.endswith("chat.txt"))
    text = op("show", item, "--text").ok().out
    assert "[message by Lida, 2031-03-12T14:05:11, message 1]\nThe boats" in text
    hit = op("search", "left at noon", "--json").ok().json[0]
    assert hit["told"].startswith("message by Aila, 2031-03-13T14:06:11")
    assert any("[message by Aila" in line for line in op("search", "left at noon").ok().lines)
    states = {row["target"]: row["state"] for row in op("links", item, "--json").ok().json[:-1]}
    assert states == {"IMG-1.jpg": "inside the vault"}


def test_a_hit_in_a_translation_says_so(op: Person) -> None:
    original = bring(op, "o.txt", WORDS, basis="public")
    path = op.vault.parent / "in" / "t.txt"
    path.write_text("Човни стояли за млином у Тамську.\n", encoding="utf-8")
    op("add", path, "--translates", original, "--by", "person-9", "--basis", "public").ok()
    assert op("search", "млином", "--json").ok().json[0]["told"] == "translation by person-9"
