"""How the incident was detected, handled and resolved."""

from __future__ import annotations

from typing import Literal

from pmwizard.model.base import Part, Text, Texts

DetectionMethod = Literal["monitoring", "customer_report", "internal_report", "scheduled_check", "other"]
Quality = Literal["good", "fair", "poor"]


class Detection(Part):
    """How the incident was detected, and what could have shown it sooner."""

    methods: tuple[DetectionMethod, ...] = ()
    other_method: Text | None = None
    how: Text | None = None
    alert_quality: Text | None = None
    sooner: Text | None = None
    gaps: Text | None = None


class Rating(Part):
    """A rating of one aspect of the response, with an example."""

    rating: Quality | None = None
    notes: Text | None = None


class Response(Part):
    """Times in words, each of which overrides the timeline, and ratings of the response."""

    time_to_detect: Text | None = None
    time_to_acknowledge: Text | None = None
    time_to_respond: Text | None = None
    time_to_diagnose: Text | None = None
    time_to_mitigate: Text | None = None
    time_to_resolve: Text | None = None
    communication: Rating = Rating()
    coordination: Rating = Rating()
    technical_response: Rating = Rating()
    decision_making: Rating = Rating()


class Resolution(Part):
    """What mitigated the incident, what fixed it for good, and how that was verified."""

    immediate: Texts = ()
    commands: Text | None = None
    permanent: Texts = ()
    verification: Text | None = None
