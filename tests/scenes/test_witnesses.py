"""Scene: a witness who is a code; who she is, two keepers can read, and the rest of the folder does not tell.

An attacker here is an operator who is no keeper, with the whole folder and all that the program prints.
"""

from __future__ import annotations

import contextlib
import json
import os
import pty
from pathlib import Path

import pytest

from muniment.app.vault import Vault
from muniment.preserve import revise_record

from .commands import PROGRAM, Person, Result, everything_below, file, found_vault, second_operator
from .test_erasing import traces

NAME, OTHER, NUMBER = "Orsine Talvek", "Орсіне Талвек", "+999 555 0147"
SECRETS = (NAME, "Orsine", "Talvek", OTHER, "Талвек", NUMBER, "5550147", "Mill lane 4")


@pytest.fixture
def keeper(tmp_path: Path) -> Person:
    """op-1, a keeper; item-2.0 is an interview brought by their organisation; person-3.0 gave it."""
    op = found_vault(tmp_path)
    identity = {"name": NAME, "other_names": [OTHER], "contact": NUMBER, "address": "Mill lane 4, Ostrivka"}
    form = file(tmp_path, "names/witness.json", json.dumps(identity))
    op("persons", "keeper").ok()
    op.add(file(tmp_path, "in/interview.txt", "She spoke of the mill at Ostrivka."), basis="organisation")
    told = op("persons", "add", "--identity-file", form, "--protection", "never at home", "--json").ok()
    assert told.json[0]["person"] == "person-3.0"
    assert str(form) in told.err
    return op


@pytest.fixture
def other(keeper: Person, tmp_path: Path) -> Person:
    """op-2, an operator like any other, and no keeper."""
    return second_operator(keeper, tmp_path / "home-of-op-2")


def hear(op: Person, *options: str) -> Result:
    return op("accounts", "add", "person-3.0", "--item", "item-2.0", "--date", "2031-05-02", *options)


def hand_over(op: Person, purpose: str, to: str = "Osmel court", name: str = "package") -> Result:
    return op("disclose", op.vault.parent / name, "--item", "item-2.0", "--to", to, "--purpose", purpose)


def test_the_whole_folder_and_all_commands_tell_an_operator_no_name(keeper: Person, other: Person) -> None:
    hear(keeper, "--earlier", "none").ok()
    keeper("consents", "add", "person-3.0", "--use", "share-with-court", "--given", "yes").ok()
    hand_over(keeper, "court").ok()
    keeper("copy", keeper.vault.parent / "copy").ok()
    assert traces(keeper.vault, *SECRETS) == []
    assert traces(keeper.vault.parent / "copy", *SECRETS) == []
    assert traces(keeper.vault.parent / "package", *SECRETS) == []
    assert traces(other.home, *SECRETS) == []
    for command in (
        ("log", "--json"), ("persons", "list", "--json"), ("persons", "show", "person-3.0", "--json"),
        ("persons", "show", "person-3.0"), ("search", "Talvek", "--json"), ("status", "--json"),
        ("accounts", "list", "--person", "person-3.0", "--json"), ("persons", "keepers", "--json"), ("verify",),
    ):  # fmt: skip
        said = other(*command).ok()
        assert not any(secret in said.out + said.err for secret in SECRETS), command


def test_who_is_no_keeper_is_refused_and_told_who_is(keeper: Person, other: Person) -> None:
    refused = other("persons", "identity", "person-3.0")
    assert (refused.exit_code, refused.out) == (4, "")
    assert "sealed for op-1" in refused.err
    read = keeper("persons", "identity", "person-3.0", "--json").ok()
    assert read.json[0]["identity"]["name"] == NAME
    assert other("persons", "keeper", "--admit", "op-2").exit_code == 4
    assert keeper.size() == 6


