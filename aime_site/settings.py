"""AIME's settings: the only reader of the environment. `.env.example` explains each name for people."""

from datetime import timedelta

from aime_site.addresses import checked_hosts, checked_origins, checked_queue, checked_service, checked_sub_path
from aime_site.environment import (
    BASE_DIR,
    CONFIG_DIR,
    Environment,
    command,
    local_time_zone,
    machine_language,
    make_folder,
)
from aime_site.logging import logging_config
from aime_site.middleware import IMAGE_HOSTS
from aime_site.private_files import begin_private, make_private, secret_key
from aime_site.servers import database, database_files, mail_settings, sqlite_url, task_queue
from enrichment.providers.euria.server import is_local

begin_private()
env = Environment()
ENV_FILE = CONFIG_DIR / ".env"
AIME_SETTINGS_FILE = __file__  # read again when .env has changed, see `enrichment.engine.env_changes`
ENV_PROBLEMS = env.problems

DATA_DIR = (BASE_DIR / env.text("AIME_DATA_DIR", "data")).resolve()
make_folder(DATA_DIR, "AIME_DATA_DIR")
CACHE_DIR = DATA_DIR / "cache"
AIME_COMMAND = env.text("AIME_COMMAND", command())

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY") or secret_key(DATA_DIR)
# A container asks itself for its health, whatever the names that people use.
ALLOWED_HOSTS = ["localhost", *checked_hosts(env.listing("ALLOWED_HOSTS", "127.0.0.1"))]
CSRF_TRUSTED_ORIGINS = checked_origins(env.listing("CSRF_TRUSTED_ORIGINS"))
FORCE_SCRIPT_NAME = checked_sub_path(env.text("SCRIPT_NAME")) or None
AIME_API_TOKEN = env.text("AIME_API_TOKEN")
# Where whoever looks after an empty collection is led, see `collection.views.lists`.
AIME_FIRST_STEPS = "admin:enrichment_settings_steps"
AIME_PUBLIC_WALL = env.flag("AIME_PUBLIC_WALL")

INSTALLED_APPS = [
    "collection",
    "enrichment",
    "aime_site.apps.AimeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "axes",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_q",
]

