"""What this program writes, checked for real by programs that are not ours.

Go's transparency log packages, PyPI's tlog-scales and sd-jwt, openssl. Where one is missing the test
skips and says so; with CI=true it fails.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from muniment.preserve.keyring import Identity, SigningKey
from muniment.preserve.ledger.log import Log
from muniment.store.disk import Disk
from muniment.store.folder.logfiles import LogFiles
from muniment.verify.acts.jws import key_id
from muniment.verify.acts.parts import make_part
from muniment.verify.log.merkle import leaf_hash
from muniment.verify.log.notes import parse_checkpoint, parse_note
from muniment.verify.strict import b64, b64url, dumps
from tests.verify.shared import missing, program

GOCODE = Path("/usr/share/gocode/src/golang.org/x/mod")
ASSET = Path(__file__).parent / "assets/crosscheck/main.go"
ORIGIN = "muniment/crosscheck"


@dataclass
class Written:
    """A log written by the program, and proofs from it."""

    folder: Path
    who: Identity
    entries: list[bytes]

    @cached_property
    def log(self) -> Log:
        return Log(LogFiles(self.folder, Disk()), ORIGIN)

    def sizes(self) -> list[int]:
        size = self.log.size
        choose = random.Random(size)
        return sorted({1, size, max(1, size - 1), *(choose.randint(1, size) for _ in range(8))})

    def proofs(self) -> dict[str, Any]:
        tree = self.log.tree
        return {
            "Inclusion": [
                {"Index": size - 1, "Hashes": [b64(hash_) for hash_ in tree.inclusion(size - 1)]}
                for size in self.sizes()
            ],
            "Consistency": [
                {"Size": size, "Root": b64(tree.root(size)), "Hashes": [b64(hash_) for hash_ in tree.consistency(size)]}
                for size in self.sizes()
            ],
        }


def write(folder: Path, size: int) -> Written:
    """Written in several batches, as it grows in use."""
    who = Identity("crosscheck", "op-1", SigningKey.make(), SigningKey.make(), ORIGIN)
    choose = random.Random(size)
    entries = [choose.randbytes(choose.randrange(0, 40)) for _ in range(size)]
    log = Log(LogFiles(folder, Disk()), ORIGIN)
    for start in range(0, size, max(1, size // 3)):
        log.append(entries[start : start + max(1, size // 3)], who)
    return Written(folder, who, entries)


@pytest.fixture(scope="module", params=[1, 2, 256, 300, 66_000])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write(tmp_path_factory.mktemp(f"log-{request.param}"), request.param)


# Go


@pytest.fixture(scope="session")
def crosscheck(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The Go program, built without a network from Debian's golang-golang-x-mod-dev.

    What Go compiles on the way stays in pytest's cache: the first time takes half a minute.
    """
    go = program("go")
    if not (GOCODE / "sumdb/tlog").is_dir():
        missing("golang-golang-x-mod-dev")
    folder = tmp_path_factory.mktemp("go")
    shutil.copy(ASSET, folder)
    shutil.copytree(GOCODE, folder / "mod")
    (folder / "mod/go.mod").write_text("module golang.org/x/mod\n\ngo 1.21\n")
    require = "require golang.org/x/mod v0.0.0\n\nreplace golang.org/x/mod => ./mod\n"
    (folder / "go.mod").write_text(f"module crosscheck\n\ngo 1.21\n\n{require}")
    caches = {name: str(folder / name.lower()) for name in ("GOPATH", "GOMODCACHE")}
    if pytestconfig.cache is not None:
        caches["GOCACHE"] = str(pytestconfig.cache.mkdir("go"))
    settings = {"GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local", "GOSUMDB": "off"}
    done = subprocess.run(
        [go, "build", "-o", "crosscheck", "."],
        cwd=folder,
        env=os.environ | caches | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "crosscheck"


def ask_go(binary: Path, log: Path, key: str, proofs: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([binary, log, key], input=json.dumps(proofs), capture_output=True, text=True, check=False)


def test_go_accepts_checkpoint_tiles_and_proofs(crosscheck: Path, written: Written) -> None:
    done = ask_go(crosscheck, written.folder, str(written.who.verifier), written.proofs())
    assert done.returncode == 0, done.stderr
    count = len(written.sizes())
    assert done.stdout == f"{len(written.entries)} entries, {count} inclusion proofs, {count} consistency proofs\n"


def test_go_refuses_what_we_would_refuse(crosscheck: Path, tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    good = write(tmp_path / "log", 300)
    key, proofs = str(good.who.verifier), good.proofs()
    stranger = Identity("x", "op-1", SigningKey.make(), SigningKey.make(), ORIGIN)
    assert ask_go(crosscheck, good.folder, str(stranger.verifier), proofs).returncode == 1
    for kind in ("Inclusion", "Consistency"):
        bad = json.loads(json.dumps(proofs))
        bad[kind][1]["Hashes"] = bad[kind][2]["Hashes"]
        assert ask_go(crosscheck, good.folder, key, bad).returncode == 1
    tile = next((good.folder / "tile/0").glob("000"))
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    assert ask_go(crosscheck, good.folder, key, proofs).returncode == 1


# tlog-scales


def scales(name: str) -> Any:
    try:
        return importlib.import_module(f"tlog_scales.{name}")
    except ImportError:
        missing("tlog-scales")


class Backend:
    """Files for tlog-scales' reader."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, *path: str) -> bytes | None:
        file = self._folder.joinpath(*path)
        return file.read_bytes() if file.exists() else None


def test_tlog_scales_accepts_checkpoint_tiles_and_proofs(written: Written) -> None:
    reader = scales("reader").TilesReader(Backend(written.folder))
    tlog, tree = scales("tlog"), written.log.tree
    checkpoint = reader.get_checkpoint()
    checkpoint.verify(scales("signing").Vkey.from_string(str(written.who.verifier)))
    size = len(written.entries)
    assert (checkpoint.origin, checkpoint.size) == (ORIGIN, size)
    assert reader.calculate_root_hash() == checkpoint.root_hash == tree.root()
    for old in written.sizes():
        index = old - 1
        assert reader.get_entry(index) == written.entries[index]
        assert reader.get_inclusion_proof(index, size).node_hashes == tree.inclusion(index)
        assert reader.get_consistency_proof(old, size).node_hashes == tree.consistency(old)
        tlog.InclusionProof(index, size, tree.inclusion(index)).check(
            leaf_hash(written.entries[index]), checkpoint.root_hash
        )
        tlog.ConsistencyProof(old, size, tree.consistency(old)).check(tree.root(old), checkpoint.root_hash)


def test_tlog_scales_refuses_another_key(written: Written) -> None:
    checkpoint = scales("reader").TilesReader(Backend(written.folder)).get_checkpoint()
    other = Identity("x", "op-1", SigningKey.make(), SigningKey.make(), ORIGIN)
    with pytest.raises(RuntimeError, match="no signature matched"):
        checkpoint.verify(scales("signing").Vkey.from_string(str(other.verifier)))


# openssl


def test_openssl_accepts_the_checkpoint_s_signature(tmp_path: Path, written: Written) -> None:
    openssl = program("openssl")
    note = parse_note((written.folder / "checkpoint").read_bytes())
    assert parse_checkpoint(note.text).size == len(written.entries)
    (tmp_path / "text").write_bytes(note.text.encode())
    (tmp_path / "signature").write_bytes(note.signatures[0].signature)
    # SubjectPublicKeyInfo of RFC 8410: a fixed head and the 32 bytes.
    (tmp_path / "key.der").write_bytes(bytes.fromhex("302a300506032b6570032100") + written.who.verifier.public)
    command: list[str | Path] = [
        openssl,
        "pkeyutl",
        "-verify",
        "-rawin",
        "-pubin",
        "-keyform",
        "DER",
        "-inkey",
        tmp_path / "key.der",
    ]
    command += ["-in", tmp_path / "text", "-sigfile", tmp_path / "signature"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Signature Verified Successfully" in done.stdout
    (tmp_path / "text").write_bytes(note.text.encode() + b" ")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


# sd-jwt


def test_sd_jwt_opens_our_disclosures() -> None:
    """A JWT over a part's digests, as an SD-JWT has them, decoys and all."""
    try:
        verifier = importlib.import_module("sd_jwt.verifier")
        jwk = importlib.import_module("jwcrypto.jwk")
    except ImportError:
        missing("sd-jwt")
    fields = {"name": "Стара Гавань", "obtained": "2031-04-02", "item": {"object": "ab" * 32, "size": 3}, "n": -5}
    part, key = make_part(fields), SigningKey.make()
    header = {"alg": "EdDSA", "kid": key_id(key.public)}
    payload = {"_sd_alg": "sha-256", "_sd": part.digests()}
    signed = f"{b64url(dumps(header))}.{b64url(dumps(payload))}"
    token = f"{signed}.{b64url(key.sign(signed.encode()))}"
    public = jwk.JWK(kty="OKP", crv="Ed25519", x=b64url(key.public))

    def opened(*disclosures: str) -> Any:
        presented = "~".join([token, *disclosures, ""])
        return verifier.SDJWTVerifier(presented, lambda *_: public).get_verified_payload()

    assert opened(*part.disclosures) == fields
    for number, name in enumerate(fields):
        assert opened(part.disclosures[number]) == {name: fields[name]}
    assert opened() == {}
    assert opened(b64url(dumps(["salt", "name", "forged"]))) == {}
