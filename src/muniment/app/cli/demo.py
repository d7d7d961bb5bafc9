"""`demo`: the main job on invented material, with an attack at the end."""

from __future__ import annotations

from pathlib import Path

import click

from .errors import FINDINGS


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def demo_command(folder: Path | None) -> int:
    """Show the main job on invented material in FOLDER (else in a new temporary folder)."""
    from muniment.app.demo.tour import Tour

    return 0 if Tour(folder).run() else FINDINGS
