"""A server that speaks OpenAI's chat form, over HTTP: Infomaniak's AI service, or any other."""

from collections.abc import Mapping, Sequence
from typing import Unpack

from enrichment.providers.errors import BadAnswer, Refused, Unavailable
from enrichment.providers.euria import faults
from enrichment.providers.euria.answer import Completion, checked, read_completion, read_models
from enrichment.providers.euria.server import CHAT, api_base, is_infomaniak, is_local, is_served
from enrichment.providers.http import Check, HttpOptions, HttpSession, Limiter, Reply

TEMPERATURE = 0.4
# How much a word that was used is put off, where a small model would write the same sentence of every song.
FREQUENCY_PENALTY = 0.6
# A 429 may come without Retry-After; the limit is counted by the minute.
WAIT_WHEN_LIMITED = 60.0
# Where nobody listens at home, somebody is about to: a model server opens its port once its model is read.
STARTING_SECONDS = 15.0


class EuriaClient:
    """`url` is a base ending in /v1 or the whole .../chat/completions: people paste either. `api_key` may be empty."""

    def __init__(self, *, api_key: str, url: str, model: str, limiter: Limiter, **http: Unpack[HttpOptions]) -> None:
        key = api_key.strip().removeprefix("Bearer ").strip()
        self.model = model
        self._base = api_base(url)
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._at_home = is_local(url) and not is_infomaniak(url)
        self._limit_name = "max_tokens"  # the older name, which more servers know
        self._refused: set[str] = set()  # parameters that the server does not take
        self._http = HttpSession(
            faults.PROVIDER,
            limiter,
            url_setting=faults.URL_SETTING,
            key_setting=faults.KEY_SETTING,
            secrets=(key,),
            default_wait=WAIT_WHEN_LIMITED,
            starting_wait=STARTING_SECONDS if is_local(url) else 0.0,
            **http,
        )

    def complete(self, messages: Sequence[Mapping[str, str]], max_tokens: int, *, varied: bool = False) -> Completion:
        """One answer of the model, kept from repeating itself if `varied`.

        What the server does not take is said otherwise or left out, and that is kept.
        """
        wanted = {"temperature": TEMPERATURE} | ({"frequency_penalty": FREQUENCY_PENALTY} if varied else {})
        while True:
            payload: dict[str, object] = {
                "model": self.model,
                "messages": [dict(message) for message in messages],
                **{name: value for name, value in wanted.items() if name not in self._refused},
                self._limit_name: max_tokens,
            }
            try:
                reply = self._request("POST", CHAT, self._check, json=payload)
                break
            except faults.ParameterRefused as refused:  # is learnt from; another thread may have learnt the same
                if refused.name in ("temperature", "frequency_penalty") and refused.name in payload:
                    self._refused.add(refused.name)
                elif refused.name == "max_tokens" and "max_tokens" in payload:
                    self._limit_name = "max_completion_tokens"
                else:  # what cannot be left out stops all
                    setting, detail = faults.MODEL_SETTING, refused.detail
                    raise Refused(faults.PROVIDER, "parameter_refused", detail, setting=setting) from refused
        completion = checked(read_completion(reply), messages, max_tokens)
        return completion if completion.model else completion._replace(model=self.model)

    def models(self) -> list[str]:
        """The names of the models served to this key; `BadAnswer` where the server lists none."""
        return read_models(self._request("GET", "/models", self._check_list))

    def prove(self) -> None:
        """Raise a `ProviderError` unless the address, the key and the model work.

        The list of the models is proof enough where it holds ours; elsewhere one short answer is asked for, since some
        servers list nothing, list other names than they answer to, or take any name.
        """
        try:
            served = self.models()
        except BadAnswer:  # the server lists nothing at all
            served = []
        if is_served(self.model, served):
            return
        if served and is_infomaniak(self._base):
            raise Refused(faults.PROVIDER, "unknown_model", setting=faults.MODEL_SETTING)
        self.complete([{"role": "user", "content": "Say OK."}], max_tokens=16)

    def _request(self, method: str, path: str, check: Check, json: object = None) -> Reply:
        try:
            return self._http.request(method, self._base + path, check=check, headers=self._headers, json=json)
        except Unavailable as error:
            # How long a model may take is the owner's to say: no other service is so slow by nature.
            slow = Unavailable(error.provider, "slow_answer", error.detail)
            raise slow if error.code == "timeout" else error from None

    def _check(self, reply: Reply) -> None:
        if error := faults.refusal(reply, with_key=bool(self._headers), at_home=self._at_home):
            raise error
        self._http.check_status(faults.status_of(reply), reply)

    def _check_list(self, reply: Reply) -> None:
        """A server without a list is none that refuses us."""
        if faults.status_of(reply) in (404, 405) or (reply.status == 200 and reply.is_html):
            raise BadAnswer(faults.PROVIDER, "not_json")
        self._check(reply)
