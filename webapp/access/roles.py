"""The roles, and the level of organisation at which each is held."""

from enum import StrEnum

from webapp.kernel.text import Text


class Level(StrEnum):
    """The kinds of organisation in the chain."""

    PERSON = "person"
    UNIT = "unit"
    DEPARTMENT = "department"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"


class Role(StrEnum):
    """What a person may be at an organisation."""

    APPLICANT = "applicant"
    UNIT_HR = "unit_hr"
    UNIT_HEAD = "unit_head"
    SUPERVISING_DEPARTMENT = "supervising_department"
    COUNTY_REVIEWER = "county_reviewer"
    COUNTY_LEADER = "county_leader"
    COMMITTEE_OFFICE = "committee_office"
    EXPERT = "expert"
    CITY_REVIEWER = "city_reviewer"
    CITY_LEADER = "city_leader"
    PROVINCIAL_OFFICER = "provincial_officer"
    PROCESS_OWNER = "process_owner"
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"


LEVELS: dict[Role, Level] = {
    Role.APPLICANT: Level.PERSON,
    Role.UNIT_HR: Level.UNIT,
    Role.UNIT_HEAD: Level.UNIT,
    Role.SUPERVISING_DEPARTMENT: Level.DEPARTMENT,
    Role.COUNTY_REVIEWER: Level.COUNTY,
    Role.COUNTY_LEADER: Level.COUNTY,
    Role.COMMITTEE_OFFICE: Level.COUNTY,
    Role.EXPERT: Level.COUNTY,
    Role.CITY_REVIEWER: Level.CITY,
    Role.CITY_LEADER: Level.CITY,
    Role.PROVINCIAL_OFFICER: Level.PROVINCE,
}
"""The level whose organisation gets a task of the role; owners, administrators and supervisors
hold their role at a county, a city or the province and get no tasks."""

NAMES: dict[Role, Text] = {
    Role.APPLICANT: Text("申报人", "Applicant"),
    Role.UNIT_HR: Text("单位人事干部", "Unit HR officer"),
    Role.UNIT_HEAD: Text("单位负责人", "Head of unit"),
    Role.SUPERVISING_DEPARTMENT: Text("主管部门", "Supervising department"),
    Role.COUNTY_REVIEWER: Text("县级审核人员", "County reviewer"),
    Role.COUNTY_LEADER: Text("县级人社局负责人", "County leader"),
    Role.COMMITTEE_OFFICE: Text("评委会办公室", "Committee office"),
    Role.EXPERT: Text("评审专家", "Expert"),
    Role.CITY_REVIEWER: Text("市（州）审核人员", "City reviewer"),
    Role.CITY_LEADER: Text("市（州）人社局负责人", "City leader"),
    Role.PROVINCIAL_OFFICER: Text("省人社厅经办人员", "Provincial officer"),
    Role.PROCESS_OWNER: Text("流程负责人", "Process owner"),
    Role.ADMINISTRATOR: Text("系统管理员", "Administrator"),
    Role.SUPERVISOR: Text("监督人员（只读）", "Supervisor (read only)"),
}
