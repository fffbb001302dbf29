"""The numbers of a picture as a table on the page."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from advisor.pages.shared.pictures import upright


@pytest.mark.parametrize("columns", [3, 5])
def test_a_column_is_of_one_kind(columns: int) -> None:
    """Upright or turned: Streamlit would log a traceback for each answer, and turn the column into words itself."""
    rows = [
        {"dose": name, "low": low, **dict.fromkeys("abc"[: columns - 2], "")} for name, low in (("a", 1.5), ("b", ""))
    ]

    shown = upright(rows)

    assert pa.Table.from_pandas(pd.DataFrame(shown)).num_rows == len(shown)
    assert "1.5" in str(shown)
