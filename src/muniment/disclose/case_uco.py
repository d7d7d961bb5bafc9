"""`data/case/case.jsonld`: the exhibits in CASE/UCO, for forensic tools.

States files, hashes, exhibit numbers and what was disclosed of how each was obtained. Types no
person, place or crime, puts no uncertain date where the ontology wants an exact one, and refers
to nothing hidden: an identifier is made only from what the package shows anyway.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from muniment.disclose import fields
from muniment.disclose.exhibit import JSON, Exhibit, Handover, Shown
from muniment.model.safe_text import safe_text

CONTEXT = {
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "uco-action": "https://ontology.unifiedcyberontology.org/uco/action/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/",
    "uco-types": "https://ontology.unifiedcyberontology.org/uco/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://ontology.caseontology.org/case/investigation/ muniment")
Node = dict[str, JSON]


def case_jsonld(handover: Handover, exhibits: Iterable[Exhibit]) -> bytes:
    """CASE 1.x JSON-LD with its context inside, so that it reads offline.

    Each exhibit gives an `observable:File` with its hash, one `InvestigativeAction` an acquisition,
    and a `ProvenanceRecord` that bears the annex number; one `Investigation` holds the records.
    The same input gives the same bytes.
    """
    records: list[str] = []
    nodes: list[Node] = []
    for exhibit in exhibits:
        made = list(_exhibit(handover, exhibit))
        records.append(made[-1]["@id"])
        nodes += made
    graph = [_investigation(handover, records), *nodes]
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", errors="replace")


def _iri(handover: Handover, kind: str, *shown: str) -> str:
    """A name-based UUID (RFC 9562, version 5) of what the package shows.

    A label alone would not do: redacted packages use labels of their own, and two packages must
    not give one name to two things. Callers therefore add the file's hash, which is in the manifest.
    """
    return uuid.uuid5(_NAMESPACE, json.dumps([handover.vault, kind, *shown])).urn


def _investigation(handover: Handover, records: list[str]) -> Node:
    node: Node = {
        "@id": _iri(handover, "investigation", handover.to, handover.purpose, handover.prepared),
        "@type": "case-investigation:Investigation",
        "uco-core:name": f"Evidence package from {safe_text(handover.vault_name)}",
        "uco-core:description": f"Handed over to {safe_text(handover.to)}. Purpose: {safe_text(handover.purpose)}",
        "case-investigation:investigationForm": "case",
    }
    if records:
        node["uco-core:object"] = _references(records)
    return node


def _exhibit(handover: Handover, exhibit: Exhibit) -> Iterator[Node]:
    """The file, its facets and hash, its acquisitions, and last the provenance record."""
    file = _iri(handover, "file", exhibit.annex, exhibit.label, exhibit.sha256)
    yield _file(handover, exhibit, file)
    yield from _facets(handover, exhibit)
    actions = []
    for shown in exhibit.acquisitions:
        action = _acquisition(handover, exhibit, shown, file)
        actions.append(action["@id"])
        yield action
    yield _record(handover, exhibit, [file, *actions])


def _file(handover: Handover, exhibit: Exhibit, iri: str) -> Node:
    node: Node = {
        "@id": iri,
        "@type": "uco-observable:File",
        "uco-core:name": fields.title_words(exhibit),
        "uco-core:hasFacet": _references(
            _iri(handover, kind, exhibit.annex, exhibit.sha256) for kind in ("file-facet", "content-facet")
        ),
    }
    if exhibit.findings:
        node["uco-core:description"] = [safe_text(each) for each in exhibit.findings]
    return node


def _facets(handover: Handover, exhibit: Exhibit) -> list[Node]:
    digest = _iri(handover, "hash", exhibit.annex, exhibit.sha256)
    size = _typed("integer", str(exhibit.size))
    return [
        {
            "@id": _iri(handover, "file-facet", exhibit.annex, exhibit.sha256),
            "@type": "uco-observable:FileFacet",
            "uco-observable:fileName": PurePosixPath(exhibit.path).name,
            "uco-observable:filePath": exhibit.path,
            "uco-observable:sizeInBytes": size,
        },
        {
            "@id": _iri(handover, "content-facet", exhibit.annex, exhibit.sha256),
            "@type": "uco-observable:ContentDataFacet",
            "uco-observable:mimeType": safe_text(exhibit.media_type),
            "uco-observable:sizeInBytes": size,
            "uco-observable:hash": {"@id": digest},
        },
        {
            "@id": digest,
            "@type": "uco-types:Hash",
            "uco-types:hashMethod": "SHA256",
            # Upper case is the canonical form of xsd:hexBinary; some tools compare as text.
            "uco-types:hashValue": _typed("hexBinary", exhibit.sha256.upper()),
        },
    ]


def _acquisition(handover: Handover, exhibit: Exhibit, shown: Shown, file: str) -> Node:
    """What was disclosed goes into sentences: an EDTF date or a pseudonym fits no typed property."""
    came_from = fields.came_from_words(shown)
    told = [f"Came to be here: {came_from}"] if came_from else []
    told += [f"{label}: {fields.said(shown, name)}" for name, label in fields.FIELDS.items()]
    told.append(f"Custody before intake: {fields.custody_words(shown)}")
    told += [f"{fields.further_label(name)}: {fields.said(shown, name)}" for name in fields.other_fields(shown)]
    return {
        "@id": _iri(handover, "acquisition", exhibit.annex, shown.label, exhibit.sha256),
        "@type": "case-investigation:InvestigativeAction",
        "uco-core:name": f"Acquisition {safe_text(shown.label)}",
        "uco-core:description": told,
        "uco-action:result": {"@id": file},
    }


def _record(handover: Handover, exhibit: Exhibit, objects: list[str]) -> Node:
    return {
        "@id": _iri(handover, "provenance", exhibit.annex, exhibit.label, exhibit.sha256),
        "@type": "case-investigation:ProvenanceRecord",
        "uco-core:name": f"{exhibit.annex} {safe_text(exhibit.label)}",
        "case-investigation:exhibitNumber": exhibit.annex,
        "uco-core:object": _references(objects),
    }


def _references(iris: Iterable[str]) -> list[Node]:
    return [{"@id": iri} for iri in iris]


def _typed(datatype: str, value: str) -> Node:
    return {"@type": f"xsd:{datatype}", "@value": value}
