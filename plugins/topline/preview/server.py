"""``topline serve``: the site on 127.0.0.1, rebuilt on save, the browser told to reload."""

from __future__ import annotations

import asyncio
import os
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from html import escape
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from watchfiles import awatch

from topline.facts import Refused
from topline.glue import build

WATCHED = ("content", "themes", "plugins", "pelicanconf.py")
_HEARTBEAT = 15.0  # seconds between comments that keep an idle event stream alive


class Preview:
    """The state of one preview: the last build's error and who is listening."""

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.output = root / ".cache" / "preview"
        self.output.mkdir(parents=True, exist_ok=True)
        self.siteurl = f"http://127.0.0.1:{port}"
        self.error = ""
        self.listeners: set[asyncio.Queue[str]] = set()

    def build(self) -> None:
        """Build once; an error is kept to be shown, and the last good site stays."""
        try:
            report = build(self.root, output=self.output, siteurl=self.siteurl, drafts=True, preview=True)
        except Refused as refused:
            self.error = "\n".join(str(problem) for problem in refused.problems)
            print(self.error, file=sys.stderr)
        except Exception:  # a fault in a plugin being edited must not end the preview
            self.error = traceback.format_exc()
            print(self.error, file=sys.stderr)
        else:
            self.error = ""
            written = report.printed.written if report.printed else 0
            print(f"{report.releases} releases, {written} files written")

    async def watch(self) -> None:
        """Rebuild whenever a watched file changes; start anew when the engine or the settings do."""
        paths = [self.root / name for name in WATCHED if (self.root / name).exists()]
        async for changes in awatch(*paths, debounce=80, step=30):
            changed = {Path(path) for _, path in changes}
            if any(path.suffix == ".py" for path in changed):
                print("The engine or the settings changed: starting anew.")
                os.execv(sys.executable, [sys.executable, "-m", "topline", *sys.argv[1:]])  # noqa: S606
            await asyncio.to_thread(self.build)
            self.tell()

    def tell(self) -> None:
        """Tell every open page to reload, or to show the error."""
        message = _event("error", self.error) if self.error else _event("reload", "")
        for queue in self.listeners:
            queue.put_nowait(message)

    async def events(self, _request: Request) -> StreamingResponse:
        """The event stream that each open page listens to."""

        async def stream() -> AsyncIterator[str]:
            queue: asyncio.Queue[str] = asyncio.Queue()
            self.listeners.add(queue)
            try:
                yield _event("error", self.error) if self.error else ": hello\n\n"
                while True:
                    try:
                        yield await asyncio.wait_for(queue.get(), _HEARTBEAT)
                    except TimeoutError:
                        yield ": still here\n\n"
            finally:
                self.listeners.discard(queue)

        return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


class Pages(StaticFiles):
    """The built files: no hidden file, no listing, nothing kept by the browser, a built page for a missing one."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(directory=preview.output, html=True, check_dir=False)
        self.preview = preview

    async def get_response(self, path: str, scope: Any) -> Response:
        """One file; before the first good build, the error that stands in its way."""
        if not (self.preview.output / "index.html").is_file():
            return HTMLResponse(_error_page(self.preview.error), status_code=500, headers={"Cache-Control": "no-store"})
        if any(part.startswith(".") for part in Path(path).parts if part != "."):
            path = "no/such/page"
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def app_of(preview: Preview, *, watch: bool = True) -> Starlette:
    """The server as an ASGI application. It answers to local names only, so that no other site can reach it."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(preview.watch()) if watch else None
        yield
        if task:
            task.cancel()

    return Starlette(
        routes=[Route("/_topline/events", preview.events), Mount("/", Pages(preview))],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
        lifespan=lifespan,
    )


def serve(root: Path, port: int) -> int:
    """Build and serve the site at ``root`` until interrupted. Returns the exit code."""
    preview = Preview(root, port)
    preview.build()
    print(f"Serving {preview.siteurl} (Ctrl-C stops)")
    server = uvicorn.Server(
        uvicorn.Config(app_of(preview), host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1)
    )
    with suppress(KeyboardInterrupt):  # Ctrl-C is how a preview ends
        server.run()
    return 0 if server.started else 2


def _event(name: str, data: str) -> str:
    lines = "\n".join(f"data: {line}" for line in (data.splitlines() or [""]))
    return f"event: {name}\n{lines}\n\n"


def _error_page(error: str) -> str:
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not built</title>'
        f"<h1>The site could not be built</h1><pre>{escape(error)}</pre>"
        "<p>Mend it and save; then load this page again.</p></html>"
    )
