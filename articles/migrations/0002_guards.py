from django.db import migrations

from history.triggers import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [*forbid_changes("articles_textversion", "正文版本")]
