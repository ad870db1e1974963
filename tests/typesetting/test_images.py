"""A picture is decoded here or refused: only PNG and JPEG, from the layouts' folder, of a bounded size."""

import io

import pytest
from pieces import HERE, element
from PIL import Image

import generator.typesetting.images
from generator.foundation.measures import Box
from generator.foundation.problems import Problems
from generator.typesetting.images import picture


def data(kind="PNG", size=(40, 20), colour="red"):
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind)
    return buffer.getvalue()


def problem(folder, name):
    with pytest.raises(Problems) as found:
        picture(element("image", file=name, alt="x"), 100, folder)
    return str(found.value)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_keeps_its_shape(tmp_path, kind):
    (tmp_path / "logo").write_bytes(data(kind))
    mark = picture(element("image", file="logo", alt="x"), 100, tmp_path)
    assert (mark.box, mark.pixels.size, mark.pixels.mode) == (Box(0, 0, 100, 50), (40, 20), "RGB")


@pytest.mark.parametrize("name", ["../logo.png", "/etc/hostname", "a/../../logo.png"])
def test_a_picture_outside_the_folder_is_refused(tmp_path, name):
    folder = tmp_path / "layouts"
    folder.mkdir()
    (tmp_path / "logo.png").write_bytes(data())
    assert problem(folder, name) == f"{HERE}: the picture '{name}' lies outside the layouts' folder"


def test_a_link_to_a_picture_elsewhere_is_refused(tmp_path):
    folder = tmp_path / "layouts"
    folder.mkdir()
    (tmp_path / "logo.png").write_bytes(data())
    (folder / "logo.png").symlink_to(tmp_path / "logo.png")
    assert "lies outside the layouts' folder" in problem(folder, "logo.png")


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "WEBP"])
def test_other_kinds_of_pictures_are_refused_whatever_their_name(tmp_path, kind):
    (tmp_path / "logo.png").write_bytes(data(kind))
    assert "the picture 'logo.png' cannot be read: " in problem(tmp_path, "logo.png")


def test_half_a_picture_is_refused(tmp_path):
    (tmp_path / "logo.png").write_bytes(data(size=(400, 400))[:200])
    assert "the picture 'logo.png' cannot be read: " in problem(tmp_path, "logo.png")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(generator.typesetting.images, "MOST_PIXELS", 100)
    (tmp_path / "logo.png").write_bytes(data())
    assert problem(tmp_path, "logo.png") == f"{HERE}: the picture 'logo.png' has 800 pixels; 100 are allowed"


def test_a_file_of_too_many_bytes_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(generator.typesetting.images, "LARGEST_PICTURE", 10)
    (tmp_path / "logo.png").write_bytes(b"x" * 11)
    assert problem(tmp_path, "logo.png") == f"{HERE}: the picture 'logo.png' has 11 bytes; 10 are allowed"
