from django.db import migrations

from history.triggers import Trigger

# Offsets count code points from 0; SQL's substr counts characters from 1. PostgreSQL fails at a negative length, which the table's own check refuses.
_QUOTE = 'substr((SELECT text FROM articles_textversion WHERE id = NEW.version_id), NEW."start" + 1, abs(NEW."end" - NEW."start"))'
_DIFFERS = {
    "sqlite": f"{_QUOTE} IS NOT NEW.quote",
    "postgresql": f"{_QUOTE} IS DISTINCT FROM NEW.quote",
}
_MESSAGE = "引文与正文不符"


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_initial"), ("articles", "0002_guards")]
    operations = [
        Trigger(
            "facts_citation_quote_insert",
            "facts_citation",
            "INSERT",
            _MESSAGE,
            _DIFFERS,
        ),
        Trigger(
            "facts_citation_quote_update",
            "facts_citation",
            "UPDATE",
            _MESSAGE,
            _DIFFERS,
        ),
    ]
