"""What a play refuses: a step that makes no sense where the instances stand."""

from webapp.kernel.errors import InvalidInput
from webapp.kernel.text import Text


class CannotPlay(InvalidInput):
    """The play cannot go on as asked."""

    code = "CANNOT_PLAY"
    text = Text(zh="无法试运行：{reason}", en="This cannot be played: {reason}")

    def __init__(self, reason: Text) -> None:
        """Keep the reason, as a sentence in both languages."""
        super().__init__({}, reason=reason.en)
        self.message = Text(
            zh=self.text.zh.replace("{reason}", reason.zh),
            en=self.text.en.replace("{reason}", reason.en),
        )
