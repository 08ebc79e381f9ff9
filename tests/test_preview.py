"""The local server: what it shows, and what strangers cannot make it show."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sites import write_release
from topline.preview.server import Preview, app_of


@pytest.fixture
def preview(newsroom: Path) -> Preview:
    found = Preview(newsroom, 8000)
    found.build()
    return found


def _client(preview: Preview, host: str = "127.0.0.1") -> TestClient:
    return TestClient(app_of(preview, watch=False), base_url=f"http://{host}:8000", raise_server_exceptions=False)


def test_it_serves_pages_and_a_page_for_missing_ones(preview: Preview) -> None:
    with _client(preview) as client:
        assert "First results" in client.get("/2024/first/").text
        missing = client.get("/2024/nothing/")
        assert missing.status_code == 404
        assert "<main" in missing.text


def test_it_shows_drafts(preview: Preview, newsroom: Path) -> None:
    """An editor previews what is not public yet."""
    write_release(newsroom, "2024/2024-03-02-draft", "A draft", "2024-03-02", "Text.", "status: draft\n")
    preview.build()
    with _client(preview) as client:
        assert client.get("/2024/draft/").status_code == 200


def test_an_error_is_shown_and_the_last_good_site_stays(preview: Preview, newsroom: Path) -> None:
    path = write_release(newsroom, "2024/2024-03-02-broken", "Broken", "2024-13-02", "Text.")
    preview.build()
    assert path.name in preview.error and "2024-13-02" in preview.error
    with _client(preview) as client:
        assert client.get("/2024/first/").status_code == 200
    path.unlink()
    preview.build()
    assert preview.error == ""


def test_before_the_first_good_build_the_error_is_the_page(newsroom: Path) -> None:
    write_release(newsroom, "2024/2024-03-02-broken", "<b>Broken", "2024-13-02", "Text.")
    preview = Preview(newsroom, 8000)
    preview.build()
    with _client(preview) as client:
        answer = client.get("/")
    assert answer.status_code == 500 and "2024-03-02-broken.md" in answer.text and "<b>" not in answer.text


@pytest.mark.parametrize("path", ["/.topline.json", "/%2e%2e/pelicanconf.py", "/..%2f..%2fpelicanconf.py", "/theme/"])
def test_it_serves_no_hidden_file_no_listing_and_nothing_outside(preview: Preview, path: str) -> None:
    with _client(preview) as client:
        answer = client.get(path)
    assert answer.status_code == 404
    assert "SITENAME" not in answer.text


def test_a_link_in_the_output_is_not_followed(preview: Preview, newsroom: Path) -> None:
    (preview.output / "leak.txt").symlink_to(newsroom / "pelicanconf.py")
    with _client(preview) as client:
        assert client.get("/leak.txt").status_code == 404


def test_another_host_name_is_refused(preview: Preview) -> None:
    """A page elsewhere that points its own name at this machine learns nothing."""
    with _client(preview, "evil.example") as client:
        assert client.get("/").status_code == 400


def test_pages_reload_themselves_in_the_preview_only(preview: Preview) -> None:
    with _client(preview) as client:
        assert "preview" in client.get("/").text


def test_listeners_hear_of_reloads_and_errors(preview: Preview) -> None:
    import asyncio

    queue: asyncio.Queue[str] = asyncio.Queue()
    preview.listeners.add(queue)
    preview.tell()
    preview.error = "x.md:1: title: missing\nsecond line"
    preview.tell()
    assert queue.get_nowait() == "event: reload\ndata: \n\n"
    assert queue.get_nowait() == "event: error\ndata: x.md:1: title: missing\ndata: second line\n\n"
