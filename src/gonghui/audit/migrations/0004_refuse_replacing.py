from django.db import migrations

# SQLite's REPLACE deletes the row that stood there without asking the trigger against deleting.
ON_SQLITE = """CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
    WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id OR number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'audit entries are never replaced'); END"""


def refuse(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(ON_SQLITE)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_entry_no_replace")


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_anchors")]

    operations = [migrations.RunPython(refuse, allow)]
