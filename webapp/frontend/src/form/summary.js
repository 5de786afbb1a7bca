/* The list of what must be corrected, above the form; each line leads to its field. */
import { h, say } from '../page.js';

export function makeSummary() {
  const title = h('p', { class: 'title' }), list = h('ul');
  const box = h('div', { class: 'error-summary', role: 'alert', tabindex: '-1', hidden: true, 'data-error-summary': true }, title, list);

  function show(found, other = []) {
    const lines = [
      ...other.map(text => h('li', {}, text)),
      ...found.flatMap(({ field, messages }) => messages.map(text => {
        const words = `${field.label}${say('：', ': ')}${text}`;
        if (!field.element) return h('li', {}, words);
        const go = event => {
          event.preventDefault();
          field.element.scrollIntoView({ block: 'center' });
          field.element.focus({ preventScroll: true });
        };
        return h('li', {}, h('a', { href: `#${field.element.id}`, onclick: go }, words));
      })),
    ];
    title.textContent = found.length
      ? say(`还有 ${found.length} 处需要改正`, found.length === 1 ? 'One field needs correction' : `${found.length} fields need correction`)
      : say('未能提交', 'It was not sent');
    list.replaceChildren(...lines);
    box.hidden = false;
    box.scrollIntoView({ block: 'nearest' });
    box.focus();
  }

  return { box, show, hide: () => { box.hidden = true; } };
}
