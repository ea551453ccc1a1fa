"""What others may see of a name or number (PIPL art. 51: de-identification)."""

COMPOUND_SURNAMES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟"}
    | {"公孙", "令狐", "慕容", "司徒", "夏侯", "宇文", "长孙"}
)

# The name that a closed record has, in lists and files.
CLOSED_NAME = "已注销"


def mask_name(name: str) -> str:
    """The surname and a star: 林* for 林小港, 欧阳* for 欧阳海."""
    if name == CLOSED_NAME:
        return name
    shown = 2 if name[:2] in COMPOUND_SURNAMES else 1
    return f"{name[:shown]}*"


def mask_phone(number: str) -> str:
    """138****1234 for a mainland number, given with or without +86."""
    national = number.removeprefix("+86")
    return f"{national[:3]}****{national[-4:]}" if national else ""


def mask_email(address: str) -> str:
    """l***@example.org for lin@example.org."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}***@{host}" if address else ""


def mask_address(address: str) -> str:
    """About where a network address is: 10.0.*.* for 10.0.0.7, 2001:db8:* …"""
    if ":" in address:
        return ":".join(address.split(":")[:2]) + ":*"
    return ".".join([*address.split(".")[:2], "*", "*"])


def mask_phone_end(last4: str) -> str:
    """····1234, where only the last digits are looked at."""
    return f"····{last4}" if last4 else ""


def mask_document(last4: str) -> str:
    """**************0015 for a document, of which only the end is looked at."""
    return f"{'*' * 14}{last4}"


def mask_birth_date() -> str:
    return "****-**-**"
