"""Why the findings on the file as a whole matter, and how to mend them."""

from collections.abc import Mapping

from webapp.kernel.text import Text

FILE: Mapping[str, Text] = {
    "BPMN001": Text(
        zh="不能安全读取的文件不作部分读取。请从编辑器重新导出；含 DTD 或实体、超过 5 MB 或嵌套过"
        "深的文件不予接受。",
        en="What cannot be read safely is never half read. Export the file again from the editor; "
        "DTDs, entities, files over 5 MB and very deep ones are refused.",
    ),
    "BPMN002": Text(
        zh="只有可执行的流程才能启动。请在流程上勾选“可执行”，或仅作为图示保存。",
        en="Only executable processes can be started. Tick “executable” on the process, or keep "
        "the file as a drawing.",
    ),
    "BPMN003": Text(
        zh="办理记录、表单和顺序流都以编号指明元素。请为其中一个另取编号。",
        en="An id names one element in history, forms and flows. Give the copy another id.",
    ),
    "BPMN004": Text(
        zh="流程只在本层内推进。请在同一流程或同一子流程的元素之间绘制顺序流；泳池之间请使用消息"
        "流。",
        en="A token stays in its scope. Draw the flow between two elements of the same process or "
        "sub-process; between pools draw a message flow.",
    ),
    "BPMN005": Text(
        zh="编排元素和全局任务不能在此执行。请改用任务、子流程或调用活动。",
        en="Choreographies and global tasks have no place in an executable process here. Draw a "
        "task, a sub-process or a call activity.",
    ),
    "BPMN006": Text(
        zh="本系统命名空间内无法识别的扩展会被忽略而不为人知。请删除，或更正其名称。",
        en="An extension in our namespace that nobody reads would be silently ignored. Remove it, "
        "or correct its name.",
    ),
    "BPMN007": Text(
        zh="名称不明的属性不起作用。请在编辑器右侧面板中设置该元素的属性。",
        en="A property with an unknown name does nothing. The dialect's page lists those that "
        "each element knows.",
    ),
    "BPMN008": Text(
        zh="该元素要求系统做不能做的事，例如资源角色。请删除，并改用相应属性。",
        en="Something in the element asks for what the engine does not do, such as a resource "
        "role. Remove it and say it with a property of the dialect.",
    ),
    "BPMN009": Text(
        zh="数据存储、接口和端点仅供阅图。读写外部数据请使用服务任务。",
        en="Data stores, interfaces and end points are for the reader of the picture. Use service "
        "tasks to read and write what is outside.",
    ),
    "BPMN010": Text(
        zh="工作人员按名称启动和查找流程。", en="People start and find processes by name."
    ),
    "BPMN011": Text(
        zh="待办、办理记录和故障提示均显示任务名称。",
        en="People, history and incidents show the task's name.",
    ),
    "BPMN012": Text(
        zh="该文件来自其他引擎，或为其绘制。请用本系统的属性表达同样的内容；原有部分可以保留。",
        en="The file comes from another engine, or was drawn for one. Say the same with the "
        "properties of the dialect; the foreign part may stay.",
    ),
    "BPMN013": Text(
        zh="调用活动、网址和文件夹都使用该编号。请只使用字母、数字、下划线和连字符。",
        en="Call activities, addresses and folders use the id. Use letters, digits, underscores "
        "and hyphens.",
    ),
    "BPMN015": Text(
        zh="流程运行时，数据存储不保存任何内容。请使用变量或服务任务。",
        en="Nothing is stored there when the process runs. Use variables, or a service task.",
    ),
    "BPMN016": Text(
        zh="泳池内部由顺序流推进。消息流请从一个泳池（或其中的元素）画到另一个泳池。",
        en="Within a pool tokens travel by sequence flow. Draw message flows from one pool to "
        "another, or to elements in it.",
    ),
    "BPMN017": Text(
        zh="消息流表明谁发送、谁接收。起点应为发送任务、消息抛出事件、活动或泳池，终点应为能够接收"
        "消息的元素。",
        en="A message flow says who sends and who receives. Let it begin at a send task, a "
        "throwing message event, an activity or a pool, and end likewise at something that "
        "receives.",
    ),
    "BPMN018": Text(
        zh="所发送的不是所等待的消息，永远无法送达。请在两端选择同一消息。",
        en="What is sent is not what is waited for, so it would never arrive. Choose the same "
        "message at both ends.",
    ),
    "BPMN019": Text(
        zh="泳道表明由谁负责。请将每个元素放入本流程的一个泳道。",
        en="A lane says who is responsible. Put every element into one lane of its process.",
    ),
    "BPMN110": Text(
        zh="请更正泳池所指的流程；删除后该泳池只作为外部参与方显示。",
        en="Correct the pool's process, or remove it to make the pool a black box.",
    ),
    "BPMN111": Text(zh="一个流程只属于一个泳池。", en="One process belongs to one pool."),
    "BPMN112": Text(
        zh="调用方通过调用活动的映射传递和接收变量。",
        en="Callers pass and receive variables by the mappings of the call activity.",
    ),
    "BPMN165": Text(
        zh="法规政策要求的环节，县级版本可以改变做法，不能取消。请保留该环节，并在说明中写“依据：”和规则编号。",
        en="A county may do what the law demands in its own way, but must do it. Keep such an "
        "element and let its documentation end with “依据：” and the rule's number.",
    ),
}
