from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("history", "0004_event_undoes")]

    operations = [
        migrations.RenameField("publicspan", "taken_down", "hidden"),
        migrations.AlterField(
            "publicspan",
            "hidden",
            models.BooleanField("不再提及", default=False, help_text="已下架、未到公开时间或转为内部的：过去公开过也不再提及"),
        ),
    ]
