"""The steps of `quickstart`: keys, a collection, a trial, the whole, the night. Each is offered, none is forced."""

import subprocess
import sys
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import typed
from collection.models import Album
from enrichment import env_file
from enrichment.console.check_lines import check_lines
from enrichment.console.conversation import Conversation
from enrichment.engine import facts
from enrichment.models import Preferences
from enrichment.phases.discogs.service import DISCOGS
from enrichment.phases.registry import SERVICES
from enrichment.phases.services import Setting, Way
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.reports.connection_checks import Check, CheckState

TRIAL = 5


class GuidedSetup:
    """Whatever needs new keys runs in a process of its own, for this one has read the old ones."""

    def __init__(self, talk: Conversation) -> None:
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
            self._offer_night()
        self._talk.say(_("Ready. Start AIME with: %(command)s") % {"command": typed("serve")})

    def _offer_keys(self, checks: Sequence[Check]) -> dict[str, str]:
        """Ask for the settings of each service that does not work yet; those that were written, by name."""
        values: dict[str, str] = {}
        for check in checks:
            if self._talk.confirms(self._question(check), default=check.state != CheckState.NOT_SET):
                values.update(self._settings_of(check.service))
        names = {"names": ", ".join(values), "file": settings.ENV_FILE}
        if not values or not self._talk.confirms(_("Write %(names)s to %(file)s?") % names, default=True):
            return {}
        return values if self._write(values) else {}

    def _question(self, check: Check) -> str:
        """What is to be known of the service before it is answered, said or part of the question."""
        service = SERVICES[check.service]
        if service.note:
            self._talk.say(str(service.note))
        words = {"service": check.label, "purpose": service.purpose}
        if len(service.ways) > 1:
            return _("Set up %(service)s or another server now (it %(purpose)s)?") % words
        return _("Set up %(service)s now (it %(purpose)s)?") % words

    def _write(self, values: Mapping[str, str]) -> bool:
        try:
            env_file.write(settings.ENV_FILE, values)
        except (OSError, ValueError) as error:
            self._talk.say(_("It could not be written: %(error)s") % {"error": error})
            return False
        return True

    def _settings_of(self, service: str) -> dict[str, str]:
        ways, place = SERVICES[service].ways, 0
        if len(ways) > 1:
            place = self._talk.chooses(_("Which server do you use?"), [_shown(way) for way in ways])
        answers = {one.name: self._talk.asks(_in_words(one), secret=one.secret) for one in ways[place].asks}
        return SERVICES[service].to_write(ways[place], answers)

    def _offer_collection(self, *, has_discogs: bool) -> None:
        missing = facts.count_albums_without_facts()
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
        language = ("--language", self._language())
        trial = ("enrich", *language, "--limit", str(TRIAL))
        self._run(*trial, "--dry-run")
        if self._talk.confirms(_("Try it on %(count)d albums?") % {"count": TRIAL}, default=True):
            self._run(*trial)
        self._run("enrich", *language, "--dry-run")
        if self._talk.confirms(_("Enrich everything that is missing now?")):
            self._run("enrich", *language)

    def _language(self) -> str:
        """The language of the texts, the usual one first. Another one is kept for all that comes later."""
        codes = sorted(LANGUAGES, key=lambda code: code != settings.EURIA_LANGUAGE)
        names = [LANGUAGES[code].native for code in codes]
        chosen = codes[self._talk.chooses(_("In which language are the texts to be written?"), names)]
        if chosen != settings.EURIA_LANGUAGE:
            self._write({"EURIA_LANGUAGE": chosen})
        return chosen

    def _offer_night(self) -> None:
        preferences = Preferences.load()
        question = _("Fill what is missing every night at %(time)s?") % {"time": f"{preferences.night_time:%H:%M}"}
        if not preferences.night_enabled and self._talk.confirms(question):
            preferences.night_enabled = True
            preferences.save()

    def _run(self, *arguments: str) -> int:
        """Exit status of another command of ours, which shares this terminal."""
        command = [sys.executable, sys.argv[0], *arguments]  # manage.py, wherever it was called from
        return subprocess.run(command, check=False).returncode  # noqa: S603 - our own words only


def _in_words(setting: Setting) -> str:
    """What it is, with its name for whoever looks for it in `.env`."""
    return f"{setting.label} ({setting.name})" if setting.label else setting.name


def _shown(way: Way) -> str:
    """With the address that it stands for."""
    return " ".join([str(way.name), *(f"({address})" for address in way.writes.values())])
