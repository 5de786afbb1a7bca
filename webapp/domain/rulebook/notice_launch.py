"""The notice 吉人社函〔2023〕211号 on areas, criteria and posts: R1–R20."""

from webapp.domain.rulebook.rule import Rule, Strength
from webapp.kernel.text import Text

_MUST, _PRINCIPLE, _MAY = Strength.MUST, Strength.PRINCIPLE, Strength.MAY

RULES = (
    Rule(
        "R1",
        _MUST,
        "通知一（一）",
        Text(
            "只在集安市等十个县（市、区）开展，其他地区不得开展。",
            "Only the ten named counties take part; every other area is refused.",
        ),
        Text("县（市、区）代码、名称、所属市（州）", "code, name and prefecture of the county"),
        ("/counties",),
        (
            "webapp.domain.places:county_of",
            "webapp.domain.scope:check_place",
        ),
    ),
    Rule(
        "R2",
        _MUST,
        "通知一（二）",
        Text(
            "评审系列（专业）由县（市、区）在市（州）指导和综合评估下确定。",
            "A county chooses its series under the guidance and assessment of its city.",
        ),
        Text("决定、评估意见和日期", "the decision, the assessment and its date"),
        ("/counties", "/launches/<county>"),
        ("webapp.domain.scope:check_opening",),
    ),
    Rule(
        "R3",
        _MUST,
        "通知一（三）",
        Text(
            "评审层级只限副高级，正高级、中级不予受理。",
            "Only deputy-senior titles are reviewed; other levels are refused.",
        ),
        Text("申报职称及层级", "the title applied for and its level"),
        ("/counties",),
        (
            "webapp.domain.titles:is_deputy_senior",
            "webapp.domain.scope:check_title",
        ),
    ),
    Rule(
        "R4",
        _MUST,
        "通知一（三）",
        Text(
            "取得的职称仅在本县（市、区）范围内有效，调出后即告失效。",
            "The title is valid inside the county only, and no longer after a transfer out of it.",
        ),
        Text("持证人所在县（市、区）及变动", "the holder's county and its changes"),
        ("/certificates",),
        ("webapp.domain.certificates:check_valid",),
    ),
    Rule(
        "R5",
        _MUST,
        "通知一（三）",
        Text(
            "晋升正高级须先取得常规副高级：“双定向”副高级、常规副高级、常规正高级依次进行。",
            "The order is targeted deputy-senior, regular deputy-senior, regular senior.",
        ),
        Text("每项职称的类别和取得日期", "kind and date of every title"),
        ("/titles",),
        ("webapp.domain.ladder:check_step",),
    ),
    Rule(
        "R6",
        _MUST,
        "通知一（三）",
        Text(
            "任职年限可连续计算，业绩成果可累计计算。",
            "Years in the post count on without a break, achievements are added up.",
        ),
        Text("起算日期、业绩成果", "the first day counted and the achievements"),
        ("/titles",),
        (
            "webapp.domain.ladder:years_counted",
            "webapp.domain.ladder:works_counted",
        ),
    ),
    Rule(
        "R7",
        _MUST,
        "通知一（三）",
        Text(
            "启动时间由县（市、区）在市（州）指导和综合评估下确定。",
            "A county chooses when to start under the guidance and assessment of its city.",
        ),
        Text("启动日期和评估意见", "the first day and the assessment"),
        ("/launches/<county>",),
        ("webapp.domain.scope:check_opening",),
    ),
    Rule(
        "R8",
        _MUST,
        "通知二（一）",
        Text(
            "县（市、区）人社局组建相应系列的评审委员会，负责申报、审核和评审。",
            "The county's bureau forms the committee of the series and is in charge of the review.",
        ),
        Text("组建文件、备案号和有效期", "formation document, filing number, validity"),
        ("/experts",),
        ("webapp.domain.drawing:check_filing",),
    ),
    Rule(
        "R9",
        _PRINCIPLE,
        "通知二（二）",
        Text(
            "单独制定评审条件，主要考察职业道德、实践能力、工作业绩、任务完成情况、群众认可度。",
            "Own criteria, looking at ethics, ability, performance, tasks done and recognition.",
        ),
        Text("各项条件及其维度", "each item with its dimension"),
        ("/criteria",),
        ("webapp.domain.criteria:compare",),
    ),
    Rule(
        "R10",
        _PRINCIPLE,
        "通知二（二）",
        Text(
            "提高实际工作业绩的评价权重，注重一贯表现。",
            "Actual performance weighs most, and it is judged over the years.",
        ),
        Text("权重（合计100）", "the weights, adding up to 100"),
        ("/criteria",),
        (),
    ),
    Rule(
        "R11",
        _MAY,
        "通知二（二）",
        Text(
            "解决技术难题并取得经济、社会、生态效益的，可作为评价的重要依据。",
            "A technical problem solved with economic, social or ecological benefit may count.",
        ),
        Text("难题、解决办法、效益类别和佐证", "problem, solution, kind of benefit, proof"),
        ("/tasks",),
        (),
    ),
    Rule(
        "R12",
        _MUST,
        "通知二（二）",
        Text(
            "卫生系列标准条件不得低于省基层卫生高级职称评审实施办法。",
            "Criteria for health may not be lower than the province's grass-roots health measures.",
        ),
        Text("底线版本和逐项比对结果", "the version of the floor and the comparison"),
        ("/criteria", "/criteria/floor"),
        ("webapp.domain.criteria:compare",),
    ),
    Rule(
        "R13",
        _MUST,
        "通知二（二）",
        Text(
            "“考评结合”系列不得取消国家考试要求，不得降低国家合格标准。",
            "Series with an examination keep it, at the national pass line.",
        ),
        Text("考试名称、编号、合格标准和有效期", "examination, number, line and validity"),
        ("/criteria",),
        (
            "webapp.domain.criteria:locked_exam",
            "webapp.domain.eligibility:exam_state",
        ),
    ),
    Rule(
        "R14",
        _MUST,
        "通知二（二）",
        Text(
            "标准条件经市（州）确认后向省备案，方可使用。",
            "Criteria are confirmed by the city and filed with the province before use.",
        ),
        Text("确认号、备案号、日期和文本指纹", "numbers, dates and the hash of the text"),
        ("/criteria", "/launches/<county>"),
        ("webapp.domain.criteria:check_in_use",),
    ),
    Rule(
        "R15",
        _MUST,
        "通知三",
        Text(
            "岗位总量控制、比例单列、专岗专用、单独管理，不占常设岗位。",
            "The posts have a ledger of their own and take nothing from the regular ones.",
        ),
        Text("岗位的每一次变动", "every movement of a post"),
        ("/posts",),
        (),
    ),
    Rule(
        "R16",
        _PRINCIPLE,
        "通知三",
        Text(
            "岗位总数原则上不超过当地常规副高级岗位总量的10%（去尾取整）。",
            "At most a tenth, rounded down, of the county's regular deputy-senior posts.",
        ),
        Text("基数及来源、日期，设定总数", "the base with source and date, and the total"),
        ("/posts",),
        (
            "webapp.domain.posts:check_plan",
            "webapp.domain.posts:limit",
        ),
    ),
    Rule(
        "R17",
        _MUST,
        "通知三",
        Text(
            "最初几年每年按一定比例使用岗位。",
            "In the first years only a set share of the posts is used each year.",
        ),
        Text("比例、年限和每年使用数", "share, years and what each year used"),
        ("/posts",),
        ("webapp.domain.posts:check_use",),
    ),
    Rule(
        "R18",
        _MUST,
        "通知三",
        Text(
            "此后按实际空余岗位确定每年评审数量。",
            "Afterwards the number follows from the posts that are actually vacant.",
        ),
        Text("某日的空余岗位数", "the vacancies on a day"),
        ("/posts",),
        ("webapp.domain.posts:standing",),
    ),
    Rule(
        "R19",
        _MUST,
        "通知三",
        Text(
            "只兑现专业技术七级岗位。",
            "Holders are appointed at professional grade 7 only.",
        ),
        Text("聘任文件和岗位等级", "the appointment and its grade"),
        ("/posts",),
        ("webapp.domain.posts:check_grade",),
    ),
    Rule(
        "R20",
        _MUST,
        "通知三",
        Text(
            "不进行小层级晋升（六级、五级）。",
            "No promotion to grade 6 or 5.",
        ),
        Text("晋升申请及不予受理的理由", "requests and why they were refused"),
        ("/posts",),
        ("webapp.domain.posts:check_grade",),
    ),
)
