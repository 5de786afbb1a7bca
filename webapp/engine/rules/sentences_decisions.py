"""Rules on decisions and on the formats: codes, severities, sentences."""

from collections.abc import Mapping

from webapp.engine.rules.wording import error, warning
from webapp.kernel.text import Text

DECISIONS: Mapping[str, tuple[str, Text]] = {
    "DMN001": error("无法读取该文件：{reason}", "The file cannot be read: {reason_en}"),
    "DMN002": error("文件中没有决策。", "The file holds no decision."),
    "DMN003": error("命中策略“{policy}”不存在。", "There is no hit policy “{policy}”."),
    "DMN004": error(
        "聚合“{aggregation}”只能与 COLLECT 及单个输出一起使用。",
        "The aggregation “{aggregation}” is possible only with COLLECT and one output.",
    ),
    "DMN005": error(
        "所需的决策“{decision}”不在该文件中，或互相依赖。",
        "The required decision “{decision}” is not in this file, or they need each other.",
    ),
    "DMN006": error(
        "输入“{expression}”有语法错误：{problem}",
        "The input “{expression}” has a syntax error: {problem}",
    ),
    "DMN007": error(
        "第 {row} 行的条件“{expression}”有语法错误：{problem}",
        "The condition “{expression}” of rule {row} has a syntax error: {problem}",
    ),
    "DMN008": error(
        "第 {row} 行的输出“{expression}”有语法错误：{problem}",
        "The output “{expression}” of rule {row} has a syntax error: {problem}",
    ),
    "DMN009": error(
        "第 {row} 行的单元格数与列数不符。",
        "Rule {row} does not have a cell for every column.",
    ),
    "DMN010": error(
        "决策必须是决策表或文字表达式（{parts}）。",
        "A decision must be a table or a literal expression ({parts}).",
    ),
    "DMN011": error(
        "该命中策略要求列出输出值的优先顺序。",
        "This hit policy needs the list of output values in the order of their priority.",
    ),
    "DMN013": error("暂不支持该元素（{type}）。", "This element ({type}) cannot be executed."),
    "DMN014": error(
        "有多个输出时，每个输出必须有不同的名称。",
        "Several outputs need different names.",
    ),
    "DMN015": error("决策编号“{id}”重复。", "The decision id “{id}” is used more than once."),
    "DMN016": error(
        "“{expression}”不是 FEEL（发现“{sign}”）。",
        "“{expression}” is not FEEL: it holds “{sign}”.",
    ),
    "DMN017": error("决策表没有输出列。", "The table has no output column."),
    "DMN018": warning(
        "列表筛选“{expression}”整体是一次函数调用，其中看不到各项的字段。",
        "The filter “{expression}” is a call as a whole, in which the fields of the items are not "
        "seen.",
    ),
    "DMN019": error(
        "使用了“{language}”语言，只能使用 FEEL。",
        "It is written in “{language}”; only FEEL is executed.",
    ),
    "DMN020": error(
        "不符合 DMN 格式（第 {line} 行）：{problem}",
        "Not valid DMN (line {line}): {problem_en}",
    ),
    "DMN021": warning(
        "未检查格式：没有该 DMN 版本的格式定义（{namespace}）。",
        "The format was not checked: there is no schema for this version of DMN ({namespace}).",
    ),
}
SCHEMA: Mapping[str, tuple[str, Text]] = {
    "BPMN160": error(
        "不符合 BPMN 格式（第 {line} 行）：{problem}",
        "Not valid BPMN (line {line}): {problem_en}",
    ),
    "BPMN161": warning(
        "元素的顺序不符合 BPMN 格式（第 {line} 行）：{problem}",
        "The order of the elements is not that of BPMN (line {line}): {problem_en}",
    ),
    "BPMN162": warning(
        "图形部分不符合 BPMN 格式（第 {line} 行）：{problem}",
        "The drawing is not valid BPMN (line {line}): {problem_en}",
    ),
    "BPMN163": error(
        "所引用的“{reference}”不存在（第 {line} 行，{attribute}）。",
        "There is no “{reference}”, to which “{attribute}” refers (line {line}).",
    ),
    "BPMN164": warning(
        "另有 {count} 处不符合格式，未逐一列出。",
        "{count} more violations of the format are not listed.",
    ),
}
