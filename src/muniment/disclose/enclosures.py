"""What every package carries so that it can be checked anywhere, in twenty years too.

The verifier as one file, how to use it, the keys it should meet, and the specification.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from hashlib import sha256
from importlib import resources
from pathlib import Path

from muniment.preserve import Ledger
from muniment.verify.bundle import verifier_bytes

from .exhibit import Handover

EARLIER_CHECKPOINTS = 64
"""How many earlier sizes of the log a package has proofs from."""


def enclosures(ledger: Ledger, about: Handover) -> dict[str, bytes]:
    """Files by their path in the package."""
    files = {
        "data/VERIFY.txt": _how_to(about),
        "data/verify.py": verifier_bytes(),
        "data/trust/policy": _policy(ledger),
    }
    for name, text in specification().items():
        files[f"data/spec/{name}"] = text
    return files


def earlier_sizes(ledger: Ledger, stamped: Iterable[int]) -> list[int]:
    """Sizes of this log whose checkpoints outsiders may hold, for proofs that the newest extends them.

    Every package carries the checkpoint that its disclosure ended, and every stamp covers one. The rest are
    sizes that nobody was given, so that a recipient cannot read off how often something was handed out.
    """
    rows = ledger.catalogue.acts()
    now = ledger.log.size
    known = {row.index + 1 for row in rows if row.act == "disclose"} | set(stamped)
    held = sorted(size for size in known if 0 < size < now)[-EARLIER_CHECKPOINTS:]
    secret = _secret(ledger)
    # In an order that is the same for the next package, and that nobody can work out who does not keep the vault.
    others = sorted(set(range(1, now)) - set(held), key=lambda size: _drawn(secret, size))
    return sorted([*held, *others[: EARLIER_CHECKPOINTS - len(held)]])


def _drawn(secret: bytes, size: int) -> bytes:
    return hmac.digest(secret, size.to_bytes(8, "big"), "sha256")


def _secret(ledger: Ledger) -> bytes:
    """Of the salts of the charter's decoys: the packs keep them always, and no package shows any."""
    salts = [salt for part in ledger.parts(0) for salt in part.decoys]
    return sha256(b"muniment/earlier/v1\n" + "\n".join(salts).encode("ascii")).digest()


def specification() -> dict[str, bytes]:
    """The specification's texts by name: installed with the program, or beside it in a checkout."""
    installed = Path(str(resources.files("muniment.disclose"))) / "spec"
    folder = installed if installed.is_dir() else Path(__file__).parents[3] / "docs" / "spec"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.md"))}


def _policy(ledger: Ledger) -> bytes:
    """Fingerprint and checkpoint keys, to be compared with what is known from elsewhere."""
    lines = [
        "# These keys came with the package: by themselves they prove nothing.",
        "# Compare the fingerprint with what the vault's keeper tells you by another channel.",
        f"fingerprint {ledger.authority.fingerprint}",
        *(f"log {operator.log_key}" for operator in ledger.authority.current.operators),
    ]
    return ("\n".join(lines) + "\n").encode()


def _how_to(about: Handover) -> bytes:
    return f"""HOW TO CHECK THIS PACKAGE

With nothing installed but Python 3.11 or later, in the folder that holds this package:

    python3 data/verify.py .

To tie it to a vault whose fingerprint you have from another channel (by voice, on paper):

    python3 data/verify.py . --trust {about.fingerprint}

To see that it goes on from the same log as a package that you were given earlier:

    python3 data/verify.py . --since EARLIER/data/log/checkpoint

The line with --trust shows the form; do not take the fingerprint from here. The verifier in this package is a
convenience: whoever could forge a package could forge it too. The same program is published apart,
and data/spec/ says everything that is needed to write another one.

Other programs check parts of it:

    bagit.py --validate .                      the files against the manifests
    sha256sum -c manifest-sha256.txt           the same
    openssl ts -verify -data data/timestamps/N.checkpoint -in data/timestamps/N.tsr -CAfile CA.pem

WHAT A GOOD RESULT SAYS
That these files are the bytes that were kept, when at the latest (if an outside authority stamped
them), and who recorded and handed them over. It does not say that what they contain is true, nor
that a server really sent it, nor what else the vault holds. A proof for part of a file ties it to
what was read at intake, not mathematically to the withheld original.
""".encode()
