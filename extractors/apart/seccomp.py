"""Linux system calls that a child must not make, as a filter of the kernel (seccomp(2)) that cannot be taken off."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from collections.abc import Iterator, Sequence
from types import MappingProxyType

_CLASSIC = struct.Struct("HBBI")
_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
"""Offsets in struct seccomp_data; the low half of an argument comes first on both machines that are known here."""
_KILL, _REFUSE, _ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
_WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000
"""Flags of open(2): for writing, and for making, emptying or lengthening a file."""
_THREAD = 0x10000
_AF_UNIX = 1
_X32 = 0x40000000
"""Numbers from here are x86-64's other set of the same calls."""

_ARCHITECTURES = MappingProxyType({"x86_64": 0xC000003E, "aarch64": 0xC00000B7})
_X86_64 = MappingProxyType({
    "socket": 41, "connect": 42, "accept": 43, "bind": 49, "listen": 50, "socketpair": 53, "accept4": 288,
    "fork": 57, "vfork": 58, "execve": 59, "execveat": 322, "clone": 56, "clone3": 435,
    "kill": 62, "tkill": 200, "tgkill": 234, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297,
    "pidfd_send_signal": 424, "pidfd_open": 434, "pidfd_getfd": 438, "prlimit64": 302,
    "open": 2, "openat": 257, "openat2": 437, "creat": 85, "open_by_handle_at": 304,
    "rename": 82, "renameat": 264, "renameat2": 316, "mkdir": 83, "mkdirat": 258, "rmdir": 84,
    "link": 86, "linkat": 265, "unlink": 87, "unlinkat": 263, "symlink": 88, "symlinkat": 266,
    "chmod": 90, "fchmodat": 268, "chown": 92, "lchown": 94, "fchownat": 260, "mknod": 133, "mknodat": 259,
    "truncate": 76, "setxattr": 188, "lsetxattr": 189, "utimensat": 280, "mq_open": 240,
    "chroot": 161, "pivot_root": 155, "mount": 165, "umount2": 166, "open_tree": 428, "move_mount": 429,
    "fsopen": 430, "mount_setattr": 442, "unshare": 272, "setns": 308,
    "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "kcmp": 312,
    "add_key": 248, "request_key": 249, "keyctl": 250, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323,
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
})  # fmt: skip
_AARCH64 = MappingProxyType({
    "socket": 198, "connect": 203, "accept": 202, "bind": 200, "listen": 201, "socketpair": 199, "accept4": 242,
    "execve": 221, "execveat": 281, "clone": 220, "clone3": 435,
    "kill": 129, "tkill": 130, "tgkill": 131, "rt_sigqueueinfo": 138, "rt_tgsigqueueinfo": 240,
    "pidfd_send_signal": 424, "pidfd_open": 434, "pidfd_getfd": 438, "prlimit64": 261,
    "openat": 56, "openat2": 437, "open_by_handle_at": 265,
    "renameat": 38, "renameat2": 276, "mkdirat": 34, "linkat": 37, "unlinkat": 35, "symlinkat": 36,
    "fchmodat": 53, "fchownat": 54, "mknodat": 33, "truncate": 45, "setxattr": 5, "lsetxattr": 6, "utimensat": 88,
    "mq_open": 180, "chroot": 51, "pivot_root": 41, "mount": 40, "umount2": 39, "open_tree": 428, "move_mount": 429,
    "fsopen": 430, "mount_setattr": 442, "unshare": 97, "setns": 268,
    "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272,
    "add_key": 217, "request_key": 218, "keyctl": 219, "bpf": 280, "perf_event_open": 241, "userfaultfd": 282,
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
})  # fmt: skip
_NUMBERS = MappingProxyType({"x86_64": _X86_64, "aarch64": _AARCH64})
_SECCOMP = MappingProxyType({"x86_64": 317, "aarch64": 277})

