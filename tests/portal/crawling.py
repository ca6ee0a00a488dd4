"""Walking the public site as a reader would: every address reachable by links, and what its HTML holds."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Page:
    """One answer of the site: its links, its citation links and the text of every marked quote."""

    address: str
    status: int
    html: str
    links: list[str] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.open = page, []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and values.get("href"):
            address = urljoin(self.page.address, values["href"])
            self.page.links.append(address)
            if "cite" in values.get("class", "").split():
                self.page.cites.append(address)
        if tag not in _VOID:
            self.open.append(values.get("id", "") if tag == "mark" else "")
            if self.open[-1]:
                assert self.open[-1] not in self.page.marks, f"{self.page.address}: {self.open[-1]} stands twice"
                self.page.marks[self.open[-1]] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for name in self.open:
            if name:
                self.page.marks[name] += data


def read(client: object, address: str) -> Page:
    response = client.get(address)
    html = response.content.decode() if "html" in response.get("Content-Type", "") else ""
    page = Page(address, response.status_code, html)
    if html:
        _Reader(page).feed(html)
    return page


def crawl(client: object, start: str = "/", skip: str = "$^", limit: int = 3000) -> dict[str, Page]:
    """Every page reachable from `start` without leaving the site, but for paths that match `skip`; filters' addresses count once a path."""
    found: dict[str, Page] = {}
    waiting = deque([start])
    while waiting and len(found) < limit:
        address = waiting.popleft()
        if address in found:
            continue
        found[address] = read(client, address)
        for link in found[address].links:
            parts = urlsplit(link)
            if not parts.netloc and parts.path.startswith("/") and not parts.path.startswith(("/admin", "/static")) and not re.search(skip, parts.path):
                plain = urldefrag(link).url
                if plain not in found and ("?" not in plain or not any(key.split("?")[0] == parts.path and "?" in key for key in found)):
                    waiting.append(plain)
    return found
