"""What every screen stands on: the terminal itself, its bytes, its keys, its signals and its end.

Nothing is imported here, so that `environment` can be used before Textual is loaded.
"""

from __future__ import annotations
