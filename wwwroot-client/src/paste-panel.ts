// A paste under way, told over the terminal's lower edge: how far, how fast, how long still; pause, go on, leave it. Of the terminal and not
// of the page, so that it works while the page's own connection is away, and on every tile of a wall.
import { button, element } from './dialogs.ts';
import { filled, withNumber, type Labels } from './labels.ts';
import { choice, paces } from './paste-dialog.ts';
import type { Pace, PasteOptions } from './paste-plan.ts';
import type { PasteProgress } from './paste-progress.ts';

export interface PasteActions {
  pause(): void;
  resume(): void;
  resumeFrom(line: number, options: Partial<PasteOptions>): void;
  cancel(): void;
  /** The text of a line, from 1. */
  line(number: number): string;
}

const mostOfALine = 60;

export class PastePanel {
  readonly #labels: Labels;
  readonly #actions: PasteActions;
  readonly #over = element('div', 'console-over');
  readonly #root = element('div', 'paste-panel');
  readonly #bar = element('progress', '');
  readonly #figures = element('span', 'paste-figures');
  readonly #words = element('span', 'paste-words');
  readonly #line = element('code', 'paste-line');
  readonly #pause: HTMLButtonElement;
  readonly #resume: HTMLButtonElement;
  readonly #cancel: HTMLButtonElement;
  readonly #again = element('span', 'paste-again');
  readonly #from = element('input', 'input');
  readonly #pace: HTMLSelectElement;
  readonly #check = element('input', '');
  #shown = '';

  constructor(host: HTMLElement, labels: Labels, actions: PasteActions) {
    this.#labels = labels;
    this.#actions = actions;
    this.#root.setAttribute('role', 'group');
    this.#root.setAttribute('aria-label', labels.pasteRunning);
    this.#bar.setAttribute('aria-label', labels.pasteRunning);
    this.#words.setAttribute('role', 'status');
    this.#pause = this.#button(labels.pastePause, () => actions.pause());
    this.#resume = this.#button(labels.pasteResume, () => actions.resume());
    this.#cancel = this.#button(labels.pasteCancel, () => actions.cancel());

    this.#from.type = 'number';
    this.#from.min = '1';
    this.#from.setAttribute('aria-label', labels.pasteFrom);
    const pace = choice<Pace>(labels.pastePace, paces(labels).filter(([name]) => name === 'echo' || name === 'slow'), 'echo');
    this.#pace = pace.select;
    const check = element('label', 'check');
    this.#check.type = 'checkbox';
    check.append(this.#check, labels.pasteCheckShort);
    this.#again.append(
      this.#button(labels.pasteFrom, () => actions.resumeFrom(this.#from.valueAsNumber || 1, { pace: this.#pace.value as Pace, check: this.#check.checked })),
      this.#from, pace.label, check);
    const end = element('span', 'paste-buttons');
    end.append(this.#pause, this.#resume, this.#cancel);
    this.#root.append(this.#bar, this.#words, this.#line, this.#figures, this.#again, end);
    this.#over.append(this.#root);
    host.append(this.#over);
  }

  show(progress: PasteProgress): void {
    const { phase, stop, note, line, typedLine, lines, sent, total, rate, secondsLeft } = progress;
    const labels = this.#labels;
    this.#bar.max = Math.max(1, total);
    this.#bar.value = sent;
    this.#figures.textContent = [
      filled(labels.pasteLine, line.toLocaleString(), lines.toLocaleString()),
      filled(labels.pasteOf, sent.toLocaleString(), total.toLocaleString()),
      ...(rate > 0 ? [withNumber(labels.pasteRate, Math.round(rate))] : []),
      ...(secondsLeft !== null && phase === 'running' ? [withNumber(labels.pasteLeft, secondsLeft)] : []),
    ].join(' · ');
    const changed = `${phase} ${stop} ${note}`;
    if (changed === this.#shown) return;
    const wasStopped = this.#shown.startsWith('stopped');
    this.#shown = changed;
    const reason = stop && phase === 'stopped' ? withNumber({
      wrongEcho: labels.pasteWrongEcho, noEcho: labels.pasteNoEcho, noPrompt: labels.pasteNoPrompt, interrupted: labels.pasteInterrupted,
    }[stop], line) : '';
    const hint = note ? { silent: labels.pasteSilent, fullScreen: labels.pasteFullScreen, unverified: labels.pasteUnverified }[note] : '';
    const ahead = reason && typedLine > line ? withNumber(labels.pasteAhead, typedLine) : '';
    this.#words.textContent = [reason, ahead, phase === 'paused' ? labels.pastePaused : '', hint].filter(words => words.length > 0).join(' ');
    this.#words.hidden = this.#words.textContent.length === 0;
    const stopped = phase === 'stopped';
    this.#root.classList.toggle('is-stopped', stopped);
    // What did not come back may be a password.
    this.#line.hidden = stop !== 'wrongEcho';
    this.#again.hidden = !stopped;
    this.#pause.hidden = phase !== 'running';
    this.#resume.hidden = phase !== 'paused';
    this.#cancel.textContent = stopped ? labels.pasteLeave : labels.pasteCancel;
    if (!stopped || wasStopped) return;
    const text = this.#actions.line(line).trim();
    this.#line.textContent = text.length > mostOfALine ? `${text.slice(0, mostOfALine)}…` : text;
    this.#from.max = String(lines);
    this.#from.value = String(line);
    this.#pace.value = stop === 'wrongEcho' ? 'slow' : 'echo';
    this.#check.checked = stop !== 'noEcho';
  }

  dispose(): void {
    this.#over.remove();
  }

  #button(words: string, action: () => void): HTMLButtonElement {
    const made = button(words, 'button button-small');
    made.addEventListener('click', action);
    return made;
  }
}
