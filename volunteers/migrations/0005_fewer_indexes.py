import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("volunteers", "0004_people_searches"),
    ]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="username",
            field=models.CharField(blank=True, max_length=50, null=True),
        ),
        migrations.AlterField(
            model_name="consent",
            name="purpose",
            field=models.SlugField(db_index=False, max_length=30),
        ),
        migrations.AlterField(
            model_name="consent",
            name="volunteer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="volunteers.volunteer",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="volunteers.organization",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="volunteer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="volunteers.volunteer",
            ),
        ),
        migrations.AlterField(
            model_name="volunteer",
            name="district",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="volunteers",
                to="volunteers.district",
            ),
        ),
        migrations.AlterField(
            model_name="volunteer",
            name="home_site",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="volunteers",
                to="volunteers.site",
            ),
        ),
        migrations.AlterField(
            model_name="volunteer",
            name="number",
            field=models.CharField(db_collation="C", max_length=18),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["volunteer"], name="consent_of_volunteer"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("left_on__isnull", True)),
                fields=["organization", "volunteer"],
                name="member_of_organization",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                fields=("username",), name="user_name_signs_in_one_account"
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteer",
            constraint=models.UniqueConstraint(
                fields=("number",), name="number_is_given_to_one_volunteer"
            ),
        ),
    ]
