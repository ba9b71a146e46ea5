"""Runs one program as the page does, for the test of the shipped content.

Takes {"source", "probes", "input"} as JSON on standard input; gives {"output", "uses", "outcome", "answers"}.
"""

import io
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "python"))

import harness  # noqa: E402


def main():
    asked = json.load(sys.stdin)
    # Only what comes after is the program's own.
    printed, answered = io.StringIO(), sys.stdout
    sys.stdin, sys.stdout = io.StringIO("".join(line + "\n" for line in asked["input"])), printed
    uses, outcome = harness.uses(asked["source"]), harness.run(asked["source"])
    output = printed.getvalue()
    answers = harness.answer(asked["probes"])
    answered.write(json.dumps({"output": output, "uses": uses, "outcome": outcome, "answers": answers}))


main()
