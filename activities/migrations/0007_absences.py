import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import volunteers.models.naming


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0006_exclusive_activities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
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
                ("marked_at", models.DateTimeField()),
                (
                    "words",
                    models.CharField(blank=True, db_default="", max_length=300),
                ),
                ("explained_at", models.DateTimeField(null=True)),
                ("excused_at", models.DateTimeField(null=True)),
                (
                    "excused_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sign_up",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absence",
                        to="activities.signup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("explained_at", None), ("words", "")),
                            models.Q(
                                ("explained_at__isnull", False),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="absence_is_explained_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("excused_at", None), ("excused_by", None)),
                            models.Q(
                                ("excused_at__isnull", False),
                                ("excused_by__isnull", False),
                                ("explained_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="absence_is_excused_once_it_is_explained",
                    ),
                ],
            },
        ),
    ]
