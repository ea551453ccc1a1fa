from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("hours", "0033_kept_without_network")]

    operations = [
        migrations.AddField(
            model_name="presence",
            name="metres_away",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.CheckConstraint(
                condition=Q(metres_away=None) | Q(was_far__isnull=False),
                name="distance_is_kept_with_its_verdict",
            ),
        ),
    ]
