/* The diagram editor of process owners: bpmn-js, our properties, saving, checking and publishing. */
import Modeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule } from 'bpmn-js-properties-panel';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import './css/modeler.css';
import { descriptorFor } from './modeler/descriptor.js';
import OurProvider from './modeler/provider.js';
import SupportedElements from './modeler/supported.js';
import TranslateModule from './i18n/translate.js';
import emptyDiagram from './modeler/empty.js';
import { makeFindings, makeToolbar } from './modeler/toolbar.js';
import { ask } from './confirm.js';
import { clockTime, explain, h, jsonOf, mount, say, send } from './page.js';

const XML = { 'Content-Type': 'application/xml' };
const UNSAVED = say('有未保存的修改', 'Unsaved changes');

const ours = catalog => ({
  __init__: ['ourProvider', 'supportedElements'],
  zhipingCatalog: ['value', catalog],
  ourProvider: ['type', OurProvider],
  supportedElements: ['type', SupportedElements],
});

const PALETTE = 120, MARGIN = 40;

/* The whole diagram, beside the palette and no larger than drawn. */
function fitBeside(canvas) {
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  const scale = Math.min(1, (outer.width - PALETTE - MARGIN) / inner.width, (outer.height - 2 * MARGIN) / inner.height);
  const width = outer.width / scale, height = outer.height / scale;
  const free = Math.max(0, width - (PALETTE + MARGIN) / scale - inner.width) / 2;
  canvas.viewbox({ x: inner.x - PALETTE / scale - free, y: inner.y + inner.height / 2 - height / 2, width, height });
}

class Editor {
  constructor(root) {
    this.root = root;
    this.data = root.dataset;
    this.readonly = 'readonly' in root.dataset;
    this.etag = null;
    this.savedAt = 0;
    this.layOut();
  }

  make(xml) {
    this.modeler = new Modeler({
      container: this.canvas, propertiesPanel: { parent: this.panel },
      moddleExtensions: { spiffworkflow: descriptorFor(xml) },
      additionalModules: [
        BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CreateAppendAnythingModule, TranslateModule,
        ours(jsonOf(this.root, 'catalog', {})),
      ],
    });
    this.listen();
  }

  layOut() {
    this.canvas = h('div', { class: 'editor-canvas' });
    this.panel = h('div', { class: 'editor-panel', 'aria-label': say('属性', 'Properties'), role: 'region' });
    this.toolbar = makeToolbar({
      save: () => this.save(), check: () => this.check(), publish: () => this.publish(),
      undo: () => this.stack.undo(), redo: () => this.stack.redo(), zoom: factor => this.zoom(factor),
      togglePanel: event => {
        const shown = this.root.classList.toggle('without-panel') === false;
        event.target.setAttribute('aria-expanded', String(shown));
      },
    }, {
      readonly: this.readonly, backUrl: this.data.backUrl,
      canPublish: Boolean(this.data.publishUrl), canCheck: Boolean(this.data.lintUrl),
    });
    this.findings = makeFindings(id => this.select(id), id => this.nameOf(id));
    this.root.replaceChildren(this.toolbar.bar,
      h('div', { class: 'editor-main' }, this.canvas, this.panel), this.findings.box);
  }

  get stack() {
    return this.modeler.get('commandStack');
  }

  get unsaved() {
    return !this.readonly && this.stack._stackIdx !== this.savedAt;
  }

