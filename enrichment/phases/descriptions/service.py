"""Euria, Infomaniak's AI service, or any other server of OpenAI's form that `EURIA_API_URL` names."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Unpack

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enrichment.phases.services import KeysPage, Service, Setting, Way, Words, filled
from enrichment.providers.errors import Unavailable
from enrichment.providers.euria.client import EuriaClient
from enrichment.providers.euria.server import is_infomaniak, is_local, location
from enrichment.providers.http import HttpOptions, Limiter

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

CONNECT_SECONDS = 5.0


class Euria(Service[EuriaClient]):
    name: ClassVar[str] = "euria"
    title: ClassVar[str] = "Euria"
    purpose: ClassVar[Words] = _("writes the album descriptions")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("EURIA_API_KEY",), ("EURIA_PRODUCT_ID", "EURIA_API_URL"))
    asked: ClassVar[tuple[Setting, ...]] = (KEY, PRODUCT)
    keys_page: ClassVar[KeysPage | None] = KeysPage(
        _("Infomaniak Manager, AI services"), "https://manager.infomaniak.com/v3/ng/products/ai-tools"
    )
    optional: ClassVar[bool] = False
    own_address: ClassVar[str] = "EURIA_API_URL"

    @property
    def label(self) -> str:
        """A server other than Infomaniak's is known by its host and port."""
        return self._other_server() or self.title

    def missing_settings(self) -> list[str]:
        """Servers other than Infomaniak's say themselves whether they want a key."""
        missing = super().missing_settings()
        return [name for name in missing if name != "EURIA_API_KEY"] if self._other_server() else missing

    @property
    def is_free(self) -> bool:
        """A server of one's own."""
        return is_local(settings.EURIA_API_URL)

    @property
    def ways(self) -> Sequence[Way]:
        return PRESETS

    def to_write(self, way: Way, answers: Mapping[str, str]) -> dict[str, str]:
        """The settings of the server that was chosen. A key is never left standing for another server than its own, nor
        the model of another at Infomaniak.
        """
        if way is not INFOMANIAK:
            return ({KEY.name: ""} if settings.EURIA_API_KEY else {}) | filled(way, answers)
        if is_infomaniak(settings.EURIA_API_URL) or not settings.EURIA_API_URL:
            return filled(way, answers)
        return filled(way, answers) | {URL.name: "", MODEL.name: ""}

    @staticmethod
    def _other_server() -> str:
        url = settings.EURIA_API_URL
        return "" if is_infomaniak(url) else location(url)

    def client(self, limiter: Limiter, **http: Unpack[HttpOptions]) -> EuriaClient:
        http.setdefault("timeout", (CONNECT_SECONDS, settings.EURIA_TIMEOUT_SECONDS))
        return EuriaClient(
            api_key=settings.EURIA_API_KEY,
            url=settings.EURIA_API_URL,
            model=settings.EURIA_MODEL,
            limiter=limiter,
            **http,
        )

    def prove(self, client: EuriaClient) -> None:
        client.prove()

    def check(self, limiter: Limiter) -> None:
        """A server at home may have to load its model first: it gets as long as for a text."""
        if is_local(settings.EURIA_API_URL):
            options = self.check_options.copy()
            options["timeout"] = (CONNECT_SECONDS, settings.EURIA_TIMEOUT_SECONDS)
            return self.prove(self.client(limiter, **options))
        try:
            super().check(limiter)
        except Unavailable as error:
            # Another is not waited for so long, whatever the setting says: it is not to be named.
            raise Unavailable(error.provider, "timeout") if error.code == "slow_answer" else error from None


EURIA = Euria()