MIDDLEWARE = [
    "aime_site.middleware.under_sub_path",
    "aime_site.middleware.any_host_for_health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aime_site.middleware.content_security_policy",
    "collection.accounts.throttle.one_login_at_a_time",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "aime_site.urls"
WSGI_APPLICATION = "aime_site.wsgi.application"
AIME_WEB_SERVER = "python:aime_site.web_server"  # how gunicorn runs it
SESSION_ENGINE = "collection.accounts.backends"
LOGIN_URL = "collection:login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "collection:home"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["collection.commands"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database(env.text("DATABASE_URL") or sqlite_url(DATA_DIR / "aime.sqlite3"))}
make_private(DATA_DIR, [ENV_FILE, CONFIG_DIR / "config" / "secrets.json", *database_files(DATABASES["default"])])
SERIALIZATION_MODULES = {"jsonl": "aime_site.lossless_jsonl"}  # for dumpdata, when a site moves house
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = checked_queue(env.text("REDIS_URL"))
AIME_SITE_NAME = env.text("AIME_SITE_NAME", "aime")
AIME_QUEUE_TABLES = env.flag("AIME_QUEUE_TABLES")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGES = [("en", "English"), ("fr", "Français")]
# Wrong passwords are counted by account and by address, in the database, for all processes together.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "collection.accounts.backends.Accounts"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=10)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a wait that a person was told of is not made longer
AXES_LOCKOUT_PARAMETERS = "collection.accounts.throttle.counted_by"
AXES_LOCKOUT_CALLABLE = "collection.accounts.throttle.locked_out"
AXES_CLIENT_IP_CALLABLE = "collection.accounts.origin.address"
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username"]  # some type their password there; the log needs the address

LANGUAGE_CODE = env.text("LANGUAGE_CODE", machine_language(dict(LANGUAGES), default="en"))
LOCALE_PATHS = [BASE_DIR / "aime_site" / "locale"]  # the site is no application, whose texts Django finds by itself
TIME_ZONE = env.text("TIME_ZONE", local_time_zone())
USE_TZ = True

STATIC_URL = f"{FORCE_SCRIPT_NAME or ''}/static/"  # written out: Django reads it once, before it knows of a path
STATIC_ROOT = (BASE_DIR / env.text("AIME_STATIC_DIR", str(DATA_DIR / "static"))).resolve()
make_folder(STATIC_ROOT, "AIME_STATIC_DIR")  # WhiteNoise warns about a missing folder, at every start
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # people at home never have to run collectstatic
MEDIA_URL = f"{FORCE_SCRIPT_NAME or ''}/media/"
MEDIA_ROOT = DATA_DIR / "media"
AIME_IMAGE_HOSTS = IMAGE_HOSTS  # pictures from elsewhere would not be shown, so forms refuse them

# How many proxies of our own each request comes through; only then is X-Forwarded-For read.
AIME_PROXIES = env.integer("AIME_PROXIES", 1 if env.flag("AIME_HTTPS") else 0)
# HTTPS is a choice: on 127.0.0.1 a secure cookie would lock people out.
HTTPS = env.flag("AIME_HTTPS")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = [
    f"^{(FORCE_SCRIPT_NAME or '').removeprefix('/')}/?healthz$"
]  # asked from within, not through the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Beside others under one name, each keeps to its own cookies.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = FORCE_SCRIPT_NAME or "/"
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"

globals().update(
    mail_settings(
        {
            "EMAIL_HOST": env.text("EMAIL_HOST", "localhost"),
            "EMAIL_PORT": env.integer("EMAIL_PORT", 25),
            "EMAIL_HOST_USER": env.text("EMAIL_HOST_USER"),
            "EMAIL_HOST_PASSWORD": env.text("EMAIL_HOST_PASSWORD"),
            "EMAIL_USE_TLS": env.flag("EMAIL_USE_TLS"),
            "EMAIL_USE_SSL": env.flag("EMAIL_USE_SSL"),
        }
    )
)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "aime@localhost")

LOG_DIR = DATA_DIR / "logs"
AIME_LOG_JSON = env.flag("AIME_LOG_JSON")
LOGGING = logging_config(LOG_DIR, json_lines=AIME_LOG_JSON)

# Euria. In `.env` alone, `bearer` and `URL` are the earlier version's names.
EURIA_API_KEY = env.text("EURIA_API_KEY") or env.file_text("bearer") or env.secrets.value("euria", "api_key", "bearer")
EURIA_PRODUCT_ID = env.text("EURIA_PRODUCT_ID")
EURIA_API_URL = (
    env.text("EURIA_API_URL")
    or env.file_text("URL")
    or (f"https://api.infomaniak.com/2/ai/{EURIA_PRODUCT_ID}/openai/v1" if EURIA_PRODUCT_ID else "")
    or env.secrets.value("euria", "api_url", "url")
)
EURIA_MODEL = env.text("EURIA_MODEL", "mistralai/Mistral-Small-4-119B-2603")
EURIA_LANGUAGE = env.language("EURIA_LANGUAGE", LANGUAGE_CODE.split("-")[0])
EURIA_LANGUAGE_CHOSEN = bool(env.text("EURIA_LANGUAGE"))
EURIA_REQUESTS_PER_MINUTE = env.number("EURIA_REQUESTS_PER_MINUTE", 55)
# A model at home works at one answer at a time; more calls would only wait in its queue, and run out of time there.
EURIA_CONCURRENCY = env.integer("EURIA_CONCURRENCY", 1 if is_local(EURIA_API_URL) else 8, least=1)
# Without a graphics card a small model takes minutes for a text.
EURIA_TIMEOUT_SECONDS = env.number("EURIA_TIMEOUT_SECONDS", 300 if is_local(EURIA_API_URL) else 60)

