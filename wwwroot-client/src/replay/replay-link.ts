// Fetches the past of one console over the hub, from a moment on, and comes back to where it was after a cut.
import { codeOf, type Clock, type Hub } from '../console-link.ts';
import type { ReplayPiece } from './player.ts';

interface ReplayMessage extends ReplayPiece {
  readonly screen: boolean;
}

export interface ReplayEvents {
  /** The moment asked for: what draws its screen. Pieces follow. */
  screen(offset: number, time: number, data: Uint8Array): void;
  piece(piece: ReplayPiece): void;
  complete(): void;
  /** The connection was lost, or is back. */
  connected(isConnected: boolean): void;
  /** Nothing more will come: `not_found`, `revoked`, `signed_out`, `refused`, `failed`. */
  ended(code: string): void;
}

export interface ReplayLinkOptions {
  readonly serverId: string;
  readonly connect: () => Hub;
  readonly refusal: () => Promise<string | null>;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly events: ReplayEvents;
}

const retryDelays = [0, 500, 1_000, 2_000, 5_000];
/** A stream that was cut off is still counted by the hub for a moment. */
const busyDelay = 150;
/** The rights changed: asking again tells whether any are left. */
const mostRevocations = 2;
const creditPortion = 32 * 1_024;

export class ReplayLink {
  readonly #options: ReplayLinkOptions;
  #hub: Hub | null = null;
  #starting: Promise<void> | null = null;
  #stream: { dispose(): void } | null = null;
  #round = 0;
  #replay = 0;
  #at = '0';
  #wanted: number | null = null;
  #taken = 0;
  #credited = 0;
  #attempt = 0;
  #revoked = 0;
  #timer: unknown = null;
  #disposed = false;

  constructor(options: ReplayLinkOptions) {
    this.#options = options;
  }

  /** Goes to a moment: an offset or an RFC 3339 time. What came from elsewhere comes no more. */
  open(at: string): void {
    this.#at = at;
    this.#wanted = null;
    this.#attempt = 0;
    this.#revoked = 0;
    void this.#begin(++this.#round);
  }

  /** The player has taken so many more bytes. */
  took(bytes: number): void {
    this.#taken += bytes;
    if (this.#taken - this.#credited < creditPortion) return;
    this.#credited = this.#taken;
    void this.#hub?.send('AckReplay', this.#replay, this.#taken).catch(() => undefined);
  }

  dispose(): void {
    this.#disposed = true;
    this.#round++;
    this.#leave();
    const hub = this.#hub;
    this.#hub = null;
    void hub?.stop().catch(() => undefined);
  }

  async #begin(round: number): Promise<void> {
    this.#leave();
    try {
      await this.#ready();
    } catch {
      if (round !== this.#round) return;
      const code = await this.#options.refusal().catch(() => null);
      if (round !== this.#round) return;
      if (code) this.#options.events.ended(code);
      else this.#lost(round);
      return;
    }
    if (round !== this.#round || !this.#hub) return;
    this.#taken = this.#credited = 0;
    const resumed = this.#wanted !== null;
    this.#stream = this.#hub.stream<ReplayMessage>('Replay', this.#options.serverId, this.#wanted === null ? this.#at : String(this.#wanted), ++this.#replay).subscribe({
      next: message => this.#take(round, message, resumed),
      error: reason => this.#failed(round, reason),
      complete: () => {
        if (round === this.#round) this.#options.events.complete();
      },
    });
  }

  #take(round: number, message: ReplayMessage, resumed: boolean): void {
    if (round !== this.#round) return;
    if (this.#attempt > 0) this.#options.events.connected(true);
    this.#attempt = 0;
    if (message.screen) {
      // Whoever comes back has its screen already.
      if (!resumed) this.#options.events.screen(message.offset, message.time, message.data);
      this.#wanted ??= message.offset;
      return;
    }
    const { offset, data } = message;
    const known = Math.max(0, (this.#wanted ?? offset) - offset);
    if (known > 0 && known >= data.length) {
      if (!resumed) this.#options.events.piece(message);
      return;
    }
    this.#wanted = offset + data.length;
    this.#options.events.piece(resumed && known > 0 ? { ...message, offset: offset + known, data: data.subarray(known) } : message);
  }

  #failed(round: number, reason: unknown): void {
    if (round !== this.#round) return;
    const code = codeOf(reason);
    if (code === 'too_many_replays') {
      this.#timer = this.#options.clock.setTimeout(() => void this.#begin(round), busyDelay);
    } else if (code === 'not_found' || code === 'invalid_moment') {
      this.#options.events.ended(this.#revoked > 0 ? 'revoked' : code);
    } else if (code === 'revoked' && this.#revoked++ < mostRevocations) {
      void this.#begin(round);
    } else if (code === 'revoked') {
      this.#options.events.ended(code);
    } else {
      this.#lost(round);
    }
  }

  #lost(round: number): void {
    if (round !== this.#round || this.#disposed) return;
    this.#leave();
    this.#options.events.connected(false);
    const delay = retryDelays[Math.min(this.#attempt, retryDelays.length - 1)]!;
    this.#attempt++;
    this.#timer = this.#options.clock.setTimeout(() => void this.#begin(round), delay);
  }

  #leave(): void {
    this.#options.clock.clearTimeout(this.#timer);
    this.#stream?.dispose();
    this.#stream = null;
  }

  #ready(): Promise<void> {
    if (this.#starting) return this.#starting;
    const hub = this.#options.connect();
    this.#hub = hub;
    hub.onclose(() => {
      if (hub !== this.#hub) return;
      this.#hub = null;
      this.#starting = null;
      // A stream that had come to its end lost nothing.
      if (this.#stream) this.#lost(this.#round);
    });
    this.#starting = hub.start();
    this.#starting.catch(() => {
      if (hub === this.#hub) this.#hub = this.#starting = null;
    });
    return this.#starting;
  }
}
