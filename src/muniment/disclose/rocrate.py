"""`data/ro-crate-metadata.json`: the package as an RO-Crate 1.1, for archives and repositories.

The crate's root is `data/`. Names no person and gives no contact, ORCID or address: where the
validators' RECOMMENDED level wants those, the safety of witnesses comes first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from muniment.disclose import fields
from muniment.disclose.exhibit import JSON, Exhibit, Handover, PackageFile
from muniment.model.safe_text import safe_text

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_DESCRIPTOR = "ro-crate-metadata.json"
_ROOT = "data/"
# RO-Crate 1.1 took its terms from schema.org 10, which had no sha256 yet; an added term is allowed there.
_ADDED_TERMS = {"sha256": "http://schema.org/sha256"}
_LICENCE = (
    "No licence is granted by this package. It was handed over for the purpose stated in the description; "
    "rights in the exhibits remain with whoever holds them."
)


def ro_crate(handover: Handover, exhibits: Iterable[Exhibit], files: Iterable[PackageFile]) -> bytes:
    """RO-Crate 1.1 JSON-LD, flattened and compacted; `files` are the package's other payload files.

    The descriptor itself, and whatever of `files` lies outside `data/`, is not listed as a part.
    """
    parts = [_exhibit(exhibit) for exhibit in exhibits]
    parts += [_file(each) for each in files if _is_part(each.path)]
    graph = [_descriptor(), _dataset(handover, parts), *parts]
    crate = {"@context": [CONTEXT, _ADDED_TERMS], "@graph": graph}
    return (json.dumps(crate, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="replace")


def _is_part(path: str) -> bool:
    return path.startswith(_ROOT) and path != _ROOT + _DESCRIPTOR


def _descriptor() -> dict[str, JSON]:
    return {
        "@id": _DESCRIPTOR,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }


def _dataset(handover: Handover, parts: list[dict[str, JSON]]) -> dict[str, JSON]:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Evidence package from {safe_text(handover.vault_name)}",
        "description": f"Handed over to {safe_text(handover.to)}. Purpose: {safe_text(handover.purpose)}",
        "datePublished": handover.prepared,
        "license": _LICENCE,
        "identifier": f"{handover.mark}:{handover.vault}",
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }


def _exhibit(exhibit: Exhibit) -> dict[str, JSON]:
    part: dict[str, JSON] = {
        "@id": _id(exhibit.path),
        "@type": "File",
        "name": fields.title_words(exhibit),
        "identifier": [exhibit.annex, exhibit.label],
        "encodingFormat": exhibit.media_type,
        "contentSize": str(exhibit.size),
        "sha256": exhibit.sha256,
    }
    if exhibit.language:
        part["inLanguage"] = exhibit.language
    if exhibit.date:
        part["temporalCoverage"] = exhibit.date
    return part


def _file(file: PackageFile) -> dict[str, JSON]:
    part: dict[str, JSON] = {
        "@id": _id(file.path),
        "@type": "File",
        "name": safe_text(file.title),
        "encodingFormat": file.media_type,
    }
    if file.size is not None:
        part["contentSize"] = str(file.size)
    if file.sha256 is not None:
        part["sha256"] = file.sha256
    return part


def _id(path: str) -> str:
    """The path from the crate's root as a URI reference (RFC 3986)."""
    return quote(path.removeprefix(_ROOT), safe="/")
