/* The process itself: title of its instances, who may start it, descriptions. */
import { getBusinessObject, is } from 'bpmn-js/lib/util/ModelUtil';
import { checkEntry, group } from './entries.js';
import { readProperty, writeProperty } from './extension.js';
import { area, feel, nameEntry } from './shared.js';
import { say } from '../page.js';

const split = text => text.split(',').map(word => word.trim()).filter(Boolean);

function startRole(owner, { id, name }) {
  return checkEntry(`start-${id}`, name ?? id,
    () => split(readProperty(owner, 'startRoles')).includes(id),
    (element, checked, services) => {
      const others = split(readProperty(owner, 'startRoles')).filter(role => role !== id);
      writeProperty(element, owner, 'startRoles', (checked ? [...others, id] : others).join(','), services);
    });
}

/* With pools the canvas itself stands for a collaboration: its only process is meant. */
function processOf(element) {
  const object = getBusinessObject(element);
  if (is(element, 'bpmn:Participant')) return object.get('processRef');
  if (!is(element, 'bpmn:Collaboration')) return object;
  const processes = object.get('participants').map(one => one.get('processRef')).filter(Boolean);
  return processes.length === 1 ? processes[0] : null;
}

export function processGroups(element, { catalog }) {
  const owner = processOf(element);
  if (!owner) return [];
  const roles = (catalog.roles ?? []).map(role => typeof role === 'string' ? { id: role } : role);
  const known = new Set(roles.map(({ id }) => id));
  const unknown = split(readProperty(owner, 'startRoles')).filter(id => !known.has(id)).map(id => ({ id }));
  return [
    group('process', say('流程设置', 'Process'), [
      feel(owner, 'title', say('事项标题', 'Title of instances'),
        say('每件事项在列表中的标题，例如 =applicant.name + "的申报"。', 'How an instance is called in lists, for example =applicant.name + "\'s nomination".')),
      nameEntry(owner),
      area(owner, 'descriptionZh', say('说明（中文）', 'Description (Chinese)')),
      area(owner, 'descriptionEn', say('说明（英文）', 'Description (English)')),
    ]),
    group('start-roles', say('谁可以发起', 'Who may start it'), [...roles, ...unknown].map(role => startRole(owner, role)), {
      tooltip: say('都不选：只能由其他流程调用或由消息启动。', 'None: started only by a call or a message.'),
    }),
  ];
}
