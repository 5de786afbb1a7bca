"""Why the findings on events and correlation matter, and how to mend them."""

from collections.abc import Mapping

from webapp.kernel.text import Text

EVENTS: Mapping[str, Text] = {
    "BPMN040": Text(
        zh="BPMN 规定每类事件只能用于特定位置。请更换类型或位置。",
        en="BPMN allows each kind of event in certain places only. Choose another kind, or "
        "another place.",
    ),
    "BPMN042": Text(
        zh="没有消息，该事件就无从等待或发送。请选择或新建消息。",
        en="Without its message the event would wait for nothing, or send nothing. Choose or "
        "create one.",
    ),
    "BPMN043": Text(zh="系统按名称查找消息。", en="Messages are found by their name."),
    "BPMN044": Text(
        zh="多个实例等待同一消息时，以关联键区分。请在事件或消息上填写文字或 FEEL，或使用标准的关"
        "联键。",
        en="Several instances wait for the same message; the key tells them apart. Give it on the "
        "event or on the message, as text or FEEL, or by the standard's correlation keys.",
    ),
    "BPMN045": Text(
        zh="请选择文件中已声明的错误。未指定错误的边界事件捕获所有错误。",
        en="Choose an error that the file declares. A boundary event without any catches all.",
    ),
    "BPMN046": Text(zh="系统以错误代码区分错误。", en="Errors are told apart by their code."),
    "BPMN047": Text(
        zh="请选择带有代码的升级。只有捕获升级时才可以不指定。",
        en="Choose an escalation that has a code. Only what catches may leave it out.",
    ),
    "BPMN048": Text(
        zh="请填写 ISO 8601 的时长、日期或循环，或在等号之后填写 FEEL。",
        en="Write an ISO 8601 duration, date or cycle, or FEEL after an equals sign.",
    ),
    "BPMN049": Text(
        zh="中断只能发生一次。请将事件设为非中断，或改用时长。",
        en="What interrupts happens once. Make the event non-interrupting, or use a duration.",
    ),
    "BPMN050": Text(zh="工作日按整天计算。", en="Working days are counted whole."),
    "BPMN051": Text(
        zh="发生错误、取消或补偿之后，该活动不能继续。请将事件设为中断。",
        en="After an error, a cancel or a compensation the activity cannot go on. Let the event "
        "interrupt.",
    ),
    "BPMN052": Text(
        zh="等待消息的实例由关联键确定。只有消息用于启动流程时才可以不填。",
        en="Who waits for the message is found by its key. Leave it out only if the message "
        "starts a process.",
    ),
    "BPMN054": Text(
        zh="有些类型不能与其他类型合并。请绘制两个事件。",
        en="Some kinds cannot be combined with others. Draw two events.",
    ),
    "BPMN055": Text(
        zh="实例产生之前，无法记住哪些事件已经发生。请由其中一个启动流程，在其后等待其余事件。",
        en="Before an instance exists, nothing can remember which of the events has come. Start "
        "with one, and wait for the others behind it.",
    ),
    "BPMN056": Text(
        zh="该事件引用的定义不在文件最外层。请在最外层声明，或直接写入事件。",
        en="The event refers to a definition that is not at the top of the file. Declare it, or "
        "write it into the event.",
    ),
    "BPMN057": Text(
        zh="请选择有名称的信号；其他流程按名称接收。",
        en="Choose a signal that has a name; the name is what others hear.",
    ),
    "BPMN058": Text(
        zh="实例产生之前，没有可供表达式使用的变量。",
        en="Before an instance exists there are no variables for the expression.",
    ),
    "BPMN059": Text(
        zh="只有其中一个能够捕获。请删除一个，或更换代码。",
        en="Only one of them could ever catch. Remove one, or give it another code.",
    ),
    "BPMN140": Text(
        zh="未被捕获的错误会使实例停下并报告故障。请在外层附着边界事件。",
        en="An uncaught error stops the instance with an incident. Attach a boundary event around "
        "it.",
    ),
    "BPMN142": Text(
        zh="该关联键永远无法比较。请填写文件中已声明的属性。",
        en="The key could never be compared. Name properties that the file declares.",
    ),
    "BPMN143": Text(
        zh="无法从消息中取得该属性的值。请添加取值表达式。",
        en="The value of this property cannot be found in the message. Add a retrieval expression.",
    ),
    "BPMN144": Text(
        zh="请将关联键的每个属性绑定到以变量书写的表达式。",
        en="Bind every property of the key to an expression over the variables.",
    ),
    "BPMN145": Text(
        zh="流程由它开始，所以不能有进入的顺序流。",
        en="It begins the process, so nothing leads to it.",
    ),
    "BPMN146": Text(zh="调用从普通开始事件进入。", en="A call begins at the plain start event."),
}
