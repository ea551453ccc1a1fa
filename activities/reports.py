from uuid import UUID

from activities.models import Activity, ServiceField
from config.held import Held, HeldEach


def _read(pk: UUID) -> Activity | None:
    activities = Activity.objects.select_related("service_field", "site")
    return activities.filter(pk=pk).first()


# The fields of service by their national code, and activities by their id.
FIELDS = Held(lambda: ServiceField.objects.in_bulk())
ACTIVITIES = HeldEach(_read)
