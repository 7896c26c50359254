"""What is half typed waits with the draft. SQLite makes the table anew for it, which a trigger that reads it would stop."""

from importlib import import_module
from typing import Any

from django.db import migrations, models

SQLITE = import_module("intake.migrations.0007_unsent_saves_may_go").SQLITE


def without_trigger(_apps: Any, editor: Any) -> None:
    """Take away the trigger of 0007, which names the table."""
    if editor.connection.vendor == "sqlite":
        editor.execute(SQLITE[0])


def with_trigger(_apps: Any, editor: Any) -> None:
    """Put it back as it was."""
    if editor.connection.vendor == "sqlite":
        editor.execute(SQLITE[1])


class Migration(migrations.Migration):
    dependencies = [("intake", "0007_unsent_saves_may_go")]
    operations = [
        migrations.RunPython(without_trigger, with_trigger),
        migrations.AddField("questionnaireresponse", "half_typed", models.JSONField(default=dict)),
        migrations.RunPython(with_trigger, without_trigger),
    ]
