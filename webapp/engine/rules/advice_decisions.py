"""Why the findings on decisions and on the formats matter, and how to mend them."""

from collections.abc import Mapping

from webapp.kernel.text import Text

DECISIONS: Mapping[str, Text] = {
    "DMN001": Text(
        zh="不能安全读取的文件不作部分读取。请重新导出。",
        en="What cannot be read safely is never half read. Export the file again.",
    ),
    "DMN002": Text(
        zh="请添加决策表或文字表达式。", en="Add a decision table or a literal expression."
    ),
    "DMN003": Text(
        zh="请选择 UNIQUE、ANY、PRIORITY、FIRST、RULE ORDER、OUTPUT ORDER、COLLECT 之一。",
        en="Choose one of UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER, COLLECT.",
    ),
    "DMN004": Text(
        zh="只能对 COLLECT 的单个输出使用 +、<、> 或 # 聚合。",
        en="Aggregate one output of COLLECT with +, <, > or #.",
    ),
    "DMN005": Text(
        zh="决策可以需要其他决策，但不能需要自身。",
        en="A decision can need others, but not itself.",
    ),
    "DMN006": Text(
        zh="FEEL 无法读取该列的表达式。", en="FEEL cannot read the expression of the column."
    ),
    "DMN007": Text(zh="FEEL 无法读取该单元格。", en="FEEL cannot read the cell."),
    "DMN008": Text(
        zh="FEEL 无法读取该输出。文字应置于英文双引号内。",
        en="FEEL cannot read the output. Texts stand in quotation marks.",
    ),
    "DMN009": Text(
        zh="每条规则在每一列都应有单元格。", en="Every rule has a cell for each column."
    ),
    "DMN010": Text(
        zh="其他形式的决策逻辑不能执行。", en="Other kinds of decision logic are not executed."
    ),
    "DMN011": Text(
        zh="请列出输出值，最优先的在前。", en="List the output values, the most important first."
    ),
    "DMN013": Text(zh="请绘制为单独的决策。", en="Draw it as a decision of its own."),
    "DMN014": Text(
        zh="各个输出成为上下文中的各项。", en="Outputs become the entries of a context."
    ),
    "DMN015": Text(
        zh="业务规则任务按编号查找决策。", en="Business rule tasks find decisions by id."
    ),
    "DMN016": Text(
        zh="该单元格像是其他语言，执行时会出错或含义不同。",
        en="The cell looks like another language and would fail or mean something else.",
    ),
    "DMN017": Text(
        zh="决策表以输出列给出结果。请添加输出列。", en="A table answers with its outputs. Add one."
    ),
    "DMN018": Text(zh="见 BPMN095。", en="See BPMN095."),
    "DMN019": Text(zh="系统只计算 FEEL。", en="Only FEEL is evaluated."),
    "DMN020": Text(
        zh="该文件不符合 DMN 的规定。请用编辑器重新保存，或更正该行。",
        en="The file is not what DMN defines. Save it with the editor, or correct the line.",
    ),
    "DMN021": Text(
        zh="格式检查适用于 DMN 1.1、1.2 和 1.3；其余各项均已检查。",
        en="DMN 1.1, 1.2 and 1.3 can be checked. Everything else was.",
    ),
}

SCHEMA: Mapping[str, Text] = {
    "BPMN160": Text(
        zh="该文件不符合 BPMN 的规定，不同工具可能有不同理解。请用编辑器重新保存，或更正该行。",
        en="The file is not what BPMN defines, so tools may read it differently. Save it with the "
        "editor, or correct the line.",
    ),
    "BPMN161": Text(
        zh="严格要求次序的工具可能拒绝该文件；本系统可以读取。用编辑器保存即可更正。",
        en="Tools that insist on the order may refuse the file; this engine reads it. Saving with "
        "the editor puts it right.",
    ),
    "BPMN162": Text(
        zh="图形显示可能有误；流程运行不受影响。",
        en="The picture may be shown wrongly; the process runs.",
    ),
    "BPMN163": Text(zh="请更正引用，或将其删除。", en="Correct the reference, or remove it."),
    "BPMN164": Text(
        zh="请先改正已列出的问题，再次检查。", en="Mend what is listed, and check again."
    ),
}
