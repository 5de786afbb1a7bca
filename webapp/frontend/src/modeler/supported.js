/* Takes out of the menus what the engine refuses: nobody should draw what cannot be published. */
const REFUSED = /ad-?hoc|complex-gateway|compensation|(^|-)link-|conditional-(start|intermediate|boundary|event)|data-?store|event-based-instantiate|exclusive-event-based|event-subprocess|escalation-start|signal-end|cancel-end|cancel-boundary|transaction|non-interrupting-[a-z]+-start/i;

const MENUS = ['bpmn-replace', 'bpmn-create', 'bpmn-append'];

export default class SupportedElements {
  static $inject = ['popupMenu', 'palette'];

  constructor(popupMenu, palette) {
    // lowest priority: called last, with the entries of all others
    for (const menu of MENUS) popupMenu.registerProvider(menu, 100, this);
    palette.registerProvider(100, this);
  }

  getPopupMenuEntries() {
    return entries => Object.fromEntries(Object.entries(entries).filter(([id]) => !REFUSED.test(id)));
  }

  getPopupMenuHeaderEntries() {
    return entries => Object.fromEntries(Object.entries(entries).filter(([id]) => !REFUSED.test(id)));
  }

  getPaletteEntries() {
    return entries => Object.fromEntries(Object.entries(entries).filter(([id]) => !REFUSED.test(id)));
  }
}
