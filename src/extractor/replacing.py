"""A file, or a folder of tables, that is replaced whole or not at all, whatever ends the run that writes it.

What is being written lies in a folder of its own beside its target, `.NAME.partial`, which nobody else may enter and
one run at a time has. It goes with the run; one that was left by a `kill -9` is cleared by the next run to the same
target.
"""

import ctypes
import errno
import hashlib
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PATIENCE = 10.0
"""Seconds: far longer than a result takes to be written that was made before, so that two runs may end together."""
_LONGEST_NAME = 200
"""Bytes: file systems allow 255, with what is added."""
_SET_ASIDE = "replaced"
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux
_WORKING_DIRECTORY = -100  # AT_FDCWD


@contextmanager
def file_beside(target: Path, *, parents: bool = False) -> Iterator[Path]:
    """A path for a file that takes the place of `target` once it is written, and goes if that fails.

    A link stays one: what it leads to is replaced. The permissions are those of the file that stood there, or those
    that a plain write gives. `parents` makes the folders above. Raises `OSError`, also if another run writes there.
    """
    target = Path(os.path.realpath(target))
    if target.is_dir():
        raise IsADirectoryError(None, "is a folder; name a file in it")
    with _workshop(target, parents=parents) as folder:
        temporary = folder / "result"  # without the ending: nobody who looks for such files should take it for one
        yield temporary
        temporary.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask())
        _to_disk(temporary)
        temporary.replace(target)


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """The same for a folder of what belongs together: all of it is replaced in one step.

    Whatever else lies in the folder stays there. Where the system cannot exchange two folders in one step (other than
    Linux, network drives), a kill at the very moment can leave the old folder aside, and the next run puts it back.
    """
    target = Path(os.path.realpath(target))
    with _workshop(target, parents=True) as workshop:
        (made := workshop / target.name).mkdir()
        yield made
        mask = _umask()
        for path in made.rglob("*"):
            if path.is_dir():
                path.chmod(0o777 & ~mask)
            else:
                path.chmod(0o666 & ~mask)
                _to_disk(path)
        if not target.exists():
            made.chmod(0o777 & ~mask)
            made.rename(target)
            return
        _take_over(target, made)
        made.chmod(stat.S_IMODE(target.stat().st_mode))
        if not _exchanged(made, target):
            target.rename(workshop / _SET_ASIDE)
            made.rename(target)


@contextmanager
def _workshop(target: Path, *, parents: bool) -> Iterator[Path]:
    if parents:
        target.parent.mkdir(parents=True, exist_ok=True)
    folder = target.with_name(f".{_short(target.name)}.partial")
    lock = _entered(folder)
    try:
        _put_back(folder, target)
        _clear(folder)
        yield folder
    finally:
        # What is thrown here would hide why the writing failed; the next run clears what is left.
        with suppress(OSError):
            _put_back(folder, target)
            _clear(folder)
            folder.rmdir()
        os.close(lock)


def _short(name: str) -> str:
    encoded = os.fsencode(name)
    # DuckDB takes a backslash in a path for a slash, wherever it runs.
    plain = len(encoded) <= _LONGEST_NAME and b"\\" not in encoded
    return name if plain else hashlib.sha256(encoded).hexdigest()


def _entered(folder: Path) -> int:
    """Make the folder, or take over one whose run is no more; what is returned has to be closed and holds the lock."""
    if sys.platform == "win32":
        raise OSError(errno.ENOTSUP, "Windows has no locks on folders; run it in the Windows Subsystem for Linux")
    begun = time.monotonic()
    while True:
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        try:
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError:
            continue  # its run has just ended
        try:
            if _is_ours(folder, lock):
                return lock
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)
        if time.monotonic() > begun + _PATIENCE:
            raise OSError(errno.EBUSY, "another run writes there; wait for it, or choose another output")
        time.sleep(0.02)


def _is_ours(folder: Path, lock: int) -> bool:
    """Whether the lock could be had, and on the folder that stands there now. A stranger's raises `OSError`."""
    state = os.fstat(lock)
    if state.st_uid != os.geteuid():
        raise PermissionError(errno.EACCES, f"{folder.name} beside it belongs to another user")
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    with suppress(FileNotFoundError):
        return os.path.samestat(state, folder.lstat())
    return False


def _put_back(folder: Path, target: Path) -> None:
    """What a run that was killed had set aside and not replaced."""
    if (aside := folder / _SET_ASIDE).is_dir() and not target.exists():
        aside.rename(target)


def _clear(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _take_over(old: Path, new: Path) -> None:
    """Let `new` have what else lies in `old`."""
    for entry in old.iterdir():
        if (copy := new / entry.name).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, copy, symlinks=True)
        else:
            shutil.copy2(entry, copy, follow_symlinks=False)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, where the system can do that."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    done: int = rename(_WORKING_DIRECTORY, os.fsencode(one), _WORKING_DIRECTORY, os.fsencode(other), _EXCHANGE)
    return done == 0


def _to_disk(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
