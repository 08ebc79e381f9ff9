"""The theme's static files, style sheets and scripts under names that change with their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

_HASHED = (".css", ".js")


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by address, and for each theme path (``css/topline.css``) its address."""

    files: dict[str, bytes]
    addresses: dict[str, str]


def assets_of(static: Path) -> Assets:
    """All files below a theme's ``static`` folder, published below ``theme/``.

    Hidden files and links are left out. A style sheet or script gets a hash in its name, so that browsers
    may keep it for ever.
    """
    files: dict[str, bytes] = {}
    addresses: dict[str, str] = {}
    for path in sorted(static.rglob("*")):
        if not path.is_file() or path.is_symlink() or any(p.startswith(".") for p in path.relative_to(static).parts):
            continue
        data = path.read_bytes()
        name = path.relative_to(static).as_posix()
        address = f"theme/{name}"
        if path.suffix in _HASHED:
            digest = hashlib.sha256(data).hexdigest()[:10]
            address = f"theme/{name.removesuffix(path.suffix)}.{digest}{path.suffix}"
        files[address] = data
        addresses[name] = address
    return Assets(files, addresses)
