"""Reconciling a million claims, and a page's queries on them; `python -m bench.reconcile` prints the rows."""

import csv
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from etl.load import MEMORY_LIMIT
from etl.paths import REGIONS_CSV, SCHEMA_SQL
from etl.reconcile import reconcile

CLAIMS = 1_000_000
QUERIES = 300
BUDGETS = {"reconcile 1,000,000 claims": "60 s", "page query": "20 ms at p95"}
PAGE_QUERIES = {
    "compare": """
        SELECT cell_id, adcode, zone, industry, scope, coverage, fact_table, measure, variant, period_start, period_end,
               year, grain, status_group, fact_id, value, qualifier, status, latest_value, highest_value, lowest_value,
               claims, rivals, spread
        FROM cells
        WHERE adcode IN (SELECT unnest($adcodes)) AND fact_table = 'output_values' AND shown
          AND year BETWEEN 2018 AND 2024
        ORDER BY adcode, measure, year, cell_id
    """,
    "evidence: the cell of a fact": "SELECT cell_id FROM claims WHERE fact_id = $fact_id",
    "evidence: the claims of a cell": """
        SELECT claims.*, articles.title, articles.publisher, articles.url
        FROM claims JOIN articles USING (article_id) WHERE cell_id = $cell_id ORDER BY rank
    """,
    "conflicts": """
        SELECT cell_id, adcode, value, spread_low, spread_high, spread, decided_by FROM cells
        WHERE rivals > 0 AND adcode IN (SELECT unnest($adcodes)) ORDER BY spread DESC, cell_id LIMIT 50
    """,
}


