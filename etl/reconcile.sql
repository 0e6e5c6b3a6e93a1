-- Rival claims about one cell -> the value shown, and why. Whole sets, no row by row; every order is total (it ends in fact_id).
-- Needs the temporary tables zone_names(name, adcode, zone) and publisher_kinds(ordinal, pattern, kind): etl/reconcile.py.

-- An industry's words without 规上, connectives and tails, so that 生物医药和健康 and 生物医药与健康产业 are one scope.
-- 医药, 生物医药 and 医药制造业 stay apart though they share a code: an article that says one does not say the other.
CREATE OR REPLACE TEMP TABLE scopes AS
WITH texts AS (
    SELECT DISTINCT industry_text FROM (
        SELECT industry_text FROM output_values
        UNION ALL SELECT industry_text FROM growth_rates
        UNION ALL SELECT industry_text FROM entity_counts
    ) WHERE industry_text IS NOT NULL
), bare AS (
    SELECT industry_text,
           regexp_replace(lower(translate(industry_text, '()', '（）')), '规模以上|规模以下|规上|规下|限上|工业企业', '', 'g') AS name
    FROM texts
)
SELECT industry_text,
       regexp_replace(regexp_replace(regexp_replace(name, '[与和及、·/“”"\s]|以及', '', 'g'),
                                     '(?:全产业链|产业链|产业集群|产业|行业|领域|生产企业|企业)+$', ''),
                      '(制造|服务|加工)业$', '\1') AS scope,
       CASE WHEN regexp_matches(industry_text, '规上|规模以上|限上') THEN 'above_scale'
            WHEN regexp_matches(industry_text, '规下|规模以下') THEN 'below_scale' ELSE 'all' END AS coverage
FROM bare;

-- What a publisher is: the first line of data/publishers.csv that fits its name, else one that fits the address's host.
CREATE OR REPLACE TEMP TABLE kinds AS
WITH publishers AS (
    SELECT DISTINCT publisher, regexp_extract(url, '^https?://([^/:?#]+)', 1) AS host FROM articles
), fits AS (
    SELECT publisher, host,
           min_by(kind, ordinal) FILTER (WHERE regexp_matches(publisher, pattern)) AS by_name,
           min_by(kind, ordinal) FILTER (WHERE kind = 'official' AND regexp_matches(host, pattern)) AS by_host
    FROM publishers CROSS JOIN publisher_kinds GROUP BY ALL
), named AS (
    SELECT publisher, host, coalesce(by_name, by_host, CASE WHEN publisher IS NULL THEN 'reprint' ELSE 'other' END) AS kind
    FROM fits
)
SELECT article_id, published_on, kind,
       CASE kind WHEN 'official' THEN 1 WHEN 'outlet' THEN 2 WHEN 'other' THEN 3 ELSE 4 END AS kind_rank
FROM articles JOIN named ON named.publisher IS NOT DISTINCT FROM articles.publisher
    AND named.host IS NOT DISTINCT FROM regexp_extract(articles.url, '^https?://([^/:?#]+)', 1);

-- 规上 may stand before the figure and not in the industry's words: the clause that leads up to the quote says so.
CREATE OR REPLACE TEMP TABLE said_above_scale AS
SELECT fact_id FROM (
    SELECT fact_id, article_id, char_start FROM output_values
    UNION ALL SELECT fact_id, article_id, char_start FROM growth_rates
) JOIN articles USING (article_id)
WHERE char_start IS NOT NULL AND content IS NOT NULL
  AND regexp_matches(regexp_extract(substring(content, greatest(1, char_start - 23), least(24, char_start)), '[^，,。；;：:！!？?\n]*$'),
                     '规模以上|规上');

