import django.db.models.deletion
import volunteers.models.naming
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0004_messages"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
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
                ("name", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("image/jpeg", "Jpeg"),
                            ("image/png", "Png"),
                            ("image/webp", "Webp"),
                            ("application/pdf", "Pdf"),
                        ],
                        max_length=15,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField(db_index=True)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="notices.message",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AttachmentContent",
            fields=[
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="notices.attachment",
                    ),
                ),
                ("content", models.BinaryField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
    ]