def test_a_second_keeper_reads_what_is_sealed_anew(keeper: Person, other: Person) -> None:
    assert "asks to be a keeper" in other("persons", "keeper").ok().out
    keeper("persons", "keeper", "--admit", "op-2").ok()
    assert other("persons", "identity", "person-3.0").exit_code == 4
    assert other("persons", "reseal").exit_code == 1
    assert "1 identity" in keeper("persons", "reseal").ok().out
    assert NAME in other("persons", "identity", "person-3.0").ok().out
    keeper("operators", "revoke", "op-2").ok()
    keeper("persons", "reseal").ok()
    assert other("persons", "identity", "person-3.0").exit_code == 4
    assert traces(keeper.vault, *SECRETS) == []
    keeper("verify").ok()
    keeper("rebuild").ok()
    assert NAME in keeper("persons", "identity", "person-3.0").ok().out


def test_a_name_in_an_open_field_or_a_form_in_the_vault_stops_it(keeper: Person) -> None:
    size = keeper.size()
    form = file(keeper.vault.parent, "names/second.json", json.dumps({"name": "Ilmar Tossen"}))
    said = keeper("persons", "add", "--identity-file", form, "--note", "a cousin of Tossen")
    assert said.exit_code == 2
    assert "note: words of the sealed identity" in said.err
    inside = file(keeper.vault, "form.json", form.read_bytes())
    assert "lies in the vault" in keeper("persons", "add", "--identity-file", inside).err
    inside.unlink()
    assert keeper.size() == size


def test_nobody_is_heard_a_fourth_time_unawares(keeper: Person) -> None:
    assert "ask whether they told it" in hear(keeper).err
    first = hear(keeper, "--earlier", "Osmel Legal Aid; spring 2031", "--json").ok()
    assert first.json[0]["earlier_known"]["elsewhere"] == [{"to": "Osmel Legal Aid", "when": "spring 2031"}]
    stopped = hear(keeper, "--earlier", "none")
    assert stopped.exit_code == 4
    assert "account-5.0: 2031-05-02" in stopped.err
    assert "Osmel Legal Aid, spring 2031" in stopped.err
    hear(keeper, "--earlier", "none", "--reason", "a court summoned them").ok()
    assert "3 earlier accounts" in keeper("accounts", "list", "--person", "person-3.0").ok().err
    keeper("consents", "add", "person-3.0", "--use", "contact-again", "--given", "no").ok()
    assert "do not want to be asked again" in keeper("accounts", "list", "--person", "person-3.0").ok().err


def test_what_the_person_did_not_agree_to_is_not_handed_over(keeper: Person) -> None:
    hand_over(keeper, "court", name="before").ok()
    hear(keeper, "--earlier", "none").ok()
    assert "«person-consent»" in hand_over(keeper, "court").err
    yes = ("consents", "add", "person-3.0", "--use", "share-with-court", "--given", "yes")
    keeper(*yes, "--until", "2020-01").ok()
    assert "«person-consent-end»" in hand_over(keeper, "court").err
    keeper(*yes, "--condition", "without my voice", "--reason", "asked again").ok()
    assert "«person-consent-condition»" in hand_over(keeper, "court").err
    keeper("consents", "met", "consent-7.0", "--item", "item-2.0", "--reason", "it is a transcript").ok()
    hand_over(keeper, "court").ok()
    assert hand_over(keeper, "press", name="press").exit_code == 4
    keeper("consents", "withdraw", "consent-7.0", "--reason", "they rang us").ok()
    taken_back = hand_over(keeper, "court", name="after")
    assert (taken_back.exit_code, "took back" in taken_back.err) == (4, True)
    assert not (keeper.vault.parent / "after").exists()


def test_what_is_made_from_an_interview_follows_the_consent_too(keeper: Person) -> None:
    hear(keeper, "--earlier", "none").ok()
    text = file(keeper.vault.parent, "in/translated.txt", "Вона говорила про млин.")
    told = keeper("add", text, "--translates", "item-2.0", "--by", "op-1", "--no-read", "--json").ok()
    item = told.json[0]["item"]
    said = keeper("disclose", keeper.vault.parent / "p", "--item", item, "--to", "X", "--purpose", "court")
    assert said.exit_code == 4
    assert "person-consent" in said.err


