"""The print shop's own profile: looked at before it is taken, and embedded as the output intent of its file."""

import io

import pikepdf
import pytest
from pieces import card, document, opened, plain, text_of
from profile_of import icc

import generator.pdf.profiles
from generator.foundation.problems import Problems
from generator.pdf.printshop import press_ready
from generator.pdf.profiles import read_profile, with_profile

FACES = card('<face name="front"><para>Alpha</para></face>')


@pytest.fixture
def write(tmp_path):
    def write(data):
        path = tmp_path / "shop.icc"
        path.write_bytes(data)
        return path

    return write


def refused(path):
    with pytest.raises(Problems) as found:
        read_profile(path)
    return str(found.value).removeprefix(f"{path}: ")


def test_a_profile_of_a_press_is_taken_as_it_is(write):
    assert read_profile(write(icc())) == icc()


@pytest.mark.parametrize(
    "data",
    [b"", b"not a profile", b"x" * 200, icc(signature=b"acsq"), icc()[:-1], icc() + b"\0", icc(said=0), b"%PDF-1.7\n" + b"x" * 300, icc()[:127]],
    ids=["empty", "short", "noise", "signature", "cut off", "too long", "size", "a PDF", "half a header"],
)
def test_what_is_no_profile_is_refused(write, data):
    assert refused(write(data)) == "this is not an ICC profile; ask the print shop for its .icc file"


@pytest.mark.parametrize(("space", "said"), [(b"RGB ", "RGB"), (b"GRAY", "GRAY"), (b"Lab ", "Lab"), (b"6CLR", "6CLR")])
def test_a_profile_of_other_colours_is_refused(write, space, said):
    assert refused(write(icc(space))) == f"this profile is for {said}, not for CMYK; ask the print shop for the profile of its press"


@pytest.mark.parametrize("kind", [b"scnr", b"link", b"abst"])
def test_a_profile_of_a_scanner_is_refused(write, kind):
    assert refused(write(icc(kind=kind)))


def test_a_profile_of_unheard_of_size_is_refused(write, monkeypatch):
    monkeypatch.setattr(generator.pdf.profiles, "LARGEST_PROFILE", 150)
    assert refused(write(icc())) == "this profile has 200 bytes; 150 are allowed"


@pytest.mark.parametrize("what", ["missing", "folder"])
def test_a_file_that_cannot_be_read_is_a_problem_with_its_name(tmp_path, what):
    path = tmp_path / "shop.icc"
    if what == "folder":
        path.mkdir()
    with pytest.raises(Problems) as found:
        read_profile(path)
    assert str(found.value).startswith(f"{path}: ")


@pytest.fixture(scope="module")
def bare():
    return press_ready(FACES, plain(), document())


def test_the_profile_is_the_output_intent(bare):
    with opened(with_profile(bare, icc())) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (intent.S, intent.DestOutputProfile.N, intent.DestOutputProfile.read_bytes()) == (pikepdf.Name.GTS_PDFX, 4, icc())


def test_an_embedded_profile_changes_nothing_of_what_is_printed(bare):
    profiled = with_profile(bare, icc())
    with opened(bare) as before, opened(profiled) as after:
        assert [page.Contents.read_bytes() for page in before.pages] == [page.Contents.read_bytes() for page in after.pages]
        assert [page.obj.BleedBox for page in before.pages] == [page.obj.BleedBox for page in after.pages]
        assert before.docinfo == after.docinfo
    assert text_of(profiled) == text_of(bare)


def test_the_same_file_and_profile_give_the_same_bytes(bare):
    assert with_profile(bare, icc()) == with_profile(bare, icc())


def test_another_profile_gives_other_bytes(bare):
    assert with_profile(bare, icc()) != with_profile(bare, icc(size=201))


def test_a_file_that_has_a_profile_gets_the_new_one_alone(bare):
    twice = with_profile(with_profile(bare, icc(size=300)), icc())
    with pikepdf.open(io.BytesIO(twice)) as pdf:
        assert [intent.DestOutputProfile.read_bytes() for intent in pdf.Root.OutputIntents] == [icc()]
