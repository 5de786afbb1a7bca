"""Records of official papers of every kind: with everything they may state, and with the least."""

from collections.abc import Mapping
from typing import Any

from webapp.domain.documents import KINDS

RARE = "𠅤𠮷𫖯·阿依古丽"
"""A name with characters of the supplementary plane and an interpunct."""

_BUREAU = "珲春市人力资源和社会保障局"
_COMMON = {"organ": _BUREAU, "county": "珲春市", "date": "2026-11-23"}

_PERSON = {
    "name": RARE,
    "sex": "女",
    "idNumber": "222404198203041228",
    "education": "本科",
    "currentTitle": "主治医师",
    "yearsInPost": 12,
}

_MATERIALS = {
    "summary": "长期在边境乡镇卫生院从事临床工作，主持建立辖区高血压、糖尿病随访制度，"
    "近五年门诊量居全市乡镇首位，带教年轻医师六名。",
    "problemsSolved": [
        {
            "problem": "边境村屯冬季急救转运时间长",
            "solution": "建立三级呼叫和分段转运办法",
            "benefitType": "社会效益",
            "proof": "市卫生健康局评估报告",
        },
        {"problem": "慢病随访率低", "solution": "网格化随访", "benefit": "随访率由41%升至93%"},
    ],
    "works": [{"name": "乡镇卫生院急救转运规范", "date": "2025-06-01", "role": "第一完成人"}],
    "promise": "本人承诺所填内容真实。",
}

_APPLICANT = _COMMON | {
    "person": _PERSON,
    "unit": "珲春市敬信镇中心卫生院",
    "series": "health",
    "seriesName": "卫生",
    "title": "副主任医师",
    "specialty": "全科医学",
    "year": 2026,
    "materials": _MATERIALS,
    "recommendation": {"outcome": "recommend", "opinion": "同意推荐", "meetingOn": "2026-03-02"},
    "unitCheck": {"outcome": "材料真实完整，同意进入公示", "signer": "金哲"},
    "departmentCheck": {"outcome": "同意上报"},
    "countyCheck": {
        "outcome": "符合条件，予以受理",
        "items": [
            {"condition": "基层工作满10年", "verdict": "符合", "evidence": "聘用合同"},
            {"condition": "解决技术难题", "verdict": "符合", "evidence": "评估报告"},
        ],
    },
}

ROWS = [
    {
        "number": number,
        "name": name,
        "idNumber": f"22240419800{number}011230",
        "unit": unit,
        "seriesName": "卫生",
        "specialty": "全科医学",
        "title": "副主任医师",
    }
    for number, (name, unit) in enumerate(
        [
            (RARE, "珲春市敬信镇中心卫生院"),
            ("朴正浩", "珲春市春化镇卫生院"),
            ("李娜", "珲春市人民医院"),
            ("=SUM(A1:A9)", "+珲春市中医医院"),
        ],
        1,
    )
]

_EXPERTS = [
    {
        "id": f"expert{number:02}",
        "name": f"专家{number}",
        "unit": f"延边大学附属医院{number}部",
        "specialty": "内科",
        "role": "chair" if number == 1 else "member",
    }
    for number in range(1, 12)
]

_VOTES = [
    {
        "name": RARE, "yes": 9, "no": 1, "abstain": 1, "missing": 0, "present": 11, "passed": True,
    },
    {
        "name": "朴正浩", "yes": 7, "no": 3, "abstain": 0, "missing": 1, "present": 11,
        "passed": False,
    },
]  # fmt: skip

