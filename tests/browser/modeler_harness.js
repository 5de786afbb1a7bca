/* The editor's modeler without its page: what goes in, what comes out. */
import Modeler from 'bpmn-js/lib/Modeler';
import { descriptorFor } from './src/modeler/descriptor.js';

globalThis.roundTrip = async xml => {
  const container = document.body.appendChild(document.createElement('div'));
  container.style.height = '600px';
  const modeler = new Modeler({ container, moddleExtensions: { spiffworkflow: descriptorFor(xml) } });
  const { warnings } = await modeler.importXML(xml);
  const shown = modeler.get('elementRegistry').getAll().map(element => element.businessObject?.id ?? element.id);
  const saved = await modeler.saveXML({ format: true });
  modeler.destroy();
  container.remove();
  return { xml: saved.xml, warnings: warnings.map(String), shown };
};
