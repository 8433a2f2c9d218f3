// Follows one console over the hub: attaches at an offset, keeps the offset of the next byte it wants, and comes back to it after
// every cut. Knows no terminal and no browser, so that its tests need neither.

/** Bytes of a console at their absolute offset; what the hub's Attach streams. */
export interface ConsoleChunk {
  readonly offset: number;
  readonly data: Uint8Array;
  readonly gapBefore?: string | null;
  readonly gapFrom?: number | null;
  readonly gapTo?: number | null;
  /** What makes a terminal look as it did before `data`, where it cannot go on by itself. */
  readonly screen?: Uint8Array | null;
}

export interface LineState {
  readonly serverId: string;
  readonly state: string;
  readonly problem: string;
  readonly sentence?: string | null;
}

/** Who types; `driver` is null when the next key of anybody takes control. */
export interface Control {
  readonly serverId: string;
  readonly driver?: string | null;
  readonly mine: boolean;
  readonly asking: readonly { readonly userId: string; readonly name: string }[];
}

/** Control was `asked`, `granted`, `declined`, `taken`, `released`, or passed on from someone `idle`. */
export interface Notice {
  readonly serverId: string;
  readonly kind: string;
  readonly by: string;
  readonly to?: string | null;
  readonly reason?: string | null;
}

/** The part of a SignalR connection that is needed here. */
export interface Hub {
  start(): Promise<void>;
  stop(): Promise<void>;
  stream<T>(method: string, ...args: unknown[]): {
    subscribe(observer: { next(value: T): void; error(reason: unknown): void; complete(): void }): { dispose(): void };
  };
  send(method: string, ...args: unknown[]): Promise<void>;
  invoke<T = void>(method: string, ...args: unknown[]): Promise<T>;
  on(method: string, handler: (...args: any[]) => void): void;
  onclose(handler: (reason?: Error) => void): void;
}

export interface Clock {
  setTimeout(action: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
  random(): number;
}

/** `ended` is final: signed out, not allowed, or disposed. */
export type LinkState = 'connecting' | 'live' | 'waiting' | 'ended';

/** Why typed characters did not get to the server. */
export type RefusedReason = 'offline' | 'full' | 'lost' | 'unavailable' | 'denied' | 'watching';

export interface LinkEvents {
  /** New bytes, in order, each byte once. Resolves when they are dealt with: only then are more asked for. */
  chunk(data: Uint8Array, gap: Gap | null, screen: Uint8Array | null): Promise<void>;
  state(link: ConsoleLink): void;
  refused(reason: RefusedReason, bytes: number): void;
  line?(state: LineState): void;
  roster?(names: readonly string[]): void;
  control?(control: Control): void;
  notice?(notice: Notice): void;
}

/** Bytes that nobody can show any more. */
export interface Gap {
  readonly reason: string;
  readonly bytes: number;
  /** When the line was last heard before, and when it was heard again, if that is known; milliseconds of Unix time. */
  readonly from?: number;
  readonly to?: number;
}

export interface LinkOptions {
  readonly serverId: string;
  readonly connect: () => Hub;
  readonly events: LinkEvents;
  readonly clock: Clock;
  /** Asks over plain HTTP why a connection failed; a code (`signed_out`, `refused`) when trying again is useless. */
  readonly refusal?: () => Promise<string | null>;
  readonly fromOffset?: number | null;
}

const retryDelays = [0, 300, 1_000, 2_000, 5_000];
const longestDelay = 10_000;
/** A link that lived this long starts again with quick attempts; one that dies at once does not hammer the portal. */
const settledAfter = 3_000;
const probeTimeout = 2_500;
/** Credit is given back in portions of this size; the hub stops at a window of 256 KiB. */
const creditPortion = 32 * 1_024;
const largestWrite = 1_024;
const largestQueue = 64 * 1_024;

export class ConsoleLink {
  #options: LinkOptions;
  #hub: Hub | null = null;
  #stream: { dispose(): void } | null = null;
  #state: LinkState = 'connecting';
  #next: number | null;
  #attempt = 0;
  #retryTimer: unknown = null;
  #settleTimer: unknown = null;
  #acknowledged = 0;
  #retryAfter = 0;
  #code: string | null = null;
  #revoked = false;
  #round = 0;
  #delivery: Promise<void> = Promise.resolve();
  #outbox: Uint8Array[] = [];
  #outboxBytes = 0;
  /** How often input was refused or lost. */
  #failures = 0;
  #writing = false;
  #waiting: (() => void)[] = [];

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#next = options.fromOffset ?? null;
  }

