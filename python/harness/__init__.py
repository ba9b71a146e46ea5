"""Runs a learner's program and says what came of it. docs/formats/code.md tells when the host calls what.

The program shares the interpreter with this package and may do to it what it likes: rebind builtins, replace modules, end
early, lie in `__eq__` and `__repr__`. So the modules of this package have builtins of their own, are not to be found by
name while a program runs, and read values through the slots of their base classes. What is expected is never here.
"""

import builtins as _builtins
import json as _json
import math as _math  # noqa: F401  programs use it, so its content is among what is put back
import random as _random  # noqa: F401  likewise
import sys
from types import ModuleType

__builtins__ = dict(vars(_builtins))

from .ending import PROGRAM, error_of, is_good_ending, kind_of, kinds_of, message_of  # noqa: E402
from .names import SyntaxProblems, used_names  # noqa: E402
from .values import json_of, plain, plain_data  # noqa: E402

# The scanner is C all through: what a program does to the module `json` does not change it.
_scan = _json.scanner.make_scanner(_json.JSONDecoder())
_builtin_names = vars(_builtins)
_builtins_before = dict(_builtin_names)
_path_before = list(sys.path)
_recursion_before = sys.getrecursionlimit()
# Modules that have a state of their own which must go on.
_KEPT_AS_THEY_ARE = {"sys", "threading", "asyncio", "importlib", "warnings", "weakref", "signal", "atexit", "os", "io", "encodings"}
_HEAP_TYPE = 1 << 9
_OURS = ("plot", "anomaly", "harness")
_names_of_the_program = {}


def _restorable(name):
    top = name.split(".")[0]
    return top in sys.stdlib_module_names and top not in _KEPT_AS_THEY_ARE and not top.startswith("_")


_modules_before = [
    module for name, module in list(sys.modules.items()) if _restorable(name) and type(module) is ModuleType
]
_imported_before = {vars(module)["__name__"]: module for module in _modules_before}
_contents_before = [(vars(module), dict(vars(module))) for module in _modules_before]
_classes_before = [
    (one, dict(vars(one)))
    for one in {one for module in _modules_before for one in vars(module).values() if type(one) is type}
    # Classes of C cannot be changed.
    if one.__flags__ & _HEAP_TYPE
]


def uses(source):
    """JSON: the names that the syntax tree of `source` uses, sorted; none where it has no tree."""
    try:
        return json_of(used_names(source))
    except SyntaxProblems:
        return "[]"


def run(source):
    """JSON: how `source` ended when run as `__main__`, and the figures that it drew."""
    global _names_of_the_program
    _put_back()
    module = ModuleType("__main__")
    _names_of_the_program = vars(module)
    _names_of_the_program.update(__file__=PROGRAM, __builtins__=_builtins)
    sys.modules["__main__"] = module
    streams = sys.stdin, sys.stdout, sys.stderr
    error = None
    try:
        exec(compile(source, PROGRAM, "exec", 0, True), _names_of_the_program)
    except BaseException as caught:
        if not is_good_ending(caught):
            error = error_of(caught, source)
    _stop_tracing()
    _put_back_builtins()
    sys.stdin, sys.stdout, sys.stderr = streams
    _flush()
    return json_of({"error": error, "figures": _figures()})


def answer(probes):
    """JSON: for each probe of `{"variables": [..], "calls": [..]}`, the value found, or the error."""
    asked, _ = _scan(probes, 0)
    names = _names_of_the_program
    # A program can give itself other builtins by this name, too.
    dict.__setitem__(names, "__builtins__", _builtins)
    variables = {name: _variable(names, name) for name in asked["variables"]}
    answer = json_of({"variables": variables, "calls": [_call(names, one) for one in asked["calls"]]})
    _flush()
    return answer


def _variable(names, name):
    return {"value": plain(names[name])} if name in names else {"missing": True}


def _call(names, expression):
    try:
        value = eval(compile(expression, "check", "eval", 0, True), names)
    except BaseException as caught:
        return {"error": {"kind": kind_of(caught), "kinds": kinds_of(caught), "message": message_of(caught)}}
    return {"value": plain(value)}


def _put_back():
    """Builtins and standard modules as they were before any program; ours are read anew."""
    _stop_tracing()
    _put_back_builtins()
    for contents, before in _contents_before:
        contents.clear()
        contents.update(before)
    for one, before in _classes_before:
        _put_back_class(one, before)
    sys.modules.update(_imported_before)
    for name in [name for name in sys.modules if name.split(".")[0] in _OURS]:
        del sys.modules[name]
    sys.path[:] = _path_before
    sys.setrecursionlimit(_recursion_before)


def _put_back_class(one, before):
    now = dict(vars(one))
    for name in now:
        # Python itself adds these when they are first asked for.
        if name not in before and not name.startswith("__annot"):
            type.__delattr__(one, name)
    for name, value in before.items():
        if now.get(name) is not value:
            type.__setattr__(one, name, value)


def _put_back_builtins():
    _builtin_names.clear()
    _builtin_names.update(_builtins_before)


def _stop_tracing():
    sys.settrace(None)
    sys.setprofile(None)


def _flush():
    """A last line without a line break is output too."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:  # A closed stream has nothing left to say, and a program's own may raise anything.
            pass


def _figures():
    """What the module `plot` has drawn, where the program imported it; the judge checks its shape."""
    module = sys.modules.get("plot")
    if type(module) is not ModuleType:
        return []
    try:
        return plain_data(vars(module)["_drawn"]())
    except BaseException:  # The program put something else in the place of ours.
        return []
