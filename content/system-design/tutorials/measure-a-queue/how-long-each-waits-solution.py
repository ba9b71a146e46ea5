def waits(arrivals, services):
    """How long each request waits, in the order in which they came."""
    result = []
    free_at = 0  # when the server has nothing left to do
    for came, takes in zip(arrivals, services):
        start = max(came, free_at)
        result.append(start - came)
        free_at = start + takes
    return result


print(waits([0, 5, 10, 90], [20, 20, 20, 20]))
