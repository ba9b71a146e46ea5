import plot

FACTORS = {"conservative": 0.7, "realistic": 1.0, "optimistic": 1.3}
once, monthly_cost, prevented_a_month = 90_000, 3_000, 7_200
months = list(range(37))

for name, factor in FACTORS.items():
    a_month = prevented_a_month * factor - monthly_cost
    plot.line(months, [month * a_month - once for month in months], label=name)
plot.legend()
plot.title("Balance of a detector over three years")
plot.x_label("month")
plot.y_label("euros")
