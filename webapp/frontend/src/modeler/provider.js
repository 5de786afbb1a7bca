/* Our part of the properties panel: which groups an element shows, in the words of process owners. */
import { Group } from '@bpmn-io/properties-panel';
import { getBusinessObject, is, isAny } from 'bpmn-js/lib/util/ModelUtil';
import { activityGroups } from './activities.js';
import { eventGroups } from './events.js';
import { flowGroups } from './flows.js';
import { gatewayGroups } from './gateways.js';
import { processGroups } from './process.js';
import { nameEntry } from './shared.js';
import { group } from './entries.js';
import { say } from '../page.js';

// ours know the working-day calendar and FEEL; the others' do not apply here
const REPLACED = new Set(['timer', 'multiInstance', 'adHocCompletion']);
const FIRST = ['general', 'message', 'error', 'signal', 'escalation', 'compensation', 'link'];

const NAMED = ['bpmn:FlowNode', 'bpmn:SequenceFlow', 'bpmn:Lane'];

export default class OurProvider {
  static $inject = ['propertiesPanel', 'injector', 'zhipingCatalog'];

  constructor(propertiesPanel, injector, catalog) {
    this.context = { injector, catalog };
    // after the provider of plain BPMN (1000), whose groups are filtered and completed here
    propertiesPanel.registerProvider(500, this);
  }

  getGroups(element) {
    return groups => {
      const kept = groups.filter(({ id }) => !REPLACED.has(id));
      const ours = this.groupsOf(element).filter(Boolean).map(one => ({ ...one, component: one.component ?? Group }));
      const first = kept.filter(({ id }) => FIRST.includes(id)), rest = kept.filter(({ id }) => !FIRST.includes(id));
      // authors come for what a step does; where that is shown it is open
      if (ours.length) ours[0] = { ...ours[0], shouldOpen: true };
      if (first.length) first[0].shouldOpen = true;
      return [...first, ...ours, ...rest];
    };
  }

  groupsOf(element) {
    if (element.labelTarget) return this.groupsOf(element.labelTarget);
    const owner = getBusinessObject(element);
    const names = isAny(element, NAMED) ? [group('names', say('英文名称', 'English name'), [nameEntry(owner)])] : [];
    if (isAny(element, ['bpmn:Process', 'bpmn:Participant', 'bpmn:Collaboration'])) return processGroups(element, this.context);
    if (is(element, 'bpmn:SequenceFlow')) return [...flowGroups(element, this.context), ...names];
    if (is(element, 'bpmn:Activity')) return [...activityGroups(element, this.context), ...names];
    if (is(element, 'bpmn:Event')) return [...eventGroups(element, this.context), ...names];
    if (is(element, 'bpmn:Gateway')) return [...gatewayGroups(element), ...names];
    return names;
  }
}
