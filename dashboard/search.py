"""Questions to the search index: words -> regions, articles, events and sentences, the best first, with counts."""

import math
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard import search_parse
from dashboard.choice import Choice
from dashboard.database import build, fetch, has_table
from dashboard.search_parse import Name, Parse

KINDS = ("article", "event", "sentence")
MAX_TERMS = 12
SHOWN = 5
REGIONS_SHOWN = 8
LOOKED_OVER = 40  # the best by their words; those that hold the question's words side by side go to the front
UNKNOWN = -20.0
LONGEST_TERM = 12
ALIKE = 8  # words that hold one that the index does not have as it stands


@dataclass(slots=True)
class Found:
    """What a question found: how it was read, regions, and for each kind the rows shown and how many there are.

    `rows` and `counts` are of the choice; `outside` counts what the choice leaves out.
    """

    asked: str
    parse: Parse
    regions: pd.DataFrame
    rows: dict[str, pd.DataFrame] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    outside: dict[str, int] = field(default_factory=dict)
    all_words: bool = True

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to show."""
        found = any(self.counts.values()) or any(self.outside.values())
        return self.regions.empty and not found and not self.parse.filters


def ready() -> bool:
    """Whether the open build has the index; builds of an older schema have none."""
    return all(has_table(name) for name in ("search_items", "search_terms", "search_postings", "search_names"))


def find(question: str, limit: dict[str, int] | None = None, choice: Choice | None = None) -> Found:
    """Everything that a question finds. limit: rows for a kind, SHOWN where not given.

    With a choice only what speaks of its regions, years, industry and statistic is shown; the rest is counted.
    """
    text = search_parse.normal(question)
    known = _known()
    parse = search_parse.parse(text, known.names, _latest_year(), _build_year())
    found = Found(text, parse, known.matching(text.replace(" ", ""), parse.regions))
    slots = _slots(parse, found.regions)
    if slots:
        _items(found, slots, limit or {}, choice or Choice())
    return found


class Gazette:
    """The names and the regions of one build, in memory: 4,000 regions, 13,000 names."""

    def __init__(self) -> None:
        """Reads the open build."""
        self.build = build()
        self.names: dict[str, Name] = {}
        for name, kind, code in fetch(NAMES).itertuples(index=False):
            self.names.setdefault(str(name), Name(str(name), str(kind), str(code)))
        self.regions = fetch(REGIONS)
        self.places = {str(code): at for at, code in enumerate(self.regions["adcode"])}
        spelled = (str(pinyin).partition(" ") for pinyin in self.regions["pinyin"])
        rows = zip(self.regions["name"], spelled, self.regions["current"], strict=True)
        self.spelled = [(name, whole, initials, at) for at, (name, (whole, _, initials), now) in enumerate(rows) if now]

    def matching(self, text: str, codes: dict[str, str]) -> pd.DataFrame:
        """adcode, name, full_name, pinyin, level, figures: the regions named, then those that begin like the text."""
        found = [self.places[code] for code in codes if code in self.places]
        if len(text) > 1:
            found += [
                at for name, whole, initials, at in self.spelled
                if name.startswith(text) or whole.startswith(text) or initials == text
            ]  # fmt: skip
        return self.regions.iloc[list(dict.fromkeys(found))[:REGIONS_SHOWN]]


_gazette: list[Gazette] = []


def _known() -> Gazette:
    """The names of the open build; read once for each build."""
    if not _gazette or _gazette[-1].build != build():
        _gazette[:] = [Gazette()]
    return _gazette[-1]


def _latest_year() -> int:
    """The newest year of which an actual output figure speaks: what 近三年 counts back from."""
    found = fetch("SELECT max(year(period_end))::INTEGER AS y FROM output_values WHERE status = 'actual'")["y"][0]
    return _build_year() if pd.isna(found) else int(found)


def _build_year() -> int:
    opened = build()
    return int(opened.name[:4]) if opened and opened.name[:4].isdigit() else 2026


def _slots(parse: Parse, regions: pd.DataFrame) -> list[list[int]]:
    """The ids of the index's words, one list for each word of the question; any of a list will do.

    Several regions are one slot, the first: of each thing found one region is enough. So are several years.
    """
    named = regions[regions["adcode"].isin(list(parse.regions))]
    places = [shorter for name in named["name"] for shorter in _shorter(str(name))]
    first, last = parse.years or (0, -1)
    years = [str(year) for year in range(first, last + 1)][:MAX_TERMS]
    meant = [search_parse.WORDS["statistics"][parse.statistic][0]] if parse.statistic else []
    meant += [search_parse.WORDS["pages"][parse.page][0]] if parse.page in ("growth", "signings") else []
    singles = [parse.words[name] for name in ("industry",) if name in parse.words] + meant + parse.rest
    vocabulary = _vocabulary([*places, *years, *singles])
    slots = [[vocabulary[name][0] for name in group if name in vocabulary] for group in (places, years) if group]
    for word in singles:
        for term in _cut(word, vocabulary):
            slots.append([vocabulary[term][0]] if term in vocabulary else _alike(term))
    return slots[:MAX_TERMS]


def _shorter(word: str) -> list[str]:
    """A region as it may stand in the index: 苏州市, 苏州."""
    return [word, word[:-1]] if len(word) > 2 and word[-1] in "省市区县" else [word]


def _vocabulary(words: list[str]) -> dict[str, tuple[int, int]]:
    """Those parts of the words that the index knows: term -> its id, and how many things it stands in."""
    parts = {
        word[start:end]
        for word in words
        for start in range(len(word))
        for end in range(start + 1, min(len(word), start + LONGEST_TERM) + 1)
    }
    if not parts:
        return {}
    rows = fetch(VOCABULARY, {"parts": sorted(parts)})
    return {str(term): (int(number), int(n)) for term, number, n in rows.itertuples(index=False)}


def _cut(word: str, vocabulary: dict[str, tuple[int, int]]) -> list[str]:
    """A word of the question in the index's own words: as few and as frequent ones as make it up."""
    if word in vocabulary or word.isascii():
        return [word]
    whole = sum(n for _, n in vocabulary.values()) + 1
    best = [0.0] * (len(word) + 1)
    ends = [0] * len(word)
    for start in range(len(word) - 1, -1, -1):
        options = [(UNKNOWN + best[start + 1], start + 1)]
        for end in range(start + 1, min(len(word), start + LONGEST_TERM) + 1):
            if word[start:end] in vocabulary:
                options.append((math.log(vocabulary[word[start:end]][1] / whole) - 1 + best[end], end))
        best[start], ends[start] = max(options)
    terms, start = [], 0
    while start < len(word):
        terms.append(word[start : ends[start]])
        start = ends[start]
    unknown = sum(len(term) == 1 and term not in vocabulary for term in terms)
    return [word] if unknown == len(terms) else [term for term in terms if term in vocabulary or len(terms) == 1]


