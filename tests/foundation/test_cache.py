"""What is kept belongs to this program and to the libraries that made it: with another version nothing old is taken."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from checkout import ROOT

KEY = "from generator.foundation.cache import key_of; print(key_of('x'))"
FINGERPRINT = "from generator.making.fingerprints import fingerprint; print(fingerprint([]))"


def printed(script: str, *folders) -> str:
    path = os.pathsep.join(map(str, (*folders, ROOT)))
    done = subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("script", [KEY, FINGERPRINT], ids=["what is kept", "what is printed"])
def test_the_same_libraries_have_the_same_key(script):
    assert printed(script) == printed(script)


@pytest.mark.parametrize(
    ("script", "library"),
    [
        *((KEY, library) for library in ("jinja2", "phonenumbers", "segno", "yaml")),
        *((FINGERPRINT, library) for library in ("phonenumbers", "yaml", "pikepdf")),
    ],
)
def test_another_version_of_a_library_has_another_key(script, library, tmp_path):
    (tmp_path / library).mkdir()
    (tmp_path / library / "__init__.py").write_text("__version__ = '99'\n", encoding="utf-8")
    assert printed(script, tmp_path) != printed(script)
