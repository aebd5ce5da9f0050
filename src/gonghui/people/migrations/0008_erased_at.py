from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_id_number_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="erased_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
