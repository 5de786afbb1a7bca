/* Finds a form's fields by the paths of their data, for errors and for links to them. */
import { say } from '../page.js';

const pathOf = parts => parts.map(String).join('.');

/** "rows[0].name" and "rows.0.name" are the same field. */
export const normalise = key => key.replace(/\[(\d+)\]/g, '.$1').replace(/^\./, '');

/** All fields now shown, in document order: {path, id, indexes, label, element}. */
export function fieldsOf(form, root) {
  const registry = form.get('formFieldRegistry');
  const fields = form.get('formFieldInstanceRegistry').getAllKeyed().map(({ id, indexes, valuePath }) => {
    const field = registry.get(id);
    const numbers = Object.values(indexes ?? {});
    const suffix = [id, ...numbers].join('_');
    return { path: pathOf(valuePath), id, numbers, label: labelOf(field), element: elementOf(root, suffix) };
  });
  return fields.sort((a, b) => !a.element || !b.element ? 0
    : a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
}

function labelOf({ label, dateLabel, timeLabel, key }) {
  const text = label || dateLabel || timeLabel || '';
  return text && !text.startsWith('=') ? text : key ?? say('此项', 'This field');
}

/* form-js names inputs fjs-form-<form>-<field>_<index>, some with -date, -search or an option's number after it */
function elementOf(root, suffix) {
  const inputs = [...root.querySelectorAll('input, textarea, select, button, [tabindex]')];
  const ends = new RegExp(`-${suffix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(-[a-z]+|-\\d+)*$`);
  const own = inputs.filter(({ id }) => ends.test(id));
  return own.find(element => element.type !== 'hidden') ?? root.querySelector(`[data-id="${CSS.escape(suffix)}"]`);
}

/** Errors by path -> the shape of form-js: {id: [..]} or {id: {index: [..]}}; the rest is returned as `other`. */
export function placeErrors(byPath, fields) {
  const placed = {}, other = [];
  for (const [key, messages] of Object.entries(byPath)) {
    const list = [].concat(messages).map(String);
    const field = fields.find(({ path }) => path === normalise(key));
    if (!field) {
      other.push(...list);
      continue;
    }
    let place = placed;
    const steps = [field.id, ...field.numbers];
    for (const step of steps.slice(0, -1)) place = place[step] ??= {};
    place[steps.at(-1)] = list;
  }
  return { placed, other };
}

/** The shape of form-js -> [{field, messages}] in document order. */
export function listErrors(errors, fields) {
  const found = [];
  for (const field of fields) {
    let place = errors;
    for (const step of [field.id, ...field.numbers]) place = place?.[step];
    if (Array.isArray(place) && place.length) found.push({ field, messages: place });
  }
  return found;
}
