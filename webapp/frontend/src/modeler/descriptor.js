/* What may stand inside extensionElements: the part of SpiffWorkflow's namespace that our dialect uses. */
const text = (name, extra = {}) => ({ name, type: 'String', ...extra });
const attribute = name => text(name, { isAttr: true });
const element = (name, properties) => ({ name, superClass: ['Element'], properties });
const many = (name, type) => ({ name, type, isMany: true });
const body = name => element(name, [text('value', { isBody: true })]);

const descriptor = {
  name: 'SpiffWorkflow',
  prefix: 'spiffworkflow',
  // exactly so: with https the engine sees no extensions
  uri: 'http://spiffworkflow.org/bpmn/schema/1.0/core',
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    element('Properties', [many('properties', 'Property')]),
    element('Property', [attribute('name'), attribute('value')]),
    element('ServiceTaskOperator', [
      attribute('id'), attribute('resultVariable'),
      { name: 'parameterList', type: 'Parameters' }, { name: 'retry', type: 'Retry' },
    ]),
    element('Parameters', [many('parameters', 'Parameter')]),
    element('Parameter', [attribute('id'), attribute('type'), attribute('value')]),
    element('Retry', [attribute('retries'), attribute('backoff_base')]),
    element('IoMapping', [many('inputs', 'Input'), many('outputs', 'Output')]),
    element('Input', [attribute('source'), attribute('target')]),
    element('Output', [attribute('source'), attribute('target')]),
    body('CalledDecisionId'),
    // of other tools in the same namespace; kept as they are
    body('PreScript'), body('PostScript'), body('InstructionsForEndUser'), body('MessageVariable'),
    body('MessagePayload'), body('ProcessVariableName'), body('AllowGuest'), body('GuestConfirmation'),
    body('SignalButtonLabel'), body('PayloadExpression'), body('VariableName'),
  ],
};

/**
 * The descriptor for this diagram: elements of our namespace that we do not know are declared as
 * plain containers, because the reader drops what its descriptor does not name.
 */
export function descriptorFor(xml) {
  const parsed = new DOMParser().parseFromString(xml, 'application/xml');
  const known = new Set(descriptor.types.map(({ name }) => name));
  const types = [...descriptor.types];
  for (const { localName } of parsed.getElementsByTagNameNS(descriptor.uri, '*')) {
    const name = localName[0].toUpperCase() + localName.slice(1);
    if (known.has(name)) continue;
    known.add(name);
    types.push(element(name, [text('value', { isBody: true }), many('children', 'Element')]));
  }
  return { ...descriptor, types };
}
