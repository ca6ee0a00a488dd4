"""manage.py's commands, with a sentence instead of a traceback where the database cannot be used."""

from django.core.management import execute_from_command_line
from django.db.utils import OperationalError


def execute(arguments: list[str]) -> None:
    try:
        execute_from_command_line(arguments)
    except OperationalError as error:
        if "--traceback" in arguments:
            raise
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise SystemExit(f"数据库不能使用：{reason}。请检查 DATABASE_URL，并确认数据库已启动、已运行 manage.py migrate。") from None
