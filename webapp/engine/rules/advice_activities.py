"""Why the findings on activities and expressions matter, and how to mend them."""

from collections.abc import Mapping

from webapp.kernel.text import Text

ACTIVITIES: Mapping[str, Text] = {
    "BPMN060": Text(
        zh="否则无人能看到该任务。请填写角色或人员。",
        en="Nobody would see the task. Name a role or a person.",
    ),
    "BPMN061": Text(
        zh="角色名称是固定的，见角色说明。", en="Roles have fixed names; the reference lists them."
    ),
    "BPMN062": Text(zh="请添加该表单，或更正其名称。", en="Add the form, or correct its name."),
    "BPMN063": Text(
        zh="服务任务执行其操作。请选择操作。",
        en="A service task does what its operation does. Choose one.",
    ),
    "BPMN064": Text(
        zh="操作由开发人员提供，见操作说明。",
        en="Operations are written by handler authors; the reference lists them.",
    ),
    "BPMN065": Text(
        zh="缺少该参数，操作无法执行。请为参数填写值。",
        en="The handler cannot work without it. Give the parameter a value.",
    ),
    "BPMN066": Text(
        zh="操作不读取该参数，名称是否有误？",
        en="The handler does not look at it. Is the name misspelt?",
    ),
    "BPMN067": Text(zh="请只填写数字。", en="Write digits only."),
    "BPMN068": Text(zh="请填写 DMN 文件中的决策。", en="Name a decision of a DMN file."),
    "BPMN069": Text(
        zh="请一并发布该决策，或更正其编号。", en="Publish the decision too, or correct its id."
    ),
    "BPMN070": Text(zh="请填写流程编号。", en="Name the id of a process."),
    "BPMN071": Text(
        zh="请先行或一并发布被调用的流程（及其版本），或更正编号。",
        en="Publish the called process (in that version) first or together, or correct the id.",
    ),
    "BPMN072": Text(
        zh="流程图中的程序代码一律不执行。请用 FEEL 编写脚本。",
        en="No program code runs from a diagram. Write the script in FEEL.",
    ),
    "BPMN073": Text(
        zh="请填写表达式，或改用没有脚本的任务。",
        en="Write an expression, or use a task without script.",
    ),
    "BPMN076": Text(
        zh="系统必须确知办理份数，且只能以一种方式指定。",
        en="The engine must know how many items there are, in one way only.",
    ),
    "BPMN077": Text(
        zh="保留结果需要两项：每份给出什么，清单存放在何处。",
        en="Results need both: what each item gives, and where the list is kept.",
    ),
    "BPMN079": Text(
        zh="每份办结后，各人填写的内容不再保留。请设置汇总。",
        en="Every person's answer is forgotten when the item ends. Collect the answers.",
    ),
    "BPMN080": Text(zh="请说明循环何时停止。", en="Say when the loop stops."),
    "BPMN083": Text(
        zh="看似一项工作，却无人办理。请选择任务类型。",
        en="It looks like work, but nobody gets it. Choose the type of the task.",
    ),
    "BPMN084": Text(
        zh="映射的每一行都需要来源和目标。",
        en="Every line of a mapping needs a source and a target.",
    ),
    "BPMN085": Text(
        zh="此类元素不读取该内容。请删除，或更换元素类型。",
        en="Nothing reads it on an element of this type. Remove it, or change the type.",
    ),
    "BPMN086": Text(
        zh="请填写 ISO 8601 的时长或日期，或在等号之后填写 FEEL。",
        en="Write an ISO 8601 duration or date, or FEEL after an equals sign.",
    ),
    "BPMN087": Text(
        zh="否则结果会丢失。请填写结果变量，或返回上下文，其中各项成为变量。",
        en="The result would be lost. Name a result variable, or return a context, whose entries "
        "become variables.",
    ),
    "BPMN147": Text(
        zh="同一内容写两处可能互相矛盾。请保留一种。",
        en="Two ways to say the same could contradict each other. Keep one.",
    ),
    "BPMN148": Text(
        zh="请引用该活动外层的数据对象，或该活动的数据输入。",
        en="Refer to a data object around the activity, or to its data input.",
    ),
    "BPMN149": Text(
        zh="请指定消息、信号或升级的事件定义，并由该活动的边界事件捕获。",
        en="Name a message, signal or escalation event definition, which a boundary event of the "
        "activity catches.",
    ),
    "BPMN150": Text(
        zh="元素只能看到本层和外层的数据。",
        en="An element sees the data of its own scope and of those around it.",
    ),
    "BPMN151": Text(
        zh="否则无法确定写入目标的内容。", en="It would not be clear what goes into the target."
    ),
    "BPMN152": Text(
        zh="请使用映射，或多实例设置中的数据。",
        en="Use a mapping, or the data of the multi-instance characteristics.",
    ),
}

EXPRESSIONS: Mapping[str, Text] = {
    "BPMN090": Text(
        zh="FEEL 无法读取该表达式，出错位置见提示。",
        en="FEEL cannot read the expression. The sentence shows the place.",
    ),
    "BPMN091": Text(
        zh="该表达式像是其他语言，执行时会出错或含义不同。",
        en="The expression looks like another language and would fail or mean something else.",
    ),
    "BPMN092": Text(zh="系统只计算 FEEL。", en="Only FEEL is evaluated."),
    "BPMN093": Text(
        zh="其他引擎的占位符不会被替换。请在等号之后填写 FEEL。",
        en="Placeholders of other engines are not filled in. Write FEEL after an equals sign.",
    ),
    "BPMN094": Text(zh="请填写条件何时成立。", en="Write when it is true."),
    "BPMN095": Text(
        zh="筛选条件为比较时可以看到各项的字段；整体为一次函数调用时看不到，结果为空而没有提示。",
        en="FEEL's evaluator sees the fields of the items in comparisons, but not in a filter "
        "that is one call: it would find nothing, silently.",
    ),
    "BPMN096": Text(zh="双花括号会原样显示。", en="The braces would be shown as they are."),
}
