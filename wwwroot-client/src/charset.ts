// What the bytes from 80h on mean that a server prints, and UTF-8 made of it for the terminal. The same rules as ConsoleDecoder.cs on the portal's side;
// charset.test.ts and ConsoleDecoderTests.cs have the same cases.

export type Charset = 'auto' | 'utf8' | 'cp437' | 'latin1';

const cp437 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0';
const windows1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';
const invalid = '\ufffd';
const pairsForUtf8 = 3;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Keeps its state from chunk to chunk, so that a character may be cut anywhere. */
export class ConsoleText {
  readonly #charset: Charset;
  #held: number[] = [];
  #length = 0;
  #leansToPage = false;
  #pairs = 0;

  constructor(charset: Charset) {
    this.#charset = charset;
  }

  /** The same output in UTF-8, without control characters in disguise (U+0080 to U+009F). */
  toUtf8(data: Uint8Array): Uint8Array {
    if (this.#held.length === 0 && data.every(byte => byte < 0x80)) return data;
    return encoder.encode(this.#decode(data));
  }

  /** The bytes that follow do not continue those before. Gives what was held back, as far as it is something. */
  reset(): Uint8Array {
    const rest = this.#break();
    this.#leansToPage = false;
    this.#pairs = 0;
    return encoder.encode(rest);
  }

  #decode(data: Uint8Array): string {
    let text = '';
    let plain = 0;
    for (let at = 0; at < data.length; at++) {
      const byte = data[at]!;
      if (byte < 0x80 && this.#held.length === 0) continue;
      if (at > plain) text += decoder.decode(data.subarray(plain, at));
      text += this.#take(byte);
      plain = at + 1;
    }
    return data.length > plain ? text + decoder.decode(data.subarray(plain)) : text;
  }

  #take(byte: number): string {
    let text = '';
    if (this.#held.length > 0) {
      if (continues(this.#held, byte)) {
        this.#held.push(byte);
        return this.#held.length === this.#length ? this.#complete() : '';
      }
      text = this.#break();
    }
    if (byte < 0x80) return text + String.fromCharCode(byte);
    if (this.#charset === 'cp437') return text + cp437[byte - 0x80]!;
    if (this.#charset === 'latin1') return text + (byte < 0xa0 ? windows1252[byte - 0x80]! : String.fromCharCode(byte));
    if (byte < 0xc2 || byte > 0xf4) return text + this.#impossible(byte);
    this.#held = [byte];
    this.#length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return text;
  }

  #complete(): string {
    const held = this.#held;
    this.#held = [];
    if (held.length > 2 || (this.#leansToPage && ++this.#pairs >= pairsForUtf8)) {
      this.#leansToPage = false;
      this.#pairs = 0;
    }
    if (this.#leansToPage) return cp437[held[0]! - 0x80]! + cp437[held[1]! - 0x80]!;
    const isControl = held[0] === 0xc2 && held[1]! < 0xa0;
    return isControl ? '' : decoder.decode(Uint8Array.from(held));
  }

  #break(): string {
    const held = this.#held;
    this.#held = [];
    return held.map(byte => this.#impossible(byte)).join('');
  }

  #impossible(byte: number): string {
    if (this.#charset === 'utf8') return invalid;
    this.#leansToPage = true;
    this.#pairs = 0;
    return cp437[byte - 0x80]!;
  }
}

/** RFC 3629 §4: the second byte has a smaller range behind some first ones. */
function continues(held: readonly number[], byte: number): boolean {
  if ((byte & 0xc0) !== 0x80) return false;
  if (held.length > 1) return true;
  switch (held[0]) {
    case 0xe0: return byte >= 0xa0;
    case 0xed: return byte < 0xa0;
    case 0xf0: return byte >= 0x90;
    case 0xf4: return byte < 0x90;
    default: return true;
  }
}
