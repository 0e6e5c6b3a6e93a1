"""A page of the app, opened by AppTest as a reader's link opens it."""

from streamlit.testing.v1 import AppTest

from etl.paths import ROOT


def open_page(page: str = "overview", **parameters: str) -> AppTest:
    """The page after its run; the address's parameters are given again to the page, for a change of page drops them."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    asked(app, parameters).run()
    return app if page == "overview" else asked(app.switch_page(f"pages/{page}.py"), parameters).run()


def asked(app: AppTest, parameters: dict[str, str]) -> AppTest:
    """The app with these parameters in its address."""
    for name, value in parameters.items():
        app.query_params[name] = value
    return app


def html_of(app: AppTest) -> str:
    """What the page wrote as HTML."""
    return "".join(str(part.proto.body) for part in app.main if part.type == "html")
