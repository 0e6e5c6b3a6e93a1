"""The quality page's pieces: conflicts, contradictions between growth and levels, stale regions, accuracy."""

from functools import partial

import streamlit as st

from dashboard import charts, coverage, drawing, panels, rival_charts
from dashboard.charts import Look
from dashboard.choice import Choice
from dashboard.kept import kept
from dashboard.labels import Words, as_text
from dashboard.pictures import Picture, picture

SHOWN = 30
CHARTED = 12
TABLES = ("output_values", "growth_rates", "signings", "entity_counts", "overall")


@kept
def matrix(choice: Choice, words: Words) -> bool:
    """Regions by years, each cell by what there is. False if there is nothing."""
    cells = coverage.matrix(choice)
    if cells.empty:
        return False
    st.caption(words.say("quality_numbers", **coverage.reconciled()))
    st.header(words.say("quality_matrix"), anchor=False)
    st.html(panels.matrix(cells, partial(drawing.evidence_address, choice=choice), words))
    st.caption(words.say("quality_matrix_hint"))
    return True


@kept
def spreads(choice: Choice, words: Words, look: Look) -> Picture | None:
    """The heading and the chart of the cells whose claims lie furthest apart; None where none disagree."""
    st.header(words.say("quality_conflicts"), anchor=False)
    rows = coverage.conflicts(choice).head(CHARTED)
    if rows.empty:
        st.caption(words.say("no_conflicts"))
        return None
    return picture(rival_charts.spreads(rows, words, look), "spreads", words, look)


@kept
def conflicts(choice: Choice, words: Words) -> None:
    """Cells whose claims disagree, the widest first, and why one is shown."""
    address = partial(drawing.evidence_address, choice=choice)
    shown = coverage.conflicts(choice).head(SHOWN)
    lines = []
    for row, name, text in zip(
        shown.to_dict("records"), charts.names(shown, words), charts.told(shown, words), strict=True
    ):
        low, high = (charts.figure(row["kept_in"], row[end], "exact", words) for end in ("low", "high"))
        lines.append(
            [
                panels.cell(f"{name} {as_text(row['zone'])}".strip(), "wrap"),
                panels.cell(f"{as_text(row['industry_text'])} {words.code(row['measure'])}"),
                panels.cell(row["year"]),
                panels.cell(words.rate(row["spread"]).lstrip("+"), "rival"),
                panels.link(text, row["fact_id"], address),
                panels.cell(f"{low} – {high}"),
                panels.cell(row["claims"]),
                panels.cell(words.say(f"step_{row['decided_by']}"), "quiet"),
            ]
        )
    st.caption(words.say("quality_conflicts_hint"))
    heads = ("region", "industry", "year", "spread", "shown", "range", "claims", "why")
    st.html(panels.table([words.say(f"column_{head}") for head in heads], lines))


@kept
def mismatches(choice: Choice, words: Words) -> None:
    """Growth rates that two stated levels contradict, with the three figures that say so."""
    st.header(words.say("quality_mismatches"), anchor=False)
    checked = coverage.checked_rates()
    rows = coverage.mismatches(choice)
    if rows.empty:
        st.caption(words.say("quality_mismatches_none", n=checked))
        return
    st.caption(words.say("quality_mismatches_hint", n=checked))
    address = partial(drawing.evidence_address, choice=choice)
    lines = []
    shown = rows.head(SHOWN)
    for row, name in zip(shown.to_dict("records"), charts.names(shown, words), strict=True):
        told = {
            part: panels.link(as_text(row[f"{part}_quote"]), row[f"{part}_fact"], address)
            + " "
            + panels.cell(as_text(row[f"{part}_publisher"])[:18], "quiet")
            for part in ("growth", "level", "base")
        }
        lines.append(
            [
                panels.cell(f"{name} {as_text(row['zone'])}".strip(), "wrap"),
                panels.cell(f"{words.code(row['measure'])} {row['year']}"),
                told["growth"],
                panels.cell(words.rate(row["computed"])),
                panels.cell(f"{row['difference'] * 100:+.1f}", "rival"),
                told["level"],
                f"{panels.cell(row['base_year'])} {told['base']}",
                panels.cell(words.say("explained" if row["explained"] else "unexplained"), "quiet"),
            ]
        )
    heads = ("region", "statistic", "stated", "computed", "gap", "level_now", "level_base", "why")
    st.html(panels.table([words.say(f"column_{head}") for head in heads], lines))


@kept
def stale(choice: Choice, words: Words) -> None:
    """Regions whose latest actual figure is the oldest."""
    st.header(words.say("quality_stale"), anchor=False)
    rows = coverage.stale(choice, SHOWN)
    this = coverage.build_year()
    address = partial(drawing.evidence_address, choice=choice)
    lines = []
    for row, name in zip(rows.to_dict("records"), charts.names(rows, words), strict=True):
        age = this - int(row["year"])
        lines.append(
            [
                panels.cell(name),
                panels.link(row["year"], row["fact_id"], address),
                panels.cell(words.say("years_old", n=age) if age > 0 else words.say("this_year")),
                panels.cell(row["figures"]),
            ]
        )
    st.html(panels.table([words.say(f"column_{head}") for head in ("region", "last", "age", "figures")], lines))


@kept
def accuracy(words: Words) -> None:
    """Precision, recall and F1 for each table and each set of marked articles, with n."""
    st.header(words.say("quality_accuracy"), anchor=False)
    found = coverage.accuracy()
    if found is None:
        st.caption(words.say("quality_accuracy_none"))
        return
    st.caption(words.say("quality_accuracy_hint", date=found["measured_on"]))
    for name, each in found["sets"].items():
        st.caption(words.say(f"set_{name}", n=each["articles"]))
        lines = [
            [
                panels.cell(words.say("everything") if table == "overall" else words.code(table)),
                panels.cell(row["n"]),
                *(panels.cell(f"{row[key]:.1%}") for key in ("precision", "recall", "f1")),
            ]
            for table, row in each["tables"].items()
            if table in TABLES
        ]
        heads = [words.say("column_table"), "n", words.say("column_precision"), words.say("column_recall"), "F1"]
        st.html(panels.table(heads, lines))
