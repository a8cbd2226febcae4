"""What the incident did to users, to the business and to the people who responded."""

from __future__ import annotations

from typing import Literal

from pmwizard.model.base import Part, Text, Texts

DataAffected = Literal["none", "read_only", "corruption", "permanent_loss", "unknown"]
YesNo = Literal["yes", "no", "unknown", "n/a"]


class Impact(Part):
    """Impact in the reporter's words and figures; ``duration`` only overrides the timeline."""

    user_facing: Text | None = None
    users_affected: Text | None = None
    user_segments: Text | None = None
    geographic_distribution: Text | None = None
    requests_affected: Text | None = None
    error_rate_peak: Text | None = None
    features_impacted: Texts = ()
    systems_affected: Texts = ()
    data_affected: DataAffected | None = None
    data_affected_notes: Text | None = None
    performance: Text | None = None
    support_tickets: Text | None = None
    customer_notifications: Text | None = None
    cancellations: Text | None = None
    revenue: Text | None = None
    sla_breach: YesNo | None = None
    sla_credits: Text | None = None
    error_budget: Text | None = None
    strategies_affected: Text | None = None
    trades_missed: Text | None = None
    reputation: Text | None = None
    teams_involved: Texts = ()
    engineer_hours: Text | None = None
    opportunity_cost: Text | None = None
    duration: Text | None = None