-- Facts of three tables in one form.
CREATE OR REPLACE TEMP TABLE stated AS
WITH facts AS (
    SELECT 'output_values' AS fact_table, fact_id, article_id, adcode, zone, industry, industry_text, statistic AS measure, '' AS variant,
           value_yuan::DECIMAL(26, 6) AS value, qualifier, status, period_start, period_end, quote FROM output_values
    UNION ALL
    SELECT 'growth_rates', fact_id, article_id, adcode, zone, industry, industry_text, statistic, basis,
           rate::DECIMAL(26, 6), qualifier, status, period_start, period_end, quote FROM growth_rates
    UNION ALL
    SELECT 'entity_counts', fact_id, article_id, adcode, zone, industry, industry_text, kind, change,
           value::DECIMAL(26, 6), qualifier, status, period_start, period_end, quote FROM entity_counts
), printed AS (
    SELECT facts.* EXCLUDE (zone, quote), coalesce(here.zone, anywhere.zone, facts.zone) AS zone,
           coalesce(nullif(scopes.scope, ''), '#' || facts.industry, '') AS scope,
           CASE WHEN measure = 'companies_above_scale' THEN 'above_scale'  -- the kind says it: 规上医药 428家 is 医药 428家
                WHEN above.fact_id IS NOT NULL THEN 'above_scale' ELSE coalesce(scopes.coverage, 'all') END AS coverage,
           nullif(regexp_extract(replace(quote, ',', ''), '[0-9]+(?:\.[0-9]+)?'), '') AS figure
    FROM facts
    LEFT JOIN scopes USING (industry_text)
    LEFT JOIN said_above_scale AS above ON above.fact_id = facts.fact_id
    LEFT JOIN zone_names AS here ON here.name = facts.zone AND here.adcode = facts.adcode
    LEFT JOIN zone_names AS anywhere ON anywhere.name = facts.zone AND anywhere.adcode = ''
), figures AS (  -- 千亿, 翻番 and the like print no digits: then the number itself, of a rate in percent
    SELECT * EXCLUDE (figure), fact_table = 'growth_rates' AS is_rate, abs(value)::DOUBLE AS size,
           CASE WHEN coalesce(figure::DOUBLE, 0) > 0 THEN figure
                WHEN fact_table = 'growth_rates' THEN round(abs(value) * 100)::BIGINT::VARCHAR
                ELSE round(abs(value))::HUGEINT::VARCHAR END AS figure
    FROM printed
)
SELECT * EXCLUDE (figure),
       greatest(1, length(ltrim(replace(CASE WHEN contains(figure, '.') THEN figure ELSE rtrim(figure, '0') END, '.', ''), '0'))) AS digits,
       size / greatest(figure::DOUBLE, 1e-9)  -- the unit: 亿 of 154.8亿
           * pow(10, CASE WHEN contains(figure, '.') THEN -length(split_part(figure, '.', 2))
                          ELSE length(figure) - length(rtrim(figure, '0')) END) AS step,
       size / greatest(figure::DOUBLE, 1e-9)
           * pow(10, CASE WHEN contains(figure, '.') THEN -length(split_part(figure, '.', 2)) ELSE 0 END) AS last_place
FROM figures;

-- The values that a claim allows: what rounds to it (7617 holds 7617.14), and after 超 up to the next step (超7600 holds 7617).
CREATE OR REPLACE TEMP TABLE readings AS
WITH widths AS (
    SELECT *,
           CASE WHEN is_rate THEN last_place / 2
                WHEN fact_table = 'entity_counts' AND size < 100 THEN 0.5  -- 20家 was counted, 200家 may be rounded
                ELSE least(step / 2, 0.05 * size) END AS half,
           CASE WHEN is_rate THEN least(step, 0.05) ELSE least(step, 0.10 * size) END AS band
    FROM stated
), sized AS (
    SELECT *,
           CASE qualifier WHEN 'over' THEN size WHEN 'nearly' THEN size - band * 0.999999
                          WHEN 'about' THEN size - greatest(half, 0.05 * size) ELSE size - half END AS least_size,
           CASE qualifier WHEN 'over' THEN size + band * 0.999999 WHEN 'nearly' THEN size
                          WHEN 'about' THEN size + greatest(half, 0.05 * size) ELSE size + half * 0.999999 END AS most_size
    FROM widths
), keyed AS (
    SELECT *,
           CASE WHEN value < 0 THEN -most_size ELSE least_size END AS low,
           CASE WHEN value < 0 THEN -least_size ELSE most_size END AS high,
           CASE status WHEN 'target' THEN 'target' ELSE 'outcome' END AS status_group,
           concat_ws('|', adcode, coalesce(zone, ''), scope, coverage, fact_table, measure, variant, period_start, period_end) AS key
    FROM sized
)
SELECT md5_number_lower(key || '|' || status_group) AS cell, md5_number_lower(key) AS subject, keyed.* EXCLUDE (key, half, band, least_size, most_size, step, last_place),
       published_on, kind AS publisher_kind, kind_rank,
       CASE status WHEN 'actual' THEN 1 WHEN 'estimate' THEN 2 ELSE 3 END AS status_rank,
       coalesce(year(published_on) * 12 + month(published_on), 0) AS month_published
