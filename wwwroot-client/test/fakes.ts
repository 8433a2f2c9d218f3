import type { Clock, ConsoleChunk, Hub } from '../src/console-link.ts';

/** A clock that stands still until told to move. */
export class FakeClock implements Clock {
  now = 0;
  #timers = new Map<number, { at: number; action: () => void }>();
  #nextId = 1;

  setTimeout(action: () => void, milliseconds: number): number {
    this.#timers.set(this.#nextId, { at: this.now + milliseconds, action });
    return this.#nextId++;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as number);
  }

  random(): number {
    return 0.5;
  }

  async advance(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.now = due[1].at;
      due[1].action();
      await settle();
    }
    this.now = end;
    await settle();
  }
}

/** Lets everything that is ready to run, run. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
  await new Promise(resolve => setImmediate(resolve));
}

/** One connection to the fake server. */
export class FakeHub implements Hub {
  readonly #handlers = new Map<string, (...args: any[]) => void>();
  #closed: ((reason?: Error) => void)[] = [];
  #observer: { next(value: any): void; error(reason: unknown): void; complete(): void } | null = null;
  readonly server: FakeServer;
  attachedFrom: number | null | undefined;
  connected = false;

  constructor(server: FakeServer) {
    this.server = server;
  }

  start(): Promise<void> {
    if (!this.server.up) return Promise.reject(new Error('no connection'));
    this.connected = true;
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.connected = false;
    return Promise.resolve();
  }

  stream<T>(_method: string, ...args: unknown[]) {
    this.attachedFrom = args[1] as number | null;
    return {
      subscribe: (observer: { next(value: T): void; error(reason: unknown): void; complete(): void }) => {
        this.#observer = observer;
        if (this.server.refuse) observer.error(new Error(this.server.refuse));
        else this.raise('State', { serverId: 's', state: 'live', problem: 'none' });
        return { dispose: () => { this.#observer = null; } };
      },
    };
  }

  send(method: string, ...args: unknown[]): Promise<void> {
    return this.invoke(method, ...args);
  }

  invoke<T = void>(method: string, ...args: unknown[]): Promise<T> {
    return this.server.answer(method, args) as Promise<T>;
  }

  on(method: string, handler: (...args: any[]) => void): void {
    this.#handlers.set(method, handler);
  }

  onclose(handler: (reason?: Error) => void): void {
    this.#closed.push(handler);
  }

  raise(method: string, ...args: unknown[]): void {
    this.#handlers.get(method)?.(...args);
  }

  chunk(chunk: ConsoleChunk): void {
    this.#observer?.next(chunk);
  }

  endWith(message: string): void {
    this.#observer?.error(new Error(message));
  }

  cut(): void {
    this.connected = false;
    for (const handler of this.#closed) handler(new Error('cut'));
  }
}

export class FakeServer {
  up = true;
  refuse: string | null = null;
  readonly hubs: FakeHub[] = [];
  readonly calls: { method: string; args: unknown[] }[] = [];
  /** Answers a call; replaced by tests that want to hold or fail it. */
  answer = (method: string, args: unknown[]): Promise<unknown> => {
    this.calls.push({ method, args });
    return Promise.resolve();
  };

  readonly connect = (): FakeHub => {
    const hub = new FakeHub(this);
    this.hubs.push(hub);
    return hub;
  };

  get last(): FakeHub {
    return this.hubs.at(-1)!;
  }
}
