/* Keeps what was typed: sends the data after a pause, tells when; a failed draft is told, not more. */
import { clockTime, explain, say, sendJson } from '../page.js';

const PAUSE = 1500;

export class Drafts {
  constructor(url, read, tell) {
    Object.assign(this, { url, read, tell });
    this.known = this.text();
    this.timer = null;
    window.addEventListener('pagehide', () => this.flush());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.flush());
  }

  text() {
    return JSON.stringify(this.read());
  }

  /** Whether something was typed since the last draft. */
  get dirty() {
    return this.text() !== this.known;
  }

  changed() {
    if (!this.url) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  async save(options = {}) {
    const text = this.text();
    if (text === this.known) return;
    // set before the answer, so that two changes do not send the same draft
    const before = this.known;
    this.known = text;
    const answer = await sendJson(this.url, 'PUT', { data: JSON.parse(text) }, options);
    if (answer.ok) this.tell(say(`草稿已于 ${clockTime()} 自动保存`, `Draft saved at ${clockTime()}`));
    else {
      this.known = before;
      this.tell(`${say('草稿未保存：', 'The draft was not saved: ')}${explain(answer)}`);
    }
  }

  flush() {
    if (!this.url || this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    this.save({ keepalive: true });
  }

  /** Nothing more to keep: the form was sent. */
  stop() {
    clearTimeout(this.timer);
    this.url = null;
    this.known = this.text();
  }
}
