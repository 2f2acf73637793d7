"""What OrgLife is made of: a bill of materials, and whether advisories name any of it."""
