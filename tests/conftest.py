"""What all tests share: editable copies of the shipped folders, the shipped library, and the command line as people run it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from checkout import GOLDENS, ROOT, SMALL, Ran
from hypothesis import settings
from quick import is_quick

os.environ["MAKECARDS_CACHE"] = tempfile.mkdtemp(prefix="makecards-tests-")  # what a run keeps for the next is the tests' own

import generator.command.cli
from generator.foundation.files import shipped
from generator.library.library import Library
from generator.library.read import read_library
from generator.making.shop import Shop

settings.register_profile("calm", deadline=None)  # a busy machine is no mistake
settings.load_profile("calm")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="Keep what is made now in tests/goldens. Read the difference before you commit it.")
    parser.addoption("--quick", action="store_true", help="Run the quick part alone, half a minute; tests/helpers/quick.py says what that is.")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With --quick, leave the other files unread: reading them all takes as long as the quick part does."""
    return True if config.getoption("--quick") and collection_path.is_file() and not is_quick(collection_path.parent.name, collection_path.name) else None


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], str]:
    """What is kept in tests/goldens under a name; with --update-goldens what `found` says is kept first."""

    def golden(name: str, found: str) -> str:
        path = GOLDENS / name
        if request.config.getoption("--update-goldens"):
            GOLDENS.mkdir(exist_ok=True)
            path.write_text(found, encoding="utf-8", newline="\n")
        return path.read_text(encoding="utf-8") if path.exists() else f"{name} is not there yet: run pytest --update-goldens"

    return golden


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped content, to be edited."""
    return Path(shutil.copytree(shipped("content"), tmp_path / "content"))


@pytest.fixture
def layouts(tmp_path: Path) -> Path:
    """A copy of the shipped layouts, to be edited; fonts are found where they are."""
    return Path(shutil.copytree(shipped("layouts"), tmp_path / "layouts", ignore=shutil.ignore_patterns("fonts")))


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a test works in, with a copy of tests/small: the least content and layouts that print something.

    Its texts are the tests' own, so that no edit of a shipped file moves a line that a test names.
    """
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped content, read once."""
    return read_library(shipped("content"))


@pytest.fixture(scope="session")
def shop(library: Library) -> Shop:
    """The shipped content and layouts, with the plain looks on Letter paper."""
    return Shop(library, shipped("layouts"))


@pytest.fixture
def edit() -> Callable[[Path, str, str, str], Path]:
    """Replace the one place where a text stands in `folder/file`; fail if it stands nowhere or more than once."""

    def edit(folder: Path, file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        found = text.count(old)
        if found != 1:
            pytest.fail(f"{old!r} stands {found} times in {file}; an edit needs a text that stands there once")
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
        return path

    return edit


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `makecards` with some words inside this process, which is quicker than `run`."""

    def ask(*words: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            generator.command.cli.run_words([str(word) for word in words])
        written = capsys.readouterr()
        return Ran(int(left.value.code or 0), written.out, written.err)

    return ask


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Ran]:
    """Run `makecards` with some words as a process of its own, in the test's own folder."""

    def run(*words: object, cwd: Path = tmp_path, **environment: str) -> Ran:
        path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
        done = subprocess.run(
            [sys.executable, "-m", "generator", *map(str, words)],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
