"""The pages in a real browser: what a reader clicks, sees and can reach."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

RELEASE = "/2012/trastuzumab-emtansine-emilia-asco/"
CHARTED = "/drugs/trastuzumab-emtansine/"
# one of each type of page
PAGES = [
    *("/", RELEASE, "/drugs/lorvotuzumab-mertansine/", "/drugs/", "/conditions/", "/how-we-read/"),
    *(CHARTED, "/trials/emilia/", "/conditions/cancer/", "/companies/immunogen/", "/meetings/ash-2012/"),
]


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
    links = page.locator("aside a.fact[href^='#']:visible")
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
@pytest.mark.parametrize("width", [320, 1280])
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


def test_a_later_value_leads_to_its_sentence_in_the_later_release(page: Page) -> None:
    page.goto(RELEASE)
    page.locator("aside a.fact:visible").filter(has_text="30.9").first.click()
    expect(page).to_have_url(re.compile("/2013/kadcyla-fda-approval/#s-"))
    sentence = page.locator(":target")
    expect(sentence).to_be_in_viewport()
    expect(sentence).to_contain_text("30.9")


def test_an_old_release_tells_at_its_top_what_came_later(page: Page) -> None:
    page.goto("/2012/imgn901-ash/")
    notice = page.locator(".notice")
    expect(notice).to_be_in_viewport()
    expect(notice).to_contain_text("5 November 2013")
    expect(notice).to_contain_text("5 September 2018")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [CHARTED, "/drugs/semaglutide/", "/drugs/mirvetuximab-soravtansine/"])
def test_the_words_of_a_chart_stand_clear_of_each_other_and_inside_it(
    chromium: Browser, address: str, path: str, width: int
) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(path)
    charts = page.evaluate(
        "[...document.querySelectorAll('.chart svg')].map(svg => { const box = e => { const b = e.getBoundingClientRect();"
        " return [b.left, b.top, b.right, b.bottom]; }; return [box(svg), [...svg.querySelectorAll('text')].map(box)]; })"
    )
    assert charts
    for (left, top, right, bottom), words in charts:
        for place, (a, b, c, d) in enumerate(words):
            assert left - 3 <= a and c <= right + 3 and top - 3 <= b and d <= bottom + 3
            for e, f, g, h in words[place + 1 :]:
                assert min(c, g) - max(a, e) < 1 or min(d, h) - max(b, f) < 4
    context.close()


def test_marks_of_a_chart_can_be_told_from_the_ground_in_both_schemes(
    chromium: Browser, address: str, scheme: str
) -> None:
    context = chromium.new_context(base_url=address, color_scheme=scheme)
    page = context.new_page()
    page.goto(CHARTED)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    fills = page.evaluate("[...document.querySelectorAll('.chart circle')].map(e => getComputedStyle(e).fill)")
    solid = [fill for fill in fills if fill != ground]
    assert len(solid) > 5 and set(solid) == {page.evaluate("getComputedStyle(document.body).color")}
    hollow = page.locator(".chart .hollow").first
    assert hollow.evaluate("e => getComputedStyle(e).fill") == ground
    assert hollow.evaluate("e => getComputedStyle(e).stroke") in solid
    context.close()
