"""The search box on every page and what it found: how the question was read, and links to regions and sentences."""

import re
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import charts, filters, queries, search
from dashboard.choice import Choice, encoded
from dashboard.labels import Words, as_text, plain
from dashboard.search import Found
from dashboard.search_parse import LONGEST_QUERY, Parse

MORE = 30  # rows of one kind once more are asked for
SENTENCE_SHOWN = 150
PAGE_OF = {"growth": "timeline"}


def box(words: Words) -> None:
    """The box, kept in step with the address: `q` is the question."""
    state = st.session_state
    asked = st.query_params.get("q", "")
    if state.get("_q") != asked:
        state["find"], state["_q"] = asked, asked
    with st.container(key="search"):
        st.text_input(
            words.say("search"),
            key="find",
            placeholder=words.say("search_hint"),
            label_visibility="collapsed",
            icon=":material/search:",
            max_chars=LONGEST_QUERY,
            on_change=_ask,
        )


def _ask() -> None:
    asked = " ".join(str(st.session_state.get("find") or "").split())
    st.session_state["_q"] = asked
    if asked:
        st.query_params["q"] = asked
    else:
        st.query_params.pop("q", None)
    for kind in search.KINDS:
        st.session_state.pop(f"_more_{kind}", None)


def close() -> None:
    """Take the question out of the address and the box."""
    st.query_params.pop("q", None)
    st.session_state["find"] = st.session_state["_q"] = ""


def results(choice: Choice, words: Words) -> None:
    """What the question in the address finds, above the page; nothing without a question."""
    asked = st.query_params.get("q", "").strip()
    if not asked:
        return
    with st.container(border=True, key="found"):
        if not search.ready():
            st.info(words.say("search_no_index"))
            return
        limit = {kind: MORE for kind in search.KINDS if st.session_state.get(f"_more_{kind}")}
        found = search.find(asked, limit, choice)
        with st.container(horizontal=True, vertical_alignment="center", key="asked"):
            st.header(_summary(asked, found, words), anchor=False, width="content")
            st.button(
                words.say("search_close"), key="search_close", type="tertiary", on_click=close, icon=":material/close:"
            )
        if found.nothing:
            st.write(words.say("search_nothing"))
            return
        if found.parse.filters:
            _reading(found.parse, choice, words)
        _outside(found, choice, words)
        _regions(found.regions, choice, words)
        if not found.all_words and any(found.counts.values()):
            st.caption(words.say("search_some_words"))
        left, right = st.columns([3, 2], gap="large")
        with left:
            _rows("sentence", found, choice, words)
        with right:
            _rows("article", found, choice, words)
            _rows("event", found, choice, words)


def _outside(found: Found, choice: Choice, words: Words) -> None:
    """How much the chosen filters leave out, and the way to see it."""
    if not any(found.outside.values()):
        return
    told = words.listed(f"{words.say(f'found_{kind}')} {n:,}" for kind, n in found.outside.items() if n)
    with st.container(horizontal=True, vertical_alignment="center", key="left_out"):
        st.caption(words.say("search_left_out", counts=told), width="content")
        st.button(
            words.say("search_widen"), key="search_widen", type="tertiary", on_click=filters.show,
            args=(Choice(lang=choice.lang), queries.known()),
        )  # fmt: skip


def _summary(asked: str, found: Found, words: Words) -> str:
    counted = {"region": len(found.regions)} | found.counts
    told = "　".join(f"{words.say(f'found_{kind}')} {n:,}" for kind, n in counted.items())
    return words.say("search_found", asked=plain(asked[:60]), counts=told)


def chosen(parse: Parse, lang: str, dropped: list[str] | None = None) -> Choice:
    """The filters that a question asks for; years out of range are cut to those with figures."""
    known = queries.known()
    first, last = parse.years or (None, None)
    if first and last:
        if last < known.first_year or first > known.last_year:
            first = last = None
            if dropped is not None:
                dropped.append(parse.words["year"])
        else:
            first, last = max(first, known.first_year), min(last, known.last_year)
    return Choice(tuple(parse.regions), first, last, parse.industry, parse.statistic, lang)


def answer_page(parse: Parse) -> str:
    """The page that answers the question."""
    if parse.page:
        return PAGE_OF.get(parse.page, parse.page)
    if len(parse.regions) > 1:
        return "compare"
    return "region" if parse.regions else "timeline"


