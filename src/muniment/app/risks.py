"""Where a vault stands, and what that puts at risk: synchronised folders, file systems, free space."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

SYNCHRONISED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "owncloud",
    "syncthing",
    "mega",
    "pcloud",
    "yandex.disk",
    "mobile documents",
)
"""Names of folders that programs keep in step with other machines, in lower case."""
UNSAFE = {
    "vfat": "FAT loses files at a power cut and takes none above 4 GB",
    "exfat": "exFAT keeps no journal: a power cut can damage it",
    "fuseblk": "a file system driven from outside the kernel may not make files durable",
    "nfs": "a network folder may not make files durable, nor hold the writer's lock",
    "nfs4": "a network folder may not make files durable, nor hold the writer's lock",
    "cifs": "a network folder may not make files durable, nor hold the writer's lock",
    "smb3": "a network folder may not make files durable, nor hold the writer's lock",
    "9p": "a shared folder may not make files durable",
    "tmpfs": "this is memory: everything is gone when the machine stops",
    "overlay": "a container's layer goes with the container",
}
LITTLE = 2**30


def risks(folder: Path) -> list[str]:
    """Sentences about where the vault is at risk; empty where nothing is known."""
    folder = folder.resolve()
    found = [
        f"{part} looks like a folder that is kept in step with other machines: two of them writing would split the "
        "vault. Keep it elsewhere and use `muniment copy`."
        for part in folder.parts
        if any(name in part.lower() for name in SYNCHRONISED)
    ]
    kind = file_system(folder)
    if kind in UNSAFE:
        found.append(f"The vault is on {kind}: {UNSAFE[kind]}.")
    if os.name == "posix" and folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        found.append(f"Other users of this machine may read this folder; `chmod 700 '{folder}'` keeps them out.")
    free = shutil.disk_usage(folder).free
    if free < LITTLE:
        found.append(f"Only {free // 2**20} MB are free here.")
    if sys.platform == "win32":
        found.append("A virus scanner may hold or remove files: except the vault's folder from it.")
    return found


def file_system(folder: Path) -> str:
    """The kind of file system a folder is on, or an empty string where that cannot be told."""
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return ""
    best, kind = "", ""
    for line in mounts.read_text("utf-8", "replace").splitlines():
        _, point, this, *_ = [*line.split(" "), "", "", ""]
        point = point.replace("\\040", " ")
        inside = folder == Path(point) or Path(point) in folder.parents
        if inside and len(point) >= len(best):
            best, kind = point, this
    return kind
