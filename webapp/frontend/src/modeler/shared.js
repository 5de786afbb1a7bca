/* Entries that several kinds of element share. */
import { areaEntry, choiceEntry, expressionEntry, feelEntry, listGroup, optionsOf, textEntry } from './entries.js';
import { readMappings, readProperty, writeMappings, writeProperty, Change } from './extension.js';
import { say } from '../page.js';

/* An entry around one of our named properties. */
export const property = (make, owner, name, label, more) => make(name, label,
  () => readProperty(owner, name),
  (element, value, services) => writeProperty(element, owner, name, value, services), more);

export const nameEntry = owner => property(textEntry, owner, 'nameEn', say('英文名称', 'English name'));

export const VARIABLE = {
  description: say('字母开头，只含字母、数字和下划线。', 'A letter, then letters, digits and underscores.'),
  validate: value => !value || /^[\p{L}_][\p{L}\p{N}_]*$/u.test(value) ? undefined
    : say('请使用字母、数字和下划线，以字母开头。', 'Use letters, digits and underscores, beginning with a letter.'),
};

export const resultEntry = (owner, description) => property(textEntry, owner, 'resultVariable', say('结果变量', 'Result variable'), {
  validate: VARIABLE.validate,
  description: description ?? say('留空则把结果的各项并入流程变量。', 'Empty: the parts of the result become variables.'),
});

export const calendarEntry = owner => ({
  ...property(choiceEntry, owner, 'calendar', say('天数按', 'Days are'), {
    options: () => [
      { value: '', label: say('自然日', 'calendar days') },
      { value: 'working', label: say('工作日（按本县节假日安排）', 'working days (of the county)') },
    ],
  }),
});

export const formEntry = (owner, catalog, description) => property(choiceEntry, owner, 'formKey', say('表单', 'Form'), {
  options: () => optionsOf(catalog.forms, say('按名称自动匹配', 'found by name')), description,
});

export const roleEntry = (owner, catalog) => property(choiceEntry, owner, 'candidateRole', say('办理角色', 'Role'), {
  options: () => optionsOf(catalog.roles, say('（未指定）', '(none)')),
});

export const feel = (owner, name, label, description) => property(feelEntry, owner, name, label, { description });
export const expression = (owner, name, label, description) => property(expressionEntry, owner, name, label, { description });
export const text = (owner, name, label, description, more) => property(textEntry, owner, name, label, { description, ...more });
export const area = (owner, name, label, description) => property(areaEntry, owner, name, label, { description });

/** An entry around a plain BPMN expression (script, condition …), kept as a FormalExpression. */
export const formalEntry = (id, label, holder, key, more = {}) => expressionEntry(id, label,
  () => {
    const body = holder.get(key)?.body ?? '';
    return body && !body.startsWith('=') ? `=${body}` : body;
  },
  (element, value, services) => {
    const change = new Change(element, services);
    const known = holder.get(key);
    const plain = value.replace(/^=\s*/, '');
    if (!plain) change.set(holder, { [key]: undefined });
    else if (known) change.set(known, { body: plain });
    else change.set(holder, { [key]: change.create('bpmn:FormalExpression', { body: plain }, holder) });
    change.run();
  }, more);

const WORDS = {
  inputs: { type: 'Input', label: say('传入变量', 'Inputs'), source: say('取值', 'Value'), target: say('被调用方的变量名', 'Variable there') },
  outputs: { type: 'Output', label: say('传回变量', 'Outputs'), source: say('取值', 'Value'), target: say('本流程的变量名', 'Variable here') },
};

/** The list of inputs or outputs of a step. */
export function mappingGroup(element, owner, kind, { injector }, description) {
  const words = WORDS[kind];
  const services = { commandStack: injector.get('commandStack'), bpmnFactory: injector.get('bpmnFactory') };
  const update = (item, attributes) => new Change(element, services).set(item, attributes).run();
  const items = readMappings(owner, kind).map((item, index) => ({
    id: `zp-${kind}-${index}`,
    label: item.target || say('（未命名）', '(unnamed)'),
    entries: [
      textEntry(`${kind}-${index}-target`, words.target, () => item.target,
        (_, value) => update(item, { target: value }), { validate: VARIABLE.validate }),
      feelEntry(`${kind}-${index}-source`, words.source, () => item.source, (_, value) => update(item, { source: value })),
    ],
    remove: event => {
      event.stopPropagation();
      writeMappings(element, owner, kind, list => list.filter(other => other !== item), services);
    },
  }));
  const add = event => {
    event.stopPropagation();
    writeMappings(element, owner, kind, (list, create) => [...list, create(words.type, { source: '', target: '' })], services);
  };
  return listGroup(kind, words.label, items, add, { tooltip: description });
}