def test_a_thing_goes_from_hand_to_hand(keeper: Person) -> None:
    keeper("objects", "add", "a shell fragment", "--seal", "S-1", "--holder", "op-1").ok()
    keeper("objects", "transfer", "object-5.0", "--date", "2031-05-04", "--to", "lab-1", "--seal-intact", "yes").ok()
    keeper("objects", "transfer", "object-5.0", "--date", "2031-06", "--from", "a courier", "--to", "op-1").ok()
    shown = keeper("objects", "show", "object-5.0").ok().out
    assert "GAP" in shown
    assert "seal intact: yes" in shown
    assert keeper("objects", "list", "--json").ok().json[0]["holder"] == "op-1"


def test_private_keys_of_keepers_are_their_owner_s_alone_and_not_in_the_vault(keeper: Person) -> None:
    (kept,) = keeper.home.rglob("*.keeper")
    assert kept.stat().st_mode & 0o077 == 0
    secret = json.loads(kept.read_bytes())["keys"][0].encode()
    assert not any(secret in data for _, data in everything_below(keeper.vault))


def test_two_people_erase_an_identity_and_the_person_stays_a_code(keeper: Person, other: Person) -> None:
    keeper("persons", "edit", "person-3.0", "--identity-file", _second_form(keeper), "--reason", "a new number").ok()
    sealed = _sealed(keeper)
    assert len(sealed) == 2
    hear(keeper, "--earlier", "none").ok()
    proposed = keeper("erase", "person-3.0", "--ground", "she asked for it", "--json").ok().json[0]
    assert proposed["item"] == "person-3.0"
    assert any("CAREFUL" in line for line in proposed["goes"])
    entry = str(proposed["act"])
    assert keeper("erase", "--confirm", entry).exit_code == 4
    assert "persons show person-3.0" in other("erase", "--review", entry).ok().out
    other("erase", "--confirm", entry).ok()
    assert _sealed(keeper) == []
    assert not any(one in data for one in sealed for _, data in everything_below(keeper.vault))
    said = keeper("persons", "identity", "person-3.0")
    assert (said.exit_code, "No identity of person-3.0" in said.err) == (2, True)
    shown = keeper("persons", "show", "person-3.0", "--json").ok().json[0]
    assert (shown["identity"], shown["accounts"]) == (None, ["account-7.0"])
    assert "erased already" in other("erase", "--confirm", entry).err
    assert keeper("erase", "person-3.0", "--ground", "again").exit_code == 2
    keeper("verify").ok()


def test_in_a_branch_the_identity_is_read_by_who_could_and_erased_with_every_version_before(
    keeper: Person, tmp_path: Path
) -> None:
    keeper("persons", "edit", "person-3.0", "--identity-file", _second_form(keeper), "--reason", "a new number").ok()
    sealed = _sealed(keeper)
    keeper("branch", "--reason", "the newer folder is lost").ok()
    person = keeper("persons", "list", "--json").ok().json[0]["person"]
    assert keeper("persons", "keepers", "--json").ok().json == []
    assert NAME in keeper("persons", "identity", person).ok().out
    keeper("persons", "keeper").ok()
    keeper("persons", "reseal").ok()
    assert NAME in keeper("persons", "identity", person).ok().out
    second = second_operator(keeper, tmp_path / "home-of-op-2")
    entry = str(keeper("erase", person, "--ground", "she asked", "--json").ok().json[0]["act"])
    second("erase", "--confirm", entry).ok()
    assert _sealed(keeper) == []
    assert not any(one in data for one in sealed for _, data in everything_below(keeper.vault))
    keeper("verify").ok()


def _second_form(keeper: Person) -> Path:
    return file(keeper.vault.parent, "names/again.json", json.dumps({"name": NAME, "contact": "+999 555 0148"}))


def _sealed(keeper: Person) -> list[bytes]:
    """What is sealed, as it lies in any file of the vault."""
    found = [data for _, data in everything_below(keeper.vault) if b'"muniment-sealed"' in data]
    return [piece.split(b'"sealed":"')[1][:300] for data in found for piece in data.split(b'"muniment-sealed"')[1:]]


