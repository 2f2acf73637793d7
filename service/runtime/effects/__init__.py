"""What becomes of a decision's effects, written within the unit of work."""
