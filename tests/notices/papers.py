"""Documents as programs write them, and all that stands in one."""

from io import BytesIO

import pikepdf

from tests.notices.pictures import SECRET, picture


def paper():
    """A page with a photo, and with all that programs write into documents."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    photo = pikepdf.Stream(
        pdf,
        picture(icc_profile=b"colours"),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=40,
        Height=20,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
        Metadata=pdf.make_stream(SECRET.encode()),
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=photo))
    page.Contents = pdf.make_stream(b"40 0 0 20 0 0 cm /Photo Do")
    page.PieceInfo = pikepdf.Dictionary(Editor=pikepdf.String(SECRET))
    page.Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Subtype=pikepdf.Name.Link,
                A=pikepdf.Dictionary(
                    S=pikepdf.Name.JavaScript, JS=pikepdf.String(SECRET)
                ),
            )
        ]
    )
    pdf.docinfo["/Author"] = SECRET
    pdf.Root.Metadata = pdf.make_stream(f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode())
    pdf.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String(SECRET)
    )
    pdf.attachments["list.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode())
    written = BytesIO()
    pdf.save(
        written,
        fix_metadata_version=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return written.getvalue()


def everything_in(content):
    """All that a document holds, unpacked, as text to look through."""
    with pikepdf.open(BytesIO(content)) as pdf:
        unpacked = BytesIO()
        pdf.save(
            unpacked,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return unpacked.getvalue()
