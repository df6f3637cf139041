"""One build at a time: two at once would write into the same folders.

The build that has come first holds a lock for as long as one of its processes lives.
"""

from __future__ import annotations

import fcntl
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

BUILD = Path(__file__).parents[1] / "_build"


@cache
def claim() -> IO[bytes]:
    """Take the lock for this process and its forks, or say that another build has it."""
    BUILD.mkdir(exist_ok=True)
    lock = (BUILD / "lock").open("wb")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        message = f"another build is running in {BUILD}: wait until it ends, then build again"
        raise ExtensionError(message) from None
    return lock


def setup(_app: Sphinx) -> ExtensionMetadata:
    """Take the lock before anything is written, whatever has started Sphinx."""
    claim()
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
