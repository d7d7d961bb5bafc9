"""The folder tree is the design: layers, doors, sizes. What import-linter cannot say is said here."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from importlib.metadata import distribution, packages_distributions, requires
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "muniment"
ROOMS = tuple(f"verify.{name}" for name in ("acts", "crypto", "log", "package", "timestamps", "vault"))
WITH_DOOR = ("acquire", "assess", "claims", "codes", "disclose", "find", "link", "preserve", "read", *ROOMS)
"""Packages whose modules are nobody else's business. `model` and `store` are libraries of small
modules, each of them public; so is what lies in `verify` beside its rooms."""
LAZY_STAGES = ("assess", "claims", "disclose", "link", "preserve", "read")
LAZY = ("verify.crypto", "verify.package", "verify.timestamps", "verify.vault")
SIDE_DOORS = {"muniment.read.sniff", "muniment.claims.checks", "muniment.claims.witnesses"}
"""Rooms with a door to the outside of their own, so that nobody loads the rest: each is named here."""
FOR_OLDER_PYTHONS = {"backports-zstd"}
"""Not installed where the standard library has it."""
FOUND_BY_ENTRY_POINT = {"pymorphy3-dicts-ru", "pymorphy3-dicts-uk"}
"""Dictionaries that pymorphy3 finds by itself."""
FORBIDDEN = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)\b")


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }
    return found | {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}


def _modules() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


@pytest.mark.parametrize("package", WITH_DOOR)
def test_others_come_in_through_the_door(package: str) -> None:
    inside = f"muniment.{package}."
    guests = [
        f"{path.relative_to(SRC)}: {name}"
        for path in _modules()
        if not path.is_relative_to(SRC / package.replace(".", "/"))
        for name in _imports(path)
        if name.startswith(inside) and name not in SIDE_DOORS
    ]
    assert guests == []


@pytest.mark.parametrize("package", ["muniment", *(f"muniment.{name}" for name in (*LAZY_STAGES, *LAZY))])
def test_every_name_of_a_lazy_door_leads_somewhere(package: str) -> None:
    module = import_module(package)
    for name in module.__all__:
        assert getattr(module, name) is not None
    with pytest.raises(AttributeError):
        module.no_such_name  # noqa: B018


def test_files_can_be_read_in_one_sitting() -> None:
    long = {
        str(path.relative_to(SRC)): count for path in _modules() if (count := len(path.read_text().split("\n"))) > 400
    }
    assert long == {}


def test_functions_can_be_held_in_the_head() -> None:
    long = {}
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > 50:
                    long[f"{path.relative_to(SRC)}:{node.name}"] = lines
    assert long == {}


def test_every_public_name_says_what_it_is() -> None:
    silent = []
    for path in _modules():
        tree = ast.parse(path.read_text("utf-8"))
        nodes = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        silent += [
            f"{path.relative_to(SRC)}:{node.name}"
            for node in nodes
            if not node.name.startswith("_") and not ast.get_docstring(node)
        ]
        if path.read_text().strip() and not ast.get_docstring(tree):
            silent.append(str(path.relative_to(SRC)))
    assert silent == []


def test_what_is_required_is_used() -> None:
    used = {name.partition(".")[0] for path in _modules() for name in _imports(path)}
    used |= {name for path in _modules() for name in re.findall(r"import_module\(\"(\w+)", path.read_text("utf-8"))}
    needed = {_plain(maker) for module in used for maker in packages_distributions().get(module, ())}
    asked = {_plain(re.split(r"[ ;<>=!~\[(]", line, maxsplit=1)[0]) for line in requires("muniment") or ()}
    assert asked - needed - FOR_OLDER_PYTHONS - FOUND_BY_ENTRY_POINT == set()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _runtime_requirements() -> set[str]:
    found: set[str] = set()
    waiting = ["muniment"]
    while waiting:
        for line in requires(waiting.pop()) or ():
            name = re.split(r"[ ;<>=!~\[(]", line, maxsplit=1)[0].lower()
            if "extra ==" not in line and name not in found:
                try:
                    distribution(name)
                except ModuleNotFoundError:
                    continue  # for another system or Python than this one
                found.add(name)
                waiting.append(name)
    return found


def test_nothing_under_the_gpl_is_on_the_import_path() -> None:
    found = _runtime_requirements()
    assert {"apsw", "click", "cryptography"} <= found
    for name in sorted(found):
        meta = distribution(name).metadata
        said = [meta.get("License-Expression") or meta.get("License") or "", *(meta.get_all("Classifier") or ())]
        # "MPL-1.1 OR GPL-2.0-only": the choice is ours, and it is not the GPL.
        choices = [choice for line in said if line for choice in line.split("\n")[0].split(" OR ")[:1]]
        first = " ".join(choices)
        assert not FORBIDDEN.search(first.replace("LGPL", "")), f"{name}: {first[:200]}"
