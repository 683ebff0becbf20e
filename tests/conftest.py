"""What all tests share."""

import gc
import hashlib
import inspect
import os
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.migrations.loader import MigrationLoader

from newsroom.environment import ensure_database
from newsroom.postgres import PostgresError


def pytest_configure():
    try:
        ensure_database()
    except PostgresError as error:
        pytest.exit(str(error), returncode=1)


def pytest_xdist_auto_num_workers(config):
    """More than processors: many tests wait, for a browser or for a server that starts."""
    return max(1, len(os.sched_getaffinity(0)) * 3 // 2)


def pytest_collection_modifyitems(items):
    """
    What the migrations filled in has to be there again after a test that really commits; and where one such test
    asks for that, all have to, or the next finds other keys than it remembers.
    """
    for item in items:
        for marker in item.iter_markers("django_db"):
            committing = marker.kwargs.get("transaction")
            if committing and not marker.kwargs.get("serialized_rollback"):
                raise pytest.UsageError(
                    f"{item.nodeid}: add serialized_rollback=True to its django_db marker."
                )


def pytest_collection_finish():
    """What was imported and collected by now stays to the end: the collector needn't go through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """Each worker's database is copied from one in which the migrations have run, until there are others."""
    settings = connection.settings_dict
    outer, template = settings["NAME"], f"test_{settings['NAME']}_template"
    migrations = what_the_migrations_are()
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [template])  # one worker makes it
        made = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        cursor.execute(made, [template])
        if cursor.fetchone() != (migrations,):
            name = connection.ops.quote_name(template)
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f"CREATE DATABASE {name}")
            settings["NAME"] = template
            try:
                call_command("migrate", verbosity=0)
            finally:
                connection.close()
                settings["NAME"] = outer
            cursor.execute(f"COMMENT ON DATABASE {name} IS '{migrations}'")
    settings["TEST"]["TEMPLATE"] = template


def what_the_migrations_are() -> str:
    """A digest of their code, those of Django and of the libraries too."""
    found = MigrationLoader(None).disk_migrations.values()
    files = {inspect.getfile(sys.modules[one.__module__]) for one in found}
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """
    Keeps the rows that the migrations filled in beside the tables, so that the database puts them back by itself:
    Django would make each anew, one by one. It would also truncate the tables, which gives each of them and of their
    indexes a new file; to delete their few rows takes a tenth of the time. Nobody waits for the disk: the database
    lasts no longer than the tests.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        rows = filled_tables()
        cursor.execute("DROP SCHEMA IF EXISTS filled CASCADE")
        cursor.execute("CREATE SCHEMA filled")
        for table in rows:
            cursor.execute(f"CREATE TABLE filled.{table} AS TABLE {table}")

    # Sent as one: the keys between the tables are looked at when all rows are there.
    back = "; ".join(
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM filled.{table} ON CONFLICT DO NOTHING"  # noqa: S608 - of our models
        for table, columns in rows.items()
    )

    def put_back(creation, serialised):
        with creation.connection.cursor() as cursor:
            cursor.execute(back)

    with django_db_blocker.unblock():
        emptied = emptying()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseCreation, "deserialize_db_from_string", put_back)
        patch.setattr(DatabaseOperations, "sql_flush", lambda *args, **options: [emptied])
        yield


def emptying() -> str:
    """What deletes all rows, also those that triggers hold fast, in one go."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        guarded = [table for (table,) in cursor.fetchall()]
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return "; ".join(
        [
            *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in guarded),
            *(f"DELETE FROM {quote(table)}" for table in tables),  # noqa: S608 - of our models
            "SET CONSTRAINTS ALL IMMEDIATE",  # else the tables are still in use, and can't be altered
            *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in guarded),
        ]
    )


def filled_tables() -> dict[str, str]:
    """The tables that have rows, and the columns of each that can be written."""
    quote, rows = connection.ops.quote_name, {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and model._base_manager.exists():
            fields = [field for field in meta.local_concrete_fields if not field.generated]
            rows[quote(meta.db_table)] = ", ".join(quote(field.column) for field in fields)
    return rows


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, monkeypatch):
    """What a test uploads goes to its own folder; style sheets are served as they are, not collected."""
    settings.MEDIA_ROOT = tmp_path / "public"
    settings.ORIGINALS_ROOT = tmp_path / "originals"
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_USE_FINDERS = False  # it would look at every file anew for each client
    options = settings.STORAGES["originals"]["OPTIONS"] | {"location": settings.ORIGINALS_ROOT}
    settings.STORAGES = {
        **settings.STORAGES,
        "originals": {**settings.STORAGES["originals"], "OPTIONS": options},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # A field keeps the storage that it was defined with.
    field = apps.get_model("media", "Image")._meta.get_field("file")
    monkeypatch.setattr(field, "storage", storages["originals"])


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Each test begins without pages kept from another, and without what another was told and did not write."""
    from articles import readings  # needs the apps, which are there only now

    caches["pages"].clear()
    monkeypatch.setattr(readings, "tally", readings.Tally())


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """A hash that is slow on purpose would be most of the time that a sign-in takes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
