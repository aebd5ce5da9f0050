"""One settings file; the environment switches it (docs/operate/settings.md)."""

import os
import secrets
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from gonghui.foundation.sealing import read_keys

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("GONGHUI_HOME", PACKAGE.parent.parent / "var")).resolve()


def _kept_secret(name: str) -> str:
    """A key from the environment, else one made at the first start, readable by its owner only."""
    if value := os.environ.get(f"GONGHUI_{name}"):
        return value
    path = HOME / "keys" / name.lower()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text().strip()
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _encrypted(host: str) -> dict[str, str]:
    """To another machine only over TLS, and only to one whose certificate is right."""
    here = host in ("", "localhost", "127.0.0.1", "::1") or host.startswith("/")
    return {} if here else {"sslmode": "verify-full", "sslrootcert": "system"}


def _database() -> dict[str, object]:
    """SQLite in our home, or the PostgreSQL named by ``GONGHUI_DATABASE``."""
    if address := os.environ.get("GONGHUI_DATABASE"):
        parts = urlsplit(address)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": _encrypted(parts.hostname or "") | dict(parse_qsl(parts.query)),
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "gonghui.sqlite3",
        "OPTIONS": {
            # FULL, not NORMAL: a power cut would lose acknowledged filings (quality.md finding 1)
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }


def _listed(name: str, otherwise: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, otherwise).split(",") if part.strip()]


def _one_of(name: str, among: tuple[str, ...], otherwise: str) -> str:
    """What was chosen; a site with a word it does not know must not start as if it were safe."""
    value = os.environ.get(name, otherwise)
    if value not in among:
        message = f"{name}={value}: write one of {', '.join(among)}"
        raise ImproperlyConfigured(message)
    return value


def _pairs(name: str) -> dict[str, str]:
    """``key=value`` with commas between them."""
    pairs = (part.partition("=") for part in _listed(name, ""))
    return {key.strip(): value.strip() for key, _, value in pairs if value.strip()}


def _mail_server(address: str) -> dict[str, Any]:
    """``smtp://user:password@host:587`` as Django's connection takes it; empty: no e-mail."""
    if not address:
        return {}
    parts = urlsplit(address)
    ways = {
        "smtp": (587, True, False),
        "smtps": (465, False, True),
        "smtp+plain": (25, False, False),
    }
    if parts.scheme not in ways or not parts.hostname:
        raise ImproperlyConfigured("GONGHUI_MAIL is smtp://…, smtps://… or smtp+plain://…")
    port, starts_tls, is_tls = ways[parts.scheme]
    return {
        "host": parts.hostname,
        "port": parts.port or port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": starts_tls,
        "use_ssl": is_tls,
        "timeout": 10,
    }


def _demo_day() -> date | None:
    """The day a demonstration stands still on; ``None`` for real work."""
    if text := os.environ.get("GONGHUI_DEMO_DAY"):
        return date.fromisoformat(text)
    kept = HOME / "demo-day"
    return date.fromisoformat(kept.read_text().strip()) if kept.exists() else None


DEMO_DAY = _demo_day()
DEBUG = os.environ.get("GONGHUI_DEBUG") == "1"
HTTPS = os.environ.get("GONGHUI_HTTPS") == "1"
SECRET_KEY = _kept_secret("SECRET_KEY")
AUDIT_KEY = _kept_secret("AUDIT_KEY")
# personal facts are sealed with the last of these and open with any of them
SEAL_KEYS = read_keys(_kept_secret("SEAL_KEYS"))
CIPHER = os.environ.get("GONGHUI_CIPHER", "aes")
PRIVACY_CONTACT = os.environ.get("GONGHUI_PRIVACY_CONTACT", "")  # whom people ask of their data
# where the chain stood day by day; empty keeps the file in our home
AUDIT_ANCHORS = os.environ.get("GONGHUI_AUDIT_ANCHORS", "")
ALLOWED_HOSTS = _listed("GONGHUI_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _listed("GONGHUI_ORIGINS", "")
# whose word about the visitor's address and HTTPS is taken
TRUSTED_PROXIES = _listed("GONGHUI_PROXIES", "127.0.0.1,::1")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "gonghui.foundation",
    "gonghui.audit",
    "gonghui.people",
    "gonghui.notices",
    "gonghui.organisations",
    "gonghui.access",
    "gonghui.documents",
    "gonghui.cascade",
    "gonghui.returns",
    "gonghui.plans",
    "gonghui.meetings",
    "gonghui.honours",
    "gonghui.directory",
    "gonghui.reports",
    "gonghui.bulletins",
    "gonghui.desk",
    "gonghui.demo",
    "gonghui.config",
    # after our rooms, whose sign-in pages and words come first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    # first who asks, then what every answer carries, even a refusal of the next ones
    "gonghui.foundation.web.ProxyMiddleware",
    "gonghui.foundation.web.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "gonghui.foundation.web.MethodsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gonghui.foundation.web.LookMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "gonghui.foundation.web.LimitMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gonghui.people.web.SessionMiddleware",
    "gonghui.access.web.DeclaredMiddleware",
]

