"""What MkDocs needs to be told: the pages are written for the repository first, and are read on a website too.

Links that leave docs/ lead to the page that the site has of that file, or become plain text: the site has no source files.
A link to what does not exist is left as it is, so that `mkdocs build --strict` refuses it.
"""

from __future__ import annotations

import posixpath
import re
from importlib.resources import files as package
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
ADDED = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}  # files of the top folder that the site has as pages
ELSEWHERE = {"README.md": "index.md", **ADDED}
LETTERS = ("Regular", "Bold", "Italic")  # the pieces' own font: the site reads as they do
CODE_OR_LINK = re.compile(r"(?P<code>^```.*?^```|`[^`\n]*`)|\[(?P<words>[^\]]*)\]\((?P<target>[^)#\s]+)(?P<anchor>#[^)\s]*)?\)", re.DOTALL | re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that lie above docs/, and the font."""
    from mkdocs.structure.files import File

    for name, page in ADDED.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / name)))
    fonts = package("fontpkg_atkinson_hyperlegible") / "files"
    for letters in LETTERS:
        name = f"AtkinsonHyperlegible-{letters}.ttf"
        files.append(File.generated(config, f"stylesheets/{name}", content=(fonts / name).read_bytes()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return a page whose links hold on the site."""
    return for_the_site(markdown, page.file.src_uri)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return a page whose tables can be scrolled with the keyboard on a narrow screen, and have no empty heading."""
    html = re.sub(r"<th([^>]*)></th>", r"<td\1></td>", html)
    return html.replace("<table>", '<div class="rows" tabindex="0"><table class="rows__table">').replace("</table>", "</table></div>")


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Name the search, which the theme leaves without a name for people who listen to it."""
    return output.replace('data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="Search"')


def for_the_site(markdown: str, uri: str) -> str:
    """Return the text of the site's page `uri` with links that hold there."""
    home = next((name for name, added in ADDED.items() if added == uri), f"docs/{uri}")

    def mended(found: re.Match[str]) -> str:
        target = found["target"]
        if found["code"] or re.match(r"[a-z]+:", target):
            return found[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(home), target))
        if (ROOT / path).is_dir():
            path += "/index.md"
        page = path.removeprefix("docs/") if path.startswith("docs/") else ELSEWHERE.get(path)
        if page is None:
            return found["words"] if (ROOT / path).exists() else found[0]
        return f"[{found['words']}]({posixpath.relpath(page, posixpath.dirname(uri) or '.')}{found['anchor'] or ''})"

    return CODE_OR_LINK.sub(mended, markdown)
