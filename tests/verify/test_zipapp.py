"""The verifier as one file: the same bytes each time, small, and nothing needed but Python."""

from __future__ import annotations

import ast
import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.app.vault import Vault
from muniment.disclose.packing import disclose
from muniment.disclose.selection import Terms
from muniment.preserve.ledger.clock import now
from muniment.verify import bundle
from muniment.verify.bundle import verifier_bytes


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("zipapp")
    (root / "a.txt").write_text("Karvesia, second of April.\n")
    Vault.init(root / "vault", "Small", settings=root / "settings")
    with Vault(root / "vault", write=True, settings=root / "settings") as opened:
        opened.add([root / "a.txt"], {"basis": "public"})
        disclose(opened.ledger, opened.items(), Terms("a reader", "court", now()), root / "package")
    return root / "package"


def run(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """With no site packages, no environment, and an empty folder around it."""
    command = [sys.executable, "-I", "-S", "-W", "error", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env={}, capture_output=True, text=True, check=False)


def modules() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(verifier_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_is_built_identically_twice() -> None:
    first = verifier_bytes()
    verifier_bytes.cache_clear()
    assert verifier_bytes() == first
    command = "import sys; from muniment.verify.bundle import verifier_bytes as v; sys.stdout.buffer.write(v())"
    for zone in ("UTC", "Asia/Tokyo"):
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": (zone[:1] == "U" and "1") or "2"}
        done = subprocess.run([sys.executable, "-c", command], env=environment, capture_output=True, check=True)
        assert done.stdout == first


def test_it_is_small_and_says_how_to_run_it() -> None:
    data = verifier_bytes()
    assert len(data) < 200_000
    assert data.startswith(b"#!/usr/bin/env python3\n")


def test_it_holds_every_room_of_the_verifier_and_nothing_else() -> None:
    source = Path(bundle.__file__).parent
    there = {f"muniment/verify/{path.relative_to(source).as_posix()}" for path in source.rglob("*.py")}
    outside = {"__main__.py", "muniment/__init__.py", "muniment/door.py"}
    assert modules().keys() == (there - {"muniment/verify/bundle.py"}) | outside


def test_it_checks_a_package_with_nothing_but_python(package: Path, tmp_path: Path) -> None:
    shutil.copy(package / "data/verify.py", tmp_path)
    done = run(tmp_path / "verify.py", package, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("intact        yes")
    done = run(tmp_path / "verify.py", package.with_name("package.zip"), "--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert '"ok": true' in done.stdout
    vault = package.with_name("vault")
    assert run(tmp_path / "verify.py", vault, folder=tmp_path).returncode == 0


def test_it_runs_from_within_the_package(package: Path) -> None:
    done = run("data/verify.py", ".", folder=package)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(p.name for p in package.iterdir()) == [
        *("bag-info.txt", "bagit.txt", "data", "manifest-sha256.txt", "tagmanifest-sha256.txt")
    ]


def test_its_exit_codes(package: Path, tmp_path: Path) -> None:
    verifier = package / "data/verify.py"
    assert run(verifier, package, "--trust", "aaaa", folder=tmp_path).returncode == 1
    done = run(verifier, tmp_path, folder=tmp_path)
    assert done.returncode == 2
    assert "neither a package nor a vault" in done.stderr
    assert run(verifier, package / "nowhere", folder=tmp_path).returncode == 2
    assert run(verifier, package, "--since", tmp_path / "none", folder=tmp_path).returncode == 2
    assert run(verifier, folder=tmp_path).returncode == 2


def imports(source: bytes, name: str) -> Iterator[str]:
    """Absolute names of the modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            here = name.rpartition("/")[0].replace("/", ".")
            yield f"{here}.{node.module or ''}".rstrip(".") if node.level else (node.module or "")
            assert node.level < 2, name


def test_it_imports_the_standard_library_and_itself() -> None:
    found = modules()
    own = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in found}
    outside = set()
    for name, source in found.items():
        for imported in imports(source, name):
            if imported.startswith("muniment"):
                assert imported in own, (name, imported)
            else:
                outside.add(imported.partition(".")[0])
    assert outside <= sys.stdlib_module_names
    assert not outside & {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "ctypes", "subprocess"}


def test_what_it_loads_is_the_standard_library_and_itself(package: Path, tmp_path: Path) -> None:
    """Not by reading but by running: every module that is loaded when a package has been checked."""
    script = tmp_path / "loaded.py"
    script.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(package / 'data/verify.py')!r})\n"
        "from muniment.verify.main import main\n"
        f"code = main([{str(package)!r}])\n"
        "outside = {n.partition('.')[0] for n in sys.modules} - sys.stdlib_module_names - {'__main__', 'muniment'}\n"
        "print(sorted(outside), code)\n"
    )
    done = run(script, folder=tmp_path)
    assert done.stdout.endswith("[] 0\n"), done.stdout + done.stderr
