"""What Prometheus reads."""

from __future__ import annotations

from litestar.testing import AsyncTestClient

from service.runtime.observability.metrics import Metrics
from service.web.health import Health
from service.web.metrics import metrics_route
from service.web.server import build_app


async def test_every_figure_is_shown_under_its_name() -> None:
    metrics = Metrics()
    metrics.inbox(age=1.5)
    metrics.outbox(depth=7, age=2.5)
    metrics.timer(0.2)
    metrics.timer(-0.001)
    metrics.sent("sent")
    metrics.sent("retryafter")
    metrics.sent("sent")
    metrics.event("quiz.answered", 64)
    metrics.commit(0.004)
    metrics.outages({"web": 0.0, "telegram": 180.0})
    app = build_app(Health(), [metrics_route(metrics.registry)])
    async with AsyncTestClient(app) as client:
        response = await client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    shown = response.text.splitlines()
    for line in (
        "orglife_inbox_age_seconds 1.5",
        "orglife_outbox_depth 7.0",
        "orglife_outbox_age_seconds 2.5",
        "orglife_timer_lateness_seconds_count 2.0",
        'orglife_timer_lateness_seconds_bucket{le="0.01"} 1.0',
        'orglife_timer_lateness_seconds_bucket{le="0.25"} 2.0',
        'orglife_sends_total{outcome="sent"} 2.0',
        'orglife_sends_total{outcome="retryafter"} 1.0',
        'orglife_events_total{action="quiz.answered"} 64.0',
        'orglife_commit_seconds_bucket{le="0.005"} 1.0',
        'orglife_account_out_of_reach_seconds{account="telegram"} 180.0',
    ):
        assert line in shown


def test_two_services_in_one_process_do_not_share_figures() -> None:
    one, other = Metrics(), Metrics()
    one.sent("sent")
    assert one.registry.get_sample_value("orglife_sends_total", {"outcome": "sent"}) == 1
    assert other.registry.get_sample_value("orglife_sends_total", {"outcome": "sent"}) is None
