"""The options of `manage.py enrich`, and which of them go together; what would be done, as lines for people: the dry
run, and the prompt tried on one album; and the start of a run, as `enrich` and its like have it in common.
"""

from argparse import ArgumentTypeError
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from enrichment import jobs
from enrichment.console.report import and_more, duration, named, printable
from enrichment.console.run_command import RunCommand
from enrichment.engine import runs
from enrichment.engine.enrich import Trial, nothing_to_do
from enrichment.engine.ready_made import change_of_language
from enrichment.engine.request import AlreadyActive, BadOption, RunRequest
from enrichment.models import EnrichmentRun, Kind, Trigger
from enrichment.phases.descriptions.text import fault_words
from enrichment.phases.registry import phase_name, phases_of
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.reasons import sentence
from enrichment.reports.estimate import Estimate, estimate, missing_facts, offer_line, set_aside

OF_A_NEW_RUN = ("limit", "only", "album", "force", "language", "max_tokens", "dry_run", "show_text", "change_language")
LATEST = 0


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--limit", type=whole_number, metavar="N", help="the first N albums with something missing")
    parser.add_argument("--only", choices=phases_of(Kind.ENRICHMENT), default="", help="one phase alone")
    parser.add_argument("--album", type=whole_number, nargs="+", action="extend", metavar="ID", help="these albums")
    parser.add_argument("--force", action="store_true", help="replace what is there, except what is locked")
    parser.add_argument("--yes", action="store_true", help="confirms --force for the whole collection")
    parser.add_argument("--language", default="", choices=["", *LANGUAGES], metavar="CODE", help=", ".join(LANGUAGES))
    parser.add_argument(
        "--change-language",
        default="",
        choices=["", *LANGUAGES],
        metavar="CODE",
        help="write the texts that are in other languages anew in this one",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be done; no call, nothing written")
    parser.add_argument("--show-text", action="store_true", help="try the prompt on one --album; nothing is saved")
    parser.add_argument("--max-tokens", type=whole_number, metavar="N", help="stop when so many tokens are used")
    for name, help_text in (("--resume", "take up what a run left"), ("--retry-failed", "ask again what failed")):
        parser.add_argument(
            name, type=whole_number, nargs="?", const=LATEST, metavar="RUN", help=f"{help_text}; without RUN the latest"
        )


def whole_number(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text[:16]) > 0 and len(text) < 16:
        return int(text)
    raise ArgumentTypeError(_("it must be a whole number from 1 on"))


def request_from(options: Mapping[str, Any]) -> RunRequest | None:
    """The new run that is asked for; None where no text is to change its language. Raises `BadOption`."""
    if options["change_language"]:
        for name in ("limit", "only", "album", "force", "language", "show_text"):
            if options[name]:
                words = _("--change-language does not go together with --%(name)s.")
                raise BadOption(words % {"name": name.replace("_", "-")})
        changed = change_of_language(options["change_language"])
        return changed and replace(changed, max_tokens=options["max_tokens"])
    request = RunRequest(
        limit=options["limit"],
        only=options["only"],
        force=options["force"],
        albums=list(dict.fromkeys(options["album"])) if options["album"] is not None else None,
        language=options["language"],
        max_tokens=options["max_tokens"],
    )
    if request.force and request.is_whole_collection and not (options["yes"] or options["dry_run"]):
        raise BadOption(_("--force for the whole collection replaces every text and photo: confirm it with --yes."))
    if options["show_text"] and (request.albums is None or len(request.albums) != 1):
        raise BadOption(_("--show-text needs one --album."))
    if options["background"] and (options["dry_run"] or options["show_text"]):
        raise BadOption(_("--background goes with a run alone."))
    return request


def check_resuming(options: Mapping[str, Any]) -> None:
    """A run that is taken up again keeps the options it was started with."""
    given = [name for name in OF_A_NEW_RUN if options[name]]
    if options["resume"] is not None and options["retry_failed"] is not None:
        given.append("retry_failed")
    if given:
        name = "--" + given[0].replace("_", "-")
        raise BadOption(_("%(name)s does not go together with taking up a run again.") % {"name": name})


def estimate_lines(found: Estimate, language: str, *, examples: bool) -> Iterator[str]:
    yield _("A dry run: no call is made and nothing is written.")
    yield offer_line(found, language)
    for phase in found.phases:
        if phase.setting:
            why = sentence("not_configured", setting=phase.setting)
            yield "  " + named(phase_name(phase.name), why)
            continue
        words = _("%(asked)d to ask, %(cached)d from the cache, %(shared)d by another edition, %(kept)d kept") % {
            "asked": phase.asked,
            "cached": phase.cached,
            "shared": phase.shared,
            "kept": phase.kept,
        }
        yield "  " + named(phase_name(phase.name), words)
        for label in phase.examples if examples else []:
            yield f"      {printable(label)}"
        if examples and phase.asked > len(phase.examples):
            yield f"      {and_more(phase.asked - len(phase.examples))}"
    times = {"low": duration(found.seconds_low), "high": duration(found.seconds_high)}
    yield _("Time: %(low)s to %(high)s.") % times
    yield from set_aside([phase.name for phase in found.phases], language)
    if not found.from_history:
        yield _("No text has been written here yet, so price and time are first guesses.")


def trial_lines(trial: Trial) -> Iterator[str]:
    yield _("What the model is sent (version %(version)s of the instructions):") % {"version": trial.prompt_version}
    yield printable(trial.prompt)
    yield ""
    yield _("The text (%(model)s):") % {"model": printable(trial.model)}
    yield printable(trial.text)
    yield ""
    yield _("Faults: %(faults)s") % {"faults": printable(fault_words(trial.faults)) or _("none")}
    yield _("Word pieces: %(prompt)d read, %(completion)d written. Nothing was saved.") % {
        "prompt": trial.prompt_tokens,
        "completion": trial.completion_tokens,
    }
    if trial.is_estimated:
        yield _("The word pieces are estimated: the server does not count them.")


def trial_json(trial: Trial) -> dict[str, Any]:
    told = trial._asdict()
    told["faults"] = [{"code": fault.code, "detail": fault.detail} for fault in trial.faults]
    told["estimated"] = told.pop("is_estimated")
    return told


class EnrichmentCommand(RunCommand):
    """`enrich`, and the commands that ask again for what is there."""

    def start(self, request: RunRequest) -> None:
        runs.require_settings(request.phases)
        if active := runs.active_run(request.kind):
            raise AlreadyActive(active)
        if not runs.has_work(request):
            self.show(nothing(), [_("Nothing to enrich.")])
            return
        self.hint(request)
        takes_long = request.force and request.is_whole_collection
        if self.options["verbosity"] and not takes_long:
            self.stderr.write(offer_line(estimate(request), request.language_code))
        if self.options["background"]:
            self.enqueued(jobs.launch(request, Trigger.COMMAND))
        else:
            self.work(runs.create_run(request, Trigger.COMMAND))

    def hint(self, request: RunRequest) -> None:
        for line in missing_facts(request) if self.options["verbosity"] else ():
            self.stderr.write(line)

    def work(self, run: EnrichmentRun) -> None:
        self.tell_stopped(run)
        super().work(run)


def nothing() -> dict[str, Any]:
    """The report of no run."""
    stats = nothing_to_do()
    empty: dict[str, Any] = {"counts": {}, "phases": [], "failures": [], "reviews": []}
    return {**stats, "start_time": stats["start_time"].isoformat(), **empty}
