import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hours", "0001_sessions_ledger_and_totals"),
        ("volunteers", "0001_people_and_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearStatistics",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("registered", models.PositiveIntegerField()),
                ("active", models.PositiveIntegerField()),
                ("first_timers", models.PositiveIntegerField()),
                ("returned", models.PositiveIntegerField()),
                ("lapsed", models.PositiveIntegerField()),
                (
                    "median_active",
                    models.DecimalField(decimal_places=1, max_digits=9, null=True),
                ),
                (
                    "median_registered",
                    models.DecimalField(decimal_places=1, max_digits=9, null=True),
                ),
                ("settled_at", models.DateTimeField()),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.district",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "district"),
                        name="statistics_stand_once_for_a_year",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
