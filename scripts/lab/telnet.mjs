/** The telnet that ipmi_sim speaks on a serial line over TCP: a break is a command between the bytes, and the byte 255 is written twice. */
const IAC = 255;
const SE = 240;
const BREAK = 243;
const SB = 250;
const WILL = 251;
const DONT = 254;

/** What stands for a break among the pieces of text. */
export const lineBreak = Symbol('break');

/** Takes the commands out of what comes in, over any cuts: answers pieces of text with the breaks between them, every other command is dropped. */
export class TelnetReader {
  #state = 'text';

  read(data) {
    const pieces = [];
    let text = [];
    for (const byte of data) {
      if (this.#take(byte, text) === lineBreak) {
        pieces.push(Buffer.from(text), lineBreak);
        text = [];
      }
    }
    pieces.push(Buffer.from(text));
    return pieces.filter(piece => piece === lineBreak || piece.length > 0);
  }

  #take(byte, text) {
    switch (this.#state) {
      case 'text':
        if (byte === IAC) {
          this.#state = 'command';
        } else {
          text.push(byte);
        }
        break;
      case 'command':
        this.#state = byte === SB ? 'option' : byte >= WILL && byte <= DONT ? 'answer' : 'text';
        if (byte === IAC) {
          text.push(byte);
        } else if (byte === BREAK) {
          return lineBreak;
        }
        break;
      case 'answer':
        this.#state = 'text';
        break;
      case 'option':
        this.#state = byte === IAC ? 'option command' : 'option';
        break;
      default:
        this.#state = byte === SE ? 'text' : 'option';
        break;
    }
    return undefined;
  }
}

/** What goes out, with each 255 twice. */
export function written(data) {
  return data.includes(IAC) ? Buffer.from([...data].flatMap(byte => (byte === IAC ? [byte, byte] : [byte]))) : data;
}
