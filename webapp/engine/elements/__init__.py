"""Our task specs: one class per BPMN element, each doing exactly what the standard says."""
