"""A real browser for tests and pictures: Chromium without a window, driven over DevTools."""
