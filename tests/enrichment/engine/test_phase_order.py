"""Phases that wait for another one."""

import pytest

from enrichment.engine.slice import Slice
from enrichment.models import Kind, State
from enrichment.sandbox import Sandbox
from tests.enrichment.running import assert_counters_true, start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_one_slice_goes_from_phase_to_phase_without_calling_for_another(sandbox: Sandbox) -> None:
    run = start(kind=Kind.DISCOGS)
    Slice(run, seconds=60).work()
    assert_counters_true(run)
    assert run.state == State.COMPLETED
