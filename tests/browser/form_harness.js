// Lets the real form viewer judge submissions: window.judgeAll([[schema, data, stored], …]).
import {
  createForm, ExpressionFieldModule, ExpressionLanguageModule, MarkdownRendererModule, RepeatRenderModule,
} from '@bpmn-io/form-js-viewer';
// All of the viewer but the module that judges single fields at once: it draws the form once a field.
const modules = [ExpressionLanguageModule, ExpressionFieldModule, MarkdownRendererModule, RepeatRenderModule];
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
const translate = (template, details = {}) => JSON.stringify([template, details]);
const quiet = async form => {
  let changed = true;
  form.on('changed', () => { changed = true; });
  for (let rounds = 0; rounds < 2; rounds = changed ? 0 : rounds + 1) {
    changed = false;
    await new Promise(requestAnimationFrame);
    await pause(4);
  }
};
const judge = async ([schema, data, stored]) => {
  const container = document.createElement('div');
  const additionalModules = [{ translate: ['value', translate] }];
  const form = await createForm({ container, schema, data, modules, additionalModules });
  // The form was opened with what is stored; the data are what the person made of it. Each round
  // stands for an edit: expressions are computed once per edit.
  const initialData = form._getInitializedFieldData(structuredClone(stored));
  for (let before = null, now = ''; before !== now;) {
    form.get('expressionLoopPreventer').reset();
    form._setState({ initialData, data: structuredClone(form._getState().data) });
    await quiet(form);
    [before, now] = [now, JSON.stringify(form._getState().data)];
  }
  const { data: submitted, errors } = form.submit();
  form.destroy();
  return { data: submitted, errors };
};
window.judgeAll = async cases => JSON.stringify(await Promise.all(cases.map(judge)));
