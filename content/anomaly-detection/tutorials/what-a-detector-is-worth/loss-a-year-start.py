def yearly_loss(volume, average_value, fraud_rate):
    return 0.0


def prevented(loss, recall, stopped_in_time, scenario="realistic"):
    return 0.0


loss = yearly_loss(600_000, 80, 0.003)
print("loss a year:", loss)
print("prevented:", prevented(loss, 0.8, 0.75))