  listen() {
    this.modeler.on('commandStack.changed', () => this.refresh());
    window.addEventListener('beforeunload', event => {
      if (this.unsaved) event.preventDefault();
    });
    this.root.addEventListener('keydown', event => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
        event.preventDefault();
        this.save();
      }
    });
  }

  refresh() {
    this.toolbar.history(this.stack.canUndo(), this.stack.canRedo());
    this.toolbar.say(this.unsaved ? UNSAVED : '');
  }

  async open() {
    let xml = emptyDiagram(this.data.processId || 'new_process', this.data.processName || '');
    if (this.data.xmlUrl) {
      const answer = await send(this.data.xmlUrl, { headers: { Accept: 'application/xml, text/xml' } });
      if (!answer.ok) {
        this.toolbar.say(explain(answer));
        this.root.dataset.ready = 'failed';
        return;
      }
      this.etag = answer.etag;
      xml = answer.data.text;
    }
    try {
      this.make(xml);
      const { warnings } = await this.modeler.importXML(xml);
      this.savedAt = this.stack._stackIdx;
      this.zoom('fit');
      this.refresh();
      // content that cannot be read would be lost by saving: the author must know
      const lost = warnings.filter(({ message }) => !message.startsWith('unknown attribute'));
      if (lost.length) this.findings.show(lost.map(({ message }) => ({ code: 'XML', severity: 'warning', message: message.split('\n')[0] })));
      if (this.data.select) this.select(this.data.select);
      this.root.dataset.ready = 'yes';
    } catch (error) {
      this.toolbar.say(say('流程图无法打开：', 'The diagram cannot be opened: ') + error.message.split('\n')[0]);
      this.root.dataset.ready = 'failed';
    }
  }

  zoom(factor) {
    const canvas = this.modeler.get('canvas');
    if (factor === 'fit') {
      fitBeside(canvas);
    } else canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)));
  }

  nameOf(id) {
    return this.modeler.get('elementRegistry').get(id)?.businessObject.name || id;
  }

  select(id) {
    const element = this.modeler.get('elementRegistry').get(id);
    const canvas = this.modeler.get('canvas');
    if (!element) return;
    // first, so that a field of the panel hands in its text for the element it belongs to
    canvas.focus();
    this.modeler.get('selection').select(element === canvas.getRootElement() ? [] : element);
    if (element !== canvas.getRootElement()) canvas.scrollToElement(element, 80);
  }

  /* A field hands in its text a moment after typing, or when it is left. */
  takeTyped() {
    const field = document.activeElement;
    if (!this.panel.contains(field)) return;
    field.blur();
    field.focus();
  }

  async transmit(url, method, working, headers = {}) {
    this.takeTyped();
    this.toolbar.busy(true);
    this.toolbar.say(working);
    const at = this.stack._stackIdx;
    const { xml } = await this.modeler.saveXML({ format: true });
    const answer = await send(url, { method, body: xml, headers: { ...XML, ...headers } });
    this.toolbar.busy(false);
    const findings = Array.isArray(answer.data) ? answer.data : answer.data?.findings;
    if (findings) this.findings.show(findings);
    return { ...answer, at, findings };
  }

  async save() {
    if (this.readonly || !this.data.saveUrl) return false;
    const answer = await this.transmit(this.data.saveUrl, 'PUT', say('正在保存…', 'Saving…'), this.etag ? { 'If-Match': this.etag } : {});
    if (!answer.ok) {
      this.toolbar.say(`${say('未保存：', 'Not saved: ')}${explain({ ...answer, status: answer.status === 412 ? 409 : answer.status })}`);
      return false;
    }
    this.etag = answer.etag ?? this.etag;
    this.savedAt = answer.at;
    this.toolbar.say(this.unsaved ? UNSAVED : say(`已于 ${clockTime()} 保存`, `Saved at ${clockTime()}`));
    return true;
  }

  async check() {
    const answer = await this.transmit(this.data.lintUrl, 'POST', say('正在检查…', 'Checking…'));
    this.toolbar.say(answer.findings ? '' : explain(answer));
  }

  async publish() {
    const agreed = await ask({
      confirm: say('发布为新版本？', 'Publish this as a new version?'),
      confirmVerb: say('发布', 'Publish'),
      confirmReason: say('版本说明', 'What has changed'),
      confirmHint: say('正在办理的事项仍按原版本进行。', 'What runs already keeps its version.'),
    });
    if (!agreed) return;
    const url = `${this.data.publishUrl}?note=${encodeURIComponent(agreed.reason)}`;
    const answer = await this.transmit(url, 'POST', say('正在发布…', 'Publishing…'));
    if (!answer.ok) {
      this.toolbar.say(`${say('未发布：', 'Not published: ')}${answer.findings ? say('请先改正下列问题。', 'please correct the findings first.') : explain(answer)}`);
      return;
    }
    this.savedAt = answer.at;
    const { version, redirect } = answer.data;
    this.toolbar.say(version ? say(`已发布第 ${version} 版`, `Published as version ${version}`) : say('已发布', 'Published'));
    if (redirect) window.location.assign(redirect);
  }
}

mount('[data-modeler]', async root => {
  const editor = new Editor(root);
  root.zhipingEditor = editor;       // for browser tests
  await editor.open();
});
