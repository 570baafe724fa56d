"""The steps of `quickstart`: keys, a collection, a trial, the whole, the night. Each is offered to a person at a
terminal, none is forced; before them stand the checks of the services.
"""

import getpass
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import typed
from collection.models import Album
from enrichment import env_file
from enrichment.console import report
from enrichment.engine.ready_made import count_albums_without_facts
from enrichment.engine.runs import missing_settings
from enrichment.models import Kind, Preferences
from enrichment.phases.discogs.service import DISCOGS
from enrichment.phases.registry import SERVICES, phases_of
from enrichment.phases.services import Service
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.reports.health import Check, CheckState

TRIAL = 5
Say = Callable[[str], None]


def check_lines(checks: Sequence[Check]) -> Iterator[str]:
    marks = {
        CheckState.WORKS: _("works"),
        CheckState.NOT_SET: _("not set"),
        CheckState.INCOMPLETE: _("incomplete"),
        CheckState.REFUSED: _("refused"),
        CheckState.FAILED: _("no answer"),
    }
    width = max(9, *(len(check.label) for check in checks))
    for check in checks:
        words = "" if check.works else check.sentence
        yield f"{check.label:<{width}} {marks[check.state]:<11} {words}".rstrip()


def check_status(checks: Sequence[Check]) -> int:
    """0 when all that is configured works, 3 when a setting is to be changed, 1 when a service did not answer."""
    states, phases = {check.state for check in checks}, phases_of(Kind.ENRICHMENT)
    nothing_to_enrich_with = len(missing_settings(phases)) == len(phases)
    if nothing_to_enrich_with or {CheckState.REFUSED, CheckState.INCOMPLETE} & states:
        return report.NOT_CONFIGURED
    return report.SOME_FAILED if CheckState.FAILED in states else 0


