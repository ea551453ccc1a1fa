"""What people send is told by its content, and keeps nothing of the camera."""

from io import BytesIO

import pikepdf
import pytest

from notices.attaching import plain
from notices.attaching.plain import NotAttachable, Unreadable, made_plain
from tests.notices.papers import everything_in, paper
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


def test_a_document_keeps_its_pages_and_nothing_beside_them():
    sent = paper()
    assert everything_in(sent).count(SECRET.encode()) >= 6

    kept = made_plain(name="roster.PDF", content=sent)

    assert (kept.name, kept.kind) == ("roster.pdf", "application/pdf")
    assert SECRET.encode() not in everything_in(kept.content)
    with pikepdf.open(BytesIO(kept.content)) as pdf:
        assert "/Info" not in pdf.trailer
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages", "/Names"}
        assert not pdf.attachments
        (page,) = pdf.pages
        shown = pikepdf.PdfImage(page.Resources.XObject.Photo).as_pil_image()
        assert shown.size == (40, 20)
        assert shown.info["icc_profile"] == b"colours"
        assert not shown.getexif()
        assert page.Contents.read_bytes() == b"40 0 0 20 0 0 cm /Photo Do"


def test_the_same_document_again_is_the_same_file():
    once, again = (made_plain(name="roster.pdf", content=PDF) for _time in range(2))

    assert once == again


def test_what_was_overwritten_is_gone_for_good():
    later = PDF.replace(b"/MediaBox [0 0 200 200]", b"/MediaBox [0 0 100 100]")
    begins = later.index(b"3 0 obj")
    both = PDF.replace(b"trailer", b"4 0 obj\n(%b)\nendobj\ntrailer" % SECRET.encode())
    kept = made_plain(name="roster.pdf", content=both + later[begins:])

    assert SECRET.encode() not in everything_in(kept.content)
    assert b"100" in everything_in(kept.content)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%%EOF\n",
        b"%PDF-1.7\n" + bytes(range(256)) * 8,
        PDF.replace(b"/Kids [3 0 R] /Count 1", b"/Kids [] /Count 0"),
        PDF.replace(b"/Pages 2 0 R", b"/Pages 9 0 R"),
    ],
)
def test_a_document_without_pages_is_refused_in_words(content):
    with pytest.raises(Unreadable):
        made_plain(name="roster.pdf", content=content)


def test_one_that_needs_a_password_is_refused_and_one_that_forbids_is_not():
    for user, is_taken in (("open", False), ("", True)):
        locked = BytesIO()
        with pikepdf.open(BytesIO(PDF)) as pdf:
            rights = pikepdf.Encryption(user=user, owner="owner", R=6)
            pdf.save(locked, encryption=rights)
        if is_taken:
            kept = made_plain(name="roster.pdf", content=locked.getvalue())
            assert not pikepdf.open(BytesIO(kept.content)).is_encrypted
        else:
            with pytest.raises(Unreadable):
                made_plain(name="roster.pdf", content=locked.getvalue())


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
