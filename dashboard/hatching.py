"""Hatching on a map: what has no figure. An SVG pattern in the page, and the rule that fills plotly's shapes with it.

Plotly hatches bars and areas but no shapes of a map, and Streamlit takes SVG out of HTML; a component without a
script leaves it in. Where the pattern is missing the shapes stay grey.
"""

import streamlit as st

from dashboard import maps
from dashboard.charts import Look

PATTERN = """<svg width="0" height="0" style="position:absolute" aria-hidden="true" focusable="false"><defs>
<pattern id="no-figure" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="5" height="5" fill="currentColor" fill-opacity=".045"/>
<line x1="0" y1="0" x2="0" y2="5" stroke="currentColor" stroke-opacity=".3" stroke-width="1.3"/>
</pattern></defs></svg>"""


def rgb(colour: str) -> str:
    """A colour as plotly writes it into a shape."""
    return f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:7], 16)})"


def style(look: Look) -> str:
    """The map's rules: hatching, dashed outlines of targets, a halo around labels, the legend and the panel."""
    return f"""<style>
.choroplethlayer path[fill="{rgb(look.none)}"], .choroplethlayer path[style*="fill: {rgb(look.none)}"]
 {{fill: url(#no-figure) {look.none} !important}}
.choroplethlayer path[style*="stroke: {rgb(maps.DASHED)}"] {{stroke-dasharray: 4 3}}
.scattergeo text {{paint-order: stroke; stroke: {look.paper}; stroke-width: 3px; stroke-linejoin: round}}
.map-legend {{display: flex; flex-wrap: wrap; gap: .3rem .95rem; font-size: .82rem; color: {look.ink};
 align-items: center}}
.map-legend .key {{display: inline-flex; align-items: center; gap: .35rem; white-space: nowrap}}
.map-legend i {{display: inline-block; width: 1.5em; height: .95em; box-sizing: border-box}}
.map-legend i.none {{background: repeating-linear-gradient(135deg, {look.muted} 0 1px, {look.none} 1px 4px)}}
.map-legend i.part {{border: 2px solid {maps.OUTLINE}}} .map-legend i.aim {{border: 2px dashed {maps.OUTLINE}}}
.map-legend i.ring {{border: 1.6px solid {look.accent}; border-radius: 50%}}
.spark img {{width: 100%; height: auto; display: block}}
.st-key-hatching {{position: absolute; height: 0; overflow: hidden}}
/* As high as its width asks for, with room for the lines under it: the server does not know the width. */
[class*=st-key-atlas_] {{container-type: inline-size}}
[class*=st-key-atlas_] [data-testid=stElementContainer]:has(.stPlotlyChart) {{height: min(550px, 100cqw + 50px)}}
.st-key-atlas_country [data-testid=stElementContainer]:has(.stPlotlyChart) {{height: min(600px, 82cqw + 50px)}}
.st-key-atlas_mini [data-testid=stElementContainer]:has(.stPlotlyChart) {{height: min(360px, 82cqw + 50px)}}
@media (max-width: 640px) {{.st-key-atlas_country .scattergeo text {{display: none}}}}
</style>"""


def lay(look: Look) -> None:
    """Put the pattern and the rules into the page."""
    st.html(style(look))
    mount = st.components.v2.component("hatching", html=PATTERN, isolate_styles=False)
    with st.container(key="hatching"):
        mount(key="no-figure")
