"""The mail at the end of a run."""

import logging
from unittest.mock import Mock

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends import locmem
from pytest_django import Settings

from enrichment.jobs.slices import follow_up
from enrichment.models import EnrichmentRun, MailWhen, Preferences
from enrichment.reports import run_report
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.running import enrich, start

pytestmark = pytest.mark.django_db(transaction=True)


def wanted(when: str) -> None:
    Preferences(mail_when=when, mail_to="owner@example.com").save()


@pytest.fixture
def run(sandbox: Sandbox) -> EnrichmentRun:
    make_album("A very private title", "Slint", discogs_id=5)
    return enrich(only="descriptions")


def test_it_tells_counts_and_a_link_and_nothing_of_the_collection(
    run: EnrichmentRun, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://*.example.com", "https://music.example.com"]
    wanted(MailWhen.ALWAYS)
    follow_up(run.pk)
    (mail,) = mailoutbox
    assert mail.to == ["owner@example.com"]
    assert "Enriched: 1" in mail.body
    assert f"https://music.example.com/admin/enrichment/enrichmentrun/{run.pk}/" in mail.body
    assert "private" not in f"{mail.subject} {mail.body}"
    assert "Slint" not in f"{mail.subject} {mail.body}"


def test_each_run_is_mailed_once_however_many_slices_see_its_end(
    run: EnrichmentRun, mailoutbox: list[EmailMessage]
) -> None:
    wanted(MailWhen.ALWAYS)
    follow_up(run.pk)
    follow_up(run.pk)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("when", "fault", "mails"),
    [
        (MailWhen.NEVER, "", 0),
        (MailWhen.NEVER, "wrong_key", 0),
        (MailWhen.FAILURES, "", 0),
        (MailWhen.FAILURES, "wrong_key", 1),
        (MailWhen.ALWAYS, "", 1),
    ],
)
def test_the_owner_says_when(
    sandbox: Sandbox, mailoutbox: list[EmailMessage], when: str, fault: str, mails: int
) -> None:
    wanted(when)
    make_album("One", "Slint")
    sandbox.faults.set([fault] if fault else [])
    follow_up(enrich(only="descriptions").pk)
    assert len(mailoutbox) == mails


def test_where_no_address_is_known_nobody_is_mailed(run: EnrichmentRun, mailoutbox: list[EmailMessage]) -> None:
    Preferences(mail_when=MailWhen.ALWAYS).save()
    follow_up(run.pk)
    assert mailoutbox == []


def test_a_run_that_is_not_over_is_not_mailed(sandbox: Sandbox, mailoutbox: list[EmailMessage]) -> None:
    wanted(MailWhen.ALWAYS)
    make_album("One", "Slint")
    follow_up(start().pk)
    assert not mailoutbox


def test_a_mail_that_cannot_be_sent_is_logged_and_fails_nothing(
    run: EnrichmentRun, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    wanted(MailWhen.ALWAYS)
    monkeypatch.setattr(locmem.EmailBackend, "send_messages", Mock(side_effect=ConnectionRefusedError))
    logging.getLogger("enrichment.reports.run_report").propagate = True
    with caplog.at_level("ERROR"):
        run_report.mail_report(run)
    assert "could not be mailed" in caplog.text
