from django.db import migrations, models
from django.db.models.functions import Collate


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0003_initials_of_everybody")]

    operations = [
        migrations.AddIndex(
            model_name="volunteer",
            index=models.Index(fields=["initials", "id"], name="volunteer_by_initials"),
        ),
        migrations.AddIndex(
            model_name="volunteer",
            index=models.Index(Collate("name", "C"), "id", name="volunteer_by_name"),
        ),
        migrations.AddIndex(
            model_name="volunteer",
            index=models.Index(
                fields=["phone_last4", "id"], name="volunteer_by_last_digits"
            ),
        ),
    ]
