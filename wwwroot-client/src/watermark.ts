// Says over and over, across the terminal, for whom it is shown and when: who passes a picture on passes that on with it.

const every = 30_000;
const size = 13;
const gap = 56;
const lineGap = 86;

export class Watermark {
  readonly #layer = document.createElement('div');
  readonly #timer: number;
  #words = '';

  /** `now`: the portal's time. */
  constructor(host: HTMLElement, readonly now: () => number) {
    this.#layer.className = 'watermark';
    this.#layer.setAttribute('aria-hidden', 'true');
    host.append(this.#layer);
    this.#timer = window.setInterval(() => this.#draw(), every);
  }

  show(words: string): void {
    this.#words = words;
    this.#draw();
  }

  dispose(): void {
    window.clearInterval(this.#timer);
    this.#layer.remove();
  }

  #draw(): void {
    if (this.#words === '') return;
    const text = `${this.#words} · ${new Date(this.now()).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    this.#layer.dataset['words'] = text;
    // A picture and no text: it is there to be seen through, and to be read on photographs.
    const tile = document.createElement('canvas');
    const paper = tile.getContext('2d');
    if (!paper) return;
    const font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
    paper.font = font;
    tile.width = Math.ceil(paper.measureText(text).width) + gap;
    tile.height = lineGap;
    paper.font = font;
    paper.fillStyle = getComputedStyle(this.#layer).color;
    paper.textBaseline = 'middle';
    paper.fillText(text, 0, lineGap / 2);
    this.#layer.style.backgroundImage = `url(${tile.toDataURL()})`;
  }
}
