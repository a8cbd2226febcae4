"""Why a file could not be written, in words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pmwizard.errors import SaveError

_WORDS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("no space left on {disk}", "Free space, then save again"),
    errno.EDQUOT: ("your quota on {disk} is used up", "Free space, then save again"),
    errno.EFBIG: ("the file would be larger than the system lets it be", "Raise the limit, then save again"),
    errno.EROFS: ("{disk} can only be read", "Make it writable, then save again"),
    errno.EACCES: ("no permission to write in {folder}", "Ask its owner for permission, then save again"),
    errno.EPERM: ("no permission to write in {folder}", "Ask its owner for permission, then save again"),
    errno.ENOENT: ("the folder {folder} is gone", "Bring it back, then save again"),
    errno.ENOTDIR: ("{folder} is not a folder", "Choose another folder"),
    errno.ESTALE: ("the folder {folder} is gone", "Bring it back, then save again"),
    errno.EISDIR: ("{name} is a folder", "Choose another file name"),
    errno.ELOOP: ("the symbolic link {name} leads round in a circle", "Take the link away, then save again"),
    errno.ENAMETOOLONG: ("the disk cannot hold a name this long", "Choose a shorter file name"),
    errno.EIO: ("the disk {disk} cannot write", "Look at the disk, then save again"),
    errno.EMFILE: ("too many files are open", "Close other programs, then save again"),
    errno.ENFILE: ("too many files are open", "Close other programs, then save again"),
    errno.EINVAL: ("{name} is not a plain file", "Choose another file name"),
}
"""The reason and what to do, by what the system said."""


def save_error(error: OSError, path: Path) -> SaveError:
    """Return the error for a save to ``path`` that the system refused."""
    number = error.errno or 0
    other = f"the system cannot write {{name}} ({errno.errorcode.get(number, 'unknown')})", "Save again"
    reason, hint = _WORDS.get(number, other)
    return SaveError(reason.format(disk=_disk(path.parent), folder=path.parent, name=path.name), hint=hint)


def _disk(folder: Path) -> Path:
    """Return where the disk that holds ``folder`` is mounted."""
    folder = folder.absolute()
    return next((place for place in (folder, *folder.parents) if os.path.ismount(place)), folder)