class GuidedSetup:
    """Whatever needs new keys runs in a process of its own, for this one has read the old ones."""

    def __init__(self, talk: "Conversation") -> None:
        self._talk = talk

    def go(self, checks: Sequence[Check]) -> None:
        for line in check_lines(checks):
            self._talk.say(line)
        written = self._offer_keys([check for check in checks if not check.works and SERVICES[check.service].asked])
        if written and self._run("quickstart", "--check"):
            words = _("Something is still to be changed; when you have it, go on with: %(command)s")
            self._talk.say(words % {"command": typed("quickstart")})
            return
        is_ready = any(check.works for check in checks if check.service == DISCOGS.name)
        self._offer_collection(has_discogs=is_ready or not DISCOGS.setting_names.isdisjoint(written))
        if Album.objects.exists():
            self._offer_enrichment()
            preferences = Preferences.load()
            words = _("Fill what is missing every night at %(time)s?") % {"time": f"{preferences.night_time:%H:%M}"}
            if not preferences.night_enabled and self._talk.confirms(words):
                preferences.night_enabled = True
                preferences.save()
        self._talk.say(_("Ready. Start AIME with: %(command)s") % {"command": typed("serve")})

    def _offer_keys(self, checks: Sequence[Check]) -> dict[str, str]:
        """Ask for the settings of each service that does not work yet; those that were written, by name. What is to be
        known of a service before that is said, or part of the question.
        """
        values: dict[str, str] = {}
        for check in checks:
            service = SERVICES[check.service]
            if service.note:
                self._talk.say(str(service.note))
            question = _("Set up %(service)s now (it %(purpose)s)?")
            if len(service.ways) > 1:
                question = _("Set up %(service)s or another server now (it %(purpose)s)?")
            question %= {"service": check.label, "purpose": service.purpose}
            if self._talk.confirms(question, default=check.state != CheckState.NOT_SET):
                values.update(self._settings_of(service))
        names = {"names": ", ".join(values), "file": settings.ENV_FILE}
        if not values or not self._talk.confirms(_("Write %(names)s to %(file)s?") % names, default=True):
            return {}
        return values if self._write(values) else {}

    def _write(self, values: Mapping[str, str]) -> bool:
        try:
            env_file.write(settings.ENV_FILE, values)
        except (OSError, ValueError) as error:
            self._talk.say(_("It could not be written: %(error)s") % {"error": error})
            return False
        return True

    def _settings_of(self, service: Service[Any]) -> dict[str, str]:
        """Each setting is told with its name in `.env`, each of several ways with the address that it stands for."""
        way, answers = service.ways[0], dict[str, str]()
        if len(service.ways) > 1:
            shown = [" ".join([str(way.name), *(f"({url})" for url in way.writes.values())]) for way in service.ways]
            way = service.ways[self._talk.chooses(_("Which server do you use?"), shown)]
        for setting in way.asks:
            what = f"{setting.label} ({setting.name})" if setting.label else setting.name
            answers[setting.name] = self._talk.asks(what, secret=setting.secret)
        return service.to_write(way, answers)

    def _offer_collection(self, *, has_discogs: bool) -> None:
        missing = count_albums_without_facts()
        if has_discogs and self._talk.confirms(_("Synchronise with Discogs now?"), default=not Album.objects.exists()):
            self._run("sync_discogs")
        elif missing:
            question = ngettext(
                "%(count)d album lacks its original year and tracklist. Fetch them from Discogs first?",
                "%(count)d albums lack their original year and tracklist. Fetch them from Discogs first?",
                missing,
            )
            if self._talk.confirms(question % {"count": missing}, default=True):
                self._run("sync_discogs", "--facts-only")
        if not Album.objects.exists():
            words = _("There are no albums yet. Import them with: %(command)s")
            self._talk.say(words % {"command": typed(f"import_collection {_('FILE')}")})

    def _offer_enrichment(self) -> None:
        """In a language chosen first, the usual one at the top. Another one is kept for all that comes later."""
        codes = sorted(LANGUAGES, key=lambda code: code != settings.EURIA_LANGUAGE)
        names = [LANGUAGES[code].native for code in codes]
        chosen = codes[self._talk.chooses(_("In which language are the texts to be written?"), names)]
        if chosen != settings.EURIA_LANGUAGE:
            self._write({"EURIA_LANGUAGE": chosen})
        language = ("--language", chosen)
        trial = ("enrich", *language, "--limit", str(TRIAL))
        self._run(*trial, "--dry-run")
        if self._talk.confirms(_("Try it on %(count)d albums?") % {"count": TRIAL}, default=True):
            self._run(*trial)
        self._run("enrich", *language, "--dry-run")
        if self._talk.confirms(_("Enrich everything that is missing now?")):
            self._run("enrich", *language)

    def _run(self, *arguments: str) -> int:
        """Exit status of another command of ours, which shares this terminal."""
        command = [sys.executable, sys.argv[0], *arguments]  # manage.py, wherever it was called from
        return subprocess.run(command, check=False).returncode  # noqa: S603 - our own words only


class Conversation:
    """`say` writes one line. Raises EOFError when nobody answers."""

    def __init__(self, say: Say) -> None:
        self.say = say

    def confirms(self, question: str, *, default: bool = False) -> bool:
        """Yes or no, `default` for an empty answer. Also in French."""
        hint = _("[Y/n]") if default else _("[y/N]")
        while True:
            answer = input(f"{question} {hint} ").strip().lower()
            if not answer:
                return default
            if answer in ("y", "yes", "o", "oui"):
                return True
            if answer in ("n", "no", "non"):
                return False

    def chooses(self, question: str, names: Sequence[str]) -> int:
        """The place of one of `names` in the list, the first for an empty answer."""
        self.say(question)
        places = {str(place + 1): place for place in range(len(names))}
        for number, name in zip(places, names, strict=True):
            self.say(f"  {number}  {name}")
        while True:
            answer = input(_("Number [1]:") + " ").strip() or "1"
            if answer in places:
                return places[answer]

    def asks(self, what: str, *, secret: bool = False) -> str:
        """One value without blanks around it; a secret is read without echo. Empty to leave it as it is."""
        read = getpass.getpass if secret else input
        while True:
            value = read(f"  {what}: ").strip()
            if value.isprintable():
                return value
            self.say(_("  It must be one line of plain text."))
