// Everything that goes from a person to the line: keys with the server's profile, the clipboard, pastes, break, SysRq, and the chord that opens
// the portal's menu. Nothing here is moved by what a host prints; a paste only stops on it.
import type { Terminal } from '@xterm/xterm';
import { opensMenu } from './chord.ts';
import { ConsoleMenu } from './console-menu.ts';
import type { ConsoleLink } from './console-link.ts';
import { nameOfPressed, sequenceOf } from './keys.ts';
import { readKeys, usualBackspace, writeKeys, keyProfiles, type KeyChoice } from './key-profiles.ts';
import { withNumber, type Labels } from './labels.ts';
import { askPaste } from './paste-dialog.ts';
import { PasteFlow } from './paste-flow.ts';
import { PastePanel } from './paste-panel.ts';
import { linesOf, usualPaste, type AgreedPaste } from './paste-plan.ts';
import type { PasteProgress } from './paste-progress.ts';
import { PasteRunner } from './paste-runner.ts';
import { needsPreview } from './paste.ts';
import { isFocusReport } from './replies.ts';
import type { InputTally } from './tally.ts';
import { SysRqWatch, sysRqPatience } from './sysrq.ts';

/** What somebody typed or pasted on one console, for the others of the page. */
export interface ConsoleInput {
  readonly text: string;
  /** Null for what was typed. */
  readonly paste: AgreedPaste | null;
}

export interface InputParts {
  readonly host: HTMLElement;
  readonly terminal: Terminal;
  readonly link: ConsoleLink;
  readonly labels: Labels;
  readonly serverId: string;
  readonly canWrite: boolean;
  say(words: string): void;
  changed(): void;
  copy(): Promise<boolean>;
}

const encoder = new TextEncoder();
const panelInterval = 200;

export class TerminalInput {
  readonly #parts: InputParts;
  readonly #menu: ConsoleMenu;
  readonly #end = new AbortController();
  #keys: KeyChoice;
  #control = false;
  #runner: PasteRunner | null = null;
  #panel: PastePanel | null = null;
  #panelAt = -Infinity;
  #panelTimer = 0;
  #sysRq: SysRqWatch | null = null;
  #typed = 0;
  #printedSince = true;
  #refused = false;

