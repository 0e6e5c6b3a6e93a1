"""Set-up (`python -m dashboard.boundaries`): the map's boundaries, simplified, from the pinned package into static/.

Source: GeoToolCN/data of geotool-cn 1.1.0, which carries Tianditu's polygons of September 2025, approval number
GS(2024)0650. No open licence covers them, so they are built here and not committed. What comes out:
country/province.json, city.json, county.json; country/lines.json (the dash lines); <province>/city.json, county.json.
"""

import importlib.util
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from etl.paths import BOUNDARIES

LEVELS = {"province": "province", "city": "city", "county": "district"}
RENAMED = {"460321": "460302", "460322": "460303", "540422": "540481", "540530": "540581"}  # superseded codes
PSEUDO = {"629700", "629800", "629900", "632857"}  # farms and the like, no regions
COARSE, FINE = 0.03, 0.004  # degrees
MISSING = "the package geotool-cn==1.1.0 is not installed: pip install --no-deps geotool-cn==1.1.0 shapely"
Units = dict[str, Any]


class NoBoundaries(Exception):
    """The package with the polygons is not there or is another one."""


def source() -> Path:
    """The folder of the package's GeoJSON; the package itself is not imported."""
    spec = importlib.util.find_spec("GeoToolCN")
    places = list(spec.submodule_search_locations or []) if spec else []
    folder = Path(places[0]) / "data" if places else Path()
    if not places or not (folder / "china_province.geojson").is_file():
        raise NoBoundaries(MISSING)
    return folder


def read(folder: Path, level: str) -> tuple[Units, list[Any]]:
    """The polygons of one level by code, and the line features without a code."""
    from shapely.geometry import shape

    features = json.loads((folder / f"china_{LEVELS[level]}.geojson").read_text(encoding="utf-8"))["features"]
    units: Units = {}
    lines = []
    for feature in features:
        code = str(feature["properties"].get("gb") or "").removeprefix("156")
        code = RENAMED.get(code, code)
        if not code:
            lines.append(shape(feature["geometry"]))
        elif code not in PSEUDO:
            units[code] = shape(feature["geometry"])
    return units, lines


def simplified(units: Units, tolerance: float) -> Units:
    """The same units with fewer points; neighbours keep one common edge."""
    import shapely

    codes = sorted(units)
    shapes = shapely.coverage_simplify([units[code] for code in codes], tolerance)
    return dict(zip(codes, shapes, strict=True))


def collection(units: Units, digits: int) -> dict[str, Any]:
    """A feature collection whose ids are codes; exterior rings run clockwise, as plotly wants them."""
    features = []
    for code, unit in units.items():
        polygons = [
            part for part in getattr(unit, "geoms", [unit]) if part.geom_type == "Polygon" and not part.is_empty
        ]
        rings = [
            [_ring(part.exterior, digits, clockwise=True)]
            + [_ring(hole, digits, clockwise=False) for hole in part.interiors]
            for part in polygons
        ]
        rings = [[ring for ring in part if len(ring) > 3] for part in rings]
        rings = [part for part in rings if part]
        if rings:
            features.append(
                {
                    "type": "Feature",
                    "id": code,
                    "properties": {},
                    "geometry": {"type": "MultiPolygon", "coordinates": rings},
                }
            )
    return {"type": "FeatureCollection", "features": features}


def _ring(ring: Any, digits: int, *, clockwise: bool) -> list[list[float]]:  # noqa: ANN401 - shapely has no types
    points = [[round(x, digits), round(y, digits)] for x, y, *_ in ring.coords]
    return points if ring.is_ccw != clockwise else points[::-1]


def build(target: Path = BOUNDARIES) -> int:
    """Write every file into a folder beside the target, then put it in its place. Returns the number of files."""
    folder = source()
    draft = target.with_name(f"{target.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    written = 0

    def write(name: str, content: object) -> None:
        nonlocal written
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")
        written += 1

    for level in LEVELS:
        units, lines = read(folder, level)
        write(f"country/{level}.json", collection(simplified(units, COARSE), 2))
        if level == "province":
            strokes = [part for line in lines for part in line.geoms]
            write(
                "country/lines.json",
                [[[round(x, 2), round(y, 2)] for x, y, *_ in part.simplify(0.02).coords] for part in strokes],
            )
            continue
        for province in sorted({code[:2] for code in units}):
            own = {code: unit for code, unit in units.items() if code[:2] == province}
            write(f"{province}0000/{level}.json", collection(simplified(own, FINE), 3))
        print(f"boundaries: {level}, {len(units)} units", flush=True)
    shutil.rmtree(target, ignore_errors=True)
    draft.replace(target)
    return written


def main() -> int:
    """Build if not there; one line says what was done or what is missing."""
    if (BOUNDARIES / "country" / "lines.json").is_file() and "--force" not in sys.argv:
        print(f"boundaries: already in {BOUNDARIES}")
        return 0
    try:
        print(f"boundaries: {build()} files in {BOUNDARIES}")
    except (NoBoundaries, ImportError) as error:
        print(f"boundaries: {error if isinstance(error, NoBoundaries) else MISSING}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
