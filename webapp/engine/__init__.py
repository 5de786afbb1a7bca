"""The BPMN engine around SpiffWorkflow: a function, without SQL, Flask, clock or handlers."""
