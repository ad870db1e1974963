"""What does not fit says less, from its end, and never drops what protects its reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import block, card, card_tree, lines_of, setting

from generator.foundation.problems import Problems
from generator.typesetting.lay_out import as_shown, lay_out
from generator.typesetting.versions import one_less, shortened, versions

LIST = '<list role="item" least="{least}"><item>one</item><item>two</item><item>three</item></list>'


def texts(xml):
    return [version.text() for version in versions(block(xml))]


def test_all_of_it_comes_first_then_one_entry_less_at_a_time():
    assert texts(LIST.format(least=1)) == ["one two three", "one two", "one"]


def test_a_list_that_says_nothing_keeps_all_its_entries():
    assert texts(LIST.replace(' least="{least}"', "")) == ["one two three"]


def test_a_list_with_fewer_entries_than_will_do_is_left_alone():
    assert texts(LIST.format(least=5)) == ["one two three"]


def test_short_words_are_tried_before_anything_is_dropped():
    assert texts('<section><para short="s">long</para><list least="1"><item>one</item><item>two</item></list></section>') == [
        "long one two",
        "s one two",
        "s one",
    ]


def test_an_entry_that_protects_stays_and_the_one_before_it_goes():
    assert texts('<list least="1"><item>one</item><item>two</item><item stays="yes">limits</item></list>') == ["one two limits", "one limits", "limits"]


def test_the_list_with_most_to_spare_gives_first_and_of_equals_the_later():
    xml = '<section><list least="1"><item>a1</item><item>a2</item><item>a3</item></list><list least="1"><item>b1</item><item>b2</item></list></section>'
    assert texts(xml) == ["a1 a2 a3 b1 b2", "a1 a2 b1 b2", "a1 a2 b1", "a1 b1"]


def test_a_section_may_give_way_as_a_whole():
    assert texts('<section><section least="0"><para>more</para></section><para>must</para></section>') == ["more must", "must"]


def test_a_table_gives_its_last_rows():
    row = "<row><cell>{}</cell></row>"
    assert texts(f'<table columns="*" least="1">{row.format("a")}{row.format("b")}</table>') == ["a b", "a"]


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 6))
def test_it_ends_and_never_goes_below_the_least(entries, least, staying):
    items = "".join(f'<item stays="{"yes" if number >= entries - staying else ""}">x</item>' for number in range(entries))
    found = [len(list(version.parts())) for version in versions(block(f'<list least="{least}">{items}</list>'))]
    assert found == list(range(entries, min(entries, max(least, min(staying, entries))) - 1, -1))


def test_what_needs_no_change_is_itself():
    element = block("<para>one</para>")
    assert (shortened(element) is element, one_less(element)) == (True, None)


CARD = '<face name="front"><list role="item" least="{least}">' + "<item>An entry of the list</item>" * 16 + "</list></face>"


def test_a_side_takes_the_fullest_version_that_fits():
    (face,) = card(CARD.format(least=1))
    assert len(lines_of(face.marks)) == 12


def test_what_is_read_aloud_is_what_is_printed():
    tree = card_tree(CARD.format(least=1))
    faces = lay_out(tree, setting("card"), "letter")
    assert as_shown(tree, faces).text().count("An entry") == 12


def test_a_side_that_cannot_give_more_is_refused():
    wordy = CARD.format(least=9).replace("An entry of the list", "An entry of the list that takes two whole lines of the card, or three")
    with pytest.raises(Problems, match="the side 'front' does not fit"):
        card(wordy)