  constructor(parts: InputParts) {
    this.#parts = parts;
    this.#menu = new ConsoleMenu(parts.host, parts.labels, () => parts.terminal.focus(), () => this.#leave());
    this.#keys = readKeys(kept(`pilotlight.keys.${parts.serverId}`));
    parts.terminal.attachCustomKeyEventHandler(event => this.#filterKey(event));
  }

  get keys(): KeyChoice { return this.#keys; }

  get control(): boolean { return this.#control; }

  get paste(): PasteProgress | null {
    return this.#runner && !this.#runner.ended ? this.#runner.flow.progress(performance.now()) : null;
  }

  get tally(): InputTally {
    const phase = this.paste?.phase ?? null;
    return {
      typed: this.#typed,
      pending: this.#parts.link.pending > 0,
      printedSince: this.#printedSince,
      refused: this.#refused,
      paste: phase === null ? null : phase === 'running' ? 'running' : 'waiting',
    };
  }

  /** Listens, once the terminal is on the page. */
  open(): void {
    const { terminal, link, host, canWrite } = this.#parts;
    if (!canWrite) return;
    terminal.onData(data => {
      if (isFocusReport(data)) return;
      const held = this.#control ? sequenceOf(`Ctrl+${data}`, false) : null;
      if (this.#control) this.holdControl(false);
      this.#typeOnAll(held ?? data);
    });
    terminal.onBinary(data => link.write(Uint8Array.from(data, character => character.charCodeAt(0))));
    // Before xterm.js hears of it: a paste of several lines is shown first.
    host.addEventListener('paste', event => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      event.preventDefault();
      event.stopPropagation();
      void this.offer(text, false).then(() => terminal.focus());
    }, { capture: true, signal: this.#end.signal });
  }

  /** Presses a key by its name, with this server's profile. */
  key(name: string): void {
    if (!this.#parts.canWrite) return;
    const sequence = sequenceOf(name, this.#parts.terminal.modes.applicationCursorKeysMode, this.#keys);
    if (sequence !== null) this.#typeOnAll(sequence);
  }

  /** Which keys this server's firmware or system knows; kept in this browser. */
  setKeys(profile: string, backspace?: string): void {
    const known = keyProfiles.find(name => name === profile) ?? this.#keys.profile;
    this.#keys = { profile: known, backspace: backspace === 'bs' || backspace === 'del' ? backspace : usualBackspace(known) };
    try {
      localStorage.setItem(`pilotlight.keys.${this.#parts.serverId}`, writeKeys(this.#keys));
    } catch {
      // A browser that keeps nothing: the choice holds as long as the page.
    }
    this.#parts.changed();
  }

  /** Holds Ctrl for the next letter: for keyboards that have no such key. */
  holdControl(on: boolean): void {
    this.#control = on && this.#parts.canWrite;
    this.#parts.changed();
    this.#parts.terminal.focus();
  }

  /** Types or pastes what somebody typed on another console of the same page; nobody hears of it again. */
  repeat({ text, paste }: ConsoleInput): void {
    if (!this.#parts.canWrite) return;
    if (paste) this.#start(paste);
    else this.type(text);
  }

  /** Types text as it is, without asking. */
  type(text: string): void {
    if (!this.#parts.canWrite) return;
    // Two hands on one line would mix what both type; and Ctrl+C is meant for now, not for the end of the paste.
    this.#runner?.pause();
    this.#typed += text.length;
    this.#printedSince = this.#refused = false;
    this.#parts.link.write(encoder.encode(text));
  }

  async sendBreak(): Promise<void> {
    if (this.#parts.canWrite) await this.#parts.link.sendBreak();
  }

  /** Break and a SysRq key; says when the kernel refuses or does not listen. */
  async sendSysRq(key: string): Promise<void> {
    if (!this.#parts.canWrite) return;
    const { labels, link, say } = this.#parts;
    const watch = this.#sysRq = new SysRqWatch();
    if (!await link.sendSysRq(key)) {
      this.#sysRq = null;
      return;
    }
    window.setTimeout(() => {
      if (this.#sysRq !== watch || this.#end.signal.aborted) return;
      this.#sysRq = null;
      if (watch.answer === 'disabled') say(labels.sysRqDisabled);
      else if (watch.answer === 'silent') say(labels.sysRqSilent);
    }, sysRqPatience);
  }

  /** Tells the host's shell the size of the terminal: a serial line does not. */
  typeSize(): void {
    const { terminal } = this.#parts;
    this.#typeOnAll(`stty rows ${terminal.rows} cols ${terminal.cols}\r`);
    terminal.focus();
  }

  /** Pastes from the clipboard; where the browser does not hand it over, asks for the text in a dialog. */
  async pasteClipboard(): Promise<void> {
    if (!this.#parts.canWrite) return;
    let text = '';
    try {
      text = await navigator.clipboard.readText();
    } catch {
      // Not allowed, or no secure context: the dialog below takes the text by hand.
    }
    await this.offer(text, text.length === 0);
    this.#parts.terminal.focus();
  }

  /** Shows a text, unless it is one line that somebody pasted, and types it when agreed. */
  async offer(text: string, always: boolean): Promise<void> {
    if (!this.#parts.canWrite) return;
    if (this.paste) {
      this.#parts.say(this.#parts.labels.pasteBusy);
      return;
    }
    const block = this.#parts.terminal.modes.bracketedPasteMode;
    const agreed = always || needsPreview(text)
      ? await askPaste(text, this.#parts.labels, block)
      : text.length > 0 ? { text, options: { ...usualPaste, check: false, bracketed: block } } : null;
    if (!agreed || this.paste || this.#end.signal.aborted) return;
    this.#tellOthers({ text: agreed.text, paste: agreed });
    this.#start(agreed);
  }

  cancelPaste(): void {
    this.#runner?.cancel();
  }

  /** The host printed something. */
  printed(data: Uint8Array): void {
    if (data.length > 0) this.#printedSince = true;
    this.#sysRq?.read(data);
    this.#runner?.printed(data);
  }

  /** What was typed did not get to the host. */
  refused(): void {
    this.#refused = true;
  }

  dispose(): void {
    this.#end.abort();
    this.#runner?.cancel();
    this.#menu.dispose();
    window.clearTimeout(this.#panelTimer);
    this.#panel?.dispose();
  }

  #typeOnAll(text: string): void {
    this.type(text);
    this.#tellOthers({ text, paste: null });
  }

  #tellOthers(input: ConsoleInput): void {
    this.#parts.host.dispatchEvent(new CustomEvent<ConsoleInput>('console-input', { bubbles: true, detail: input }));
  }

  #start(paste: AgreedPaste): void {
    if (this.paste) return;
    const clock = {
      now: () => performance.now(),
      setTimeout: (action: () => void, milliseconds: number) => window.setTimeout(action, milliseconds),
      clearTimeout: (timer: unknown) => window.clearTimeout(timer as number | undefined),
    };
    const lines = linesOf(paste);
    this.#typed += paste.text.length;
    this.#printedSince = this.#refused = false;
    const runner = this.#runner = new PasteRunner(new PasteFlow(paste, clock.now()), this.#parts.link, clock, () => this.#pasteChanged());
    if (lines.length > 1) {
      this.#panel = new PastePanel(this.#parts.host, this.#parts.labels, {
        pause: () => runner.pause(),
        resume: () => this.#andFocus(() => runner.resume()),
        resumeFrom: (line, options) => this.#andFocus(() => runner.resumeFrom(line, options)),
        cancel: () => this.#andFocus(() => runner.cancel()),
        line: number => lines[number - 1] ?? '',
      });
    }
    runner.start();
  }

  #andFocus(action: () => void): void {
    action();
    this.#parts.terminal.focus();
  }

  #pasteChanged(): void {
    const runner = this.#runner;
    if (!runner) return;
    if (runner.ended) {
      window.clearTimeout(this.#panelTimer);
      this.#panelTimer = 0;
      const { labels, say } = this.#parts;
      const { phase, note, line, lines } = runner.flow.progress(performance.now());
      if (this.#panel && !this.#end.signal.aborted) {
        say(phase === 'cancelled' ? withNumber(labels.pasteCancelled, line)
          : [withNumber(labels.pasteDone, lines), note ? { silent: labels.pasteSilent, fullScreen: labels.pasteFullScreen, unverified: labels.pasteUnverified }[note] : ''].join(' ').trim());
      }
      this.#panel?.dispose();
      this.#panel = null;
      this.#runner = null;
      this.#parts.changed();
      return;
    }
    const settled = runner.flow.phase !== 'running';
    const wait = settled ? 0 : Math.max(0, this.#panelAt + panelInterval - performance.now());
    if (this.#panelTimer !== 0 && !settled) return;
    window.clearTimeout(this.#panelTimer);
    this.#panelTimer = window.setTimeout(() => {
      this.#panelTimer = 0;
      this.#panelAt = performance.now();
      if (this.#runner) this.#panel?.show(this.#runner.flow.progress(performance.now()));
      this.#parts.changed();
    }, wait);
  }

  /** Everything typed belongs to the server, except one chord and the clipboard. */
  #filterKey(event: KeyboardEvent): boolean {
    if (opensMenu(event)) {
      event.preventDefault();
      if (event.type === 'keydown') this.#menu.show();
      return false;
    }
    const name = nameOfPressed(event);
    if (name !== null) return this.#filterNamed(event, name);
    if (!event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey) return true;
    switch (event.code) {
      case 'KeyC':
        event.preventDefault();
        if (event.type === 'keydown') void this.#parts.copy();
        return false;
      case 'KeyV':
        return false; // The browser pastes; its paste event is handled above.
      default:
        return true;
    }
  }

  /** A function or editing key: xterm.js knows those of its own profile, the rest is ours. */
  #filterNamed(event: KeyboardEvent, name: string): boolean {
    if (this.#keys.profile === 'xterm' && !(name === 'Backspace' && this.#keys.backspace === 'bs')) return true;
    const sequence = sequenceOf(name, this.#parts.terminal.modes.applicationCursorKeysMode, this.#keys);
    event.preventDefault();
    if (event.type === 'keydown' && sequence !== null && this.#parts.canWrite) this.#typeOnAll(sequence);
    return false;
  }

  #leave(): void {
    this.#parts.terminal.blur();
    const exit = document.querySelector<HTMLElement>('[data-console-exit]:not(:disabled)') ?? document.getElementById('main');
    exit?.focus();
    this.#parts.host.dispatchEvent(new CustomEvent('console-exit', { bubbles: true }));
  }
}

function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
