"""A county chooses what the law leaves to it, with a basis; others only look."""

import pytest

from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor
from webapp.services import user_tasks

AS_IT_IS = {"correctionDays": "5", "publicityDays": "5", "appraisal": "1"}
"""What the form sends when nothing is touched; what is not sent at all stays as it is."""


@pytest.mark.rule("R23", "R39")
def test_a_choice_needs_a_basis_and_is_kept_with_who_and_why(visitor: Visitor, demo: Demo) -> None:
    visitor.sign_in("tumen.leader")
    visitor.get("/settings")
    refused = visitor.post("/settings/222402", **AS_IT_IS, poll="1")
    assert refused.status_code == 400
    assert "请填写依据文件或者理由" in refused.text
    assert 'name="poll" value="1" checked' in refused.text
    done = visitor.post("/settings/222402", **AS_IT_IS, poll="1", basis="图人社发〔2026〕3号")
    assert done.status_code == 302
    shown = visitor.get("/settings").text
    assert "图人社发〔2026〕3号" in shown
    demo.start("tumen.school.hr", "trial", "222402-school", {})
    [task] = [row for row in demo.tasks("tumen.school.hr") if row.element_id == "ask"]
    seen = user_tasks.read_user_task(demo.parts, demo.actor("tumen.school.hr"), task.id)
    assert seen.data["settings"]["poll"] is True


@pytest.mark.rule("R28", "A1")
def test_a_publicity_shorter_than_the_law_is_refused_and_nothing_changes(visitor: Visitor) -> None:
    visitor.sign_in("tumen.leader")
    visitor.get("/settings")
    wrong = {**AS_IT_IS, "publicityDays": "4", "korean": "1", "basis": "文件"}
    refused = visitor.post("/settings/222402", **wrong)
    assert refused.status_code == 400
    assert "应在5至30之间" in refused.text
    assert 'name="korean" value="1" >' in visitor.get("/settings").text


@pytest.mark.rule("R40")
def test_another_county_is_out_of_sight_and_officers_may_only_read(visitor: Visitor) -> None:
    visitor.sign_in("tumen.leader")
    assert visitor.get("/settings?county=222426").status_code == 404
    assert visitor.post("/settings/222426", basis="文件").status_code == 404
    visitor.post("/sign-out")
    visitor.sign_in("tumen.reviewer")
    assert "disabled" in visitor.get("/settings").text
    assert visitor.post("/settings/222402", basis="文件").status_code == 403
    visitor.post("/sign-out")
    visitor.sign_in("yanbian.leader")
    assert visitor.get("/settings?county=222426").status_code == 200
    assert visitor.get("/settings?county=220582").status_code == 404


@pytest.mark.parametrize("given", ["", "-1", "99999999999999999999", "５", "x"])
def test_a_number_that_is_none_is_refused_with_a_sentence(visitor: Visitor, given: str) -> None:
    visitor.sign_in("tumen.leader")
    visitor.get("/settings")
    wrong = {**AS_IT_IS, "correctionDays": given, "basis": "文件"}
    refused = visitor.post("/settings/222402", **wrong)
    assert refused.status_code == 400
    assert "补正期限" in refused.text
