"""A real browser for tests and pictures: Chromium without a window, driven over DevTools."""

from tests.browser.driver import Browser, Page, Screen, browser_at, open_browser
from tests.browser.house import House, open_house

__all__ = ["Browser", "House", "Page", "Screen", "browser_at", "open_browser", "open_house"]
