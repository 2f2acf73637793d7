"""The clock, and the waker that rings when a timer is due."""
