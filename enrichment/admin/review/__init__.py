"""The queue of what only a person can decide."""

from enrichment.admin.review.page import ReviewAdmin

__all__ = ["ReviewAdmin"]