FROM keyed JOIN kinds USING (article_id);

-- How many other articles say the same. Two say the same if one's value is among those that the other allows.
CREATE OR REPLACE TEMP TABLE supporters AS
WITH distinct_readings AS (
    SELECT cell, value, low, high, count(DISTINCT article_id) AS articles FROM readings GROUP BY ALL
)
SELECT a.cell, a.value, a.low, a.high, (sum(b.articles) - 1)::INTEGER AS supported_by
FROM distinct_readings AS a JOIN distinct_readings AS b
  ON a.cell = b.cell AND (b.value BETWEEN a.low AND a.high OR a.value BETWEEN b.low AND b.high)
GROUP BY ALL;

-- The order: actual before estimate; more digits, then exact; later by month; official before outlet before reprint; more supporters.
CREATE OR REPLACE TEMP TABLE ranked AS
WITH ordered AS (
    SELECT cell, fact_id, value, low, high, qualifier, status_rank, digits * 2 + (qualifier = 'exact')::INTEGER AS precision_rank,
           month_published, kind_rank, supported_by, published_on,
           row_number() OVER (
               PARTITION BY cell
               ORDER BY status_rank, digits DESC, qualifier = 'exact' DESC, month_published DESC, kind_rank, supported_by DESC,
                        published_on DESC NULLS LAST, fact_id) AS rank
    FROM readings JOIN supporters USING (cell, value, low, high)
), best AS (
    SELECT cell, value AS best_value, low AS best_low, high AS best_high, qualifier AS best_qualifier, status_rank AS best_status,
           precision_rank AS best_precision, month_published AS best_month, kind_rank AS best_kind, supported_by AS best_support
    FROM ordered WHERE rank = 1
), compared AS (
    SELECT *,
           value BETWEEN best_low AND best_high OR best_value BETWEEN low AND high AS same,
           -- 超1000 does not deny 1400; beyond half as much again nobody would have said it
           sign(value) = sign(best_value) AND greatest(abs(value), abs(best_value)) <= 1.5 * least(abs(value), abs(best_value))
               AND (qualifier = 'over' AND abs(value) <= abs(best_value) OR best_qualifier = 'over' AND abs(best_value) <= abs(value)
                 OR qualifier = 'nearly' AND abs(value) >= abs(best_value)
                 OR best_qualifier = 'nearly' AND abs(best_value) >= abs(value)) AS loose
    FROM ordered JOIN best USING (cell)
)
SELECT cell, fact_id, value, rank, published_on, supported_by, status_rank = best_status AS same_status,
       CASE WHEN rank = 1 THEN 'shown' WHEN same THEN 'supports' WHEN status_rank <> best_status THEN 'superseded'
            WHEN loose THEN 'compatible' ELSE 'rival' END AS relation,
       CASE WHEN rank = 1 THEN 'shown' WHEN status_rank <> best_status THEN 'status'
            WHEN precision_rank <> best_precision THEN 'precision' WHEN month_published <> best_month THEN 'later'
            WHEN kind_rank <> best_kind THEN 'publisher' WHEN supported_by <> best_support THEN 'support' ELSE 'tie' END AS reason
FROM compared;

INSERT INTO claims
SELECT fact_id, printf('%s-%016x', adcode, cell), rank, relation, reason, ranked.value, low, high, qualifier, status, digits, supported_by,
       publisher_kind, ranked.published_on, article_id
FROM ranked JOIN readings USING (cell, fact_id) ORDER BY adcode, cell, rank;

