// The bar under a replay: how much was printed when, what happened, and where one is. A slider for keys and screen readers.
import type { Timeline } from './replay-api.ts';

const leastBar = 2;

export interface SeekBarEvents {
  /** Somebody points at a moment; `done` when they let go. */
  seek(time: number, done: boolean): void;
}

export class SeekBar {
  readonly #bar: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #head: HTMLElement;
  readonly #tip: HTMLElement;
  readonly #events: SeekBarEvents;
  readonly #describe: (time: number) => string;
  readonly #sizes: ResizeObserver;
  readonly #end = new AbortController();
  #timeline: Timeline | null = null;
  #from = 0;
  #to = 1;
  #time = 0;
  #dragging = false;

  constructor(bar: HTMLElement, describe: (time: number) => string, events: SeekBarEvents) {
    this.#bar = bar;
    this.#canvas = bar.querySelector('canvas')!;
    this.#head = bar.querySelector<HTMLElement>('[data-replay-head]')!;
    this.#tip = bar.querySelector<HTMLElement>('[data-replay-tip]')!;
    this.#events = events;
    this.#describe = describe;
    this.#sizes = new ResizeObserver(() => this.#draw());
    this.#sizes.observe(bar);
    const { signal } = this.#end;
    bar.addEventListener('pointerdown', event => {
      if (event.button !== 0) return;
      bar.setPointerCapture(event.pointerId);
      this.#dragging = true;
      this.#point(event, false);
    }, { signal });
    bar.addEventListener('pointermove', event => {
      if (this.#dragging) this.#point(event, false);
      this.#hover(event);
    }, { signal });
    bar.addEventListener('pointerup', event => {
      if (!this.#dragging) return;
      this.#dragging = false;
      this.#point(event, true);
    }, { signal });
    bar.addEventListener('pointercancel', () => { this.#dragging = false; }, { signal });
    bar.addEventListener('pointerleave', () => { this.#tip.hidden = true; }, { signal });
    document.addEventListener('theme-changed', () => this.#draw(), { signal });
  }

  /** Somebody holds the head: it goes where they want it, not where the player is. */
  get isDragging(): boolean { return this.#dragging; }

  get from(): number { return this.#from; }

  get to(): number { return this.#to; }

  show(timeline: Timeline): void {
    this.#timeline = timeline;
    this.#from = Date.parse(timeline.from);
    this.#to = Math.max(this.#from + 1, Date.parse(timeline.to));
    this.#bar.setAttribute('aria-valuemin', String(Math.floor(this.#from / 1000)));
    this.#bar.setAttribute('aria-valuemax', String(Math.ceil(this.#to / 1000)));
    this.#draw();
    this.#place(this.#time);
  }

  move(time: number): void {
    this.#time = time;
    if (!this.#dragging) this.#place(time);
  }

  dispose(): void {
    this.#end.abort();
    this.#sizes.disconnect();
  }

  #point(event: PointerEvent, done: boolean): void {
    const time = this.#timeAt(event);
    this.#place(time);
    this.#events.seek(time, done);
  }

  #hover(event: PointerEvent): void {
    const { left, width } = this.#bar.getBoundingClientRect();
    this.#tip.textContent = this.#describe(this.#timeAt(event));
    this.#tip.hidden = false;
    const half = this.#tip.offsetWidth / 2;
    this.#tip.style.left = `${Math.min(Math.max(event.clientX - left, half), Math.max(half, width - half))}px`;
  }

  #timeAt(event: PointerEvent): number {
    const { left, width } = this.#bar.getBoundingClientRect();
    const part = Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width)));
    return Math.round(this.#from + part * (this.#to - this.#from));
  }

  #place(time: number): void {
    const part = Math.min(1, Math.max(0, (time - this.#from) / (this.#to - this.#from)));
    this.#head.style.left = `${part * 100}%`;
    this.#bar.setAttribute('aria-valuenow', String(Math.round(Math.min(this.#to, Math.max(this.#from, time)) / 1000)));
    this.#bar.setAttribute('aria-valuetext', this.#describe(time));
  }

  #draw(): void {
    const { clientWidth: width, clientHeight: height } = this.#bar;
    const timeline = this.#timeline;
    const context = this.#canvas.getContext('2d');
    if (!timeline || !context || width === 0) return;
    const scale = window.devicePixelRatio || 1;
    this.#canvas.width = Math.round(width * scale);
    this.#canvas.height = Math.round(height * scale);
    context.scale(scale, scale);
    const style = getComputedStyle(this.#bar);
    const token = (name: string) => style.getPropertyValue(name).trim();
    const at = (time: string) => (Date.parse(time) - this.#from) / (this.#to - this.#from) * width;

    // A boot prints a thousand times what a quiet hour does: both are seen.
    const most = Math.log1p(Math.max(1, ...timeline.buckets.map(bucket => bucket.bytes)));
    context.fillStyle = token('--acc');
    const step = width / Math.max(1, timeline.buckets.length);
    timeline.buckets.forEach((bucket, index) => {
      if (bucket.bytes === 0) return;
      const tall = Math.max(leastBar, Math.log1p(bucket.bytes) / most * (height - 10));
      context.fillRect(index * step, height - tall, Math.max(1, step - 1), tall);
    });
    for (const mark of timeline.marks) {
      const x = at(mark.at);
      if (mark.kind === 'gap') {
        context.fillStyle = token('--warn-g');
        context.fillRect(x - 1, 0, 2, height);
      } else if (mark.kind === 'firmware' || mark.kind === 'kernel') {
        context.fillStyle = token('--ok');
        context.fillRect(x - 0.5, 0, 1, height);
        context.fillRect(x - 3, 0, 6, 3);
      }
    }
    for (const alert of timeline.alerts) {
      const x = at(alert.at);
      context.fillStyle = token(alert.severity === 'critical' ? '--crit-g' : '--warn-g');
      context.beginPath();
      context.moveTo(x - 5, height);
      context.lineTo(x + 5, height);
      context.lineTo(x, height - 9);
      context.fill();
    }
    context.fillStyle = token('--crit');
    for (const operation of timeline.operations) {
      const x = at(operation.requestedAt);
      context.beginPath();
      context.moveTo(x - 4, 0);
      context.lineTo(x + 4, 0);
      context.lineTo(x, 7);
      context.fill();
    }
  }
}
