"""Rules on the structure and its soundness: codes, severities, sentences."""

from collections.abc import Mapping

from webapp.engine.rules.wording import error, warning
from webapp.kernel.text import Text

STRUCTURE: Mapping[str, tuple[str, Text]] = {
    "BPMN020": error("流程缺少开始事件。", "The process has no start event."),
    "BPMN021": error(
        "只能有一个普通开始事件，且每个消息、每个信号只能启动一次。",
        "There may be only one plain start event, and one for each message or signal.",
    ),
    "BPMN022": error(
        "子流程最多只能有一个普通开始事件。",
        "A sub-process may have one plain start event at most.",
    ),
    "BPMN023": error(
        "从开始事件无法到达该元素。", "This element cannot be reached from a start event."
    ),
    "BPMN024": error(
        "流程在此中断：该元素没有后续，也没有结束事件。",
        "The way ends here without an end event.",
    ),
    "BPMN025": error(
        "顺序流“{flow}”既没有条件也不是默认流。",
        "The sequence flow “{flow}” has no condition and is not the default flow.",
    ),
    "BPMN026": error(
        "所有后续顺序流都有条件，请指定一条默认流。",
        "All outgoing flows have conditions. Please name one of them the default flow.",
    ),
    "BPMN027": error(
        "默认流“{flow}”不是该元素的后续顺序流，或带有条件。",
        "The default flow “{flow}” does not leave this element, or it has a condition.",
    ),
    "BPMN028": error(
        "该元素之后的条件不起作用（{flow}），请删除条件或改用排他网关。",
        "The condition of “{flow}” has no effect behind this element. Remove it, or use an "
        "exclusive gateway.",
    ),
    "BPMN029": error(
        "该事件不能有{what}顺序流。", "This event may not have {what_en} sequence flows."
    ),
    "BPMN030": error(
        "边界事件必须附着在本层的活动上，并有后续顺序流（补偿事件除外）。",
        "A boundary event must be attached to an activity beside it and have an outgoing flow "
        "(unless it is for compensation).",
    ),
    "BPMN031": error(
        "事件网关之后至少要有两个等待消息、信号、定时器或条件的事件，且它们只能由该网关到达。",
        "Behind an event-based gateway there must be at least two events that wait for a message, "
        "a signal, a timer or a condition, each reached from the gateway only.",
    ),
    "BPMN033": error(
        "事件子流程必须是普通子流程，有且只有一个开始事件，且不能连接顺序流或边界事件。",
        "An event sub-process must be a plain sub-process with exactly one start event, without "
        "sequence flows and boundary events.",
    ),
    "BPMN034": error(
        "从此处无法到达任何结束事件，流程会无休止地循环。",
        "No end can be reached from here: the process would go round in circles for ever.",
    ),
    "BPMN035": error(
        "流程可能永远停在这里，等待不会到来的分支。例如经过：{path}。",
        "The process can wait here for ever, for a branch that never comes. One way there: {path}.",
    ),
    "BPMN038": error(
        "链接事件“{link}”必须成对出现：一个或多个抛出、一个捕获。",
        "The link “{link}” needs one catching event and at least one throwing event.",
    ),
    "BPMN032": error(
        "事件网关之后不能同时使用接收任务和消息事件。",
        "Behind one event-based gateway there may be receive tasks or message events, not both.",
    ),
    "BPMN036": error(
        "启动流程的事件网关必须位于最外层、没有进入的顺序流，其后只能是消息、信号"
        "（或定时器，并行时除外）；并行类型只能用于启动流程。",
        "An event-based gateway that starts the process stands at the top, has no incoming flow, "
        "and only messages and signals behind it (timers, too, unless it is parallel). Only such "
        "a gateway may be parallel.",
    ),
    "BPMN037": warning(
        "并行分支未经汇合就多次到达该元素，它会被执行多次。例如经过：{path}。",
        "Parallel branches come here without having been joined, so this happens more than once. "
        "One way there: {path}.",
    ),
    "BPMN039": error(
        "循环中不断产生新的并行分支，永无止境。例如经过：{path}。",
        "A loop goes on making parallel branches without end. One way there: {path}.",
    ),
    "BPMN100": warning(
        "该范围过于复杂，未能完全检查是否会停滞（已检查 {count} 种状态）。",
        "This is too complex to find out whether it can get stuck ({count} states were checked).",
    ),
    "BPMN120": error(
        "复杂网关汇合多条顺序流时必须填写 activationCondition。",
        "A complex gateway with several incoming flows needs an activationCondition.",
    ),
    "BPMN121": error(
        "网关的方向（{direction}）与其顺序流不符。",
        "The direction of the gateway ({direction}) contradicts its sequence flows.",
    ),
    "BPMN122": error(
        "自选子流程中不能有开始事件和结束事件。",
        "An ad-hoc sub-process may not hold start events and end events.",
    ),
    "BPMN123": error(
        "自选子流程中至少要有一个可供选择的活动（没有进入的顺序流）。",
        "An ad-hoc sub-process needs at least one activity to choose, one without incoming flow.",
    ),
    "BPMN125": error(
        "事务中的取消结束事件与其取消边界事件必须同时存在，且边界事件只能有一个。",
        "A transaction needs a cancel end event and exactly one cancel boundary event, or neither.",
    ),
    "BPMN127": error(
        "事务方式“{method}”不受支持，只能为 ##Compensate。",
        "The transaction method “{method}” cannot be executed, only ##Compensate.",
    ),
    "BPMN128": error(
        "补偿活动不能有顺序流，且必须与一个补偿边界事件相关联。",
        "An activity for compensation has no sequence flows and is associated with exactly one "
        "compensation boundary event.",
    ),
    "BPMN129": error(
        "补偿边界事件必须关联且只关联一个补偿活动，没有顺序流；每个活动只能有一个。",
        "A compensation boundary event is associated with exactly one activity for compensation, "
        "has no sequence flows, and is the only one of its activity.",
    ),
    "BPMN130": error(
        "要补偿的活动“{reference}”不在本层，或不能被补偿。",
        "The activity “{reference}” to compensate is not in this scope, or cannot be compensated.",
    ),
}
