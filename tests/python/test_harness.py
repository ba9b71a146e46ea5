"""What the harness says of programs, honest and otherwise."""

import contextlib
import io
import json
import unittest
from textwrap import dedent

import paths  # noqa: F401
import harness

# Taken before any program runs.
dumps = json.dumps
scan = json.scanner.make_scanner(json.JSONDecoder())


def loads(text):
    return scan(text, 0)[0]


def run(source):
    """What was printed, and how it ended."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        outcome = harness.run(dedent(source))
    return printed.getvalue(), loads(outcome)


def answer(variables=(), calls=()):
    probes = '{"variables": [%s], "calls": [%s]}' % tuple(",".join('"' + one + '"' for one in asked) for asked in (variables, calls))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        return loads(harness.answer(probes))


def value_of(expression):
    """A value as the harness writes it."""
    run("")
    (answered,) = answer(calls=[expression])["calls"]
    return answered.get("value", answered.get("error"))


class ValuesTest(unittest.TestCase):
    def test_values_are_written_as_documented(self):
        for expression, written in [
            ("None", None),
            ("True", True),
            ("2", 2),
            ("2.0", 2.0),
            ("'a'", "a"),
            ("[1, (2,)]", [1, {"tuple": [2]}]),
            ("{'a': 1, 2: None}", {"dict": [["a", 1], [2, None]]}),
            ("{3}", {"set": [3]}),
            ("frozenset()", {"set": [], "is": "frozenset"}),
            ("range(3)", {"list": [0, 1, 2], "is": "range"}),
            ("float('nan')", {"float": "nan"}),
            ("-float('inf')", {"float": "-inf"}),
            ("2**53", 2**53),
            ("2**53 + 1", {"int": "9007199254740993"}),
            ("10**5000", {"cut": True}),
            ("'a' * 30000", {"cut": True}),
            ("object()", {"other": True, "is": "object"}),
            ("(x for x in [1])", {"other": True, "is": "generator"}),
            ("print", {"other": True, "is": "builtin_function_or_method"}),
        ]:
            with self.subTest(expression):
                self.assertEqual(value_of(expression), written)

    def test_subclasses_are_read_as_what_they_derive_from(self):
        for expression, written in [
            ("Counter('aab')", {"dict": [["a", 2], ["b", 1]], "is": "Counter"}),
            ("deque([1])", {"list": [1], "is": "deque"}),
            ("Point(1, 2)", {"tuple": [1, 2], "is": "Point"}),
            ("OrderedDict(a=1)", {"dict": [["a", 1]], "is": "OrderedDict"}),
        ]:
            with self.subTest(expression):
                run("from collections import *\nPoint = namedtuple('Point', 'x y')")
                self.assertEqual(answer(calls=[expression])["calls"], [{"value": written}])

    def test_what_is_too_large_or_too_deep_is_cut_in_bounded_time(self):
        run("deep = []\nfor _ in range(5000): deep = [deep]\nround_ = []\nround_.append(round_)\nwide = range(10**12)")
        for name, asked in answer(variables=["deep", "round_", "wide"])["variables"].items():
            with self.subTest(name):
                self.assertIn('{"cut": true}', dumps(asked))


class RunTest(unittest.TestCase):
    def error(self, source):
        return run(source)[1]["error"]

    def test_a_traceback_has_the_lines_of_the_program_only(self):
        error = self.error(
            """\
            import json
            def read(text):
                return json.loads(text)
            read("{")
            """
        )
        self.assertEqual((error["kind"], error["line"]), ("JSONDecodeError", 3))
        self.assertEqual(
            error["traceback"].splitlines()[:5],
            [
                "Traceback (most recent call last):",
                '  File "program.py", line 4, in <module>',
                '    read("{")',
                '  File "program.py", line 3, in read',
                "    return json.loads(text)",
            ],
        )
        self.assertNotIn("decoder.py", error["traceback"])

    def test_endings_are_told_apart(self):
        for source, kind, line in [
            ("", None, None),
            ("raise SystemExit", None, None),
            ("import sys\nsys.exit(0)", None, None),
            ("import sys\nsys.exit(3)", "SystemExit", 2),
            ("raise SystemExit('no')", "SystemExit", 1),
            ("x = (1", "SyntaxError", 1),
            ("if True:\nx = 1", "IndentationError", 2),
            ("import nothing_like_this", "ModuleNotFoundError", 1),
            ("def f(): return f()\nf()", "RecursionError", 1),
            ("raise KeyboardInterrupt", "KeyboardInterrupt", 1),
            ("x = '\0'", "SyntaxError", None),
        ]:
            with self.subTest(source):
                error = self.error(source)
                self.assertEqual((error and error["kind"], error and error["line"]), (kind, line))

    def test_a_deep_recursion_is_told_in_few_lines(self):
        self.assertLess(len(self.error("def f(): return f()\nf()")["traceback"].splitlines()), 50)

    def test_the_program_is_main_and_starts_from_fresh_names(self):
        self.assertEqual(run("if __name__ == '__main__': print('main')\nleft = 1")[0], "main\n")
        self.assertEqual(self.error("left")["kind"], "NameError")

    def test_what_is_not_ended_by_a_line_break_is_printed_too(self):
        self.assertEqual(run("print('a', end='')")[0], "a")

    def test_figures_come_with_the_outcome_even_after_an_error(self):
        outcome = run("import plot\nplot.line([1])\n1 / 0")[1]
        self.assertEqual((outcome["error"]["kind"], len(outcome["figures"])), ("ZeroDivisionError", 1))
        self.assertEqual(run("import plot")[1]["figures"], [])

    def test_input_is_read_line_by_line(self):
        import sys

        before, sys.stdin = sys.stdin, io.StringIO("5\n")
        try:
            self.assertEqual(run("print(int(input()) + 1)")[0], "6\n")
            self.assertEqual(self.error("input()")["kind"], "EOFError")
        finally:
            sys.stdin = before


class UsesTest(unittest.TestCase):
    def uses(self, source):
        return loads(harness.uses(dedent(source)))

    def test_aliases_are_followed(self):
        for source in [
            "import anomaly as a\na.IsolationForest()",
            "import anomaly\nanomaly.IsolationForest",
            "from anomaly import IsolationForest as F\nF()",
            "from anomaly import *\nIsolationForest()",
            "import anomaly\ngetattr(anomaly, 'IsolationForest')",
            "def f():\n    from anomaly import IsolationForest\n    return IsolationForest",
            "import anomaly\nprint(f'{anomaly.IsolationForest}')",
        ]:
            with self.subTest(source):
                self.assertIn("anomaly.IsolationForest", self.uses(source))

    def test_comments_texts_and_imports_alone_are_no_use(self):
        for source in [
            "# anomaly.IsolationForest",
            "'anomaly.IsolationForest'",
            "from anomaly import IsolationForest",
            "import anomaly\nIsolationForest = 3",
            "from other import IsolationForest\nIsolationForest()",
            "anomaly.IsolationForest(",
        ]:
            with self.subTest(source):
                self.assertNotIn("anomaly.IsolationForest", self.uses(source))

    def test_builtins_are_told_from_the_programs_own_names(self):
        self.assertIn("builtins.sorted", self.uses("sorted([])"))
        own = self.uses("def sorted(x): return x\nsorted([])")
        self.assertIn("sorted", own)
        self.assertNotIn("builtins.sorted", own)

    def test_attributes_and_keywords_are_names_too(self):
        used = self.uses("import os.path as p\nwith x as y:\n    y.model.fit([q for q in p.join()])")
        for name in [".fit", "y.model.fit", "os.path.join", "for", "with", "import"]:
            self.assertIn(name, used)
        self.assertNotIn("while", used)


class HostileTest(unittest.TestCase):
    """A program must not come by a false fact cheaply."""

    def after(self, source, **asked):
        run(source)
        return answer(**asked)

    def test_rebound_builtins_change_nothing_for_the_judge_or_the_next_program(self):
        asked = self.after(
            """\
            import builtins
            for name in ("len", "type", "isinstance", "dict", "list", "str", "int", "eval", "compile", "exec", "getattr", "print"):
                setattr(builtins, name, lambda *a, **k: 42)
            x = [1]
            """,
            variables=["x"],
            calls=["len([1, 2])"],
        )
        self.assertEqual(asked, {"variables": {"x": {"value": [1]}}, "calls": [{"value": 2}]})
        self.assertEqual(run("print(len('abc'))")[0], "3\n")

    def test_a_replaced_json_is_not_asked(self):
        asked = self.after(
            """\
            import json, sys
            json.dumps = json.loads = lambda *a, **k: '{"variables": {"x": {"value": 5}}}'
            json.decoder.JSONDecoder.decode = json.dumps
            sys.modules["json"] = None
            x = 1
            """,
            variables=["x"],
        )
        self.assertEqual(asked["variables"], {"x": {"value": 1}})
        self.assertEqual(run("import json\nprint(json.loads('[1]'))")[0], "[1]\n")

    def test_objects_that_lie_are_read_by_what_they_are(self):
        asked = self.after(
            """\
            class Any(int):
                def __eq__(self, other): return True
                def __repr__(self): return "5"
                def __index__(self): return 5
            class Listed(list):
                def __iter__(self): return iter([5])
                def __len__(self): return 5
            class Pretends:
                __class__ = int
                def __int__(self): return 5
                def __eq__(self, other): raise SystemExit
            class Angry:
                def __getattribute__(self, name): raise SystemExit
            a, l, p, g = Any(1), Listed([1]), Pretends(), Angry()
            """,
            variables=["a", "l", "p", "g"],
        )["variables"]
        self.assertEqual(asked["a"], {"value": 1})
        self.assertEqual(asked["l"], {"value": {"list": [1], "is": "Listed"}})
        self.assertEqual(asked["p"], {"value": {"other": True, "is": "Pretends"}})
        self.assertEqual(asked["g"], {"value": {"other": True, "is": "Angry"}})

    def test_errors_that_raise_when_they_are_shown_are_errors(self):
        error = run("class E(Exception):\n    def __str__(self): raise SystemExit\nraise E")[1]["error"]
        self.assertEqual((error["kind"], error["message"]), ("E", ""))
        error = run("class E(SyntaxError):\n    @property\n    def msg(self): raise SystemExit\nraise E('x')")[1]["error"]
        self.assertEqual(error["kind"], "E")

    def test_a_call_that_exits_or_raises_ends_only_itself(self):
        asked = self.after("def f(): raise SystemExit(0)\ndef g(): return 2", calls=["f()", "g()", "h("])["calls"]
        self.assertEqual(asked[0]["error"]["kind"], "SystemExit")
        self.assertEqual(asked[1], {"value": 2})
        self.assertEqual(asked[2]["error"]["kind"], "SyntaxError")

    def test_an_interrupt_of_a_call_is_an_error_like_any_other(self):
        asked = self.after("def f(): raise KeyboardInterrupt\ndef g(): return 2", calls=["f()", "g()"])["calls"]
        self.assertEqual(asked[0]["error"]["kind"], "KeyboardInterrupt")
        self.assertEqual(asked[1], {"value": 2})

    def test_a_stream_of_the_programs_own_that_raises_when_it_is_flushed_ends_nothing(self):
        source = """\
            import io, sys
            class Angry(io.StringIO):
                def flush(self): raise KeyboardInterrupt
            def f():
                sys.stdout = Angry()
                return 1
            """
        import sys

        before = sys.stdout
        try:
            self.assertEqual(self.after(source, calls=["f()"])["calls"], [{"value": 1}])
        finally:
            sys.stdout = before

    def test_an_error_is_of_the_classes_above_it(self):
        asked = self.after("def f(): return {}['a']", calls=["f()"])["calls"]
        self.assertIn("LookupError", asked[0]["error"]["kinds"])

    def test_the_harness_is_not_to_be_found_by_name(self):
        printed, outcome = run("import sys\nprint([name for name in sys.modules if name.split('.')[0] == 'harness'])")
        self.assertEqual((printed, outcome["error"]), ("[]\n", None))

    def test_output_and_tracing_are_put_back(self):
        run("import sys, io\nsys.stdout = io.StringIO()\nsys.settrace(lambda *a: None)\nsys.setrecursionlimit(60)")
        self.assertEqual(run("print('here')")[0], "here\n")
        run("import sys\nsys.stdout.close = None\nsys.modules['plot'] = 5")
        self.assertEqual(run("import plot\nplot.line([1])")[1]["error"], None)

    def test_figures_of_a_false_plot_are_plain_data_or_nothing(self):
        outcome = run("import plot\nplot._drawn = lambda: [{'columns': object(), 'panels': float('nan')}]")[1]
        self.assertEqual(outcome["figures"], [{"columns": None, "panels": None}])
        for source in ["import plot\nplot._drawn = 5", "import plot\nx = []\nx.append(x)\nplot._drawn = lambda: x"]:
            self.assertEqual(run(source)[1]["figures"], [])

    def test_missing_variables_are_missing(self):
        self.assertEqual(self.after("", variables=["x"])["variables"], {"x": {"missing": True}})


if __name__ == "__main__":
    unittest.main()
