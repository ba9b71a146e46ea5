"""How a program ended, in its own lines only."""

import builtins

__builtins__ = dict(vars(builtins))

from .values import class_name, short  # noqa: E402

PROGRAM = "program.py"
MOST_FRAMES = 20
LONGEST_MESSAGE = 2_000
_ancestors = type.__dict__["__mro__"].__get__
_traceback = BaseException.__dict__["__traceback__"].__get__
_arguments = BaseException.__dict__["args"].__get__


def is_good_ending(error):
    """`sys.exit()` and `sys.exit(0)`, asked of the arguments: a program may give its own class any attribute `code`."""
    if not issubclass(type(error), SystemExit):
        return False
    arguments = _arguments(error)
    return not arguments or arguments[0] is None or (type(arguments[0]) is int and arguments[0] == 0)


def kind_of(error):
    return short(class_name(type(error)))


def kinds_of(error):
    """An error is of its class and of those above it: a KeyError is a LookupError."""
    return [short(class_name(kind)) for kind in _ancestors(type(error))]


def message_of(error):
    """The program may have written `__str__` itself, so it may say and raise anything."""
    try:
        return short(str(error), LONGEST_MESSAGE)
    except BaseException:
        return ""


def error_of(error, source):
    """Kind, message, the innermost line of the program, and a traceback without the lines of others."""
    kind, message = kind_of(error), message_of(error)
    lines = source.splitlines()
    line, frames = _place_of_syntax_error(error, lines)
    if frames:
        message = short(error.msg, LONGEST_MESSAGE)
    else:
        line, frames = _frames_of(error, lines)
    if len(frames) > MOST_FRAMES:
        half = MOST_FRAMES // 2
        frames = [*frames[:half], f"  ... {len(frames) - MOST_FRAMES} more\n", *frames[-half:]]
    head = "Traceback (most recent call last):\n" if frames else ""
    last = kind + (": " + message if message else "")
    return {"kind": kind, "message": message, "line": line, "traceback": head + "".join(frames) + last}


def _place_of_syntax_error(error, lines):
    # Only the compiler's own kinds: those of a program could have attributes that run something.
    if type(error) not in (SyntaxError, IndentationError, TabError) or _traceback(error).tb_next is not None:
        return None, []
    line = error.lineno if type(error.lineno) is int else None
    return line, [_frame(line, "", lines)]


def _frames_of(error, lines):
    line, frames, trace = None, [], _traceback(error)
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == PROGRAM:
            line = trace.tb_lineno
            frames.append(_frame(line, code.co_name, lines))
        trace = trace.tb_next
    return line, frames


def _frame(line, function, lines):
    within = f", in {short(function)}" if function else ""
    text = lines[line - 1].strip() if line and line <= len(lines) else ""
    place = f", line {line}" if line else ""
    return f'  File "{PROGRAM}"{place}{within}\n' + (f"    {short(text)}\n" if text else "")
