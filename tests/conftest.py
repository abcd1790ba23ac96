"""What every test runs under."""

from __future__ import annotations

import os

from hypothesis import settings

# On a build server the same examples every time; at a developer's desk new ones each run.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
