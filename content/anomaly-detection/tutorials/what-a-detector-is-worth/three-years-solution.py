FACTORS = {"conservative": 0.7, "realistic": 1.0, "optimistic": 1.3}
COSTS = {"small": (20_000, 12_000), "medium": (90_000, 36_000), "large": (400_000, 150_000)}
YEARS = 3


def roi(prevented_a_year, size):
    """(gain - cost) / cost over three years."""
    if size not in COSTS:
        raise ValueError(f"{size} is no size; there are {', '.join(COSTS)}")
    once, a_year = COSTS[size]
    cost = once + YEARS * a_year
    return (YEARS * prevented_a_year - cost) / cost


def scenarios(prevented_a_year, size):
    return {name: roi(prevented_a_year * factor, size) for name, factor in FACTORS.items()}


for name, value in scenarios(86_400, "medium").items():
    print(f"{name}: {value:.0%}")
