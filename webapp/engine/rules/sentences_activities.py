"""Rules on activities and expressions: codes, severities, sentences."""

from collections.abc import Mapping

from webapp.engine.rules.wording import error, warning
from webapp.kernel.text import Text

ACTIVITIES: Mapping[str, tuple[str, Text]] = {
    "BPMN060": error(
        "请填写候选角色（candidateRole）或办理人（assignee）。",
        "Please give a candidateRole or an assignee: nobody could do this task.",
    ),
    "BPMN061": error("角色“{role}”不存在。", "There is no role “{role}”."),
    "BPMN062": error("表单“{form}”不存在。", "There is no form “{form}”."),
    "BPMN063": error("请为服务任务指定操作。", "Please name the operation of this service task."),
    "BPMN064": error("操作“{operation}”不存在。", "There is no operation “{operation}”."),
    "BPMN065": error(
        "操作“{operation}”缺少参数“{parameter}”。",
        "The operation “{operation}” needs the parameter “{parameter}”.",
    ),
    "BPMN066": warning(
        "操作“{operation}”不使用参数“{parameter}”。",
        "The operation “{operation}” does not read the parameter “{parameter}”.",
    ),
    "BPMN067": error(
        "“{name}”必须是不小于 {least} 的整数。",
        "“{name}” must be a whole number of at least {least}.",
    ),
    "BPMN068": error("请为业务规则任务指定决策。", "Please name the decision of this task."),
    "BPMN069": error("决策“{decision}”不存在。", "There is no decision “{decision}”."),
    "BPMN070": error("请指定被调用的流程。", "Please name the process to call."),
    "BPMN071": error("流程“{process}”不存在。", "There is no process “{process}”."),
    "BPMN072": error(
        "脚本语言必须是 feel，不执行其他语言（{language}）。",
        "The script language must be feel; no other ({language}) is ever executed.",
    ),
    "BPMN073": error("脚本内容为空。", "The script is empty."),
    "BPMN076": error(
        "多实例活动必须填写集合（inputCollection）或次数（loopCardinality）之一。",
        "A multi-instance activity needs either an inputCollection or a loopCardinality.",
    ),
    "BPMN077": error(
        "输出集合（outputCollection）和输出元素（outputElement）必须同时填写。",
        "outputCollection and outputElement belong together.",
    ),
    "BPMN079": warning(
        "多实例任务的填写结果不会保留，请填写 outputCollection 和 outputElement。",
        "What is filled in here is lost: give outputCollection and outputElement.",
    ),
    "BPMN080": error(
        "循环活动必须填写循环条件或最大次数。",
        "A loop needs a loopCondition or a loopMaximum.",
    ),
    "BPMN083": warning(
        "普通任务不产生任何工作，流程会直接通过。",
        "A task of this kind does nothing: the process passes through it.",
    ),
    "BPMN084": error(
        "映射不完整：“{source}”→“{target}”。", "The mapping “{source}” → “{target}” is incomplete."
    ),
    "BPMN085": error(
        "“{part}”不适用于该元素，不会被执行。",
        "“{part}” has no effect on this element.",
    ),
    "BPMN086": error(
        "办理期限“{text}”无效，应为 P5D、2026-11-30 或以 = 开头的表达式。",
        "The due date “{text}” is not valid. Write P5D, 2026-11-30 or an expression that begins "
        "with =.",
    ),
    "BPMN087": error(
        "脚本结果无处存放：请填写 resultVariable，或让脚本返回 {{ … }}。",
        "The script's result has no place: give a resultVariable or return a context.",
    ),
    "BPMN147": error(
        "“{name}”与标准写法只能使用一种。",
        "Use either the property “{name}” or the element of the standard, not both.",
    ),
    "BPMN148": error(
        "多实例所引用的数据“{reference}”不存在。",
        "The data “{reference}” of this multi-instance activity do not exist.",
    ),
    "BPMN149": error(
        "多实例行为（{behaviour}）必须指定要抛出的事件（消息、信号、升级）。",
        "The behaviour “{behaviour}” must name the event to throw (message, signal, escalation).",
    ),
    "BPMN150": error(
        "数据关联引用的“{reference}”不存在，或在此处不可见。",
        "A data association refers to “{reference}”, which does not exist or is not visible here.",
    ),
    "BPMN151": error(
        "数据关联有多个来源或没有来源，必须填写转换或赋值。",
        "A data association with several sources, or none, needs a transformation or assignments.",
    ),
    "BPMN152": error(
        "子流程不能直接带有数据输入输出（ioSpecification）。",
        "A sub-process may not have data inputs and outputs of its own.",
    ),
}
EXPRESSIONS: Mapping[str, tuple[str, Text]] = {
    "BPMN090": error(
        "{place}中的表达式“{expression}”有语法错误：{problem}",
        "The expression “{expression}” ({place_en}) has a syntax error: {problem}",
    ),
    "BPMN091": error(
        "{place}中的“{expression}”不是 FEEL（发现“{sign}”）。"
        "等于写作 =，逻辑写作 and、or、not(…)。",
        "“{expression}” ({place_en}) is not FEEL: it holds “{sign}”. Write = for equal, and use "
        "and, or, not(…), true, false, null.",
    ),
    "BPMN092": error(
        "表达式语言必须是 FEEL，而不是“{language}”。",
        "The expression language must be FEEL, not “{language}”.",
    ),
    "BPMN093": error(
        "{place}中的“{expression}”是为其他引擎编写的；表达式请以 = 开头。",
        "“{expression}” ({place_en}) was written for another engine. An expression begins with =.",
    ),
    "BPMN094": error("{place}的条件为空。", "The condition ({place_en}) is empty."),
    "BPMN095": warning(
        "{place}：列表筛选“{expression}”整体是一次函数调用，其中看不到各项的字段。请改写为比较，"
        "例如 字段 = false。",
        "The filter “{expression}” ({place_en}) is a call as a whole, in which the fields of the "
        "items are not seen. Write a comparison, such as field = false.",
    ),
    "BPMN096": warning(
        "{place}中的双花括号不会被替换，请写作 = 开头的表达式。",
        "Double braces ({place_en}) are not filled in. Write an expression that begins with =.",
    ),
}
