"""Sites for tests to build, break and look into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from topline.glue import Report

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Built:
    """A built site: its folder, and what the build reported."""

    folder: Path
    report: Report

    def text(self, address: str) -> str:
        """The file at an address."""
        path = self.folder / (address + "index.html" if address == "" or address.endswith("/") else address)
        return path.read_text("utf-8")

    def pages(self) -> list[str]:
        """The addresses of all pages."""
        found = [path.relative_to(self.folder).as_posix() for path in sorted(self.folder.rglob("*.html"))]
        return [name.removesuffix("index.html") for name in found]


def write_release(root: Path, name: str, title: str, date: str, body: str, more: str = "") -> Path:
    """Write a release into a newsroom."""
    path = root / "content" / "releases" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\ndate: {date}\n{more}---\n{body}\n", "utf-8")
    return path


def everything(folder: Path) -> bytes:
    """All bytes of a site, names included: where a secret would show."""
    return b"\n".join(
        path.relative_to(folder).as_posix().encode() + b"\n" + path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
