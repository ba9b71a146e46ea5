"""The last step before programs run: finds our modules, and lets `input` ask in the page where the engine can wait."""

import builtins
import sys

sys.path.insert(0, "/modules")
# What the learner added comes last: it takes the place of nothing.
sys.path.append("/packages")

def asking_input(next_line):
    """`input` that waits for the page without blocking it."""
    from pyodide.ffi import run_sync

    async def answer():
        line = next_line()
        return line if isinstance(line, str) else await line

    def input(prompt="", /):
        print(prompt, end="", flush=True)
        line = run_sync(answer())
        if not isinstance(line, str):
            raise EOFError("there is no more input")
        print(line)
        return line

    return input


# The door to JavaScript is closed: nothing behind it is a program's business.
for name in ("js", "pyodide_js"):
    sys.modules.pop(name, None)

if can_ask:  # noqa: F821 - handed in
    builtins.input = asking_input(next_line)  # noqa: F821 - handed in

# It remembers the builtins that it finds.
import harness  # noqa: E402

(harness.uses, harness.run, harness.answer)