def _reading(parse: Parse, choice: Choice, words: Words) -> None:
    """How the question was read, and the way to make it the filter."""
    outside: list[str] = []
    then = chosen(parse, choice.lang, outside)
    names = {str(row.adcode): _name(row, words) for row in queries.regions(list(then.cities)).itertuples()}
    told = [f"{words.quoted(plain(said))} → {plain(names.get(code, code))}" for code, said in parse.regions.items()]
    if then.first_year and then.last_year:
        same = then.first_year == then.last_year
        years = str(then.first_year) if same else f"{then.first_year}–{then.last_year}"
        told.append(f"{words.quoted(plain(parse.words['year']))} → {years}")
    if then.industry:
        tree = queries.industries().set_index("industry")
        name = str(tree.loc[then.industry, "name_en" if words.lang == "en" else "name_zh"])
        told.append(f"{words.quoted(plain(parse.words['industry']))} → {plain(name)}")
    if then.statistic:
        told.append(f"{words.quoted(plain(parse.words['statistic']))} → {words.code(then.statistic)}")
    page = answer_page(parse)
    if parse.page:
        told.append(f"{words.quoted(plain(parse.words['page']))} → {words.say(f'page_{page}')}")
    mode = {"mode": "growth"} if parse.page == "growth" else {}
    with st.container(horizontal=True, vertical_alignment="center", key="reading"):
        st.markdown(f"{words.say('search_read')}　{'　'.join(told)}")
        st.page_link(
            f"pages/{page}.py",
            label=words.say("search_open", page=words.say(f"page_{page}")),
            icon=":material/arrow_forward:",
            query_params=encoded(then) | mode,
        )
        if not then.empty:
            st.button(words.say("search_filter"), key="search_filter", on_click=_filter, args=(then,), type="secondary")
    if outside:
        st.caption(words.say("search_outside", years=plain(words.listed(outside))))
    if parse.rest and parse.filters:
        st.caption(words.say("search_rest", words=plain(words.listed(parse.rest[:8]))))


def _filter(then: Choice) -> None:
    filters.show(then, queries.known())
    close()


def _name(row: Any, words: Words) -> str:  # noqa: ANN401 - a row as itertuples gives it
    return str(row.full_name) if words.lang == "zh" else words.region(str(row.adcode), str(row.name), str(row.pinyin))


def _regions(rows: pd.DataFrame, choice: Choice, words: Words) -> None:
    if rows.empty:
        return
    names = charts.names(rows.rename(columns={"name": "region"}), words)
    with st.container(horizontal=True, key="found_regions"):
        for code, name, full, figures in zip(rows["adcode"], names, rows["full_name"], rows["figures"], strict=True):
            st.page_link(
                "pages/region.py",
                label=f"{plain(name)} {figures}",
                help=plain(str(full)),
                icon=":material/location_city:",
                query_params=encoded(replace(choice, cities=(str(code),))),
            )


def _rows(kind: str, found: Found, choice: Choice, words: Words) -> None:
    rows, counted = found.rows.get(kind), found.counts.get(kind, 0)
    if rows is None or not counted:
        return
    st.subheader(f"{words.say(f'found_{kind}')} {counted:,}", anchor=False)
    facts = _facts(rows, words) if kind == "sentence" else {}
    for row in rows.to_dict("records"):
        source = as_text(row["publisher"]) or words.say("unknown_publisher")
        day = as_text(row["published_on"])[:10] or words.say("undated")
        title = as_text(row["title"]) or words.say("untitled")
        text = (as_text(row["told"]) if kind != "article" else title) or title
        said = facts.get(str(row["fact_id"]))
        label = f"{plain(said) + '　' if said else ''}{bold(text, found)}　:gray[{plain(source[:20])} {day}]"
        if as_text(row["fact_id"]):
            st.page_link("pages/evidence.py", label=label, query_params=encoded(choice) | {"fact": str(row["fact_id"])})
        else:
            st.markdown(label)
    if counted > len(rows) and not st.session_state.get(f"_more_{kind}"):
        st.button(
            words.say("search_more", n=min(counted, MORE)),
            key=f"more_{kind}",
            type="tertiary",
            on_click=st.session_state.__setitem__,
            args=(f"_more_{kind}", True),
        )
    elif counted > len(rows):
        st.caption(words.say("search_first", n=len(rows)))


def _facts(rows: pd.DataFrame, words: Words) -> dict[str, str]:
    """What each sentence's first figure is, in few words: region, statistic, period, figure."""
    told = queries.ask("SELECT * FROM facts WHERE list_contains($ids, fact_id)", Choice(), ids=list(rows["fact_id"]))
    parts = zip(
        told["fact_id"],
        charts.names(told, words),
        (words.code(code) for code in told["measure"]),
        charts.periods(told, words),
        charts.told(told, words),
        strict=True,
    )
    return {str(fact): " ".join(said) for fact, *said in parts}


def bold(text: str, found: Found) -> str:
    """A text as markdown with the question's words bold, cut to a line or two around the first of them."""
    sought = [word for word in {*found.parse.regions.values(), *found.parse.words.values(), *found.parse.rest} if word]
    pattern = "|".join(re.escape(word) for word in sorted(sought, key=len, reverse=True))
    places = list(re.finditer(pattern, text, re.IGNORECASE)) if pattern else []
    start = max(0, (places[0].start() if places else 0) - SENTENCE_SHOWN // 3) if len(text) > SENTENCE_SHOWN else 0
    end = min(len(text), start + SENTENCE_SHOWN)
    out, at = ["…" if start else ""], start
    for match in places:
        if at <= match.start() and match.end() <= end:
            out += [plain(text[at : match.start()]), f"**{plain(match.group())}**"]
            at = match.end()
    return "".join([*out, plain(text[at:end]), "…" if end < len(text) else ""])
