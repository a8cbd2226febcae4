"""House layouts: what they print of a report, what they ask, and the documents they make."""

from pmwizard.errors import LayoutError
from pmwizard.layouts.layout import Layout, available, built_in_folder, load_layout
from pmwizard.layouts.rendering import Rendering, render, rendered

__all__ = ["Layout", "LayoutError", "Rendering", "available", "built_in_folder", "load_layout", "render", "rendered"]
