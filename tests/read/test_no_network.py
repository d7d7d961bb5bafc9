"""No reader asks any network for anything: with the sandbox, and without it, too.

Every file here is full of addresses of a server that listens on this machine and on nothing else.
"""

from __future__ import annotations

import io
import json
import shutil
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.read.giving import Allowance, Collected
from muniment.read.interface import Source, load_registry, programs_of
from muniment.read.pool import Job, ReadingPool
from muniment.read.sniff import sniff
from tests.read.archive import samples_archive
from tests.read.chat.test_telegram import AILA, chat
from tests.read.mail.mails import letter
from tests.read.office import samples_office
from tests.read.table import samples_table


class Listener:
    """A server that counts who comes."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(0.3)
        self.address = f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def came(self) -> bool:
        try:
            self._server.accept()[0].close()
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        self._server.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def files(at: str) -> dict[str, bytes]:
    """Name → a file whose reader would call `at` if it followed anything."""
    page = (
        f"<html><head><base href='{at}/'><link rel=stylesheet href='{at}/s.css'><script src='{at}/x.js'></script>"
        f"<meta http-equiv=refresh content='0;url={at}/r'></head><body><h1>Orin</h1><img src='{at}/i.png'>"
        f"<iframe src='{at}/f'></iframe><object data='{at}/o'></object>"
        f"<p>The boats <a href='{at}/a'>lay</a></p></body></html>"
    )
    doctype = f"<!DOCTYPE a SYSTEM '{at}/a.dtd' [<!ENTITY % p SYSTEM '{at}/p'>%p;<!ENTITY e SYSTEM '{at}/e'>]>"
    mail = letter()
    mail.set_content(page, subtype="html")
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        f'Target="{at}/t.dotm" TargetMode="External"/></Relationships>'
    )
    book = [["x"], [f'=WEBSERVICE("{at}/w")'], [f"{at}/link"]]
    message = {"id": 5, **AILA, "text": at, "text_entities": [{"type": "link", "text": at}], "photo": f"{at}/p.jpg"}
    pdf = (
        f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI({at}/pdf)>>>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n"
    )
    return {
        "page.html": page.encode(),
        "a.xml": f"<?xml version='1.0'?>{doctype}<a>&e;<b/></a>".encode(),
        "a.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{at}/i.png'/><text>Orin</text></svg>".encode(),
        "a.md": f"# Orin\n\n![]({at}/i.png) and [{at}]({at}/m)\n".encode(),
        "a.rtf": (r"{\rtf1 {\field{\*\fldinst INCLUDEPICTURE " + f'"{at}/i"' + r"}{\fldrslt x}}\par}").encode(),
        "a.eml": mail.as_bytes(),
        "a.docx": samples_office.repacked(samples_office.report(), {"word/_rels/settings.xml.rels": rels.encode()}),
        "a.xlsx": samples_table.of_rows(book),
        "a.csv": f'a,b,c\n1,2,"=WEBSERVICE(""{at}/c"")"\n1,2,{at}\n'.encode(),
        "a.json": json.dumps(chat(message)).encode(),
        "a.pdf": pdf.encode(),
        "a.zip": samples_archive.zipped({"page.html": page.encode(), f"{at}/x": b"words"}),
        "a.wacz": _wacz(at),
        "a.mp4": f"#EXTM3U\n#EXTINF:5,\n{at}/a.ts\n#EXT-X-ENDLIST\n".encode(),
    }


def _wacz(at: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("datapackage.json", json.dumps({"profile": f"{at}/p", "resources": [{"path": f"{at}/r"}]}))
        archive.writestr("archive/data.warc", b"")
        archive.writestr("pages/pages.jsonl", json.dumps({"url": at, "ts": "2031-04-05T06:07:08Z"}))
    return held.getvalue()


def kind_of(name: str, data: bytes) -> str:
    return "video/mp4" if name == "a.mp4" else sniff(data[:8192], len(data), data[-4096:])


def test_nothing_leaves_a_confined_reader(listener: Listener) -> None:
    made = files(listener.address)
    with ReadingPool(1) as pool:
        jobs = [Job(name, kind_of(name, data), data=data, allowance=Allowance()) for name, data in made.items()]
        readings = {job.key: reading for job, reading in pool.read_all(jobs, lambda _job: Collected())}
    assert not listener.came()
    codes = {finding.code for reading in readings.values() for finding in reading.findings}
    assert {"reader-forbidden", "reader-failed"}.isdisjoint(codes)  # nobody even tried


def test_nothing_is_asked_for_where_no_sandbox_holds(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    """On systems without the kernel's protections readers behave the same: no socket is ever made."""
    asked: list[object] = []

    def refuse(*arguments: object, **_named: object) -> None:
        asked.append(arguments)
        raise OSError("no network")

    made = files(listener.address)
    registry = load_registry()
    for one in registry.readers:
        getattr(one, "warm", lambda: None)()  # a library looks, when it is imported, whether there is IPv6
    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    for name, data in made.items():
        reader = registry.for_type(kind_of(name, data))
        assert reader is not None, name
        if not programs_of(reader):
            reader.read(Source(media_type=kind_of(name, data), data=data))
    monkeypatch.undo()
    assert asked == []
    assert not listener.came()


def test_the_listener_listens(listener: Listener) -> None:
    """Else the tests above would show nothing."""
    port = int(listener.address.rpartition(":")[2])
    socket.create_connection(("127.0.0.1", port)).close()
    assert listener.came()


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_worker_makes_no_call_to_the_network(tmp_path: Path, listener: Listener) -> None:
    """Seen from outside: after it is confined, no worker makes a socket of any kind."""
    import subprocess
    import sys

    script = (
        "import sys; from muniment.read.pool import Job, ReadingPool\n"
        "pool = ReadingPool(1); job = Job('a', 'text/html', data=open(sys.argv[1], 'rb').read())\n"
        "print([reading.text for _, reading in pool.read_all([job])]); pool.close()"
    )
    page = tmp_path / "page.html"
    page.write_bytes(files(listener.address)["page.html"])
    log = tmp_path / "log"
    watched = "trace=socket,connect,sendto,sendmmsg,prctl"
    command = ["strace", "-f", "-e", watched, "-o", str(log), sys.executable, "-c", script, str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "boats" in done.stdout
    confined: set[str] = set()
    calls = []
    for line in log.read_text().splitlines():
        process, _, call = line.partition(" ")
        if "PR_SET_SECCOMP" in call:
            confined.add(process)
        elif process in confined and "PR_" not in call and not call.lstrip().startswith(("+++", "---")):
            calls.append(line)
    assert confined
    assert calls == []
