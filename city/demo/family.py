"""Lin's daughter, whom her father has registered this year."""

from datetime import datetime, time, timedelta

from city.demo.plan import CITY_TIME, Plan
from volunteers.ages import born_by
from volunteers.consent_texts import FIRST_VERSION
from volunteers.models import Account, DocumentType
from volunteers.models.consent import NECESSARY
from volunteers.rules import Registration, Ward, register_ward

DAYS_AGO, AGE = 40, 10
TEN = time(10)


def register(plan: Plan) -> None:
    """Let Lin have registered a child, some weeks ago, where there is this year."""
    on = plan.today - timedelta(days=DAYS_AGO)
    if not plan.running_year:
        return
    lin = Account.objects.get(username="lin")
    father = lin.volunteer
    register_ward(
        ward=Ward(
            registration=Registration(
                name="林小帆",
                document_type=DocumentType.PASSPORT,
                document_number="EA1234567",
                birth_date=born_by(on - timedelta(days=100), age=AGE),
                district=father.district,
                home_site=father.home_site,
                consents={NECESSARY.value: FIRST_VERSION},
            ),
            relation="parent",
            version=FIRST_VERSION,
        ),
        by=lin,
        at=datetime.combine(on, TEN, CITY_TIME),
    )
