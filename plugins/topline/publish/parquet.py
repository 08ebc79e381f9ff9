"""The tables as Parquet, for those who installed ``topline[parquet]``; the CSV files are there in any case."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from topline.publish.data import Row, columns_of

_TYPES = {"number": "float64", "integer": "int64", "boolean": "bool_", "date": "string", "string": "string"}


def is_available() -> bool:
    """Is pyarrow installed?"""
    return find_spec("pyarrow") is not None


def parquet_of(rows: Sequence[Row], table: str) -> bytes:
    """Rows as Parquet. Numbers become floating point there: the digits of the text stand in ``quote`` and in the CSV."""
    pyarrow: Any = import_module("pyarrow")
    columns = columns_of(table)
    fields = [pyarrow.field(column.name, getattr(pyarrow, _TYPES[column.type])()) for column in columns]
    values = {column.name: [_value(row[column.name], column.type) for row in rows] for column in columns}
    out = BytesIO()
    import_module("pyarrow.parquet").write_table(pyarrow.table(values, schema=pyarrow.schema(fields)), out)
    return out.getvalue()


def _value(value: Any, kind: str) -> Any:
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    if kind == "number" and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return float(value)
    return value if value is None or kind in ("integer", "boolean") else str(value)
