"""What lies there, made from the same, is not made again; everything else is."""

from __future__ import annotations

import pytest


@pytest.fixture
def makecards(small, ask):
    """Make the small card and page, and return how many pieces were there already."""

    def makecards(*words: str) -> int:
        given = ("--content", small / "content", "--layouts", small / "layouts")
        ran = ask("-a", "public", "-l", "card", "-l", "page", *given, *words)
        assert (ran.code, len(ran.stdout.split())) == (0, 3)  # all paths are told, whether made or kept
        return int(ran.stderr.partition("registry. ")[2][:1] or 0)

    return makecards


def test_a_second_run_makes_nothing(makecards, small):
    assert makecards() == 0
    before = {path: path.stat().st_mtime_ns for path in (small / "output").rglob("*.pdf")}
    assert makecards() == 2
    assert before == {path: path.stat().st_mtime_ns for path in (small / "output").rglob("*.pdf")}


@pytest.mark.parametrize(
    ("file", "old", "new", "kept"),
    [
        ("layouts/card.xml.j2", 'summary="A card"', 'summary="A small card"', 1),
        ("layouts/shared/sheet-note.xml.j2", "<layout", "{# #}<layout", 0),
        ("content/contacts/hotline.yaml", "name:", "# \nname:", 0),
        ("layouts/themes/plain.yaml", "colours:", "# \ncolours:", 0),
        ("layouts/sheets/ten-up.yaml", "name:", "# \nname:", 0),
    ],
)
def test_a_change_makes_again_what_depends_on_it(makecards, small, file, old, new, kept):
    makecards()
    path = small / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert kept == makecards()


@pytest.mark.parametrize("words", [("--start-at", "2"), ("--copies", "30"), ("--tag-copies", "all")])
def test_other_options_make_other_pieces(makecards, words):
    makecards()
    assert makecards(*words) < 2


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_file_that_is_not_what_it_was_is_made_again(makecards, small, harm):
    makecards()
    path = small / "output/public/page.en.pdf"
    whole = path.read_bytes()
    path.unlink() if harm == "gone" else path.write_bytes(whole[:-1])
    assert (1, whole) == (makecards(), path.read_bytes())


def test_receipts_of_other_pieces_in_the_folder_stay(makecards, small, ask):
    makecards()
    ask("-a", "survivors", "-l", "card", "--content", small / "content", "--layouts", small / "layouts")
    assert makecards() == 2


def test_watch_makes_at_once_and_after_each_change(small, ask, monkeypatch, edit):
    def changes(folders):
        yield ()
        yield (edit(small, "layouts/card.xml.j2", 'summary="A card"', 'summary="A small card"'),)
        yield (edit(small, "layouts/page.xml.j2", "<layout ", "<layot "),)
        yield (edit(small, "layouts/page.xml.j2", "<layot ", "<layout "),)

    monkeypatch.setattr("generator.command.watching.changes", changes)
    ran = ask("watch", "-a", "public", "-l", "card", "-l", "page", "--content", small / "content", "--layouts", small / "layouts")
    told = [line.partition(" made in")[0] for line in ran.stderr.splitlines() if "made in" in line]
    assert (ran.code, told) == (0, ["public card, public page", "public card", "Nothing"])
    assert "page.xml.j2:1" in ran.stderr


def test_a_change_is_seen(small):
    """With the real watcher: an edit of a layout is told, a hidden file of an editor is not."""
    import threading

    from generator.command.watching import changes

    rounds = changes([small / "layouts"])
    assert next(rounds) == ()

    def edited() -> None:
        (small / "layouts/.card.swp").write_text("x")
        (small / "layouts/card.xml.j2").write_text("x")

    timer = threading.Timer(0.3, edited)
    timer.start()
    assert ((small / "layouts/card.xml.j2").resolve(),) == tuple(path.resolve() for path in next(rounds))
