"""A live record is refused on network and cloud-synced folders, naming the safe one (promise 8)."""

from collections.abc import Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from wardenlog.errors import MachineError
from wardenlog.paths import default_data_dir
from wardenlog.store import check_folder, folders
from wardenlog.store.folders import DRIVE_REMOTE, Probe, why_unsafe

DRIVE_FIXED = 3
MOUNTS = r"""sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw,relatime 0 0
/dev/sda2 /home ext4 rw 0 0
server:/export /home/shared nfs4 rw 0 0
//server/teams /mnt/team\040drive cifs rw 0 0
sam@host:/ /home/sam/remote fuse.sshfs rw 0 0
drvfs /mnt/c 9p rw 0 0
server:/old /srv nfs rw 0 0
/dev/sdb1 /srv ext4 rw 0 0
server:/x /home/samuel nfs rw 0 0
"""


def probe(environ: Mapping[str, str] | None = None, *markers: str) -> Probe:
    return Probe(
        environ=environ or {},
        mounts=MOUNTS,
        drive_type=lambda root: DRIVE_REMOTE if root in {"H:\\", "Z:\\"} else DRIVE_FIXED,
        exists=lambda path: str(path) in markers,
    )


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        (r"C:\Users\sam\AppData\Local\wardenlog", None),
        (r"D:\records", None),
        (r"\\?\C:\records", None),
        (r"C:\Boxes\My Driveway\Dropboxes", None),
        (r"\\server\share\wardens", "on a network drive"),
        (r"\\?\UNC\server\share\wardens", "on a network drive"),
        (r"\\wsl$\Ubuntu\home", "on a network drive"),
        (r"H:\wardens", "on a network drive"),
        (r"h:\wardens", "on a network drive"),
        (r"Z:\\", "on a network drive"),
        (r"C:\Users\sam\OneDrive\wardens", "copied by OneDrive"),
        (r"C:\Users\sam\OneDrive - Exampleton Council\wardens", "copied by OneDrive"),
        (r"C:\Users\sam\Dropbox\wardens", "copied by Dropbox"),
        (r"C:\Users\sam\Dropbox (Council)\x", "copied by Dropbox"),
        (r"G:\My Drive\wardens", "copied by Google Drive"),
        (r"C:\Users\sam\Google Drive\wardens", "copied by Google Drive"),
        (r"C:\Users\sam\iCloudDrive\wardens", "copied by iCloud"),
        (r"C:\Users\sam\Box\wardens", "copied by Box"),
        (r"C:\Users\sam\Nextcloud\wardens", "copied by Nextcloud"),
    ],
)
def test_windows_folders(folder: str, reason: str | None) -> None:
    assert why_unsafe(PureWindowsPath(folder), probe()) == reason


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("/home/sam/.local/share/wardenlog", None),
        ("/srv/records", None),  # the last mount on a place is the one seen
        ("/home/sharedness/x", None),
        ("/home/shared/wardens", "on a network drive"),
        ("/mnt/team drive/wardens", "on a network drive"),
        ("/home/sam/remote", "on a network drive"),
        ("/mnt/c/Users/sam", "on a network drive"),
        ("/home/sam/Dropbox/wardens", "copied by Dropbox"),
        ("/home/sam/Nextcloud", "copied by Nextcloud"),
        ("/Users/sam/Library/Mobile Documents/com~apple~CloudDocs/x", "copied by iCloud"),
        ("/Users/sam/Library/CloudStorage/Box-Box/x", "copied by a cloud service"),
    ],
)
def test_linux_and_mac_folders(folder: str, reason: str | None) -> None:
    assert why_unsafe(PurePosixPath(folder), probe()) == reason


@pytest.mark.parametrize(
    "name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer", "ONEDRIVECOMMERCIAL"]
)
def test_onedrive_is_known_by_its_environment_whatever_its_folder_is_called(name: str) -> None:
    moved = probe({name: r"D:\Sync\Council"})
    assert why_unsafe(PureWindowsPath(r"d:\sync\council\wardens"), moved) == "copied by OneDrive"
    assert why_unsafe(PureWindowsPath(r"D:\Sync\Other"), moved) is None
    assert why_unsafe(PureWindowsPath(r"D:\Sync"), probe({name: ""})) is None


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        ("/data/files/.dropbox.cache", "Dropbox"),
        ("/data/.nextcloudsync.log", "Nextcloud"),
        ("/data/files/wardens/.stfolder", "Syncthing"),
    ],
)
def test_a_service_is_known_by_what_it_leaves_in_the_folders_above(
    marker: str, service: str
) -> None:
    folder = PurePosixPath("/data/files/wardens")
    assert why_unsafe(folder, probe(None, marker)) == f"copied by {service}"


def test_an_unsafe_folder_is_refused_with_the_safe_one_named(tmp_path: Path) -> None:
    unsafe = tmp_path / "OneDrive" / "wardens"
    with pytest.raises(MachineError) as e:
        check_folder(unsafe)
    assert e.value.code == "unsafe_folder"
    for told in (unsafe, "copied by OneDrive", default_data_dir(), "--allow-unsafe-folder"):
        assert str(told) in e.value.message
    check_folder(unsafe, allow_unsafe=True)
    assert not unsafe.exists()


def test_a_link_into_an_unsafe_folder_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[PurePath] = []

    def note(folder: PurePath, _: Probe) -> str | None:
        seen.append(folder)
        return "copied by Box" if folder.name == "real" else None

    (tmp_path / "real").mkdir()
    try:
        (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    except OSError:
        pytest.skip("this account may not make links (Windows)")
    monkeypatch.setattr(folders, "why_unsafe", note)
    with pytest.raises(MachineError, match="copied by Box"):
        check_folder(tmp_path / "link")
    assert seen == [tmp_path / "link", (tmp_path / "real").resolve()]


def test_an_ordinary_folder_of_this_machine_is_accepted(tmp_path: Path) -> None:
    check_folder(tmp_path / "wardens")
