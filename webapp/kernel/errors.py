"""The four families of refusal. Their codes never change once released."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from webapp.kernel.text import Text


class ApplicationError(Exception):
    """The request was refused."""

    code: ClassVar[str] = "REFUSED"
    text: ClassVar[Text] = Text(zh="请求未被接受。", en="The request was refused.")

    def __init__(self, **details: object) -> None:
        """Keep the details; the message is the class's sentence filled with them."""
        self.details = details
        self.message = self.text.fill(details)
        super().__init__(self.message.en)


class NotFound(ApplicationError):
    """There is no such thing, or it is not yours to see."""

    code = "NOT_FOUND"
    text = Text(
        zh="未找到所请求的内容，或您无权查看。",
        en="There is no such thing, or it is not yours to see.",
    )


class NotAllowed(ApplicationError):
    """Your role does not allow this."""

    code = "NOT_ALLOWED"
    text = Text(zh="您的角色无权进行此操作。", en="Your role does not allow this.")


class RuleBroken(ApplicationError):
    """A rule forbids this in the present state."""

    code = "RULE_BROKEN"
    text = Text(zh="当前状态下不能进行此操作。", en="A rule forbids this in the present state.")


class Refused(RuleBroken):
    """A numbered rule of the notice or of decree 40 forbids this; the message says what cures it.

    `rule` is its number (R1–R40, A1–A17), `cure` the sentence that says what to do instead.
    """

    code = "RULE_REFUSED"
    text = Text(zh="规则不允许这样做。", en="A rule does not allow this.")
    rule: ClassVar[str] = ""
    cure: ClassVar[Text] = Text("", "")

    def __init__(self, **details: object) -> None:
        """Keep the details; the message ends with the rule's number and the cure."""
        super().__init__(**details)
        cure = self.cure.fill(details)
        self.message = Text(
            zh=f"{self.message.zh}（依据规则{self.rule}）{cure.zh}",
            en=f"{self.message.en} (rule {self.rule}) {cure.en}",
        )


class InvalidInput(ApplicationError):
    """Some entries need correction."""

    code = "INVALID_INPUT"
    text = Text(zh="部分内容需要更正。", en="Some entries need correction.")

    def __init__(self, fields: Mapping[str, Sequence[Text]], **details: object) -> None:
        """Keep the sentences by field; a field is a dotted path, `""` means the whole form."""
        super().__init__(**details)
        self.fields = fields
