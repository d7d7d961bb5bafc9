"""Lays out the sample material for `muniment demo`: texts from the package, pictures made by code.

Everything in it is invented: the country (Karvesia), its parties, towns, organisations and people.
It never asks for the time or the network: two layouts are the same byte for byte.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from muniment.app.demo.pictures import make_pictures

MANIFEST = "intake.csv"
"""The table that says where each file came from; paths in it are relative to the folder."""

PICTURES = "pictures"
"""The folder of the pictures, below the one laid out."""


def lay_out(folder: Path) -> None:
    """Write the texts, the tables and the pictures into `folder`, which is made if need be.

    What lies there under the same names is overwritten; nothing else is touched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for source in files("muniment.app.demo").joinpath("material").iterdir():
        if source.is_file():
            (folder / source.name).write_bytes(source.read_bytes())
    make_pictures(folder / PICTURES)
