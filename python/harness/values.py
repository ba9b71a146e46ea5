"""Values of a program as plain data, without running anything that the program wrote."""

from collections import deque
from json.encoder import encode_basestring_ascii

import builtins

__builtins__ = dict(vars(builtins))

DEEPEST = 20
MOST_VALUES = 20_000
LONGEST_TEXT = 20_000
LONGEST_NAME = 200
MOST_BITS = 4_000
CUT = {"cut": True}
INFINITE = (float("inf"), float("-inf"))
class_name = type.__dict__["__name__"].__get__


def plain(value):
    """A value as docs/formats/code.md writes values. Subclasses are read as what they derive from."""
    return _Reader().read(value, 0)


def plain_data(value):
    """Lists, dictionaries, text and numbers as they are, and nothing for anything else."""
    kind = type(value)
    if kind is list:
        return [plain_data(one) for one in value]
    if kind is dict:
        return {key: plain_data(one) for key, one in value.items() if type(key) is str}
    if kind is float:
        return None if value != value or value in INFINITE else value
    return value if kind in (str, int, bool) else None


def json_of(value):
    """JSON of data of exact types; `json` itself is within reach of programs."""
    kind = type(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is str:
        return encode_basestring_ascii(value)
    if kind is int or kind is float:
        return kind.__repr__(value)
    if kind is list:
        return "[" + ",".join([json_of(one) for one in value]) + "]"
    return "{" + ",".join([encode_basestring_ascii(key) + ":" + json_of(one) for key, one in value.items()]) + "}"


def short(text, longest=LONGEST_NAME):
    """Text that may be a subclass, or no text at all."""
    text = str.__add__(text, "") if issubclass(type(text), str) else ""
    return text if len(text) <= longest else text[:longest] + "..."


class _Reader:
    def __init__(self):
        self.values_left = MOST_VALUES

    def read(self, value, depth):
        self.values_left -= 1
        if self.values_left < 0 or depth > DEEPEST:
            return CUT
        kind = type(value)
        if value is None or kind is bool:
            return value
        if issubclass(kind, int):
            return _whole(int.__add__(value, 0))
        if issubclass(kind, float):
            return _fraction(float.__add__(value, 0.0))
        if issubclass(kind, str):
            text = str.__add__(value, "")
            return text if len(text) <= LONGEST_TEXT else CUT
        if kind is list:
            return self.members(list.__iter__(value), depth)
        return self.container(value, kind, depth)

    def container(self, value, kind, depth):
        for base, tag in ((tuple, "tuple"), (list, "list"), (set, "set"), (frozenset, "set"), (deque, "list"), (range, "list")):
            if issubclass(kind, base):
                data = {tag: self.members(base.__iter__(value), depth)}
                break
        else:
            data = {"dict": self.pairs(value, depth)} if issubclass(kind, dict) else {"other": True}
        if kind not in (tuple, set, dict):
            data["is"] = short(class_name(kind))
        return data

    def pairs(self, value, depth):
        pairs = []
        for key, one in dict.items(value):
            pairs.append([self.read(key, depth + 1), self.read(one, depth + 1)])
            if self.values_left < 0:
                break
        return pairs

    def members(self, iterator, depth):
        """No more of it than may be read: what is longer is cut, not gone through to its end."""
        members = []
        for one in iterator:
            members.append(self.read(one, depth + 1))
            if self.values_left < 0:
                break
        return members


def _whole(number):
    if -(2**53) <= number <= 2**53:
        return number
    return {"int": int.__repr__(number)} if number.bit_length() < MOST_BITS else CUT


def _fraction(number):
    if number != number:
        return {"float": "nan"}
    if number in INFINITE:
        return {"float": "inf" if number > 0 else "-inf"}
    return number
