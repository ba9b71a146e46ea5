def payback_months(once, monthly_gain, monthly_cost, alarms=0, cost_of_alarm=0.0):
    return None


print("without alarms:", payback_months(90_000, 12_000, 3_000))
print("with 1,000 alarms at 4:", payback_months(90_000, 12_000, 3_000, 1_000, 4))
print("with 3,000 alarms at 4:", payback_months(90_000, 12_000, 3_000, 3_000, 4))
