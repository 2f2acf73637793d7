"""OrgLife: organizational life over whichever chat a branch uses."""
