"""Chat platforms. Each folder is one way in and one way out."""
