"""All settings, read top to bottom. Differences between machines come from the environment (docs/deployment.md lists the variables)."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(environment.text("VAR_DIR", str(BASE_DIR / "var")))

# The site and its operator
PORT = environment.number("PORT", 8000, least=1, most=65535)
SITE_URL = environment.site_url("SITE_URL", f"http://127.0.0.1:{PORT}")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
SITE_NAME = environment.text("SITE_NAME", "开发区实录")
SITE_NAME_EN = environment.text("SITE_NAME_EN", "Zone Gazette")
OPERATOR = environment.text("OPERATOR")
ICP_LICENCE = environment.text("ICP_LICENCE")
POLICE_LICENCE = environment.text("POLICE_LICENCE")
CONTACT = environment.text("CONTACT")
HOME_REGION = environment.matching("HOME_REGION", "140400", "[0-9]{6}", "六位行政区划代码，如 140400")
REVIEW_LEVELS = environment.number("REVIEW_LEVELS", 1, least=1, most=3)

# Security: one setting decides. An https address means a public site.
SECURE = SITE_URL.startswith("https://")
DEBUG = environment.flag("DEBUG")
if SECURE and DEBUG:
    environment.refuse("SITE_URL 为 https 时不能打开 DEBUG。")
SECRET_KEY = environment.text("SECRET_KEY")
if SECURE and len(SECRET_KEY) < 50:
    environment.refuse("SITE_URL 为 https 时必须设置 SECRET_KEY，且不少于 50 个字符。")
SECRET_KEY = SECRET_KEY or environment.kept_secret(VAR_DIR / "secret-key.txt")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")
if SECURE and not ALLOWED_HOSTS:
    environment.refuse(f"SITE_URL 为 https 时必须设置 ALLOWED_HOSTS，如 {SITE_HOST}。")
if SECURE and "*" in ALLOWED_HOSTS:
    environment.refuse("SITE_URL 为 https 时 ALLOWED_HOSTS 不能用“*”，请写明域名。")
ALLOWED_HOSTS = ALLOWED_HOSTS or sorted({SITE_HOST, "127.0.0.1", "localhost", "[::1]"})

# gunicorn never speaks https itself, so an https site always stands behind a proxy, which must set X-Forwarded-Proto.
PROXY_COUNT = environment.number("PROXY_COUNT", 1 if SECURE else 0, most=5)
if SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = environment.number("HSTS_SECONDS", 31_536_000, least=1) if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = environment.flag("HSTS_SUBDOMAINS", True)
# An operator whose other sites share the domain decides this deliberately; the reminder would only repeat itself.
SILENCED_SYSTEM_CHECKS = [] if SECURE_HSTS_INCLUDE_SUBDOMAINS else ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

INSTALLED_APPS = [
    "history",
    "search",
    "zones",
    "projects",
    "articles",
    "facts",
    "portal",
    "config.admin_app.EditorsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "config",
]

MIDDLEWARE = [
    "config.requests.RequestLogMiddleware",
    "config.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ]
        },
    }
]

# Rows: SQLite in one file by default, PostgreSQL through DATABASE_URL; no other difference.
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": environment.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    environment.sqlite_file(Path(DATABASES["default"]["NAME"]))
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue at BEGIN instead of failing in the middle of their work.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; "
            "PRAGMA cache_size = -32000; PRAGMA mmap_size = 134217728; PRAGMA journal_size_limit = 67108864;"
        ),
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
CACHES = {"default": environment.cache("CACHE_URL", "locmemcache://")}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Editors
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# A name is locked for everyone, an address for every name: guessing is slow from one place and from many.
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "axes_lockout.html"
AXES_CLIENT_IP_CALLABLE = "config.requests.client_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Words and times
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# What one request may carry: a day's pages of several papers as files, or 2,000,000 pasted characters of up to four bytes.
DATA_UPLOAD_MAX_NUMBER_FILES = 200
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.CursorPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": environment.matching("API_RATE", "600/min", "[1-9][0-9]*/(sec|min|hour|day)", "每个地址的次数，如 600/min")},
    "NUM_PROXIES": PROXY_COUNT,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "config.api.problem_details",
    "UNAUTHENTICATED_USER": None,
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": SITE_NAME_EN,
    "DESCRIPTION": _("开发区公开报道中的数据、进展与关联，每一条都带原句与出处。"),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "FactKind": "facts.vocabulary.Kind",
        "OrganizationKind": "projects.models.Organization.Kind",
        "TextVersionKind": "articles.models.TextVersion.Kind",
        "RegionLevel": "zones.models.Region.Level",
        "ZoneLevel": "zones.models.Zone.Level",
    },
}

# One line a request (config/requests.py); everything goes to the standard error, which the machine's own service keeps.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "config.requests.RequestIdFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s request=%(request_id)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "root": {"handlers": ["stderr"], "level": environment.matching("LOG_LEVEL", "INFO", "DEBUG|INFO|WARNING|ERROR", " DEBUG、INFO、WARNING 或 ERROR")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        # A refused request already has its line; a failure of ours also gets its traceback.
        "django.request": {"level": "ERROR"},
        # Its warnings tell of each failed login, without the name.
        "axes": {"level": "WARNING"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
