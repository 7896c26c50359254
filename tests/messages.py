"""What patients' templates and views ask gettext for, and what a catalogue answers. In: files of the project.
Out: Message values found by parsing, never by running anything; entries of a .po file by message."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template import Template, engines
from django.template.base import Token
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

ROOT = Path(__file__).parent.parent
TEMPLATES = (
    "clinic/templates/patient_base.html",
    "clinic/templates/error_base.html",
    "clinic/templates/[45]??.html",
    "clinic/templates/csrf_failure.html",
    "clinic/templates/clinic/home.html",
    "clinic/templates/parts/[!s]*.html",
    "intake/templates/intake/patient/*.html",
    "intake/templates/intake/fields/**/*.html",
    "intake/templates/intake/parts/*.html",
    "handouts/templates/handouts/paper/*.html",
    "handouts/templates/handouts/plan*.html",
)
MODULES = ("clinic/**/*.py", "intake/**/*.py", "handouts/**/*.py")  # those that ask gettext: staff read English
CATALOGUES = "clinic/locale/*/LC_MESSAGES/django.po"
# For each function of gettext: where its context stands among the arguments, its text, its plural.
CALLS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
_PLACES = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
_TAGS = re.compile(r"</?\w+|&\w+;")


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One text to translate."""

    text: str
    context: str = ""
    plural: str = ""

    @property
    def places(self) -> list[str]:
        """What is filled in, and the tags and entities within: a translation needs the same, in any order."""
        return sorted(found.group(0) for found in (*_PLACES.finditer(self.text), *_TAGS.finditer(self.text)))


def messages() -> dict[Message, list[str]]:
    """Every message with the files that ask for it."""
    found: dict[Message, list[str]] = {}
    for pattern in (*TEMPLATES, *MODULES):
        paths = sorted(ROOT.glob(pattern))
        assert paths, f"{pattern} is no file"
        for path in paths:
            if path.suffix == ".py" and "translation import" not in path.read_text("utf-8"):
                continue
            for message in set(_in_template(path) if path.suffix == ".html" else _in_module(path)):
                found.setdefault(message, []).append(str(path.relative_to(ROOT)))
    return found


def _in_template(path: Path) -> Iterator[Message]:
    template: Template = engines["django"].from_string(path.read_text("utf-8")).template
    for node in template.nodelist.get_nodes_by_type(TranslateNode):
        text = getattr(node.filter_expression.var, "literal", None)
        assert isinstance(text, str), f"{path.name}: translate without a literal text"
        yield Message(text, _context(node))
    for block in template.nodelist.get_nodes_by_type(BlockTranslateNode):
        plural = _text(block, block.plural) if block.plural else ""
        yield Message(_text(block, block.singular), _context(block), plural)


def _context(node: TranslateNode | BlockTranslateNode) -> str:
    return str(node.message_context.var) if node.message_context else ""


def _text(block: BlockTranslateNode, tokens: list[Token]) -> str:
    text = str(block.render_token_list(tokens)[0])
    return trim_whitespace(text) if block.trimmed else text


def _in_module(path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            context, text, plural = (at if at is None else _literal(node.args[at], path) for at in CALLS[node.func.id])
            yield Message(str(text), context or "", plural or "")


def _literal(node: ast.expr, path: Path) -> str:
    assert isinstance(node, ast.Constant) and isinstance(node.value, str), f"{path.name}: gettext of no literal text"
    return node.value


def catalogue(path: Path) -> dict[Message, tuple[str, ...]]:
    """The translations of a .po file by message; more than one where there is a plural. Fuzzy entries are left out."""
    found = {}
    for entry in re.split(r"\n\s*\n", path.read_text("utf-8")):
        fields = _fields(entry)
        if "msgid" in fields and not re.search(r"^#,.*fuzzy", entry, re.MULTILINE):
            message = Message(fields["msgid"], fields.get("msgctxt", ""), fields.get("msgid_plural", ""))
            found[message] = tuple(text for key, text in fields.items() if key.startswith("msgstr"))
    return found


def _fields(entry: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    key = ""
    for line in entry.splitlines():
        begins = re.match(r"(msg[\w\[\]]+)\s+(\".*)", line)
        if begins:
            key = begins[1]
        if begins or line.startswith('"'):
            fields[key] = fields.get(key, "") + ast.literal_eval(begins[2] if begins else line)
    return fields
