/* The kinds of entry our panel is made of: each takes {get, set} and knows nothing of BPMN. */
import {
  CheckboxEntry, FeelEntry, ListGroup, SelectEntry, TextAreaEntry, TextFieldEntry,
  isCheckboxEntryEdited, isFeelEntryEdited, isSelectEntryEdited, isTextAreaEntryEdited, isTextFieldEntryEdited,
} from '@bpmn-io/properties-panel';
import { useService } from 'bpmn-js-properties-panel';
import { say } from '../page.js';

function useServices() {
  return { commandStack: useService('commandStack'), bpmnFactory: useService('bpmnFactory'), modeling: useService('modeling') };
}

function usePlain({ element, id, label, description, get, set, ...more }) {
  const services = useServices();
  return {
    element, id, label, description, ...more,
    debounce: useService('debounceInput'),
    translate: useService('translate'),
    getValue: () => get(element) ?? '',
    // an expression field that was emptied still holds its "="
    setValue: (value, problem) => { if (!problem) set(element, more.feel === 'required' && value === '=' ? '' : value ?? '', services); },
  };
}

const Text = props => TextFieldEntry(usePlain(props));
const Area = props => TextAreaEntry({ autoResize: true, ...usePlain(props) });
const Feel = props => FeelEntry({ feel: 'optional', ...usePlain(props) });
const Check = props => CheckboxEntry(usePlain(props));

function Choice({ options, ...props }) {
  const plain = usePlain(props);
  const current = plain.getValue();
  const known = options(props.element);
  const listed = known.some(option => option.value === current);
  // a value that nobody offers stays visible and stays in the file
  const extra = current && !listed ? [{ value: current, label: say(`${current}（未登记）`, `${current} (not known)`) }] : [];
  return SelectEntry({ ...plain, getOptions: () => [...known, ...extra] });
}

const kinds = {
  text: [Text, isTextFieldEntryEdited], area: [Area, isTextAreaEntryEdited], feel: [Feel, isFeelEntryEdited],
  check: [Check, isCheckboxEntryEdited], choice: [Choice, isSelectEntryEdited],
};

const make = kind => (id, label, get, set, more = {}) => {
  const [component, isEdited] = kinds[kind];
  return { id: `zp-${id}`, label, get, set, component, isEdited, ...more };
};

/** Entries: (id, label, get(element), set(element, value, services), {description, …}) */
export const textEntry = make('text');
export const areaEntry = make('area');
/** Text, or FEEL after "=". */
export const feelEntry = make('feel');
/** Always FEEL. */
export const expressionEntry = (id, label, get, set, more = {}) => make('feel')(id, label, get, set, { feel: 'required', ...more });
export const checkEntry = make('check');
export const choiceEntry = make('choice');

export const group = (id, label, entries, more = {}) => ({ id: `zp-${id}`, label, entries, component: undefined, ...more });

/** A list with "+" and remove buttons; items: [{label, entries, remove}] */
export const listGroup = (id, label, items, add, more = {}) => ({
  id: `zp-${id}`, label, component: ListGroup, items, add, ...more,
});

/** Catalogue lists hold ids or {id, name}. */
export function optionsOf(list, empty) {
  const options = (list ?? []).map(item => typeof item === 'string'
    ? { value: item, label: item }
    : { value: item.id, label: item.name && item.name !== item.id ? `${item.name}（${item.id}）` : item.id });
  return [{ value: '', label: empty }, ...options];
}
