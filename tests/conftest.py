pytest_plugins = ["tests.cast", "tests.browser"]
