/* A diagram to look at: states as markers and badges, linked both ways with its text outline. */
import Viewer from 'bpmn-js/lib/Viewer';
import MoveCanvasModule from 'diagram-js/lib/navigation/movecanvas';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './css/viewer.css';
import { explain, h, jsonOf, mount, say, send } from './page.js';

const STATES = {
  completed: { marker: 'zp-completed', words: say('已完成', 'completed') },
  active: { marker: 'zp-active', words: say('进行中', 'active') },
  incident: { marker: 'zp-incident', words: say('出现问题', 'incident') },
};

async function xmlOf(root) {
  const script = root.dataset.diagram && document.getElementById(root.dataset.diagram);
  if (script) return script.textContent;
  const answer = await send(root.dataset.diagramUrl, { headers: { Accept: 'application/xml, text/xml' } });
  if (!answer.ok) throw new Error(explain(answer));
  return answer.data.text;
}

function paint(viewer, state) {
  const canvas = viewer.get('canvas'), overlays = viewer.get('overlays'), registry = viewer.get('elementRegistry');
  for (const [name, { marker }] of Object.entries(STATES)) {
    for (const id of state[name] ?? []) if (registry.get(id)) canvas.addMarker(id, marker);
  }
  const badge = (id, kind, text, label, position) => {
    if (!registry.get(id)) return;
    overlays.add(id, { position, html: h('div', { class: `zp-badge zp-badge-${kind}`, title: label }, text) });
  };
  for (const id of state.incident ?? []) badge(id, 'incident', '!', STATES.incident.words, { top: -12, left: -12 });
  for (const id of state.active ?? []) {
    const count = state.counts?.[id] ?? 1;
    badge(id, 'active', count > 1 ? String(count) : '▶', STATES.active.words, { top: -12, right: 12 });
  }
  for (const [id, count] of Object.entries(state.counts ?? {})) {
    if (!(state.active ?? []).includes(id)) badge(id, 'count', String(count), String(count), { top: -12, right: 12 });
  }
}

/* Flows between completed elements are drawn as taken; a guess where several were possible is left out. */
function paintFlows(viewer, { completed = [], active = [], incident = [], flows }) {
  const canvas = viewer.get('canvas');
  const done = new Set(completed), reached = new Set([...completed, ...active, ...incident]);
  for (const element of viewer.get('elementRegistry').filter(candidate => candidate.type === 'bpmn:SequenceFlow')) {
    const certain = element.source.outgoing.filter(flow => flow.type === 'bpmn:SequenceFlow').length === 1;
    const taken = flows ? flows.includes(element.id)
      : certain && done.has(element.source.id) && reached.has(element.target.id);
    if (taken) canvas.addMarker(element.id, 'zp-completed');
  }
}

function describe(root, state, viewer) {
  const registry = viewer.get('elementRegistry');
  const names = id => registry.get(id)?.businessObject.name || id;
  const parts = ['active', 'incident'].filter(name => state[name]?.length)
    .map(name => `${STATES[name].words}${say('：', ': ')}${state[name].map(names).join(say('、', ', '))}`);
  const label = root.dataset.label || say('流程图', 'Process diagram');
  return [label, ...parts, say('文字说明见列表。', 'The list describes it in words.')].join(say('。', '. '));
}

function controls(viewer, frame) {
  const canvas = viewer.get('canvas');
  const step = factor => canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)));
  const button = (text, label, onclick) =>
    h('button', { type: 'button', class: 'btn btn-sm', 'aria-label': label, title: label, onclick }, text);
  frame.before(h('div', { class: 'diagram-controls no-print', role: 'group', 'aria-label': say('流程图缩放', 'Diagram zoom') },
    button('+', say('放大', 'Zoom in'), () => step(1.25)),
    button('−', say('缩小', 'Zoom out'), () => step(0.8)),
    button(say('适合窗口', 'Fit'), say('显示整个流程图', 'Show the whole diagram'), () => fit(canvas, 0)),
    button(say('原始大小', '100 %'), say('按原始大小显示', 'Show at full size'), () => canvas.zoom(1, 'auto'))));
  // plain scrolling belongs to the page; with Ctrl it zooms, as in maps
  frame.addEventListener('wheel', event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    const place = { x: event.clientX - box.left, y: event.clientY - box.top };
    canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * (event.deltaY < 0 ? 1.15 : 0.87))), place);
  }, { passive: false });
}

const MARGIN = 24, LARGEST = 1.2, SMALLEST = 0.45;

