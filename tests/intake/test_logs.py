"""Lines of logs."""

from __future__ import annotations

from tests.intake.conftest import Paste, block, rows, times


def test_lines_with_iso_times_are_read_with_their_zones_and_levels() -> None:
    stack = "java.lang.IllegalStateException: no upstream at com.example.Pay.run(Pay.java:30)"
    assert rows(block("iso.log")) == [
        ("21 13:45:10", "ERROR [main] Payments - upstream timed out", None),
        ("21 13:45:11", f"INFO retrying {stack}", None),
        ("21 13:46", "production.WARNING: slow", None),
        ("21 13:46:30", "ERROR worker died", None),
        ("21 13:47", "web-1  | listening", None),
        ("21 13:48", "ready", None),
        ("21 13:49", "done", None),
    ]
    assert Paste(block("iso.log")).read().rows[5].notes == "level=info"
    assert [row.at.microsecond if row.at else 0 for row in Paste(block("iso.log")).read().rows[:2]] == [123000, 456000]


def test_nginx_writes_requests_and_errors() -> None:
    assert rows(block("nginx.log"), "Europe/Paris") == [
        ("21 13:45:10", '"GET /pay HTTP/1.1" 502 157 "-" "curl/8.5.0"', "10.1.2.3"),
        ("21 13:45:12", 'frank "POST /pay HTTP/1.1" 504 0 "-" "app"', "10.1.2.4"),
        (
            "21 12:45:13",
            "[error] 31#31: *1 upstream timed out (110: Connection timed out), client: 10.1.2.3",
            "nginx",
        ),
    ]


def test_syslog_has_the_year_of_the_report() -> None:
    pasted = Paste(block("syslog.txt")).read()
    assert [f"{row.at:%Y-%m-%d %H:%M}" for row in pasted.rows if row.at] == [
        "2025-11-21 13:45",
        "2025-11-01 03:00",
        "2025-11-21 13:46",
    ]
    assert [row.who for row in pasted.rows] == ["web-1", "web-1", "web-2"]
    assert pasted.assumed == "year"
    assert pasted.day is not None


def test_seconds_since_1970_are_read_whole_or_in_thousandths() -> None:
    assert rows(block("epoch.txt")) == [
        ("21 13:45", "deploy started", None),
        ("21 13:46", "alert fired", None),
        ("21 13:47", "SERVICE ALERT: web;HTTP;CRITICAL", None),
        ("21 13:48", "recovered", None),
    ]


def test_a_log_of_a_zone_is_read_in_the_zone_of_the_report() -> None:
    assert times("2025-11-21 13:45:10 INFO up\n2025-07-21 13:45:10 INFO up", "Europe/Paris") == [
        "21 12:45:10",
        "21 11:45:10",
    ]


def test_what_a_cluster_writes_has_month_and_day_in_four_digits() -> None:
    assert rows("I1121 13:45:10.123456       1 server.go:250] started") == [
        ("21 13:45:10", "I 1 server.go:250] started", None)
    ]
