"""What leaves the house: pages, feeds and data, written only when all of them are whole."""