/* The whole diagram, unless that would make it too small to read: then its beginning. */
function fit(canvas, smallest = SMALLEST) {
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  if (!outer.width || !inner.width) return;
  const whole = Math.min((outer.width - 2 * MARGIN) / inner.width, (outer.height - 2 * MARGIN) / inner.height);
  const scale = Math.max(smallest, Math.min(LARGEST, whole));
  const width = outer.width / scale, height = outer.height / scale;
  const start = (space, from, length) => length > space ? from - MARGIN / scale : from + length / 2 - space / 2;
  canvas.viewbox({ x: start(width, inner.x, inner.width), y: start(height, inner.y, inner.height), width, height });
}

/* A flat diagram does not need a tall frame; the lower edge keeps room for the mark of bpmn.io. */
function shapeFrame(frame, canvas) {
  const { inner } = canvas.viewbox();
  const scale = Math.max(SMALLEST, Math.min(LARGEST, (frame.clientWidth - 2 * MARGIN) / inner.width));
  frame.style.setProperty('--needed', `${Math.round(inner.height * scale) + 2 * MARGIN + 48}px`);
}

const drawn = element => element && element.parent && !element.labelTarget;

function linkOutline(root, viewer) {
  const outline = root.dataset.outline ? document.getElementById(root.dataset.outline) : document.querySelector('[data-outline]');
  const canvas = viewer.get('canvas'), registry = viewer.get('elementRegistry'), bus = viewer.get('eventBus');
  const itemOf = id => outline?.querySelector(`[data-element-id="${CSS.escape(id)}"]`);
  let selected = null;

  const light = (id, on) => {
    if (!registry.get(id)) return;
    canvas[on ? 'addMarker' : 'removeMarker'](id, 'zp-linked');
    itemOf(id)?.classList.toggle('is-linked', on || id === selected);
  };
  const select = (id, from) => {
    if (selected) {
      const before = selected;
      selected = null;
      canvas.removeMarker(before, 'zp-selected');
      itemOf(before)?.classList.remove('is-linked');
    }
    if (!registry.get(id)) return;
    selected = id;
    canvas.addMarker(id, 'zp-selected');
    itemOf(id)?.classList.add('is-linked');
    if (from === 'outline') canvas.scrollToElement(id, 60);
    else itemOf(id)?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    root.dispatchEvent(new CustomEvent('zhiping:element', { bubbles: true, detail: { elementId: id } }));
  };

  bus.on('element.hover', ({ element }) => drawn(element) && light(element.id, true));
  bus.on('element.out', ({ element }) => drawn(element) && light(element.id, false));
  bus.on('element.click', ({ element }) => drawn(element) && select(element.id, 'diagram'));
  const listen = (type, work) => outline?.addEventListener(type, event => {
    const item = event.target.closest?.('[data-element-id]');
    if (item) work(item.dataset.elementId, event);
  });
  listen('mouseover', id => light(id, true));
  listen('mouseout', id => light(id, false));
  listen('focusin', id => light(id, true));
  listen('focusout', id => light(id, false));
  listen('click', id => select(id, 'outline'));
  if (root.dataset.select) select(root.dataset.select, 'outline');
}

async function start(root) {
  const fallback = [...root.childNodes];
  const frame = h('div', { class: 'diagram-frame' });
  try {
    const xml = await xmlOf(root);
    const viewer = new Viewer({ container: frame, additionalModules: [MoveCanvasModule] });
    root.replaceChildren(frame);
    await viewer.importXML(xml);
    const state = jsonOf(root, 'state', {});
    paint(viewer, state);
    paintFlows(viewer, state);
    const canvas = viewer.get('canvas');
    controls(viewer, frame);
    const svg = frame.querySelector('svg');
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', describe(root, state, viewer));
    shapeFrame(frame, canvas);
    fit(canvas);
    linkOutline(root, viewer);
    const [token] = [...(state.incident ?? []), ...(state.active ?? [])].filter(id => viewer.get('elementRegistry').get(id));
    if (root.dataset.fit === 'active' && token) {
      if (canvas.zoom() < 0.6) canvas.zoom(0.8, 'auto');
      canvas.scrollToElement(token, 80);
    }
    // shown later (a tab, a collapsed part): it had no size when it was fitted
    let width = frame.clientWidth;
    new ResizeObserver(() => {
      if (Math.abs(frame.clientWidth - width) < 2) return;
      width = frame.clientWidth;
      if (!width) return;
      shapeFrame(frame, canvas);
      fit(canvas);
    }).observe(frame);
    root.dataset.ready = 'yes';
  } catch (error) {
    root.replaceChildren(h('p', { class: 'alert alert-warning', role: 'status' },
      say('流程图无法显示：', 'The diagram cannot be shown: '), error.message), ...fallback);
    root.dataset.ready = 'failed';
  }
}

mount('[data-viewer]', start);
