"""Who the artists of Discogs are elsewhere, before their photos are looked for.

Wikidata keeps the ids of Discogs, Spotify and Deezer side by side (CC0). One request asks of many artists, and one item
stands for each request.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Any, ClassVar, NamedTuple, Unpack

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from collection.models import Album, Artist, ArtistQuerySet
from enrichment.models import ArtistIdentity, EnrichmentRun, Kind, Outcome, RunItem
from enrichment.phases import selection
from enrichment.phases.base import Missing, Phase, Result, Target, Targets
from enrichment.phases.services import Service, Setting, Words
from enrichment.providers.errors import NotAsked, ProviderError
from enrichment.providers.http import HttpOptions, Limiter
from enrichment.providers.wikidata import ARTISTS_A_CALL, Identity, WikidataClient

AIR = 2527


class Wikidata(Service[WikidataClient]):
    name: ClassVar[str] = "wikidata"
    title: ClassVar[str] = "Wikidata"
    purpose: ClassVar[Words] = _("tells which Spotify artist is meant")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("AIME_CONTACT",),)
    asked: ClassVar[tuple[Setting, ...]] = (Setting("AIME_CONTACT", _("Your mail or web address")),)
    note: ClassVar[Words] = _(
        "With an address to reach you, renamed acts and names in other scripts get their photo too."
    )

    def client(self, limiter: Limiter, **http: Unpack[HttpOptions]) -> WikidataClient:
        return WikidataClient(contact=settings.AIME_CONTACT, url=settings.WIKIDATA_SPARQL_URL, limiter=limiter, **http)

    def prove(self, client: WikidataClient) -> None:
        client.identities([AIR])


WIKIDATA = Wikidata()


Answer = dict[int, Identity]


class Question(NamedTuple):
    """The numbers at Discogs of artists, and of the works of theirs that are owned."""

    artists: tuple[int, ...]
    masters: tuple[int, ...]


def unidentified() -> ArtistQuerySet:
    """Artists of Discogs who were not asked about lately, and whose photo no person has decided on."""
    told = ArtistIdentity.objects.filter(artist=OuterRef("pk"), source=WIKIDATA.name)
    fresh = Exists(told.filter(asked_at__gte=selection.ask_again_before()))
    open_still = Artist.objects.real_on_the_shelf().filter(discogs_artist_id__isnull=False, photo_answer="")
    return open_still.exclude(fresh).exclude(selection.locks("photo"))


def keep(rows: Sequence[ArtistIdentity]) -> None:
    """Write down what a source tells now of artists, in the place of what it told before."""
    fields = ["item", "spotify_id", "deezer_id", "about", "asked_at"]
    ArtistIdentity.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["artist", "source"], update_fields=fields
    )


class Identities(Phase[Question, Answer]):
    name: ClassVar[str] = "identities"
    label: ClassVar[Words] = _("Identities of artists")
    added: ClassVar[Words] = ngettext_lazy("%(number)s answer of Wikidata", "%(number)s answers of Wikidata", "count")
    kind: ClassVar[str] = Kind.ENRICHMENT
    part: ClassVar[str] = "artist_images"
    service: ClassVar[Service[Any]] = WIKIDATA
    subject: ClassVar[type[Album] | type[Artist] | None] = None
    _client: WikidataClient
    _trouble: ProviderError | None = None

    @classmethod
    def is_offered(cls) -> bool:
        """Nothing is said of it where nobody gave an address."""
        return WIKIDATA.is_configured

    @classmethod
    def targets(cls, run: EnrichmentRun, cursor: int, size: int) -> Targets:
        """What is taken up again needs no list of its own: whoever was not told of is still unidentified."""
        rows = unidentified()
        if "artists" in run.selection:
            artists, following = selection.selected_chunk(rows, run.selection["artists"], cursor, size)
        elif "albums" in run.selection:
            albums = run.selection["albums"][cursor : cursor + size]
            following = cursor + size if cursor + size < len(run.selection["albums"]) else None
            artists = list(rows.filter(albums__in=albums).distinct().order_by("pk"))
        else:
            artists, following = selection.next_chunk(rows, cursor, size)
        targets = []
        for start in range(0, len(artists), ARTISTS_A_CALL):
            group = artists[start : start + ARTISTS_A_CALL]
            ids = [artist.discogs_artist_id for artist in group]
            ends = dict.fromkeys((group[0].display_name[:500], group[-1].display_name[:500]))
            target = Target(
                label=" … ".join(ends),  # no words: it is kept, whatever language its reader will speak
                work_key=f"identities:{ids[0]}:{len(ids)}",
                payload={"discogs_ids": ids},
            )
            targets.append(target)
        return Targets(targets, following)

    def questions(self, run: EnrichmentRun, items: Sequence[RunItem]) -> dict[int, Question | Result]:
        asked = {item.pk: tuple(item.payload["discogs_ids"]) for item in items}
        owned = Album.objects.filter(artists__discogs_artist_id__in=chain(*asked.values())).order_by(
            "discogs_master_id"
        )
        pairs = owned.values_list("artists__discogs_artist_id", "discogs_master_id").distinct()
        masters: dict[int, list[int]] = defaultdict(list)
        for artist, master in pairs:
            if artist and master:
                masters[artist].append(master)
        return {
            pk: Question(artists, tuple(dict.fromkeys(chain(*(masters[artist] for artist in artists)))))
            for pk, artists in asked.items()
        }

    def refusals(self) -> Sequence[ProviderError]:
        return [self._trouble] if self._trouble else []

    def ask(self, question: Question) -> Answer:
        """The photos that wait for this do without it: after the first trouble nobody is asked for any more."""
        try:
            if self._trouble is None:
                return self._client.identities(question.artists, question.masters)
        except ProviderError as error:
            self._trouble = error
        raise NotAsked(self._trouble.provider, self._trouble.code, self._trouble.detail)

    def store(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, Answer]]) -> list[Result]:
        """Who is not known is written down too, not to be asked about every night."""
        results = []
        for item, answer in answers:
            artists = Artist.objects.filter(discogs_artist_id__in=item.payload["discogs_ids"])
            told = [(artist, answer.get(artist.discogs_artist_id or 0, Identity(""))) for artist in artists]
            rows = [
                ArtistIdentity(
                    artist=artist,
                    source=WIKIDATA.name,
                    item=known.item,
                    spotify_id=known.spotify_id,
                    deezer_id=known.deezer_id,
                    about=known.about,
                    asked_at=timezone.now(),
                )
                for artist, known in told
            ]
            keep(rows)
            is_known = any(row.spotify_id or row.deezer_id for row in rows)
            results.append(Result(Outcome.ENRICHED) if is_known else Result(Outcome.NOT_FOUND, "no_identity"))
        return results

    @classmethod
    def missing(cls, language: str = "") -> Missing:
        return Missing(-(-unidentified().count() // ARTISTS_A_CALL) if cls.is_offered() else 0)
