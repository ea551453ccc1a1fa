"""Documents on paper, set by typst with fonts that come as packages."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from config.qr import drawn

SVG = "http://www.w3.org/2000/svg"
STANDARD = "a-3b"  # PDF/A, with what is attached within it

# A compiler reads tens of megabytes of fonts, so there is one for each template; they
# print one at a time.
_printing = Lock()


def typeset(template: Path, said: Mapping[str, Any], *, at: datetime) -> bytes:
    """
    A PDF of the template, which reads what is said as JSON in ``sys.inputs.said``.

    :param at: when it was written, by its own word: the same is the same, byte for byte
    """
    with _printing:
        pdf: bytes = _compiler(template).compile(
            format="pdf",
            sys_inputs={"said": json.dumps(said, ensure_ascii=False)},
            pdf_standards=STANDARD,
            timestamp=int(at.timestamp()),
        )
    return pdf


def code_on_paper(text: str) -> str:
    """A code to scan, as a picture that stands by itself."""
    return drawn(text, label="").replace("<svg ", f'<svg xmlns="{SVG}" ', 1)


@cache
def _compiler(template: Path) -> Any:
    # Only who prints needs it, and a process that never does is smaller.
    import typst

    return typst.Compiler(template, root=template.parent, font_paths=_fonts())


@cache
def _fonts() -> Any:
    import manimgx_fonts_cjk
    import pylopdf_fonts_zh_cn
    import typst

    folders = [
        str(Path(str(module.__file__)).parent)
        for module in (pylopdf_fonts_zh_cn, manimgx_fonts_cjk)
    ]
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
