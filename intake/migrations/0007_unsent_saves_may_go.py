"""The saves of a draft that was never sent and raised no case may be erased; all others stay append-only."""

from typing import Any

from django.db import migrations, models

UNSENT = (
    "EXISTS (SELECT 1 FROM intake_questionnaireresponse r WHERE r.id = OLD.response_id AND r.status = 'in-progress' "
    "AND r.sent_at IS NULL AND r.highest_urgency = '' "
    "AND NOT EXISTS (SELECT 1 FROM intake_triagecase c WHERE c.response_id = r.id))"
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION unknot_page_saves() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF TG_OP = 'DELETE' AND {UNSENT} THEN RETURN OLD; END IF; RAISE EXCEPTION 'append-only table'; END $$",
    "DROP TRIGGER intake_pagesave_append_only ON intake_pagesave",
    "CREATE TRIGGER intake_pagesave_append_only BEFORE UPDATE OR DELETE ON intake_pagesave "
    "FOR EACH ROW EXECUTE FUNCTION unknot_page_saves()",
)
SQLITE = (
    "DROP TRIGGER IF EXISTS intake_pagesave_no_delete",
    f"CREATE TRIGGER intake_pagesave_no_delete BEFORE DELETE ON intake_pagesave WHEN NOT {UNSENT} "
    "BEGIN SELECT RAISE(ABORT, 'append-only table'); END",
)


def let_unsent_go(_apps: Any, editor: Any) -> None:
    """Replace the trigger of 0001."""
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_page_counts")]
    operations = [
        migrations.RunPython(let_unsent_go, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="questionnaireresponse",
            index=models.Index(
                condition=models.Q(("status", "in-progress")), fields=["started_at"], name="response_unsent"
            ),
        ),
    ]
