"""Why the findings on forms matter, and how to mend them."""

from collections.abc import Mapping

from webapp.kernel.text import Text

ADVICE: Mapping[str, Text] = {
    "FORM001": Text(
        zh="编号用于指明组件。请为其中一个另取编号。",
        en="An id names one component. Give the copy another id.",
    ),
    "FORM002": Text(
        zh="后填写的内容会覆盖先填写的内容。请更改其中一个的键。",
        en="What is entered in one would overwrite the other. Change the key of one of them.",
    ),
    "FORM003": Text(
        zh="FEEL 无法读取该表达式，出错原因见提示。",
        en="FEEL cannot read the expression. The sentence says why.",
    ),
    "FORM004": Text(zh="请填写有效的正则表达式。", en="Write a valid regular expression."),
    "FORM005": Text(
        zh="请保留一个来源：固定选项、变量或表达式。",
        en="Keep one source: fixed options, a variable or an expression.",
    ),
    "FORM006": Text(
        zh="嵌入的外部网页和文件预览不予显示。请改用其他组件。",
        en="Frames of other sites and previews of documents are not shown. Choose another "
        "component.",
    ),
    "FORM007": Text(
        zh="表达式按名称读取填写的内容。", en="Expressions read what has been entered by its name."
    ),
    "FORM008": Text(
        zh="行数变化之后，系统无法确定原有的值属于哪一行。请改为可填写的字段，或固定行数。",
        en="Once rows come and go, nobody can tell to which of them a kept value belongs. Let the "
        "field be filled in, or let the rows be fixed.",
    ),
    "FORM009": Text(
        zh="不起作用的规则会使人误以为已经校验。请删除。",
        en="A rule without effect makes people believe that something is checked. Remove it.",
    ),
    "FORM010": Text(
        zh="请填写数字，或在等号之后填写 FEEL。", en="Write a number, or FEEL after an equals sign."
    ),
    "FORM011": Text(
        zh="没有任何值能同时满足两个限制。请更正其中一个。",
        en="No value could satisfy both limits. Correct one of them.",
    ),
    "FORM012": Text(
        zh="每个选项的值应各不相同且不为空。", en="Every option needs a value of its own."
    ),
    "FORM013": Text(
        zh="使用英文的人员看到的将是中文。请补充英文。",
        en="Who reads English would see the Chinese. Add the English.",
    ),
    "FORM014": Text(
        zh="没有标签，填写者和使用读屏软件的人员不知道应填写什么。",
        en="Without a label people, and those who use a screen reader above all, do not know what "
        "to enter.",
    ),
    "FORM015": Text(
        zh="空容器没有内容可供填写。请添加组件，或将其删除。",
        en="There is nothing to fill in. Add components, or remove the container.",
    ),
    "FORM016": Text(
        zh="列表能否增删行应当固定不变，不能由表达式决定。",
        en="Whether rows can be changed is fixed: no expression decides it.",
    ),
    "FORM017": Text(
        zh="填写者尚未填写时，该条件已经成立。请同时判断字段不为空。",
        en="The condition would hold before anything has been entered. Ask also that the field is "
        "not null.",
    ),
}
