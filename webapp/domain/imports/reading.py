"""From the lines of a spreadsheet to named entries, with a sentence for everything wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from webapp.kernel.tables import Cell, Line
from webapp.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a template; `heading` in both languages, one of which the file must use."""

    key: str
    heading: Text
    example: str
    hint: Text
    required: bool = True


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong at a line and column, and what cures it."""

    line: int
    column: Text
    problem: Text
    cure: Text


@dataclass(slots=True)
class Entry:
    """One line of the file: its values by key, and what is wrong with it."""

    line: int
    values: dict[str, str]
    troubles: list[Trouble] = field(default_factory=list)
    note: Text | None = None

    def refuse(self, column: Column, problem: Text, cure: Text) -> None:
        """Note something wrong."""
        self.troubles.append(Trouble(self.line, column.heading, problem, cure))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: its entries, and what is wrong with its headings."""

    entries: Sequence[Entry]
    troubles: Sequence[Trouble]


_CELL_TROUBLES = {
    "formula": (
        Text("单元格里是公式。", "The cell holds a formula."),
        Text("请复制后选择“粘贴为数值”，再上传。", "Copy the cell and paste it as a value."),
    ),
    "error": (
        Text("单元格里是公式错误值。", "The cell holds the error of a formula."),
        Text("请填入实际内容。", "Enter the value itself."),
    ),
    "digits_lost": (
        Text(
            "该号码以数字格式保存，末几位已被办公软件改成 0。",
            "The number was kept as a number; its last digits are lost.",
        ),
        Text(
            "请把该列设为“文本”格式后重新填写。",
            "Format the column as text and enter it again.",
        ),
    ),
}
_MISSING = (
    Text("必填项为空。", "This is required."),
    Text("请填写该项。", "Please fill it in."),
)


def read_sheet(lines: Sequence[Line], columns: Sequence[Column]) -> Sheet:
    """Return the entries below the heading line; the order of columns does not matter."""
    if not lines:
        nothing = Text("表格没有内容。", "There is nothing in the sheet.")
        cure = Text("请在模板中填写后上传。", "Please fill in the template.")
        return Sheet((), [Trouble(1, Text("表头", "Headings"), nothing, cure)])
    places, troubles = _places(lines[0], columns)
    if troubles:
        return Sheet((), troubles)
    entries = [_entry(line, columns, places) for line in lines[1:]]
    if not entries:
        nothing = Text("只有表头，没有数据行。", "There are headings and no line below them.")
        cure = Text("请从第 2 行起填写。", "Please fill in from line 2 on.")
        return Sheet((), [Trouble(2, Text("表头", "Headings"), nothing, cure)])
    return Sheet(entries, ())


def _places(heading: Line, columns: Sequence[Column]) -> tuple[dict[str, int], list[Trouble]]:
    places: dict[str, int] = {}
    troubles = []
    for place, cell in enumerate(heading.cells):
        word = cell.text.strip("*＊ \u3000")
        if not word:
            continue
        column = next((c for c in columns if _is(c, word)), None)
        if column is None or column.key in places:
            troubles.append(
                Trouble(
                    heading.number,
                    Text(word, word),
                    Text("不认识的列名，或者列名重复。", "This heading is unknown or repeated."),
                    Text("请使用模板的列名。", "Use the headings of the template."),
                )
            )
        else:
            places[column.key] = place
    troubles += [
        Trouble(
            heading.number,
            column.heading,
            Text("缺少该列。", "This column is missing."),
            Text("请使用模板，不要删除列。", "Use the template and keep its columns."),
        )
        for column in columns
        if column.required and column.key not in places
    ]
    return places, troubles


def _is(column: Column, word: str) -> bool:
    return word.casefold() in (column.heading.zh.casefold(), column.heading.en.casefold())


def _entry(line: Line, columns: Sequence[Column], places: Mapping[str, int]) -> Entry:
    entry = Entry(line.number, {})
    for column, cell in _cells(line, columns, places):
        entry.values[column.key] = cell.text
        if cell.trouble:
            entry.refuse(column, *_CELL_TROUBLES[cell.trouble])
        elif column.required and not cell.text:
            entry.refuse(column, *_MISSING)
    return entry


def _cells(
    line: Line, columns: Sequence[Column], places: Mapping[str, int]
) -> Iterator[tuple[Column, Cell]]:
    for column in columns:
        place = places.get(column.key, len(line.cells))
        yield column, line.cells[place] if place < len(line.cells) else Cell()
