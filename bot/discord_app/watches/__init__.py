"""Saved watches and the weekly digest: what the bot posts unasked."""
