/* Takes out of the menus what the engine refuses: nobody should draw what cannot be published. */
import { is } from 'bpmn-js/lib/util/ModelUtil';

const NOWHERE = /data-?store/i;
/* No data exist before an instance does: a condition can start an event sub-process only. */
const NOT_AT_START = /^(?!.*non-interrupting).*conditional-start/i;

const MENUS = ['bpmn-replace', 'bpmn-create', 'bpmn-append'];

export default class SupportedElements {
  static $inject = ['popupMenu', 'palette'];

  constructor(popupMenu, palette) {
    // lowest priority: called last, with the entries of all others
    for (const menu of MENUS) popupMenu.registerProvider(menu, 100, this);
    palette.registerProvider(100, this);
  }

  getPopupMenuEntries(element) {
    return without(element);
  }

  getPopupMenuHeaderEntries(element) {
    return without(element);
  }

  getPaletteEntries() {
    return without();
  }
}

function without(element) {
  const insideEvent = element?.businessObject?.$parent?.triggeredByEvent && is(element, 'bpmn:StartEvent');
  const refused = id => NOWHERE.test(id) || (!insideEvent && NOT_AT_START.test(id));
  return entries => Object.fromEntries(Object.entries(entries).filter(([id]) => !refused(id)));
}
