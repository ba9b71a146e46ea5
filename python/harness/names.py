"""The names that a program uses, asked of its syntax tree: comments and texts are none, aliases are followed."""

import ast
import builtins

__builtins__ = dict(vars(builtins))

MOST_NAMES = 2_000
LONGEST_NAME = 200
SyntaxProblems = (SyntaxError, ValueError, RecursionError, MemoryError)

KEYWORDS = {
    "For": ["for"], "AsyncFor": ["for", "async"], "comprehension": ["for"], "While": ["while"], "If": ["if"], "IfExp": ["if"],
    "FunctionDef": ["def"], "AsyncFunctionDef": ["def", "async"], "ClassDef": ["class"], "Lambda": ["lambda"], "Return": ["return"],
    "Yield": ["yield"], "YieldFrom": ["yield"], "Try": ["try"], "TryStar": ["try"], "Raise": ["raise"], "With": ["with"],
    "AsyncWith": ["with", "async"], "Assert": ["assert"], "Global": ["global"], "Nonlocal": ["global"], "Import": ["import"],
    "ImportFrom": ["import"], "Await": ["await"], "Match": ["match"], "Delete": ["del"],
}
# Taken now: a program can change the classes of `ast`.
_TREE_ONLY = ast.PyCF_ONLY_AST
_FIELDS = {kind: kind._fields for kind in vars(ast).values() if type(kind) is type and issubclass(kind, ast.AST)}
_NAMES = {kind: kind.__name__ for kind in _FIELDS}


def used_names(source):
    """Sorted; raises one of `SyntaxProblems` where there is no tree."""
    nodes = list(_nodes(compile(source, "program.py", "exec", _TREE_ONLY)))
    reader = _Reader(nodes)
    for node in nodes:
        reader.look_at(node)
    return sorted(reader.used)


def _nodes(tree):
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for field in _FIELDS[type(node)]:
            child = getattr(node, field, None)
            waiting.extend(one for one in (child if type(child) is list else [child]) if type(one) in _FIELDS)


def _kind(node):
    return _NAMES[type(node)]


def _chain(node):
    """`a.b.c` as its names; none where it does not begin with a name."""
    names = []
    while _kind(node) == "Attribute":
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if _kind(node) == "Name" else []


class _Reader:
    def __init__(self, nodes):
        self.used = set()
        # What an imported name stands for; it may be imported under one name in two functions.
        self.paths = {}
        self.modules_imported_whole = []
        self.bound = set()
        for node in nodes:
            self.look_for_bindings(node)

    def look_for_bindings(self, node):
        kind = _kind(node)
        if kind == "Import":
            for alias in node.names:
                top = alias.name.split(".")[0]
                self.stands_for(alias.asname or top, alias.name if alias.asname else top)
        elif kind == "ImportFrom":
            for alias in node.names:
                if alias.name == "*":
                    self.modules_imported_whole.append(node.module or "")
                else:
                    self.stands_for(alias.asname or alias.name, (node.module or "") + "." + alias.name)
        elif kind == "Name" and _kind(node.ctx) != "Load":
            self.bound.add(node.id)
        elif kind in ("FunctionDef", "AsyncFunctionDef", "ClassDef"):
            self.bound.add(node.name)
        elif kind == "arg":
            self.bound.add(node.arg)

    def stands_for(self, name, path):
        self.paths.setdefault(name, []).append(path)

    def look_at(self, node):
        kind = _kind(node)
        for keyword in KEYWORDS.get(kind, ()):
            self.use(keyword)
        if kind == "Attribute":
            self.use("." + node.attr)
            self.use_chain(_chain(node))
        elif kind == "Name" and _kind(node.ctx) == "Load":
            self.use_chain([node.id])
        elif kind == "Call" and _chain(node.func) == ["getattr"] and len(node.args) > 1:
            attribute = getattr(node.args[1], "value", None)
            if type(attribute) is str:
                self.use("." + attribute)
                chain = _chain(node.args[0])
                self.use_chain([*chain, attribute] if chain else [])

    def use_chain(self, chain):
        if not chain:
            return
        first, rest = chain[0], "".join("." + name for name in chain[1:])
        for path in self.paths.get(first, ()):
            self.use(path + rest)
        if first in self.paths:
            return
        self.use(first + rest)
        if first not in self.bound:
            for module in ["builtins", *self.modules_imported_whole]:
                self.use(module + "." + first + rest)

    def use(self, name):
        if len(self.used) < MOST_NAMES and len(name) <= LONGEST_NAME:
            self.used.add(name)
