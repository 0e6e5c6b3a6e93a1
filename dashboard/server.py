"""The server: `streamlit run dashboard/server.py`. Serves app.py, and settles what must be so before the first visitor.

A file for `streamlit run` and for any ASGI server; routes of our own and response headers belong here.
"""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from streamlit.runtime.pages_manager import PagesManager  # noqa: E402

from dashboard import api, boot, compression, database, faults, probes, security  # noqa: E402
from dashboard.brief import routes as brief_routes  # noqa: E402

# Until app.py has called st.navigation once, Streamlit's older discovery of pages/ would answer: the first deep link
# after a start would get a page without its frame.
PagesManager.uses_pages_directory = False


@asynccontextmanager
async def ready(_: st.App) -> AsyncIterator[None]:
    """Load what every page needs, then keep the collector off it: runner.postScriptGC is off in config.toml."""
    import dashboard.charts
    import dashboard.downloads
    import dashboard.maps  # noqa: F401 - imported so that no visitor waits for it

    with suppress(database.NoWarehouse):
        database.refresh()
    security.inline_hashes()
    gc.collect()
    gc.freeze()
    faults.LOG.info("serving %s", database.build())
    yield
    faults.LOG.info("stopped")


faults.settle()
app = st.App(
    str(ROOT / "app.py"),
    lifespan=ready,
    routes=[*boot.ROUTES, *probes.ROUTES, *api.ROUTES, *brief_routes.ROUTES],
    middleware=[Middleware(security.Guard), Middleware(compression.Compressed)],
    on_script_error=faults.show,
)
