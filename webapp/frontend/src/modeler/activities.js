/* Tasks, called processes and repetition. */
import { getBusinessObject, is } from 'bpmn-js/lib/util/ModelUtil';
import { checkEntry, choiceEntry, expressionEntry, feelEntry, group, optionsOf, textEntry } from './entries.js';
import {
  Change, readBody, readOperator, readParameters, writeBody, writeOperation, writeOperatorAttribute, writeParameter,
} from './extension.js';
import { messageGroup } from './messages.js';
import {
  VARIABLE, calendarEntry, expression, feel, formEntry, formalEntry, mappingGroup, resultEntry, roleEntry, text,
} from './shared.js';
import { say } from '../page.js';

const WHOLE = value => !value || /^[1-9]\d*$/.test(value) ? undefined
  : say('请填写不小于 1 的整数。', 'A whole number, 1 or more.');

function userTask(element, owner, context) {
  return [
    group('user-task', say('办理设置', 'Who does it'), [
      roleEntry(owner, context.catalog),
      formEntry(owner, context.catalog, say('留空：与本节点同名的表单。', 'Empty: the form named like this step.')),
      feel(owner, 'assignee', say('指定办理人', 'Assignee'), say('留空：该角色的任何人都可认领。', 'Empty: anyone with the role may claim it.')),
      feel(owner, 'candidateOrganisation', say('办理单位', 'Organisation'), say('留空：按角色所在层级确定。', 'Empty: by the level of the role.')),
      resultEntry(owner, say('留空则表单各项并入流程变量。', 'Empty: the fields of the form become variables.')),
    ]),
    group('due', say('办理期限', 'Time limit'), [
      feel(owner, 'dueDate', say('期限', 'Due'), say('例如 P5D（五天）、2026-11-30。', 'For example P5D (five days) or 2026-11-30.')),
      calendarEntry(owner),
      text(owner, 'priority', say('优先级', 'Priority'), say('数字，越大越靠前。', 'A number; higher comes first.')),
    ]),
    mappingGroup(element, owner, 'inputs', context),
    mappingGroup(element, owner, 'outputs', context),
  ];
}

function serviceTask(element, owner, context) {
  const { operations = {} } = context.catalog;
  const chosen = readOperator(owner)?.get('id') ?? '';
  const declared = operations[chosen];
  const names = [...new Set([...(declared ?? []), ...readParameters(owner).map(({ id }) => id)])];
  const parameters = names.map(name => feelEntry(`parameter-${name}`, name,
    () => readParameters(owner).find(({ id }) => id === name)?.value,
    (target, value, services) => writeParameter(target, owner, name, value, services),
    { description: declared && !declared.includes(name) ? say('该操作没有这个参数。', 'The operation has no such parameter.') : undefined }));
  return [
    group('service-task', say('自动办理', 'What it does'), [
      choiceEntry('operation', say('操作', 'Operation'), () => chosen,
        (target, value, services) => writeOperation(target, owner, value, operations[value], services),
        { options: () => optionsOf(Object.keys(operations).sort(), say('（请选择）', '(choose)')) }),
      chosen && textEntry('operator-result', say('结果变量', 'Result variable'), () => readOperator(owner)?.get('resultVariable'),
        (target, value, services) => writeOperatorAttribute(target, owner, 'resultVariable', value, services),
        { validate: VARIABLE.validate, description: say('留空则把结果的各项并入流程变量。', 'Empty: the parts of the result become variables.') }),
      text(owner, 'retries', say('失败后重试次数', 'Retries'), say('默认 5 次。', '5 by default.')),
    ].filter(Boolean)),
    parameters.length > 0 && group('parameters', say('参数', 'Parameters'), parameters, {
      shouldOpen: true, tooltip: say('操作只能看到这里列出的内容。', 'The operation sees nothing else.'),
    }),
    mappingGroup(element, owner, 'inputs', context),
    mappingGroup(element, owner, 'outputs', context),
  ];
}

function decisionTask(element, owner, { catalog }) {
  return [group('decision', say('决策', 'Decision'), [
    choiceEntry('decision', say('决策表', 'Decision table'), () => readBody(owner, 'CalledDecisionId'),
      (target, value, services) => writeBody(target, owner, 'CalledDecisionId', value, services),
      { options: () => optionsOf(catalog.decisions, say('（请选择）', '(choose)')) }),
    resultEntry(owner, say('留空：与决策表同名。', 'Empty: named like the decision.')),
  ])];
}

function scriptTask(element, owner) {
  return [group('script', say('计算', 'Script'), [
    expressionEntry('script', say('表达式', 'Expression'),
      () => {
        const script = owner.get('script') ?? '';
        return script && !script.startsWith('=') ? `=${script}` : script;
      },
      (target, value, services) => services.modeling.updateModdleProperties(target, owner,
        { script: value.replace(/^=\s*/, '') || undefined, scriptFormat: value ? 'feel' : undefined })),
    resultEntry(owner, say('留空：结果必须是 {名称: 值}，各项并入流程变量。', 'Empty: the result must be {name: value}; its parts become variables.')),
  ])];
}

