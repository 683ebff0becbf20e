"""
Settings, all from the environment; `docs/operators.md` has the table of variables.

Nothing set means development: embedded Postgres under `var/`, loopback only, a secret made once.
`NEWSROOM_ENV=production` turns on what a public site needs, and refuses to start without a secret of its own.
"""

import os
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from articles import embeds
from newsroom.environment import (
    BASE_DIR,
    WrongSetting,
    database,
    development_secret,
    environment,
    flag,
    language,
    log_level,
    mail,
    search_language,
    site_url,
    time_zone,
    var_dir,
    words,
)

VAR_DIR = var_dir()

PRODUCTION = environment() == "production"
DEBUG = flag("NEWSROOM_DEBUG") and not PRODUCTION

SECRET_KEY = os.environ.get("NEWSROOM_SECRET_KEY", "")
if PRODUCTION:
    examples = ("change-me", "django-insecure")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith(examples):
        raise WrongSetting(
            "NEWSROOM_SECRET_KEY is missing, too short or still the example. Set it to 50 or more random "
            "characters; `python -c 'import secrets; print(secrets.token_urlsafe(50))'` makes some."
        )
elif not SECRET_KEY:
    SECRET_KEY = development_secret(VAR_DIR)

# The site's public address, scheme included: canonical links, feeds and mails are made from it.
SITE_URL = site_url()
SITE_HOST = urlsplit(SITE_URL).hostname
# Loopback is how health is asked on the machine itself.
ALLOWED_HOSTS = [SITE_HOST, "localhost", "127.0.0.1", "[::1]", *words("NEWSROOM_ALLOWED_HOSTS")]

INSTALLED_APPS = [
    "newsroom",
    "front",
    "articles",
    "ads",
    "authors",
    "sections",
    "media",
    "redirects",
    "demo",
    "taggit",
    "django_prose_editor",
    "csp",
    "newsroom.admin.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "newsroom.methods.MethodsMiddleware",
    "newsroom.english_desk.desk_in_english",
    "front.middleware.PagesMiddleware",
    "redirects.middleware.LandingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "front.middleware.entity_tags",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "front.context_processors.publication",
            ],
        },
    },
]

DATABASES = {"default": database(VAR_DIR)}

AUTH_USER_MODEL = "authors.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"

# What the desk sends its own people; `EMAIL_IN_BACKGROUND` is ours: a thread sends it, see articles/notices.py.
globals().update(mail())
DEFAULT_FROM_EMAIL = os.environ.get("NEWSROOM_EMAIL_FROM") or f"newsroom@{SITE_HOST}"

# Of what readers see; the desk is in English, see newsroom/english_desk.py.
LANGUAGE_CODE = language()
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]
TIME_ZONE = time_zone()
# In which the words of stories are stemmed; `manage.py rebuild_search` after a change.
SEARCH_LANGUAGE = search_language()
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "newsroom.stylesheet.SiteStylesheetFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "public"
# What editors upload stays here, outside of everything that is served; readers get renditions.
ORIGINALS_ROOT = VAR_DIR / "originals"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": ORIGINALS_ROOT,
            "base_url": None,
            # Nobody else on this machine either: what isn't published lies here.
            "directory_permissions_mode": 0o700,
            "file_permissions_mode": 0o600,
        },
    },
    "staticfiles": {
        "BACKEND": "newsroom.collected.CollectedFiles"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = DEBUG or not (PRODUCTION or (STATIC_ROOT / "staticfiles.json").exists())
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # of a form's text; files don't count
# Two who changed the same hundreds of paragraphs are asked about each, in a few fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# A picture straight from a camera stays in memory until it is checked, so that a full disk is met where the form
# can say so.
FILE_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024

TAGGIT_CASE_INSENSITIVE = True

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # The readers' pages that this process made, until something changes; see front/middleware.py.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}

# --- What browsers are told -------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF, *embeds.FRAME_SOURCES],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "newsroom.faults.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
if PRODUCTION:
    SECURE_SSL_REDIRECT = not flag("NEWSROOM_TLS_ELSEWHERE")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked inside, where there is no TLS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    # Other names of the domain may not speak HTTPS, and a browser that was told they do forgets it only after a year.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = flag("NEWSROOM_HSTS_SUBDOMAINS")
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # which ask for that

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "database_away": {"()": "newsroom.faults.DatabaseAway"},
        "refused": {"()": "newsroom.faults.Refused"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["database_away", "refused"],
        }
    },
    "root": {"handlers": ["stderr"], "level": log_level()},
}