def test_a_name_typed_on_the_terminal_is_not_shown_and_not_kept_open(keeper: Person) -> None:
    typed = ["Ilmar Tossen", "Ilko; Илко", "", "+999 555 0199", "", "", ""]
    code, shown = on_terminal(keeper, typed, "persons", "add", "--identity")
    assert code == 0
    assert not any(word in shown for word in ("Tossen", "Ilko", "0199"))
    assert keeper("persons", "identity", "person-5.0", "--json").ok().json[0]["identity"] == {
        "name": "Ilmar Tossen",
        "other_names": ["Ilko", "Илко"],
        "contact": "+999 555 0199",
    }
    assert traces(keeper.vault, "Ilmar Tossen", "Илко") == []


def test_whoever_stops_typing_has_put_nothing_on_record(keeper: Person) -> None:
    size = keeper.size()
    assert on_terminal(keeper, ["Ilmar Tossen", "\x03"], "persons", "add", "--identity")[0] == 1
    assert keeper.size() == size


def on_terminal(op: Person, typed: list[str], *words: str) -> tuple[int, str]:
    """Run the installed program on a terminal of its own, and type a line whenever it asks; code and what it showed."""
    child, terminal = pty.fork()
    if not child:
        os.chdir(op.vault)
        os.execve(PROGRAM, [str(PROGRAM), *words], {**os.environ, "MUNIMENT_HOME": str(op.home)})
    shown, waiting = b"", list(typed)
    with contextlib.suppress(OSError):  # a terminal that the program has left
        while data := os.read(terminal, 4096):
            shown += data
            if data.endswith(b": ") and waiting:
                os.write(terminal, waiting.pop(0).encode() + b"\n")
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


def test_status_says_who_could_lose_the_names_and_what_has_to_be_sealed_anew(keeper: Person, other: Person) -> None:
    assert "one keeper alone" in " ".join(keeper("status", "--json").ok().json[0]["risks"])
    other("persons", "keeper").ok()
    keeper("persons", "keeper", "--admit", "op-2").ok()
    assert "persons reseal" in " ".join(keeper("status", "--json").ok().json[0]["risks"])
    keeper("persons", "reseal").ok()
    said = " ".join(keeper("status", "--json").ok().json[0]["risks"])
    assert "keeper" not in said
    os.truncate(keeper.vault / "packs" / "000001", 60)
    assert "NOT whole" in keeper("status").out


def test_no_name_comes_into_claims_links_or_notes_where_a_keeper_writes(keeper: Person) -> None:
    keeper("read").ok()
    claim = ("claims", "add", "item-2.0", "--passage", "the mill at Ostrivka", "--code", "property")
    before = keeper.size()
    for words in (("--asserter", NAME), ("--victim", "talvek"), ("--note", f"told by {OTHER}"), ("--speaker", NAME)):
        refused = keeper(*claim, *words)
        assert refused.exit_code == 2, words
        assert "with the person's code" in refused.err
        assert "Talvek" not in refused.err
    assert "sealed identity" in keeper("restrict", "item-2.0", "--rule", "never", "--reason", f"{NAME} asked").err
    assert keeper.size() == before
    label = keeper(*claim, "--victim", "person-3.0", "--json").ok().json[0]["claim"]
    assert keeper("claims", "edit", label, "--basis", "told", "--reason", f"by {NAME}").exit_code == 2
    assert traces(keeper.vault, *SECRETS) == []


def test_what_a_record_says_of_an_earlier_log_is_believed_only_of_a_branch(keeper: Person, other: Person) -> None:
    with Vault(keeper.vault, write=True, operator="op-2", settings=other.home) as vault:
        record = vault.ledger.catalogue.records("keeper")[0]
        revise_record(vault.ledger, record, {**record.fields, "formerly": ["x/1.0"]})
    assert "op-1" in other("persons", "keepers").ok().out
    other("persons", "keeper").ok()
    assert other("persons", "identity", "person-3.0").exit_code == 4
    keeper("persons", "reseal")
    assert other("persons", "identity", "person-3.0").exit_code == 4
    assert keeper("persons", "identity", "person-3.0").exit_code == 0
