"""Which server writes the texts: Infomaniak's, or any other of OpenAI's form, by a list of those that people have."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enrichment.phases.services import Setting, Way, filled
from enrichment.providers.euria.server import is_infomaniak

KEY = Setting("EURIA_API_KEY", _("API key"), secret=True)
PRODUCT = Setting("EURIA_PRODUCT_ID", _("Number of the product"))
URL = Setting("EURIA_API_URL", _("Address of the server"))
MODEL = Setting("EURIA_MODEL", _("Model"))

INFOMANIAK = Way("Infomaniak (Euria)", (KEY, PRODUCT))
# The default ports of each program; vLLM's own 8000 is where AIME is.
PRESETS = (
    INFOMANIAK,
    Way("Ollama", (MODEL,), {URL.name: "http://127.0.0.1:11434/v1"}),
    Way("LM Studio", (MODEL,), {URL.name: "http://127.0.0.1:1234/v1"}),
    Way("llama.cpp", (), {URL.name: "http://127.0.0.1:8080/v1"}),
    Way("vLLM", (MODEL,), {URL.name: "http://127.0.0.1:8001/v1"}),
    Way("Mistral", (KEY, MODEL), {URL.name: "https://api.mistral.ai/v1"}),
    Way("OpenRouter", (KEY, MODEL), {URL.name: "https://openrouter.ai/api/v1"}),
    Way(_("another server of OpenAI's form"), (URL, KEY, MODEL)),
)


def to_write(way: Way, answers: Mapping[str, str]) -> dict[str, str]:
    """The settings of the server that was chosen. A key is never left standing for another server than its own, nor the
    model of another at Infomaniak.
    """
    if way is not INFOMANIAK:
        return ({KEY.name: ""} if settings.EURIA_API_KEY else {}) | filled(way, answers)
    if is_infomaniak(settings.EURIA_API_URL) or not settings.EURIA_API_URL:
        return filled(way, answers)
    return filled(way, answers) | {URL.name: "", MODEL.name: ""}