ROOT_URLCONF = "gonghui.config.urls"
WSGI_APPLICATION = "gonghui.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "gonghui.foundation.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gonghui.foundation.web.look",
                "gonghui.desk.context.shell",
            ],
        },
    },
]

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        # counts of failed sign-ins must be one for all processes and survive a restart
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "foundation_cache",
        # Django keeps 300: a flood of strangers would throw the counts of the others away
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # in the memory of each web process; forgotten at its end
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
# how many in how many seconds one account (or address, of who is not signed in) may do
LIMITS = {
    "search": (120, 60),
    "export": (20, 60),
    "upload": (30, 600),
    "report": (10, 60),  # of a browser that kept something off a page
    "report-of-all": (60, 60),
    "refused": (20, 600),  # pages that were not there for them; then the audit administrator hears
}

# ── people and sign-in ──
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "gonghui.people.forms.SmallServerArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gonghui.people.forms.FitLength"},
    {"NAME": "gonghui.people.forms.NotCommon"},
    {"NAME": "gonghui.people.forms.NotLikeTheName"},
    {"NAME": "gonghui.access.forms.NotOurOwnWords"},
]
ACCOUNT_ADAPTER = "gonghui.people.web.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "gonghui.people.forms.SignInForm",
    "reauthenticate": "gonghui.people.forms.PasswordAgainForm",
    "change_password": "gonghui.people.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# wrong passwords are counted by people.web; "login_failed" counts wrong codes of a second factor
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "6/5m/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # here one stays; everywhere else one is signed out
USERSESSIONS_ADAPTER = "gonghui.people.web.SessionsAdapter"
MFA_ADAPTER = "gonghui.people.web.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "gonghui.people.forms.CodeForm",
    "reauthenticate": "gonghui.people.forms.CodeAgainForm",
    "activate_totp": "gonghui.people.forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]  # "webauthn" (passkeys) joins them here
MFA_TOTP_TOLERANCE = 1  # half a minute early or late
MFA_TOTP_ISSUER = "Gonghui"
MFA_RECOVERY_CODES_SHOW_ONCE = True
SECOND_FACTOR_KEY = _kept_secret("SECOND_FACTOR_KEY")
# who cannot act without one; a demonstration is for looking
SECOND_FACTOR_FOR = _one_of(
    "GONGHUI_SECOND_FACTOR",
    ("administrators", "reviewers", "everybody", "nobody"),
    "nobody" if DEMO_DAY else "administrators",
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
SESSION_ENDS_AFTER = int(os.environ.get("GONGHUI_SESSION_HOURS", "12")) * 3600
SESSION_IDLE_FOR = int(os.environ.get("GONGHUI_IDLE_MINUTES", "30")) * 60
SESSION_COOKIE_AGE = SESSION_ENDS_AFTER
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gonghui.desk.views.errors.not_from_here"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# a browser keeps such a name for this host alone, and over HTTPS only
COOKIE_PREFIX = "__Host-" if HTTPS else ""
# what a page tells names people: it stays here and does not travel in a cookie of its own
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ── what the browser may do (look.md §3) ──
POLICY_REPORTS = "/policy-reports/"
# whom to tell of a weakness: mailto:… or https://…, shown as /.well-known/security.txt
SECURITY_CONTACTS = _listed("GONGHUI_SECURITY_CONTACT", "")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "script-src": [SELF],
        "font-src": [NONE],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        # the first is what older browsers know
        "report-uri": [POLICY_REPORTS],
        "report-to": ["csp"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
PERMISSIONS_POLICY = ", ".join(
    f"{one}=()" for one in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
        "screen-wake-lock", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip

# ── language and time ──
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = COOKIE_PREFIX + "gonghui_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY = HTTPS, True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["gonghui.config.formats"]

# ── files and forms ──
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs our files
WHITENOISE_MIMETYPES = {".svg": "image/svg+xml; charset=utf-8"}
# the biggest form has a number and a note a cell: 40 × 30 × 2 (quality.md finding 9)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# ── papers ──
# fonts this site may give away inside PDFs, by role; without them free ones stand in (ADR-0023)
PAPER_FONTS = _pairs("GONGHUI_PAPER_FONTS")
FONT_FOLDERS = _listed("GONGHUI_FONT_FOLDERS", "/usr/share/fonts,/usr/local/share/fonts")

# ── work in the background ──
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# ── e-mail: only the room notices sends any, by its own connection ──
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MAIL = _mail_server(os.environ.get("GONGHUI_MAIL", ""))
MAIL_SENDER = os.environ.get("GONGHUI_MAIL_SENDER", "")
DIGEST_HOUR = int(os.environ.get("GONGHUI_DIGEST_HOUR", "8"))
if MAIL and not MAIL_SENDER:
    raise ImproperlyConfigured("GONGHUI_MAIL needs GONGHUI_MAIL_SENDER, the address it sends from.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "gonghui.foundation.logs.Line",
            "fmt": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

SILENCED_SYSTEM_CHECKS: list[str] = []