function callActivity(element, owner, context) {
  return [
    group('call', say('调用流程', 'Called process'), [
      choiceEntry('called', say('流程', 'Process'), () => owner.get('calledElement'),
        (target, value, services) => services.modeling.updateModdleProperties(target, owner, { calledElement: value || undefined }),
        {
          options: () => optionsOf(context.catalog.processes, say('（请选择）', '(choose)')),
          description: say('本县有自己的版本时，使用本县的。', "The county's own version is used when it has one."),
        }),
      text(owner, 'calledVersion', say('固定版本', 'Fixed version'), say('留空：流程发起时的最新版本。', 'Empty: the latest one when an instance starts.'),
        { validate: WHOLE }),
    ]),
    mappingGroup(element, owner, 'inputs', context, say('一项都没有：传入全部变量。', 'None: all variables are passed.')),
    mappingGroup(element, owner, 'outputs', context, say('一项都没有：传回全部改动。', 'None: all changes come back.')),
  ];
}

function repetition(element, owner) {
  const loop = owner.get('loopCharacteristics');
  if (!loop) return [];
  if (is(loop, 'bpmn:StandardLoopCharacteristics')) {
    return [group('loop', say('循环', 'Loop'), [
      formalEntry('loop-condition', say('满足此条件时重复', 'Repeat while'), loop, 'loopCondition'),
      checkEntry('loop-before', say('先判断再执行', 'Ask before the first time'), () => loop.get('testBefore'),
        (target, value, services) => new Change(target, services).set(loop, { testBefore: value || undefined }).run()),
      textEntry('loop-maximum', say('最多次数', 'At most'), () => loop.get('loopMaximum')?.toString(),
        (target, value, services) => new Change(target, services)
          .set(loop, { loopMaximum: /^\d+$/.test(value) ? Number(value) : undefined }).run()),
    ])];
  }
  return [group('multi-instance', say('逐项办理（多实例）', 'For each item (multi-instance)'), [
    expression(loop, 'inputCollection', say('名单', 'List'), say('例如 =members。', 'For example =members.')),
    formalEntry('mi-cardinality', say('或者：次数', 'Or: how often'), loop, 'loopCardinality'),
    text(loop, 'inputElement', say('每一项的变量名', 'Variable of the item'), undefined, { validate: VARIABLE.validate }),
    expression(loop, 'outputElement', say('每一项的结果', 'Result of the item')),
    text(loop, 'outputCollection', say('汇总到变量', 'Variable of the results'), say('顺序与名单相同。', 'In the order of the list.'),
      { validate: VARIABLE.validate }),
    formalEntry('mi-completion', say('提前结束的条件', 'Ends early when'), loop, 'completionCondition', {
      description: say('可用 nrOfCompletedInstances、nrOfInstances 和已有结果。', 'Sees nrOfCompletedInstances, nrOfInstances and the results so far.'),
    }),
  ])];
}

function adHoc(element, owner) {
  const set = values => (target, value, services) => new Change(target, services).set(owner, values(value)).run();
  return [group('ad-hoc', say('自选子流程', 'Ad-hoc sub-process'), [
    choiceEntry('ordering', say('进行方式', 'Order'), () => owner.get('ordering') ?? 'Parallel',
      set(value => ({ ordering: value })),
      { options: () => [
        { value: 'Parallel', label: say('可同时进行', 'several at a time') },
        { value: 'Sequential', label: say('一次一项', 'one at a time') },
      ] }),
    formalEntry('ad-hoc-completion', say('满足此条件时结束', 'Ends when'), owner, 'completionCondition', {
      description: say('可用 nrOfCompletedInstances。留空：办结至少一项且无进行中的事项时结束。',
        'Sees nrOfCompletedInstances. Empty: when nothing is going on after the first one.'),
    }),
    checkEntry('ad-hoc-cancel', say('结束时取消未办结的事项', 'Cancel what is still going on'),
      () => owner.get('cancelRemainingInstances') !== false, set(value => ({ cancelRemainingInstances: value }))),
    expression(owner, 'activeElements', say('一开始就进行的步骤', 'Begun at once'), say('步骤标识的列表，例如 =["a", "b"]。', 'A list of ids, for example =["a", "b"].')),
  ])];
}

/* How many tokens an activity needs and makes; almost always one. */
function quantities(element, owner) {
  const entry = (name, label) => textEntry(name, label, () => Object.hasOwn(owner, name) ? owner.get(name).toString() : '',
    (target, value, services) => new Change(target, services)
      .set(owner, { [name]: /^[1-9]\d*$/.test(value) ? Number(value) : undefined }).run(), { validate: WHOLE });
  return [group('quantities', say('令牌数量', 'Quantities'), [
    entry('startQuantity', say('开始所需', 'Needed to begin')), entry('completionQuantity', say('结束后发出', 'Made at the end')),
  ])];
}

const KINDS = {
  'bpmn:AdHocSubProcess': adHoc,
  'bpmn:UserTask': userTask, 'bpmn:ServiceTask': serviceTask, 'bpmn:BusinessRuleTask': decisionTask,
  'bpmn:ScriptTask': scriptTask, 'bpmn:CallActivity': callActivity,
};

export function activityGroups(element, context) {
  const owner = getBusinessObject(element);
  const own = KINDS[element.type]?.(element, owner, context) ?? [];
  const message = is(element, 'bpmn:SendTask') ? messageGroup(owner, 'throws')
    : is(element, 'bpmn:ReceiveTask') ? messageGroup(owner, 'catches') : null;
  const counted = owner.get('triggeredByEvent') ? [] : quantities(element, owner);
  return [...own, message, ...repetition(element, owner), ...counted];
}
