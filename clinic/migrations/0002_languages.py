import clinic.languages
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='clinic',
            name='languages',
            field=models.JSONField(default=clinic.languages.english_only, validators=[clinic.languages.check_languages]),
        ),
    ]
