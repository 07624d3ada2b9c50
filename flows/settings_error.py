"""What is wrong with the settings, wherever it comes to light."""

from __future__ import annotations


class SettingsError(Exception):
    """The settings cannot be used; the message names the setting and the remedy."""
