"""The fixed sentences of a report: how a package is checked, what that proves and what it does not.

The same for every package, party and exhibit. Never promises more than the verifier checks.
"""

from __future__ import annotations

COMMAND = "python3 data/verify.py ."

CHECK_STEPS = (
    "Open a terminal in the folder that holds this package: the one in which the file bagit.txt lies. "
    "Python 3 is all that is needed; nothing is installed and nothing is sent over a network.",
    "Run the command below. It says what is intact, whose key signed it, what time is proven, "
    "and how far the package is complete.",
    "Compare this fingerprint by another channel: ask the sender to read it to you on the telephone or "
    "in person. A fingerprint that came only with the package proves nothing, since whoever "
    "altered the one could have altered the other.",
)

CHECK_AFTER = (
    "The verifier in this package is a convenience. For a check that trusts nothing in here, use a verifier "
    "that you got elsewhere, or write one from data/spec/. data/VERIFY.txt says how."
)

PROVES = (
    "The files are, byte for byte, those that were recorded, and this report is the one that was "
    "handed over with them.",
    "Each record shown was signed with a key that was in force in this vault when it was recorded, "
    "and has not been changed since.",
    "Where a time stamp is included: the record existed no later than the time it states.",
    "The newest statement about each record shown, such as a correction or a withdrawal, as of the "
    "hand-over, is among what was handed over.",
)

PROVES_NOT = (
    "That what a file says or shows is true.",
    "That the person, website or server named as a source really said, wrote or sent it.",
    "Who stands behind the key, until the fingerprint has been compared by another channel.",
    "What happened before the file was taken in: earlier custody is told here as it was told to the vault.",
    "That the clock of the computer was right: times without a time stamp are claims.",
    "That nothing else exists. This is a selection, and says nothing of what was not selected.",
)

LEGEND = (
    "Two words have a fixed meaning here. Withheld: recorded, and not shown in this package. Unknown: nothing is "
    "recorded of it, or that it is not known. Stated later: not said when the file was taken in, but in a later "
    "entry of the log, which replaces what was said before. As A0001 says, or as the file it came out of says: "
    "read in another file, not stated by a person. Stated of what it came out of, and that of what it came out of: "
    "it is recorded of that file; the signed record is in this package only where that file is."
)

CARE = (
    "The files are as they were received. Treat them as you would any file from a stranger, and open them "
    "on a computer kept for that. Some may show violence or its consequences; this report shows no pictures."
)

NOTHING_LEFT_OUT = "The preparer made no statement about anything left out. That is not a statement that nothing was."
