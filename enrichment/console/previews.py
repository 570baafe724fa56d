"""What would be done, as lines for people: the dry run, and the prompt tried on one album."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from enrichment.console.words import and_more, duration, named, printable
from enrichment.engine.enrich import Trial
from enrichment.phases.descriptions.text import fault_words
from enrichment.phases.registry import phase_name
from enrichment.reasons import sentence
from enrichment.reports.estimate import Estimate
from enrichment.reports.offer import offer_line, set_aside


def estimate_lines(estimate: Estimate, language: str, *, examples: bool) -> Iterator[str]:
    yield _("A dry run: no call is made and nothing is written.")
    yield offer_line(estimate, language)
    for phase in estimate.phases:
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
    times = {"low": duration(estimate.seconds_low), "high": duration(estimate.seconds_high)}
    yield _("Time: %(low)s to %(high)s.") % times
    yield from set_aside([phase.name for phase in estimate.phases], language)
    if not estimate.from_history:
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
    return {
        "prompt": trial.prompt,
        "prompt_version": trial.prompt_version,
        "language": trial.language,
        "text": trial.text,
        "faults": [{"code": fault.code, "detail": fault.detail} for fault in trial.faults],
        "model": trial.model,
        "prompt_tokens": trial.prompt_tokens,
        "completion_tokens": trial.completion_tokens,
        "estimated": trial.is_estimated,
    }
