/* Asks before a form is sent, and for the reason where one is kept in the history. */
import { h, say } from './page.js';

const agreed = new WeakSet();

function settings(form, submitter) {
  return submitter?.dataset.confirm !== undefined ? submitter.dataset
    : form.dataset.confirm !== undefined ? form.dataset : null;
}

/** Ask a question in a dialog; answers null, or {reason} (null where none was asked for). */
export function ask({ confirm, confirmVerb, confirmReason, confirmHint, confirmDanger }, submitter) {
  const verb = confirmVerb || submitter?.textContent.trim() || say('确定', 'Continue');
  const reason = confirmReason === undefined ? null
    : h('textarea', { class: 'form-control', rows: 3, required: true, maxlength: 500, id: 'confirm-reason' });
  const yes = h('button', { class: `btn ${confirmDanger === undefined ? 'btn-primary' : 'btn-danger'}`, value: 'yes' }, verb);
  const no = h('button', { class: 'btn', value: 'no', formnovalidate: true, type: 'button' }, say('返回', 'Go back'));
  const dialog = h('dialog', { class: 'ask', 'aria-labelledby': 'confirm-question' },
    h('form', { method: 'dialog' },
      h('h2', { id: 'confirm-question' }, confirm || say('确定继续吗？', 'Do you want to continue?')),
      reason && h('label', { class: 'form-label required', for: 'confirm-reason' }, confirmReason || say('原因', 'Reason')),
      reason && h('p', { class: 'form-hint' }, confirmHint || say('原因将记入办理过程。', 'The reason is kept in the history.')),
      reason,
      h('div', { class: 'ask-actions' }, no, yes)));
  no.addEventListener('click', () => dialog.close('no'));
  document.body.append(dialog);
  dialog.showModal();
  (reason ?? yes).focus();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(dialog.returnValue === 'yes' ? { reason: reason?.value.trim() ?? null } : null);
  }));
}

function keepReason(form, name, value) {
  let field = form.querySelector(`input[type="hidden"][name="${CSS.escape(name)}"]`);
  if (!field) {
    field = h('input', { type: 'hidden', name });
    form.append(field);
  }
  field.value = value;
}

export function startConfirming() {
  // captured at the window, so that htmx and the form island see the event only after the answer
  window.addEventListener('submit', async event => {
    const form = event.target, { submitter } = event;
    const wanted = settings(form, submitter);
    if (!wanted || agreed.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!form.dispatchEvent(new CustomEvent('zhiping:beforeconfirm', { cancelable: true }))) return;
    const answer = await ask(wanted, submitter);
    if (!answer) {
      submitter?.focus();
      return;
    }
    if (answer.reason !== null) keepReason(form, wanted.confirmReasonName || 'reason', answer.reason);
    agreed.add(form);
    form.requestSubmit(submitter ?? undefined);
  }, true);
}
