"""What the engine refuses, and the trouble that becomes an incident instead of an exception."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from webapp.engine.outcome import IncidentKind
from webapp.kernel.errors import ApplicationError, InvalidInput, RuleBroken
from webapp.kernel.text import Text

if TYPE_CHECKING:
    from webapp.engine.linting import Finding


class ElementNotOpen(RuleBroken):
    """The command names something that is no longer open."""

    code = "ELEMENT_NOT_OPEN"
    text = Text(
        zh="该事项已办结或已撤回，请刷新页面后再操作。",
        en="This has been finished or withdrawn in the meantime. Please reload the page.",
    )


class InstanceEnded(RuleBroken):
    """The process instance has ended."""

    code = "INSTANCE_ENDED"
    text = Text(zh="该流程已经结束。", en="This process instance has ended.")


class OneAtATime(RuleBroken):
    """In an ad-hoc sub-process with sequential order another activity is going on."""

    code = "ONE_AT_A_TIME"
    text = Text(
        zh="此处一次只能进行一项，请先办结正在进行的事项。",
        en="Only one activity at a time is possible here. Please finish the one going on first.",
    )


class NoSuchStart(RuleBroken):
    """The process has no start event of the kind asked for."""

    code = "NO_SUCH_START"
    text = Text(
        zh="该流程没有可用的启动方式（{start}）。",
        en="The process has no start event of this kind ({start}).",
    )


class DiagramUnreadable(InvalidInput):
    """The file is no diagram that can be read safely."""

    code = "DIAGRAM_UNREADABLE"
    text = Text(zh="无法读取该流程图文件：{reason}", en="The file cannot be read: {reason}")

    def __init__(self, reason: Text) -> None:
        """Keep the reason, as a sentence in both languages."""
        sentence = Text(
            zh=self.text.zh.replace("{reason}", reason.zh),
            en=self.text.en.replace("{reason}", reason.en),
        )
        super().__init__({"": (sentence,)}, reason=reason.en)
        self.reason = reason
        self.message = sentence


class DiagramRefused(InvalidInput):
    """The engine would run the diagram wrongly."""

    code = "DIAGRAM_REFUSED"
    text = Text(
        zh="该流程图未通过部署检查，请按提示修改。",
        en="The diagram did not pass the deployment gate. Please correct what is listed.",
    )

    def __init__(self, findings: "Sequence[Finding]") -> None:
        """Keep the findings; the fields are the ids of the elements."""
        fields: dict[str, list[Text]] = {}
        for finding in findings:
            fields.setdefault(finding.element_id, []).append(finding.text)
        super().__init__(fields)
        self.findings = tuple(findings)


class UnusableVariables(InvalidInput):
    """Variables must be JSON values."""

    code = "UNUSABLE_VARIABLES"
    text = Text(
        zh="数据中含有无法保存的内容：{reason}",
        en="The variables hold something that cannot be stored: {reason}",
    )


class SnapshotTooLarge(RuleBroken):
    """What the instance would have to remember does not fit into a snapshot."""

    code = "SNAPSHOT_TOO_LARGE"
    text = Text(
        zh="该流程实例的数据超过 {limit} MB，未能保存。请减少数据后重试。",
        en="The process instance would hold more than {limit} MB of data: nothing was saved. "
        "Please use less.",
    )


class SnapshotUnreadable(ApplicationError):
    """A stored snapshot does not fit this release or this definition."""

    code = "SNAPSHOT_UNREADABLE"
    text = Text(
        zh="流程实例的存档与流程定义不符（{reason}）。",
        en="The stored process instance does not fit its definition ({reason}).",
    )


class Trouble(Exception):
    """Something in the diagram failed at run time: an incident at the element, never an answer."""

    def __init__(self, kind: IncidentKind, message: str) -> None:
        """Keep the kind of the incident and the sentence that an administrator reads."""
        super().__init__(message)
        self.kind = kind
        self.message = message
