/* Events: start forms, messages, timers, errors. */
import { getBusinessObject, is, isAny } from 'bpmn-js/lib/util/ModelUtil';
import { choiceEntry, feelEntry, group } from './entries.js';
import { Change } from './extension.js';
import { messageGroup } from './messages.js';
import { VARIABLE, calendarEntry, expression, formEntry, formalEntry, resultEntry, text } from './shared.js';
import { say } from '../page.js';

const TIMERS = {
  timeDate: say('指定时间', 'At a time'), timeDuration: say('经过一段时间', 'After a duration'), timeCycle: say('周期重复', 'Repeatedly'),
};
const HINTS = {
  timeDate: say('例如 2026-11-30T09:00:00+08:00，或 = 表达式。', 'For example 2026-11-30T09:00:00+08:00, or an expression.'),
  timeDuration: say('例如 P5D（五天）、PT2H（两小时），或 = 表达式。', 'For example P5D (five days), PT2H (two hours), or an expression.'),
  timeCycle: say('例如 R3/PT1H（每小时一次，共三次）。', 'For example R3/PT1H (every hour, three times).'),
};
const KEYS = Object.keys(TIMERS);

function timerGroup(owner, timer) {
  const kind = KEYS.find(key => timer.get(key)) ?? '';
  const clear = Object.fromEntries(KEYS.map(key => [key, undefined]));
  return group('timer', say('定时', 'Timer'), [
    choiceEntry('timer-kind', say('方式', 'Kind'), () => kind,
      (element, value, services) => {
        const change = new Change(element, services);
        const before = kind ? timer.get(kind).body : '';
        const body = value ? { [value]: change.create('bpmn:FormalExpression', { body: before ?? '' }, timer) } : {};
        change.set(timer, { ...clear, ...body }).run();
      },
      { options: () => [{ value: '', label: say('（请选择）', '(choose)') }, ...KEYS.map(value => ({ value, label: TIMERS[value] }))] }),
    kind && feelEntry('timer-value', say('时间', 'Time'), () => timer.get(kind)?.body,
      (element, value, services) => new Change(element, services).set(timer.get(kind), { body: value }).run(),
      { description: HINTS[kind] }),
    kind === 'timeDuration' && calendarEntry(owner),
  ].filter(Boolean));
}

export function eventGroups(element, { catalog }) {
  const owner = getBusinessObject(element);
  const definitions = owner.get('eventDefinitions') ?? [];
  const definition = type => definitions.find(one => is(one, `bpmn:${type}EventDefinition`));
  const groups = [];
  if (is(element, 'bpmn:StartEvent') && !definitions.length && !is(owner.$parent, 'bpmn:SubProcess')) {
    groups.push(group('start', say('发起', 'Start'), [
      formEntry(owner, catalog, say('发起时填写的表单；留空：本流程的 start 表单。', 'Filled in when it is started; empty: the form "start" of the process.')),
    ]));
  }
  if (definition('Message')) {
    groups.push(messageGroup(owner, isAny(element, ['bpmn:ThrowEvent']) ? 'throws' : 'catches'));
  }
  if (definition('Timer')) groups.push(timerGroup(owner, definition('Timer')));
  if (definition('Signal')) {
    groups.push(group('signal', say('信号', 'Signal'), [is(element, 'bpmn:ThrowEvent')
      ? expression(owner, 'payload', say('信号内容', 'Content'), say('例如 ={person: applicant.name}。', 'For example ={person: applicant.name}.'))
      : resultEntry(owner, say('留空则信号各项并入流程变量。', 'Empty: the parts of the signal become variables.'))]));
  }
  if (definition('Conditional')) {
    groups.push(group('conditional', say('条件', 'Condition'), [
      formalEntry('event-condition', say('条件成立时发生', 'Happens when'), definition('Conditional'), 'condition', {
        description: say('流程变量每次变化后检查，例如 score >= 60。', 'Looked at after every change of variables, for example score >= 60.'),
      }),
    ]));
  }
  if ((definition('Error') || definition('Escalation')) && is(element, 'bpmn:CatchEvent')) {
    groups.push(group('error', say('捕获后', 'When caught'), [
      text(owner, 'codeVariable', say('错误代码存入变量', 'Variable of the code'), undefined, { validate: VARIABLE.validate }),
      resultEntry(owner, say('错误的详细内容存入该变量。', 'Variable of what came with the error.')),
    ]));
  }
  return groups;
}
