"""Pictures of data, drawn by the page: line, scatter, bar and histogram, with a title, axis labels, a legend and panels.

A figure is plain data; docs/formats/code.md has its shape. Drawing goes into the panel in hand, and figures are shown
when the program has ended.
"""

__all__ = [
    "PlotError", "line", "scatter", "bar", "histogram", "title", "x_label", "y_label", "legend", "panels", "panel",
    "figure", "show",
]

MOST_FIGURES = 8
MOST_PANELS = 12
MOST_SERIES = 20
MOST_POINTS = 5_000
MOST_POINTS_OF_A_FIGURE = 20_000
MOST_BARS = 200
MOST_BINS = 200
LONGEST_TEXT = 200


class PlotError(ValueError):
    """What was wrong with what should be drawn, and what can be done."""


_figures = []
_panel_in_hand = 0


def line(xs, ys=None, label=""):
    """A line through points; with one list, the numbers are drawn at 0, 1, 2 and so on."""
    _draw_points("line", xs, ys, label)


def scatter(xs, ys=None, label=""):
    """A dot a point; with one list, the numbers are drawn at 0, 1, 2 and so on."""
    _draw_points("scatter", xs, ys, label)


def bar(names, values, label=""):
    """A bar a name, as high as its value."""
    names = [_short_text(str(name), "a name") for name in _listed("names", names)]
    values = _numbers("values", values)
    if len(names) != len(values):
        raise PlotError(f"bar: {len(names)} names and {len(values)} values. Give one value for each name.")
    if len(names) > MOST_BARS:
        raise PlotError(f"bar: {len(names)} bars are too many to read. Draw at most {MOST_BARS}.")
    _add({"kind": "bar", "label": _short_text(label, "label"), "names": names, "values": values}, len(values))


def histogram(values, bins=20, label=""):
    """How many values lie in each of `bins` stretches of one width between the lowest and the highest."""
    values = _numbers("values", values)
    if type(bins) is not int or not 1 <= bins <= MOST_BINS:
        raise PlotError(f"histogram: bins is {_shown(bins)}. Give a whole number from 1 to {MOST_BINS}.")
    edges, counts = _binned(values, bins)
    series = {"kind": "histogram", "label": _short_text(label, "label"), "edges": edges, "counts": counts}
    _add(series, len(counts))


def title(text):
    """The title of the panel in hand."""
    _panel()["title"] = _short_text(text, "title")


def x_label(text):
    """What the horizontal axis measures, with its unit."""
    _panel()["x_label"] = _short_text(text, "x_label")


def y_label(text):
    """What the vertical axis measures, with its unit."""
    _panel()["y_label"] = _short_text(text, "y_label")


def legend(shown=True):
    """Shows which label belongs to which mark."""
    _panel()["legend"] = bool(shown)


def panels(count, columns=2):
    """Divides the figure in hand into panels, with the first in hand; a figure with something in it is left, and a new one begun."""
    global _panel_in_hand
    for name, number in (("count", count), ("columns", columns)):
        if type(number) is not int or not 1 <= number <= MOST_PANELS:
            raise PlotError(f"panels: {name} is {_shown(number)}. Give a whole number from 1 to {MOST_PANELS}.")
    if not _figures or not _is_empty(_figures[-1]):
        figure()
    _figures[-1].update(columns=min(columns, count), panels=[_empty_panel() for _ in range(count)])
    _panel_in_hand = 0


def panel(number):
    """Takes a panel of the figure in hand, counted from 1."""
    global _panel_in_hand
    if not _figures:
        figure()
    count = len(_figures[-1]["panels"])
    if type(number) is not int or not 1 <= number <= count:
        raise PlotError(f"panel: {_shown(number)}. This figure has the panels 1 to {count}; plot.panels makes more.")
    _panel_in_hand = number - 1


def figure():
    """Begins the next figure."""
    global _panel_in_hand
    if _figures and _is_empty(_figures[-1]):
        _figures.pop()
    if len(_figures) >= MOST_FIGURES:
        raise PlotError(f"figure: a program may draw at most {MOST_FIGURES} figures. Put some into panels of one.")
    _figures.append({"columns": 1, "panels": [_empty_panel()]})
    _panel_in_hand = 0


