/* A decision to look at: its table as drawn, with hit policy and remarks. */
import Viewer from 'dmn-js/lib/Viewer';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import './css/dmn.css';
import words from './i18n/dmn_zh.js';
import { chinese, explain, h, mount, say, send } from './page.js';

const fill = (template, replacements = {}) => template.replace(/{([^}]+)}/g, (whole, key) => replacements[key] ?? whole);
const translate = (template, replacements) => fill(chinese ? words[template] ?? template : template, replacements);
const speaking = { additionalModules: [{ translate: ['value', translate] }] };

async function start(root) {
  const frame = h('div', { class: 'dmn-frame', tabindex: '0', role: 'region', 'aria-label': root.dataset.label || say('决策表', 'Decision table') });
  try {
    const answer = await send(root.dataset.diagramUrl, { headers: { Accept: 'application/xml, text/xml' } });
    if (!answer.ok) throw new Error(explain(answer));
    root.replaceChildren(frame);
    const viewer = new Viewer({ container: frame, decisionTable: speaking, literalExpression: speaking });
    await viewer.importXML(answer.data.text);
    // a file may hold several; the drawing of how they depend is not shown
    const table = viewer.getViews().find(({ type }) => type === 'decisionTable' || type === 'literalExpression');
    if (table) await viewer.open(table);
    // dmn-js leaves the heading of the row numbers empty, and what scrolls out of the keyboard's reach
    frame.querySelector('th.index-column')?.append(h('span', { class: 'visually-hidden' }, say('序号', 'No.')));
    frame.querySelector('.tjs-table-container')?.setAttribute('tabindex', '0');
    root.dataset.ready = 'yes';
  } catch (error) {
    root.replaceChildren(h('p', { class: 'alert alert-warning', role: 'status' },
      say('决策表无法显示：', 'The table cannot be shown: '), error.message));
    root.dataset.ready = 'failed';
  }
}

mount('[data-dmnview]', start);
