def waits(arrivals, services):
    """How long each request waits, in the order in which they came."""
    result = []
    free_at = 0  # when the server has nothing left to do
    for came, takes in zip(arrivals, services):
        # Work out when this request starts, and from that how long it waited.
        result.append(0)
    return result


print(waits([0, 5, 10, 90], [20, 20, 20, 20]))
