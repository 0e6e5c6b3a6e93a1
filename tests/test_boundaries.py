"""The map's boundaries: built from a package's polygons, made up here as squares, with fewer points and no gaps."""

import json

import pytest

from dashboard import boundaries


def square(x, y, size=1.0, hole=False):
    """A square's rings, counter-clockwise outside as GeoJSON has them; with a hole if asked."""
    outer = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    inner = [[x + 0.4, y + 0.4], [x + 0.4, y + 0.6], [x + 0.6, y + 0.6], [x + 0.6, y + 0.4], [x + 0.4, y + 0.4]]
    return [outer, inner] if hole else [outer]


def feature(code, *polygons, kind="MultiPolygon"):
    return {
        "type": "Feature",
        "properties": {"gb": code and f"156{code}"},
        "geometry": {"type": kind, "coordinates": list(polygons)},
    }


def crooked(x):
    """Two neighbours with a common edge of many points, which simplifying must keep common."""
    edge = [[x + 1 + (0.001 if n % 2 else 0), n / 10] for n in range(1, 10)]
    left = [[x, 0], [x + 1, 0], *edge, [x + 1, 1], [x, 1], [x, 0]]
    right = [[x + 1, 0], [x + 2, 0], [x + 2, 1], [x + 1, 1], *edge[::-1], [x + 1, 0]]
    return [left], [right]


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A folder like the package's, with two provinces."""
    folder = tmp_path / "package"
    folder.mkdir()
    left, right = crooked(100)
    line = feature("", [[110, 10], [111, 11]], [[112, 12], [113, 12.001], [114, 12]], kind="MultiLineString")
    levels = {
        "province": [feature("110000", left), feature("120000", right), line],
        "city": [feature("110100", left), feature("120100", right)],
        "district": [
            feature("110101", square(100, 0, hole=True), square(100, 3)),
            feature("120102", square(102, 0)),
            feature("629700", square(103, 0)),
            feature("460321", square(104, 0)),
        ],
    }
    for name, features in levels.items():
        text = json.dumps({"type": "FeatureCollection", "features": features})
        (folder / f"china_{name}.geojson").write_text(text, "utf-8")
    monkeypatch.setattr(boundaries, "source", lambda: folder)
    return folder


def units_of(path):
    return {each["id"]: each["geometry"]["coordinates"] for each in json.loads(path.read_text("utf-8"))["features"]}


def turn(ring):
    """Twice the area of a ring: below nought if it runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False))


def test_every_level_is_written_for_the_country_and_for_each_province(package, tmp_path):
    target = tmp_path / "out" / "boundaries"
    assert boundaries.build(target) == 4 + 2 + 3
    found = {str(path.relative_to(target)) for path in target.rglob("*.json")}
    country = {f"country/{name}.json" for name in ("province", "city", "county", "lines")}
    cities = {f"{code}/city.json" for code in ("110000", "120000")}
    assert found == country | cities | {f"{code}/county.json" for code in ("110000", "120000", "460000")}
    assert not target.with_name("boundaries.draft").exists()


def test_a_superseded_code_is_renamed_and_what_is_no_region_left_out(package, tmp_path):
    boundaries.build(tmp_path / "b")
    assert set(units_of(tmp_path / "b" / "country" / "county.json")) == {"110101", "120102", "460302"}


def test_outer_rings_run_clockwise_holes_the_other_way_and_every_part_is_kept(package, tmp_path):
    boundaries.build(tmp_path / "b")
    one, other = units_of(tmp_path / "b" / "110000" / "county.json")["110101"]
    assert turn(one[0]) < 0 and turn(one[1]) > 0 and turn(other[0]) < 0
    assert len(one) == 2 and len(other) == 1


def test_neighbours_have_fewer_points_and_still_one_common_edge(package, tmp_path):
    boundaries.build(tmp_path / "b")
    units = units_of(tmp_path / "b" / "country" / "province.json")
    left, right = ({tuple(point) for point in units[code][0][0]} for code in ("110000", "120000"))
    assert len(left) < 8
    assert {point for point in left if point[0] in (101.0, 101.001)} <= right


def test_the_dash_lines_are_strokes_of_points(package, tmp_path):
    boundaries.build(tmp_path / "b")
    strokes = json.loads((tmp_path / "b" / "country" / "lines.json").read_text("utf-8"))
    assert strokes == [[[110.0, 10.0], [111.0, 11.0]], [[112.0, 12.0], [114.0, 12.0]]]


def test_what_was_there_is_replaced_whole(package, tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "old.json").write_text("{}")
    boundaries.build(tmp_path / "b")
    assert not (tmp_path / "b" / "old.json").exists()


def test_the_command_builds_once_and_again_only_by_force(package, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(boundaries, "BOUNDARIES", tmp_path / "b")
    monkeypatch.setattr(boundaries, "build", lambda build=boundaries.build: build(tmp_path / "b"))
    monkeypatch.setattr("sys.argv", ["boundaries"])
    assert boundaries.main() == 0
    assert "9 files" in capsys.readouterr().out
    (tmp_path / "b" / "city.json").write_text("kept")
    assert boundaries.main() == 0
    assert "already" in capsys.readouterr().out
    assert (tmp_path / "b" / "city.json").exists()
    monkeypatch.setattr("sys.argv", ["boundaries", "--force"])
    assert boundaries.main() == 0
    assert not (tmp_path / "b" / "city.json").exists()


def test_without_the_package_one_line_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(boundaries, "BOUNDARIES", tmp_path / "b")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("sys.argv", ["boundaries"])
    assert boundaries.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "pip install --no-deps geotool-cn==1.1.0" in line
    assert not (tmp_path / "b").exists()


def test_the_pinned_package_is_found():
    assert (boundaries.source() / "china_district.geojson").is_file()
