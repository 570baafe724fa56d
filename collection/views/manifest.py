"""What a phone or computer has to know to keep the site beside its apps (W3C Web App Manifest)."""

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

ICONS = (("record-192", "any"), ("record-512", "any"), ("record-maskable-512", "maskable"))
PAPER = "#faf6ef"


@require_safe
@cache_control(max_age=3600)
@vary_on_headers("Accept-Language")
def manifest(request: HttpRequest) -> JsonResponse:
    """For strangers, too: browsers ask for it without a login. It tells nothing of the collection."""
    start = reverse("collection:home")
    sides = {name: name.rpartition("-")[2] for name, _purpose in ICONS}
    icons = [
        {
            "src": static(f"collection/icons/{name}.png"),
            "sizes": f"{sides[name]}x{sides[name]}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, purpose in ICONS
    ]
    about = {
        "id": start,
        "name": "AIME",
        "short_name": "AIME",
        "description": _("Your record collection"),
        "lang": get_language(),
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons,
    }
    return JsonResponse(about, content_type="application/manifest+json")
