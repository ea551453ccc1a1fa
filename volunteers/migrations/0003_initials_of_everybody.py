from django.db import migrations

from volunteers.pinyin import initials

STEP = 5_000
WRITE = """
    UPDATE volunteers_volunteer AS person
       SET initials = read.initials
      FROM unnest(%s, %s) AS read (id, initials)
     WHERE person.id = read.id
"""


def read_names(apps, schema_editor):
    """Step by step, each its own transaction: begun again, it goes on."""
    people = apps.get_model("volunteers", "Volunteer").objects.order_by("pk")
    after = 0
    while step := list(people.filter(pk__gt=after).values_list("pk", "name")[:STEP]):
        ids = [pk for pk, _ in step]
        read = [initials(name) for _, name in step]
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(WRITE, [ids, read])
        after = ids[-1]


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("volunteers", "0002_initials")]

    operations = [migrations.RunPython(read_names, migrations.RunPython.noop)]
