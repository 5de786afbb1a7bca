/* The editor's own buttons, its list of findings and its help; all outside the canvas. */
import { h, say } from '../page.js';

const KEYS = [
  ['Ctrl+S', say('保存草稿', 'Save the draft')],
  ['Ctrl+Z / Ctrl+Y', say('撤销 / 重做', 'Undo / redo')],
  ['N', say('新建元素', 'Create an element')],
  ['A', say('在所选元素后追加', 'Append to the selected element')],
  ['R', say('更改所选元素的类型', 'Change the type of the selected element')],
  ['E', say('编辑名称', 'Edit the name')],
  ['Ctrl+F', say('查找元素', 'Find an element')],
  ['Ctrl+A', say('全选', 'Select all')],
  ['← ↑ → ↓', say('移动所选元素（按住 Shift 加快）', 'Move the selection (faster with Shift)')],
  ['Ctrl+← ↑ → ↓', say('移动画布', 'Move the canvas')],
  ['Ctrl++ / Ctrl+− / Ctrl+0', say('放大 / 缩小 / 原始大小', 'Zoom in / out / full size')],
  ['Delete', say('删除所选元素', 'Delete the selection')],
];

function showHelp() {
  const dialog = h('dialog', { class: 'ask', 'aria-labelledby': 'editor-help' },
    h('form', { method: 'dialog' },
      h('h2', { id: 'editor-help' }, say('编辑器快捷键', 'Keys of the editor')),
      h('p', { class: 'form-hint' }, say('先点一下画布，或用 Tab 键移到画布。', 'First click the canvas, or move to it with Tab.')),
      h('table', { class: 'table' }, h('tbody', {}, ...KEYS.map(([key, words]) =>
        h('tr', {}, h('td', {}, h('kbd', {}, key)), h('td', {}, words))))),
      h('div', { class: 'ask-actions' }, h('button', { class: 'btn btn-primary', autofocus: true }, say('关闭', 'Close')))));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const button = (text, onclick, more = {}) => h('button', { type: 'button', class: 'btn btn-sm', onclick, ...more }, text);

/** The toolbar; actions: {save, check, publish, undo, redo, zoom(factor | 'fit'), togglePanel}. */
export function makeToolbar(actions, { readonly, backUrl, canPublish, canCheck }) {
  const undo = button(say('撤销', 'Undo'), actions.undo), redo = button(say('重做', 'Redo'), actions.redo);
  const status = h('span', { class: 'editor-status', role: 'status', 'aria-live': 'polite' });
  const writing = readonly ? [] : [
    h('div', { class: 'btn-group-plain', role: 'group', 'aria-label': say('文件', 'File') },
      button(say('保存草稿', 'Save draft'), actions.save, { class: 'btn btn-sm btn-primary', title: 'Ctrl+S' }),
      canCheck && button(say('检查', 'Check'), actions.check),
      canPublish && button(say('发布', 'Publish'), actions.publish)),
    h('div', { class: 'btn-group-plain', role: 'group', 'aria-label': say('编辑', 'Edit') }, undo, redo),
  ];
  const bar = h('div', { class: 'editor-bar', role: 'toolbar', 'aria-label': say('流程编辑器', 'Process editor') },
    backUrl && h('a', { class: 'btn btn-sm', href: backUrl }, say('← 返回', '← Back')),
    ...writing,
    h('div', { class: 'btn-group-plain', role: 'group', 'aria-label': say('缩放', 'Zoom') },
      button('−', () => actions.zoom(0.8), { 'aria-label': say('缩小', 'Zoom out') }),
      button('+', () => actions.zoom(1.25), { 'aria-label': say('放大', 'Zoom in') }),
      button(say('适合窗口', 'Fit'), () => actions.zoom('fit'))),
    button(say('属性', 'Properties'), actions.togglePanel, { 'aria-expanded': 'true' }),
    button(say('快捷键', 'Keys'), showHelp),
    status);
  return {
    bar,
    say: text => { status.textContent = text; },
    history: (canUndo, canRedo) => {
      undo.disabled = !canUndo;
      redo.disabled = !canRedo;
    },
    busy: on => bar.toggleAttribute('data-busy', on),
  };
}

const SEVERITIES = { error: say('错误', 'Error'), warning: say('提醒', 'Warning') };

const explained = (code, page) => page
  ? h('a', { href: page, target: '_blank', rel: 'noopener', 'aria-label': say(`${code}：说明（在新标签页打开）`, `${code}: explanation, in a new tab`) }, h('code', {}, code))
  : h('code', {}, code);

/** The list of findings under the canvas; select(id) is called with a finding's element. */
export function makeFindings(select, nameOf) {
  const list = h('ol', { class: 'findings-list' });
  const title = h('h2', { class: 'h3', tabindex: '-1' });
  const box = h('section', { class: 'findings', hidden: true, 'aria-label': say('检查结果', 'Findings') }, title, list);
  return {
    box,
    show(findings) {
      const errors = findings.filter(({ severity }) => severity === 'error').length;
      title.textContent = findings.length
        ? say(`检查结果：${errors} 个错误，${findings.length - errors} 个提醒`, `Findings: ${errors} errors, ${findings.length - errors} warnings`)
        : say('检查通过，没有发现问题。', 'Checked: nothing was found.');
      list.replaceChildren(...findings.map(({ code, severity, element_id: id, message, text, page }) => h('li', { class: `finding finding-${severity}` },
        h('span', { class: `state ${severity === 'error' ? 'state-incident' : 'state-waiting'}` }, SEVERITIES[severity] ?? severity),
        h('span', { class: 'finding-text' }, message ?? text ?? ''),
        id ? h('button', { type: 'button', class: 'btn btn-sm', onclick: () => select(id) }, nameOf(id)) : null,
        explained(code ?? '', page))));
      box.hidden = false;
      title.focus();
    },
  };
}
