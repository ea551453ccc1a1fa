"""What became of needs, counted in the background; see ``needs.figures``."""

from django.db import models

from config.kept import Kept
from needs.models.category import Category
from needs.models.words import Act, State
from volunteers.models import District


class NeedMonth(Kept):
    """
    The needs asked for in a month, by district, category and where they stand.

    ``solved`` counts the problems of those that are done; ``rated`` and ``stars`` count
    every rating, also one after which a need was taken up again; ``again`` is how often
    that was.
    """

    pk = models.CompositePrimaryKey("month", "district_id", "category_id", "state")
    month = models.DateField()
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=11, choices=State.choices)
    needs = models.PositiveIntegerField()
    solved = models.PositiveIntegerField()
    rated = models.PositiveIntegerField()
    stars = models.PositiveIntegerField()
    again = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()


class NeedPace(Kept):
    """
    How long an act took, of the needs that were asked for in a year: the middle one.

    Whole minutes, nights and weekends among them: since the act before, and since it
    was asked for.
    """

    pk = models.CompositePrimaryKey("year", "act")
    year = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=10, choices=Act.choices)
    times = models.PositiveIntegerField()
    took = models.PositiveIntegerField()
    since_asked = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()


class NeedService(Kept):
    """
    The activities that answer needs asked for in a year, and the minutes given at them.

    Each counts once, however many needs it answers; where they were asked for in two
    years, once in each.
    """

    year = models.PositiveSmallIntegerField(primary_key=True)
    activities = models.PositiveIntegerField()
    minutes = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()


class NeedsCounted(Kept):
    """When needs were counted, and how many steps of all orders there were: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    steps = models.BigIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        verbose_name_plural = "needs counted"
