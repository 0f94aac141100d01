"""The site is built without a warning, describes all that can be imported, and loads nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import onrecord
from tests.docs.site import build_site

pytestmark = pytest.mark.docs

_LOADED = {"src", "srcset", "poster", "data", "action", "background"}
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


class _Page(HTMLParser):
    """Collects what a page loads from elsewhere, and the ids in it."""

    def __init__(self) -> None:
        super().__init__()
        self.elsewhere: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            loads = name in _LOADED or (name == "href" and tag not in ("a", "area"))
            if loads and _ELSEWHERE.match((value or "").strip()):
                self.elsewhere.append(f"<{tag} {name}={value}>")
            if name == "id" and value:
                self.ids.add(value)


def page_of(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    return page


def elsewhere_in_style(css: str) -> list[str]:
    """The addresses of other hosts that a style sheet loads."""
    loaded = re.findall(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""", css)
    return [address for address in loaded if _ELSEWHERE.match(address)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("site"))


def test_what_is_loaded_from_elsewhere_is_seen() -> None:
    html = (
        '<a href="https://a.org">b</a><script src="//cdn.org/x.js"></script><link href="https://f.org/a.css">'
    )
    assert len(page_of(html).elsewhere) == 2
    assert elsewhere_in_style(
        '@import "https://f.org/a.css"; b { src: url(https://f.org/b) url(data:c) }'
    ) == [
        "https://f.org/a.css",
        "https://f.org/b",
    ]


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pages = {file: file.read_text(encoding="utf-8") for file in site.rglob("*.html")}
    assert len(pages) > 10
    for file, html in pages.items():
        assert page_of(html).elsewhere == [], file
        styles = re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)
        assert [each for css in styles for each in elsewhere_in_style(css)] == [], file
    for file in site.rglob("*.css"):
        assert elsewhere_in_style(file.read_text(encoding="utf-8")) == [], file


def test_every_page_is_in_the_navigation(site: Path) -> None:
    front = (site / "index.html").read_text(encoding="utf-8")
    linked = set(
        re.findall(r'class="md-nav__link[^>]*href="|href="([\w-]+\.html)"[^>]*class="md-nav__link', front)
    )
    assert linked >= {file.name for file in site.glob("*.html")} - {"404.html", "index.html"}


def test_all_that_can_be_imported_is_described(site: Path) -> None:
    described = page_of((site / "reference.html").read_text(encoding="utf-8")).ids
    names = set(vars(onrecord).get("__all__", ())) - {"errors"}
    assert names
    assert {f"onrecord.{name}" for name in names} <= described
    assert "onrecord.index.errors.OnRecordError" in described
