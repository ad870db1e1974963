"""A language is one PO file: complete or refused, a draft until reviewed, and nothing stale is ever printed."""

import json
import re

import pytest
from checkout import Ran
from pieces import text_of

from generator.foundation.problems import Problems
from generator.languages.catalogues import in_a_list, language_name, languages_in, read_catalogue
from generator.languages.dates import day_in_words
from generator.languages.messages import DRAFT, Message, messages_of
from generator.languages.pofiles import po_written
from generator.library.read import read_library

PO = "content/languages/xx.po"


def loud(text: str) -> str:
    """A language of our own: every message in capitals, but for its places."""
    return "".join(part if number % 2 else part.upper() for number, part in enumerate(re.split(r"(%\([a-z_]+\)s|%%)", text)))


@pytest.fixture
def translated(small, ask):
    """A catalogue in which everything is said loudly."""
    ask("catalogue", "xx", "--content", "content", "--layouts", "layouts")
    path = small / PO
    text = path.read_text(encoding="utf-8")
    head, *entries = text.split("msgctxt ")
    done = [re.sub(r'msgid "(.*)"\nmsgstr ""', lambda one: f'msgid "{one.group(1)}"\nmsgstr "{loud(one.group(1))}"', entry) for entry in entries]
    path.write_text("msgctxt ".join([head, *done]), encoding="utf-8")
    return path


def made(ask, *words):
    return ask("-a", "public", "-l", "page", "--lang", "xx", "--content", "content", "--layouts", "layouts", "--quiet", *words)


def said(small) -> str:
    return " ".join(" ".join(text_of((small / "output/public/page.xx.pdf").read_bytes())).split())


@pytest.fixture
def with_notice(small, edit):
    """The small page, with a place for the notice of a draft."""
    path = small / "layouts/page.xml.j2"
    path.write_text(path.read_text(encoding="utf-8").replace("</layout>", "{% if draft %}<para>{{ draft }}</para>{% endif %}</layout>"), encoding="utf-8")


def test_a_file_for_a_translator_has_every_message_once(small, ask):
    ran = ask("catalogue", "xx", "--content", "content", "--layouts", "layouts")

    messages = messages_of(read_library(small / "content"), small / "layouts")
    text = (small / PO).read_text(encoding="utf-8")
    assert (ran, text.count("msgctxt "), len(messages)) == (Ran(0, f"{PO}\n", ""), len(messages), len({(one.context, one.text) for one in messages}))


@pytest.mark.usefixtures("with_notice")
def test_a_complete_language_is_printed_whole(small, translated, ask):
    assert Ran(0, "output/public/page.xx.pdf\n", "") == made(ask)
    words = said(small).replace(DRAFT, "")
    assert words == words.upper()


@pytest.mark.usefixtures("with_notice")
def test_a_language_that_nobody_reviewed_says_so_in_both_languages(small, translated, ask):
    made(ask)
    assert f"{loud(DRAFT)} · {DRAFT}" in said(small)


@pytest.mark.usefixtures("with_notice")
def test_a_reviewed_language_says_nothing_of_the_kind(small, translated, ask):
    translated.write_text(translated.read_text(encoding="utf-8").replace("X-Reviewed-By: ", "X-Reviewed-By: Ana Ruiz, 2026-11-24"), encoding="utf-8")
    made(ask)
    assert DRAFT not in said(small)


def test_a_layout_without_a_place_for_the_notice_is_refused(translated, ask):
    ran = made(ask)
    message = "the layout 'page' has no place to say that a translation is a draft; print {{ draft }} in its small print"
    assert (ran.code, ran.stdout, ran.stderr.endswith(f"{message}\n")) == (1, "", True)


@pytest.mark.usefixtures("with_notice")
def test_a_changed_english_text_is_never_printed_in_its_old_translation(small, translated, ask):
    path = small / "content/audiences/public.yaml"
    title = re.search(r"^title: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE).group(1)
    path.write_text(path.read_text(encoding="utf-8").replace(f"title: {title}", "title: A new headline"), encoding="utf-8")

    ran = made(ask)

    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"{PO}: 'public/page.xx' is not complete in 'xx': 1 messages have no translation, the first is 'A new headline'")


