"""What is not on the paper. SQLite makes the table anew for it, which a trigger that reads it would stop: see 0008."""

from importlib import import_module

from django.db import migrations, models

HALF_TYPED = import_module("intake.migrations.0008_half_typed")


class Migration(migrations.Migration):
    dependencies = [("intake", "0013_phone_corrected")]
    operations = [
        migrations.RunPython(HALF_TYPED.without_trigger, HALF_TYPED.with_trigger),
        migrations.AddField("questionnaireresponse", "not_on_paper", models.JSONField(default=list)),
        migrations.RunPython(HALF_TYPED.with_trigger, HALF_TYPED.without_trigger),
    ]
