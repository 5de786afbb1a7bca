"""Rules on the file as a whole: codes, severities, sentences."""

from collections.abc import Mapping

from webapp.engine.rules.wording import error, warning
from webapp.kernel.text import Text

FILE: Mapping[str, tuple[str, Text]] = {
    "BPMN001": error("无法读取该文件：{reason}", "The file cannot be read: {reason_en}"),
    "BPMN002": error(
        "文件中没有可执行的流程（isExecutable），只能作为图示保存。",
        "The file holds no executable process (isExecutable): it can be kept as a drawing only.",
    ),
    "BPMN003": error(
        "编号“{id}”重复出现，每个元素的编号必须唯一。",
        "The id “{id}” is used more than once; every element needs its own.",
    ),
    "BPMN004": error(
        "顺序流“{id}”的起点或终点不存在，或跨越了子流程的边界。",
        "The sequence flow “{id}” begins or ends nowhere, or crosses the border of a sub-process.",
    ),
    "BPMN005": error(
        "暂不支持该元素（{type}），请改用其他方式绘制。",
        "This element ({type}) cannot be executed. Please draw it in another way.",
    ),
    "BPMN006": error(
        "该元素带有系统不执行的扩展“{part}”，请删除。",
        "The element has an extension “{part}” that would not be executed. Please remove it.",
    ),
    "BPMN007": warning(
        "属性“{name}”不适用于该元素，是否拼写有误？",
        "The property “{name}” means nothing here. Is it misspelt?",
    ),
    "BPMN008": error(
        "该元素含有系统不执行的内容“{part}”，请删除。",
        "The element holds “{part}”, which would not be executed. Please remove it.",
    ),
    "BPMN009": warning(
        "该元素（{type}）仅作图示，不影响流程运行。",
        "This element ({type}) is only drawn; it does nothing when the process runs.",
    ),
    "BPMN010": warning("请为流程填写名称。", "Please give the process a name."),
    "BPMN011": warning("请为该任务填写名称。", "Please give this task a name."),
    "BPMN012": warning(
        "其他引擎的扩展内容“{part}”不会被执行。",
        "“{part}” belongs to another engine and will not be executed.",
    ),
    "BPMN013": error(
        "编号“{id}”不是有效的流程编号，请只使用字母、数字、下划线和连字符。",
        "“{id}” is no valid process id: use letters, digits, underscores and hyphens only.",
    ),
    "BPMN015": error(
        "数据存储仅作图示，不能与它交换数据。",
        "A data store is only drawn: no data can be read from it or written to it.",
    ),
    "BPMN016": error(
        "消息流“{id}”必须连接两个不同泳池中存在的元素。",
        "The message flow “{id}” must join two different pools, or elements in them.",
    ),
    "BPMN017": error(
        "消息流“{id}”必须从发送消息的元素指向接收消息的元素。",
        "The message flow “{id}” must lead from an element that sends a message to one that "
        "receives it.",
    ),
    "BPMN018": error(
        "消息流“{id}”两端的消息不同（{one}、{other}）。",
        "The two ends of the message flow “{id}” name different messages ({one}, {other}).",
    ),
    "BPMN019": error(
        "泳道“{lane}”中的“{member}”不是本流程的元素，或同时属于多个泳道。",
        "“{member}” in the lane “{lane}” is no element of this process, or is in several lanes.",
    ),
    "BPMN110": error(
        "泳池“{pool}”所指的流程“{process}”不存在。",
        "The process “{process}” of the pool “{pool}” does not exist.",
    ),
    "BPMN111": error(
        "泳池“{id}”与“{other}”指向同一个流程。",
        "The pools “{id}” and “{other}” stand for the same process.",
    ),
    "BPMN112": warning(
        "流程自身的输入输出（ioSpecification）不起作用，请使用调用活动的映射。",
        "The data inputs and outputs of a process are only drawn. Use the mappings of the call "
        "activity.",
    ),
    "BPMN165": error(
        "省级流程执行规则{rule}的环节在本县（市、区）版本中没有了。",
        "The province's version enforces rule {rule}; no element of this one does.",
    ),
}
