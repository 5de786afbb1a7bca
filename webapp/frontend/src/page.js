/* What every island needs from its page: the language, the CSRF token, requests, JSON in attributes. */

export const chinese = !document.documentElement.lang.toLowerCase().startsWith('en');

/** The Chinese or the English text, by the page's language. */
export const say = (zh, en) => chinese ? zh : en;

export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? '';
}

/** Send a request as the signed-in person; a lost connection is an answer too (status 0). */
export async function send(url, { method = 'GET', body, headers = {}, keepalive = false } = {}) {
  const options = {
    method, body, keepalive, credentials: 'same-origin',
    headers: { Accept: 'application/json', 'X-CSRFToken': csrfToken(), ...headers },
  };
  try {
    const response = await fetch(url, options);
    return { status: response.status, ok: response.ok, etag: response.headers.get('ETag'), data: await readBody(response) };
  } catch {
    return { status: 0, ok: false, etag: null, data: {} };
  }
}

async function readBody(response) {
  const text = await response.text();
  if (!/json/.test(response.headers.get('Content-Type') ?? '')) return text ? { text } : {};
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export const sendJson = (url, method, value, options = {}) => send(url, {
  ...options, method, body: JSON.stringify(value), headers: { 'Content-Type': 'application/json', ...options.headers },
});

/** One sentence on what went wrong, for an answer that was not successful. */
export function explain({ status, data }) {
  if (data?.detail) return data.detail;
  if (data?.message) return data.message;
  if (status === 0) return say('网络连接中断，请检查后重试。', 'The connection is lost. Please check it and try again.');
  if (status === 401) return say('登录已失效，请重新登录。', 'You are signed out. Please sign in again.');
  if (status === 403) return say('您没有权限进行此操作。', 'You may not do this.');
  if (status === 404) return say('内容不存在或已被删除。', 'This does not exist any more.');
  if (status === 409) return say('内容已被他人更改，请刷新页面。', 'Somebody else has changed this. Please reload the page.');
  if (status === 413) return say('内容过大，无法提交。', 'This is too large to be sent.');
  return say(`服务暂时无法处理（${status}），请稍后重试。`, `The service could not do this (${status}). Please try again later.`);
}

/** An attribute's JSON: written in it, or the id of a <script type="application/json">. */
export function jsonOf(element, name, fallback) {
  const text = (element.dataset[name] ?? '').trim();
  if (!text) return fallback;
  if (/^[[{"]/.test(text)) return JSON.parse(text);
  const script = document.getElementById(text);
  return script ? JSON.parse(script.textContent) : fallback;
}

/** A toast by app.js; a page without it loses only the notice. */
export const toast = (text, kind = 'info') =>
  document.dispatchEvent(new CustomEvent('zhiping:toast', { detail: { text, kind } }));

/** Make an element: h('p', {class: 'x', onclick}, 'text', child). */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Call back with every such element, also with those that htmx brings later. */
export function mount(selector, start) {
  const visit = root => {
    const all = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) all.push(root);
    for (const element of all) {
      if (element.dataset.mounted) continue;
      element.dataset.mounted = 'yes';
      start(element);
    }
  };
  visit(document);
  document.addEventListener('htmx:load', event => visit(event.target));
}

export const clockTime = () => new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });
