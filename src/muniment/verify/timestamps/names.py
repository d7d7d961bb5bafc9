"""X.500 names as text for people (RFC 4514), from a certificate that may be hostile.

It never lets a name act on a terminal: control and direction characters are written as hex.
"""

from __future__ import annotations

import unicodedata

from muniment.verify.der import SEQUENCE, SET, DerError, Fields, Node, children, oid

_TYPES = {
    "2.5.4.3": "CN",
    "2.5.4.4": "SN",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.9": "STREET",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "2.5.4.97": "organizationIdentifier",
    "0.9.2342.19200300.100.1.1": "UID",
    "0.9.2342.19200300.100.1.25": "DC",
    "1.2.840.113549.1.9.1": "emailAddress",
}
_ENCODINGS = {
    0x0C: "utf-8",  # UTF8String
    0x12: "ascii",  # NumericString
    0x13: "ascii",  # PrintableString
    0x14: "latin-1",  # TeletexString, as everybody reads it
    0x16: "ascii",  # IA5String
    0x1C: "utf-32-be",  # UniversalString
    0x1E: "utf-16-be",  # BMPString
}


def describe_name(name: Node) -> str:
    """A Name (SEQUENCE OF SET OF type and value), most specific part first: `CN=…,O=…,C=…`."""
    if name.tag != SEQUENCE:
        raise DerError("a name is not a sequence")
    return ",".join(_describe_set(part) for part in reversed(children(name)))


def _describe_set(part: Node) -> str:
    if part.tag != SET or not part.body:
        raise DerError("a part of a name is not a set")
    return "+".join(_describe_pair(pair) for pair in children(part))


def _describe_pair(pair: Node) -> str:
    fields = Fields(pair)
    kind, value = oid(fields.take()), fields.take()
    fields.end()
    encoding = _ENCODINGS.get(value.tag)
    if kind not in _TYPES or encoding is None:
        return f"{_TYPES.get(kind, kind)}=#{value.raw.hex()}"
    try:
        text = value.body.decode(encoding)
    except UnicodeDecodeError as error:
        raise DerError("a name holds text that is not in its own encoding") from error
    return f"{_TYPES[kind]}={_escape(text)}"


def _escape(text: str) -> str:
    shown = "".join(_escape_character(c) for c in text)
    if shown.startswith((" ", "#")):
        shown = "\\" + shown
    if text.endswith(" ") and len(text) > 1:
        shown = shown[:-1] + "\\ "
    return shown


def _escape_character(character: str) -> str:
    if character in '",+;<>\\':
        return "\\" + character
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return "".join(f"\\{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
    return character
