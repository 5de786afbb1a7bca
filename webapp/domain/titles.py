"""The deputy-senior titles that may be reviewed, by series (R3; codes of GB/T 8561's groups)."""

from dataclasses import dataclass

from webapp.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Series:
    """A series of titles; with `exam`, a valid national examination is needed too (考评结合)."""

    code: str
    number: int
    name: Text
    titles: tuple[str, ...]
    exam: bool = False

    def __post_init__(self) -> None:
        """Refuse a number that does not fit into two digits of a certificate's number."""
        if not 0 < self.number < 100:  # noqa: PLR2004
            raise ValueError(f"The series number {self.number} has not two digits.")


def _all() -> tuple[Series, ...]:
    return (
        Series("teaching", 1, Text("中小学教师", "School teachers"), ("高级教师",)),
        Series(
            "health",
            2,
            Text("卫生", "Health"),
            ("副主任医师", "副主任药师", "副主任护师", "副主任技师"),
        ),
        Series(
            "agriculture",
            3,
            Text("农业", "Agriculture"),
            ("高级农艺师", "高级畜牧师", "高级兽医师"),
        ),
        Series("engineering", 4, Text("工程", "Engineering"), ("高级工程师",)),
        Series("accounting", 5, Text("会计", "Accounting"), ("高级会计师",), exam=True),
        Series("auditing", 6, Text("审计", "Auditing"), ("高级审计师",), exam=True),
        Series("statistics", 7, Text("统计", "Statistics"), ("高级统计师",), exam=True),
        Series(
            "economics",
            8,
            Text("经济", "Economics"),
            ("高级经济师", "高级人力资源管理师", "高级知识产权师"),
            exam=True,
        ),
        Series("social_work", 9, Text("社会工作", "Social work"), ("高级社会工作师",), exam=True),
        Series("library", 10, Text("图书资料", "Libraries"), ("副研究馆员",)),
        Series("museum", 11, Text("文物博物", "Museums"), ("副研究馆员",)),
        Series("archives", 12, Text("档案", "Archives"), ("副研究馆员",)),
        Series("mass_culture", 13, Text("群众文化", "Community culture"), ("副研究馆员",)),
        Series("art", 14, Text("艺术", "Arts"), ("二级演员", "二级演奏员", "二级美术师")),
        Series("sport", 15, Text("体育教练", "Sports coaching"), ("高级教练",)),
        Series("news", 16, Text("新闻", "Journalism"), ("主任记者", "主任编辑")),
        Series("broadcasting", 17, Text("播音主持", "Broadcasting"), ("主任播音员主持人",)),
        Series("publishing", 18, Text("出版", "Publishing"), ("副编审",)),
        Series(
            "vocational_teaching",
            19,
            Text("中职教师", "Vocational teachers"),
            ("高级讲师", "高级实习指导教师"),
        ),
        Series("laboratory", 20, Text("实验技术", "Laboratory"), ("高级实验师",)),
    )


SERIES = {each.code: each for each in _all()}
"""The catalogue by code; only deputy-senior titles (notice 一（三））."""

EXAM_SERIES = tuple(code for code, each in SERIES.items() if each.exam)
"""The series whose exam may neither be dropped nor lowered (notice 二（二），R13)."""


def is_deputy_senior(series: str, title: str) -> bool:
    """Tell whether the title belongs to the series' deputy-senior titles (R3)."""
    return series in SERIES and title in SERIES[series].titles
