FACTORS = {"conservative": 0.7, "realistic": 1.0, "optimistic": 1.3}
COSTS = {"small": (20_000, 12_000), "medium": (90_000, 36_000), "large": (400_000, 150_000)}
YEARS = 3


def roi(prevented_a_year, size):
    """(gain - cost) / cost over three years."""
    return 0.0


def scenarios(prevented_a_year, size):
    return {}


for name, value in scenarios(86_400, "medium").items():
    print(f"{name}: {value:.0%}")