def _alike(word: str) -> list[int]:
    """Words of the index that hold this one: what was cut into a longer word is found all the same."""
    return [int(number) for number in fetch(HOLDING, {"word": word, "limit": ALIKE})["term_id"]]


def _items(found: Found, slots: list[list[int]], limit: dict[str, int], choice: Choice) -> None:
    parameters: dict[str, Any] = {}
    selects = []
    for slot, ids in enumerate(slots):
        for number in ids:
            name = f"t{len(parameters)}"
            parameters[name] = number
            selects.append(f"SELECT item, {slot} AS slot, weight FROM search_postings WHERE term_id = ${name}")  # noqa: S608
    if not selects:
        found.counts = dict.fromkeys(KINDS, 0)
        found.rows = {kind: pd.DataFrame() for kind in KINDS}
        return
    union = " UNION ALL ".join(selects)
    phrase = max(found.parse.rest, key=len, default="") or next(iter(found.parse.words.values()), "")
    # A thing of another region is no answer to a question that names one.
    more: dict[str, Any] = {
        "first": 100 if found.parse.regions else 1,
        "phrase": phrase,
        "most": max([SHOWN, *limit.values()]),
        "looked": LOOKED_OVER,
    }
    held, inside = (HELD, INSIDE) if _narrow(choice) else ("", "true")
    if held:
        more |= {
            "cities": list(choice.cities) or None,
            "from_year": choice.first_year,
            "to_year": choice.last_year,
            "industry": choice.industry,
            "statistic": choice.statistic,
        }
    best = fetch(BEST.format(union=union, held=held, inside=inside), parameters | more)
    most = int(best["slots"].iloc[0]) if len(best) else 0
    found.all_words = most == len(slots) - 1 + more["first"]
    for kind in KINDS:
        own = best[(best["kind"] == kind) & best["inside"]]
        beyond = best[(best["kind"] == kind) & ~best["inside"]]
        found.counts[kind] = int(own["counted"].iloc[0]) if len(own) else 0
        found.outside[kind] = int(beyond["counted"].iloc[0]) if len(beyond) else 0
        found.rows[kind] = own.head(limit.get(kind, SHOWN))


def _narrow(choice: Choice) -> bool:
    """Whether the choice leaves anything out."""
    return bool(choice.cities or choice.first_year or choice.industry or choice.statistic)


