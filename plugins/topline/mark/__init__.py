"""A release read, its facts found, and both put on one sheet: the galley that every page is made from."""

from topline.mark.galley import Galley, facts_of_file, galley_of, read_file

__all__ = ["Galley", "facts_of_file", "galley_of", "read_file"]