@pytest.mark.usefixtures("with_notice")
def test_a_fuzzy_translation_is_missing(translated, ask):
    translated.write_text(translated.read_text(encoding="utf-8").replace('msgctxt "content"', '#, fuzzy\nmsgctxt "content"'), encoding="utf-8")
    assert "have no translation" in made(ask).stderr


@pytest.mark.parametrize(
    ("source", "translation", "wanted"), [("Read on %(day)s", "LU LE", "%(day)s"), ("**Bold** word", "MOT", "**"), ("100 %%", "100 %", "%%")]
)
def test_a_translation_that_lost_a_place_is_refused(small, source, translation, wanted):
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (small / "content/languages").mkdir()
    (small / PO).write_text(f'{head}msgctxt "layout"\nmsgid "{source}"\nmsgstr "{translation}"\n', encoding="utf-8")
    with pytest.raises(Problems, match=re.escape(f"has other places than the English; wanted: {wanted}")):
        read_catalogue(small / "content", "xx")


def test_bringing_a_file_up_to_date_keeps_what_is_known(small, translated, ask):
    before = read_catalogue(small / "content", "xx").messages
    ask("catalogue", "xx", "--content", "content", "--layouts", "layouts")
    assert read_catalogue(small / "content", "xx").messages == before


def test_an_unknown_language_brings_the_near_ones(ask):
    ran = ask("-a", "public", "--lang", "enn")
    assert (ran.code, ran.stdout, "there is no language 'enn'; did you mean 'en'?" in ran.stderr) == (2, "", True)


def test_languages_have_names(small):
    assert (language_name("es"), language_name("es", "es"), language_name("qq"), languages_in(small / "content")) == ("Spanish", "español", "qq", {})


def test_a_message_with_a_place_that_has_no_translation_is_missed_too(small, translated, ask):
    """Its words are not on the page as they stand in the file: a day stands in their place."""
    page = small / "layouts/page.xml.j2"
    words = '{{ _("Read on %(day)s") | format(day="2026-01-02" | day) }}'
    page.write_text(page.read_text(encoding="utf-8").replace("</layout>", f"<para>{words} {{{{ draft }}}}</para></layout>"), encoding="utf-8")
    assert "1 messages have no translation, the first is 'Read on %(day)s'" in made(ask).stderr


@pytest.mark.usefixtures("with_notice")
def test_all_languages_means_those_that_have_the_words(small, translated, ask):
    assert made(ask, "--lang", "all").stdout.split() == ["output/public/page.xx.pdf", "output/public/page.en.pdf"]
    path = small / "content/audiences/public.yaml"
    path.write_text(re.sub(r"(?m)^title: .*$", "title: A new headline", path.read_text(encoding="utf-8")), encoding="utf-8")
    ran = ask("-a", "public", "-l", "page", "--lang", "all", "--content", "content", "--layouts", "layouts")
    assert (ran.code, ran.stdout.split()) == (0, ["output/public/page.en.pdf"])
    assert ran.stderr.startswith("Passed over: public page is not complete in 'xx' yet.")


@pytest.mark.parametrize(
    ("word", "message"),
    [("en+enn", "there is no language 'enn'; did you mean 'en'?"), ("en+en", "'en+en' names a language twice"), ("all+en", "there is no language 'all'")],
)
def test_languages_for_one_piece_are_checked_one_by_one(ask, word, message):
    ran = ask("-a", "public", "--lang", word)
    assert (ran.code, message in " ".join(ran.stderr.split())) == (2, True)


def test_a_list_of_languages_says_how_far_each_is(small, translated, ask):
    rows = json.loads(ask("list", "languages", "--format", "json", "--content", "content", "--layouts", "layouts").stdout)
    assert [(row["id"], row["name"]) for row in rows] == [("en", "English"), ("xx", "xx (4 of 4 pieces, draft, not yet reviewed)")]
    assert {piece["missing"] for piece in rows[1]["pieces"]} == {0}


