"""Every reason code in words for people. Providers, phases and the engine only know the codes."""

import re
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

SENTENCES = {
    # The service refuses every further call.
    "refused_key": gettext_lazy("%(service)s refuses the key."),
    "missing_scope": gettext_lazy("The key is not allowed to use %(service)s."),
    "key_needed": gettext_lazy("%(service)s asks for a key."),
    "unwelcome_host": gettext_lazy("%(service)s does not answer to this host name: give its IP address instead."),
    "web_page": gettext_lazy("%(service)s answers with a web page: this is not the address of its API."),
    "no_model_loaded": gettext_lazy("%(service)s has no model loaded: load one there."),
    "parameter_refused": gettext_lazy("%(service)s refuses a parameter that AIME cannot leave out."),
    "context_too_small": gettext_lazy(
        "The context of the model at %(service)s is too small for the facts of an album: "
        "give it 8192 tokens or more, or choose another model."
    ),
    "budget_spent": gettext_lazy("The budget set at %(service)s is spent."),
    "credit_exhausted": gettext_lazy("The credit at %(service)s is used up."),
    "premium_required": gettext_lazy("%(service)s needs an app whose owner has a Premium account."),
    "forbidden": gettext_lazy("%(service)s does not allow this to the key."),
    "suspended_key": gettext_lazy("%(service)s has suspended the key."),
    "unknown_model": gettext_lazy("%(service)s does not know the model."),
    "wrong_url": gettext_lazy("%(service)s does not answer at this address."),
    "wrong_product": gettext_lazy("%(service)s does not know the product."),
    "unknown_user": gettext_lazy("%(service)s does not know the user."),
    "private_collection": gettext_lazy("The collection at %(service)s is private."),
    "private_profile": gettext_lazy("The profile at %(service)s is private."),
    "other_user": gettext_lazy("%(service)s answered for another user."),
    "not_configured": gettext_lazy("%(service)s is not configured."),
    "refused_before": gettext_lazy("%(service)s has refused this run."),
    # The service asks to wait, or the owner's own cap is reached.
    "rate_limited": gettext_lazy("%(service)s asks to wait."),
    "loading": gettext_lazy("%(service)s is still loading its model."),
    "not_running": gettext_lazy(
        "No server listens at %(service)s: start it there. From within a container, the machine around it is called "
        "host.docker.internal, not localhost."
    ),
    "quota_exceeded": gettext_lazy("The allowance at %(service)s is used up."),
    "cap_reached": gettext_lazy("The limit on what the model reads and writes is reached."),
    "model_invents": gettext_lazy(
        "This model invents: %(number)d of %(number)d refused; name another one in EURIA_MODEL, or see what it wrote "
        "under To review."
    ),
    "model_unfit": gettext_lazy(
        "This model writes nothing of use: %(number)d of %(number)d refused; name another one in EURIA_MODEL, or see "
        "what it wrote under To review."
    ),
    # One call failed.
    "timeout": gettext_lazy("%(service)s took too long to answer."),
    "slow_answer": gettext_lazy(
        "%(service)s took too long to answer: EURIA_TIMEOUT_SECONDS says how long it may take."
    ),
    "connection": gettext_lazy("%(service)s cannot be reached."),
    "server_error": gettext_lazy("%(service)s has a fault of its own for now."),
    "service_error": gettext_lazy("%(service)s answered with an error."),
    "blocked_page": gettext_lazy("A guard page stands in front of %(service)s."),
    "rejected_request": gettext_lazy("%(service)s did not accept the request."),
    "too_large": gettext_lazy("The answer of %(service)s was too large."),
    "not_json": gettext_lazy("The answer of %(service)s could not be read."),
    "bad_shape": gettext_lazy("The answer of %(service)s was not of the expected form."),
    "foreign_link": gettext_lazy("%(service)s pointed to an address that is not its own."),
    "empty_answer": gettext_lazy("%(service)s wrote no text, twice."),
    "gave_up": gettext_lazy("Given up: work on it was interrupted too often."),
    "unexpected": gettext_lazy("An unexpected error; the log has the details."),
    # A collection or a release at Discogs.
    "repeating_page": gettext_lazy("%(service)s sent the same page again, so reading ended here; what came is kept."),
    "unusable_release": gettext_lazy("The release lacks a title or artists."),
    "release_gone": gettext_lazy("%(service)s has this release no more."),
    "master_gone": gettext_lazy("%(service)s has the master of this release no more; what was known is kept."),
    "seems_gone": gettext_lazy("It seems to be gone from the collection at %(service)s; nothing was marked unasked."),
    "still_there": gettext_lazy("It is in the collection at %(service)s after all."),
    "removed": gettext_lazy("It is not in the collection at %(service)s any more; it is marked, not deleted."),
    "unchanged": gettext_lazy("Nothing about it has changed."),
    # A text that is kept aside.
    "too_short": gettext_lazy("The text is too short."),
    "too_long": gettext_lazy("The text is too long."),
    "cut": gettext_lazy("The text breaks off."),
    "markdown": gettext_lazy("The text holds Markdown."),
    "heading": gettext_lazy("The text holds a heading."),
    "preamble": gettext_lazy("The text talks about itself."),
    "refusal": gettext_lazy("The model declined to write."),
    "thinking": gettext_lazy("The text holds the model's thinking."),
    "prompt_echo": gettext_lazy("The text repeats its instructions."),
    "wrong_language": gettext_lazy("The text is in another language."),
    "invented_year": gettext_lazy("The text names a time that is not among the facts."),
    "invented_track": gettext_lazy("The text names a track that is not among the facts."),
    "html": gettext_lazy("The text holds HTML."),
    "control_characters": gettext_lazy("The text holds control characters."),
    "repeated": gettext_lazy("The text repeats itself."),
    "empty": gettext_lazy("There is no text."),
    "unfilled": gettext_lazy("The text holds a gap that was to be filled."),
    "citation": gettext_lazy("The text names a source or an address."),
    "damaged": gettext_lazy("The text holds broken characters."),
    "wrapper": gettext_lazy("The text holds code around it."),
    "list": gettext_lazy("The text holds a list, a label or a symbol."),
    "claimed_success": gettext_lazy("The text claims sales, charts, awards or praise that no fact holds."),
    "claimed_ordinal": gettext_lazy("The text tells which album of its makers it is, or what came before or after."),
    "claimed_place": gettext_lazy("The text names a label, a studio or a place that is not among the facts."),
    "claimed_order": gettext_lazy("The tracklist says otherwise of the first song, the last one or their number."),
    "claimed_length": gettext_lazy("The text says how long something lasts; the tracklist does not."),
    "claimed_story": gettext_lazy("The text tells how the album was made, received or remembered; no fact does."),
    "claimed_quotation": gettext_lazy("The text quotes somebody whose words are not among the facts."),
    "swapped_role": gettext_lazy("The text gives somebody another role than the credits."),
    "wrong_subject": gettext_lazy("The text names neither the album nor its artists."),
    "unknown_name": gettext_lazy("The text names somebody or something that is not among the facts."),
    # What became of a photo.
    "shared_titles": gettext_lazy("It has albums that you own."),
    "only_bearer": gettext_lazy("The only artist of that name; nothing more could be known."),
    "best_name": gettext_lazy("Of several artists, the one whose name is closest; nothing more could be known."),
    "several_fit": gettext_lazy("Several artists bear that name, and your albums do not tell which is meant."),
    "another_act": gettext_lazy("Another act of this name? None of your albums is among its own."),
    "weak_titles": gettext_lazy("It shares only titles that anybody may use, and there are several acts of this name."),
    "other_name": gettext_lazy("An artist of another name has an album that you own."),
    "unproved": gettext_lazy("A photo was shown that nothing speaks for; it was taken back."),
    "identified": gettext_lazy("An open source keeps this Spotify artist beside the Discogs artist."),
    "no_identity": gettext_lazy("Nobody of them is kept beside a photo source there."),
    "contradicted": gettext_lazy("An open source names a Spotify artist whose name and albums do not fit."),
    "name_alike": gettext_lazy("The name is alike but not the same, and no album of yours speaks for it."),
    "name_too_short": gettext_lazy("The name is too short to be sure."),
    "no_usable_image": gettext_lazy("The artist was found, without a usable photo."),
    "placeholder": gettext_lazy("This name stands for many artists or for nobody."),
    "nobody": gettext_lazy("Nobody of that name was found."),
    "known_artist": gettext_lazy("The artist was identified before."),
    "cached": gettext_lazy("Taken from the cache."),
    # An entry of the earlier version's files.
    "imported": gettext_lazy("Taken over from the earlier version."),
    "placeholder_value": gettext_lazy("The entry was never filled in."),
    "no_album": gettext_lazy("No album has this title."),
    "ambiguous_title": gettext_lazy("Several works have this title."),
    "no_artist": gettext_lazy("No artist has this name."),
    "ambiguous_artist": gettext_lazy("Several artists have this name."),
    "album_cover": gettext_lazy("The picture is an album cover."),
    "shared_photo": gettext_lazy("The same photo is given to several artists."),
    # Why something was left as it is.
    "already_there": gettext_lazy("It was there already."),
    "locked": gettext_lazy("Locked, because a person decided on it."),
    "edited_meanwhile": gettext_lazy("Somebody edited it meanwhile."),
    "deleted": gettext_lazy("It was deleted meanwhile."),
}
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NAME = r"[A-Z][A-Z0-9_]{0,59}"
_SETTING = re.compile(rf"({_NAME})(?:, ({_NAME}))?")


