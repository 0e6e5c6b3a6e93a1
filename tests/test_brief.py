"""The brief: each figure has its footnote, nothing foreign is markup, and it prints where a Chromium is at hand."""

import io
import re
from dataclasses import replace

import pypdf
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import database
from dashboard.brief import content, page, pictures, printing, routes
from dashboard.brief.parts import Bar, Line, Note, Point
from dashboard.choice import Choice

CHOICES = [
    Choice(),
    Choice(("310000",)),
    Choice(("310114",), lang="en"),
    Choice(("310000", "110000", "320500", "330100"), 2018, 2024, lang="en"),
    Choice(industry="medical_devices"),
    Choice(("659001",), 2010, 2011),
]


@pytest.fixture(autouse=True)
def served(copied, monkeypatch):
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(copied))
    database.refresh()


@pytest.mark.parametrize("choice", CHOICES)
def test_every_raised_number_has_its_footnote_with_a_quote(choice):
    brief = content.brief(choice, "http://x/")
    html = page.html(brief)
    raised = {int(number) for number in re.findall(r"<sup>(\d+)</sup>", html)}
    raised |= {int(number) for number in re.findall(r'font-size="6.5"[^>]*>(\d+)<', html)}
    assert raised <= {note.number for note in brief.notes}
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    assert all(note.quote and note.source for note in brief.notes)


def test_it_names_title_build_and_address():
    brief = content.brief(Choice(("310114",)), "http://x/?city=310114")
    html = page.html(brief)
    assert "嘉定区" in brief.title
    assert brief.build in html and "http://x/?city=310114" in html and "data-" not in html


def test_a_region_without_a_figure_stands_in_the_table_all_the_same():
    choice = CHOICES[3]
    names = [row[0] for row in content.brief(choice, "").table]
    assert set(content.named(choice.cities, content.Words("en"))) <= set(names)


def test_foreign_text_is_escaped_and_no_script_may_run():
    brief = content.brief(Choice(("310000",)), 'http://x/"><script>alert(1)</script>')
    evil = '<script>alert("1")</script>'
    brief = replace(
        brief,
        notes=[Note(1, "f", evil, evil, evil, evil)],
        reasons=[evil],
        ranking=[Bar(evil, 1, evil, True, 1)] * 2,
        findings=[(evil, 1)],
    )
    html = page.html(brief)
    assert "<script" not in html
    assert "default-src 'none'" in html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_empty_choices_say_so(lang):
    html = page.html(content.brief(replace(CHOICES[-1], lang=lang), ""))
    assert content.Words(lang).say("empty") in html


def test_one_point_and_no_bar_are_still_pictures():
    assert pictures.bars([], 300, "x").startswith("<svg")
    one = Line("a", (Point(2020, 0.0, "0", "actual", True, 1),))
    assert pictures.lines([one], 300, 150, "x", "y").startswith("<svg")


@pytest.mark.skipif(printing.chromium() is None, reason="no Chromium is installed; the brief is a web page then")
def test_it_prints_to_one_or_two_pages():
    made = printing.pdf(page.html(content.brief(CHOICES[3], "http://x/")))
    read = pypdf.PdfReader(io.BytesIO(made))
    assert len(read.pages) in (1, 2)
    width, height = read.pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) in {(595, 842), (594, 842), (595, 841), (594, 841)}
    assert "Shanghai" in read.pages[0].extract_text()


def test_without_a_chromium_it_says_what_to_do(monkeypatch):
    monkeypatch.setattr(printing, "chromium", lambda: None)
    with pytest.raises(printing.NoPrinter, match="print it"):
        printing.pdf("<p>")


def test_a_chromium_that_fails_or_hangs_is_no_printer(tmp_path, monkeypatch):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(printing, "chromium", lambda: str(broken))
    with pytest.raises(printing.NoPrinter):
        printing.pdf("<p>")
    broken.write_text("#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setattr(printing, "SECONDS", 0.2)
    with pytest.raises(printing.NoPrinter):
        printing.pdf("<p>")


# ---- its addresses


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setattr(routes, "_limiter", [])
    with TestClient(Starlette(routes=list(routes.ROUTES)), base_url="http://localhost") as client:
        yield client


def test_the_address_gives_the_brief_of_its_choice_and_lets_nothing_run(client):
    answer = client.get("/brief?city=310114&lang=en&city=nonsense")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "http://localhost/?city=310114&amp;lang=en" in answer.text


def test_the_pdf_is_what_the_printer_makes_of_the_same_page(client, monkeypatch):
    monkeypatch.setattr(printing, "pdf", lambda html: f"%PDF {len(html)}".encode())
    page = client.get("/brief?city=310114")
    answer = client.get("/brief.pdf?city=310114")
    assert answer.content == f"%PDF {len(page.text)}".encode()
    assert answer.headers["content-type"] == "application/pdf"
    assert "inline" in answer.headers["content-disposition"]


def test_without_a_printer_or_data_the_address_says_so(client, monkeypatch, tmp_path):
    monkeypatch.setattr(printing, "chromium", lambda: None)
    answer = client.get("/brief.pdf")
    assert (answer.status_code, "print it" in answer.text) == (503, True)
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(tmp_path))
    answer = client.get("/brief")
    assert (answer.status_code, "etl build" in answer.text) == (503, True)


def test_too_many_at_once_are_told_to_come_again(client, monkeypatch):
    monkeypatch.setattr(routes, "MOST_WAITING", 0)
    answer = client.get("/brief")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
