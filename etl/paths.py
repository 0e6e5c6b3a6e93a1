"""Where things lie, relative to the project's root."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
DATA = ROOT / "data"
REGIONS_CSV = DATA / "regions.csv"
REGION_CHANGES_CSV = DATA / "region_changes.csv"
ZONES_CSV = DATA / "zones.csv"
WAREHOUSE = DATA / "warehouse"
STATIC = ROOT / "static"
BOUNDARIES = STATIC / "boundaries"
SCHEMA_SQL = ROOT / "etl" / "schema.sql"
PAGE_TABLES_SQL = ROOT / "etl" / "page_tables.sql"
LEXICON = ROOT / "etl" / "extractor" / "lexicon"
