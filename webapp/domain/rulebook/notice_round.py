"""The notice 吉人社函〔2023〕211号 on the procedure and on launching: R21–R40."""

from webapp.domain.rulebook.rule import Rule, Strength
from webapp.kernel.text import Text

_MUST, _PRINCIPLE, _MAY = Strength.MUST, Strength.PRINCIPLE, Strength.MAY

RULES = (
    Rule(
        "R21",
        _MUST,
        "通知四（一）",
        Text(
            "省人社厅开设申报通道，通道开放期间方可申报。",
            "People may apply only while the province has opened the channel.",
        ),
        Text("开设人、日期和文件", "who opened it, when and by which document"),
        ("/nominations", "/launches/<county>"),
        ("webapp.domain.channel:check_open",),
    ),
    Rule(
        "R22",
        _MUST,
        "通知四（一）",
        Text(
            "经组织推荐、符合条件的人员方可申报。",
            "Only people recommended by their organisation who meet the conditions apply.",
        ),
        Text("推荐意见、姓名和日期", "the recommendation, names and dates"),
        ("/nominations",),
        (),
    ),
    Rule(
        "R23",
        _MAY,
        "通知四（一）",
        Text(
            "可采用个人述职、考核测评、民意调查等方式，品德为先导、实绩为主导。",
            "Debriefing, appraisal and opinion poll may be used, character and results first.",
        ),
        Text("方式、参与率、得分和记录", "methods, turnout, scores, minutes"),
        ("/settings", "/tasks"),
        ("webapp.domain.county_settings:checked",),
    ),
    Rule(
        "R24",
        _MUST,
        "通知四（二）",
        Text(
            "单位对申报人员品德、能力、业绩的真实性负责。",
            "The unit answers for the truth of character, ability and achievements.",
        ),
        Text("签字人、时间和承诺内容", "signer, time and text"),
        ("/instances",),
        (),
    ),
    Rule(
        "R25",
        _MUST,
        "通知四（二）",
        Text(
            "网上申报材料须与单位公示材料一致，变动后重新公示。",
            "What is submitted equals what the unit posted; a change restarts the posting.",
        ),
        Text("材料指纹、清单和日期", "the hash, the list and the dates"),
        ("/nominations",),
        ("webapp.domain.materials:unchanged",),
    ),
    Rule(
        "R26",
        _MUST,
        "通知四（二）",
        Text(
            "县（市、区）人社局逐项核查条件和材料真伪。",
            "The county checks every condition and the authenticity of the materials.",
        ),
        Text("核查人、逐项结论、依据和告知", "who checked, verdicts, evidence, notices"),
        ("/instances",),
        (),
    ),
    Rule(
        "R27",
        _MUST,
        "通知四（三）",
        Text(
            "例会申请经所属市（州）批复同意后，方可组织实施。",
            "The meeting is held only after the county's own city has approved the application.",
        ),
        Text("申请、批复文号、日期和批准数额", "application, reply, date, number approved"),
        ("/instances", "/documents"),
        (),
    ),
    Rule(
        "R28",
        _MUST,
        "通知四（四）",
        Text(
            "评审通过人员由县（市、区）公示，不少于5个工作日；异议只暂停本人。",
            "Those who pass are posted at least 5 working days; an objection pauses one person.",
        ),
        Text("公示内容、起止日期、异议和结论", "the list, its days, objections and findings"),
        ("/publicity",),
        ("webapp.domain.publicity:period", "webapp.domain.publicity:sort_out"),
    ),
    Rule(
        "R29",
        _MUST,
        "通知四（四）",
        Text(
            "公示结束后，评审结果报市（州）备案。",
            "Results are filed with the city after the publicity has ended.",
        ),
        Text("备案号和日期", "filing number and date"),
        ("/documents",),
        (),
    ),
    Rule(
        "R30",
        _MUST,
        "通知四（四）",
        Text(
            "印发公布文件，名单与备案名单一致。",
            "A publication document is issued; its list equals the filed one.",
        ),
        Text("文号、日期和名单指纹", "number, date and the hash of the list"),
        ("/documents",),
        ("webapp.domain.certificates:check_list",),
    ),
    Rule(
        "R31",
        _MUST,
        "通知四（四）",
        Text(
            "市（州）将公布文件报省备案后，方可生成电子证书。",
            "The city files the document with the province; only then are certificates made.",
        ),
        Text("省备案号和日期", "the province's filing number and date"),
        ("/documents", "/certificates"),
        ("webapp.domain.certificates:check_filed",),
    ),
    Rule(
        "R32",
        _MUST,
        "通知四（四）",
        Text(
            "电子证书标注“双定向”。",
            "The certificate bears the mark 双定向.",
        ),
        Text("证书编号和指纹", "the certificate's number and hash"),
        ("/certificates", "/documents"),
        ("webapp.domain.certificate_number:CertificateNumber",),
    ),
    Rule(
        "R33",
        _MUST,
        "通知五（一）",
        Text(
            "启动前报请属地党委、政府研究同意。",
            "Party committee and government of the county consent before the launch.",
        ),
        Text("同意文件、日期和文号", "the documents, dates and numbers"),
        ("/launches/<county>",),
        ("webapp.domain.scope:check_opened",),
    ),
    Rule(
        "R34",
        _MUST,
        "通知五（一）",
        Text(
            "向市（州）和省备案后组织实施。",
            "The launch is filed with the city and with the province before it is carried out.",
        ),
        Text("两级备案号和日期", "both filing numbers and dates"),
        ("/launches/<county>",),
        ("webapp.domain.scope:check_opened",),
    ),
    Rule(
        "R35",
        _PRINCIPLE,
        "通知五（一）",
        Text(
            "考虑经济、社会、人才整体协调发展，体现特色。",
            "Economy, society and the balance of talents are considered.",
        ),
        Text("启动报告", "the launch report"),
        ("/launches/<county>",),
        (),
    ),
    Rule(
        "R36",
        _PRINCIPLE,
        "通知五（二）",
        Text(
            "对新情况和新问题认真研判、妥善处理，把握节奏与进度。",
            "New problems are studied and dealt with; the pace is kept in hand.",
        ),
        Text("每轮的问题台账", "the issue log of each round"),
        ("/issues",),
        ("webapp.services.issues:open_issue",),
    ),
    Rule(
        "R37",
        _PRINCIPLE,
        "通知五（三）",
        Text(
            "加强政策解读和监督管理，结果公平、公正、公开。",
            "Policy is explained, reviews are supervised, results are fair, just and open.",
        ),
        Text("全部操作记录、抽查和投诉", "all acts, samples and complaints"),
        ("/supervision", "/complaints", "/statistics", "/help"),
        (
            "webapp.domain.supervising:draw",
            "webapp.services.complaints:complain",
        ),
    ),
    Rule(
        "R38",
        _MUST,
        "通知末段",
        Text(
            "未尽事宜按国家和省有关规定执行。",
            "What the notice leaves open follows national and provincial rules.",
        ),
        Text("适用的规则", "the rule that was used"),
        ("/help/rules",),
        ("webapp.domain.statute:Basis",),
    ),
    Rule(
        "R39",
        _MUST,
        "通知末段",
        Text(
            "政策调整的按新政策执行；进行中的评审沿用启动时的版本，变更须有决定。",
            "New policy overrides; a running round keeps its version unless a decision changes it.",
        ),
        Text("使用的版本和变更决定", "the version in use and decisions to change it"),
        ("/definitions", "/settings"),
        (
            "webapp.services.bundles:visible_versions",
            "webapp.services.county_settings:choose",
        ),
    ),
    Rule(
        "R40",
        _MUST,
        "通知主送机关",
        Text(
            "市（州）一级事项只能由通化、白山、延边各自对所属县（市、区）办理。",
            "Acts of a city concern its own counties only.",
        ),
        Text("办理机关", "the organ that acted"),
        ("/counties",),
        ("webapp.domain.places:city_of", "webapp.services.sight:counties_in_sight"),
    ),
)
