"""The exhibit list, the crate and the case graph: what they say, and that they give nothing away."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import msgspec

from muniment.disclose.case_uco import case_jsonld
from muniment.disclose.exhibit import PackageFile, Shown
from muniment.disclose.exhibits_csv import COLUMNS, exhibits_csv
from muniment.disclose.rocrate import ro_crate

from .samples import DOWNLOAD, HANDOVER, PLAIN, REDACTED, exhibit, exhibits


def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def graph(document: bytes) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = json.loads(document)["@graph"]
    return nodes


def test_a_row_of_the_list() -> None:
    each = exhibit(2, "statement.md", (PLAIN,))
    assert rows(exhibits_csv([each])) == [
        {
            "Annex": "A0002",
            "Description": "statement.md",
            "Date": "2031-03-29",
            "Language": "unknown",
            "Came out of": "",
            "Source": "person-7",
            "Basis": "person",
            "Custody before intake": (
                "2031-03-29: person-7 (wrote it the evening after) > "
                "2031-03-30/2031-04-02: GAP (left in the clinic, unlocked) > "
                "2031-04-03: person-4 (received in a sealed envelope) [1 gap]"
            ),
            "File": "data/items/A0002/statement.md",
            "Type": "text/plain",
            "Size (bytes)": str(each.size),
            "SHA-256": each.sha256,
            "Record": "k7f3q/item-13",
        }
    ]


def test_the_list_tells_withheld_from_unknown() -> None:
    (row,) = rows(exhibits_csv([exhibit(3, "a", (REDACTED,))]))
    assert (row["Source"], row["Custody before intake"], row["Date"]) == ("withheld", "unknown", "obtained 2031-04~")
    (row,) = rows(exhibits_csv([exhibit(3, "a", ())]))
    assert (row["Basis"], row["Custody before intake"], row["Date"]) == ("withheld", "withheld", "withheld")


def test_the_list_defuses_formulas_and_shows_control_characters() -> None:
    hostile = Shown(label="a", fields={"source": "=1+1", "basis": "\t=1+1"})
    (row,) = rows(exhibits_csv([exhibit(1, "@SUM(1)\u202e", (hostile,))]))
    assert (row["Description"], row["Source"]) == ("'@SUM(1)⟨U+202E⟩", "'=1+1")
    assert row["Basis"] == "⟨U+0009⟩=1+1"


def test_the_list_has_a_row_an_exhibit() -> None:
    table = rows(exhibits_csv(exhibits(300)))
    assert len(table) == 300
    assert tuple(table[0]) == COLUMNS


def test_the_crate_lists_what_is_below_data_and_not_itself() -> None:
    files = [
        PackageFile(path="data/a b%.txt", title="x", media_type="text/plain", size=4, sha256="1" * 64),
        PackageFile(path="data/ro-crate-metadata.json", title="x", media_type="text/plain"),
        PackageFile(path="bagit.txt", title="x", media_type="text/plain"),
    ]
    nodes = {node["@id"]: node for node in graph(ro_crate(HANDOVER, [exhibit(1, "a.md")], files))}
    assert list(nodes) == ["ro-crate-metadata.json", "./", "items/A0001/a.md", "a%20b%25.txt"]
    assert nodes["./"]["hasPart"] == [{"@id": "items/A0001/a.md"}, {"@id": "a%20b%25.txt"}]
    assert (nodes["a%20b%25.txt"]["contentSize"], nodes["a%20b%25.txt"]["sha256"]) == ("4", "1" * 64)


def test_the_crate_names_no_person_and_no_contact() -> None:
    made = ro_crate(HANDOVER, exhibits(), [])
    for word in (b"Person", b"orcid", b"contact", b"email", b"author", b"person-", HANDOVER.prepared_by.encode()):
        assert word not in made


def test_the_case_graph_joins_exhibit_file_and_acquisition() -> None:
    nodes = graph(case_jsonld(HANDOVER, [exhibit(1, "a.md", (DOWNLOAD, PLAIN))]))
    by_id = {node["@id"]: node for node in nodes}
    assert len(by_id) == len(nodes) == 8
    investigation, record = nodes[0], nodes[-1]
    assert investigation["uco-core:object"] == [{"@id": record["@id"]}]
    assert record["case-investigation:exhibitNumber"] == "A0001"
    file, *actions = [by_id[each["@id"]] for each in record["uco-core:object"]]
    assert file["@type"] == "uco-observable:File"
    assert [action["uco-action:result"]["@id"] for action in actions] == [file["@id"]] * 2
    assert "Obtained from: radio-lozova.invalid" in actions[0]["uco-core:description"]
    assert "weather: fog" in actions[0]["uco-core:description"]


def test_the_case_graph_says_withheld_and_nothing_else() -> None:
    action = graph(case_jsonld(HANDOVER, [exhibit(1, "a.md", (Shown(label="a", fields={}),))]))[-2]
    assert {said.split(": ")[1] for said in action["uco-core:description"]} == {"withheld"}


def test_identifiers_do_not_depend_on_what_is_withheld() -> None:
    """Else somebody who guesses a hidden name could confirm the guess from the identifier."""

    def ids(*fields: str) -> list[str]:
        shown = Shown(label="a", fields=dict.fromkeys(fields, "x"))
        return [node["@id"] for node in graph(case_jsonld(HANDOVER, [exhibit(1, "a.md", (shown,))]))]

    assert ids() == ids("source", "obtained_by", "name")


def test_identifiers_differ_between_vaults_files_and_labels() -> None:
    each = exhibit(1, "a.md", (PLAIN,))
    other_vault = msgspec.structs.replace(HANDOVER, vault="another")
    other_file = msgspec.structs.replace(each, sha256="0" * 64)
    other_label = msgspec.structs.replace(each, acquisitions=(REDACTED,))
    made = {
        graph(case_jsonld(handover, [shown]))[-2]["@id"]
        for handover, shown in (
            (HANDOVER, each),
            (other_vault, each),
            (HANDOVER, other_file),
            (HANDOVER, other_label),
        )
    }
    assert len(made) == 4


def test_all_identifiers_are_distinct_and_the_bytes_repeat() -> None:
    made = case_jsonld(HANDOVER, exhibits(300))
    ids = [node["@id"] for node in graph(made)]
    assert len(ids) == len(set(ids))
    assert all(each.startswith("urn:uuid:") for each in ids)
    assert made == case_jsonld(HANDOVER, exhibits(300))
    assert ro_crate(HANDOVER, exhibits(9), []) == ro_crate(HANDOVER, exhibits(9), [])


def test_no_exhibit_at_all() -> None:
    assert len(graph(case_jsonld(HANDOVER, []))) == 1
    assert len(graph(ro_crate(HANDOVER, [], []))) == 2
    assert rows(exhibits_csv([])) == []
