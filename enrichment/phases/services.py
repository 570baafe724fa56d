"""What a service that phases ask is to AIME: its settings, its client, its check, its words, its pace, its cache.

A new service is a class of this form beside the phase that asks it (that of `phases/identities.py` is the shortest to
read), and one entry in `SERVICES` of `phases/registry.py`. The Settings page, `quickstart`, the checks, the estimate,
the pace shared by all workers and the verification of caches ask it from there; nothing else names it.
Its settings are read from the environment in `aime_site/settings.py`: those named in `needs` and `asked`, and where the
defaults below do not do, `NAME_REQUESTS_PER_MINUTE` and `NAME_CONCURRENCY`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, NamedTuple, TypeAlias, TypeVar, Unpack

from django.conf import settings
from django.utils.functional import Promise

from enrichment.caches import JsonCache
from enrichment.providers.http import HttpOptions, Limiter

Words: TypeAlias = str | Promise
Client = TypeVar("Client")


class Setting(NamedTuple):
    """A setting that people are asked for; a secret one is not shown while it is typed."""

    name: str
    label: Words = ""  # what it is, for people; without one the name stands for it
    secret: bool = False


class Way(NamedTuple):
    """One of the ways to set a service up: the settings asked for, and what is written besides them."""

    name: Words
    asks: tuple[Setting, ...]
    writes: Mapping[str, str] = {}


def filled(way: Way, answers: Mapping[str, str]) -> dict[str, str]:
    """What `way` writes, with the answers that are not empty."""
    return {**way.writes, **{one.name: answers[one.name] for one in way.asks if answers.get(one.name)}}


class KeysPage(NamedTuple):
    """Where people get the keys."""

    label: Words
    url: str


class Service(ABC, Generic[Client]):
    """`needs` lists alternatives: one name of each group must be set. `purpose` completes a sentence that begins with
    the name ("Euria writes the album descriptions"); `note` is what to know before the first use.
    """

    name: ClassVar[str]  # in addresses, cache folders and names of settings
    title: ClassVar[str]
    purpose: ClassVar[Words]
    needs: ClassVar[tuple[tuple[str, ...], ...]] = ()
    asked: ClassVar[tuple[Setting, ...]] = ()
    keys_page: ClassVar[KeysPage | None] = None  # None: it needs no key
    note: ClassVar[Words] = ""
    optional: ClassVar[bool] = True  # False: where it is not configured, people are told that something is missing
    own_address: ClassVar[str] = ""  # the setting of an address that owners choose, and may have wrong
    per_minute: ClassVar[float] = 60.0  # where the site sets no pace for it
    # One attempt, and no long wait: somebody looks on while a check goes.
    check_options: ClassVar[HttpOptions] = {"timeout": (5.0, 20.0), "retries": 0, "short_wait": 0.0}

    @property
    def label(self) -> str:
        """Its name for people."""
        return self.title

    @property
    def ways(self) -> Sequence[Way]:
        """How it can be set up; empty where there is nothing to set."""
        return [Way(self.label, self.asked)] if self.asked else []

    def to_write(self, way: Way, answers: Mapping[str, str]) -> dict[str, str]:
        """The settings to write to `.env`, by name, for what was answered; an empty one takes the old one away."""
        return filled(way, answers)

    @property
    def setting_names(self) -> set[str]:
        """All the settings that it reads."""
        own = {name for name in dir(settings) if name.startswith(f"{self.name.upper()}_")}
        return own.union(*self.needs, (setting.name for setting in self.asked))

    @abstractmethod
    def client(self, limiter: Limiter, **http: Unpack[HttpOptions]) -> Client:
        """Its client, configured from the settings; `limiter` is taken before every call. No call is made here."""

    @abstractmethod
    def prove(self, client: Client) -> None:
        """Ask as little as shows that the settings work. Raises the `ProviderError` that tells why they do not."""

    def check(self, limiter: Limiter) -> None:
        """As `prove`, with a client for somebody who looks on."""
        self.prove(self.client(limiter, **self.check_options))

    def missing_settings(self) -> list[str]:
        """The names to set, the first of each group of alternatives."""
        return [group[0] for group in self.needs if not any(getattr(settings, name, "") for name in group)]

    @property
    def is_configured(self) -> bool:
        return not self.missing_settings()

    @property
    def is_wanted(self) -> bool:
        """False where the owner has switched it off: it is then left out of the checks."""
        return True

    @property
    def is_optional(self) -> bool:
        """Whether nothing is missed without it, as things are."""
        return self.optional

    @property
    def is_free(self) -> bool:
        """Whether nobody is charged for what it is asked."""
        return True

    @property
    def is_begun(self) -> bool:
        """Whether any of its settings is there."""
        return any(getattr(settings, name, "") for group in self.needs for name in group)

    @property
    def to_check(self) -> str:
        """The settings to look at where it refuses everything: its key and its address."""
        secret = [setting.name for setting in self.asked if setting.secret]
        addresses = sorted(name for name in self.setting_names if name.endswith("_URL"))
        return ", ".join((*secret[:1], *addresses[:1]))

    @property
    def requests_per_minute(self) -> float:
        """The pace for the whole site; 0 is no limit."""
        return float(getattr(settings, f"{self.name.upper()}_REQUESTS_PER_MINUTE", self.per_minute))

    @property
    def concurrency(self) -> int:
        """How many calls a process may have under way at once."""
        return int(getattr(settings, f"{self.name.upper()}_CONCURRENCY", 1))

    def cache(self) -> JsonCache:
        """Its answers on disk."""
        return JsonCache(settings.CACHE_DIR / self.name)