def synthetic(path: Path, claims: int = CLAIMS) -> duckdb.DuckDBPyConnection:
    """A warehouse of made-up facts: 8 in 10 money figures, the rest growth, counts, signings; some three a cell."""
    connection = duckdb.connect(
        path, config={"memory_limit": MEMORY_LIMIT, "threads": 2, "temp_directory": f"{path}.spill"}
    )
    connection.execute(SCHEMA_SQL.read_text("utf-8"))
    with REGIONS_CSV.open(encoding="utf-8", newline="") as file:
        places = [
            (row["adcode"], row["name"], row["level"], row["parent"], row["province"], row["status"])
            for row in csv.DictReader(file)
        ]
    connection.execute("CREATE MACRO lot(what, salt, sides) AS (hash(what, salt) % sides)::BIGINT")
    connection.execute(
        "CREATE TEMP TABLE places "
        "(adcode VARCHAR, name VARCHAR, level VARCHAR, parent VARCHAR, province VARCHAR, status VARCHAR)"
    )
    connection.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?)", places)
    connection.execute(
        """
        INSERT INTO regions
        SELECT adcode, name, name, name, level, parent, province,
               CASE level WHEN 'county' THEN parent WHEN 'city' THEN adcode END,
               NULL, NULL, adcode, status, '' FROM places;
        INSERT INTO industries VALUES
            ('life_health', '生命健康', 'Life', NULL, 0),
            ('biomedicine', '生物医药', 'Bio', 'life_health', 1);
        CREATE TEMP TABLE codes AS SELECT list(adcode ORDER BY adcode) AS codes FROM places;
        """
    )
    connection.execute(
        """
        INSERT INTO articles
        SELECT 'a' || i, 'bench', '标题' || i,
               ['新华社', '北京日报', '某某网（转载页）', 'abc.com', '上海市统计局', NULL, '研究院'][1 + i % 7],
               DATE '2015-01-01' + lot(i, 0, 4000)::INTEGER, 'https://site' || i % 500 || '.cn/' || i, NULL
        FROM range($articles) AS _(i)
        """,
        {"articles": claims // 5},
    )
    connection.execute(
        """
        CREATE TEMP TABLE made AS
        SELECT 'f' || i AS fact_id, 'a' || lot(i, 1, $articles) AS article_id, lot(i, 0, 100) AS share,
               cell, codes[1 + lot(cell, 2, len(codes))] AS adcode,
               CASE WHEN lot(cell, 3, 5) = 0 THEN '高新区' || lot(cell, 4, 9) END AS zone,
               ['生物医药', '规上生物医药', '医药制造业', '生物医药与健康', '生命健康', '中医药'][1 + lot(cell, 5, 6)]
                   AS industry_text,
               2012 + lot(cell, 6, 14) AS year,
               (10 + lot(cell, 7, 90000) / 10.0) * (1 + (lot(i, 8, 3) = 0)::INTEGER * 0.03) AS figure,
               ['exact', 'exact', 'exact', 'over', 'nearly', 'about'][1 + lot(i, 9, 6)] AS qualifier,
               ['actual', 'actual', 'actual', 'estimate', 'target'][1 + lot(i, 10, 5)] AS status,
               lot(i, 11, 1000000) AS other
        FROM (SELECT i, lot(i, 12, ($claims // 3)) AS cell FROM range($claims) AS _(i)), codes
        """,
        {"claims": claims, "articles": claims // 5},
    )
    connection.execute(
        """
        INSERT INTO output_values
        SELECT fact_id, article_id, adcode, zone, 'biomedicine', industry_text,
               ['output', 'scale', 'revenue'][1 + lot(cell, 0, 3)],
               (round(figure, 1) * 1e8)::DECIMAL(20, 2), qualifier, status, make_date(year, 1, 1),
               make_date(year, 12, 31), round(figure, 1) || '亿元', NULL, NULL, 'bench'
        FROM made WHERE share < 80;
        INSERT INTO growth_rates
        SELECT fact_id, article_id, adcode, zone, 'biomedicine', industry_text,
               ['output', 'scale', 'revenue'][1 + lot(cell, 0, 3)],
               (other % 500)::DECIMAL(12, 6) / 1000, 'yoy', qualifier, status, make_date(year, 1, 1),
               make_date(year, 12, 31), other % 500 / 10.0 || '%', NULL, NULL, 'bench'
        FROM made WHERE share BETWEEN 80 AND 89;
        INSERT INTO entity_counts
        SELECT fact_id, article_id, adcode, zone, 'biomedicine', industry_text, 'companies',
               other % 5000, qualifier, 'stock', status,
               make_date(year, 12, 31), make_date(year, 12, 31), other % 5000 || '家', NULL, NULL, 'bench'
        FROM made WHERE share BETWEEN 90 AND 96;
        INSERT INTO signings
        SELECT fact_id, article_id, adcode, zone, 'biomedicine', industry_text,
               make_date(year, 1 + other % 12, 1 + other % 28), 'projects',
               1 + other % 40, 'exact', (other % 300 * 1e8)::DECIMAL(20, 2), 'exact',
               NULL, NULL, '项目', NULL, NULL, 'bench'
        FROM made WHERE share > 96;
        """
    )
    return connection


def run() -> list[dict[str, str]]:
    """Rows of measure, value and budget."""
    with TemporaryDirectory() as folder:
        return _run(Path(folder) / "bench.duckdb")


def _run(path: Path) -> list[dict[str, str]]:
    connection = synthetic(path)
    started = time.perf_counter()
    reconcile(connection)
    seconds = time.perf_counter() - started
    ((claims, cells),) = connection.execute(
        "SELECT (SELECT count(*) FROM claims), (SELECT count(*) FROM cells)"
    ).fetchall()
    rows = [
        {
            "measure": f"reconcile {CLAIMS:,} facts: {claims:,} claims in {cells:,} cells, two threads",
            "value": f"{seconds:.1f} s",
            "budget": BUDGETS["reconcile 1,000,000 claims"],
        }
    ]
    connection.close()
    connection = duckdb.connect(path, read_only=True, config={"threads": 2})
    codes = [row[0] for row in connection.execute("SELECT DISTINCT adcode FROM cells ORDER BY 1").fetchall()]
    sample = connection.execute(
        "SELECT fact_id, cell_id FROM claims ORDER BY md5(fact_id) LIMIT $n", {"n": QUERIES}
    ).fetchall()
    for name, query in PAGE_QUERIES.items():
        taken = []
        for turn in range(QUERIES):
            values = {
                "adcodes": [codes[(turn * 37 + step * 101) % len(codes)] for step in range(5)],
                "fact_id": sample[turn][0],
                "cell_id": sample[turn][1],
            }
            needed = {key: value for key, value in values.items() if f"${key}" in query}
            begun = time.perf_counter()
            connection.cursor().execute(query, needed).fetchall()
            taken.append((time.perf_counter() - begun) * 1000)
        p95 = statistics.quantiles(taken, n=20)[-1]
        rows.append(
            {
                "measure": f"page query {name}, {QUERIES} times",
                "value": f"p50 {statistics.median(taken):.1f} ms, p95 {p95:.1f} ms",
                "budget": BUDGETS["page query"],
            }
        )
    return rows


if __name__ == "__main__":
    for line in run():
        print(f"{line['measure']:<90} {line['value']:<28} budget {line['budget']}")
