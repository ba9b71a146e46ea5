class Health:
    """What an orchestrator asks about."""

    def loaded(self):
        pass

    def succeeded(self):
        pass

    def failed(self):
        pass

    def is_alive(self):
        return False

    def is_ready(self):
        return False


health = Health()
print("before loading:", health.is_alive(), health.is_ready())
health.loaded()
print("after loading:", health.is_alive(), health.is_ready())
