"""Shows text that came from strangers so that what a person sees is what is there.

A file name or a title may hold characters that turn the line around, hide in it or break it.
This makes them visible; it never drops a character, never touches the record itself, and never
alters letters of any script: Arabic, Hebrew, Persian and Indic joiners pass as they are.
"""

from __future__ import annotations

import re

_INVISIBLE = (
    "\u0000-\u001f\u007f-\u009f"  # C0, DEL, C1: control terminals, end lines
    "\u00ad"  # soft hyphen
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # directional marks, embeddings, isolates
    "\u115f\u1160\u3164\uffa0"  # Hangul fillers: letters that show nothing
    "\u180e\u200b\u2028\u2029\u2060-\u2065\ufeff"  # zero width, line and paragraph separators
    "\ufff9-\ufffb\ufffe\uffff"  # interlinear annotation, noncharacters
    "\ud800-\udfff"  # lone surrogates: bytes of a name that were not text
    "\U000e0000-\U000e007f"  # tags: a whole hidden ASCII
    "\u27e8"  # our own opening bracket, so that no name can imitate an escape
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]")


def escape_character(character: str) -> str:
    """One character in the form ⟨U+202E⟩: four to six hexadecimal digits."""
    return f"⟨U+{ord(character):04X}⟩"


def safe_text(text: str, *, lines: bool = False) -> str:
    """`text` with control, bidirectional and invisible characters as visible escapes.

    With `lines` a line feed (also one written CR LF) stays a line feed, for notes of several
    lines; otherwise the result is one line. No two texts give the same result, but for that CR.
    The characters are those of UAX #9 (directional formatting), UTR #36 and Trojan Source
    (CVE-2021-42574), and the C0 and C1 controls.
    """
    if not lines:
        return _HIDDEN.sub(lambda match: escape_character(match.group()), text)
    kept = text.replace("\r\n", "\n").split("\n")
    return "\n".join(safe_text(line) for line in kept)
