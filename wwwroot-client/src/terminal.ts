import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { ConsoleLink, type Control, type Gap, type LineState, type Notice, type RefusedReason } from './console-link.ts';
import { askOpen, askPaste } from './dialogs.ts';
import { keepScrollback, softenResets } from './history.ts';
import { connectHub, refusal } from './hub.ts';
import { sequenceOf } from './keys.ts';
import { englishLabels, filled, withNumber, type Labels } from './labels.ts';
import { cutInPieces } from './pieces.ts';
import { needsPreview, pasteBytes } from './paste.ts';
import { isFocusReport, suppressReplies } from './replies.ts';
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
  readonly fromOffset?: number | null;
  /** One of many on a page: the letters shrink until 80 columns fit. */
  readonly compact?: boolean;
}

/** What somebody typed or pasted on one console, for the others of the page. */
export interface ConsoleInput {
  readonly text: string;
  readonly isPaste: boolean;
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
}

const encoder = new TextEncoder();
const fontFamily = '"JetBrains Mono", ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';
/** A serial line tells nobody its size; programs behind it assume this one, so there is never less of it. */
const leastColumns = 80;
const leastRows = 24;
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
  readonly #fit = new FitAddon();
  readonly #search = new SearchAddon();
  readonly #link: ConsoleLink;
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
  #control = false;
  #paste: { sent: number; total: number; cancelled: boolean } | null = null;

  constructor(host: HTMLElement, options: MountOptions) {
    this.#host = host;
    this.#options = options;
    this.#labels = { ...englishLabels, ...options.labels };
    const openLink = (_: MouseEvent, address: string) => void askOpen(address, this.#labels);
    this.#terminal = new Terminal({
      allowProposedApi: true, // Unicode 11 widths and their add-on.
      convertEol: false,
      cursorBlink: false,
      cursorInactiveStyle: 'outline',
      disableStdin: !options.canWrite,
      drawBoldTextInBrightColors: false,
      fontFamily,
      fontSize: this.#fontSize(),
      fontWeightBold: 600,
      lineHeight: 1.08,
      linkHandler: { activate: openLink, allowNonHttpProtocols: false },
      minimumContrastRatio: 4.5,
      screenReaderMode: options.screenReader ?? false,
      scrollback: 10_000,
      theme: themeOf(host),
      windowOptions: {},
      cols: leastColumns,
      rows: leastRows,
    });
    this.#terminal.loadAddon(this.#fit);
    this.#terminal.loadAddon(this.#search);
    this.#terminal.loadAddon(new Unicode11Addon());
    this.#terminal.unicode.activeVersion = '11';
    this.#terminal.loadAddon(new WebLinksAddon(openLink));
    suppressReplies(this.#terminal);
    keepScrollback(this.#terminal);
    this.#terminal.attachCustomKeyEventHandler(event => this.#filterKey(event));

    this.#link = new ConsoleLink({
      serverId: options.serverId,
      fromOffset: options.fromOffset ?? null,
      connect: connectHub,
      refusal,
      clock: systemClock,
      events: {
        chunk: (data, gap) => this.#print(data, gap),
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
    if (this.#options.canWrite) this.#wireInput(signal);
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

  /** Presses a key by its name: `Esc`, `F11`, `Up`, `Ctrl+C`, or a single character. */
  key(name: string): void {
    if (!this.#options.canWrite) return;
    const sequence = sequenceOf(name, this.#terminal.modes.applicationCursorKeysMode);
    if (sequence !== null) this.#type(sequence);
  }

  /** Holds Ctrl for the next letter: for keyboards that have no such key. */
  holdControl(on: boolean): void {
    this.#control = on && this.#options.canWrite;
    this.#changed();
    this.focus();
  }

  /** Types or pastes what somebody typed on another console of the same page; nobody hears of it again. */
  repeat({ text, isPaste }: ConsoleInput): void {
    if (!this.#options.canWrite) return;
    if (isPaste) void this.#pace(text);
    else this.#type(text);
  }

  /** Types text as it is, without asking: for a line the user wrote elsewhere on the page. */
  send(text: string): void {
    if (this.#options.canWrite) this.#type(text);
  }

  async sendBreak(): Promise<void> {
    if (this.#options.canWrite) await this.#link.sendBreak();
  }

  /** Pastes from the clipboard; where the browser does not hand it over, asks for the text in a dialog. */
  async paste(): Promise<void> {
    if (!this.#options.canWrite) return;
    let text = '';
    try {
      text = await navigator.clipboard.readText();
    } catch {
      // Not allowed, or no secure context: the dialog below takes the text by hand.
    }
    await this.#offer(text, text.length === 0);
    this.focus();
  }

  cancelPaste(): void {
    if (this.#paste) this.#paste.cancelled = true;
  }

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
      control: this.#control,
      paste: this.#paste ? { sent: this.#paste.sent, total: this.#paste.total } : null,
    };
  }

  dispose(): void {
    if (this.#end.signal.aborted) return;
    this.#end.abort();
    this.#link.dispose();
    this.#sizes.disconnect();
    window.clearTimeout(this.#stateTimer);
    window.clearTimeout(this.#noticeTimer);
    this.#terminal.dispose();
    this.#notice.remove();
    this.#host.classList.remove('console-host');
  }

  #wireInput(signal: AbortSignal): void {
    this.#terminal.onData(data => {
      if (isFocusReport(data)) return;
      const held = this.#control ? sequenceOf(`Ctrl+${data}`, false) : null;
      if (this.#control) this.holdControl(false);
      this.#type(held ?? data);
      this.#tellOthers({ text: held ?? data, isPaste: false });
    });
    this.#terminal.onBinary(data => this.#link.write(Uint8Array.from(data, character => character.charCodeAt(0))));
    // Before xterm.js hears of it: a paste of several lines is shown first.
    this.#host.addEventListener('paste', event => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      event.preventDefault();
      event.stopPropagation();
      void this.#offer(text, false).then(() => this.focus());
    }, { capture: true, signal });
  }

  #tellOthers(input: ConsoleInput): void {
    this.#host.dispatchEvent(new CustomEvent<ConsoleInput>('console-input', { bubbles: true, detail: input }));
  }

  #type(text: string): void {
    this.#link.write(encoder.encode(text));
  }

  async #offer(text: string, byHand: boolean): Promise<void> {
    const agreed = byHand || needsPreview(text) ? await askPaste(text, this.#labels) : text;
    if (!agreed || this.#paste) return;
    this.#tellOthers({ text: agreed, isPaste: true });
    await this.#pace(agreed);
  }

  async #pace(text: string): Promise<void> {
    if (this.#paste) return;
    const bytes = pasteBytes(text, this.#terminal.modes.bracketedPasteMode);
    const paste = this.#paste = { sent: 0, total: bytes.length, cancelled: false };
    try {
      await this.#link.writePaced(bytes, () => paste.cancelled || this.#end.signal.aborted, sent => {
        paste.sent = sent;
        this.#changed();
      });
    } finally {
      this.#paste = null;
      this.#changed();
    }
  }

  /** Everything typed belongs to the server, except one way out and the clipboard. */
  #filterKey(event: KeyboardEvent): boolean {
    if (!event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey) return true;
    switch (event.code) {
      case 'Space':
        event.preventDefault();
        if (event.type === 'keydown') this.#leave();
        return false;
      case 'KeyC':
        event.preventDefault();
        if (event.type === 'keydown') void this.copy();
        return false;
      case 'KeyV':
        return false; // The browser pastes; its paste event is handled above.
      default:
        return true;
    }
  }

  #leave(): void {
    this.#terminal.blur();
    const exit = document.querySelector<HTMLElement>('[data-console-exit]:not(:disabled)') ?? document.getElementById('main');
    exit?.focus();
    this.#host.dispatchEvent(new CustomEvent('console-exit', { bubbles: true }));
  }

  #print(data: Uint8Array, gap: Gap | null): Promise<void> {
    if (gap) this.#mark(gap);
    // xterm.js gives the page back its turn only between pieces; output made to be slow must not hold it for long.
    const last = cutInPieces(softenResets(data), largestPiece, piece => this.#terminal.write(piece));
    return new Promise(resolve => this.#terminal.write(last, () => {
      this.#changed();
      resolve();
    }));
  }

  /** A dim line in words where bytes are missing. The hub cuts only between escape sequences, so this never lands inside one. */
  #mark(gap: Gap): void {
    const words = {
      'not-kept': this.#labels.gapNotKept,
      'bmc-overrun': this.#labels.gapOverrun,
      'record-lost': this.#labels.gapRecordLost,
      'not-recorded': this.#labels.gapNotRecorded,
    }[gap.reason] ?? this.#labels.gapLineLost;
    // While the portal was away nobody counted: after a crash the offsets leave out more than can have been lost.
    const size = gap.bytes > 0 && gap.reason !== 'line-lost' ? ` (${withNumber(this.#labels.gapBytes, gap.bytes)})` : '';
    this.#gap = gap.reason;
    const start = this.#terminal.buffer.active.cursorX > 0 ? '\r\n' : '';
    this.#terminal.write(`\x1b[0m${start}\x1b[2m\u2500\u2500 ${words}${size} \u2500\u2500\x1b[0m\r\n`);
  }

  #refused(reason: RefusedReason, bytes: number): void {
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
