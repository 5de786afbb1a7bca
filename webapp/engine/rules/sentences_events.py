"""Rules on events and correlation: codes, severities, sentences."""

from collections.abc import Mapping

from webapp.engine.rules.wording import error, warning
from webapp.kernel.text import Text

EVENTS: Mapping[str, tuple[str, Text]] = {
    "BPMN040": error(
        "此处不支持该类事件（{kind}）。", "An event of this kind ({kind}) is not possible here."
    ),
    "BPMN042": error(
        "请指定消息；“{reference}”不存在。",
        "Please name the message; there is no “{reference}”.",
    ),
    "BPMN043": error("请为消息填写名称。", "The message needs a name."),
    "BPMN044": error(
        "请填写关联键（correlationKey），否则消息无法送达正确的流程实例。",
        "Please give the correlationKey: without it the message cannot find its instance.",
    ),
    "BPMN045": error(
        "请指定错误；“{reference}”不存在。", "Please name the error; there is no “{reference}”."
    ),
    "BPMN046": error("请为错误填写错误代码。", "The error needs an error code."),
    "BPMN047": error(
        "请指定升级及其代码；“{reference}”不存在或无代码。",
        "Please name the escalation and its code; “{reference}” has none.",
    ),
    "BPMN048": error(
        "定时器内容“{text}”无效，应为 P5D、R3/PT1H、2026-11-30 或以 = 开头的表达式。",
        "The timer “{text}” is not valid. Write P5D, R3/PT1H, 2026-11-30 or an expression that "
        "begins with =.",
    ),
    "BPMN049": error(
        "循环定时器只能用于非中断的边界事件或非中断的事件子流程。",
        "A repeating timer is possible only where it does not interrupt.",
    ),
    "BPMN050": error(
        "按工作日计算时只能使用整天数（例如 P5D），日历只能填写 working。",
        "The calendar may only be “working”, and it counts whole days only (such as P5D).",
    ),
    "BPMN051": error(
        "错误、取消事件以及补偿事件子流程总是中断，不能设为非中断。",
        "An event for an error or a cancel, and a compensation event sub-process, always "
        "interrupt.",
    ),
    "BPMN052": warning(
        "没有关联键（correlationKey）的消息只能启动流程，无法送达正在等待的流程实例。",
        "Without a correlationKey this message can only start a process; it reaches no instance "
        "that waits.",
    ),
    "BPMN054": error(
        "此处的多重事件不能包含该类事件（{kind}）。",
        "An event with several definitions may not hold this kind ({kind}) here.",
    ),
    "BPMN055": error(
        "流程的开始事件不能是并行多重事件。",
        "A process cannot start with a parallel multiple event.",
    ),
    "BPMN056": error(
        "事件定义“{reference}”不存在。", "There is no event definition “{reference}”."
    ),
    "BPMN057": error(
        "请指定信号及其名称；“{reference}”不存在或无名称。",
        "Please name the signal; “{reference}” does not exist or has no name.",
    ),
    "BPMN058": error(
        "启动流程的信号名称不能是表达式。",
        "The name of a signal that starts a process may not be an expression.",
    ),
    "BPMN059": error(
        "同一处已有捕获“{code}”的事件。", "Another event here already catches the same ({code})."
    ),
    "BPMN140": warning(
        "文件中没有任何元素捕获错误“{code}”。",
        "Nothing in this file catches the error “{code}”.",
    ),
    "BPMN142": error(
        "关联键“{key}”没有属性，或属性“{property}”不存在。",
        "The correlation key “{key}” has no properties, or its property “{property}” does not "
        "exist.",
    ),
    "BPMN143": error(
        "关联属性“{property}”没有消息“{message}”的取值路径。",
        "The correlation property “{property}” has no path for the message “{message}”.",
    ),
    "BPMN144": error(
        "关联订阅“{key}”所指的关联键不存在，或未绑定属性“{property}”。",
        "The correlation subscription “{key}” names no correlation key, or does not bind its "
        "property “{property}”.",
    ),
    "BPMN145": error(
        "启动流程的接收任务必须位于最外层且没有进入的顺序流。",
        "A receive task that starts the process stands at the top and has no incoming flow.",
    ),
    "BPMN146": error(
        "被调用的流程“{process}”没有普通开始事件。",
        "The called process “{process}” has no plain start event.",
    ),
}
