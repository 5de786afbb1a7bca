/* A form to fill in: form-js inside a plain form of the page, with errors, drafts and a summary. */
import { Form } from '@bpmn-io/form-js-viewer';
import flatpickr from 'flatpickr';
import { Mandarin } from 'flatpickr/dist/esm/l10n/zh.js';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import './css/form.css';
import words, { FIXED } from './i18n/form_zh.js';
import { Drafts } from './form/drafts.js';
import { fieldsOf, listErrors, placeErrors } from './form/fields.js';
import { makeSummary } from './form/summary.js';
import { chinese, explain, h, jsonOf, mount, say, send, sendJson, toast } from './page.js';

if (chinese) flatpickr.localize(Mandarin);

function translate(template, replacements = {}) {
  const text = chinese ? words[template] ?? template : template;
  return text.replace(/{([^}]+)}/g, (whole, key) => key in replacements ? replacements[key] : whole);
}

/* Two words are fixed in form-js; they are replaced as they appear. */
function patchFixedTexts(root) {
  const patch = () => {
    for (const element of root.querySelectorAll('.fjs-select-placeholder, .fjs-button, .fjs-select-display')) {
      const node = element.firstChild;
      if (node?.nodeType === Node.TEXT_NODE && FIXED[node.data]) node.data = FIXED[node.data];
    }
    for (const input of root.querySelectorAll('input[placeholder]')) {
      if (FIXED[input.placeholder]) input.placeholder = FIXED[input.placeholder];
    }
  };
  new MutationObserver(patch).observe(root, { childList: true, subtree: true, characterData: true });
  patch();
}

class FormIsland {
  constructor(root) {
    this.root = root;
    this.host = root.closest('form');
    this.readonly = 'readonly' in root.dataset;
    this.sent = false;
    this.summary = makeSummary();
    this.place = h('div', { class: 'form-island' });
  }

  async load() {
    const { dataset } = this.root;
    if (!dataset.schemaUrl) return { schema: jsonOf(this.root, 'schema', null), data: jsonOf(this.root, 'data', {}) };
    const answer = await send(dataset.schemaUrl);
    if (!answer.ok) throw new Error(explain(answer));
    const { schema, data } = answer.data.schema ? answer.data : { schema: answer.data };
    return { schema, data: data ?? jsonOf(this.root, 'data', {}) };
  }

  async start() {
    const { schema, data } = await this.load();
    this.root.replaceChildren(this.summary.box, this.place);
    this.form = new Form({
      container: this.place,
      // at once: what was typed last is in the data, and no error line vanishes under a click
      debounce: false,
      properties: { readOnly: this.readonly, ariaLabel: this.root.dataset.label || say('表单', 'Form') },
      additionalModules: [{ translate: ['value', translate] }],
    });
    await this.form.importSchema(schema, data);
    if (chinese) patchFixedTexts(this.place);
    if (this.readonly || !this.host) return;
    this.listen();
    const errors = jsonOf(this.root, 'errors', null);
    // the fields exist only after the first drawing
    if (errors) requestAnimationFrame(() => this.showErrors(errors));
  }

  get fields() {
    return fieldsOf(this.form, this.place);
  }

  listen() {
    const status = this.host.querySelector('[data-form-status]') ?? this.host.appendChild(h('span', { 'data-form-status': true }));
    status.setAttribute('role', 'status');
    this.drafts = new Drafts(this.root.dataset.draftUrl, () => this.form._getSubmitData(), text => { status.textContent = text; });
    this.form.on('changed', () => this.drafts.changed());
    // Enter in a field submits form-js's own form: send ours in its place
    this.place.addEventListener('submit', event => {
      event.preventDefault();
      event.stopPropagation();
      this.host.requestSubmit(this.host.querySelector('[type="submit"]') ?? undefined);
    }, true);
    // asked by the confirm dialog, so that nobody confirms a form that is then refused
    this.host.addEventListener('zhiping:beforeconfirm', event => {
      if (!this.valid()) event.preventDefault();
    });
    this.host.addEventListener('submit', event => this.submit(event));
    window.addEventListener('beforeunload', event => {
      if (!this.sent && this.drafts.dirty) {
        this.drafts.flush();
        if (!this.root.dataset.draftUrl) event.preventDefault();
      }
    });
  }

  valid() {
    this.form._emit('presubmit');
    const found = listErrors(this.form.validate(), this.fields);
    if (found.length) this.summary.show(found);
    else this.summary.hide();
    return found.length === 0;
  }

  showErrors(byPath) {
    const { fields } = this;
    const { placed, other } = placeErrors(byPath, fields);
    this.form._setState({ errors: placed });
    requestAnimationFrame(() => this.summary.show(listErrors(placed, fields), other));
  }

  async submit(event) {
    if (event.target !== this.host) return;
    if (!this.valid()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const data = this.form._getSubmitData();
    if (!this.root.dataset.submitUrl) {
      this.payload.value = JSON.stringify(data);
      this.finish();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.post(data, event.submitter);
  }

  get payload() {
    const known = this.host.querySelector('input[name="payload"]');
    return known ?? this.host.appendChild(h('input', { type: 'hidden', name: 'payload' }));
  }

  finish() {
    this.sent = true;
    this.drafts.stop();
  }

  async post(data, submitter) {
    const body = { data };
    if (submitter?.name === 'action') body.action = submitter.value;
    const reason = this.host.querySelector('input[type="hidden"][name="reason"]');
    if (reason?.value) body.reason = reason.value;
    const buttons = [...this.host.querySelectorAll('[type="submit"]')];
    for (const button of buttons) button.disabled = true;
    const answer = await sendJson(this.root.dataset.submitUrl, 'POST', body);
    for (const button of buttons) button.disabled = false;
    if (answer.ok) {
      this.finish();
      if (answer.data.redirect) window.location.assign(answer.data.redirect);
      else toast(say('已提交。', 'Sent.'), 'success');
    } else if (answer.data.errors) {
      this.showErrors(answer.data.errors);
    } else {
      this.summary.show([], [explain(answer)]);
    }
  }
}

mount('[data-form]', async root => {
  const island = new FormIsland(root);
  root.zhipingForm = island;      // for browser tests
  try {
    await island.start();
    // Until now a click would have sent the form past the island, without what was filled in.
    root.closest('form')?.querySelectorAll('[data-when-ready]').forEach(button => { button.disabled = false; });
    root.dataset.ready = 'yes';
  } catch (error) {
    root.replaceChildren(h('p', { class: 'alert alert-danger', role: 'alert' },
      say('表单无法显示，请刷新页面重试：', 'The form cannot be shown; please reload the page: '), error.message));
    root.dataset.ready = 'failed';
  }
});
