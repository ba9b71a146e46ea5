"""Rows of numbers as learners give them: checked, and said plainly what is wrong."""

import math

MOST_ROWS = 5_000
MOST_COLUMNS = 50


class AnomalyError(ValueError):
    """What was wrong with the data or a setting, and what can be done."""


def checked_rows(rows, least=1, columns=None):
    """Tuples of floats, all of one length; `columns` of them where that is known."""
    if isinstance(rows, (str, bytes, dict)) or not hasattr(rows, "__iter__"):
        raise AnomalyError("The data is no list. Give a list of rows, each a list of numbers.")
    checked = [_checked_row(place, row) for place, row in enumerate(rows)]
    if len(checked) < least:
        raise AnomalyError(f"There are {len(checked)} rows; at least {least} are needed.")
    if len(checked) > MOST_ROWS:
        raise AnomalyError(f"There are {len(checked)} rows, more than {MOST_ROWS}. Take a sample, such as rows[::10].")
    wanted = len(checked[0]) if columns is None else columns
    for place, row in enumerate(checked):
        if len(row) != wanted:
            raise AnomalyError(f"Row {place} has {len(row)} numbers where {wanted} were expected. All rows are of one length.")
    if not 1 <= wanted <= MOST_COLUMNS:
        raise AnomalyError(f"The rows have {wanted} columns; 1 to {MOST_COLUMNS} were expected.")
    return checked


def _checked_row(place, row):
    # A plain list of numbers is a table of one column.
    numbers = row if hasattr(row, "__iter__") and not isinstance(row, (str, bytes)) else [row]
    return tuple([_checked_number(place, number) for number in numbers])


def _checked_number(place, number):
    if isinstance(number, (str, bytes)) or number is None or isinstance(number, bool):
        raise AnomalyError(f"Row {place} holds {number!r}. Only numbers can be compared.")
    try:
        number = float(number)
    except (TypeError, ValueError, OverflowError):
        raise AnomalyError(f"Row {place} holds something that is no number. Only numbers can be compared.") from None
    if not math.isfinite(number):
        raise AnomalyError(f"Row {place} holds {number}. Leave such rows out, or put a number in its place, first.")
    return number


def checked_share(name, share, highest=0.5):
    if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 < share <= highest:
        raise AnomalyError(f"{name} is {share!r}. It is a share over 0 and at most {highest}.")
    return float(share)


def checked_count(name, count, least, most):
    if isinstance(count, bool) or not isinstance(count, int) or not least <= count <= most:
        raise AnomalyError(f"{name} is {count!r}. A whole number from {least} to {most} was expected.")
    return count


def percentile(numbers, share):
    """The number under which this share of them lies, between two of them by their distance."""
    ordered = sorted(numbers)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def mean(numbers):
    return math.fsum(numbers) / len(numbers)


def standardise(rows):
    """Each column less its mean and over its standard deviation (of the whole, n); a column without spread becomes 0."""
    rows = checked_rows(rows)
    columns = []
    for column in zip(*rows):
        middle = mean(column)
        spread = math.sqrt(mean([(number - middle) ** 2 for number in column]))
        columns.append([(number - middle) / spread if spread > 0 else 0.0 for number in column])
    return [list(row) for row in zip(*columns)]
