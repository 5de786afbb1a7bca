"""A holder's particulars are checked, a post is taken, the certificate is issued."""

from tests.fixtures.ports import FakePosts
from tests.processes.setting import a_world, assert_every_flow_is_taken, base, nominee
from webapp.domain.ports.certificates import Certificates
from webapp.domain.ports.office import Notifier
from webapp.domain.ports.posts import Posts

PUBLICATION = {"number": "白山人社〔2026〕5号", "effectiveOn": "2026-03-02"}


def start(world):
    given = {
        **base(),
        "person": nominee(),
        "publication": PUBLICATION,
        "filing": {"number": "省备1号"},
        "series": "teaching",
        "seriesName": "中小学教师",
        "year": 2026,
    }
    return world.start("certificate_issue", given, county="220621")


def test_a_certificate_is_marked_and_valid_in_the_county_only():
    world = a_world()
    story = start(world)
    assert story.task("verify").candidate_role == "provincial_officer"
    story.complete("verify", {"outcome": "correct"})
    assert story.has_ended
    certificate = story.variables["certificate"]
    assert certificate["mark"] == "双定向"
    assert certificate["validity"] == "仅限抚松县范围内有效"
    [(occupant, _year)] = world.ports[Posts].holders.values()
    assert occupant.holder == "申报人1"
    [note] = world.ports[Notifier].notes.values()
    assert (note.username, note.title) == ("person1", "职称电子证书已生成")


def test_a_wrong_name_is_corrected_before_the_certificate_is_issued():
    world = a_world()
    story = start(world)
    story.complete("verify", {"outcome": "wrong", "reasons": "姓名有误"})
    assert story.task("amend").candidate_role == "county_reviewer"
    story.complete("amend", {"person": nominee(1, name="王莉")})
    story.complete("verify", {"outcome": "correct"})
    [(data, _)] = world.ports[Certificates].issued.values()
    assert (data.holder, data.publication_number) == ("王莉", "白山人社〔2026〕5号")


def test_without_a_free_post_the_county_finds_one_first():
    world = a_world(posts=FakePosts(total=0))
    story = start(world)
    story.complete("verify", {"outcome": "correct"})
    assert story.open == ["settle_post"]
    assert not world.ports[Certificates].issued
    world.ports[Posts].plan = FakePosts(total=1).plan
    story.complete("settle_post", {"arrangement": "退休一人", "settled": True})
    assert story.has_ended


def test_every_flow_is_taken():
    assert_every_flow_is_taken("certificate_issue", globals())
