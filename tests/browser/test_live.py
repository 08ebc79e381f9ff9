"""``topline serve`` as an editor meets it: save a file, see the page; break one, see why."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from sites import write_release

pytestmark = pytest.mark.browser


@pytest.fixture
def served(newsroom: Path) -> Iterator[str]:
    """A small newsroom, served by the command itself."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "topline", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=newsroom, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            urlopen(url).close()
            break
        except OSError:
            time.sleep(0.1)
    yield url
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0


def test_a_saved_file_is_on_the_page_and_an_error_too(served: str, newsroom: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{served}/2024/first/")
    expect(page.locator("h1")).to_have_text("First results")
    page.wait_for_timeout(500)
    write_release(newsroom, "2024/2024-03-01-first", "Second thoughts", "2024-03-01", "In all, 45 patients.")
    expect(page.locator("h1")).to_have_text("Second thoughts", timeout=15_000)
    page.wait_for_timeout(500)
    write_release(newsroom, "2024/2024-03-01-first", "Broken", "2024-13-01", "Text.")
    expect(page.get_by_text("2024-13-01")).to_be_visible(timeout=15_000)
    expect(page.locator("h1").first).to_have_text("Second thoughts")
    write_release(newsroom, "2024/2024-03-01-first", "Mended", "2024-03-01", "In all, 45 patients.")
    expect(page.locator("h1").first).to_have_text("Mended", timeout=15_000)
    page.close()