def show():
    """Does nothing, for whoever is used to call it: figures are shown when the program has ended."""


def _drawn():
    """The figures that have something in them, for the page."""
    return [figure for figure in _figures if any(panel["series"] for panel in figure["panels"])]


def _empty_panel():
    return {"title": "", "x_label": "", "y_label": "", "legend": False, "series": []}


def _is_empty(figure):
    return all(panel == _empty_panel() for panel in figure["panels"])


def _panel():
    if not _figures:
        figure()
    return _figures[-1]["panels"][_panel_in_hand]


def _draw_points(kind, xs, ys, label):
    if ys is None:
        ys = _numbers("ys", xs)
        xs = list(range(len(ys)))
    else:
        xs, ys = _numbers("xs", xs), _numbers("ys", ys)
    if len(xs) != len(ys):
        raise PlotError(f"{kind}: xs has {len(xs)} numbers and ys has {len(ys)}. They come in pairs: give as many of both.")
    if len(xs) > MOST_POINTS:
        raise PlotError(f"{kind}: {len(xs)} points are more than {MOST_POINTS}. Draw every tenth, or means of groups.")
    _add({"kind": kind, "label": _short_text(label, "label"), "x": xs, "y": ys}, len(xs))


def _add(series, points):
    panel = _panel()
    if len(panel["series"]) >= MOST_SERIES:
        raise PlotError(f"a panel may hold at most {MOST_SERIES} lines, bars or dots of one label. Use another panel.")
    drawn = sum(_points_of(one) for panel in _figures[-1]["panels"] for one in panel["series"])
    if drawn + points > MOST_POINTS_OF_A_FIGURE:
        raise PlotError(f"a figure may hold at most {MOST_POINTS_OF_A_FIGURE} points. Draw fewer, or begin the next figure.")
    panel["series"].append(series)


def _points_of(series):
    return len(series.get("y") or series.get("values") or series.get("counts") or ())


def _binned(values, bins):
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 0.5, high + 0.5
    width = (high - low) / bins
    # With numbers so large that they are one width apart, the stretches would fall together.
    if not low < low + width or width == float("inf"):
        raise PlotError("histogram: these values lie too close together, or too far apart, for so many bins.")
    counts = [0] * bins
    for value in values:
        counts[min(int((value - low) / width), bins - 1)] += 1
    return [low + width * index for index in range(bins)] + [high], counts


def _listed(name, values):
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        raise PlotError(f"{name} is {_shown(values)}. Give a list.")
    values = list(values)
    if not values:
        raise PlotError(f"{name} is empty. There is nothing to draw.")
    return values


def _numbers(name, values):
    return [_number(name, place, value) for place, value in enumerate(_listed(name, values))]


def _number(name, place, value):
    if isinstance(value, bool):
        raise PlotError(f"{name}[{place}] is {value}. Only numbers can be drawn.")
    if not isinstance(value, (int, float)):
        try:
            # Numbers of other sorts, such as fractions and those of numpy, know their float.
            value = type(value).__float__(value)
        except (AttributeError, TypeError, ValueError):
            raise PlotError(f"{name}[{place}] is {_shown(value)}. Only numbers can be drawn.") from None
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if number != number or number in (float("inf"), float("-inf")):
        raise PlotError(f"{name}[{place}] is {number}, which has no place on an axis. Leave it out first.")
    return int(value) if isinstance(value, int) and abs(number) < 2**53 else number


def _short_text(text, name):
    if not isinstance(text, str):
        raise PlotError(f"{name} is {_shown(text)}. Give a text in quotes.")
    if len(text) > LONGEST_TEXT:
        raise PlotError(f"{name} has {len(text)} letters. Use at most {LONGEST_TEXT}.")
    return str(text)


def _shown(value):
    try:
        text = repr(value)
    except Exception:
        text = f"a {type(value).__name__} that cannot be shown"
    return text if len(text) <= 60 else text[:57] + "..."
