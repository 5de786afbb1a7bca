/* On every page: htmx, Bootstrap's dropdown, collapse, modal and tab, and the small helpers of README.md. */
import htmx from 'htmx.org';
import 'bootstrap/js/dist/collapse';
import 'bootstrap/js/dist/dropdown';
import 'bootstrap/js/dist/modal';
import 'bootstrap/js/dist/tab';
import './css/app.css';
import { csrfToken, explain, mount, toast } from './page.js';
import { startConfirming } from './confirm.js';
import { startShortcuts } from './shortcuts.js';
import { startToasts } from './toasts.js';

window.htmx = htmx;
Object.assign(htmx.config, {
  allowEval: false, includeIndicatorStyles: false, selfRequestsOnly: true, historyRestoreAsHxRequest: false,
});
document.documentElement.classList.add('has-js');

startToasts();
startConfirming();
startShortcuts();

document.addEventListener('htmx:configRequest', event => {
  event.detail.headers['X-CSRFToken'] = csrfToken();
});

document.addEventListener('htmx:beforeSwap', event => {
  const { xhr } = event.detail;
  const html = (xhr.getResponseHeader('Content-Type') ?? '').startsWith('text/html');
  // a refused form comes back as the form with its errors; server faults are told by a toast instead
  if (xhr.status >= 400 && xhr.status < 500 && html) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    event.detail.refused = true;
  }
});

document.addEventListener('htmx:afterSettle', event => {
  const status = event.detail.xhr?.status ?? 200;
  if (status < 400) return;
  const root = event.detail.target?.isConnected ? event.detail.target : document;
  const place = root.querySelector('[data-error-summary]') ?? root.querySelector('[aria-invalid="true"]');
  if (!place) return;
  if (place.matches('[data-error-summary]')) place.tabIndex = -1;
  place.focus();
});

const failed = event => {
  const { xhr } = event.detail;
  let data = {};
  try {
    data = JSON.parse(xhr?.responseText ?? '{}');
  } catch { /* no problem document: the status says enough */ }
  toast(explain({ status: xhr?.status ?? 0, data }), 'danger');
};
document.addEventListener('htmx:responseError', failed);
document.addEventListener('htmx:sendError', failed);
document.addEventListener('htmx:timeout', failed);

document.addEventListener('change', event => {
  if (event.target.matches?.('[data-autosubmit]')) event.target.form?.requestSubmit();
});

mount('[data-print]', element => element.addEventListener('click', () => window.print()));
