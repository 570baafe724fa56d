"""Which server writes the texts: Infomaniak's, or any other of OpenAI's form, by a list of those that people have."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from enrichment.console.conversation import Conversation
from enrichment.providers.euria.server import is_infomaniak

KEY, PRODUCT, URL, MODEL = "EURIA_API_KEY", "EURIA_PRODUCT_ID", "EURIA_API_URL", "EURIA_MODEL"
SECRET = {KEY}


@dataclass(frozen=True)
class Preset:
    """One kind of server: where it is by default ("" where that is asked), and what else is asked for it."""

    name: str
    url: str
    asks: tuple[str, ...]


# The default ports of each program; vLLM's own 8000 is where AIME is.
PRESETS = (
    Preset("Infomaniak (Euria)", "", (KEY, PRODUCT)),
    Preset("Ollama", "http://127.0.0.1:11434/v1", (MODEL,)),
    Preset("LM Studio", "http://127.0.0.1:1234/v1", (MODEL,)),
    Preset("llama.cpp", "http://127.0.0.1:8080/v1", ()),
    Preset("vLLM", "http://127.0.0.1:8001/v1", (MODEL,)),
    Preset("Mistral", "https://api.mistral.ai/v1", (KEY, MODEL)),
    Preset("OpenRouter", "https://openrouter.ai/api/v1", (KEY, MODEL)),
    Preset("", "", (URL, KEY, MODEL)),
)


def asked(talk: Conversation) -> dict[str, str]:
    """The settings of the server that was chosen. A key is never left standing for another server than its own."""
    names = [preset.name or _("another server of OpenAI's form") for preset in PRESETS]
    preset = PRESETS[talk.chooses(_("Which AI server writes the texts?"), names)]
    answers = {name: talk.asks(name, secret=name in SECRET) for name in preset.asks}
    values = {name: value for name, value in answers.items() if value}
    if preset is PRESETS[0]:
        return values | ({} if is_infomaniak(settings.EURIA_API_URL) or not settings.EURIA_API_URL else {URL: ""})
    url = {URL: preset.url} if preset.url else {}
    return ({KEY: ""} if settings.EURIA_API_KEY else {}) | url | values
