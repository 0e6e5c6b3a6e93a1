-- Groups of reports (event_of: fact_id, event_id) -> signing_events and signing_reports.

INSERT INTO signing_reports
WITH why AS (
    SELECT fact_id, list_sort(list(DISTINCT reason)) AS reasons
    FROM (SELECT a AS fact_id, unnest(reasons) AS reason FROM pairs UNION ALL SELECT b, unnest(reasons) FROM pairs)
    GROUP BY fact_id
)
SELECT fact_id, event_id,
       row_number() OVER (
           PARTITION BY event_id
           ORDER BY project_count IS NULL, amount_yuan IS NULL, grain <> 'day', kind_rank, amount_qualifier IS DISTINCT FROM 'exact',
                    published_on DESC NULLS LAST, fact_id),
       coalesce(reasons, [])
FROM reports JOIN event_of USING (fact_id) JOIN kinds USING (article_id) LEFT JOIN why USING (fact_id)
ORDER BY event_id, 3;

INSERT INTO signing_events
WITH told AS (
    SELECT signing_reports.*, signings.* EXCLUDE (fact_id), grain, level
    FROM signing_reports JOIN signings USING (fact_id) JOIN reports USING (fact_id) JOIN regions ON regions.adcode = signings.adcode
), summed AS (
    SELECT event_id, count(*)::INTEGER AS reports,
           min_by(adcode, (CASE level WHEN 'county' THEN 0 WHEN 'city' THEN 1 WHEN 'province' THEN 2 ELSE 3 END) * 1000000 + rank) AS adcode,
           min_by(zone, rank) FILTER (WHERE zone IS NOT NULL) AS zone,
           coalesce(min(signed_on) FILTER (WHERE grain = 'day'), min(signed_on) FILTER (WHERE grain = 'month'), min(signed_on)) AS signed_on,
           min_by(project_count, rank) FILTER (WHERE project_count IS NOT NULL) AS project_count,
           min_by(count_qualifier, rank) FILTER (WHERE count_qualifier IS NOT NULL) AS count_qualifier,
           min_by(amount_yuan, rank) FILTER (WHERE amount_yuan IS NOT NULL) AS amount_yuan,
           min_by(amount_qualifier, rank) FILTER (WHERE amount_qualifier IS NOT NULL) AS amount_qualifier,
           min_by(event, rank) FILTER (WHERE event IS NOT NULL) AS event,
           min_by(parties, rank) FILTER (WHERE parties IS NOT NULL) AS parties,
           list_sort(list_distinct(flatten(list(reasons)))) AS reasons
    FROM told GROUP BY event_id
)
SELECT event_id, told.fact_id, summed.adcode, summed.zone, told.industry, told.industry_text, summed.signed_on, told.kind,
       summed.project_count, summed.count_qualifier, summed.amount_yuan, summed.amount_qualifier, summed.event, summed.parties,
       summed.reports, summed.reasons
FROM told JOIN summed USING (event_id)
WHERE rank = 1
ORDER BY signed_on, event_id;
