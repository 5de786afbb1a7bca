"""Every rule of the gate: its code (never changed once released), severity and sentence."""

from collections.abc import Mapping

from webapp.kernel.text import Text

ERROR = "error"
WARNING = "warning"


def _error(zh: str, en: str) -> tuple[str, Text]:
    return ERROR, Text(zh=zh, en=en)


def _warning(zh: str, en: str) -> tuple[str, Text]:
    return WARNING, Text(zh=zh, en=en)


FILE: Mapping[str, tuple[str, Text]] = {
    "BPMN001": _error("无法读取该文件：{reason}", "The file cannot be read: {reason}"),
    "BPMN002": _error(
        "一个文件中必须有且只有一个可执行的流程，现有 {count} 个。",
        "A file must hold exactly one executable process; this one has {count}.",
    ),
    "BPMN003": _error(
        "编号“{id}”重复出现，每个元素的编号必须唯一。",
        "The id “{id}” is used more than once; every element needs its own.",
    ),
    "BPMN004": _error(
        "顺序流“{id}”的起点或终点不存在，或跨越了子流程的边界。",
        "The sequence flow “{id}” begins or ends nowhere, or crosses the border of a sub-process.",
    ),
    "BPMN005": _error(
        "暂不支持该元素（{type}），请改用其他方式绘制。",
        "This element ({type}) cannot be executed. Please draw it in another way.",
    ),
    "BPMN006": _error(
        "该元素带有系统不执行的扩展“{part}”，请删除。",
        "The element has an extension “{part}” that would not be executed. Please remove it.",
    ),
    "BPMN007": _warning(
        "属性“{name}”不适用于该元素，是否拼写有误？",
        "The property “{name}” means nothing here. Is it misspelt?",
    ),
    "BPMN008": _error(
        "该元素含有系统不执行的内容“{part}”，请删除。",
        "The element holds “{part}”, which would not be executed. Please remove it.",
    ),
    "BPMN009": _warning(
        "数据对象（{type}）仅作图示，数据由流程变量传递。",
        "A {type} is only drawn; data travel in the variables of the process.",
    ),
    "BPMN010": _warning("请为流程填写名称。", "Please give the process a name."),
    "BPMN011": _warning("请为该任务填写名称。", "Please give this task a name."),
    "BPMN012": _warning(
        "其他引擎的扩展内容“{part}”不会被执行。",
        "“{part}” belongs to another engine and will not be executed.",
    ),
    "BPMN013": _error(
        "编号“{id}”不是有效的流程编号，请只使用字母、数字、下划线和连字符。",
        "“{id}” is no valid process id: use letters, digits, underscores and hyphens only.",
    ),
}
STRUCTURE: Mapping[str, tuple[str, Text]] = {
    "BPMN020": _error("流程缺少开始事件。", "The process has no start event."),
    "BPMN021": _error(
        "只能有一个普通开始事件（或每个消息对应一个）。",
        "There may be only one plain start event (and one per message).",
    ),
    "BPMN022": _error(
        "子流程最多只能有一个普通开始事件。",
        "A sub-process may have one plain start event at most.",
    ),
    "BPMN023": _error(
        "从开始事件无法到达该元素。", "This element cannot be reached from a start event."
    ),
    "BPMN024": _error(
        "流程在此中断：该元素没有后续，也没有结束事件。",
        "The way ends here without an end event.",
    ),
    "BPMN025": _error(
        "顺序流“{flow}”既没有条件也不是默认流。",
        "The sequence flow “{flow}” has no condition and is not the default flow.",
    ),
    "BPMN026": _error(
        "所有后续顺序流都有条件，请指定一条默认流。",
        "All outgoing flows have conditions. Please name one of them the default flow.",
    ),
    "BPMN027": _error(
        "默认流“{flow}”不是该元素的后续顺序流，或带有条件。",
        "The default flow “{flow}” does not leave this element, or it has a condition.",
    ),
    "BPMN028": _error(
        "该元素之后的条件不起作用（{flow}），请删除条件或改用排他网关。",
        "The condition of “{flow}” has no effect behind this element. Remove it, or use an "
        "exclusive gateway.",
    ),
    "BPMN029": _error(
        "该事件不能有{what}顺序流。", "This event may not have {what_en} sequence flows."
    ),
    "BPMN030": _error(
        "边界事件必须附着在本层的活动上，并有后续顺序流。",
        "A boundary event must be attached to an activity beside it and have an outgoing flow.",
    ),
    "BPMN031": _error(
        "事件网关之后至少要有两个等待消息或定时器的事件，且它们只能由该网关到达。",
        "Behind an event-based gateway there must be at least two events that wait for a message "
        "or a timer, each reached from the gateway only.",
    ),
    "BPMN033": _error(
        "事件子流程必须有且只有一个消息、定时、错误或升级开始事件，且不能连接顺序流。",
        "An event sub-process must have exactly one start event (message, timer, error or "
        "escalation) and no sequence flows.",
    ),
    "BPMN034": _error(
        "从此处无法到达任何结束事件，流程会无休止地循环。",
        "No end can be reached from here: the process would go round in circles for ever.",
    ),
    "BPMN035": _error(
        "同一互斥分支在此处被并行网关等待，流程会永远停在这里。",
        "The branches of an exclusive choice meet at this parallel gateway, which would wait for "
        "all of them for ever.",
    ),
    "BPMN038": _error(
        "链接事件“{link}”必须成对出现：一个或多个抛出、一个捕获。",
        "The link “{link}” needs one catching event and at least one throwing event.",
    ),
}
EVENTS: Mapping[str, tuple[str, Text]] = {
    "BPMN040": _error(
        "此处不支持该类事件（{kind}）。", "An event of this kind ({kind}) is not possible here."
    ),
    "BPMN041": _error(
        "一个事件只能有一个事件定义。", "An event may have only one event definition."
    ),
    "BPMN042": _error(
        "请指定消息；“{reference}”不存在。",
        "Please name the message; there is no “{reference}”.",
    ),
    "BPMN043": _error("请为消息填写名称。", "The message needs a name."),
    "BPMN044": _error(
        "请填写关联键（correlationKey），否则消息无法送达正确的流程实例。",
        "Please give the correlationKey: without it the message cannot find its instance.",
    ),
    "BPMN045": _error(
        "请指定错误；“{reference}”不存在。", "Please name the error; there is no “{reference}”."
    ),
    "BPMN046": _error("请为错误填写错误代码。", "The error needs an error code."),
    "BPMN047": _error(
        "请指定升级及其代码；“{reference}”不存在或无代码。",
        "Please name the escalation and its code; “{reference}” has none.",
    ),
    "BPMN048": _error(
        "定时器内容“{text}”无效，应为 P5D、R3/PT1H、2026-11-30 或以 = 开头的表达式。",
        "The timer “{text}” is not valid. Write P5D, R3/PT1H, 2026-11-30 or an expression that "
        "begins with =.",
    ),
    "BPMN049": _error(
        "循环定时器只能用于非中断的边界事件或非中断的事件子流程。",
        "A repeating timer is possible only where it does not interrupt.",
    ),
    "BPMN050": _error(
        "按工作日计算时只能使用整天数（例如 P5D），日历只能填写 working。",
        "The calendar may only be “working”, and it counts whole days only (such as P5D).",
    ),
    "BPMN051": _error(
        "错误边界事件总是中断活动。", "A boundary event for an error always interrupts."
    ),
    "BPMN052": _warning(
        "没有关联键（correlationKey）的消息只能启动流程，无法送达正在等待的流程实例。",
        "Without a correlationKey this message can only start a process; it reaches no instance "
        "that waits.",
    ),
    "BPMN053": _error("暂不支持补偿。", "Compensation cannot be executed."),
}
ACTIVITIES: Mapping[str, tuple[str, Text]] = {
    "BPMN060": _error(
        "请填写候选角色（candidateRole）或办理人（assignee）。",
        "Please give a candidateRole or an assignee: nobody could do this task.",
    ),
    "BPMN061": _error("角色“{role}”不存在。", "There is no role “{role}”."),
    "BPMN062": _error("表单“{form}”不存在。", "There is no form “{form}”."),
    "BPMN063": _error("请为服务任务指定操作。", "Please name the operation of this service task."),
    "BPMN064": _error("操作“{operation}”不存在。", "There is no operation “{operation}”."),
    "BPMN065": _error(
        "操作“{operation}”缺少参数“{parameter}”。",
        "The operation “{operation}” needs the parameter “{parameter}”.",
    ),
    "BPMN066": _warning(
        "操作“{operation}”不使用参数“{parameter}”。",
        "The operation “{operation}” does not read the parameter “{parameter}”.",
    ),
    "BPMN067": _error(
        "“{name}”必须是不小于 {least} 的整数。",
        "“{name}” must be a whole number of at least {least}.",
    ),
    "BPMN068": _error("请为业务规则任务指定决策。", "Please name the decision of this task."),
    "BPMN069": _error("决策“{decision}”不存在。", "There is no decision “{decision}”."),
    "BPMN070": _error("请指定被调用的流程。", "Please name the process to call."),
    "BPMN071": _error("流程“{process}”不存在。", "There is no process “{process}”."),
    "BPMN072": _error(
        "脚本语言必须是 feel，不执行其他语言（{language}）。",
        "The script language must be feel; no other ({language}) is ever executed.",
    ),
    "BPMN073": _error("脚本内容为空。", "The script is empty."),
    "BPMN075": _error(
        "暂不支持以接收任务启动流程。", "A receive task that starts the process is not possible."
    ),
    "BPMN076": _error(
        "多实例活动必须填写集合（inputCollection）或次数（loopCardinality）之一。",
        "A multi-instance activity needs either an inputCollection or a loopCardinality.",
    ),
    "BPMN077": _error(
        "输出集合（outputCollection）和输出元素（outputElement）必须同时填写。",
        "outputCollection and outputElement belong together.",
    ),
    "BPMN079": _warning(
        "多实例任务的填写结果不会保留，请填写 outputCollection 和 outputElement。",
        "What is filled in here is lost: give outputCollection and outputElement.",
    ),
    "BPMN080": _error(
        "循环活动必须填写循环条件或最大次数。",
        "A loop needs a loopCondition or a loopMaximum.",
    ),
    "BPMN081": _error("“{name}”只能为 1。", "“{name}” other than 1 cannot be executed."),
    "BPMN083": _warning(
        "普通任务不产生任何工作，流程会直接通过。",
        "A task of this kind does nothing: the process passes through it.",
    ),
    "BPMN084": _error(
        "映射不完整：“{source}”→“{target}”。", "The mapping “{source}” → “{target}” is incomplete."
    ),
    "BPMN085": _error(
        "“{part}”不适用于该元素，不会被执行。",
        "“{part}” has no effect on this element.",
    ),
    "BPMN086": _error(
        "办理期限“{text}”无效，应为 P5D、2026-11-30 或以 = 开头的表达式。",
        "The due date “{text}” is not valid. Write P5D, 2026-11-30 or an expression that begins "
        "with =.",
    ),
    "BPMN087": _error(
        "脚本结果无处存放：请填写 resultVariable，或让脚本返回 {{ … }}。",
        "The script's result has no place: give a resultVariable or return a context.",
    ),
}
EXPRESSIONS: Mapping[str, tuple[str, Text]] = {
    "BPMN090": _error(
        "{place}中的表达式“{expression}”有语法错误：{problem}",
        "The expression “{expression}” ({place_en}) has a syntax error: {problem}",
    ),
    "BPMN091": _error(
        "{place}中的“{expression}”不是 FEEL（发现“{sign}”）。"
        "等于写作 =，逻辑写作 and、or、not(…)。",
        "“{expression}” ({place_en}) is not FEEL: it holds “{sign}”. Write = for equal, and use "
        "and, or, not(…), true, false, null.",
    ),
    "BPMN092": _error(
        "表达式语言必须是 FEEL，而不是“{language}”。",
        "The expression language must be FEEL, not “{language}”.",
    ),
    "BPMN093": _error(
        "{place}中的“{expression}”是为其他引擎编写的；表达式请以 = 开头。",
        "“{expression}” ({place_en}) was written for another engine. An expression begins with =.",
    ),
    "BPMN094": _error("{place}的条件为空。", "The condition ({place_en}) is empty."),
}
DECISIONS: Mapping[str, tuple[str, Text]] = {
    "DMN001": _error("无法读取该文件：{reason}", "The file cannot be read: {reason}"),
    "DMN002": _error("文件中没有决策。", "The file holds no decision."),
    "DMN003": _error("命中策略“{policy}”不存在。", "There is no hit policy “{policy}”."),
    "DMN004": _error(
        "聚合“{aggregation}”只能与 COLLECT 及单个输出一起使用。",
        "The aggregation “{aggregation}” is possible only with COLLECT and one output.",
    ),
    "DMN005": _error(
        "所需的决策“{decision}”不在该文件中，或互相依赖。",
        "The required decision “{decision}” is not in this file, or they need each other.",
    ),
    "DMN006": _error(
        "输入“{expression}”有语法错误：{problem}",
        "The input “{expression}” has a syntax error: {problem}",
    ),
    "DMN007": _error(
        "第 {row} 行的条件“{expression}”有语法错误：{problem}",
        "The condition “{expression}” of rule {row} has a syntax error: {problem}",
    ),
    "DMN008": _error(
        "第 {row} 行的输出“{expression}”有语法错误：{problem}",
        "The output “{expression}” of rule {row} has a syntax error: {problem}",
    ),
    "DMN009": _error(
        "第 {row} 行的单元格数与列数不符。",
        "Rule {row} does not have a cell for every column.",
    ),
    "DMN010": _error(
        "决策必须是决策表或文字表达式（{parts}）。",
        "A decision must be a table or a literal expression ({parts}).",
    ),
    "DMN011": _error(
        "该命中策略要求列出输出值的优先顺序。",
        "This hit policy needs the list of output values in the order of their priority.",
    ),
    "DMN013": _error("暂不支持该元素（{type}）。", "This element ({type}) cannot be executed."),
    "DMN014": _error(
        "有多个输出时，每个输出必须有不同的名称。",
        "Several outputs need different names.",
    ),
    "DMN015": _error("决策编号“{id}”重复。", "The decision id “{id}” is used more than once."),
    "DMN016": _error(
        "“{expression}”不是 FEEL（发现“{sign}”）。",
        "“{expression}” is not FEEL: it holds “{sign}”.",
    ),
    "DMN017": _error("决策表没有输出列。", "The table has no output column."),
}
RULES: Mapping[str, tuple[str, Text]] = {
    **FILE,
    **STRUCTURE,
    **EVENTS,
    **ACTIVITIES,
    **EXPRESSIONS,
    **DECISIONS,
}
