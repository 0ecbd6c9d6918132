"""Names the machine by what decides its speed, never by its name or a path on it."""

import ctypes
import os
import platform
import sys

from wardenlog.store.driver import engine_version


def machine() -> str:
    """Return cores, memory, operating system, Python and SQLite engine in one line."""
    engine = ".".join(map(str, engine_version()))
    return (
        f"{os.cpu_count()} cores, {_memory_gb():.0f} GB memory, {_system()},"
        f" {platform.python_implementation()} {platform.python_version()}, SQLite {engine}"
    )


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:  # not a Linux
        return f"{platform.system()} {platform.release()}"


def _memory_gb() -> float:
    if sys.platform == "win32":
        kilobytes = ctypes.c_ulonglong()
        ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
        return kilobytes.value / 2**20
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