def test_a_kit_is_packed_in_a_language_where_it_has_the_words(small, translated, ask):
    translated.write_text(translated.read_text(encoding="utf-8").replace("X-Reviewed-By: ", "X-Reviewed-By: Ana Ruiz, 2026-11-24"), encoding="utf-8")
    ask("kit", "evening", "--lang", "xx", "--lang", "en", "--content", "content", "--layouts", "layouts", "--quiet")
    packed = json.loads((small / "output/kits/evening/manifest.json").read_text(encoding="utf-8"))["pieces"]
    assert [(piece["file"].split(".")[0], piece["language"]) for piece in packed][:2] == [("public/page", "xx"), ("public/page", "English")]


def test_a_day_in_a_language_without_names_of_months_is_in_digits():
    assert (day_in_words("2026-11-24", "ht"), day_in_words("2026-11-24", "ar"), day_in_words("2026-11-24", "ru")) == (
        "2026-11-24",
        "24 نوفمبر 2026",
        "24 ноября 2026\u00a0г.",
    )


def test_words_are_listed_as_a_language_does():
    assert [in_a_list(["a", "b", "c"], language) for language in ("en", "es", "zh-Hans")] == ["a, b, and c", "a, b y c", "a、b和c"]


COUNTED = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgctxt "layout"
msgid "%(count)s sheet"
msgid_plural "%(count)s sheets"
msgstr[0] "%(count)s one"
msgstr[1] "%(count)s few"
msgstr[2] "LAST"
"""


@pytest.fixture
def counted(small):
    """A catalogue with a message that counts something, as Russian does."""

    def counted(last="%(count)s many"):
        (small / "content/languages").mkdir(exist_ok=True)
        (small / PO).write_text(COUNTED.replace("LAST", last), encoding="utf-8")
        return read_catalogue(small / "content", "xx")

    return counted


@pytest.mark.parametrize(("count", "said"), [(1, "one"), (2, "few"), (5, "many"), (11, "many"), (21, "one"), (22, "few"), (0, "many")])
def test_what_is_counted_takes_the_form_of_its_number(counted, count, said):
    assert counted().say_many("layout", "%(count)s sheet", "%(count)s sheets", count) == f"%(count)s {said}"


def test_a_message_that_lacks_a_form_has_no_translation(counted):
    assert counted(last="").say_many("layout", "%(count)s sheet", "%(count)s sheets", 1) is None


def test_a_form_that_lost_its_place_is_refused(counted):
    with pytest.raises(Problems, match=re.escape("wanted: %(count)s")):
        counted(last="many")


@pytest.mark.parametrize(("language", "forms"), [("es", 2), ("fr", 2), ("pt", 2), ("ru", 3), ("ar", 6), ("zh-Hans", 1), ("qq", 2)])
def test_a_file_for_a_translator_asks_for_as_many_forms_as_the_language_has(language, forms):
    text = po_written(language, [Message("layout", "%(count)s sheet", many="%(count)s sheets")], {}, {}, "", {}).decode()
    assert (text.count("msgstr["), f"nplurals={forms};" in text) == (forms, True)


def test_english_counts_by_itself(small):
    english = read_catalogue(small / "content", "en")
    assert [english.say_many("layout", "one", "many", count) for count in (0, 1, 2)] == ["many", "one", "many"]


def test_bringing_a_file_up_to_date_keeps_its_plural_forms(small, ask):
    """Babel's rule for a language may change; translations in other forms would be lost."""
    rule = "Plural-Forms: nplurals=2; plural=(n > 1);"
    (small / "content/languages").mkdir()
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"{rule}\\n"\n'
    (small / "content/languages/es.po").write_text(head, encoding="utf-8")

    ask("catalogue", "es", "--content", "content", "--layouts", "layouts")

    assert rule in (small / "content/languages/es.po").read_text(encoding="utf-8")
