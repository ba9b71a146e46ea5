class Health:
    """What an orchestrator asks about."""

    FAILURES_IN_A_ROW = 5

    def __init__(self):
        self.has_model = False
        self.failures = 0

    def loaded(self):
        self.has_model = True

    def succeeded(self):
        self.failures = 0

    def failed(self):
        self.failures += 1

    def is_alive(self):
        return True

    def is_ready(self):
        return self.has_model and self.failures < self.FAILURES_IN_A_ROW


health = Health()
print("before loading:", health.is_alive(), health.is_ready())
health.loaded()
print("after loading:", health.is_alive(), health.is_ready())
