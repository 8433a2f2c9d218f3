// What the kernel says to a SysRq command, read for a moment after one was sent: it may refuse, or not listen at all.

/** Long enough for a slow line, short enough that somebody still looks at the same thing. */
export const sysRqPatience = 4_000;

const longest = 4_096;

/** `done`: the kernel named the command. `disabled`: it said that this one is switched off. `silent`: it said nothing of SysRq. */
export type SysRqAnswer = 'done' | 'disabled' | 'silent';

export class SysRqWatch {
  readonly #decoder = new TextDecoder('latin1');
  #text = '';

  read(data: Uint8Array): void {
    this.#text = (this.#text + this.#decoder.decode(data)).slice(-longest);
  }

  /** What was heard so far. */
  get answer(): SysRqAnswer {
    if (/This sysrq operation is disabled/i.test(this.#text)) return 'disabled';
    return /sysrq ?: /i.test(this.#text) ? 'done' : 'silent';
  }
}
