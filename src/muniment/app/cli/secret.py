"""A recovery key on its way into a file: the file is made before the key, so that no key is made in vain."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import click


@contextlib.contextmanager
def secret_file(path: Path | None, vault: Path) -> Iterator[Callable[[str], None]]:
    """A new file that only its owner can read; gives the function that writes the secret into it.

    Without a path that function does nothing. Raises click.UsageError where the file exists, cannot be
    made, or would lie in the vault that the secret protects. What fails before the secret leaves no file.
    """
    if path is None:
        yield lambda secret: None
        return
    descriptor = _make(path, vault)
    written = False

    def write(secret: str) -> None:
        nonlocal written
        written = _write(descriptor, path, secret)

    try:
        yield write
    finally:
        os.close(descriptor)
        if not written:
            path.unlink(missing_ok=True)


def _make(path: Path, vault: Path) -> int:
    if path.resolve().is_relative_to(vault.resolve()):
        raise click.UsageError(f"{path} lies in the vault: a recovery key is kept elsewhere.")
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise click.UsageError(f"{path} exists already.") from None
    except OSError as error:
        raise click.UsageError(f"{path} cannot be made: {error.strerror}.") from error


def _write(descriptor: int, path: Path, secret: str) -> bool:
    try:
        os.write(descriptor, f"{secret}\n".encode())
        os.fsync(descriptor)
    except OSError as error:
        click.echo(f"{path} cannot be written ({error.strerror}). Write the recovery key down now:\n{secret}", err=True)
        return False
    return True
