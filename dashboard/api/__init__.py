"""The API, read-only, on the dashboard's own port: /api/v1/…; its description is /api/v1/openapi.json."""

from dashboard.api.routes import ROUTES

__all__ = ["ROUTES"]
