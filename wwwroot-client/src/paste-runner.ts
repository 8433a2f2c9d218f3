// Carries a paste over the link: types what the flow wants, tells it what was accepted and printed, wakes it in time.
import type { PasteFlow } from './paste-flow.ts';
import type { PasteOptions } from './paste-plan.ts';

export interface PasteTransport {
  /** `live` while what the host prints comes through. */
  readonly state: string;
  writePaced(data: Uint8Array, cancelled: () => boolean, progress: (sent: number) => void): Promise<boolean>;
}

export interface PasteClock {
  now(): number;
  setTimeout(action: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

export class PasteRunner {
  readonly flow: PasteFlow;
  readonly #transport: PasteTransport;
  readonly #clock: PasteClock;
  readonly #changed: () => void;
  #timer: unknown = null;
  #again: (() => void) | null = null;
  #busy = false;
  #ended = false;

  /** `changed` is called after every step, the last time when the paste has ended. */
  constructor(flow: PasteFlow, transport: PasteTransport, clock: PasteClock, changed: () => void) {
    this.flow = flow;
    this.#transport = transport;
    this.#clock = clock;
    this.#changed = changed;
  }

  /** Ended, and nothing of it is under way any more. */
  get ended(): boolean { return this.#ended; }

  start(): void {
    void this.#pump();
  }

  printed(data: Uint8Array): void {
    this.flow.printed(data, this.#clock.now());
    void this.#pump();
  }

  pause(): void {
    this.flow.pause(this.#clock.now());
    void this.#pump();
  }

  resume(): void {
    this.flow.resume(this.#clock.now());
    void this.#pump();
  }

  resumeFrom(line: number, options: Partial<PasteOptions>): void {
    this.#again = () => this.flow.resumeFrom(line, options, this.#clock.now());
    void this.#pump();
  }

  cancel(): void {
    this.flow.cancel(this.#clock.now());
    void this.#pump();
  }

  async #pump(): Promise<void> {
    this.#clock.clearTimeout(this.#timer);
    while (!this.#busy && !this.#ended) {
      // Not before: what is still under way of the old pieces would be counted for the new ones.
      this.#again?.();
      this.#again = null;
      const pieces: Uint8Array[] = [];
      for (let piece = this.flow.next(this.#clock.now()); piece !== null; piece = this.flow.next(this.#clock.now())) pieces.push(piece);
      if (pieces.length === 0) break;
      this.#busy = true;
      const arrived = await this.#transport.writePaced(joined(pieces), () => this.flow.phase === 'cancelled' && pieces.length > 1, () => undefined);
      this.#busy = false;
      const now = this.#clock.now();
      if (arrived) for (const _ of pieces) this.flow.accepted(now);
      else this.flow.interrupted(now);
      this.#changed();
    }
    if (this.#busy || this.#ended) return;
    if (this.flow.ended) this.#ended = true;
    else this.#sleep();
    this.#changed();
  }

  #sleep(): void {
    const at = this.flow.wakeAt();
    if (at === null) return;
    this.#timer = this.#clock.setTimeout(() => {
      // A link that is down or behind brings no echo; it will bring it when it is back.
      if (this.#transport.state === 'live') this.flow.tick(this.#clock.now());
      else this.flow.unheard(this.#clock.now());
      void this.#pump();
    }, Math.max(1, at - this.#clock.now()));
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
