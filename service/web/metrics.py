"""`/metrics`, for Prometheus."""

from __future__ import annotations

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest


def metrics_route(registry: CollectorRegistry) -> HTTPRouteHandler:
    """Everything in the registry, in Prometheus's text format."""

    @get("/metrics", sync_to_thread=False, name="metrics")
    def metrics() -> Response[bytes]:
        """Everything that is measured, in Prometheus's text format."""
        return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return metrics
