FACTORS = {"conservative": 0.7, "realistic": 1.0, "optimistic": 1.3}


def yearly_loss(volume, average_value, fraud_rate):
    return volume * average_value * fraud_rate


def prevented(loss, recall, stopped_in_time, scenario="realistic"):
    if scenario not in FACTORS:
        raise ValueError(f"{scenario} is no scenario; there are {', '.join(FACTORS)}")
    return min(loss, loss * recall * stopped_in_time * FACTORS[scenario])


loss = yearly_loss(600_000, 80, 0.003)
print("loss a year:", loss)
print("prevented:", prevented(loss, 0.8, 0.75))
