import math


def payback_months(once, monthly_gain, monthly_cost, alarms=0, cost_of_alarm=0.0):
    if once <= 0:
        return 0
    a_month = monthly_gain - monthly_cost - alarms * cost_of_alarm
    if a_month <= 0:
        return None
    return math.ceil(once / a_month)


print("without alarms:", payback_months(90_000, 12_000, 3_000))
print("with 1,000 alarms at 4:", payback_months(90_000, 12_000, 3_000, 1_000, 4))
print("with 3,000 alarms at 4:", payback_months(90_000, 12_000, 3_000, 3_000, 4))
