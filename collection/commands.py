"""How AIME's commands are written where people are told to type one."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def typed(words: str) -> str:
    """`words` ("enrich --resume") as they can be typed beside manage.py, or wherever `AIME_COMMAND` says."""
    return f"{settings.AIME_COMMAND} {words}"
