"""A layout's template -> a program with a meter in it, which may use what is listed here and nothing else.

Layouts come from strangers. Jinja2's sandbox keeps them from running things, not from asking the program's own objects
for files. So here is written what a layout may do; all else is refused.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from jinja2 import filters, nodes, pass_environment
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.runtime import markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, soft_str

from generator.markup.meter import (
    ITEM,
    LARGE,
    LARGEST_NUMBER,
    ROUND,
    WIDEST,
    TooMuch,
    count_replaced,
    held,
    joined_texts,
    only_text,
    spend,
    text_of_value,
    weight,
)
from generator.markup.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment
    from jinja2.compiler import Frame


TEXT_METHODS = frozenset({"upper", "lower", "title", "strip", "startswith", "endswith", "replace", "split", "join", "removeprefix", "removesuffix"})


METHODS: Mapping[type, frozenset[str]] = {
    dict: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"index", "count"}),
    tuple: frozenset({"index", "count"}),
}


OWN_MODULES = ("generator.", "jinja2.")  # the modules whose values a layout may look into: content, and what Jinja2 gives it


INNER = ("_loop_vars", "_block_vars")  # what Jinja2 itself hands to a call


FILTERS = frozenset(
    {"abs", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "groupby", "int", "items", "join", "last", "length"}
    | {"list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "select", "selectattr", "slice", "sort", "string"}
    | {"sum", "title", "trim", "truncate", "unique", "upper"}
)


def _join(context: Any, values: Any, between: str = "", attribute: str | None = None) -> Any:
    if attribute is not None:
        values = filters.sync_do_map(context, values, attribute=attribute)
    between = text_of_value(between)
    texts = joined_texts(between, values)
    return filters.sync_do_join(context.eval_ctx, texts, between)


def _replace(eval_ctx: Any, text: Any, old: Any, new: Any, count: int | None = None) -> Any:
    text, old, new = text_of_value(text), text_of_value(old), text_of_value(new)
    count_replaced(text, old, new)
    return filters.do_replace(eval_ctx, text, old, new, count)


@pass_environment
def _sum(environment: Environment, values: Any, attribute: str | None = None) -> Any:
    return filters.do_sum(environment, values, attribute)


def _pieces(make: Callable[..., Any]) -> Callable[..., Any]:
    """Let a list be cut into at most as many pieces, or pieces of at most as many items, as a list may have."""

    def pieces(values: Any, count: int, fill_with: Any = None) -> Any:
        if not isinstance(count, int) or not 0 < count <= 1000:
            raise ValueError(f"a list is cut into 1 to 1000 pieces, not {count}")
        return make(values, count, fill_with)

    return pieces


def _trim(text: Any, characters: str | None = None) -> str:
    spend(len(text_of_value(text)) * len(characters or "") // 100)
    return filters.do_trim(text, characters)


def _string(value: Any) -> Any:
    return soft_str(only_text(value))


def _metered(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter or a test that counts what it is given and what it makes."""

    @wraps(function)
    def metered(*args: Any, **kwargs: Any) -> Any:
        spend(ROUND + sum(len(one) for one in args if isinstance(one, LARGE) and not isinstance(one, Slot)))
        value = function(*args, **kwargs)
        return value if value is True or value is False else held(value)

    return metered


def _own_filters() -> dict[str, Callable[..., Any]]:
    _join.jinja_pass_arg = filters.do_map.jinja_pass_arg  # type: ignore[attr-defined]
    _replace.jinja_pass_arg = filters.do_replace.jinja_pass_arg  # type: ignore[attr-defined]
    own: dict[str, Callable[..., Any]] = {
        "join": _join,
        "replace": _replace,
        "sum": _sum,
        "string": _string,
        "trim": _trim,
        "batch": _pieces(filters.do_batch),
        "slice": _pieces(filters.sync_do_slice),
    }
    every: dict[str, Any] = {**filters.FILTERS, **own}
    return {name: _metered(every[name]) for name in FILTERS}


