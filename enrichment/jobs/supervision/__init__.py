"""Keeps a django-q2 cluster working: notices when it hangs or dies, ends what is left of it, starts it again."""
