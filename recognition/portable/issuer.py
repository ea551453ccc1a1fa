from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from config.address import address_of, whole

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


def issuer() -> dict[str, Any]:
    """Who signs: this program, for its city."""
    with translation.override("zh-hans"):
        name = _("Harbor Hours")
    return {
        "id": address_of("recognition:issuer"),
        "type": ["Profile"],
        "name": name,
        "url": whole("/"),
    }
