from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StarLevel",
            fields=[
                (
                    "level",
                    models.PositiveSmallIntegerField(primary_key=True, serialize=False),
                ),
                ("minutes", models.PositiveIntegerField(unique=True)),
            ],
            options={
                "ordering": ["level"],
            },
        ),
    ]
