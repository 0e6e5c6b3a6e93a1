-- Several reports of one signing -> one event, its reports, and why they were taken for one.
-- Two reports are one event if region, kind, date, count and amount do not contradict each other, and a figure
-- agrees: a count of two or more, or the amount, or a single project with the same name or parties. Where a date is only a year, or the
-- regions are one inside the other, two of count, amount and name must agree; within one article all three.

CREATE OR REPLACE TEMP TABLE lineage AS
SELECT adcode, adcode AS ancestor FROM regions
UNION SELECT adcode, city FROM regions WHERE city IS NOT NULL
UNION SELECT adcode, province FROM regions WHERE province IS NOT NULL;

CREATE OR REPLACE TEMP TABLE reports AS
SELECT fact_id, article_id, signings.adcode, coalesce(here.zone, anywhere.zone, signings.zone) AS zone, kind, signed_on, project_count, count_qualifier,
       amount_yuan, amount_qualifier, parties,
       year(signed_on) AS year_signed,
       CASE WHEN month(signed_on) = 1 AND day(signed_on) = 1 THEN 'year' WHEN day(signed_on) = 1 THEN 'month' ELSE 'day' END AS grain,
       nullif(regexp_replace(lower(event), '[^\p{Han}a-z0-9]', '', 'g'), '') AS name,
       amount_yuan::DOUBLE * CASE amount_qualifier WHEN 'exact' THEN 0.995 WHEN 'over' THEN 1 WHEN 'nearly' THEN 0.9 ELSE 0.95 END AS low,
       amount_yuan::DOUBLE * CASE amount_qualifier WHEN 'exact' THEN 1.005 WHEN 'over' THEN 1.1 WHEN 'nearly' THEN 1 ELSE 1.05 END AS high
FROM signings
LEFT JOIN zone_names AS here ON here.name = signings.zone AND here.adcode = signings.adcode
LEFT JOIN zone_names AS anywhere ON anywhere.name = signings.zone AND anywhere.adcode = '';

CREATE OR REPLACE TEMP TABLE pairs AS
WITH lifted AS MATERIALIZED (  -- first the ancestors: else the planner pairs all reports of a year
    SELECT reports.*, ancestor FROM reports JOIN lineage USING (adcode)
), candidates AS (
    SELECT a.fact_id AS a, b.fact_id AS b, a.article_id = b.article_id AS same_article, a.adcode = b.adcode AS same_region,
           a.signed_on = b.signed_on AND a.grain = 'day' AS same_day,
           a.grain = 'day' AND b.grain = 'day' AS both_days, 'year' IN (a.grain, b.grain) AS by_year,
           coalesce(a.project_count = b.project_count, false) AS same_count, coalesce(a.project_count = 1, false) AS single,
           coalesce(a.amount_yuan::DOUBLE BETWEEN b.low AND b.high OR b.amount_yuan::DOUBLE BETWEEN a.low AND a.high, false) AS same_amount,
           coalesce(length(least(a.name, b.name)) >= 4 AND (contains(a.name, b.name) OR contains(b.name, a.name))
                    OR jaccard(a.name, b.name) >= 0.8, false) AS same_name,
           coalesce(a.parties = b.parties, false) AS same_parties
    FROM lifted AS a JOIN reports AS b ON b.adcode = a.ancestor AND b.year_signed = a.year_signed AND b.kind = a.kind
    WHERE a.fact_id <> b.fact_id
      AND (a.adcode <> b.adcode OR a.fact_id < b.fact_id)
      AND (a.zone IS NULL OR b.zone IS NULL OR a.zone = b.zone OR contains(a.zone, b.zone) OR contains(b.zone, a.zone))
      AND CASE WHEN 'year' IN (a.grain, b.grain) THEN true
               WHEN 'month' IN (a.grain, b.grain) THEN month(a.signed_on) = month(b.signed_on)
               ELSE abs(date_diff('day', a.signed_on, b.signed_on)) <= 7 END
      AND coalesce(a.project_count = b.project_count, true)
      AND coalesce(a.amount_yuan::DOUBLE BETWEEN b.low AND b.high OR b.amount_yuan::DOUBLE BETWEEN a.low AND a.high, true)
)
SELECT a, b, list_filter([
           CASE WHEN same_region THEN 'region' ELSE 'region_within' END,
           CASE WHEN same_day THEN 'date' WHEN both_days THEN 'date_near' ELSE 'date_coarse' END,
           CASE WHEN same_count THEN 'count' END, CASE WHEN same_amount THEN 'amount' END,
           CASE WHEN same_name THEN 'name' END, CASE WHEN same_parties THEN 'parties' END], lambda reason: reason IS NOT NULL) AS reasons
FROM candidates
WHERE (same_count AND NOT single OR same_amount OR same_count AND (same_name OR same_parties))
  AND (same_region AND NOT by_year
       OR (same_count AND NOT single)::INTEGER + same_amount::INTEGER + (same_name OR same_parties)::INTEGER >= 2)
  AND (NOT same_article OR same_count AND NOT single AND same_amount AND (same_name OR same_parties));
