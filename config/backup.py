"""One file is everything: all rows, uploaded pages included, as JSON lines in a zip, the same whichever database they came from.

Left out is what the site makes anew by itself (sessions, login attempts, index terms) and what is no row (the secret key, static files).
"""

import base64
import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from search import index

Model = type[models.Model]
Report = Callable[[str], None]

_format = "zone-gazette-backup"
_made_anew = {"sessions", "axes"}
_never_read_back = {"search.entry": {"terms"}}
# A database that has only been migrated has rows in these already; the backup's own take their place.
_there_from_the_start = {"contenttypes.contenttype", "auth.permission", "auth.group", "auth.group_permissions", "history.counter"}
_batch = 500


class BackupRefused(Exception):
    """The message is a whole sentence for the person at the keyboard."""


def write_backup(path: Path, report: Report) -> int:
    """Returns the number of rows. A file that was there before is replaced only by a complete one."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with _private_file(unfinished) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, _one_moment():
            tables = {model._meta.label_lower: _write_table(archive, model, report) for model in _models()}
            manifest = {"format": _format, "made_at": timezone.now().isoformat(), "migrations": _migrations(), "tables": tables}
            archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        os.replace(unfinished, path)
    except OSError as error:
        raise BackupRefused(f"不能写入 {path}：{error.strerror}。请检查目录、权限与磁盘空间。") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return sum(table["rows"] for table in tables.values())


def restore_backup(path: Path, report: Report) -> int:
    """Fills an empty, migrated database, all or nothing. The file is read through and compared with its checksums before a row is written."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _checked_manifest(archive, report)
            with transaction.atomic():
                _refuse_rows()
                for model in _models():
                    _read_table(archive, model, report)
                _continue_numbering()
                index.rebuild()
    except OSError as error:
        raise BackupRefused(f"不能读取 {path}：{error.strerror}。") from error
    except zipfile.BadZipFile as error:
        raise BackupRefused(f"{path} 不是完整的备份文件，可能已损坏或未复制完。") from error
    except (IntegrityError, DataError) as error:
        raise BackupRefused(f"备份内容与数据库的约束不符，未写入任何内容：{error}") from error
    ContentType.objects.clear_cache()
    return sum(table["rows"] for table in manifest["tables"].values())


def _models() -> list[Model]:
    """Lower apps first, so that what a trigger looks up is there; links within a ring wait for the end of the transaction."""
    everything = apps.get_models(include_auto_created=True)
    return [model for model in everything if model._meta.managed and not model._meta.proxy and model._meta.app_label not in _made_anew]


def _fields(model: Model) -> list[models.Field]:
    left_out = _never_read_back.get(model._meta.label_lower, set())
    return [field for field in model._meta.concrete_fields if field.name not in left_out]


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


@contextmanager
def _private_file(path: Path) -> Iterator[IO[bytes]]:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        yield file


@contextmanager
def _one_moment() -> Iterator[None]:
    """All tables as they are now, while others go on writing. Not atomic(): on SQLite that would hold them up."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN DEFERRED")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def _write_table(archive: zipfile.ZipFile, model: Model, report: Report) -> dict[str, Any]:
    fields, digest, count = _fields(model), hashlib.sha256(), 0
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    with archive.open(_file(model), "w", force_zip64=True) as file:
        for row in rows.iterator(chunk_size=_batch):
            values = {field.attname: value for field, value in zip(fields, row, strict=True)}
            # Sorted, because PostgreSQL keeps no order of keys inside a JSON value.
            line = json.dumps(values, ensure_ascii=False, sort_keys=True, default=_plain).encode() + b"\n"
            digest.update(line)
            file.write(line)
            count += 1
    report(f"{model._meta.verbose_name}（{model._meta.label}）：{count} 行")
    return {"rows": count, "sha256": digest.hexdigest()}


def _file(model: Model) -> str:
    return f"tables/{model._meta.label_lower}.jsonl"


def _plain(value: Any) -> str:
    match value:
        case bytes() | memoryview() | bytearray():
            return base64.b64encode(bytes(value)).decode()
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case UUID():
            return str(value)
    raise TypeError(f"no written form for {type(value).__name__}")


def _checked_manifest(archive: zipfile.ZipFile, report: Report) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read("manifest.json"))
        if manifest["format"] != _format:
            raise KeyError("format")
        tables = {name: (int(table["rows"]), str(table["sha256"])) for name, table in manifest["tables"].items()}
        migrations = set(manifest["migrations"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BackupRefused("这个压缩文件不是本系统的备份。") from error
    if different := migrations.symmetric_difference(_migrations()):
        raise BackupRefused(
            f"备份与当前程序的数据库版本不同（{'、'.join(sorted(different)[:3])}{' 等' if len(different) > 3 else ''}）。"
            "请用做备份时的那一版程序恢复，再升级到当前版本。"
        )
    if tables.keys() != {model._meta.label_lower for model in _models()}:
        raise BackupRefused("备份的数据表与当前程序不同，请用做备份时的那一版程序恢复。")
    report("核对校验和……")
    for name, expected in tables.items():
        if _counted(archive, name) != expected:
            raise BackupRefused(f"备份文件已损坏：{name} 与校验和不符，未写入任何内容。")
    return manifest


def _counted(archive: zipfile.ZipFile, name: str) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    try:
        with archive.open(f"tables/{name}.jsonl") as file:
            for line in file:
                digest.update(line)
                count += 1
    except KeyError:
        return 0, ""
    return count, digest.hexdigest()


def _refuse_rows() -> None:
    for model in _models():
        if model._meta.label_lower in _there_from_the_start:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
        elif model._base_manager.exists():
            raise BackupRefused(f"目标数据库不是空的（{model._meta.verbose_name}已有内容）。请先建立空数据库并运行 manage.py migrate。")


def _read_table(archive: zipfile.ZipFile, model: Model, report: Report) -> None:
    fields, quote = _fields(model), connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"
    count = 0
    with archive.open(_file(model)) as file, connection.cursor() as cursor:
        for batch in _batches(file):
            cursor.executemany(insert, [[_stored(field, row[field.attname]) for field in fields] for row in batch])
            count += len(batch)
    report(f"{model._meta.verbose_name}（{model._meta.label}）：{count} 行")


def _batches(lines: IO[bytes]) -> Iterator[list[dict[str, Any]]]:
    batch = []
    for line in lines:
        batch.append(json.loads(line))
        if len(batch) == _batch:
            yield batch
            batch = []
    if batch:
        yield batch


def _stored(field: models.Field, value: Any) -> Any:
    # Not through save(): a backup's own times are kept where a form's would be set to now.
    return field.get_db_prep_save(value if isinstance(field, models.JSONField) else field.to_python(value), connection)


def _continue_numbering() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
