"""Every free text of the content is looked at, and nothing that people write for each other."""

from msgspec.structs import replace

from generator.library.printed import check_digits, masked, texts_of


def test_the_texts_of_a_contact(library):
    keys = {key for _, key, _ in texts_of(library.contacts["nhth"])}
    assert keys >= {"name", "short", "operator", "hours", "languages", "cost", "privacy", "call_for"}
    assert keys & {"voice", "vanity", "web", "read_on", "remark", "seen", "purposes", "id"} == set()


def test_the_texts_of_a_guidance_are_its_points_and_the_titles_of_its_sources(library):
    guidance = library.guidance["patrol"]
    texts = {text for _, _, text in texts_of(guidance)}
    assert {point.text for point in guidance.points} | {source.title for source in guidance.sources.values()} <= texts


def test_a_number_in_a_text_is_told_with_its_key_and_its_place(library):
    point = library.guidance["patrol"].points[0]
    wrong = replace(point, text="Ring 888-373-7889 at once")
    (found,) = check_digits([replace(library.guidance["patrol"], points=(wrong,))], library.contacts)
    assert (found.place, found.code, found.message) == (point.place, "E313", "'text' shows 888-373-7889: it differs from +18883737888 in one digit")


def test_what_ships_has_no_such_number(library):
    values = [one for kind in (library.agencies, library.guidance, library.audiences, library.contacts, library.kits, library.quizzes) for one in kind.values()]
    assert [str(one) for one in check_digits(values, library.contacts)] == []


def test_only_what_may_stand_in_its_field_and_nowhere_else_is_masked():
    texts = [("House 7", "name"), ("Shelter 24601", "name"), ("House 8883737889", "name"), ("No number", "name")]
    assert list(masked(texts)) == ["Shelter 24601"]