FULL: Mapping[str, Mapping[str, Any]] = {
    "review_form": _APPLICANT,
    "overview": _APPLICANT,
    "unit_posting": _APPLICANT
    | {
        "startsOn": "2026-03-02",
        "endsOn": "2026-03-09",
        "contact": "0433-0000000（人事科）",
        "materials": ["年度考核表", "解决技术难题证明", "代表性成果《乡镇卫生院急救转运规范》"],
    },
    "roster": _COMMON
    | {"series": "health", "seriesName": "卫生", "year": 2026, "rows": ROWS},
    "meeting_application": _COMMON
    | {
        "number": "珲人社请〔2026〕8号",
        "signedBy": "崔明",
        "to": "延边州人力资源和社会保障局",
        "seriesName": "卫生",
        "year": 2026,
        "meetingOn": "2026-05-20",
        "place": "珲春市人民医院会议中心",
        "posts": {"total": 20, "occupied": 6, "vacant": 14, "wanted": 4},
        "committee": {
            "filing": "吉人社评备〔2025〕31号",
            "validUntil": "2028-03-31",
            "size": 11,
            "consent": "吉人社函〔2025〕77号",
        },
        "plan": "一、时间安排：5月20日全天。\n二、程序：评议组审阅、大会评议、无记名投票。",
        "supervision": "全程封闭管理，市纪委监委派驻纪检监察组现场监督。",
        "contact": "职称科 金花 0433-0000000",
        "nominees": 4,
        "pool": _EXPERTS,
        "rows": ROWS,
        "launchFiling": "吉人社备〔2024〕12号",
        "criteria": {"version": 2, "confirmation": "延州人社确〔2025〕3号", "filing": "省备5号"},
    },
    "draw_record": _COMMON
    | {
        "seed": "7f3a91c2d4e5b60718293a4b5c6d7e8f7f3a91c2d4e5b60718293a4b5c6d7e8f",
        "algorithm": "sha256-order-1",
        "candidates": _EXPERTS,
        "excluded": [{"name": "专家12", "reason": "与参评人同单位"}],
        "members": _EXPERTS[:7],
        "alternates": _EXPERTS[7:],
        "drawnOn": "2026-05-12",
    },
    "meeting_notice": _COMMON
    | {
        "seriesName": "卫生",
        "approvalNumber": "延州人社复〔2026〕15号",
        "approvedOn": "2026-05-11",
        "meetingOn": "2026-05-20",
        "place": "珲春市人民医院会议中心",
        "members": _EXPERTS,
        "nominees": 4,
        "approvedPosts": 4,
    },
    "minutes": _COMMON
    | {
        "seriesName": "卫生",
        "heldOn": "2026-05-20",
        "place": "珲春市人民医院会议中心",
        "ledBy": "专家1",
        "present": _EXPERTS,
        "absent": [{"name": "专家13"}],
        "recusals": [{"expert": "专家2", "applicant": "朴正浩", "reason": "近亲属"}],
        "groups": [{"name": "第一评议组", "opinion": "材料真实，业绩突出，建议通过。"}],
        "votes": _VOTES,
        "denominator": "strict",
        "tieRule": "second_ballot",
        "passed": [{"name": RARE}],
        "signature": {"signedBy": "专家1", "signedOn": "2026-05-20"},
    },
    "publicity": _COMMON
    | {
        "title": "珲春市2026年卫生系列职称“双定向”评审结果公示",
        "basis": "经珲春市卫生系列职称“双定向”评审委员会2026年5月20日评审通过",
        "rows": ROWS,
        "startsOn": "2026-05-21",
        "endsOn": "2026-05-27",
        "contact": "珲春市人社局职称科 0433-0000000；纪检监督 0433-0000001",
    },
    "filing_report": _COMMON
    | {
        "number": "珲人社〔2026〕21号",
        "signedBy": "崔明",
        "subject": "关于2026年卫生系列职称“双定向”评审结果备案的报告",
        "to": "延边州人力资源和社会保障局",
        "seriesName": "卫生",
        "counts": {"reviewed": 4, "passed": 3, "failed": 1},
        "publicity": {
            "startsOn": "2026-05-21", "endsOn": "2026-05-27", "outcome": "公示期间无异议",
        },
        "minutes": "文件编号 M-1",
        "rows": ROWS,
    },
    "publication": _COMMON
    | {
        "organ": "延边州人力资源和社会保障局",
        "title": "延边州人力资源和社会保障局关于公布阿依古丽等4名同志取得卫生系列（职称“双定向”）"
        "副高级职称的通知",
        "number": "延州人社〔2026〕45号",
        "filing": "延州人社备〔2026〕9号",
        "effectiveOn": "2026-05-20",
        "rows": ROWS,
        "validity": "仅限珲春市范围内有效",
    },
    "certificate": _COMMON
    | {
        "number": "22222404SDX2026020001-7",
        "verificationCode": "8KQ2-MX4P",
        "holder": RARE,
        "sex": "女",
        "idNumber": "222404198203041228",
        "unit": "珲春市敬信镇中心卫生院",
        "seriesName": "卫生",
        "specialty": "全科医学",
        "title": "副主任医师",
        "committee": "珲春市卫生系列职称“双定向”评审委员会",
        "passedOn": "2026-05-20",
        "publicationNumber": "延州人社〔2026〕45号",
        "filingNumber": "吉人社备〔2026〕102号",
        "issuedOn": "2026-06-10",
        "validity": "仅限珲春市范围内有效",
        "mark": "双定向",
    },
}  # fmt: skip
"""A record of each kind with everything that it may state."""

MINIMAL: Mapping[str, Mapping[str, Any]] = {
    kind: {name: FULL[kind][name] for name in sorted(KINDS[kind].required)}
    | ({"person": {"name": RARE}} if "person" in KINDS[kind].required else {})
    for kind in KINDS
}
"""The least that each kind must state."""
