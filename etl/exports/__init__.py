"""A build's rows -> files: CSV for Excel, CSV, JSON, XLSX, Parquet, ZIP. Dashboard and command write the same."""
