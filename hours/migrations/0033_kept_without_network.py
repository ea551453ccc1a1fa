from django.db import migrations, models

WAYS = [
    ("code", "Code on the organizer's screen"),
    ("card", "Volunteer's card"),
    ("roster", "Roster"),
    ("poster", "Printed code"),
    ("kept", "Organizer's phone, sent later"),
    ("time", "By time"),
]


class Migration(migrations.Migration):
    dependencies = [("hours", "0032_presence")]

    operations = [
        migrations.AlterField(
            model_name="presence",
            name="came_by",
            field=models.CharField(choices=WAYS, max_length=6),
        ),
        migrations.AlterField(
            model_name="presence",
            name="left_by",
            field=models.CharField(blank=True, choices=WAYS, max_length=6),
        ),
    ]
