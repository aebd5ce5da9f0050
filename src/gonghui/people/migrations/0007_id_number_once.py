from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_personal_data"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(("id_number_likeness", ""), _negated=True),
                fields=("id_number_likeness",),
                name="people_person_id_number_once",
            ),
        ),
    ]
