"""What others may see of a name or number (PIPL art. 51: de-identification)."""

COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 夏侯 宇文 长孙".split()
)


def mask_name(name: str) -> str:
    """The surname and a star: 林* for 林小港, 欧阳* for 欧阳海."""
    shown = 2 if name[:2] in COMPOUND_SURNAMES else 1
    return f"{name[:shown]}*"


def mask_phone(last4: str) -> str:
    """A mainland mobile number of which only the last four digits are shown."""
    return f"*******{last4}" if last4 else ""


def mask_document(last4: str) -> str:
    """A document number of which only the last four characters are shown."""
    return f"**************{last4}" if last4 else ""
