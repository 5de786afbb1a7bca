"""The rules of the notice and of decree 40: where each is enforced, seen and tested."""

from flask import Blueprint, current_app, render_template
from flask_babel import lazy_gettext as _

from webapp.access.permissions import Permission, may
from webapp.domain import statute
from webapp.domain.rulebook import rule as rule_words
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.words import Badge
from webapp.services import rulebook

blueprint = Blueprint("rules", __name__)

STRENGTHS = {
    rule_words.Strength.MUST: _("must"),
    rule_words.Strength.PRINCIPLE: _("in principle"),
    rule_words.Strength.MAY: _("may"),
}
KEPT = {
    True: Badge(_("Kept"), "state-done"),
    False: Badge(_("Not kept"), "state-incident"),
}


@blueprint.get("/help/rules")
@requires(Permission.PUBLIC_READ)
def list_rules() -> str:
    """Show every rule in two groups: of the notice, of decree 40."""
    states = rulebook.list_rules(current_parts())
    groups = (
        (_("The notice"), statute.NOTICE, [s for s in states if s.rule.number[0] == "R"]),
        (_("Decree 40"), statute.DECREE_40, [s for s in states if s.rule.number[0] == "A"]),
    )
    return render_template(
        "rules/list.html",
        groups=groups,
        kept=sum(state.kept for state in states),
        total=len(states),
        strengths=STRENGTHS,
        badges=KEPT,
    )


@blueprint.get("/help/rules/<number>")
@requires(Permission.PUBLIC_READ)
def show_rule(number: str) -> str:
    """Show one rule with its elements, its pages, its tests and the latest acts under it."""
    actor = current_actor()
    view = rulebook.read_rule(current_parts(), actor, number)
    return render_template(
        "rules/rule.html",
        view=view,
        strengths=STRENGTHS,
        badges=KEPT,
        pages=[path for path in view.state.rule.shown if "<" not in path],
        templates=[path for path in view.state.rule.shown if "<" in path],
        may_read_definitions=may(actor, Permission.DEFINITION_READ),
        addresses=_addresses(),
    )


def _addresses() -> frozenset[str]:
    """Return the addresses that exist, so that only those become links."""
    return frozenset(str(rule) for rule in current_app.url_map.iter_rules())
