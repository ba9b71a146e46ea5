import math

FIELDS = {
    "amount": (0, 100_000, "a number over 0 and at most 100,000"),
    "hour": (0, 24, "a number from 0 to under 24"),
    "distance_km": (0, 20_050, "a number from 0 to 20,050"),
    "payments_last_day": (0, 1_000, "a whole number from 0 to 1,000"),
}


class InvalidRequest(ValueError):
    def __init__(self, field, expected):
        super().__init__(f"{field}: {expected}")
        self.field = field


def is_fine(field, value):
    """Whether a value may stand in a field."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return False
    low, high, _ = FIELDS[field]
    if field == "amount":
        return low < value <= high
    if field == "hour":
        return low <= value < high
    if field == "payments_last_day" and value != int(value):
        return False
    return low <= value <= high


def validate(request):
    """The row to score, or InvalidRequest."""
    row = []
    for field, (_, _, expected) in FIELDS.items():
        value = request.get(field)
        if not is_fine(field, value):
            raise InvalidRequest(field, expected + " was expected")
        row.append(float(value))
    return row


def reason(request):
    """What the caller reads: the row, or why there is none."""
    try:
        return validate(request)
    except InvalidRequest as error:
        return str(error)


good = {"amount": 25.9, "hour": 14, "distance_km": 3.2, "payments_last_day": 1}
print(reason(good))
print(reason({**good, "hour": 24}))
