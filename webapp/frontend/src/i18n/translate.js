/* Makes bpmn-js and its panel speak the page's language: our dictionary first, then the community's. */
import community from 'bpmn-js-i18n/translations/zn.js';
import ours from './bpmn_zh.js';
import { chinese } from '../page.js';

/** Texts shown without a translation; a browser test reads them. */
export const missing = new Set();

const fill = (template, replacements = {}) =>
  template.replace(/{([^}]+)}/g, (whole, key) => key in replacements ? replacements[key] : whole);

const plain = text => text.toLowerCase().replaceAll('-', ' ').replace(/\s+/g, ' ').trim();

function translate(template, replacements) {
  if (!chinese || !template) return fill(template, replacements);
  const found = ours[plain(template)] ?? community[template];
  // Chinese already, or a symbol: nothing to translate
  if (found === undefined && /[A-Za-z]{2}/.test(template) && !/[\u4e00-\u9fff]/.test(template)) missing.add(template);
  return fill(found ?? template, replacements);
}

window.zhipingMissing = missing;

export default { translate: ['value', translate] };
