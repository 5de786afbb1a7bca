/* Short notices: read out by screen readers, kept while pointed at, never over a canvas's lower corner. */
import { h, mount, say } from './page.js';

const SECONDS = { success: 6, info: 8, warning: 12, danger: 0 };   // 0: stays until closed
const WORDS = {
  success: say('完成', 'Done'), info: say('提示', 'Note'), warning: say('注意', 'Attention'), danger: say('出错', 'Error'),
};

let region;

function show({ text, kind = 'info' }) {
  if (!text) return;
  const known = kind in WORDS ? kind : 'info';
  const close = h('button', { type: 'button', class: 'btn-close', 'aria-label': say('关闭', 'Close') });
  const item = h('div', { class: `notice notice-${known}`, role: known === 'danger' ? 'alert' : 'status' },
    h('p', {}, h('strong', {}, `${WORDS[known]}${say('：', ': ')}`), text), close);
  let timer;
  const leave = () => item.remove();
  const wait = () => {
    if (SECONDS[known]) timer = setTimeout(leave, SECONDS[known] * 1000);
  };
  const stay = () => clearTimeout(timer);
  close.addEventListener('click', leave);
  item.addEventListener('mouseenter', stay);
  item.addEventListener('focusin', stay);
  item.addEventListener('mouseleave', wait);
  region.append(item);
  wait();
}

export function startToasts() {
  region = h('div', { class: 'notices', role: 'region', 'aria-label': say('消息', 'Messages'), 'aria-live': 'polite' });
  document.body.append(region);
  document.addEventListener('zhiping:toast', event => show(event.detail));
  // htmx turns the answer header HX-Trigger into an event of this name
  document.addEventListener('toast', event => show(event.detail));
  mount('[data-toast]', element => {
    show({ text: element.textContent.trim(), kind: element.dataset.toast });
    element.remove();
  });
}