-- Of each cell what its claims come to. Claims are named by their ranks: a state of fixed size can leave memory, a text can't.
CREATE OR REPLACE TEMP TABLE summed AS
WITH limits AS (  -- of the claims with the status shown; of equals the better ranked
    SELECT cell, max(value) AS highest, min(value) AS lowest, max(published_on) AS latest FROM ranked WHERE same_status GROUP BY cell
)
SELECT cell, any_value(highest) AS highest_value, any_value(lowest) AS lowest_value,
       min(rank) FILTER (WHERE same_status AND value = highest) AS highest_rank,
       min(rank) FILTER (WHERE same_status AND value = lowest) AS lowest_rank,
       min(rank) FILTER (WHERE same_status AND published_on IS NOT DISTINCT FROM latest) AS latest_rank,
       count(*)::INTEGER AS claims,
       count(*) FILTER (WHERE relation = 'supports') AS supports, count(*) FILTER (WHERE relation = 'rival') AS rivals,
       count(*) FILTER (WHERE relation = 'compatible') AS compatibles,
       count(*) FILTER (WHERE relation = 'superseded') AS superseded,
       min(value) FILTER (WHERE relation IN ('shown', 'rival')) AS spread_low,
       max(value) FILTER (WHERE relation IN ('shown', 'rival')) AS spread_high,
       coalesce(min(rank) FILTER (WHERE relation = 'rival'), min(rank) FILTER (WHERE relation = 'compatible'),
                min(rank) FILTER (WHERE relation = 'superseded')) AS nearest_rank,
       bool_or(reason = 'status') AS by_status, bool_or(reason = 'precision') AS by_precision, bool_or(reason = 'later') AS by_later,
       bool_or(reason = 'publisher') AS by_publisher, bool_or(reason = 'support') AS by_support, bool_or(reason = 'tie') AS by_tie
FROM ranked JOIN limits USING (cell) GROUP BY cell;

-- The claims that their ranks name. Of a cell with one claim they are all that one.
CREATE OR REPLACE TEMP TABLE named AS
SELECT summed.cell, latest.fact_id AS latest_fact, latest.value AS latest_value, highest.fact_id AS highest_fact,
       lowest.fact_id AS lowest_fact, nearest.reason AS nearest
FROM summed
JOIN ranked AS latest ON latest.cell = summed.cell AND latest.rank = latest_rank
JOIN ranked AS highest ON highest.cell = summed.cell AND highest.rank = highest_rank
JOIN ranked AS lowest ON lowest.cell = summed.cell AND lowest.rank = lowest_rank
LEFT JOIN ranked AS nearest ON nearest.cell = summed.cell AND nearest.rank = nearest_rank
WHERE claims > 1;

INSERT INTO cells
WITH subjects AS (
    SELECT subject, min(status_group) AS best_group FROM readings GROUP BY subject  -- 'outcome' sorts before 'target'
), firsts AS (
    SELECT fact_id FROM ranked WHERE rank = 1
)
SELECT printf('%s-%016x', adcode, cell), printf('%s-%016x', adcode, subject), adcode, zone, industry, scope, coverage, industry_text,
       fact_table, measure, variant, period_start, period_end, year(period_end),
       CASE WHEN period_start = period_end THEN 'day'
            WHEN date_diff('day', period_start, period_end) > 366 THEN 'years'
            WHEN date_diff('day', period_start, period_end) >= 363 THEN 'year' ELSE 'part' END,
       status_group, status_group = best_group, fact_id, value, qualifier, status,
       coalesce(latest_fact, fact_id), coalesce(latest_value, value), coalesce(highest_fact, fact_id), highest_value,
       coalesce(lowest_fact, fact_id), lowest_value,
       claims, supports, rivals, compatibles, superseded, spread_low, spread_high,
       CASE WHEN is_rate THEN (spread_high - spread_low)::DOUBLE
            WHEN value = 0 THEN (spread_high > spread_low)::INTEGER::DOUBLE ELSE (spread_high - spread_low)::DOUBLE / abs(value)::DOUBLE END,
       CASE WHEN claims = 1 THEN 'only' ELSE coalesce(nearest, 'agreed') END,
       list_filter([CASE WHEN by_status THEN 'status' END, CASE WHEN by_precision THEN 'precision' END, CASE WHEN by_later THEN 'later' END,
                    CASE WHEN by_publisher THEN 'publisher' END, CASE WHEN by_support THEN 'support' END, CASE WHEN by_tie THEN 'tie' END],
                   lambda step: step IS NOT NULL)
FROM readings SEMI JOIN firsts USING (fact_id) JOIN summed USING (cell) JOIN subjects USING (subject)
LEFT JOIN named USING (cell)
ORDER BY adcode, fact_table, measure, period_end, cell;
