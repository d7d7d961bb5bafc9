"""C2PA manifests ("content credentials"): what a store inside a file says of its making. Read, never validated.

A store is JUMBF boxes (ISO/IEC 19566-5) that hold CBOR (RFC 8949); its signature is COSE (RFC 9052). Nothing is
checked here: not the hashes over the file, not the signature, not who vouches for the signer. So everything read is
a claim of whoever wrote the file, and the finding says so.
"""

from __future__ import annotations

from typing import Any

from muniment.model.reading import Finding
from muniment.read.picture.c2pa.claims import claim_metadata
from muniment.read.picture.c2pa.signer import signed_by
from muniment.read.picture.c2pa.store import Manifest, manifests
from muniment.read.picture.small import shortened

__all__ = ["read_store", "warm"]

_UNCHECKED = (
    "not checked were the signature, whether the signer is who it says, and whether the picture is still the one "
    "that was signed. Take it as a hint, and check it with a C2PA verifier"
)


def warm() -> None:
    """Load the CBOR library before the process is confined."""
    import cbor2

    cbor2.loads(b"\xa0")


def read_store(store: bytes) -> tuple[dict[str, str], list[Finding]]:
    """`c2pa:` name → text of the active (last) manifest in a JUMBF store, and what to know about it."""
    if not store:
        return {}, []
    found, broken = manifests(store)
    if not found:
        why = broken or "it holds no manifest"
        text = f"There is a C2PA block (content credentials), but it cannot be read: {why}."
        return {}, [Finding("c2pa-broken", text, "warning", "C2PA")]
    active = found[-1]
    metadata, faults = claim_metadata(active)
    metadata |= _signature(active, faults)
    metadata["c2pa:Manifests"] = str(len(found))
    faults += [broken] if broken else []
    findings = [Finding("c2pa-not-validated", _sentence(metadata), "note", "C2PA")]
    if faults:
        text = f"Parts of the C2PA block (content credentials) cannot be read: {'; '.join(faults[:5])}."
        findings.append(Finding("c2pa-broken", text, "warning", "C2PA"))
    return {name: shortened(value) for name, value in metadata.items() if value}, findings


def _signature(active: Manifest, faults: list[str]) -> dict[str, str]:
    said: dict[str, Any] = {}
    try:
        said = signed_by(active.signature)
    except ValueError as error:
        faults.append(f"the signature ({error})")
    return {f"c2pa:{name}": value for name, value in said.items()}


def _sentence(metadata: dict[str, str]) -> str:
    signer, generator = metadata.get("c2pa:Signer"), metadata.get("c2pa:Generator")
    who = f" signed in the name of {signer}" if signer else ""
    what = f", made with {generator}" if generator else ""
    return f"The file carries a C2PA manifest (content credentials){who}{what}. It was read, {_UNCHECKED}."
