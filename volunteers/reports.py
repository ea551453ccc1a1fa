from uuid import UUID

from config.held import HeldEach
from volunteers.models import Organization


def _read(pk: UUID) -> Organization | None:
    return Organization.objects.public().select_related("site").filter(pk=pk).first()


# Organizations anyone may know of, by their id. Whether one is active by now, the rules
# look up in the act itself.
PUBLIC = HeldEach(_read)
