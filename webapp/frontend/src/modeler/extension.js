/* Reads and writes our properties inside extensionElements; every write is one undoable command. */
import { is } from 'bpmn-js/lib/util/ModelUtil';

const valuesOf = owner => owner?.get('extensionElements')?.get('values') ?? [];

/** The extension element of a type ("Properties", "ServiceTaskOperator", …) or undefined. */
export const find = (owner, type) => valuesOf(owner).find(value => is(value, `spiffworkflow:${type}`));

/** The value of one of our named properties, '' if there is none. */
export function readProperty(owner, name) {
  const list = find(owner, 'Properties')?.get('properties') ?? [];
  return list.find(property => property.name === name)?.value ?? '';
}

/** Collects changes of moddle elements and carries them out as one step of undo. */
export class Change {
  constructor(element, services) {
    this.element = element;
    this.services = services;
    this.commands = [];
  }

  create(type, attributes, parent) {
    return Object.assign(this.services.bpmnFactory.create(type, attributes), { $parent: parent });
  }

  set(moddleElement, properties) {
    const { element } = this;
    this.commands.push({ cmd: 'element.updateModdleProperties', context: { element, moddleElement, properties } });
    return this;
  }

  /** Put extension elements in, take others out; an empty extensionElements disappears. */
  replaceExtensions(owner, added, removed = []) {
    const values = [...valuesOf(owner).filter(value => !removed.includes(value) && !added.includes(value)), ...added];
    let extensions = owner.get('extensionElements');
    if (!values.length) return extensions ? this.set(owner, { extensionElements: undefined }) : this;
    if (!extensions) {
      extensions = this.create('bpmn:ExtensionElements', { values: [] }, owner);
      this.set(owner, { extensionElements: extensions });
    }
    for (const value of added) value.$parent = extensions;
    return this.set(extensions, { values });
  }

  run() {
    if (this.commands.length) this.services.commandStack.execute('properties-panel.multi-command-executor', this.commands);
  }
}

/** Write one of our named properties; an empty value removes it. */
export function writeProperty(element, owner, name, value, services) {
  const change = new Change(element, services);
  const list = find(owner, 'Properties');
  const before = list?.get('properties') ?? [];
  const others = before.filter(property => property.name !== name);
  if (!value) {
    if (others.length === before.length) return;
    if (others.length) change.set(list, { properties: others });
    else change.replaceExtensions(owner, [], [list]);
  } else if (!list) {
    const fresh = change.create('spiffworkflow:Properties', { properties: [] }, owner);
    fresh.properties = [change.create('spiffworkflow:Property', { name, value }, fresh)];
    change.replaceExtensions(owner, [fresh]);
  } else {
    const known = before.find(property => property.name === name);
    if (known) change.set(known, { value });
    else change.set(list, { properties: [...before, change.create('spiffworkflow:Property', { name, value }, list)] });
  }
  change.run();
}

/** The body text of an extension element such as CalledDecisionId. */
export const readBody = (owner, type) => find(owner, type)?.value ?? '';

export function writeBody(element, owner, type, value, services) {
  const change = new Change(element, services);
  const known = find(owner, type);
  if (!value) {
    if (known) change.replaceExtensions(owner, [], [known]);
  } else if (known) change.set(known, { value });
  else change.replaceExtensions(owner, [change.create(`spiffworkflow:${type}`, { value }, owner)]);
  change.run();
}

export const readOperator = owner => find(owner, 'ServiceTaskOperator');
export const readParameters = owner => readOperator(owner)?.get('parameterList')?.get('parameters') ?? [];

/** Choose the operation; parameters that the new one has too keep their values. */
export function writeOperation(element, owner, id, names, services) {
  const change = new Change(element, services);
  const known = readOperator(owner);
  if (!id) {
    if (known) change.replaceExtensions(owner, [], [known]);
    change.run();
    return;
  }
  const operator = known ?? change.create('spiffworkflow:ServiceTaskOperator', { id }, owner);
  const list = change.create('spiffworkflow:Parameters', { parameters: [] }, operator);
  // with an unknown operation everything stays: only the author can tell what it needs
  const kept = readParameters(owner).filter(({ id: name }) => !names || names.includes(name));
  list.parameters = kept.map(parameter => change.create('spiffworkflow:Parameter', {
    id: parameter.id, type: parameter.type ?? 'any', value: parameter.value,
  }, list));
  if (known) change.set(known, { id, parameterList: list });
  else {
    operator.parameterList = list;
    change.replaceExtensions(owner, [operator]);
  }
  change.run();
}

export function writeParameter(element, owner, name, value, services) {
  const operator = readOperator(owner);
  if (!operator) return;
  const change = new Change(element, services);
  let list = operator.get('parameterList');
  if (!list) {
    list = change.create('spiffworkflow:Parameters', { parameters: [] }, operator);
    change.set(operator, { parameterList: list });
  }
  const before = list.get('parameters');
  const known = before.find(parameter => parameter.id === name);
  if (!value) change.set(list, { parameters: before.filter(parameter => parameter !== known) });
  else if (known) change.set(known, { value });
  else change.set(list, { parameters: [...before, change.create('spiffworkflow:Parameter', { id: name, type: 'any', value }, list)] });
  change.run();
}

/** Write the operator's attribute, for example resultVariable. */
export function writeOperatorAttribute(element, owner, name, value, services) {
  const operator = readOperator(owner);
  if (operator) new Change(element, services).set(operator, { [name]: value || undefined }).run();
}

export const readMappings = (owner, kind) => find(owner, 'IoMapping')?.get(kind) ?? [];

/** Replace the inputs or outputs; a mapping without either disappears. */
export function writeMappings(element, owner, kind, make, services) {
  const change = new Change(element, services);
  const known = find(owner, 'IoMapping');
  const mapping = known ?? change.create('spiffworkflow:IoMapping', { inputs: [], outputs: [] }, owner);
  const list = make(mapping.get(kind), (type, attributes) => change.create(`spiffworkflow:${type}`, attributes, mapping));
  const other = mapping.get(kind === 'inputs' ? 'outputs' : 'inputs');
  if (known && !list.length && !other.length) change.replaceExtensions(owner, [], [known]);
  else if (known) change.set(known, { [kind]: list });
  else {
    mapping[kind] = list;
    change.replaceExtensions(owner, [mapping]);
  }
  change.run();
}
