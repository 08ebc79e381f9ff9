"""The pages in a real browser: what a reader clicks, sees and can reach."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

RELEASE = "/2012/trastuzumab-emtansine-emilia-asco/"
# the six page types
PAGES = ["/", RELEASE, "/drugs/lorvotuzumab-mertansine/", "/drugs/", "/conditions/", "/how-we-read/"]


def test_a_value_leads_to_its_sentence(page: Page) -> None:
    """Click a value of the sidebar: its sentence is in view and marked, and focus is there."""
    page.goto(RELEASE)
    value = page.locator("aside a.fact:visible").filter(has_text="9.6").first
    anchor = value.get_attribute("href") or ""
    value.click()
    sentence = page.locator(f"[id='{anchor.lstrip('#')}']")
    expect(sentence).to_be_in_viewport()
    expect(sentence).to_contain_text("9.6")
    assert sentence.evaluate("e => e.matches(':target')")
    plain = page.locator("article p:not(:has(:target))").first
    marked = sentence.evaluate("e => getComputedStyle(e).backgroundColor")
    assert marked != plain.evaluate("e => getComputedStyle(e).backgroundColor")
    assert sentence.evaluate("e => e === document.activeElement || e.contains(document.activeElement)")


def test_every_value_of_a_sidebar_leads_into_view(page: Page) -> None:
    page.goto(RELEASE)
    links = page.locator("aside a.fact:visible")
    anchors = [link.get_attribute("href") for link in links.all()]
    assert len(anchors) > 10
    for anchor in dict.fromkeys(anchors):
        page.goto(f"{RELEASE}{anchor}")
        expect(page.locator(f"[id='{(anchor or '').lstrip('#')}']")).to_be_in_viewport()


def test_without_javascript_a_value_still_leads_to_its_sentence(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(RELEASE)
    value = page.locator("aside a.fact:visible").filter(has_text="9.6").first
    anchor = value.get_attribute("href") or ""
    value.click()
    expect(page.locator(f"[id='{anchor.lstrip('#')}']")).to_be_in_viewport()
    context.close()


def test_back_to_the_fact(page: Page) -> None:
    page.goto(RELEASE)
    page.locator("aside a.fact:visible").filter(has_text="9.6").first.click()
    back = page.get_by_text("back to the fact", exact=False)
    expect(back).to_be_visible()
    back.click()
    expect(page.locator("aside a.fact:visible").filter(has_text="9.6").first).to_be_focused()


def test_the_skip_link_is_the_first_stop(page: Page) -> None:
    page.goto(RELEASE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing(chromium: Browser, address: str, scheme: str, width: int, path: str) -> None:
    context = chromium.new_context(base_url=address, color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(path)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_small_phone(chromium: Browser, address: str, path: str) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_light(chromium: Browser, address: str, path: str) -> None:
    """At most six requests, and 100 KB even before compression is not far away: see bench/weight.py for the figure."""
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path, wait_until="networkidle")
    assert len(requests) <= 6, requests
    context.close()
