"""What a door may ask of a run, checked once for all doors; why a run cannot be started, each in one sentence that
names the remedy; and in which language texts are written where nobody says it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from collection.models import Album, Artist
from enrichment.env_file import place
from enrichment.models import EnrichmentRun, Kind, Trigger
from enrichment.outages import Outage
from enrichment.phases.registry import PHASES, phases_of
from enrichment.providers.texts.languages import LANGUAGES

NAMED_AT_MOST = 1000
BY_A_PERSON = (Trigger.ACTION, Trigger.BUTTON, Trigger.COMMAND)

TRUE = {"1", "true", "on", "yes"}
FALSE = {"", "0", "false", "off", "no"}


class RunRefused(Exception):
    """A run that is not started; `str()` of it is for people."""


class AlreadyActive(RunRefused):
    """A run of this kind is under way: `run`."""

    def __init__(self, run: EnrichmentRun) -> None:
        self.run = run
        super().__init__(_("Run %(number)s is already active.") % {"number": run.pk})


class NothingConfigured(RunRefused):
    """No service of the wanted phases has its keys; `settings` are the missing names."""

    def __init__(self, settings: Sequence[str]) -> None:
        super().__init__(
            _("No service is configured: set %(names)s in %(file)s.") % {"names": ", ".join(settings), "file": place()}
        )


class NotNow(RunRefused):
    """Disk or database would not let it be worked: `outage`."""

    def __init__(self, outage: Outage) -> None:
        self.outage = outage
        super().__init__(outage.sentence)


class BadOption(RunRefused):
    """An option that cannot be used."""


@dataclass(frozen=True)
class RunRequest:
    """`albums` and `artists` are primary keys; both None means the whole collection, what is missing only. `confirmed`:
    a person has said that many albums may be marked as gone. `other_languages`: texts in another language than
    `language` are written anew, too.
    """

    kind: str = Kind.ENRICHMENT
    limit: int | None = None
    only: str = ""
    force: bool = False
    albums: Sequence[int] | None = None
    artists: Sequence[int] | None = None
    language: str = ""
    max_tokens: int | None = None
    confirmed: bool = False
    other_languages: bool = False

    def __post_init__(self) -> None:
        if self.language and self.language not in LANGUAGES:
            raise BadOption(_("language must be one of: %(codes)s.") % {"codes": ", ".join(LANGUAGES)})
        if not phases_of(self.kind, self.only):
            raise BadOption(_("only must be one of: %(names)s.") % {"names": ", ".join(phases_of(self.kind))})
        for name in ("limit", "max_tokens"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise BadOption(_("%(name)s must be a whole number from 1 on.") % {"name": name})
        if self.albums is not None:
            if not self.albums:
                raise BadOption(_("albums must name at least one album."))
            # Naming very many in a query takes longer than reading all keys there are.
            few = len(self.albums) < NAMED_AT_MOST
            albums = Album.objects.filter(pk__in=self.albums) if few else Album.objects.all()
            if missing := set(self.albums).difference(albums.order_by().values_list("pk", flat=True)):
                named = ", ".join(map(str, sorted(missing)[:20]))
                words = ngettext("There is no album %(ids)s.", "There are no albums %(ids)s.", len(missing))
                raise BadOption(words % {"ids": named})

    @property
    def phases(self) -> tuple[str, ...]:
        """All of the kind, or what `only` names, a phase or a part of it. Of artists alone what they have, and what
        goes before that.
        """
        asked = phases_of(self.kind, self.only)
        if self.artists is None:
            return asked
        of_artists = {name for name in asked if PHASES[name].subject is Artist}
        before_them = {PHASES[name].after for name in of_artists}
        return tuple(name for name in asked if name in of_artists | before_them)

    @property
    def language_code(self) -> str:
        return self.language or (settings.EURIA_LANGUAGE if settings.EURIA_LANGUAGE in LANGUAGES else "en")

    @property
    def is_whole_collection(self) -> bool:
        return self.albums is None and self.artists is None and self.limit is None


def parse(data: Mapping[str, Any]) -> RunRequest:
    """Read the options of `POST /services/discogs/enrich`, form fields or JSON. Raises `BadOption`."""
    unknown = sorted(set(data) - {"limit", "only", "force", "albums", "language", "max_tokens", "csrfmiddlewaretoken"})
    if unknown:
        raise BadOption(_("There is no option %(name)s.") % {"name": unknown[0][:40]})
    force = str(data.get("force", "")).strip().lower()
    if force not in TRUE | FALSE:
        raise BadOption(_("%(name)s must be true or false.") % {"name": "force"})
    return RunRequest(
        limit=_whole(data, "limit"),
        only=_text(data, "only"),
        force=force in TRUE,
        albums=_ids(data.get("albums")),
        language=_text(data, "language"),
        max_tokens=_whole(data, "max_tokens"),
    )


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if value is None or isinstance(value, str):
        return (value or "").strip()
    raise BadOption(_("%(name)s must be a text.") % {"name": name})


def _whole(data: Mapping[str, Any], name: str) -> int | None:
    value = data.get(name)
    return None if value in (None, "") else _number(value, name)


def _number(value: object, name: str) -> int:
    text = str(value).strip()
    if not isinstance(value, bool) and text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    raise BadOption(_("%(name)s must be a whole number from 1 on.") % {"name": name})


def _ids(value: object) -> list[int] | None:
    """None when not given. An empty text is an empty list: a script's empty variable must not mean all albums."""
    if value is None:
        return None
    if isinstance(value, str):
        value = value.split(",") if value.strip() else []
    if not isinstance(value, list | tuple):
        raise BadOption(_("albums must be a list of album numbers."))
    return list(dict.fromkeys(_number(entry, "albums") for entry in value))


def preset_language() -> str:
    """What is offered to whoever reads a page: the owner's `EURIA_LANGUAGE` where it is set, else the reader's own."""
    reader = (get_language() or "").split("-")[0]
    return reader if reader in LANGUAGES and not settings.EURIA_LANGUAGE_CHOSEN else str(settings.EURIA_LANGUAGE)


def usual_language() -> str:
    """For a run that starts by itself: `EURIA_LANGUAGE` where it is set, else what a person chose last."""
    if settings.EURIA_LANGUAGE_CHOSEN:
        return str(settings.EURIA_LANGUAGE)
    runs = EnrichmentRun.objects.filter(kind=Kind.ENRICHMENT, trigger__in=BY_A_PERSON).order_by("-pk")
    options = runs.values_list("options", flat=True).first() or {}
    chosen = str(options.get("language", ""))
    return chosen if chosen in LANGUAGES else str(settings.EURIA_LANGUAGE)
