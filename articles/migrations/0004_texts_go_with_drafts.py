from django.db import migrations

from history.triggers import Trigger, forbid_changes

# Taking back a confirmed split deletes the drafts it made, and their texts with them; of an article that shows a text, or ever was published, none goes.
_KEPT = "EXISTS (SELECT 1 FROM articles_article WHERE id = OLD.article_id AND (current_id IS NOT NULL OR published_at IS NOT NULL))"
_, _ALWAYS = forbid_changes("articles_textversion", "正文版本")


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_article_review_round")]
    operations = [
        migrations.RunPython(_ALWAYS.reverse_code, _ALWAYS.code),
        Trigger("articles_textversion_no_delete", "articles_textversion", "DELETE", "正文版本只能追加，不能删除", {"sqlite": _KEPT, "postgresql": _KEPT}),
    ]