_OF_PROGRAMS = frozenset({
    "socket", "connect", "accept", "bind", "listen", "socketpair", "accept4", "fork", "vfork", "execve",
    "execveat", "clone", "clone3", "kill", "tkill", "tgkill", "prlimit64", "open", "openat", "openat2", "creat",
    "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "link", "linkat", "unlink", "unlinkat",
    "symlink", "symlinkat", "chmod", "fchmodat", "chown", "lchown", "fchownat", "mknod", "mknodat", "truncate",
    "setxattr", "lsetxattr", "utimensat",
})  # fmt: skip
"""What an ordinary program needs; where it may read and write is not this filter's to say."""

_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER, _ALL_THREADS = 1, 1

_Instruction = tuple[int, int, int, int]


def refuse_all_but_reading(process: int) -> bool:
    """Refuse this process (its own number is given) the network, programs, writing and other processes, from now on.

    Threads may be started. Returns whether the kernel took the filter; it holds for every thread.
    """
    rules = {name: _refused(errno.EPERM) for name in _numbers()}
    rules |= {
        "open": _unless(1, _WRITING, errno.EACCES),
        "openat": _unless(2, _WRITING, errno.EACCES),
        # What cannot be looked into is said not to exist; the C library then makes the older call.
        "openat2": _refused(errno.ENOSYS),
        "clone3": _refused(errno.ENOSYS),
        "clone": _only_threads(),
        **{name: _only_to(process, errno.EPERM) for name in ("kill", "tgkill")},
        "prlimit64": _only_to(0, errno.EPERM),
    }
    return _installed(rules)


def refuse_network() -> bool:
    """Refuse this process and the programs it starts every socket but those of its own machine's processes."""
    refused = _numbers().keys() - _OF_PROGRAMS
    return _installed({**{name: _refused(errno.EPERM) for name in refused}, "socket": _only_to(_AF_UNIX, errno.EACCES)})


def _numbers() -> MappingProxyType[str, int]:
    return _NUMBERS.get(platform.machine(), MappingProxyType({}))


def _installed(rules: dict[str, list[_Instruction]]) -> bool:
    machine, numbers = platform.machine(), _numbers()
    if sys.platform != "linux" or not numbers:
        return False
    program = list(
        _program(_ARCHITECTURES[machine], [(numbers[name], rules[name]) for name in rules if name in numbers])
    )
    code = ctypes.create_string_buffer(b"".join(_CLASSIC.pack(*each) for each in program))
    filter_ = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.syscall(_SECCOMP[machine], _SET_MODE_FILTER, _ALL_THREADS, filter_) == 0)


def _program(architecture: int, rules: Sequence[tuple[int, list[_Instruction]]]) -> Iterator[_Instruction]:
    yield _LOAD, 0, 0, _ARCHITECTURE
    yield _EQUAL, 1, 0, architecture
    yield _RETURN, 0, 0, _KILL
    yield _LOAD, 0, 0, _NUMBER
    yield _AT_LEAST, 0, 1, _X32
    yield _RETURN, 0, 0, _KILL
    for number, rule in rules:
        yield _EQUAL, 0, len(rule), number
        yield from rule
    yield _RETURN, 0, 0, _ALLOW


def _refused(error: int) -> list[_Instruction]:
    return [(_RETURN, 0, 0, _REFUSE | error)]


def _unless(argument: int, flags: int, error: int) -> list[_Instruction]:
    """Refuse a call one of whose arguments has any of these flags."""
    return [
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        (_AND, 0, 0, flags),
        (_EQUAL, 0, 1, 0),
        (_RETURN, 0, 0, _ALLOW),
        *_refused(error),
    ]


def _only_threads() -> list[_Instruction]:
    return [
        (_LOAD, 0, 0, _ARGUMENTS),
        (_AND, 0, 0, _THREAD),
        (_EQUAL, 1, 0, 0),
        (_RETURN, 0, 0, _ALLOW),
        *_refused(errno.EPERM),
    ]


def _only_to(value: int, error: int) -> list[_Instruction]:
    """Refuse a call whose first argument is another value."""
    return [(_LOAD, 0, 0, _ARGUMENTS), (_EQUAL, 0, 1, value), (_RETURN, 0, 0, _ALLOW), *_refused(error)]
