import django.db.models.deletion
import volunteers.models.naming
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("volunteers", "0001_people_and_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceField",
            fields=[
                ("name", models.CharField(max_length=100)),
                ("name_en", models.CharField(blank=True, max_length=150)),
                (
                    "code",
                    models.CharField(max_length=4, primary_key=True, serialize=False),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=volunteers.models.naming.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("title", models.CharField(max_length=50)),
                ("title_en", models.CharField(blank=True, max_length=100)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="volunteers.district",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="volunteers.organization",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="volunteers.site",
                    ),
                ),
                (
                    "service_field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="activities.servicefield",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "activities",
                "indexes": [
                    models.Index(
                        fields=["organization", "ends_on"],
                        name="activity_of_organization",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="activity_starts_before_it_ends",
                    )
                ],
            },
        ),
    ]
