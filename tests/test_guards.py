"""What is asked first, because it is quicker, holds wherever the expression behind it matches."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.extractor import context, firms, statuses, usable_places
from etl.extractor.facts import output_values
from etl.extractor.mentions import article_places, industries, settling

GUARDED = {
    "is_a_firm": (firms.IS_A_FIRM, firms.FIRM_WORD.search),
    "went_public": (firms.WENT_PUBLIC, firms.EXCHANGE.search),
    "event_at": (usable_places.EVENT_AT, usable_places.EVENT_ENDS.search),
    "ranked": (usable_places.RANKED, usable_places.may_be_ranked),
    "buys": (usable_places.BUYS, lambda text: text[:1] in usable_places.BUYS_FIRST),
    "listed_firm": (usable_places.AND_OTHER_FIRMS, lambda text: "等" in text),
    "carried": (usable_places.CARRIED, lambda text: "动" in text),
    "if": (statuses.IF, lambda text: any(word in text for word in ("如果", "假", "若", "要是"))),
    "but_for": (context.BUT_FOR, lambda text: text.rstrip("\n").endswith("外")),
    "far_back": (output_values.FAR_BACK, lambda text: output_values._far_back(text)),
    "aside": (usable_places.ASIDE, usable_places.ASIDE_HOLDS.search),
    "left_out": (article_places.LEFT_OUT, lambda text: text.startswith(article_places.LEFT_OUT_FIRST)),
    "located": (settling.LOCATED, lambda text: text.rstrip("\n").endswith(settling.LOCATED_LAST)),
    "suffix": (industries.SUFFIX, lambda text: text[:1] in industries.SUFFIX_FIRST),
    "office": (industries.OFFICE, lambda text: text[:1] in industries.OFFICE_FIRST),
}


@pytest.mark.parametrize("name", GUARDED)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_matches_passes_the_guard(name, data):
    expression, holds = GUARDED[name]
    text = data.draw(st.from_regex(expression))
    found = expression.search(text)
    assert found is not None
    looks_through = getattr(holds, "__name__", "") == "search"  # else it asks where the match begins or ends
    assert holds(text if looks_through else found.group())
