// Plays what a console printed, at its own pace or faster. Knows no terminal, no network and no page: pieces come in, due ones go out.

export interface ReplayPiece {
  readonly offset: number;
  /** When it was printed, in milliseconds of Unix time. */
  readonly time: number;
  readonly data: Uint8Array;
  readonly gapBefore?: string | null;
}

export interface PlayerClock {
  now(): number;
  setTimeout(action: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface PlayerEvents {
  /** A piece is due, `missing` offsets behind the one before; calls `drawn` when it is on the screen. */
  draw(piece: ReplayPiece, missing: number, drawn: () => void): void;
  /** Position, speed or state changed. */
  changed(): void;
}

/** `ended`: everything up to the record's end was shown. */
export type PlayerState = 'paused' | 'playing' | 'ended';

export const speeds = [0.5, 1, 2, 4, 8, 16, 32, 64] as const;

/** Silence longer than this is skipped, if wanted, and takes so long instead. */
const longSilence = 2_000;
const skippedSilence = 300;
const frame = 33;
/** At most so many bytes wait to be drawn: a slow tab plays slower, it does not pile up. */
const mostUndrawn = 128 * 1_024;

export class Player {
  readonly #clock: PlayerClock;
  readonly #events: PlayerEvents;
  #queue: ReplayPiece[] = [];
  #round = 0;
  #timer: unknown = null;
  #state: PlayerState = 'paused';
  #speed = 1;
  #skips = true;
  #complete = false;
  #offset = 0;
  #time = 0;
  #shownTime = 0;
  #lastStep = 0;
  #silentSince: number | null = null;
  #undrawn = 0;

  constructor(clock: PlayerClock, events: PlayerEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  get state(): PlayerState { return this.#state; }

  get speed(): number { return this.#speed; }

  get skipsSilence(): boolean { return this.#skips; }

  /** Everything before it is on the screen. */
  get offset(): number { return this.#offset; }

  /** The moment that is shown, in milliseconds of Unix time. */
  get time(): number { return this.#time; }

  /** It would play on, but the next piece has not come yet. */
  get isWaiting(): boolean { return this.#state === 'playing' && this.#queue.length === 0 && !this.#complete; }

  /** Stands at a moment; pieces from there on follow. */
  place(offset: number, time: number): void {
    this.#round++;
    this.#queue = [];
    this.#complete = false;
    this.#offset = offset;
    this.#time = this.#shownTime = time;
    this.#undrawn = 0;
    this.#silentSince = null;
    if (this.#state === 'ended') this.#state = 'paused';
    this.#lastStep = this.#clock.now();
    this.#events.changed();
  }

  /** The next piece of the record. */
  push(piece: ReplayPiece): void {
    this.#queue.push(piece);
    if (this.#state === 'playing' && this.#queue.length === 1) this.#arm(0);
  }

  /** The record has no more, as it is now. */
  complete(): void {
    this.#complete = true;
    if (this.#state === 'playing') this.#arm(0);
  }

  play(): void {
    if (this.#state === 'playing') return;
    this.#state = 'playing';
    this.#lastStep = this.#clock.now();
    this.#silentSince = null;
    this.#arm(0);
    this.#events.changed();
  }

  pause(): void {
    this.#clock.clearTimeout(this.#timer);
    if (this.#state === 'playing') this.#state = 'paused';
    this.#events.changed();
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#events.changed();
  }

  setSkipsSilence(skips: boolean): void {
    this.#skips = skips;
    this.#silentSince = null;
    this.#events.changed();
  }

  dispose(): void {
    this.#round++;
    this.#clock.clearTimeout(this.#timer);
    this.#state = 'paused';
  }

  #arm(milliseconds: number): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.#step(), milliseconds);
  }

  #step(): void {
    if (this.#state !== 'playing') return;
    const now = this.#clock.now();
    const passed = Math.max(0, now - this.#lastStep);
    this.#lastStep = now;
    this.#advance(now, passed * this.#speed);
    if (this.#queue.length === 0 && this.#complete) this.#state = 'ended';
    this.#events.changed();
    // Without a piece there is nothing to wait for; push wakes it.
    if (this.#state === 'playing' && this.#queue.length > 0) this.#arm(frame);
  }

  /** Moves the moment on by so much of the record's time, and shows what becomes due. */
  #advance(now: number, budget: number): void {
    while (this.#queue.length > 0 && this.#undrawn < mostUndrawn) {
      const next = this.#queue[0]!;
      // A clock that was set back prints pieces of an earlier time: they are due at once.
      const wait = Math.max(0, next.time - this.#time);
      if (this.#skips && wait > longSilence / 2 && next.time - this.#shownTime > longSilence) {
        this.#silentSince ??= now;
        if (now - this.#silentSince < skippedSilence) return;
        budget = 0;
      } else if (wait > budget) {
        this.#time += budget;
        return;
      } else {
        budget -= wait;
      }
      this.#silentSince = null;
      this.#queue.shift();
      this.#show(next);
    }
  }

  #show(piece: ReplayPiece): void {
    const round = this.#round;
    const missing = Math.max(0, piece.offset - this.#offset);
    this.#offset = piece.offset + piece.data.length;
    this.#shownTime = piece.time;
    this.#time = piece.time;
    this.#undrawn += piece.data.length;
    this.#events.draw(piece, missing, () => {
      if (round === this.#round) this.#undrawn -= piece.data.length;
    });
  }
}
