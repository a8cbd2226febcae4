"""What a post-mortem is. Nothing here reads the clock, the disk or the environment."""

from pmwizard.model.report import SCHEMA_VERSION, Report

__all__ = ["SCHEMA_VERSION", "Report"]
