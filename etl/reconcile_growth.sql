-- Levels and growth: the levels that they imply for other periods, and the growth rates that two stated levels contradict.

CREATE OR REPLACE TEMP TABLE levels AS
SELECT cells.cell_id, cells.fact_id, adcode, coalesce(zone, '') AS zone, industry, scope, coverage, measure, grain, period_start, period_end,
       cells.value::DOUBLE AS value, low, high
FROM cells JOIN claims USING (fact_id)
WHERE fact_table = 'output_values' AND status_group = 'outcome';

-- Each growth rate with its own period and the period that it grew from, and over how many years.
-- yoy: the same months a year before. average: the first year is the base, but 2016-2020 and other five-year plans count from the year
-- before. total: the first year is the base.
CREATE OR REPLACE TEMP TABLE growths AS
WITH outcomes AS (
    SELECT cells.cell_id, cells.fact_id, adcode, coalesce(zone, '') AS zone, industry, scope, coverage, measure, variant,
           cells.value::DOUBLE AS rate, low, high, period_start, period_end, year(period_start) AS first, year(period_end) AS last
    FROM cells JOIN claims USING (fact_id)
    WHERE fact_table = 'growth_rates' AND status_group = 'outcome' AND measure <> 'count' AND cells.value > -1
), spans AS (
    SELECT *, CASE WHEN variant = 'average' AND first % 5 = 1 AND last - first = 4 THEN first - 1 ELSE first END AS base_year FROM outcomes
)
SELECT * EXCLUDE (period_start, period_end, first, last, base_year),
       CASE variant WHEN 'yoy' THEN period_start ELSE make_date(last, 1, 1) END AS period_start,
       CASE variant WHEN 'yoy' THEN period_end ELSE make_date(last, 12, 31) END AS period_end,
       CASE variant WHEN 'yoy' THEN (period_start - INTERVAL 1 YEAR)::DATE ELSE make_date(base_year, 1, 1) END AS base_start,
       CASE WHEN variant <> 'yoy' THEN make_date(base_year, 12, 31)
            WHEN period_end = last_day(period_end) THEN last_day((period_end - INTERVAL 1 YEAR)::DATE)
            ELSE (period_end - INTERVAL 1 YEAR)::DATE END AS base_end,
       CASE variant WHEN 'average' THEN last - base_year ELSE 1 END AS years
FROM spans WHERE variant = 'yoy' OR last > base_year;

INSERT INTO implied_values
WITH moved AS (
    SELECT levels.cell_id AS level_cell, growths.cell_id AS growth_cell, 'backward' AS direction, levels.fact_id AS level_fact,
           growths.fact_id AS growth_fact, levels.* EXCLUDE (cell_id, fact_id, period_start, period_end, value, low, high, grain),
           base_start AS period_start, base_end AS period_end, levels.value / pow(1 + rate, years) AS value
    FROM levels JOIN growths USING (adcode, zone, scope, coverage, measure, period_start, period_end)
    UNION ALL
    SELECT levels.cell_id, growths.cell_id, 'forward', levels.fact_id, growths.fact_id,
           levels.* EXCLUDE (cell_id, fact_id, period_start, period_end, value, low, high, grain),
           growths.period_start, growths.period_end, levels.value * pow(1 + rate, years)
    FROM levels JOIN growths
      ON growths.adcode = levels.adcode AND growths.zone = levels.zone AND growths.scope = levels.scope
     AND growths.coverage = levels.coverage AND growths.measure = levels.measure
     AND growths.base_start = levels.period_start AND growths.base_end = levels.period_end
)
SELECT level_cell, growth_cell, direction, level_fact, growth_fact, adcode, nullif(zone, ''), moved.industry, scope, coverage, measure,
       period_start, period_end, moved.value::DECIMAL(20, 2), levels.cell_id
FROM moved LEFT JOIN levels USING (adcode, zone, scope, coverage, measure, period_start, period_end)
WHERE moved.value < 1e17
ORDER BY adcode, measure, period_end, level_cell, growth_cell, direction;

INSERT INTO growth_checks
WITH pairs AS (
    SELECT growths.cell_id AS growth_cell, growths.fact_id AS growth_fact, growths.adcode, growths.measure, rate, growths.low, growths.high,
           later.cell_id AS level_cell, later.fact_id AS level_fact, base.cell_id AS base_cell, base.fact_id AS base_fact,
           pow(later.value / base.value, 1.0 / years) - 1 AS computed,
           pow(greatest(later.low, 0) / base.high, 1.0 / years) - 1 AS computed_low,
           pow(later.high / base.low, 1.0 / years) - 1 AS computed_high
    FROM growths
    JOIN levels AS later USING (adcode, zone, scope, coverage, measure, period_start, period_end)
    JOIN levels AS base
      ON growths.adcode = base.adcode AND growths.zone = base.zone AND growths.scope = base.scope
     AND growths.coverage = base.coverage AND growths.measure = base.measure
     AND growths.base_start = base.period_start AND growths.base_end = base.period_end
    WHERE base.value > 0 AND base.low > 0 AND later.value / base.value < 1e9
)
SELECT growth_cell, level_cell, base_cell, growth_fact, level_fact, base_fact, adcode, measure, rate::DECIMAL(12, 6),
       computed::DECIMAL(18, 6), (computed - rate)::DECIMAL(18, 6), abs(computed - rate) > 0.03,
       computed_low <= high AND computed_high >= low
FROM pairs
ORDER BY adcode, measure, growth_cell, level_cell, base_cell;
