"""Why the findings on the structure and its soundness matter, and how to mend them."""

from collections.abc import Mapping

from webapp.kernel.text import Text

STRUCTURE: Mapping[str, Text] = {
    "BPMN020": Text(
        zh="流程无从开始。请添加开始事件，或添加启动流程的接收任务或事件网关。",
        en="Nothing could ever begin. Add a start event, or a receive task or event-based gateway "
        "that starts the process.",
    ),
    "BPMN021": Text(
        zh="否则无法确定实例从何处开始。请只保留一个普通开始事件，每个消息、每个信号也只保留一个。",
        en="It would not be clear where an instance begins. Keep one plain start event, and one "
        "for each message or signal.",
    ),
    "BPMN022": Text(
        zh="子流程由进入的顺序流从一处启动。请删除触发条件，或改为事件子流程。",
        en="A sub-process is entered by its flow, at one place. Remove the trigger, or make it an "
        "event sub-process.",
    ),
    "BPMN023": Text(
        zh="流程永远不会到达此处。请连接该元素，或将其删除。",
        en="No token ever comes here. Connect the element, or remove it.",
    ),
    "BPMN024": Text(
        zh="流程在此停下而没有表明结束。请将顺序流画到结束事件。",
        en="The way stops without saying that it ends. Draw a flow to an end event.",
    ),
    "BPMN025": Text(
        zh="网关无法判断是否走这条顺序流。请填写条件，或设为默认流。",
        en="The gateway could not decide about this flow. Give it a condition, or make it the "
        "default flow.",
    ),
    "BPMN026": Text(
        zh="所有条件都不成立时，流程无法继续。请指定默认流。",
        en="If no condition is true, the process could not go on. Name a default flow.",
    ),
    "BPMN027": Text(
        zh="其他顺序流都不成立时才走默认流，所以它没有条件，并且从该元素出发。",
        en="The default is taken when nothing else is, so it has no condition, and it begins at "
        "this element.",
    ),
    "BPMN028": Text(
        zh="此处所有顺序流都会执行，与所写条件无关。请在该元素之后添加排他网关。",
        en="Here every flow is taken, whatever is written on it. Put an exclusive gateway behind "
        "the element.",
    ),
    "BPMN029": Text(
        zh="标准不允许这样绘制，所画顺序流也不起作用。请删除顺序流，或改用其他事件。",
        en="The standard forbids it, and nothing would happen. Remove the flow, or use another "
        "kind of event.",
    ),
    "BPMN030": Text(
        zh="边界事件属于活动，表明发生该事件时如何处理。请将其附着在活动上，并绘制后续顺序流。",
        en="An event on the border belongs to an activity, and says what happens then. Attach it, "
        "and draw its flow.",
    ),
    "BPMN031": Text(
        zh="该网关等待几个事件中最先发生的一个。请在其后直接绘制至少两个事件，且不由他处到达。",
        en="The gateway waits for the first of several events. Draw at least two, directly behind "
        "it, reached from nowhere else.",
    ),
    "BPMN032": Text(
        zh="标准要求同一处只用一种接收方式。请统一使用消息事件或接收任务。",
        en="The standard wants one notation for receiving. Use message events or receive tasks.",
    ),
    "BPMN033": Text(
        zh="事件子流程只由其事件启动。请保留一个带触发条件的开始事件，不连接顺序流。",
        en="An event sub-process begins by its event alone. Give it one start event with a "
        "trigger, and no flows.",
    ),
    "BPMN034": Text(
        zh="到达此处后再也无法结束。请为该循环绘制出口。",
        en="Whoever comes here never gets to an end. Give the circle a way out.",
    ),
    "BPMN035": Text(
        zh="汇合处等待的分支可能不会到来，例如排他选择之后只会执行一条分支。多选一的分支请用排他网"
        "关汇合，并行分支用并行网关，可选分支用包容网关。",
        en="The join waits for a branch that need not come: behind an exclusive choice, for "
        "example, only one branch is taken. Join alternatives with an exclusive gateway, "
        "parallel branches with a parallel one, and what is optional with an inclusive one.",
    ),
    "BPMN036": Text(
        zh="流程实例不能从半途开始；只有启动流程时才能等待全部事件。",
        en="An instance cannot begin in the middle of a flow, and only the start can wait for all "
        "of several events.",
    ),
    "BPMN037": Text(
        zh="两条同时执行的分支都会到达此处，工作会重复进行。除非有意如此，请先用并行网关汇合。",
        en="Two branches that run at the same time both come here, so the work is done twice. "
        "Join them with a parallel gateway before, unless you mean it.",
    ),
    "BPMN038": Text(
        zh="链接是同一层内的跳转。请将一个捕获事件与至少一个抛出事件设为相同名称。",
        en="A link is a jump within one scope. Give the same name to one catching event and at "
        "least one throwing event there.",
    ),
    "BPMN039": Text(
        zh="每循环一次，新增的分支都多于结束的分支。请在返回之前汇合各分支。",
        en="Each turn of the loop starts more branches than it ends. Join the branches before the "
        "way back.",
    ),
    "BPMN100": Text(
        zh="检查会尝试所有次序和选择，但有数量上限。请拆分为子流程，系统将逐一检查。",
        en="The check tries every order and choice, up to a bound. Split the process into "
        "sub-processes, which are checked one by one.",
    ),
    "BPMN120": Text(
        zh="网关必须知道多少分支到达即可继续，例如“activationCount >= 2”。",
        en="The gateway must know when enough branches have come, such as “activationCount >= 2”.",
    ),
    "BPMN121": Text(
        zh="请更正 gatewayDirection，或将其删除。",
        en="Correct the attribute gatewayDirection, or leave it out.",
    ),
    "BPMN122": Text(
        zh="自选子流程由人员选择先办哪一项，按完成条件结束。",
        en="In an ad-hoc sub-process people choose what begins; it ends by its completion "
        "condition.",
    ),
    "BPMN123": Text(zh="否则没有可供选择的内容。", en="There would be nothing to choose."),
    "BPMN125": Text(
        zh="结束事件负责取消，边界事件表明取消之后如何处理；二者缺一不可。",
        en="The end cancels, the boundary event says what happens then; one makes no sense "
        "without the other.",
    ),
    "BPMN127": Text(
        zh="取消即补偿；本系统没有其他方式。",
        en="Cancelling compensates; other methods do not exist here.",
    ),
    "BPMN128": Text(
        zh="只有撤销所属活动时才执行。请删除其顺序流，并与一个补偿边界事件关联。",
        en="It is done only when its activity is undone. Remove its flows, and associate it with "
        "one compensation boundary event.",
    ),
    "BPMN129": Text(
        zh="该事件以关联线指向补偿活动，而不是顺序流。",
        en="The event leads to its activity by an association, not by a flow.",
    ),
    "BPMN130": Text(
        zh="补偿只涉及本层已完成且设有补偿活动的活动。",
        en="Compensation reaches what has been completed in this scope and has a handler.",
    ),
}
