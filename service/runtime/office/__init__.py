"""What offices and secretaries see on pages: figures that are kept up, and who may see them."""
