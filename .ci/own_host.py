"""Read a built site and exit with 1 if a page asks another host for anything, or shows or links a file that is not there.

Usage: python .ci/own_host.py FOLDER. Links that a reader may follow to other hosts are fine; what a browser fetches by itself is not.
"""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

FETCHED = {"script": ("src",), "img": ("src", "srcset"), "link": ("href",), "iframe": ("src",), "source": ("src", "srcset"), "object": ("data",)}
FETCHED |= {"video": ("src", "poster"), "audio": ("src",), "embed": ("src",), "use": ("href", "xlink:href")}
NOT_FETCHED = {"canonical", "prev", "next", "alternate"}  # what a link element may only name
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


class Page(HTMLParser):
    """What a page fetches, where it leads, and what can be led to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.leads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and NOT_FETCHED & set(given.get("rel", "").split()):
            return
        self.fetched += [part.split()[0] for name in FETCHED.get(tag, ()) for part in given.get(name, "").split(",") if part.strip()]
        self.fetched += [one or other for one, other in IN_STYLES.findall(given.get("style", ""))]
        if tag == "a" and given.get("href"):
            self.leads.append(given["href"])


def faults(site: Path) -> list[str]:
    """Return what is wrong in a site, a line each."""
    found = []
    for path in sorted(site.rglob("*.html")):
        page, where = Page(path.read_text(encoding="utf-8")), path.relative_to(site)
        found += [f"{where}: asks another host: {one}" for one in page.fetched if _elsewhere(one)]
        found += [f"{where}: is not there: {one}" for one in (*page.fetched, *page.leads) if not _elsewhere(one) and not _there(one, path, site)]
    for path in sorted(site.rglob("*.css")):
        named = [one or other for one, other in IN_STYLES.findall(path.read_text(encoding="utf-8"))]
        found += [f"{path.relative_to(site)}: asks another host: {one}" for one in named if _elsewhere(one)]
    return found


def _elsewhere(address: str) -> bool:
    return address.startswith("//") or urlsplit(address).scheme in ("http", "https", "mailto", "tel")


def _there(address: str, page: Path, site: Path) -> bool:
    parts = urlsplit(address)
    if parts.scheme or not parts.path or page.name == "404.html":  # data: and javascript: fetch nothing; 404.html knows no place
        return True
    whole = site / parts.path.lstrip("/") if parts.path.startswith("/") else page.parent / unquote(parts.path)
    return whole.is_file() or (whole / "index.html").is_file()


def main() -> None:
    site = Path(sys.argv[1])
    found = faults(site)
    pages = len(list(site.rglob("*.html")))
    print("\n".join(found) or f"{pages} pages ask no other host for anything, and every file they name is there")
    sys.exit(1 if found or not pages else 0)


if __name__ == "__main__":
    main()
