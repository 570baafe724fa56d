"""Asking again about single items that a person picked from a run."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from enrichment.engine import runs
from enrichment.models import EnrichmentRun, Outcome


@transaction.atomic
def retry_items(parent: EnrichmentRun, pks: Sequence[int], trigger: str, user: Any = None) -> EnrichmentRun:
    """A new run for the items `pks` of a finished one, however they ended. Raises `RunRefused`."""
    own = sorted(parent.items.filter(pk__in=pks).values_list("pk", flat=True))
    run = runs.create_child(parent, [outcome.value for outcome in Outcome] if own else [], trigger, user)
    run.selection = {**run.selection, "items": own}
    run.save(update_fields=["selection"])
    return run
