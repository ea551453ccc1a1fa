"""
What somebody sent, as it may be kept: by its content, without what a camera adds.

Pictures are drawn anew, so nothing is left of where and with what they were taken, nor
of anything hidden behind them. A document keeps its pages, without what its maker's
program wrote beside them; it is only given out to be saved, never shown within a page.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken
from notices.attaching.papers import NotPages, only_pages
from notices.models import Attachment

Kind = Attachment.Kind

NAME_KEPT = 80
MOST_PIXELS = 60_000_000  # a picture that says it is larger is not even opened
LONGEST_SIDE = 3_000  # pixels: a page of a roster is still read
QUALITY = 85
BEGINNINGS = {
    b"\xff\xd8\xff": Kind.JPEG,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"%PDF-": Kind.PDF,
}
ENDINGS = {Kind.JPEG: "jpg", Kind.PNG: "png", Kind.WEBP: "webp", Kind.PDF: "pdf"}
DRAWN_AS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP"}


class NotAttachable(RuleBroken):
    code = "not_attachable"
    status = 422
    sentence = _(
        "“%(name)s” is none of the files that can be sent here: JPEG, PNG and WebP"
        " pictures, and PDF."
    )


class NotAPicture(RuleBroken):
    code = "not_a_picture"
    status = 422
    sentence = _("“%(name)s” is no picture: please send JPEG, PNG or WebP.")


class Unreadable(RuleBroken):
    code = "unreadable_file"
    status = 422
    sentence = _(
        "“%(name)s” is damaged and cannot be opened. Please take or save it anew."
    )


@dataclass(frozen=True, slots=True)
class Plain:
    """A file as it is kept."""

    name: str
    kind: Kind
    content: bytes


def made_plain(*, name: str, content: bytes) -> Plain:
    """
    The file as it may be kept.

    :raises NotAttachable: if it is of no kind that is taken
    :raises Unreadable: if it is not what it begins like
    """
    kind = _kind_of(content)
    shown = _shown(name)
    if kind is None:
        raise NotAttachable(name=shown)
    if kind == Kind.PDF:
        content = _written_anew(content, name=shown)
    else:
        content = _drawn_anew(content, kind, name=shown)
    stem = PurePath(shown).stem or "file"
    return Plain(name=f"{stem}.{ENDINGS[kind]}", kind=kind, content=content)


def made_photo(*, name: str, content: bytes, longest: int) -> bytes:
    """
    The picture drawn anew as JPEG, none of its sides longer than so many pixels.

    :raises NotAPicture: if it is of no kind that is taken
    :raises Unreadable: if it is not what it begins like
    """
    kind, shown = _kind_of(content), _shown(name)
    if kind not in DRAWN_AS:
        raise NotAPicture(name=shown)
    return _drawn_anew(content, kind, name=shown, to=Kind.JPEG, longest=longest)


def _kind_of(content: bytes) -> Kind | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    for beginning, kind in BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    return None


def _shown(name: str) -> str:
    """The last part of the name, of characters that can be seen."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(one for one in last if one.isprintable())[-NAME_KEPT:]


def _written_anew(content: bytes, *, name: str) -> bytes:
    """
    :raises Unreadable: if it has no pages, or a password is needed to read them
    """
    try:
        return only_pages(content)
    except NotPages:
        raise Unreadable(name=name) from None


def _drawn_anew(
    content: bytes,
    kind: Kind,
    *,
    name: str,
    to: Kind | None = None,
    longest: int = LONGEST_SIDE,
) -> bytes:
    """
    :param to: the kind it becomes, if another
    :raises Unreadable: if nothing can be drawn from it
    """
    # Only who sends a picture needs it, and a process that never does is smaller.
    from PIL import Image, ImageOps

    drawn, to = BytesIO(), to or kind
    try:
        with Image.open(BytesIO(content), formats=[DRAWN_AS[kind]]) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise Unreadable(name=name)
            upright = ImageOps.exif_transpose(sent)
            has_holes = "A" in upright.getbands() or "transparency" in upright.info
            mode = "RGBA" if has_holes and to != Kind.JPEG else "RGB"
            if has_holes and mode == "RGB":
                behind = Image.new("RGBA", upright.size, "white")
                upright = Image.alpha_composite(behind, upright.convert("RGBA"))
            pixels = upright.convert(mode)
            pixels.thumbnail((longest, longest))
            # A picture of these pixels and of nothing else that came with them.
            bare = Image.frombytes(mode, pixels.size, pixels.tobytes())
        bare.save(drawn, DRAWN_AS[to], quality=QUALITY, optimize=True)
    except RuleBroken:
        raise
    except Exception:  # of whatever kind a damaged file breaks its reader with
        raise Unreadable(name=name) from None
    return drawn.getvalue()
