import plot

FACTORS = {"conservative": 0.7, "realistic": 1.0, "optimistic": 1.3}
once, monthly_cost, prevented_a_month = 90_000, 3_000, 7_200
months = list(range(37))

# One line for each scenario.
