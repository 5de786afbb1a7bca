"""What a form tells the person who fills it in."""

from webapp.kernel.text import Text

REQUIRED = Text(zh="此项必填。", en="This field is required.")
NO_OBJECT = Text(zh="提交的数据不是表单数据。", en="What was sent is not the data of a form.")
NO_TEXT = Text(zh="此项应为文字。", en="This must be text.")
NO_NUMBER = Text(zh="此项应为数字。", en="This must be a number.")
NO_DATE = Text(zh="此项应为日期，例如 2026-11-30。", en="This must be a date such as 2026-11-30.")
NO_TIME = Text(zh="此项应为时间，例如 09:30。", en="This must be a time such as 09:30.")
NO_DATETIME = Text(
    zh="此项应为日期和时间，例如 2026-11-30T09:30。",
    en="This must be a date and time such as 2026-11-30T09:30.",
)
NO_CHECKBOX = Text(zh="此项只能勾选或不勾选。", en="This can only be ticked or not ticked.")
NO_FILE = Text(zh="附件信息无法识别。", en="The attachment cannot be recognised.")
NO_LIST = Text(zh="此项应为列表。", en="This must be a list.")
NOT_OFFERED = Text(
    zh="所选内容不在可选范围内，请重新选择。",
    en="This is not one of the choices; please choose again.",
)
TOO_MANY_ROWS = Text(zh="最多可填写 {limit} 行。", en="At most {limit} rows are possible.")
MIN_LENGTH = Text(zh="至少填写 {limit} 个字符。", en="At least {limit} characters are needed.")
MAX_LENGTH = Text(zh="最多填写 {limit} 个字符。", en="At most {limit} characters are possible.")
MINIMUM = Text(zh="不得小于 {limit}。", en="This must be at least {limit}.")
MAXIMUM = Text(zh="不得大于 {limit}。", en="This must be at most {limit}.")
INTEGER = Text(zh="应为整数。", en="This must be a whole number.")
DECIMALS = Text(zh="最多保留 {limit} 位小数。", en="At most {limit} decimal places are possible.")
INCREMENT = Text(
    zh="应为 {step} 的整数倍，最接近的是 {below} 和 {above}。",
    en="This must be a multiple of {step}; the nearest are {below} and {above}.",
)
PATTERN = Text(zh="格式不符合要求。", en="This does not have the required form.")
EMAIL = Text(zh="请填写有效的电子邮箱。", en="Please give a valid e-mail address.")
PHONE = Text(
    zh="请填写带国家代码的电话号码，例如 +8613900000000。",
    en="Please give a phone number with its country code, such as +8613900000000.",
)

UNREADABLE = frozenset(
    {NO_TEXT, NO_NUMBER, NO_DATE, NO_TIME, NO_DATETIME, NO_CHECKBOX, NO_FILE, NO_LIST, NOT_OFFERED}
)
"""Said when a value was sent that the field cannot hold, so that nothing is lost in silence."""
