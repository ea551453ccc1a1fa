"""Pictures and documents as people send them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

SECRET = "34.6,119.2 Canon of Lin"
KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def picture(kind="JPEG", size=(40, 20), mode="RGB", **more):
    """A picture that says where and with what it was taken."""
    image = Image.new(mode, size, "red")
    exif = image.getexif()
    exif[0x010F] = SECRET  # the maker
    exif[0x0112] = 6  # turned to the right
    exif.get_ifd(0x8825)[1] = SECRET  # where
    said = {"exif": exif.tobytes(), "comment": SECRET.encode()}
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", SECRET)
        said["pnginfo"] = texts
    if kind == "WEBP":
        said["xmp"] = SECRET.encode()
    sent = BytesIO()
    image.save(sent, kind, **said | more)
    return sent.getvalue()


# One empty page, as short as a document can be.
PDF = b"""%PDF-1.7
%\xe2\xe3\xcf\xd3
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>
endobj
trailer
<< /Root 1 0 R >>
%%EOF
"""


def upload(name="roster.jpg", content=None, claimed="image/jpeg"):
    content = picture() if content is None else content
    return SimpleUploadedFile(name, content, content_type=claimed)


def opened(content):
    return Image.open(BytesIO(content))