def sentence(
    code: str, *, setting: str = "", service: str = "", until: datetime | None = None, refused: int = 0
) -> str:
    """The reason, the setting to change (or two, with a comma between them), and when it goes on; "" for no reason.

    `refused` is how many answers in a row were of no use. What follows an `@` in `code` names the service it is of.

    Nothing but words from here, names of settings and times gets in, so that no detail of a service can leak a secret.
    """
    if not code:
        return ""
    code = code.partition("@")[0]
    if code in SENTENCES:
        parts = [str(SENTENCES[code]) % {"service": service or _("The service"), "number": refused}]
    elif _CODE.fullmatch(code):
        parts = [code.replace("_", " ").capitalize() + "."]
    else:
        parts = [_("For a reason that has no words yet.")]
    if found := _SETTING.fullmatch(setting):
        if refused:
            rest_was_left = ngettext(
                "So it was with %(number)d call in a row, and the rest was left.",
                "So it was with %(number)d calls in a row, and the rest was left.",
                refused,
            )
            parts.append(rest_was_left % {"number": refused})
        both = {"setting": found[1], "other": found[2]}
        advice = _("Check the settings %(setting)s and %(other)s.") if found[2] else _("Check the setting %(setting)s.")
        parts.append(advice % both)
    if until is not None:
        parts.append(_("It goes on at %(time)s.") % {"time": clock_time(until)})
    return " ".join(parts)


def clock_time(moment: datetime) -> str:
    """The time on the owner's clock: `14:32`, with the day where it is another one."""
    local = timezone.localtime(moment)
    same_day = local.date() == timezone.localdate()
    return date_format(local, "H:i" if same_day else _("j F, H:i"))
