/* What a message carries and how its receiver is found. */
import { group } from './entries.js';
import { expression, resultEntry } from './shared.js';
import { say } from '../page.js';

/** The message group of an element that throws or catches; which message it is stands in BPMN's own group. */
export function messageGroup(owner, direction) {
  const key = expression(owner, 'correlationKey', say('关联键', 'Correlation key'),
    say('发送方与接收方的值相同才会送达，例如 =businessKey。', 'Delivered where both values are equal, for example =businessKey.'));
  const more = direction === 'throws'
    ? expression(owner, 'payload', say('消息内容', 'Content'), say('例如 ={person: applicant.name}。', 'For example ={person: applicant.name}.'))
    : resultEntry(owner, say('留空则消息各项并入流程变量。', 'Empty: the parts of the message become variables.'));
  return group('message', direction === 'throws' ? say('发送消息', 'Message sent') : say('接收消息', 'Message awaited'), [key, more]);
}
