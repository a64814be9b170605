"""No network while a lesson runs: a network namespace of its own where the system allows it, and a guard everywhere.

In the namespace nothing but loopback exists, for any program. The guard says in plain words what a lesson tried; it
binds every Python process that the lesson starts, and is all there is where namespaces are not allowed.
"""

import ctypes
import os
import socket
import struct
import sys
from pathlib import Path

GUARD = Path(__file__).parent / "guard"
"""A folder for PYTHONPATH, whose `sitecustomize` refuses connections to other machines."""
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 0x1


def leave_network() -> bool:
    """Move this process, and all that it starts, where only loopback exists. Returns whether the system allowed it.

    Must be called before the process has a second thread.
    """
    if not sys.platform.startswith("linux") or not _try_in_a_child():
        return False
    _leave()
    return True


def _try_in_a_child() -> bool:
    """Tell whether it works, in a process that ends at once: there is no way back, and some systems stop half-way."""
    child = os.fork()
    if child == 0:
        try:
            _leave()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _leave() -> None:
    user, group = os.getuid(), os.getgid()
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    if unshare(_NEW_NET) != 0:  # only the superuser may; others with a user namespace of their own
        if unshare(_NEW_USER | _NEW_NET) != 0:
            raise OSError(ctypes.get_errno(), "no namespace")
        Path("/proc/self/setgroups").write_text("deny", "ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", "ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", "ascii")
    _raise_loopback()


def _raise_loopback() -> None:
    import fcntl  # noqa: PLC0415 - not on every system

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        answer = fcntl.ioctl(any_socket, _GET_FLAGS, struct.pack("16sh14x", b"lo", 0))
        flags = struct.unpack("16sh14x", answer)[1]
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh14x", b"lo", flags | _UP))