class _Counted(CodeGenerator):
    """Writes a template's program with the meter in it."""

    def blockvisit(self, nodes_: Any, frame: Frame) -> None:
        cost = ROUND + sum(len(part.data) for node in nodes_ if isinstance(node, nodes.Output) for part in node.nodes if isinstance(part, nodes.TemplateData))
        self.writeline(f"environment.spend({cost})", nodes_[0] if nodes_ else None)
        super().blockvisit(nodes_, frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802
        self.write(f"(environment.spend({ROUND}) or ")
        super().visit_Compare(node, frame)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self.write("environment.concatenated((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        self._held(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        self._held(super().visit_Dict, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        if node.ctx == "load":
            self._held(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def _held(self, visit: Callable[[Any, Frame], None], node: nodes.Expr, frame: Frame) -> None:
        self.write("environment.held(")
        visit(node, frame)
        self.write(")")

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier, _: Frame) -> None:  # noqa: N802
        self.fail("autoescape cannot be switched off: what content says is never markup", node.lineno)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, with the meter, and with a list of what may be used instead of one of what may not."""

    code_generator_class = _Counted
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters = _own_filters()
        tests: dict[str, Any] = dict(self.tests)
        self.tests = {name: _metered(test) for name, test in tests.items()}
        self.spend, self.held, self.concatenated = spend, held, _concatenated
        for name in ("lipsum", "cycler", "joiner"):
            self.globals.pop(name, None)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, int) and isinstance(right, int) and operator != "**":
            if max(abs(left), abs(right)) > LARGEST_NUMBER:
                raise TooMuch("a number in it is too large")
            return super().call_binop(context, operator, left, right)
        if operator != "+":
            raise SecurityError(f"'{operator}' is only for whole numbers in a layout")
        if any(isinstance(left, kind) and isinstance(right, kind) for kind in (str, list, tuple)):
            spend((len(left) + len(right)) * (WIDEST if isinstance(left, Markup) or isinstance(right, Markup) else 1))
        return held(super().call_binop(context, operator, left, right))

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        cost = ROUND
        for value in args:
            if isinstance(value, LARGE):
                cost += weight(value)
        for name, value in kwargs.items():
            if isinstance(value, LARGE) and name not in INNER:
                cost += weight(value)
        spend(cost)
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str):
            args = _before(owner, obj.__name__, args)
        return _made(super().call(context, obj, *args, **kwargs))

    def wrap_str_format(self, _: Any) -> None:
        """Leave str.format to the list of methods, on which it is not: it pads."""

    def is_safe_attribute(self, obj: Any, attr: str, _: Any) -> bool:
        if isinstance(obj, str):
            return attr in TEXT_METHODS
        if type(obj) in METHODS:
            return attr in METHODS[type(obj)]
        return not attr.startswith("_") and str(type(obj).__module__).startswith(
            OWN_MODULES
        )  # none of these is a function, a class or a frame, nor can any be changed


def _made(value: Any) -> Any:
    """Return what a call gave, counted unless it is a value of the program's own."""
    return held(value) if isinstance(value, LARGE) else value


def _concatenated(parts: tuple[Any, ...]) -> str:
    """Return texts that `~` puts together."""
    return markup_join(joined_texts(Markup(), parts))


def _before(text: str, method: str, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Count what a text's method is about to make, and return what it is to be called with."""
    spend(len(text) * (1 if method in ("startswith", "endswith") else WIDEST if method != "split" else ITEM))
    if method == "strip" and args:
        spend(len(text) * len(text_of_value(args[0])) // 100)
    if method == "join" and len(args) == 1:
        return (joined_texts(text, args[0]),)
    if method == "replace" and len(args) > 1:
        count_replaced(text, text_of_value(args[0]), text_of_value(args[1]))
    return args
