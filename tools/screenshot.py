"""The picture in the README: a release of the demonstration site with one value's sentence highlighted.

.venv/bin/python tools/screenshot.py        (needs Chromium; writes docs/release.png)
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from topline.glue import build

ROOT = Path(__file__).parent.parent
RELEASE = "/2012/trastuzumab-emtansine-emilia-asco/"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Build the site, click a value, take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
        url = f"http://127.0.0.1:{server.server_address[1]}"
        build(ROOT, output=site, siteurl=url)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            path = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1200, "height": 900})
            page.goto(url + RELEASE)
            page.locator("aside a.fact:visible").filter(has_text="9.6").first.click()
            page.mouse.wheel(0, -240)
            page.wait_for_timeout(400)
            page.screenshot(path=ROOT / "docs" / "release.png")
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
