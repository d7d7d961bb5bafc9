"""What people put on record, in a package: what is shown of it, the report's sections, the table, other validators."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import html5rdf
import pytest

from muniment.disclose.onrecord import claims_csv
from muniment.disclose.onrecord.claims_csv import COLUMNS
from muniment.disclose.report import report_html
from muniment.disclose.whitelist import UnknownField, check_names
from muniment.disclose.whitelist_records import shown_names
from tests.tampering.dossiers import build

from . import offline
from .records import CLAIM, DOSSIER, hostile
from .samples import HANDOVER, exhibits
from .test_report import ALLOWED_TAGS, HOSTILE, Seen

PAGE = report_html(HANDOVER, exhibits(2), DOSSIER)


def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


# What is shown of a record


JUDGED: dict[str, Any] = {
    "incident": "incident-3.0",
    "outcome": "met",
    "about": "person-4.0",
    "for": [{"record": "claim-1.0"}],
    "against": [],
    "gaps": ["nobody saw who"],
    "on_translation": [],
    "reasons": "as they say",
    "claims": ["claim-1.0"],
}
SAID: dict[str, Any] = {
    "item": "item-1.0",
    "asserter": "Mirela",
    "chain": [{"name": "a nurse", "role": "reported"}],
    "acts": [{"code": "killing", "victims": [{"said": "her son"}]}],
    "began_as": {"extractor": "rules/1"},
    "note": "ask her again",
    "reason": "she called",
}


def names(kind: str, fields: dict[str, Any], protected: bool = False, **changes: Any) -> set[str]:
    asked = {"here": ("item-1.0", "claim-1.0"), "show": (), "hide": ()} | changes
    return set(shown_names(kind, fields, lambda label: protected, **asked))


def test_of_a_claim_its_note_and_reasons_stay_here() -> None:
    assert names("claim", SAID) == {"item", "asserter", "chain", "acts", "began_as"}
    assert names("claim", SAID, show=("note",)) - names("claim", SAID) == {"note"}
    assert names("claim", SAID, hide=("asserter",)) == {"item", "chain", "acts", "began_as"}


def test_of_what_came_from_a_person_nobody_is_named() -> None:
    assert names("claim", SAID, protected=True) == {"item", "acts", "began_as"}


@pytest.mark.parametrize(
    "act",
    [
        {"code": "killing", "victims": [{"said": "a woman", "code": "person-9.0"}]},
        {"code": "killing", "perpetrators": [{"code": "account-9.0"}]},
        {"code": "killing", "note": "she does not want to be found"},
    ],
)
def test_a_person_s_code_or_a_note_keeps_acts_here(act: dict[str, Any]) -> None:
    fields = {**SAID, "acts": [{"code": "injury"}, act]}
    assert "acts" not in names("claim", fields)
    assert "acts" in names("claim", fields, show=("acts",))


def test_a_person_s_code_keeps_the_chain_here() -> None:
    fields = {**SAID, "chain": [{"name": "a nurse", "role": "reported", "person": "person-9.0"}]}
    assert "chain" not in names("claim", fields)


def test_what_names_records_is_shown_where_all_of_them_are() -> None:
    assert names("judge", JUDGED) == {"incident", "outcome", "about", "for", "against", "gaps", "on_translation"}
    assert "for" not in names("judge", JUDGED, here=("item-1.0",))
    assert "on_translation" not in names("judge", {**JUDGED, "on_translation": ["item-9.0"]})
    assert names("incident", {"name": "x", "claims": ["claim-1.0"], "reason": "y"}) == {"name", "claims"}
    assert names("incident", {"name": "x", "claims": ["claim-9.0"], "reason": "y"}) == {"name"}


def test_words_on_what_came_from_a_person_stay_here() -> None:
    worded = {**JUDGED, "for": [{"record": "claim-1.0", "words": "the tall nurse"}]}
    assert "for" in names("judge", worded)
    assert "for" not in names("judge", worded, protected=True)
    assert "for" in names("judge", JUDGED, protected=True)


def test_what_ties_it_together_cannot_be_hidden() -> None:
    fields = {"record": "1.0", "prior": "1.0", "state": "withdrawn", "decision": "agree", "reasons": "x"}
    hide = ("record", "prior", "state", "decision")
    assert names("review", fields, hide=hide) == {"record", "prior", "state", "decision"}
    assert names("dossier", {"entries": [], "without": ["claim-9.0"], "left_out_records": []}) == {"entries"}


@pytest.mark.parametrize("name", ["without", "left_out_records", "prior", "state", "no-such-field"])
def test_what_tells_of_what_was_left_out_cannot_be_asked_for(name: str) -> None:
    with pytest.raises(UnknownField):
        check_names([name])


# The report


def test_sections_are_there_and_say_it_in_words() -> None:
    seen = Seen(PAGE)
    for words in (
        "The dossier", "Judgements", "Claims", "read this first", "The school at Lozova",
        "unnamed, as told by the head of the school, as told by radio-lozova.invalid", "Incident The school at Lozova",
        "Judgement that it happened: met",
        "was told by somebody", "Killing (killing): by «the army» (ordered); to «children» (River people)",
        "where «Lozova» = Upper Lozova, VT (by op-1)", "how many «forty» = from 40, to 40, children", "our-own-code",
        "a suggestion of the program rules/1; changed by a person: acts", "that it happened: the army's second brigade",
        "Reasonable grounds to believe", "a gas explosion", "none named", "op-3 reviewed it and agrees",
        "It rests on a single account", "denies that it happened", "saw it", "00:03:10", "Withheld here: reasons.",
        "withheld: 1 record, not all of them in this package", "2 exhibits, 2 claims, 1 judgement, with what is",
    ):  # fmt: skip
        assert words in seen.text, words


def test_it_is_well_formed_and_every_link_leads_somewhere() -> None:
    html5rdf.HTMLParser(strict=True).parse(PAGE)
    seen = Seen(PAGE)
    assert set(seen.tags) <= ALLOWED_TAGS | {"blockquote"}
    ids = seen.named("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in seen.named("href")} <= set(ids)
    assert {name for value in seen.named("aria-labelledby") for name in value.split()} <= set(ids)


def test_a_passage_has_its_own_direction_and_language() -> None:
    assert '<blockquote><bdi dir="auto" lang="ar">قُتل' in PAGE.decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    page = report_html(HANDOVER, exhibits(1), hostile(text))
    html5rdf.HTMLParser(strict=True).parse(page)
    seen = Seen(page)
    assert set(seen.tags) <= ALLOWED_TAGS | {"blockquote"}
    assert not [name for _, name, _ in seen.attributes if name.startswith("on") or name == "src"]
    assert "\u202e" not in page.decode()
    assert "\x1b" not in page.decode()


def test_without_a_dossier_the_report_is_as_it_was() -> None:
    seen = Seen(report_html(HANDOVER, exhibits(2)))
    assert "The dossier" not in seen.text
    assert "Claims" not in seen.text


# The table


def test_a_row_of_the_table() -> None:
    first, second = rows(claims_csv(DOSSIER))
    assert tuple(first) == COLUMNS
    assert (first["Annex"], first["Stands in"], first["Page"]) == ("C0001", "A0001", "page 3")
    assert first["Passage"] == "قُتل أربعون طفلاً"
    assert (first["How they know"], first["Polarity"]) == ("told", "affirmed")
    assert (second["Stands in"], second["Said by"], second["Acts, as said and as resolved"]) == ("withheld",) * 3
    assert second["Page"] == "00:03:10"


def test_no_cell_is_a_formula() -> None:
    for row in rows(claims_csv(hostile("=HYPERLINK(1)"))):
        assert not [cell for cell in row.values() if cell.startswith("=")]


def test_a_claim_can_be_read_without_any_field() -> None:
    import msgspec

    bare = msgspec.structs.replace(CLAIM, fields={}, item=None)
    dossier = msgspec.structs.replace(DOSSIER, claims=(bare,))
    assert rows(claims_csv(dossier))[0]["Passage"] == "withheld"
    report_html(HANDOVER, exhibits(1), dossier)


# A whole package, before other people's validators


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patched:
        root = tmp_path_factory.mktemp("validated")
        patched.setenv("MUNIMENT_HOME", str(root / "settings"))
        return build(root).scene.package


def test_validators_accept_it(package: Path, tmp_path: Path) -> None:
    for result in (
        offline.bagit(package),
        offline.rocrate(package, tmp_path / "cache"),
        offline.case_validate(package),
    ):
        assert result.returncode == 0, result.stdout + result.stderr
