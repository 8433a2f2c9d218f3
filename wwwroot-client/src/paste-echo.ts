// Reads what a host prints back while somebody pastes, well enough to find a typed line in it: white space and colours do not count, a line
// may be wrapped and redrawn on the way (readline prints the next character and a CR at the edge, busybox the next character and a
// backspace). Host output is hostile: everything here is bounded, and nothing that it prints is ever typed.

/** A serial line tells nobody its size; programs behind it wrap at this column. */
const columns = 80;
const longestRow = 4_096;
const mostKept = 64 * 1_024;
const longestSequence = 64;

type State = 'text' | 'escape' | 'csi' | 'string' | 'stringEscape';

/** A character that takes two columns. */
function isWide(code: number): boolean {
  return code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3)
    || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60)
    || (code >= 0x1f300 && code <= 0x1faff));
}

/**
 * The parts of a line that can be looked for: runs of visible ASCII. What lies between them (other alphabets, which a host may print in
 * another code page, as `?` or not at all) is not compared.
 */
export function partsOf(line: string): string[] {
  return line.replace(/[\x00-\x20\x7f-\xa0]/g, '').split(/[^\x21-\x7e]+/).filter(part => part.length > 0);
}

export class EchoReader {
  readonly #decoder = new TextDecoder();
  #state: State = 'text';
  #sequence = '';
  #row: string[] = [];
  #column = 0;
  #kept = '';
  /** How many characters of `#kept` were given up at its start. */
  #dropped = 0;
  #rows = 0;
  #printed = 0;
  #fullScreen = false;

  /** Visible characters printed so far. */
  get printed(): number { return this.#printed; }

  /** Rows that ended so far. */
  get rows(): number { return this.#rows; }

  /** A program that draws the whole screen runs: what it prints is no echo. */
  get fullScreen(): boolean { return this.#fullScreen; }

  /** The row that the cursor is in, as it looks. */
  get row(): string { return this.#row.join('').slice(-400); }

  /** Where a search may begin that should see nothing printed before now. */
  get end(): number { return this.#dropped + this.#kept.length; }

  read(data: Uint8Array): void {
    for (const character of this.#decoder.decode(data, { stream: true })) this.#take(character);
    if (this.#kept.length > mostKept) this.discard(this.end - mostKept);
  }

  /** Finds all parts in their order, from a place on; answers the place behind the last one, or -1. */
  find(parts: readonly string[], from: number): number {
    const text = this.#kept + this.#compactRow();
    let at = Math.max(0, from - this.#dropped);
    for (const part of parts) {
      const found = text.indexOf(part, at);
      if (found < 0) return -1;
      at = found + part.length;
    }
    return this.#dropped + at;
  }

  /** Whether a piece of these parts was printed: then the host echoes, and what it echoed is wrong. */
  resembles(parts: readonly string[], from: number): boolean {
    const start = (parts[0] ?? '').slice(0, 48);
    const size = start.length < 6 ? Math.ceil(start.length / 2) : 4;
    if (size === 0) return false;
    for (let at = 0; at + size <= start.length; at++) if (this.find([start.slice(at, at + size)], from) >= 0) return true;
    return false;
  }

  /** Gives up what lies before a place. */
  discard(to: number): void {
    const count = Math.min(this.#kept.length, to - this.#dropped);
    if (count <= 0) return;
    this.#kept = this.#kept.slice(count);
    this.#dropped += count;
  }

  #compactRow(): string {
    return this.#row.join('').replace(/[^\x21-\x7e]/g, '');
  }

  #endRow(): void {
    this.#kept += this.#compactRow();
    this.#row = [];
    this.#column = 0;
  }

  #take(character: string): void {
    const code = character.codePointAt(0)!;
    if (code === 0x18 || code === 0x1a) {
      this.#state = 'text';
      return;
    }
    switch (this.#state) {
      case 'text':
        this.#text(character, code);
        break;
      case 'escape':
        this.#escape(character);
        break;
      case 'csi':
        if (code === 0x1b) this.#state = 'escape';
        else if (code >= 0x40 && code <= 0x7e) {
          this.#state = 'text';
          this.#control(character, this.#sequence);
        } else if (code >= 0x20 && this.#sequence.length < longestSequence) this.#sequence += character;
        else if (code < 0x20) this.#text(character, code);
        break;
      case 'string':
        if (code === 0x07) this.#state = 'text';
        else if (code === 0x1b) this.#state = 'stringEscape';
        break;
      case 'stringEscape':
        this.#state = 'text';
        if (character !== '\\') this.#escape(character);
        break;
    }
  }

  #escape(character: string): void {
    this.#sequence = '';
    this.#state = character === '[' ? 'csi' : character !== '' && 'P]X^_'.includes(character) ? 'string' : ' ' <= character && character <= '/' ? 'escape' : 'text';
  }

  #text(character: string, code: number): void {
    switch (code) {
      case 0x1b:
        this.#state = 'escape';
        return;
      case 0x0a:
      case 0x0b:
      case 0x0c:
        this.#rows++;
        this.#endRow();
        return;
      case 0x0d:
        // Behind the edge: the program wrapped, and goes to the start of this line of the screen, not of the row.
        this.#column = this.#column === 0 ? 0 : Math.floor((this.#column - 1) / columns) * columns;
        return;
      case 0x08:
        this.#column = Math.max(0, this.#column - 1);
        return;
      case 0x09:
        this.#column = (Math.floor(this.#column / 8) + 1) * 8;
        this.#pad();
        return;
    }
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return;
    if (this.#column >= longestRow) this.#endRow();
    this.#pad();
    this.#row[this.#column++] = character;
    if (isWide(code)) this.#row[this.#column++] = '';
    if (code > 0x20) this.#printed++;
  }

  #pad(): void {
    this.#column = Math.min(this.#column, longestRow);
    while (this.#row.length < this.#column) this.#row.push(' ');
  }

  #control(final: string, parameters: string): void {
    const number = (at: number, otherwise: number) => {
      const value = Number.parseInt(parameters.split(';')[at] ?? '', 10);
      return Number.isNaN(value) ? otherwise : Math.min(value, longestRow);
    };
    const count = Math.max(1, number(0, 1));
    switch (final) {
      case 'A':
        this.#column = Math.max(this.#column % columns, this.#column - count * columns);
        break;
      case 'B':
        if (this.#column + count * columns <= this.#row.length) this.#column += count * columns;
        break;
      case 'C':
        this.#column += count;
        this.#pad();
        break;
      case 'D':
        this.#column = Math.max(0, this.#column - count);
        break;
      case 'G':
        this.#column = Math.floor(Math.max(0, this.#column - 1) / columns) * columns + count - 1;
        this.#pad();
        break;
      case 'H':
      case 'f':
        // Not a row that grows any more: what stood in it stays findable.
        if (number(0, 1) > 1) this.#fullScreen = true;
        this.#endRow();
        break;
      case 'J':
      case 'K':
        if (number(0, 0) === 0) this.#row.length = Math.min(this.#row.length, this.#column);
        break;
      case 'P':
        this.#row.splice(this.#column, count);
        break;
      case '@':
        if (this.#row.length + count <= longestRow) this.#row.splice(this.#column, 0, ...Array<string>(count).fill(' '));
        break;
      case 'h':
        if (/^\?(47|1047|1049)$/.test(parameters)) this.#fullScreen = true;
        break;
    }
  }
}
