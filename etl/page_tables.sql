-- The tables that the pages ask: what each of their questions would otherwise join anew. Filled last, of the tables
-- that reconcile.sql has settled; by region, so that a question for one reads few blocks.

INSERT INTO page_facts
WITH stated AS (
    SELECT 'output_values' AS kept_in, fact_id, article_id, adcode, zone, industry, industry_text, statistic AS measure,
           value_yuan::DOUBLE AS number, qualifier, status, NULL AS basis, period_start, period_end, quote, rule, char_start, char_end,
           NULL AS event, NULL AS parties, NULL::DOUBLE AS project_count
    FROM output_values
    UNION ALL
    SELECT 'growth_rates', fact_id, article_id, adcode, zone, industry, industry_text, statistic,
           rate::DOUBLE, qualifier, status, basis, period_start, period_end, quote, rule, char_start, char_end, NULL, NULL, NULL
    FROM growth_rates
    UNION ALL
    SELECT 'signings', fact_id, article_id, adcode, zone, industry, industry_text, kind,
           amount_yuan::DOUBLE, coalesce(amount_qualifier, count_qualifier, 'exact'), 'actual', count_qualifier,
           signed_on, signed_on, quote, rule, char_start, char_end, event, parties, project_count::DOUBLE
    FROM signings
    UNION ALL
    SELECT 'entity_counts', fact_id, article_id, adcode, zone, industry, industry_text, kind,
           value::DOUBLE, qualifier, status, change, period_start, period_end, quote, rule, char_start, char_end, NULL, NULL, NULL
    FROM entity_counts
)
SELECT stated.*, year(stated.period_end), regions.name, pinyin, level, parent, province, city, full_name,
       title, publisher, articles.published_on, url,
       NOT (month(stated.period_start) = 1 AND day(stated.period_start) = 1 AND month(stated.period_end) = 12
            AND day(stated.period_end) = 31 AND year(stated.period_start) = year(stated.period_end)),
       cells.cell_id, cells.scope, cells.coverage, cells.grain, cells.claims,
       coalesce(cells.fact_id = stated.fact_id, false), coalesce(latest_fact = stated.fact_id, false),
       coalesce(highest_fact = stated.fact_id, false), coalesce(lowest_fact = stated.fact_id, false)
FROM stated JOIN regions USING (adcode) JOIN articles USING (article_id)
LEFT JOIN claims ON claims.fact_id = stated.fact_id LEFT JOIN cells USING (cell_id)
ORDER BY province, city, adcode, stated.period_end, stated.fact_id;

INSERT INTO page_cells
SELECT cells.cell_id, subject_id, cells.adcode, cells.zone, industry, scope, coverage, industry_text, fact_table,
       measure, variant, period_start, period_end, year, grain, grain NOT IN ('year', 'day'), status_group,
       claims.fact_id, claims.value, claims.qualifier, claims.status, cells.claims, rivals, spread, spread_low,
       spread_high, decided_by, regions.name, pinyin, level, parent, province, city, full_name,
       title, publisher, articles.published_on, url,
       cells.fact_id = claims.fact_id, latest_fact = claims.fact_id, highest_fact = claims.fact_id,
       lowest_fact = claims.fact_id
FROM cells JOIN claims USING (cell_id) JOIN regions USING (adcode) JOIN articles ON articles.article_id = claims.article_id
WHERE shown
ORDER BY province, city, cells.adcode, period_end, cells.cell_id, claims.rank;

INSERT INTO page_events
SELECT e.event_id, e.fact_id, e.adcode, e.zone, e.industry, e.industry_text, e.signed_on, e.kind, e.project_count,
       e.count_qualifier, e.amount_yuan, e.amount_qualifier, e.event, e.parties, e.reports, e.reasons,
       year(e.signed_on), s.quote, r.name, r.pinyin, r.level, r.parent, r.province, r.city, r.full_name,
       a.title, a.publisher, a.published_on, a.url, a.article_id
FROM signing_events e JOIN regions r USING (adcode) JOIN signings s USING (fact_id) JOIN articles a USING (article_id)
ORDER BY r.province, r.city, e.adcode, e.signed_on, e.event_id;
