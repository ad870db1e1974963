"""A translation has the numbers of its English, and no other."""

import pytest

from generator.foundation.problems import Problems
from generator.languages.pofiles import read_messages

HEAD = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'


def read(english: str, said: str) -> str:
    """What a translation is printed as, or why it is refused."""
    try:
        messages, _, _ = read_messages(f'{HEAD}msgctxt "layout"\nmsgid "{english}"\nmsgstr "{said}"\n', "es.po")
    except Problems as problems:
        return "; ".join(one.message for one in problems.problems)
    return messages["layout", english]


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("Call 911 if anyone is in danger", "Si alguien está en peligro, llame al 911"),
        ("Call or text, any time", "Llamada o texto, 24/7"),
        ("Under 18", "Menos de 18 años, o 18"),
        ("9 to 5 Eastern", "de 9 a 5, hora del Este"),
        ("%(count)s cards", "%(count)s tarjetas"),
    ],
)
def test_what_says_the_same_numbers_is_printed(english, said):
    assert read(english, said) == said


@pytest.mark.parametrize(
    ("english", "said", "digits"),
    [
        ("Call 911", "Llame al 112", "112"),
        ("Call now", "Llame al 1‑888‑373‑7889", "1‑888‑373‑7889"),
        ("Call now", "Llame ya: 233 734", "233 734"),
        ("Under 18", "Menos de 16 años", "16"),
        ("Help is free", "La ayuda es gratis, 555–0199", "555–0199"),
    ],
)
def test_another_number_is_refused(english, said, digits):
    assert read(english, said) == f"the translation of '{english}' has {digits}, and the English has not"
