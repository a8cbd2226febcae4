"""House layouts: what they print of a report, what they ask, and the documents they make."""

from pmwizard.layouts.errors import LayoutError
from pmwizard.layouts.layout import Layout
from pmwizard.layouts.library import available, built_in_folder, load_layout
from pmwizard.layouts.rendering import Rendering, render, rendered

__all__ = ["Layout", "LayoutError", "Rendering", "available", "built_in_folder", "load_layout", "render", "rendered"]
