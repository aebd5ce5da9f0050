from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_registry"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="initials",
            field=models.CharField(blank=True, db_index=True, max_length=60),
        ),
        migrations.AddField(
            model_name="person",
            name="plain_name",
            field=models.CharField(blank=True, db_index=True, max_length=60),
        ),
    ]
