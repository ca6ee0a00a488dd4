from django.db import migrations, models

import search.models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="对象类型")),
                ("object_id", models.CharField(max_length=64, verbose_name="对象编号")),
                ("position", models.BigIntegerField(null=True, unique=True, verbose_name="次序")),
                ("public_from", models.DateTimeField(null=True, verbose_name="公开时间")),
                ("layout", models.JSONField(default=list, verbose_name="栏目")),
                ("title", models.TextField(verbose_name="标题")),
                ("text", models.TextField(verbose_name="全文")),
                ("terms", search.models.TermsField(null=True, verbose_name="检索项")),
            ],
            options={
                "verbose_name": "检索条目",
                "verbose_name_plural": "检索条目",
                "constraints": [models.UniqueConstraint(fields=("kind", "object_id"), name="search_entry_once")],
            },
        ),
    ]
