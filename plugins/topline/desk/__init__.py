"""The commands of ``topline``."""
