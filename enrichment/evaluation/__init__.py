"""Measuring our rules against labelled cases. Reads files, makes no call and needs no database."""
