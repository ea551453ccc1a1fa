import config.triggers
import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0008_skills"),
        ("volunteers", "0029_withheld_stars"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="further_fields",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=4),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="further_fields_are_others",
                sql=config.triggers.OwnersSql(
                    condition="WHEN (NEW.further_fields <> '{}')",
                    func="-- Each is a field of service, named once, and not the one its hours count in.\nIF NEW.service_field_id = ANY(NEW.further_fields) OR (\n    SELECT count(DISTINCT field.code)\n      FROM activities_servicefield AS field\n     WHERE field.code = ANY(NEW.further_fields)\n) <> cardinality(NEW.further_fields) THEN\n    RAISE EXCEPTION 'further_fields_are_others'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'further_fields_are_others';\nEND IF;\nRETURN NEW;\n",
                    hash="e4dff8abc3b7caa1bb9df56fead5c70a0be0b45d",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_further_fields_are_others_7266a",
                    table="activities_activity",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("further_fields__len__lt", 4)),
                name="activity_is_of_four_fields_at_most",
            ),
        ),
    ]