  get state(): LinkState { return this.#state; }

  /** Offset of the next byte wanted; null before the first chunk. */
  get nextOffset(): number | null { return this.#next; }

  /** Failed attempts since the link was last live. */
  get attempt(): number { return this.#attempt; }

  /** Milliseconds to the next attempt, as decided when `waiting` began. */
  get retryAfter(): number { return this.#retryAfter; }

  /** Bytes typed that the BMC has not taken yet. */
  get pending(): number { return this.#outboxBytes; }

  /** Why the link ended: `not_found`, `revoked`, `signed_out`, `refused`; null otherwise. */
  get code(): string | null { return this.#code; }

  start(): void {
    void this.#connect();
  }

  /** The network or the page came back: don't wait out a delay, and find out whether a connection that looks alive still is. */
  nudge(): void {
    if (this.#state === 'waiting') {
      this.#options.clock.clearTimeout(this.#retryTimer);
      this.#attempt = 0;
      void this.#connect();
    } else if (this.#state === 'live') {
      void this.#probe(this.#round);
    }
  }

  /** Tries once more after `ended`, for example after signing in again. */
  restart(): void {
    if (this.#state !== 'ended' || this.#code === 'disposed') return;
    this.#code = null;
    this.#attempt = 0;
    void this.#connect();
  }

  /**
   * Types. What cannot be sent now is dropped and said so, never kept for later: by then the screen shows something else.
   */
  write(data: Uint8Array): void {
    if (data.length === 0) return;
    if (this.#state !== 'live') {
      this.#options.events.refused('offline', data.length);
      return;
    }
    if (this.#outboxBytes + data.length > largestQueue) {
      this.#failures++;
      this.#options.events.refused('full', data.length);
      return;
    }
    this.#outbox.push(data);
    this.#outboxBytes += data.length;
    void this.#drain(this.#round);
  }

  /**
   * Sends much, in order, as fast as the BMC accepts it; `progress` hears of every piece, and the promise ends when the BMC has all of it.
   * False when it stopped before the end: cancelled, refused, or the link was lost.
   */
  async writePaced(data: Uint8Array, cancelled: () => boolean, progress: (sent: number) => void): Promise<boolean> {
    const round = this.#round;
    const failures = this.#failures;
    const holds = () => this.#current(round) && this.#state === 'live' && this.#failures === failures;
    for (let at = 0; at < data.length; at += largestWrite) {
      while (this.#outboxBytes >= largestWrite && holds()) await new Promise<void>(resolve => this.#waiting.push(resolve));
      if (!holds() || cancelled()) return false;
      this.write(data.slice(at, at + largestWrite));
      progress(Math.min(at + largestWrite, data.length));
    }
    while (this.#outboxBytes > 0 && holds()) await new Promise<void>(resolve => this.#waiting.push(resolve));
    return holds();
  }

  /** Sends a break and, within the time that a kernel waits for it, the key of a SysRq command. False when it was refused; that is told. */
  async sendSysRq(key: string): Promise<boolean> {
    return this.#command('SendSysRq', key);
  }

  async sendBreak(): Promise<void> {
    await this.#command('SendBreak');
  }

  dispose(): void {
    this.#end('disposed');
  }

  async #command(method: string, ...args: unknown[]): Promise<boolean> {
    if (this.#state !== 'live' || !this.#hub) {
      this.#options.events.refused('offline', 0);
      return false;
    }
    try {
      await this.#hub.invoke(method, this.#options.serverId, ...args);
      return true;
    } catch (error) {
      this.#options.events.refused(reasonOf(error), 0);
      return false;
    }
  }

  async #connect(): Promise<void> {
    const round = ++this.#round;
    this.#set('connecting');
    const hub = this.#options.connect();
    this.#hub = hub;
    hub.onclose(() => this.#lost(round));
    hub.on('State', (state: LineState) => {
      if (!this.#current(round) || state.serverId !== this.#options.serverId) return;
      this.#attached(round);
      this.#options.events.line?.(state);
    });
    hub.on('Roster', (serverId: string, names: string[]) => {
      if (this.#current(round) && serverId === this.#options.serverId) this.#options.events.roster?.(names);
    });
    hub.on('Control', (control: Control) => {
      if (this.#current(round) && control.serverId === this.#options.serverId) this.#options.events.control?.(control);
    });
    hub.on('Notice', (notice: Notice) => {
      if (this.#current(round) && notice.serverId === this.#options.serverId) this.#options.events.notice?.(notice);
    });
    try {
      await hub.start();
    } catch {
      if (!this.#current(round)) return;
      const code = await this.#options.refusal?.().catch(() => null) ?? null;
      if (!this.#current(round)) return;
      if (code) this.#end(code);
      else this.#lost(round);
      return;
    }
    if (!this.#current(round)) {
      void hub.stop().catch(() => undefined);
      return;
    }
    // What was already received and is still being drawn moves the offset on: ask only after it.
    await this.#delivery;
    if (!this.#current(round)) return;
    this.#acknowledged = this.#next ?? 0;
    this.#stream = hub.stream<ConsoleChunk>('Attach', this.#options.serverId, this.#next).subscribe({
      next: chunk => this.#receive(round, chunk),
      error: reason => this.#streamEnded(round, reason),
      complete: () => this.#streamEnded(round, null),
    });
  }

  /** The hub has answered the Attach (it always tells the line's state first): now the link is live, not when the socket opened. */
  #attached(round: number): void {
    if (this.#state === 'live') return;
    this.#revoked = false;
    this.#settleTimer = this.#options.clock.setTimeout(() => {
      if (this.#current(round)) this.#attempt = 0;
    }, settledAfter);
    this.#set('live');
  }

  #receive(round: number, chunk: ConsoleChunk): void {
    if (!this.#current(round)) return;
    this.#attached(round);
    let { offset, data } = chunk;
    let gap: Gap | null = null;
    let screen = chunk.screen ?? null;
    const expected = this.#next;
    if (expected !== null && offset < expected) {
      const known = expected - offset;
      if (known >= data.length) return;
      data = data.subarray(known);
      offset = expected;
      screen = null;
    } else if (chunk.gapBefore || (expected !== null && offset > expected)) {
      gap = {
        reason: chunk.gapBefore ?? 'line-lost', bytes: expected === null ? 0 : offset - expected,
        ...(chunk.gapFrom != null && { from: Number(chunk.gapFrom) }), ...(chunk.gapTo != null && { to: Number(chunk.gapTo) }),
      };
    }
    const next = offset + data.length;
    this.#next = next;
    this.#delivery = this.#delivery.then(() => this.#options.events.chunk(data, gap, screen)).catch(() => undefined).then(() => {
      // Credit for the hub: it keeps no more than a window of unacknowledged bytes under way, however slow this tab draws.
      if (!this.#current(round) || next - this.#acknowledged < creditPortion) return;
      this.#acknowledged = next;
      void this.#hub?.send('Ack', this.#options.serverId, next).catch(() => undefined);
    });
  }

  #streamEnded(round: number, reason: unknown): void {
    if (!this.#current(round)) return;
    const code = codeOf(reason);
    if (code === 'not_found') {
      this.#end(this.#revoked ? 'revoked' : code);
      return;
    }
    // The rights changed: perhaps to others that still allow watching. Asking again tells.
    this.#revoked = code === 'revoked';
    this.#lost(round);
  }

  #lost(round: number): void {
    if (!this.#current(round)) return;
    this.#round++;
    this.#leave();
    const base = retryDelays[this.#attempt] ?? longestDelay;
    this.#attempt++;
    this.#retryAfter = Math.round(base * (0.8 + 0.4 * this.#options.clock.random()));
    this.#retryTimer = this.#options.clock.setTimeout(() => void this.#connect(), this.#retryAfter);
    this.#set('waiting');
  }

  #end(code: string): void {
    if (this.#state === 'ended' && this.#code === 'disposed') return;
    this.#round++;
    this.#options.clock.clearTimeout(this.#retryTimer);
    this.#leave();
    this.#code = code;
    this.#set('ended');
  }

  #leave(): void {
    this.#options.clock.clearTimeout(this.#settleTimer);
    this.#stream?.dispose();
    this.#stream = null;
    const hub = this.#hub;
    this.#hub = null;
    void hub?.stop().catch(() => undefined);
    if (this.#outboxBytes > 0) {
      const bytes = this.#outboxBytes;
      this.#clearOutbox();
      this.#options.events.refused('lost', bytes);
    }
  }

  async #probe(round: number): Promise<void> {
    const hub = this.#hub;
    if (!hub) return;
    let timer: unknown;
    const silence = new Promise<boolean>(resolve => { timer = this.#options.clock.setTimeout(() => resolve(false), probeTimeout); });
    const answer = hub.invoke('Ack', this.#options.serverId, this.#next ?? 0).then(() => true, () => false);
    const alive = await Promise.race([answer, silence]);
    this.#options.clock.clearTimeout(timer);
    if (!alive) this.#lost(round);
  }

  /** One Write under way at a time: that keeps the order, and its answer is the BMC's own acceptance, which paces a paste. */
  async #drain(round: number): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    try {
      while (this.#current(round) && this.#hub && this.#outbox.length > 0) {
        const piece = this.#take();
        await this.#hub.invoke('Write', this.#options.serverId, piece);
        if (this.#current(round)) this.#outboxBytes -= piece.length;
        this.#wake();
      }
    } catch (error) {
      if (this.#current(round)) {
        const bytes = this.#outboxBytes;
        this.#clearOutbox();
        this.#options.events.refused(reasonOf(error), bytes);
      }
    } finally {
      this.#writing = false;
      if (this.#outbox.length > 0 && this.#state === 'live') void this.#drain(this.#round);
    }
  }

  #take(): Uint8Array {
    let length = 0;
    let count = 0;
    while (count < this.#outbox.length && length + this.#outbox[count]!.length <= largestWrite) length += this.#outbox[count++]!.length;
    if (count === 0) {
      const first = this.#outbox[0]!;
      this.#outbox[0] = first.subarray(largestWrite);
      return first.slice(0, largestWrite);
    }
    const piece = new Uint8Array(length);
    let at = 0;
    for (const part of this.#outbox.splice(0, count)) {
      piece.set(part, at);
      at += part.length;
    }
    return piece;
  }

  #clearOutbox(): void {
    this.#failures++;
    this.#outbox = [];
    this.#outboxBytes = 0;
    this.#wake();
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }

  #current(round: number): boolean {
    return round === this.#round;
  }

  #set(state: LinkState): void {
    this.#state = state;
    this.#options.events.state(this);
  }
}

/** The hub's errors start with a stable code: `HubException: revoked` or `unavailable: sentence`. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const match = /HubException: ([a-z_]+)/.exec(error.message);
  return match ? match[1]! : null;
}

function reasonOf(error: unknown): RefusedReason {
  switch (codeOf(error)) {
    case 'unavailable': return 'unavailable';
    case 'not_driver': return 'watching';
    case 'not_found':
    case 'revoked': return 'denied';
    default: return 'lost';
  }
}
