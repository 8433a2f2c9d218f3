import type { FitAddon } from '@xterm/addon-fit';
import type { SearchAddon } from '@xterm/addon-search';
import type { Terminal } from '@xterm/xterm';
import { ConsoleText, type Charset } from './charset.ts';
import { ConsoleLink, type Control, type Gap, type Hub, type LineState, type Notice, type RefusedReason } from './console-link.ts';
import { gapWords } from './gaps.ts';
import { softenResets } from './history.ts';
import { connectHub, refusal } from './hub.ts';
import { englishLabels, filled, type Labels } from './labels.ts';
import { cutInPieces } from './pieces.ts';
import { createScreen, leastColumns, leastRows } from './screen.ts';
import type { InputTally } from './tally.ts';
import { TerminalInput, type ConsoleInput } from './terminal-input.ts';
import { themeOf } from './theme.ts';

/** A .NET object that hears about changes; Blazor's DotNetObjectReference. */
export interface Listener {
  invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown>;
}

export interface MountOptions {
  readonly serverId: string;
  readonly canWrite: boolean;
  readonly labels?: Partial<Labels>;
  readonly dotnet?: Listener | null;
  readonly screenReader?: boolean;
  /** What the server's bytes mean. */
  readonly charset?: Charset;
  readonly fromOffset?: number | null;
  /** One of many on a page: the letters shrink until 80 columns fit. */
  readonly compact?: boolean;
  /** Comes by another way than the console hub. */
  readonly connect?: () => Hub;
}

/** What `OnTerminalState` receives, at most four times a second. */
export interface TerminalState {
  readonly connection: string;
  readonly code: string | null;
  readonly attempt: number;
  readonly retryInMilliseconds: number;
  readonly offset: number | null;
  readonly cols: number;
  readonly rows: number;
  readonly gap: string | null;
  readonly line: LineState | null;
  readonly roster: readonly string[];
  /** The next typed letter becomes a control character. */
  readonly control: boolean;
  readonly paste: { readonly sent: number; readonly total: number } | null;
  /** Which keys this server knows, as somebody chose in this browser. */
  readonly keys: { readonly profile: string; readonly backspace: string };
}

const narrowHost = 600;
const largestFont = 13;
const smallestFont = 5;
/** A cell of the terminal's font, in font sizes. */
const cellWidth = 0.61;
const cellHeight = 1.45;
const stateInterval = 250;
const noticeTime = 5_000;
const largestPiece = 2_048;

const systemClock = {
  setTimeout: (action: () => void, milliseconds: number) => window.setTimeout(action, milliseconds),
  clearTimeout: (timer: unknown) => window.clearTimeout(timer as number | undefined),
  random: () => Math.random(),
};

/** One console in one element, from its recorded past to now. */
export class ConsoleTerminal {
  readonly #host: HTMLElement;
  readonly #options: MountOptions;
  readonly #labels: Labels;
  readonly #terminal: Terminal;
  readonly #fit: FitAddon;
  readonly #search: SearchAddon;
  readonly #link: ConsoleLink;
  readonly #text: ConsoleText;
  readonly #end = new AbortController();
  readonly #sizes: ResizeObserver;
  readonly #notice = document.createElement('div');
  #noticeTimer = 0;
  #stateTimer = 0;
  #stateSentAt = -Infinity;
  #circuitLost = false;
  #gap: string | null = null;
  #line: LineState | null = null;
  #roster: readonly string[] = [];
  #who: Control | null = null;
  readonly #input: TerminalInput;

