"""The pages of docs/reference, made from the code: `make reference` writes them, and a test holds
that they are what would be written."""
