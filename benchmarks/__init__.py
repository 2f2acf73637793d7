"""Figures: `make bench` runs every measurement in a process of its own, side by side."""
