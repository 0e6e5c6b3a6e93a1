"""What went wrong, as an RFC 9457 problem document."""

from http import HTTPStatus

import orjson
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
KINDS = {
    "invalid-parameter": HTTPStatus.BAD_REQUEST,
    "unknown-parameter": HTTPStatus.BAD_REQUEST,
    "unknown-code": HTTPStatus.NOT_FOUND,
    "unknown-cursor": HTTPStatus.NOT_FOUND,
    "not-found": HTTPStatus.NOT_FOUND,
    "method-not-allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "too-slow": HTTPStatus.SERVICE_UNAVAILABLE,
    "no-build": HTTPStatus.SERVICE_UNAVAILABLE,
    "fault": HTTPStatus.INTERNAL_SERVER_ERROR,
}
RETRY_SECONDS = "5"


class Problem(Exception):
    """Why a question has no answer; `kind` is a name of KINDS."""

    def __init__(self, kind: str, detail: str, parameter: str | None = None) -> None:
        """detail is a sentence for people; parameter names the part of the address that is at fault."""
        super().__init__(detail)
        self.kind, self.detail, self.parameter = kind, detail, parameter

    def response(self, instance: str) -> Response:
        """The document, with what HTTP asks for beside it."""
        status = KINDS[self.kind]
        told = {
            "type": f"urn:lifeatlas:problem:{self.kind}",
            "title": status.phrase,
            "status": status.value,
            "detail": self.detail,
            "instance": instance,
        }
        if self.parameter:
            told["parameter"] = self.parameter
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = "GET, HEAD"
        if status is HTTPStatus.SERVICE_UNAVAILABLE:
            headers["Retry-After"] = RETRY_SECONDS
        return Response(orjson.dumps(told), status.value, headers, MEDIA_TYPE)