NAMES = """
SELECT name, kind, code FROM (
    SELECT name, kind, code, rank FROM search_names
    UNION ALL
    SELECT split_part(pinyin, ' ', 1), 'region', adcode, 1 + 4 * (status <> 'current')::INTEGER
           + CASE level WHEN 'county' THEN 2 WHEN 'city' THEN 1 ELSE 0 END
    FROM regions WHERE length(split_part(pinyin, ' ', 1)) > 3
) LEFT JOIN (SELECT adcode AS code, count(*) AS figures FROM output_values GROUP BY adcode) USING (code)
ORDER BY kind = 'industry', rank >= 4, rank, figures DESC NULLS LAST, code
"""
VOCABULARY = "SELECT term, term_id, documents FROM search_terms SEMI JOIN (SELECT unnest($parts) AS term) USING (term)"
HOLDING = "SELECT term_id FROM search_terms WHERE contains(term, $word) ORDER BY documents DESC, term_id LIMIT $limit"
REGIONS = """
WITH stated AS (
    SELECT adcode FROM output_values UNION ALL SELECT adcode FROM growth_rates
    UNION ALL SELECT adcode FROM signings UNION ALL SELECT adcode FROM entity_counts
)
SELECT r.adcode, r.name, r.full_name, r.pinyin, r.level, r.status = 'current' AS current,
       count(s.adcode)::INTEGER AS figures
FROM regions r LEFT JOIN stated s USING (adcode) GROUP BY ALL ORDER BY figures DESC, r.adcode
"""
# The figures of the choice; an item is inside if one of its figures is.
HELD = """
below AS (
    SELECT industry FROM industries WHERE industry = $industry
    UNION SELECT child.industry FROM industries child JOIN below ON child.parent = below.industry
), stated AS (
    SELECT article_id, fact_id, char_start, adcode, industry, year(period_end) AS year, statistic FROM output_values
    UNION ALL
    SELECT article_id, fact_id, char_start, adcode, industry, year(period_end), statistic FROM growth_rates
    UNION ALL SELECT article_id, fact_id, char_start, adcode, industry, year(signed_on), NULL FROM signings
    UNION ALL SELECT article_id, fact_id, char_start, adcode, industry, year(period_end), NULL FROM entity_counts
), held AS (
    SELECT article_id, fact_id, char_start FROM stated JOIN regions r USING (adcode)
    WHERE ($cities::VARCHAR[] IS NULL OR list_contains($cities, adcode) OR list_contains($cities, r.province)
           OR list_contains($cities, r.city))
      AND ($from_year::INTEGER IS NULL OR year BETWEEN $from_year AND $to_year)
      AND ($industry::VARCHAR IS NULL OR industry IN (SELECT industry FROM below))
      AND ($statistic::VARCHAR IS NULL OR statistic IS NULL OR statistic = $statistic)
),
"""
INSIDE = """
    CASE WHEN i.kind = 'article' THEN i.article_id IN (SELECT article_id FROM held)
         WHEN i.char_start IS NULL THEN i.fact_id IN (SELECT fact_id FROM held)
         ELSE EXISTS (SELECT 1 FROM held h WHERE h.article_id = i.article_id AND h.char_start >= i.char_start
                      AND h.char_start < i.char_end) END
"""
# Those that hold all words of the question; where none does, those that hold most. An event counts once, by its report.
BEST = """
WITH RECURSIVE {held}
matched AS (
    SELECT item, sum(CASE slot WHEN 0 THEN $first ELSE 1 END) AS slots, sum(weight) AS score
    FROM (SELECT item, slot, max(weight) AS weight FROM ({union}) GROUP BY item, slot) GROUP BY item
), fullest AS (
    SELECT * FROM matched WHERE slots = (SELECT max(slots) FROM matched)
), told AS (
    SELECT f.item, f.slots, f.score, i.kind, i.article_id, i.fact_id, i.char_start, i.char_end, {inside} AS inside
    FROM fullest f JOIN search_items i USING (item)
    WHERE i.kind <> 'event' OR i.fact_id IN (SELECT fact_id FROM signing_events)
), placed AS (
    SELECT *, count(*) OVER (PARTITION BY kind, inside) AS counted,
           row_number() OVER (PARTITION BY kind, inside ORDER BY score DESC, item) AS place
    FROM told
), looked AS (
    SELECT * FROM placed WHERE place <= CASE WHEN inside THEN greatest($looked, $most) ELSE 1 END
), firsts AS (
    SELECT article_id, min(fact_id) AS first_fact FROM search_items
    WHERE article_id IN (SELECT article_id FROM looked WHERE kind = 'article') GROUP BY article_id
), read AS (
    SELECT l.* EXCLUDE (fact_id), a.title, a.publisher, a.published_on, coalesce(l.fact_id, first_fact) AS fact_id,
           CASE WHEN l.kind = 'event' THEN concat_ws('　', e.event, e.parties)
                WHEN l.char_start IS NOT NULL
                THEN trim(substring(a.content, l.char_start + 1, l.char_end - l.char_start), E' \n') END AS told
    FROM looked l JOIN articles a USING (article_id) LEFT JOIN firsts USING (article_id)
    LEFT JOIN signing_events e ON l.kind = 'event' AND e.fact_id = l.fact_id
)
SELECT *, $phrase <> '' AND contains(lower(concat(told, title)), $phrase) AS whole
FROM read ORDER BY kind, whole DESC, place
"""
