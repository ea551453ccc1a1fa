import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("needs", "0005_activities_of_steps"),
        ("volunteers", "0029_withheld_stars"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Capacity",
            fields=[
                (
                    "organization",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="capacity",
                        serialize=False,
                        to="volunteers.organization",
                    ),
                ),
                ("at_once", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "times",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("weekday_am", "Weekday mornings"),
                                ("weekday_pm", "Weekday afternoons"),
                                ("weekday_eve", "Weekday evenings"),
                                ("weekend_am", "Weekend mornings"),
                                ("weekend_pm", "Weekend afternoons"),
                                ("weekend_eve", "Weekend evenings"),
                            ],
                            max_length=11,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("stated_at", models.DateTimeField()),
                (
                    "stated_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "capacities",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at_once", None), ("at_once__gte", 1), _connector="OR"
                        ),
                        name="capacity_is_for_one_at_least",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "times__contained_by",
                                [
                                    "weekday_am",
                                    "weekday_pm",
                                    "weekday_eve",
                                    "weekend_am",
                                    "weekend_pm",
                                    "weekend_eve",
                                ],
                            )
                        ),
                        name="capacity_is_at_known_times",
                    ),
                ],
            },
        ),
    ]
