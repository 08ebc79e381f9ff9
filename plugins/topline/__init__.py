"""Topline: press releases about clinical trials in, a newsroom out.

A release walks through the rooms in one direction:
read → extract → mark → link → render → publish. See README.md for the map.
"""

__version__ = "0.1.0"
