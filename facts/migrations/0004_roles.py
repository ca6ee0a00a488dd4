from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("录入员", "编辑", "主编", "管理员")


def add_roles(apps, schema_editor):
    """What a role may do stands in facts/permissions.py; only the pages of Django's own user tables ask for its permissions."""
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in ROLES}
    auth = apps.get_app_config("auth")
    auth.models_module = True  # without it Django takes the app of a migration for one without models
    create_permissions(auth, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    auth.models_module = None
    users = Permission.objects.filter(content_type__app_label="auth", codename__in=["view_user", "add_user", "change_user", "view_group"])
    groups["管理员"].permissions.add(*users)


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0003_judgement_taskprogress"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add_roles, migrations.RunPython.noop)]
