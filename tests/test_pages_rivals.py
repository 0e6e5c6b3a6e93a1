"""The pages on rival figures, opened by AppTest over made-up figures: compare, region, evidence, quality."""

import re
from datetime import UTC, datetime

import pytest

from dashboard import comparison, comparison_charts, coverage, database, evidence, panels, queries, rival_charts, rivals
from dashboard.charts import Look
from dashboard.choice import Choice, decoded, encoded
from dashboard.labels import Words
from etl import pipeline
from etl.paths import ROOT
from tests import rival_figures
from tests.opening import html_of, open_page
from tests.rival_figures import CITIES, DISTRICT

CHOSEN = [*CITIES, DISTRICT]
CITY = ",".join(CHOSEN)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A warehouse of the made-up figures."""
    top = tmp_path_factory.mktemp("rivals")
    pipeline.build(
        [rival_figures.write(top / "figures")], top / "warehouse", datetime(2026, 11, 21, tzinfo=UTC), jobs=1
    )
    return top / "warehouse"


@pytest.fixture(autouse=True)
def warehouse_in_use(folder, monkeypatch):
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(folder))
    monkeypatch.chdir(ROOT)
    database.refresh()


@pytest.fixture
def opened():
    return open_page


def cell(adcode, year, measure="scale"):
    rows = rivals.cells(Choice(), [adcode])
    return rows[(rows["year"] == year) & (rows["measure"] == measure) & rows["zone"].isna()].iloc[0]


def compared(**more):
    return comparison.compare(rivals.cells(Choice(), CHOSEN), CHOSEN, rivals.known(), **more)


# ---- the comparison


def test_a_district_beside_its_city_is_not_comparable_and_the_reason_names_both():
    found = compared()
    assert found.verdict.level == "not"
    assert any("秦淮区" in reason.zh and "南京市" in reason.zh for reason in found.verdict.by_rule()["inside"])


def test_the_comparable_part_holds_all_cities_and_years_but_not_the_district():
    found = compared(fair_only=True)
    assert set(found.points["adcode"]) == set(CITIES)
    assert set(found.points["year"]) == set(rival_figures.YEARS)
    assert found.without == (DISTRICT,)
    assert found.verdict.level == "reservation"  # 南京 2023 is contested


def test_a_sum_never_adds_a_district_to_its_city():
    found = compared()
    summed = comparison.total(found.points, rivals.known())
    latest = found.latest.set_index("adcode")["number"]
    assert summed.left_out == ((DISTRICT, "320100"),)
    assert summed.number == pytest.approx(latest[list(CITIES)].sum())


def test_a_park_is_not_drawn_beside_regions():
    assert compared().points["zone"].isna().all()


def test_a_part_of_a_year_is_neither_ranked_nor_in_the_slope():
    found = compared()
    assert comparison.widest_pair(found.points) == (2019, 2023)
    assert not found.latest["part_year"].any()


def test_ranks_over_time_leave_out_who_lacks_the_years():
    ranked = comparison.ranked(compared().points)
    assert set(ranked["adcode"]) == set(CITIES)
    assert ranked.groupby("year")["adcode"].nunique().eq(len(CITIES)).all()


def test_an_actual_is_the_latest_figure_even_where_a_later_target_is_known():
    latest = compared().latest.set_index("adcode")
    assert latest.loc["320100", "year"] == 2023
    assert latest.loc["320100", "status"] == "actual"


def test_the_order_of_the_cells_never_changes_the_comparison():
    cells = rivals.cells(Choice(), CHOSEN)
    turned = comparison.compare(cells.iloc[::-1].reset_index(drop=True), CHOSEN, rivals.known())
    assert list(turned.points["cell_id"]) == list(compared().points["cell_id"])
    assert turned.verdict == compared().verdict


def test_no_cells_give_an_empty_comparison_without_a_fault():
    found = comparison.compare(rivals.cells(Choice(), ["110000"]), ["110000"], rivals.known())
    assert found.latest.empty
    assert found.without == ("110000",)
    assert not found.worth_keeping


def test_suggested_peers_are_of_the_same_level_and_not_yet_chosen():
    rows = rivals.peers(["320100", "330100"], "scale")
    assert not set(rows["adcode"]) & {"320100", "330100"}
    assert set(rows["level"]) == {"city"}
    assert rows.set_index("adcode").loc["320500", "same_province"]
    assert rows["ratio"].between(0.5, 2).any()


def test_growth_stands_beside_the_level_of_the_same_year():
    rates = comparison.growth_beside(compared().latest, rivals.cells(Choice(), CHOSEN, ("growth_rates",)))
    assert set(rates["adcode"]) == set(CITIES)
    assert (rates["rate_year"] == rates["year"]).all()


def test_whoever_chooses_nobody_gets_regions_of_one_level():
    known = rivals.known()
    assert {known.levels[code] for code in rivals.leaders(Choice())} == {"city"}


# ---- the switch between claims


@pytest.mark.parametrize(("claim", "low"), [("highest", False), ("lowest", True)])
def test_the_switch_shows_the_highest_or_the_lowest_claim(claim, low):
    rows = rivals.cells(Choice(claim=claim), ["320100"])
    shown = rows[(rows["year"] == 2023) & (rows["measure"] == "scale")].iloc[0]
    preferred = cell("320100", 2023)
    assert preferred["rivals"] == 1
    assert shown["number"] == (preferred["low"] if low else preferred["high"])


def test_the_switch_is_in_the_address_and_absent_for_the_preferred_claim():
    known = queries.known()
    choice = decoded({"claim": "latest"}, known)
    assert choice.claim == "latest"
    assert encoded(choice) == {"claim": "latest"}
    assert encoded(Choice()) == {}
    assert decoded({"claim": "best"}, known).dropped == ("best",)


# ---- what is known of claims, coverage and conflicts


def test_the_claims_of_a_cell_come_by_rank_with_the_shown_one_first():
    rows = rivals.claims(cell("320100", 2023)["cell_id"])
    assert list(rows["rank"]) == [1, 2]
    assert list(rows["relation"]) == ["shown", "rival"]
    assert (rows["low"] <= rows["number"]).all()


def test_a_conflict_and_a_part_of_a_year_are_told_apart_in_the_matrix():
    states = coverage.matrix(Choice()).set_index(["adcode", "year"])["state"]
    assert states["320100", 2023] == "conflict"
    assert states["320500", 2020] == "full"
    assert states["320100", 2024] == "target"


def test_conflicts_come_with_the_widest_first():
    spreads = list(coverage.conflicts(Choice())["spread"])
    assert spreads == sorted(spreads, reverse=True)
    assert spreads


def test_a_growth_rate_that_contradicts_its_levels_is_listed_with_all_three_figures():
    rows = coverage.mismatches(Choice())
    assert len(rows) > 0
    assert (rows["difference"].abs() > 0.03).all()
    assert rows[["growth_quote", "level_quote", "base_quote"]].notna().all().all()


@pytest.mark.parametrize("choice", [Choice(cities=("110000",)), Choice(industry="tcm"), Choice(statistic="profit")])
def test_a_filter_that_matches_nothing_gives_empty_frames(choice):
    assert coverage.matrix(choice).empty
    assert coverage.conflicts(choice).empty
    assert coverage.mismatches(choice).empty


# ---- the pages


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", ["compare", "region", "quality", "evidence"])
def test_a_page_opens_without_a_choice(opened, page, lang):
    assert not opened(page, lang=lang).exception


@pytest.mark.parametrize(("lang", "said"), [("zh", "无从比较"), ("en", "Nothing to compare")])
def test_one_region_with_figures_is_not_called_comparable(opened, lang, said):
    app = opened("compare", city=f"{CHOSEN[0]},640105", lang=lang)
    assert f'<section class="verdict none"><p><strong>{said}' in html_of(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_compare_says_not_comparable_and_offers_the_comparable_part(opened, lang):
    app = opened("compare", city=CITY, lang=lang)
    assert not app.exception
    assert '<section class="verdict not">' in html_of(app)
    app.button(key="keep_fair").click().run()
    assert not app.exception
    assert '<section class="verdict reservation">' in html_of(app)
    assert app.button(key="keep_all")


def test_compare_with_five_hundred_codes_draws_ten_regions(opened):
    codes = sorted(queries.known().cities)[:500]
    app = opened("compare", city=",".join([*CITIES, *codes]))
    assert not app.exception
    assert any("最多比 10 个地区" in caption.value for caption in app.caption)


def test_compare_of_regions_without_figures_says_so(opened):
    app = opened("compare", city="659012,540100")
    assert not app.exception
    assert app.info


def test_evidence_lists_the_rivals_and_says_why_one_is_shown(opened):
    app = opened("evidence", fact=cell("320100", 2023)["fact_id"])
    assert not app.exception
    body = html_of(app)
    assert "相争" in body
    assert "为何示此" in body


def test_evidence_sets_the_target_beside_the_actual():
    found = rivals.beside(cell("320100", 2024)["cell_id"])
    assert found.empty  # nothing came about for 2024 yet
    assert cell("320100", 2024)["status"] == "target"


def test_quality_shows_the_conflict_the_mismatch_and_the_accuracy_with_n(opened):
    app = opened("quality")
    body = html_of(app)
    assert not app.exception
    assert 'class="m-conflict"' in body
    assert "不可解释" in body
    assert "<th" in body and ">n<" in body


def test_a_region_shows_its_parks_apart_and_every_sentence(opened):
    app = opened("region", city="320500")
    assert not app.exception
    assert "苏州工业园区" in html_of(app)
    assert any("不相加" in caption.value for caption in app.caption)


# ---- text from articles is hostile


@pytest.mark.parametrize(
    ("page", "parameters"),
    [("compare", {"city": CITY}), ("region", {"city": "320100"}), ("quality", {}), ("evidence", {"fact": "rival"})],
)
def test_hostile_text_is_never_html_nor_markdown(opened, page, parameters):
    if parameters.get("fact"):
        rows = rivals.claims(cell("320100", 2023)["cell_id"])
        parameters = {"fact": rows["fact_id"][rows["publisher"].str.contains("img")].iloc[0]}
    app = opened(page, **parameters)
    assert not app.exception
    assert "<img" not in html_of(app)
    markdown = [str(part.value) for part in (*app.markdown, *app.caption)]
    assert not any(re.search(r"(?<!\\)<img|(?<!\\)\[link\]\(", text) for text in markdown)


def test_sentences_are_cut_at_their_ends():
    rows = evidence.sentences_of(Choice(cities=("320100",)), 5)
    html = panels.sentences(rows.assign(said="x"), lambda fact: f"evidence?fact={fact}", Words("zh"))
    assert html.count("<mark>") == len(rows)
    assert "<img" not in html


def test_the_style_has_both_modes():
    assert panels.style(Look(dark=True)) != panels.style(Look(dark=False))


# ---- charts: what they draw is what they were given, and leads to its sentence


def test_every_chart_of_a_comparison_leads_to_the_figures_drawn():
    found, words, look = compared(), Words("zh"), Look()
    colours = look.colours(sorted(CHOSEN))
    facts = set(found.points["fact_id"])
    drawn = [
        comparison_charts.ranking(found.latest, [], words, look, colours),
        comparison_charts.slope(found.points, (2019, 2023), words, look, colours),
        comparison_charts.rank_change(comparison.ranked(found.points), words, look, colours),
    ]
    for figure in drawn:
        led = {fact for trace in figure["data"] for fact in trace.get("customdata", ())}
        assert led and led <= facts


def test_ranks_start_at_one_in_every_year():
    words, look = Words("zh"), Look()
    ranked = comparison.ranked(compared().points)
    figure = comparison_charts.rank_change(ranked, words, look, look.colours(sorted(CHOSEN)))
    by_place = {}
    for trace in figure["data"]:
        for place, rank in zip(trace["x"], trace["y"], strict=True):
            by_place.setdefault(place, []).append(rank)
    assert all(sorted(ranks) == list(range(1, len(CITIES) + 1)) for ranks in by_place.values())


def test_hostile_names_of_sources_are_escaped_in_the_chart_of_claims():
    rows = rivals.claims(cell("320100", 2023)["cell_id"])
    figure = rival_charts.claims(rows, "output_values", Words("zh"), Look())
    assert not any("<img" in text for text in figure["layout"]["yaxis"]["ticktext"])
