/* Gateways: only the complex one has something to say of its own. */
import { getBusinessObject, is } from 'bpmn-js/lib/util/ModelUtil';
import { group } from './entries.js';
import { formalEntry } from './shared.js';
import { say } from '../page.js';

export function gatewayGroups(element) {
  if (!is(element, 'bpmn:ComplexGateway')) return [];
  return [group('activation', say('汇合', 'Synchronisation'), [
    formalEntry('activation', say('满足此条件时继续', 'Goes on when'), getBusinessObject(element), 'activationCondition', {
      description: say('可用 activationCount（已到达的条数），例如 activationCount >= 2。',
        'Sees activationCount, the flows that have arrived, for example activationCount >= 2.'),
    }),
  ])];
}
