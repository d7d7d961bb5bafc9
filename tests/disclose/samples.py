"""A made-up package: invented people, places and happenings in an invented country, with awkward names."""

from __future__ import annotations

import hashlib
from pathlib import Path

from muniment.disclose.bag import Payload, write_bag
from muniment.disclose.case_uco import case_jsonld
from muniment.disclose.exhibit import Exhibit, Handover, PackageFile, Shown
from muniment.disclose.exhibits_csv import exhibits_csv
from muniment.disclose.report import report_html
from muniment.disclose.rocrate import ro_crate
from muniment.disclose.safe_names import safe_name

AWKWARD = (
    "statement.md",
    "شهادة من قرية تل الزعتران.pdf",
    "Свідчення з Верхньої Лозови.docx",
    "עדות מכפר אלמוג.txt",
    "CON.txt",
    "aux",
    "trailing dots...",
    "blank at end.pdf ",
    "invoice\u202efdp.exe",
    "line\nbreak\r.eml",
    "=cmd|' /C calc'!A0",
    '<script src="https://example.invalid/x.js"></script>.html',
    "../../../etc/passwd",
    "C:\\Users\\dara\\photo 100%.JPG",
    "écrits d’été.odt",
    "x" * 300 + ".jpeg",
    ".hidden",
    "",
)

HANDOVER = Handover(
    vault="7d0f6c1e5b1f4c8a9e0d3b2a1c4f5e6d",
    mark="k7f3q",
    vault_name="Lozova River Documentation Group",
    to="Office of the Special Chamber, Republic of Veshtania",
    purpose="Case file 14/2031, the shelling of the Upper Lozova clinic",
    prepared="2031-05-02T09:14:05Z",
    prepared_by="operator-2",
    program="muniment 0.1.0",
    fingerprint="k7f3q+5a1c09e2 SHA256 9f2c 41d7 0be8 66a3 17fe c05d 8a94 e2b1",
    notes=("Exhibits are numbered in the order in which they were taken in.",),
    left_out=("Two statements whose authors asked not to be shown.", "Contact details of everybody."),
)

PLAIN = Shown(
    label="k7f3q/acquisition-12",
    fields={
        "obtained": "2031-04-03",
        "obtained_by": "person-4",
        "source": "person-7",
        "role": "caretaker of the clinic",
        "method": "handed over",
        "basis": "person",
        "tool": None,
        "reference": "notebook 2, page 14",
        "name": "statement.md",
        "given_hash": None,
        "restrictions": "for courts only",
        "custody": [
            {"date": "2031-03-29", "holder": "person-7", "note": "wrote it the evening after"},
            {"date": "2031-03-30/2031-04-02", "gap": True, "note": "left in the clinic, unlocked"},
            {"date": "2031-04-03", "holder": "person-4", "note": "received in a sealed envelope"},
        ],
    },
)
REDACTED = Shown(label="k7f3q/acquisition-13", fields={"obtained": "2031-04~", "method": "unknown", "custody": None})
DOWNLOAD = Shown(
    label="k7f3q/acquisition-14",
    fields={
        "obtained": "2031-04-05T17:20:00Z",
        "obtained_by": "person-4",
        "source": "radio-lozova.invalid",
        "method": "download",
        "tool": {"name": "wgrab", "version": "2.1"},
        "basis": "public",
        "name": "تقرير\u202ecod.exe",
        "reference": "https://radio-lozova.invalid/2031/04/clinic",
        "custody": [],
        "weather": "fog",
    },
)


def content(number: int, name: str) -> bytes:
    return f"Invented exhibit {number}: {name!r}\n".encode() * (1 + number % 7)


def exhibit(number: int, name: str, acquisitions: tuple[Shown, ...] = (PLAIN,)) -> Exhibit:
    data = content(number, name)
    annex = f"A{number:04d}"
    return Exhibit(
        annex=annex,
        path=f"data/items/{annex}/{safe_name(name)}",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/pdf" if name.endswith(".pdf") else "text/plain",
        label=f"k7f3q/item-{number + 11}",
        title=name or None,
        language={"ش": "ar", "С": "uk", "ע": "he"}.get(name[:1]),
        date="2031-03-29" if number % 3 else None,
        acquisitions=acquisitions,
        findings=("The file ends early; its last page can not be read.",) if number % 5 == 2 else (),
    )


def exhibits(count: int = len(AWKWARD)) -> list[Exhibit]:
    ways = ((PLAIN,), (REDACTED,), (DOWNLOAD, PLAIN), ())
    return [exhibit(n, AWKWARD[(n - 1) % len(AWKWARD)], ways[(n - 1) % 4]) for n in range(1, count + 1)]


def package(root: Path, count: int = len(AWKWARD)) -> list[Exhibit]:
    """Writes a whole package into `root`, in the order in which its parts depend on each other."""
    shown = exhibits(count)
    for number, each in enumerate(shown, 1):
        _write(root, each.path, content(number, AWKWARD[(number - 1) % len(AWKWARD)]))
    _write(root, "data/exhibits.csv", exhibits_csv(shown))
    _write(root, "data/report.html", report_html(HANDOVER, shown))
    _write(root, "data/case/case.jsonld", case_jsonld(HANDOVER, shown))
    others = (
        PackageFile(path="data/exhibits.csv", title="List of exhibits", media_type="text/csv"),
        PackageFile(path="data/report.html", title="Report", media_type="text/html", size=3, sha256="0" * 64),
        PackageFile(path="data/case/case.jsonld", title="CASE/UCO", media_type="application/ld+json"),
        PackageFile(path="data/ro-crate-metadata.json", title="RO-Crate", media_type="application/ld+json"),
        PackageFile(path="bagit.txt", title="Bag declaration", media_type="text/plain"),
    )
    _write(root, "data/ro-crate-metadata.json", ro_crate(HANDOVER, shown, others))
    write_bag(root, HANDOVER, payload(root))
    return shown


def payload(root: Path) -> list[Payload]:
    files = sorted(path for path in (root / "data").rglob("*") if path.is_file())
    return [_payload(root, path) for path in files]


def _payload(root: Path, path: Path) -> Payload:
    data = path.read_bytes()
    return Payload(path.relative_to(root).as_posix(), hashlib.sha256(data).hexdigest(), len(data))


def _write(root: Path, path: str, data: bytes) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
