from django.db import migrations

from history.triggers import forbid_changes


def add_counter(apps, schema_editor):
    apps.get_model("history", "Counter").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]
    operations = [
        migrations.RunPython(add_counter, migrations.RunPython.noop),
        *forbid_changes("history_event", "操作记录"),
    ]