SPOTIFY_CLIENT_ID = env.text("SPOTIFY_CLIENT_ID") or env.secrets.value("spotify", "client_id")
SPOTIFY_CLIENT_SECRET = env.text("SPOTIFY_CLIENT_SECRET") or env.secrets.value("spotify", "client_secret")
SPOTIFY_API_URL = env.text("SPOTIFY_API_URL", "https://api.spotify.com/v1")
SPOTIFY_TOKEN_URL = env.text("SPOTIFY_TOKEN_URL", "https://accounts.spotify.com/api/token")
SPOTIFY_REQUESTS_PER_MINUTE = env.number("SPOTIFY_REQUESTS_PER_MINUTE", 120)
SPOTIFY_CONCURRENCY = env.integer("SPOTIFY_CONCURRENCY", 2, least=1)

# Where artists' photos are looked for, in this order.
AIME_PHOTO_SOURCES = env.choices("AIME_PHOTO_SOURCES", ("spotify", "deezer"))
DEEZER_API_URL = env.text("DEEZER_API_URL", "https://api.deezer.com")
# 50 calls in 5 seconds are allowed to everybody behind one address; the household may use Deezer, too.
DEEZER_REQUESTS_PER_MINUTE = env.number("DEEZER_REQUESTS_PER_MINUTE", 120)

DISCOGS_TOKEN = env.text("DISCOGS_TOKEN")
DISCOGS_USERNAME = env.text("DISCOGS_USERNAME")
DISCOGS_API_URL = env.text("DISCOGS_API_URL", "https://api.discogs.com")
# Discogs allows 60 a minute with a token and 25 without (api documentation, "Rate limiting").
DISCOGS_REQUESTS_PER_MINUTE = env.number("DISCOGS_REQUESTS_PER_MINUTE", 50 if DISCOGS_TOKEN else 24)

LASTFM_API_KEY = env.text("LASTFM_API_KEY")
LASTFM_USERNAME = env.text("LASTFM_USERNAME")
LASTFM_API_URL = env.text("LASTFM_API_URL", "https://ws.audioscrobbler.com/2.0/")
LASTFM_REQUESTS_PER_MINUTE = env.number("LASTFM_REQUESTS_PER_MINUTE", 120)

AIME_CONTACT = env.text("AIME_CONTACT")
WIKIDATA_SPARQL_URL = env.text("WIKIDATA_SPARQL_URL", "https://query.wikidata.org/sparql")
WIKIDATA_REQUESTS_PER_MINUTE = env.number("WIKIDATA_REQUESTS_PER_MINUTE", 20)

for _name in [name for name in globals() if name.endswith(("_API_URL", "_TOKEN_URL", "_SPARQL_URL"))]:
    checked_service(_name, globals()[_name])

# The engine's times, in seconds. Tests use shorter ones.
AIME_SLICE_SECONDS = env.number("AIME_SLICE_SECONDS", 25)
AIME_LEASE_SECONDS = env.number("AIME_LEASE_SECONDS", 30)
AIME_BATCH_SIZE = 20
AIME_BATCH_SECONDS = env.number("AIME_BATCH_SECONDS", 2)
AIME_UNCLAIMED_SECONDS = env.number("AIME_UNCLAIMED_SECONDS", 15)
AIME_INTERRUPTED_SECONDS = env.number("AIME_INTERRUPTED_SECONDS", 60)
AIME_PING_SECONDS = env.number("AIME_PING_SECONDS", 10)
# Longer than a ping waits while every worker is busy with calls that show no sign of life.
AIME_PING_STALE_SECONDS = env.number("AIME_PING_STALE_SECONDS", 80)
AIME_STOP_GRACE_SECONDS = env.number("AIME_STOP_GRACE_SECONDS", 75)
AIME_MAX_ATTEMPTS = 3
AIME_ASK_AGAIN_DAYS = 30
AIME_KEEP_ITEMS_DAYS = 90

Q_CLUSTER = task_queue(
    REDIS_URL,
    workers=env.integer("Q_WORKERS", 2, least=1),
    retry=env.integer("Q_RETRY", 900),
    site=AIME_SITE_NAME,
    longest=AIME_SLICE_SECONDS + 2 * EURIA_TIMEOUT_SECONDS,  # a faulty text is asked for once more
)
