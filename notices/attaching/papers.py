"""A document of pages without what its maker's program wrote beside them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

# Who made it, when and with what; files and programs that travel inside it; and what
# runs when it is opened. Wherever in the document they are.
APART = (
    *("/Metadata", "/PieceInfo", "/LastModified"),
    *("/EmbeddedFiles", "/EF", "/AF", "/Collection"),
    *("/JavaScript", "/JS", "/OpenAction", "/AA"),
)
# Parts of a photo that say how it was taken; those that say how to draw it stay.
OF_THE_CAMERA = {*range(0xE1, 0xEE), 0xEF, 0xFE}
PIXELS_FOLLOW = 0xDA


class NotPages(Exception):
    """Nothing that can be read as pages, or only with a password."""


def only_pages(content: bytes) -> bytes:
    """
    The same pages, in a document written anew: no information on who made it, no XMP,
    no files or programs inside, no earlier versions, no camera's words in its photos.

    :raises NotPages: if it cannot be read
    """
    # Only who sends a document needs it, and a process that never does is smaller.
    import pikepdf

    written = BytesIO()
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if not pdf.pages:
                raise NotPages
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for one in pdf.objects:
                _strip(one, pikepdf)
            pdf.save(written, fix_metadata_version=False, deterministic_id=True)
    except NotPages:
        raise
    except Exception as error:  # of whatever kind a damaged one breaks its reader with
        raise NotPages from error
    return written.getvalue()


def _strip(one: Any, pikepdf: Any) -> None:
    """Take it from the object itself; those it points to have their own turn."""
    if isinstance(one, pikepdf.Array):
        parts = list(one)
    elif isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        for name in APART:
            if name in one:
                del one[name]
        parts = [one[name] for name in one.keys()]  # noqa: SIM118  # no mapping
    else:
        return
    if isinstance(one, pikepdf.Stream) and _is_photo(one, pikepdf):
        photo = b"".join(_of_pixels(one.read_raw_bytes()))
        one.write(photo, filter=one.Filter, decode_parms=one.get("/DecodeParms"))
    for part in parts:
        if not getattr(part, "is_indirect", True):
            _strip(part, pikepdf)


def _is_photo(stream: Any, pikepdf: Any) -> bool:
    """Whether it is kept as a camera or a scanner wrote it, as JPEG alone."""
    packed = stream.get("/Filter")
    if isinstance(packed, pikepdf.Array) and len(packed) == 1:
        packed = packed[0]
    return bool(packed == pikepdf.Name.DCTDecode)


def _of_pixels(jpeg: bytes) -> Iterator[bytes]:
    """The parts of a photo, but for what the camera wrote into it."""
    at = 2
    yield jpeg[:at]
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        kind = jpeg[at + 1]
        if kind == PIXELS_FOLLOW:
            break
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if kind not in OF_THE_CAMERA or jpeg[at + 4 : at + 16] == b"ICC_PROFILE\0":
            yield jpeg[at:end]
        at = end
    yield jpeg[at:]
