"""Which folders are safe for a live record: local ones that no other program copies."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final

from wardenlog.errors import MachineError
from wardenlog.paths import default_data_dir

DRIVE_REMOTE: Final = 4
"""What Windows' GetDriveTypeW says of a mapped network drive."""

_NETWORK_FILE_SYSTEMS: Final = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
    }
)

_SYNCED_FOLDERS: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud": "iCloud",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "box": "Box",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "cloudstorage": "a cloud service",
}
"""How the folder that a service copies is named, in lower case, and the service."""

_SYNC_MARKERS: Final = {
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}
"""Files that a service leaves in the top folder that it copies."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What the machine says of its folders.

    `mounts` is the text of Linux's /proc/mounts, `drive_type` Windows' GetDriveTypeW; elsewhere
    both know nothing.
    """

    environ: Mapping[str, str]
    mounts: str
    drive_type: Callable[[str], int]
    exists: Callable[[PurePath], bool]


def why_unsafe(folder: PurePath, probe: Probe) -> str | None:
    """Return what is wrong with an absolute folder, as the end of “it is …”, or None."""
    if _is_on_network(folder, probe):
        return "on a network drive"
    service = _sync_service(folder, probe)
    return None if service is None else f"copied by {service}"


def check_folder(path: Path, *, allow_unsafe: bool = False) -> None:
    """Raise MachineError (code `unsafe_folder`) for a folder on a network or copied by a service.

    There locks do not hold and files are copied half written, which is how databases come to
    harm (promise 8). Links are followed; the folder need not exist yet.
    """
    if allow_unsafe:
        return
    probe = _machine()
    folder = path.absolute()
    try:
        reason = why_unsafe(folder, probe) or why_unsafe(folder.resolve(), probe)
    except OSError as e:  # a name too long, or a folder that may not be looked into
        raise cannot_be_used(folder, e) from e
    if reason is not None:
        raise MachineError(
            f"The record cannot be kept in {folder}, because it is {reason}, where it could be "
            f"damaged. Use {default_data_dir()} instead, which is what you get without "
            "--data-dir, or add --allow-unsafe-folder if you know this folder to be safe.",
            code="unsafe_folder",
        )


def cannot_be_used(folder: Path, error: OSError) -> MachineError:
    """Return what to tell of a folder that the system will not look into or make."""
    return MachineError(
        f"The folder {folder} cannot be used ({error.strerror}). Choose another folder, or ask "
        "whoever looks after this computer for permission.",
        code="cannot_open",
    )


def _is_on_network(folder: PurePath, probe: Probe) -> bool:
    if isinstance(folder, PureWindowsPath):
        drive = folder.drive.upper()
        if drive.startswith("\\\\?\\"):  # the long form of a path: \\?\C: or \\?\UNC\server\share
            drive = drive[4:].replace("UNC\\", "\\\\", 1)
        return drive.startswith("\\\\") or probe.drive_type(f"{drive}\\") == DRIVE_REMOTE
    return _file_system(PurePosixPath(folder), probe.mounts) in _NETWORK_FILE_SYSTEMS


def _file_system(folder: PurePosixPath, mounts: str) -> str | None:
    """Return the type of the file system that holds a folder: the deepest mount, the last one."""
    deepest, found = -1, None
    for line in mounts.splitlines():
        _, point, kind, *_ = line.split(" ")
        mount = PurePosixPath(point.replace("\\040", " ").replace("\\011", "\t"))
        if folder.is_relative_to(mount) and len(mount.parts) >= deepest:
            deepest, found = len(mount.parts), kind
    return found


def _sync_service(folder: PurePath, probe: Probe) -> str | None:
    for name, place in probe.environ.items():
        if name.upper().startswith("ONEDRIVE") and place and folder.is_relative_to(place):
            return "OneDrive"
    for part in folder.parts:
        # a work account's folder is named like “OneDrive - Council” or “Dropbox (Council)”
        plain = part.lower().split(" - ")[0].split(" (")[0]
        if plain in _SYNCED_FOLDERS:
            return _SYNCED_FOLDERS[plain]
    for place_up in (folder, *folder.parents):
        for marker, service in _SYNC_MARKERS.items():
            if probe.exists(place_up / marker):
                return service
    return None


def _machine() -> Probe:
    mounts = Path("/proc/mounts")
    known = sys.platform == "linux" and mounts.exists()
    return Probe(
        environ=os.environ,
        mounts=mounts.read_text(encoding="utf-8", errors="replace") if known else "",
        drive_type=_drive_type,
        exists=lambda path: Path(path).exists(),
    )


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0
