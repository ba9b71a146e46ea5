import math


class InvalidRequest(ValueError):
    def __init__(self, field, expected):
        super().__init__(f"{field}: {expected}")
        self.field = field


def validate(request):
    """The row to score, or InvalidRequest."""
    return [request["amount"], request["hour"], request["distance_km"], request["payments_last_day"]]


def reason(request):
    """What the caller reads: the row, or why there is none."""
    try:
        return validate(request)
    except InvalidRequest as error:
        return str(error)


good = {"amount": 25.9, "hour": 14, "distance_km": 3.2, "payments_last_day": 1}
print(reason(good))
print(reason({**good, "hour": 24}))
