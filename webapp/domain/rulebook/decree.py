"""The national rules under the notice: A1–A17, by article of decree 40 (职称评审管理暂行规定)."""

from webapp.domain.rulebook.rule import Rule, Strength
from webapp.kernel.text import Text

_MUST, _PRINCIPLE, _MAY = Strength.MUST, Strength.PRINCIPLE, Strength.MAY

RULES = (
    Rule(
        "A1",
        _MUST,
        "第十六条",
        Text(
            "单位内公示不少于5个工作日，期满无异议方可上报。",
            "The unit posts the materials for at least 5 working days before sending them up.",
        ),
        Text("公示内容、日期和异议", "what was posted, when, and objections"),
        ("/publicity/unit",),
        ("webapp.domain.publicity:period",),
    ),
    Rule(
        "A2",
        _MUST,
        "第十八条",
        Text(
            "材料不全的一次性告知，逾期未补正的视为放弃。",
            "Everything to be corrected is told once; not corrected in time is given up.",
        ),
        Text("补正内容、期限和结果", "items, deadline and outcome"),
        ("/tasks",),
        (),
    ),
    Rule(
        "A3",
        _MUST,
        "第九条",
        Text(
            "评委会人数为单数，按系列不少于25人、按专业不少于11人，减少须经省同意。",
            "An odd committee of at least 25 by series or 11 by specialty, fewer only by consent.",
        ),
        Text("人数和同意文号", "the size and the number of the consent"),
        ("/experts",),
        ("webapp.domain.drawing:check_size",),
    ),
    Rule(
        "A4",
        _MUST,
        "第八条、第十条",
        Text(
            "评委会备案有效期和专家任期均不超过3年。",
            "A filing is valid, and an expert serves, for at most 3 years.",
        ),
        Text("备案号、起止日期和任期", "filing number, its days, the ends of terms"),
        ("/experts",),
        (
            "webapp.domain.drawing:check_term",
            "webapp.domain.drawing:latest_end",
        ),
    ),
    Rule(
        "A5",
        _MUST,
        "第十一条",
        Text(
            "从备案的专家库中随机抽取，过程可以复核。",
            "Members are drawn at random from the filed pool, and anyone can repeat the draw.",
        ),
        Text("随机种子、候选人和排除理由", "seed, candidates, exclusions"),
        ("/draws/<draw_id>",),
        ("webapp.domain.drawing:draw",),
    ),
    Rule(
        "A6",
        _MUST,
        "第十九条",
        Text(
            "由主任或副主任委员主持，到会专家不少于三分之二。",
            "Led by the chair or a vice-chair, with two thirds of the members present.",
        ),
        Text("签到情况", "attendance"),
        ("/documents",),
        ("webapp.domain.committee:is_quorate",),
    ),
    Rule(
        "A7",
        _MUST,
        "第二十条",
        Text(
            "无记名投票，赞成票达到到会专家三分之二为通过，不得委托或补充投票。",
            "Secret ballot, two thirds of those present pass, no proxy and no late vote.",
        ),
        Text("票数（与投票人不可关联）", "counts that cannot be joined with voters"),
        ("/ballots", "/documents"),
        (
            "webapp.domain.committee:passes",
            "webapp.domain.ballots:checked_paper",
            "webapp.domain.ballots:count",
        ),
    ),
    Rule(
        "A8",
        _MAY,
        "第二十一条",
        Text(
            "评议组不少于3人，投票前提出书面意见。",
            "Discussion groups of at least 3 give written opinions before the vote.",
        ),
        Text("书面意见", "the opinions"),
        ("/documents",),
        ("webapp.domain.sitting:form_groups",),
    ),
    Rule(
        "A9",
        _MUST,
        "第二十二条、第二十三条",
        Text(
            "主任委员宣布结果并签字、盖章，形成会议纪要归档。",
            "The chair announces and signs, the seal is set, minutes are kept.",
        ),
        Text("签字和会议纪要", "the signature and the minutes"),
        ("/documents",),
        (),
    ),
    Rule(
        "A10",
        _MUST,
        "第二十四条",
        Text(
            "封闭管理，专家名单不对外公开。",
            "Closed management; the names of experts are not public.",
        ),
        Text("查阅权限", "who may look"),
        ("/publicity",),
        ("webapp.domain.publicity:public_rows",),
    ),
    Rule(
        "A11",
        _MUST,
        "第二十五条",
        Text(
            "应当回避的专家回避。",
            "Experts with a conflict withdraw, by themselves or when told.",
        ),
        Text("回避理由和决定", "cause and decision"),
        ("/documents",),
        ("webapp.domain.sitting:recusals",),
    ),
    Rule(
        "A12",
        _MAY,
        "第二十七条",
        Text(
            "对结果有异议的可以申请复查或者投诉。",
            "Whoever disagrees may ask for a re-check or complain.",
        ),
        Text("申请和复查结论", "the request and its finding"),
        ("/start", "/complaints"),
        ("webapp.domain.rechecks:check_time",),
    ),
    Rule(
        "A13",
        _MAY,
        "第二十八条",
        Text(
            "不具备组建条件的，可以委托已备案的评委会评审。",
            "Where no committee can be formed, a filed committee is entrusted.",
        ),
        Text("委托文件和受托评委会备案", "the entrustment and the other filing"),
        ("/instances",),
        (),
    ),
    Rule(
        "A14",
        _MUST,
        "第十三条、第三十九条",
        Text(
            "已退休、受处分期间、列入诚信记录的人员不得申报。",
            "People retired, under sanction or in the integrity archive may not apply.",
        ),
        Text("依据、文号和起止日期", "grounds, document and period"),
        ("/integrity",),
        ("webapp.domain.eligibility:refusals",),
    ),
    Rule(
        "A15",
        _MUST,
        "第十五条",
        Text(
            "能用承诺或者共享数据解决的，不要求提供证明。",
            "What a promise or shared data settles need not be proved on paper.",
        ),
        Text("承诺和数据来源", "the promise and the source of the data"),
        ("/start",),
        (),
    ),
    Rule(
        "A16",
        _MUST,
        "第三十九条",
        Text(
            "弄虚作假的撤销职称，记入诚信档案3年。",
            "Cheating revokes the title and is recorded for 3 years.",
        ),
        Text("撤销决定和诚信记录", "the decision and the record"),
        ("/integrity", "/certificates"),
        ("webapp.domain.certificates:barred_until",),
    ),
    Rule(
        "A17",
        _MUST,
        "第三十八条",
        Text(
            "评委会未备案或者备案过期的，评审结果无效。",
            "What an unfiled or expired committee decides does not count.",
        ),
        Text("会议日期时的备案有效期", "the filing's validity on the day of the meeting"),
        ("/experts",),
        ("webapp.domain.drawing:check_filing",),
    ),
)
