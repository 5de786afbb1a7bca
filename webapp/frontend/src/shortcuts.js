/* Keys for links, buttons and inputs that name one in data-shortcut; "?" lists them. */
import { h, say } from './page.js';

const typing = target => target.closest?.('input, textarea, select, [contenteditable], dialog, .djs-container, .bio-properties-panel');

const all = () => [...document.querySelectorAll('[data-shortcut]')].filter(element => element.getClientRects().length);

const labelOf = element => element.dataset.shortcutLabel || element.getAttribute('aria-label') || element.textContent.trim();

function help() {
  const rows = all().map(element => h('tr', {}, h('td', {}, h('kbd', {}, element.dataset.shortcut)), h('td', {}, labelOf(element))));
  rows.push(h('tr', {}, h('td', {}, h('kbd', {}, '?')), h('td', {}, say('显示本说明', 'Show this list'))));
  const close = h('button', { class: 'btn btn-primary', autofocus: true }, say('关闭', 'Close'));
  const dialog = h('dialog', { class: 'ask', 'aria-labelledby': 'shortcut-title' },
    h('form', { method: 'dialog' },
      h('h2', { id: 'shortcut-title' }, say('键盘快捷键', 'Keyboard shortcuts')),
      h('table', { class: 'table' }, h('tbody', {}, ...rows)),
      h('div', { class: 'ask-actions' }, close)));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function startShortcuts() {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (event.key === '?') {
      event.preventDefault();
      help();
      return;
    }
    const element = all().find(candidate => candidate.dataset.shortcut === event.key);
    if (!element) return;
    event.preventDefault();
    element.focus();
    if (!element.matches('input, textarea, select')) element.click();
  });
}
