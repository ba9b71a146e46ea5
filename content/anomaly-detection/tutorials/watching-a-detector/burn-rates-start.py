def burn_rate(failed, total, promise):
    return 0.0


def should_page(failures, totals, promise=0.999, rate=14.4, long=60, short=5):
    return False


print("burn rate:", round(burn_rate(144, 10_000, 0.999), 3))
calm = [0] * 60
fault = [0] * 30 + [60] * 30
print("calm:", should_page(calm, [1000] * 60))
print("fault:", should_page(fault, [1000] * 60))
print("mended:", should_page(fault[10:] + [0] * 10, [1000] * 60))
