"""What people send is told by its content, and keeps nothing of the camera."""

import pytest

from notices.attaching import plain
from notices.attaching.plain import NotAttachable, Unreadable, made_plain
from tests.notices.pictures import KINDS, PDF, SECRET, opened, picture


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_camera_is_left(kind):
    sent = picture(kind)
    assert SECRET.encode() in sent

    kept = made_plain(name=f"beach.{kind.lower()}", content=sent)

    assert SECRET.encode() not in kept.content
    assert kept.kind == KINDS[kind]
    shown = opened(kept.content)
    assert shown.format == kind
    assert not shown.getexif()
    assert {*shown.info} <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
        "background",
        "loop",
        "timestamp",
        "duration",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_it_stands_upright_as_the_camera_meant_it(kind):
    kept = made_plain(name="beach", content=picture(kind, size=(40, 20)))

    assert opened(kept.content).size == (20, 40)


def test_a_name_says_nothing_about_the_kind():
    kept = made_plain(name="C:\\pictures\\beach\u202e.exe", content=picture("PNG"))

    assert kept.name == "beach.png"


def test_a_picture_with_holes_keeps_them():
    kept = made_plain(name="seal", content=picture("PNG", mode="RGBA"))

    assert opened(kept.content).mode == "RGBA"


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_pictures_of_every_mode_are_drawn(mode):
    kind = "JPEG" if mode in ("L", "CMYK") else "PNG"
    kept = made_plain(name="scan", content=picture(kind, mode=mode))

    assert opened(kept.content).mode == "RGB"


def test_a_large_one_becomes_smaller():
    kept = made_plain(name="wide", content=picture(size=(6000, 3000)))

    assert max(opened(kept.content).size) == plain.LONGEST_SIDE


def test_a_document_stays_as_it_is():
    kept = made_plain(name="roster.PDF", content=PDF)

    assert (kept.name, kept.kind) == ("roster.pdf", "application/pdf")
    assert kept.content == PDF


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"GIF89a\x01\x00\x01\x00",
        b" %PDF-1.7",
        b"RIFF\x00\x00\x00\x00AVI ",
    ],
)
def test_nothing_else_is_taken_whatever_it_is_called(content):
    with pytest.raises(NotAttachable) as refused:
        made_plain(name="roster.jpg", content=content)

    assert "roster.jpg" in refused.value.detail


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cut", [20, 60])
def test_a_damaged_one_is_refused_in_words(kind, cut):
    with pytest.raises(Unreadable):
        made_plain(name="beach", content=picture(kind)[:cut])


def test_a_bomb_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(plain, "MOST_PIXELS", 40 * 20 - 1)
    with pytest.raises(Unreadable):
        made_plain(name="beach", content=picture(size=(40, 20)))
