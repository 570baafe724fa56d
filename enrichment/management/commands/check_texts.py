"""`manage.py check_texts`: the texts that are shown, held against today's rules, and asked for again."""

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from collection.commands import typed
from enrichment.console.enrich_command import EnrichmentCommand
from enrichment.engine.ready_made import check_texts
from enrichment.engine.request import BadOption, RunRequest
from enrichment.providers.texts.languages import LANGUAGES


class Command(EnrichmentCommand):
    help = (
        "Asks again for the texts that today's rules would refuse (verify_enrichment lists them), each in its own "
        "language. A new text that passes takes the old one's place; locked texts stay. A run writes in one language: "
        "where several are at stake, --language says which. Exit status as of enrich."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", default="", metavar="CODE", help=", ".join(LANGUAGES))
        super().add_arguments(parser)

    def do(self) -> None:
        asked = RunRequest(language=self.options["language"])  # which says whether there is such a language
        found = check_texts()
        if not asked.language and len(found.albums) > 1:
            commands = "".join("\n  " + typed(f"check_texts --language {code}") for code in sorted(found.albums))
            words = _(
                "The texts are in several languages, and a run writes in one. Type one after the other: %(commands)s"
            )
            raise BadOption(words % {"commands": commands})
        request = found.request(asked.language or next(iter(found.albums), ""))
        if request is None:
            self.show({"to_check": 0}, [found.why_none])
        else:
            self.start(request)
