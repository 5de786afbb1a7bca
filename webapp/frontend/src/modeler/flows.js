/* Sequence flows: the condition under which they are taken. */
import { getBusinessObject, is, isAny } from 'bpmn-js/lib/util/ModelUtil';
import { group } from './entries.js';
import { formalEntry } from './shared.js';
import { say } from '../page.js';

export function flowGroups(element) {
  const owner = getBusinessObject(element), source = owner.get('sourceRef');
  if (!source) return [];
  const choosing = isAny(source, ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway']) || is(source, 'bpmn:Activity');
  if (!choosing || source.get('default') === owner) return [];
  return [group('condition', say('走这条线的条件', 'Condition'), [
    formalEntry('condition', say('条件', 'Condition'), owner, 'conditionExpression', {
      description: say('例如 result = "approved"。其余情况请用默认流。', 'For example result = "approved". Use a default flow for all other cases.'),
    }),
  ])];
}
