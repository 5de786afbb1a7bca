"""What the check finds in the editor leads to its explanation."""

import re

from playwright.sync_api import Page, expect

from tests.browser.driving import sign_in

UNNAME = """() => {
  const editor = document.querySelector('[data-modeler]').zhipingEditor.modeler;
  const task = editor.get('elementRegistry').get('appraise');
  editor.get('modeling').updateProperties(task, { name: '' });
}"""
"""Takes the appraisal's name away, against which the check advises."""


def test_a_finding_in_the_editor_leads_to_its_explanation_in_a_new_tab(page: Page) -> None:
    sign_in(page, "jian.owner")
    page.goto("/definitions/process/220582/recommendation")
    expect(page.locator("[data-modeler][data-ready=yes]")).to_be_visible(timeout=60_000)
    page.evaluate(UNNAME)
    page.get_by_role("button", name="检查", exact=True).click()
    link = page.get_by_role("link", name="BPMN011：说明（在新标签页打开）")
    with page.expect_popup() as opened:
        link.click()
    explanation = opened.value.locator("#BPMN011")
    expect(explanation).to_be_in_viewport()
    expect(explanation.get_by_role("heading", name=re.compile("BPMN011"))).to_be_visible()
    expect(explanation.get_by_text("请为该任务填写名称。")).to_be_visible()
