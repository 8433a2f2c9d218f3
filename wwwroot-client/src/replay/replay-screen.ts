import type { FitAddon } from '@xterm/addon-fit';
import type { SearchAddon } from '@xterm/addon-search';
import type { Terminal } from '@xterm/xterm';
import { ConsoleText, type Charset } from '../charset.ts';
import { gapWords } from '../gaps.ts';
import { softenResets } from '../history.ts';
import type { Labels } from '../labels.ts';
import { cutInPieces } from '../pieces.ts';
import { createScreen, leastColumns, leastRows } from '../screen.ts';
import { themeOf } from '../theme.ts';
import type { ReplayPiece } from './player.ts';

const largestFont = 13;
const narrowHost = 600;
const narrowFont = 11;
const largestPiece = 2_048;

/** A terminal that shows and takes no input: keys pressed in it are the player's. */
export class ReplayScreen {
  readonly #host: HTMLElement;
  readonly #labels: Labels;
  readonly #terminal: Terminal;
  readonly #fit: FitAddon;
  readonly #search: SearchAddon;
  readonly #sizes: ResizeObserver;
  readonly #end = new AbortController();
  readonly #text: ConsoleText;

  constructor(host: HTMLElement, labels: Labels, charset: Charset) {
    this.#text = new ConsoleText(charset);
    this.#host = host;
    this.#labels = labels;
    const screen = createScreen(host, { labels, fontSize: host.clientWidth < narrowHost ? narrowFont : largestFont, takesInput: false });
    this.#terminal = screen.terminal;
    this.#fit = screen.fit;
    this.#search = screen.search;
    this.#terminal.attachCustomKeyEventHandler(() => false);
    this.#sizes = new ResizeObserver(() => this.#resize());
  }

  open(): void {
    this.#host.classList.add('console-host');
    this.#terminal.open(this.#host);
    const input = this.#terminal.textarea;
    input?.setAttribute('aria-label', this.#labels.terminal);
    input?.setAttribute('readonly', '');
    document.addEventListener('theme-changed', () => { this.#terminal.options.theme = themeOf(this.#host); }, { signal: this.#end.signal });
    this.#sizes.observe(this.#host);
    this.#resize();
  }

  /** Shows another moment. */
  draw(screen: Uint8Array): Promise<void> {
    // Written, not called: what still waits to be drawn of the moment before comes first.
    this.#terminal.write('\x1bc');
    this.#text.reset();
    return this.#write(screen);
  }

  async print(piece: ReplayPiece, missing: number): Promise<void> {
    if (piece.gapBefore) {
      this.#terminal.write(this.#text.reset());
      const start = this.#terminal.buffer.active.cursorX > 0 ? '\r\n' : '';
      this.#terminal.write(`\x1b[0m${start}\x1b[2m\u2500\u2500 ${gapWords({ reason: piece.gapBefore, bytes: missing }, this.#labels)} \u2500\u2500\x1b[0m\r\n`);
    }
    await this.#write(softenResets(this.#text.toUtf8(piece.data)));
  }

  /** Marks the newest place of a text. */
  mark(text: string): void {
    this.#terminal.clearSelection();
    if (text.length > 0) this.#search.findPrevious(text);
  }

  /** What is shown, soft-wrapped lines joined. */
  text(): string {
    const buffer = this.#terminal.buffer.active;
    const lines: string[] = [];
    for (let y = 0; y < buffer.length; y++) {
      const line = buffer.getLine(y);
      if (!line) continue;
      const text = line.translateToString(!(buffer.getLine(y + 1)?.isWrapped ?? false));
      if (line.isWrapped && lines.length > 0) lines[lines.length - 1] += text;
      else lines.push(text);
    }
    while (lines.length > 0 && lines.at(-1) === '') lines.pop();
    return lines.join('\n');
  }

  dispose(): void {
    this.#end.abort();
    this.#sizes.disconnect();
    this.#terminal.dispose();
    this.#host.classList.remove('console-host');
  }

  #write(data: Uint8Array): Promise<void> {
    const last = cutInPieces(data, largestPiece, piece => this.#terminal.write(piece));
    return new Promise(resolve => this.#terminal.write(last, resolve));
  }

  #resize(): void {
    const size = this.#host.clientWidth < narrowHost ? narrowFont : largestFont;
    if (this.#terminal.options.fontSize !== size) this.#terminal.options.fontSize = size;
    const proposed = this.#fit.proposeDimensions();
    if (!proposed || Number.isNaN(proposed.cols)) return;
    const cols = Math.max(leastColumns, proposed.cols);
    const rows = Math.max(leastRows, proposed.rows);
    if (cols !== this.#terminal.cols || rows !== this.#terminal.rows) this.#terminal.resize(cols, rows);
  }
}
