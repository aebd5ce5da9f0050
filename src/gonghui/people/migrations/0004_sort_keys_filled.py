from django.db import migrations

from gonghui.foundation.chinese import name_initials, to_simplified
from gonghui.foundation.strokes import stroke_key

TOGETHER = 1000


def fill_all(apps, _schema_editor):
    """Those entered before are sorted and found as those entered from now on."""
    persons = apps.get_model("people", "Person").objects
    done = 0
    while some := list(persons.filter(pk__gt=done).order_by("pk").only("name")[:TOGETHER]):
        for person in some:
            person.stroke_key = stroke_key(person.name)
            person.initials = name_initials(person.name)[:60]
            person.plain_name = to_simplified(person.name)[:60]
        persons.bulk_update(some, ["stroke_key", "initials", "plain_name"], batch_size=500)
        done = some[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_person_initials"),
    ]

    operations = [migrations.RunPython(fill_all, migrations.RunPython.noop)]
