"""What the pages ask, held against the same rules read row by row in Python over the seeds' build."""

import duckdb
import pytest

from dashboard import queries, timeline_queries
from dashboard.choice import Choice
from dashboard.database import framed

CHOICES = [Choice(), Choice(cities=("310000",)), Choice(first_year=2020, last_year=2022), Choice(claim="highest")]
BROAD = ("life_health", "biomedicine")


@pytest.fixture(autouse=True)
def warehouse_of_the_seeds(copied, monkeypatch):
    monkeypatch.setenv("LIFEATLAS_WAREHOUSE", str(copied))


def rows(choice: Choice, table: str, only: str = ""):
    return queries.ask(f"SELECT * FROM facts WHERE kept_in = $table {only}", choice, table=table).to_dict("records")


def missing(value) -> bool:
    return value != value or value is None


def days_ago(row) -> float:
    return float("inf") if missing(row["published_on"]) else -row["published_on"].toordinal()


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("statistic", ["output", "scale", "revenue"])
def test_the_latest_figure_of_each_region_stands_before_all_its_others(choice, statistic):
    def standing(row):
        return (
            not missing(row["zone"]), row["status"] != "actual", row["part_year"], -row["year"],
            row["industry"] != BROAD[0], row["industry"] != BROAD[1], days_ago(row), -row["number"], row["fact_id"],
        )  # fmt: skip

    expected = {}
    for row in rows(choice, "output_values", "AND chosen"):
        if row["measure"] == statistic:
            first = expected.setdefault(row["adcode"], row)
            expected[row["adcode"]] = min(first, row, key=standing)
    found = queries.latest(choice, "output_values", statistic)
    assert dict(zip(found["adcode"], found["fact_id"], strict=True)) == {
        adcode: row["fact_id"] for adcode, row in expected.items()
    }
    assert list(found["number"]) == sorted(found["number"], reverse=True)


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("statistic", ["output", "scale", "revenue", None])
@pytest.mark.parametrize("level", ["province", "city", None])
def test_the_fastest_region_is_of_the_newest_year_that_enough_regions_speak_of(choice, statistic, level):
    firm = [
        row
        for row in rows(choice, "growth_rates")
        if row["status"] == "actual" and row["basis"] == "yoy" and not row["part_year"] and missing(row["zone"])
        and (row["measure"] == statistic if statistic else row["measure"] != "count")
        and (row["level"] == level if level else row["level"] != "country")
    ]  # fmt: skip
    found = queries.fastest(choice, statistic, level)
    for own, few in (([row for row in firm if row["industry"] in BROAD], queries.FEW), (firm, queries.FEW), (firm, 1)):
        regions = {}
        for row in own:
            regions.setdefault(row["year"], set()).add(row["adcode"])
        years = [year for year, told in regions.items() if len(told) >= few]
        if years:
            highest = max(row["number"] for row in own if row["year"] == max(years))
            assert (found["number"][0], found["year"][0]) == (highest, max(years))
            assert found["among"][0] == len(regions[max(years)])
            return
    assert found.empty


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("level", ["province", "city", "county"])
@pytest.mark.parametrize("statistic", ["output", "scale", "revenue"])
def test_the_largest_rise_is_that_of_a_line_over_two_years_or_more(choice, statistic, level):
    line = timeline_queries.lines(choice, "output_values", statistic)
    firm = line[(line["status"] == "actual") & ~line["part_year"].astype(bool) & (line["level"] == level)]
    best = 1.0
    for _, own in firm.groupby(["adcode", "scope"]):
        ends = own.sort_values("year").iloc[[0, -1]]
        years = int(ends["year"].iloc[1] - ends["year"].iloc[0])
        if years >= 2:
            best = max(best, (ends["number"].iloc[1] / ends["number"].iloc[0]) ** (1 / years))
    found = timeline_queries.risen(choice, statistic, level)
    if best == 1.0:
        assert found.empty
    else:
        first, last = found.to_dict("records")
        assert first["adcode"] == last["adcode"]
        assert (last["number"] / first["number"]) ** (1 / (last["year"] - first["year"])) == pytest.approx(best)


def test_a_question_that_no_claim_bears_on_is_asked_once_for_all(monkeypatch):
    asked = []
    monkeypatch.setattr(queries, "fetch", lambda sql, parameters: asked.append(parameters.get("claim")))
    queries.ask("SELECT 1 FROM facts", Choice(claim="highest"))
    queries.ask("SELECT 1 FROM facts WHERE chosen", Choice(claim="highest"))
    assert asked == [None, "highest"]


def test_an_answer_keeps_its_kinds_and_says_what_is_missing():
    with duckdb.connect() as connection:
        frame = framed(
            connection.execute(
                "SELECT * FROM (VALUES ('a', 1, 1.5::DECIMAL(9, 2), DATE '2024-01-31', true, ['x']),"
                " (NULL, NULL, NULL, NULL, NULL, NULL)) t(text, n, amount, day, flag, list)"
            )
        )
    assert [str(kind) for kind in frame.dtypes] == [
        "object",
        "float64",
        "float64",
        "datetime64[us]",
        "object",
        "object",
    ]
    assert frame.isna().sum().to_dict() == dict.fromkeys(frame.columns, 1)
    assert frame["text"][0] == "a"
    assert frame["flag"][0] is True
    assert list(frame["list"][0]) == ["x"]


def test_whole_numbers_without_a_gap_stay_whole():
    with duckdb.connect() as connection:
        frame = framed(connection.execute("SELECT range::INTEGER AS n, 'x' AS text FROM range(3)"))
    assert frame["n"].tolist() == [0, 1, 2]
    assert frame["n"].dtype == "int32"
