"""An application with health, metrics, limits and a page: what is left to write are its own routes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from appkit.limits import BodyLimit, RateLimit
from appkit.metrics import Counting, Metrics

HEADERS = (
    (b"content-security-policy", b"default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
"""With these, a page loads nothing from elsewhere and tells nobody where its reader comes from."""


@dataclass(frozen=True)
class Limits:
    """What a client may send."""

    body_bytes: int
    requests_a_minute: int


class Guarded:
    """A middleware that sends the security headers with every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, and add the headers."""

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await self.app(scope, receive, adding)


def create_app(title: str, limits: Limits, health: Callable[[], Mapping[str, object]]) -> FastAPI:
    """Return an application without routes of its own but `/health` and `/metrics`.

    `health` returns what is to be known of the running model; an exception of it is answered with 503. Whoever counts
    something else, too, does so in `app.state.metrics.registry`. The pages that
    FastAPI makes of its schema are off: they would load their scripts from a third party. `/openapi.json` has it all.
    """
    metrics = Metrics()
    layers = [
        Middleware(Counting, metrics=metrics),
        Middleware(Guarded),
        Middleware(RateLimit, a_minute=limits.requests_a_minute),
        Middleware(BodyLimit, most=limits.body_bytes),
    ]
    app = FastAPI(title=title, docs_url=None, redoc_url=None, middleware=layers)
    app.state.metrics = metrics

    @app.get("/health")
    def healthy() -> JSONResponse:
        try:
            return JSONResponse({"status": "ok", **health()})
        except Exception as error:  # whatever it is, who asks has to learn of it
            return JSONResponse({"status": "broken", "why": type(error).__name__}, status_code=503)

    @app.get("/metrics")
    def counted() -> Response:
        return Response(metrics.text(), media_type="text/plain; version=0.0.4")

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        """Say where and what is wrong, without sending back what was sent: it may be long, or no JSON (NaN)."""
        found = [{"where": list(one["loc"]), "what": one["msg"]} for one in error.errors()[:10]]
        return JSONResponse({"detail": found}, status_code=422)

    return app


def show_page(app: FastAPI, folder: Path) -> None:
    """Serve the files of a folder, `index.html` at the root. Call it after all routes: it answers all that is left."""
    app.mount("/", StaticFiles(directory=folder, html=True), name="page")
