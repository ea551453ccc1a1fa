from activities.models import ServiceField
from config.held import Held

# The fields of service by their national code.
HELD = Held(lambda: ServiceField.objects.in_bulk())
