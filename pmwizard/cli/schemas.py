"""The published schemas, which every ``--json`` validates against."""

from __future__ import annotations

from typing import Any

from pmwizard.checks.finding import SEVERITIES
from pmwizard.model import Report
from pmwizard.questions import SECTIONS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}


def schema_of(what: str) -> dict[str, Any]:
    """Return the JSON Schema of a ``report``, or of what ``check``, ``list`` or ``import`` print as JSON."""
    match what:
        case "check":
            return {"$schema": _DIALECT, "title": "pmwizard check --json", **_object({"reports": _list_of(_checked())})}
        case "list":
            return {"$schema": _DIALECT, "title": "pmwizard list --json", **_object({"reports": _list_of(_listed())})}
        case "import":
            return {"$schema": _DIALECT, "title": "pmwizard import --json", **_imported()}
        case _:
            report = _without_nulls(Report.model_json_schema())
            return {"$schema": _DIALECT, **report, "title": "A pmwizard report", "required": ["schema_version"]}


def _without_nulls(node: Any) -> Any:
    """Return a schema of values that are left out when empty, and never null."""
    if isinstance(node, list):
        return [_without_nulls(child) for child in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _without_nulls(child) for key, child in node.items() if key != "default"}
    kinds = [kind for kind in tidy.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del tidy["anyOf"]
        tidy |= kinds[0]
    return tidy


def _checked() -> dict[str, Any]:
    finding = _object(
        {
            "id": _TEXT,
            "severity": {"enum": list(SEVERITIES)},
            "section": {"enum": [section.id for section in SECTIONS]},
            "path": _TEXT,
            "message": _TEXT,
        }
    )
    return _object({"report": _TEXT, "path": _TEXT_OR_NULL, "layout": _TEXT, "findings": _list_of(finding)})


def _listed() -> dict[str, Any]:
    names = ("id", "title", "date", "severity", "status", "layout", "problem")
    return _object({**dict.fromkeys(names, _TEXT_OR_NULL), "path": _TEXT})


def _imported() -> dict[str, Any]:
    instant = {"type": ["string", "null"], "format": "date-time", "pattern": "Z$"}
    event = _object(
        {
            "at": instant,
            "day": {"type": ["string", "null"], "format": "date"},
            "until": instant,
            "approximate": {"type": "boolean"},
            **dict.fromkeys(("who", "event", "source"), _TEXT_OR_NULL),
        }
    )
    return _object({"kind": _TEXT, "events": _list_of(event), "told": _list_of(_TEXT), "asked": _list_of(_TEXT)})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