  constructor(host: HTMLElement, options: MountOptions) {
    this.#host = host;
    this.#options = options;
    this.#labels = { ...englishLabels, ...options.labels };
    this.#text = new ConsoleText(options.charset ?? 'auto');
    const screen = createScreen(host, { labels: this.#labels, fontSize: this.#fontSize(), takesInput: options.canWrite, screenReader: options.screenReader ?? false });
    this.#terminal = screen.terminal;
    this.#fit = screen.fit;
    this.#search = screen.search;

    this.#link = new ConsoleLink({
      serverId: options.serverId,
      fromOffset: options.fromOffset ?? null,
      connect: options.connect ?? connectHub,
      ...(options.connect ? {} : { refusal }),
      clock: systemClock,
      events: {
        chunk: (data, gap, screen) => this.#print(data, gap, screen),
        state: () => this.#changed(),
        refused: (reason, bytes) => this.#refused(reason, bytes),
        line: state => {
          this.#line = state;
          this.#changed();
        },
        control: control => {
          this.#who = control;
        },
        notice: notice => this.#tell(notice),
        roster: names => {
          this.#roster = names;
          this.#changed();
        },
      },
    });

    this.#input = new TerminalInput({
      host, terminal: this.#terminal, link: this.#link, labels: this.#labels, serverId: options.serverId, canWrite: options.canWrite,
      say: words => this.#say(words),
      changed: () => this.#changed(),
      copy: () => this.copy(),
    });

    this.#notice.className = 'console-notice';
    this.#notice.setAttribute('role', 'status');
    this.#notice.hidden = true;
    this.#sizes = new ResizeObserver(() => this.#resize());
  }

  open(): void {
    const { signal } = this.#end;
    this.#host.classList.add('console-host');
    this.#terminal.open(this.#host);
    this.#terminal.textarea?.setAttribute('aria-label', this.#labels.terminal);
    this.#host.append(this.#notice);
    this.#input.open();
    window.addEventListener('online', () => this.#link.nudge(), { signal });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#link.nudge();
    }, { signal });
    document.addEventListener('components-reconnect-state-changed', event => {
      this.#circuitLost = (event as CustomEvent<{ state: string }>).detail.state !== 'hide';
      this.#changed();
    }, { capture: true, signal });
    document.addEventListener('theme-changed', () => this.setTheme(), { signal });
    this.#sizes.observe(this.#host);
    this.#resize();
    this.#link.start();
  }

  /** Keys, pastes, break, SysRq: everything that goes to the line. */
  get input(): TerminalInput { return this.#input; }

  key(name: string): void { this.#input.key(name); }
  holdControl(on: boolean): void { this.#input.holdControl(on); }
  repeat(input: ConsoleInput): void { this.#input.repeat(input); }

  /** Types text as it is, without asking: for a line the user wrote elsewhere on the page. */
  send(text: string): void { this.#input.type(text); }

  // None of these is waited for: a page's call ends long before somebody has read a dialog.
  sendBreak(): void { void this.#input.sendBreak(); }
  sendSysRq(key: string): void { void this.#input.sendSysRq(key); }
  paste(): void { void this.#input.pasteClipboard(); }

  /** Shows a text as a paste, and types it when agreed. */
  offer(text: string): void { void this.#input.offer(text, true).then(() => this.focus()); }
  cancelPaste(): void { this.#input.cancelPaste(); }
  setKeys(profile: string): void { this.#input.setKeys(profile); }
  setBackspace(backspace: string): void { this.#input.setKeys(this.#input.keys.profile, backspace); }
  typeSize(): void { this.#input.typeSize(); }
  tally(): InputTally { return this.#input.tally; }

  /** Copies the selection; true if there was one. */
  async copy(): Promise<boolean> {
    const text = this.#terminal.getSelection();
    if (text.length === 0) return false;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      document.execCommand('copy');
    }
    this.#say(this.#labels.copied);
    return true;
  }

  find(text: string, backwards = false): boolean {
    if (text.length === 0) {
      this.#search.clearDecorations();
      return false;
    }
    return backwards ? this.#search.findPrevious(text) : this.#search.findNext(text);
  }

  focus(): void {
    this.#terminal.focus();
  }

  setTheme(): void {
    this.#terminal.options.theme = themeOf(this.#host);
  }

  setScreenReader(on: boolean): void {
    this.#terminal.options.screenReaderMode = on;
  }

  /** Tries again after the link ended. */
  reconnect(): void {
    this.#link.restart();
    this.#link.nudge();
  }

  /** Everything in the scrollback and on the screen, soft-wrapped lines joined. */
  text(): string {
    const buffer = this.#terminal.buffer.active;
    const lines: string[] = [];
    for (let y = 0; y < buffer.length; y++) {
      const line = buffer.getLine(y);
      if (!line) continue;
      const wrapsOn = buffer.getLine(y + 1)?.isWrapped ?? false;
      const text = line.translateToString(!wrapsOn);
      if (line.isWrapped && lines.length > 0) lines[lines.length - 1] += text;
      else lines.push(text);
    }
    while (lines.length > 0 && lines.at(-1) === '') lines.pop();
    return lines.join('\n');
  }

  /** The present state, as `OnTerminalState` receives it. */
  state(): TerminalState {
    return {
      connection: this.#link.state,
      code: this.#link.code,
      attempt: this.#link.attempt,
      retryInMilliseconds: this.#link.state === 'waiting' ? this.#link.retryAfter : 0,
      offset: this.#link.nextOffset,
      cols: this.#terminal.cols,
      rows: this.#terminal.rows,
      gap: this.#gap,
      line: this.#line,
      roster: this.#roster,
      control: this.#input.control,
      paste: this.#input.paste,
      keys: this.#input.keys,
    };
  }

  dispose(): void {
    if (this.#end.signal.aborted) return;
    this.#end.abort();
    this.#input.dispose();
    this.#link.dispose();
    this.#sizes.disconnect();
    window.clearTimeout(this.#stateTimer);
    window.clearTimeout(this.#noticeTimer);
    this.#terminal.dispose();
    this.#notice.remove();
    this.#host.classList.remove('console-host');
  }

  #print(data: Uint8Array, gap: Gap | null, screen: Uint8Array | null): Promise<void> {
    if (gap || screen) this.#terminal.write(this.#text.reset());
    if (gap) this.#mark(gap, screen !== null);
    if (screen) this.#terminal.write(screen); // UTF-8, whatever the server prints.
    this.#input.printed(data);
    // xterm.js gives the page back its turn only between pieces; output made to be slow must not hold it for long.
    const last = cutInPieces(softenResets(this.#text.toUtf8(data)), largestPiece, piece => this.#terminal.write(piece));
    return new Promise(resolve => this.#terminal.write(last, () => {
      this.#changed();
      resolve();
    }));
  }

  /** A dim line in words where bytes are missing. The hub cuts only between escape sequences, so this never lands inside one. */
  #mark(gap: Gap, isRedrawn: boolean): void {
    this.#gap = gap.reason;
    const start = this.#terminal.buffer.active.cursorX > 0 ? '\r\n' : '';
    // A screen that is drawn anew moves the mark up into the history, which only the main screen has.
    this.#terminal.write(`${isRedrawn ? '\x1b[?47l' : ''}\x1b[0m${start}\x1b[2m\u2500\u2500 ${gapWords(gap, this.#labels)} \u2500\u2500\x1b[0m\r\n`);
  }

  #refused(reason: RefusedReason, bytes: number): void {
    this.#input.refused();
    if (reason === 'lost' && bytes === 0) return;
    const words = {
      offline: this.#labels.refusedOffline,
      lost: this.#labels.refusedLost,
      full: this.#labels.refusedFull,
      unavailable: this.#labels.refusedUnavailable,
      denied: this.#labels.refusedDenied,
      watching: filled(this.#labels.refusedWatching, this.#who?.driver ?? '?'),
    }[reason];
    this.#say(words);
  }

  /** Who types has changed, or somebody wants it to: told in the terminal itself, so that it is seen without the page's circuit. */
  #tell({ kind, by, to, reason }: Notice): void {
    // The page asks the one who types, with buttons.
    if (kind === 'asked' && this.#who?.mine && !this.#circuitLost) return;
    const words = {
      asked: this.#labels.noticeAsked,
      granted: this.#labels.noticeGranted,
      declined: this.#labels.noticeDeclined,
      taken: this.#labels.noticeTaken,
      released: to ? this.#labels.noticeReleasedTo : this.#labels.noticeReleased,
      idle: this.#labels.noticeIdle,
    }[kind];
    if (words) this.#say(filled(words, by, to ?? '–', reason ?? ''));
  }

  #say(words: string): void {
    this.#notice.textContent = words;
    this.#notice.hidden = false;
    window.clearTimeout(this.#noticeTimer);
    this.#noticeTimer = window.setTimeout(() => { this.#notice.hidden = true; }, noticeTime);
  }

  #fontSize(): number {
    const { clientWidth: width, clientHeight: height } = this.#host;
    if (this.#options.compact && width > 0) {
      const widest = width / leastColumns / cellWidth;
      const tallest = height / leastRows / cellHeight;
      return Math.max(smallestFont, Math.min(largestFont, Math.floor(Math.min(widest, tallest) * 2) / 2));
    }
    return width > 0 && width < narrowHost ? 11 : largestFont;
  }

  #resize(): void {
    const size = this.#fontSize();
    if (this.#terminal.options.fontSize !== size) this.#terminal.options.fontSize = size;
    const proposed = this.#fit.proposeDimensions();
    if (!proposed || Number.isNaN(proposed.cols)) return;
    const cols = Math.max(leastColumns, proposed.cols);
    const rows = Math.max(leastRows, proposed.rows);
    if (cols === this.#terminal.cols && rows === this.#terminal.rows) return;
    this.#terminal.resize(cols, rows);
    this.#changed();
  }

  #changed(): void {
    const { dotnet } = this.#options;
    if (!dotnet || this.#stateTimer !== 0 || this.#end.signal.aborted) return;
    // The circuit may be gone while the console lives on; when it is back, it is told how things stand.
    const wait = Math.max(0, this.#stateSentAt + stateInterval - performance.now());
    this.#stateTimer = window.setTimeout(() => {
      this.#stateTimer = 0;
      if (this.#circuitLost) return;
      this.#stateSentAt = performance.now();
      dotnet.invokeMethodAsync('OnTerminalState', this.state()).catch(() => undefined);
    }, wait);
  }
}
