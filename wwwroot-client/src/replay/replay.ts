// The replay page's script: the terminal, the player, the seek bar and the controls around them. The page renders the elements
// (data-replay="…") and their words; what moves many times a second stays here.
import type { Charset } from '../charset.ts';
import { gapWords } from '../gaps.ts';
import { connectHub, refusal } from '../hub.ts';
import { englishLabels, type Labels } from '../labels.ts';
import { ChapterList } from './chapter-list.ts';
import { chaptersOf } from './chapters.ts';
import { Player, speeds, type PlayerState } from './player.ts';
import { ReplayApi, type Hit, type Timeline } from './replay-api.ts';
import { watchReplayKeys } from './replay-keys.ts';
import { ReplayLink } from './replay-link.ts';
import { ReplayScreen } from './replay-screen.ts';
import { ReplaySearch } from './replay-search.ts';
import type { ReplayWords } from './replay-words.ts';
import { SeekBar } from './seek-bar.ts';

export interface ReplayOptions {
  readonly serverId: string;
  readonly labels?: Partial<Labels>;
  readonly words: ReplayWords;
  /** What the bytes of this server's console mean. */
  readonly charset?: Charset;
  /** The record's end: where it begins when the address names no moment. */
  readonly next: number;
}

/** What tests and other scripts may ask. */
export interface ReplayStatus {
  readonly state: PlayerState;
  readonly offset: number;
  readonly time: number;
  readonly speed: number;
  readonly isReady: boolean;
}

const buckets = 240;
const marksAgain = 1_500;
const dragPause = 120;
const soon = 200;

const clock = {
  now: () => performance.now(),
  setTimeout: (action: () => void, milliseconds: number) => window.setTimeout(action, milliseconds),
  clearTimeout: (timer: unknown) => window.clearTimeout(timer as number | undefined),
};

export class Replay {
  readonly #root: HTMLElement;
  readonly #words: ReplayWords;
  readonly #labels: Labels;
  readonly #api: ReplayApi;
  readonly #screen: ReplayScreen;
  readonly #player: Player;
  readonly #link: ReplayLink;
  readonly #bar: SeekBar;
  readonly #chapters: ChapterList;
  readonly #search: ReplaySearch;
  readonly #end = new AbortController();
  readonly #dates = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: 'medium', timeStyle: 'medium', hour12: false });
  #timeline: Timeline | null = null;
  #timelineTimer = 0;
  #reading: AbortController | null = null;
  #dragTimer = 0;
  #busyTimer = 0;
  #frame = 0;
  #ready = false;
  #wantedTime: number | null = null;
  #markText = '';
  #playNext = false;
  #over = false;

  constructor(root: HTMLElement, options: ReplayOptions) {
    this.#root = root;
    this.#words = options.words;
    this.#labels = { ...englishLabels, ...options.labels };
    this.#api = new ReplayApi(options.serverId);
    this.#screen = new ReplayScreen(this.#part('terminal'), this.#labels, options.charset ?? 'auto');
    this.#player = new Player(clock, {
      draw: (piece, missing, drawn) => {
        this.#link.took(piece.data.length);
        void this.#screen.print(piece, missing).then(drawn);
      },
      changed: () => this.#changed(),
    });
    this.#link = new ReplayLink({
      serverId: options.serverId,
      connect: connectHub,
      refusal,
      clock,
      events: {
        screen: (offset, time, data) => this.#arrived(offset, time, data),
        piece: piece => this.#player.push(piece),
        complete: () => this.#player.complete(),
        connected: isConnected => this.#say(isConnected ? '' : this.#words.offline),
        ended: code => this.#stop(code),
      },
    });
    this.#bar = new SeekBar(this.#part('bar'), time => this.#dates.format(time), { seek: (time, done) => this.#drag(time, done) });
    this.#chapters = new ChapterList(this.#part('chapters'), this.#words, this.#dates, at => this.go(at));
    this.#search = new ReplaySearch(this.#root, this.#api, this.#words, this.#dates, {
      offset: () => this.#player.offset,
      go: (hit, text) => this.#goHit(hit, text),
    });
  }

  open(options: ReplayOptions): void {
    this.#screen.open();
    this.#wire();
    void this.#readTimeline();
    this.go(new URL(location.href).searchParams.get('at') ?? String(options.next));
  }

  /** Goes to an offset or an RFC 3339 time. */
  go(at: string, markText = '', play = false): void {
    if (this.#over) return;
    const isTime = !/^\d+$/.test(at);
    const time = isTime ? Date.parse(at) : NaN;
    if (isTime && Number.isNaN(time)) {
      this.#say(this.#words.badMoment);
      return;
    }
    this.#wantedTime = isTime ? time : null;
    this.#markText = markText;
    this.#playNext = play || (this.#player.state === 'playing' && !play);
    this.#player.pause();
    this.#ready = false;
    window.clearTimeout(this.#busyTimer);
    this.#busyTimer = window.setTimeout(() => { if (!this.#ready) this.#say(this.#words.loading); }, soon);
    this.#link.open(isTime ? new Date(time).toISOString() : at);
  }

  toggle(): void {
    if (this.#player.state === 'playing') {
      this.#player.pause();
      this.#keepAddress();
    } else if (this.#player.state === 'ended' || this.#isAtEnd()) {
      void this.#playAgain();
    } else {
      this.#player.play();
    }
  }

  /** Moves by seconds. */
  skip(seconds: number): void {
    const first = this.#timeline?.first.time;
    const least = first ? Date.parse(first) : 0;
    this.go(new Date(Math.max(least, this.#player.time + seconds * 1_000)).toISOString());
  }

  /** To where the next burst of output ends, or the one before ended. */
  async step(direction: 'next' | 'previous'): Promise<void> {
    this.#player.pause();
    const moment = await this.#api.step(this.#player.offset, direction, this.#end.signal);
    if (moment) this.go(String(moment.offset));
  }

  faster(by: 1 | -1): void {
    const index = speeds.findIndex(speed => speed === this.#player.speed) + by;
    const speed = speeds[Math.min(speeds.length - 1, Math.max(0, index))]!;
    this.#player.setSpeed(speed);
    this.#part<HTMLSelectElement>('speed').value = String(speed);
  }

  toStart(): void {
    this.go(String(this.#timeline?.first.offset ?? 0));
  }

  toEnd(): void {
    void this.#readTimeline().then(timeline => this.go(String(timeline?.next.offset ?? this.#player.offset)));
  }

  focusSearch(): void {
    this.#part<HTMLInputElement>('query').focus();
  }

  text(): string {
    return this.#screen.text();
  }

  status(): ReplayStatus {
    const { state, offset, time, speed } = this.#player;
    return { state, offset, time, speed, isReady: this.#ready };
  }

  dispose(): void {
    if (this.#end.signal.aborted) return;
    this.#end.abort();
    this.#reading?.abort();
    this.#link.dispose();
    this.#player.dispose();
    this.#bar.dispose();
    this.#search.dispose();
    this.#screen.dispose();
    for (const timer of [this.#timelineTimer, this.#dragTimer, this.#busyTimer]) window.clearTimeout(timer);
    cancelAnimationFrame(this.#frame);
  }

  #wire(): void {
    const { signal } = this.#end;
    const on = (name: string, event: string, action: (event: Event) => void) => this.#part(name).addEventListener(event, action, { signal });
    on('play', 'click', () => this.toggle());
    on('previous', 'click', () => void this.step('previous'));
    on('next', 'click', () => void this.step('next'));
    on('speed', 'change', event => this.#player.setSpeed(Number((event.target as HTMLSelectElement).value)));
    on('silence', 'change', event => this.#player.setSkipsSilence((event.target as HTMLInputElement).checked));
    on('range', 'change', () => void this.#readTimeline());
    on('jump', 'submit', event => {
      event.preventDefault();
      const { value } = this.#part<HTMLInputElement>('jump-time');
      if (value) this.go(new Date(value).toISOString());
    });
    // Before the page's own listener copies what stands in data-copy.
    on('copy', 'click', () => { this.#part('copy').dataset['copy'] = this.#address(); });
    watchReplayKeys(this, this.#part('bar'), signal);
  }

  #arrived(offset: number, time: number, data: Uint8Array): void {
    this.#ready = true;
    this.#say('');
    this.#player.place(offset, this.#wantedTime ?? time);
    const text = this.#markText;
    void this.#screen.draw(data).then(() => this.#screen.mark(text));
    this.#keepAddress();
    const jump = this.#part<HTMLInputElement>('jump-time');
    if (document.activeElement !== jump) jump.value = localText(this.#player.time);
    if (this.#playNext) this.#player.play();
    this.#playNext = false;
  }

  #goHit(hit: Hit, text: string): void {
    this.#player.pause();
    this.#playNext = false;
    this.go(String(hit.end), text);
  }

  #isAtEnd(): boolean {
    return this.#timeline !== null && this.#player.offset >= this.#timeline.next.offset;
  }

  /** At the end: on with what was printed since, else from the beginning of what the bar shows. */
  async #playAgain(): Promise<void> {
    const from = this.#player.offset;
    const timeline = await this.#readTimeline();
    if (!timeline) return;
    this.go(timeline.next.offset > from ? String(from) : timeline.from, '', true);
  }

  #drag(time: number, done: boolean): void {
    window.clearTimeout(this.#dragTimer);
    const go = () => this.go(new Date(time).toISOString());
    if (done) go();
    else this.#dragTimer = window.setTimeout(go, dragPause);
  }

  #stop(code: string): void {
    this.#over = code !== 'invalid_moment';
    if (this.#over) this.#player.dispose();
    const words = { not_found: this.#words.gone, revoked: this.#words.revoked, signed_out: this.#words.signedOut, invalid_moment: this.#words.badMoment }[code];
    this.#say(words ?? this.#words.revoked);
    this.#root.toggleAttribute('data-over', this.#over);
  }

  #changed(): void {
    if (this.#frame !== 0 || this.#end.signal.aborted) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#show();
    });
  }

  #show(): void {
    const { time, offset, state } = this.#player;
    const moment = this.#part<HTMLTimeElement>('clock');
    moment.textContent = time > 0 ? this.#dates.format(time) : '–';
    if (time > 0) {
      moment.dateTime = new Date(time).toISOString();
      moment.title = `${new Date(time).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
    }
    this.#part('offset').textContent = this.#words.byte.replace('{0}', offset.toLocaleString(document.documentElement.lang || undefined));
    const play = this.#part('play');
    const isPlaying = state === 'playing';
    play.setAttribute('aria-label', isPlaying ? this.#words.pause : this.#words.play);
    play.title = isPlaying ? this.#words.pause : this.#words.play;
    this.#root.toggleAttribute('data-playing', isPlaying);
    this.#bar.move(time);
    this.#chapters.move(time);
    if (state === 'ended') {
      this.#say(this.#words.atEnd);
      this.#keepAddress();
    }
    if (this.#timeline && !this.#bar.isDragging && (time < this.#bar.from || time > this.#bar.to + 1_000) && this.#part<HTMLSelectElement>('range').value !== '0') this.#soonTimeline(soon);
  }

  #soonTimeline(milliseconds: number): void {
    if (this.#timelineTimer !== 0) return;
    this.#timelineTimer = window.setTimeout(() => {
      this.#timelineTimer = 0;
      void this.#readTimeline();
    }, milliseconds);
  }

  async #readTimeline(): Promise<Timeline | null> {
    this.#reading?.abort();
    const reading = this.#reading = new AbortController();
    const [from, to] = this.#window();
    const timeline = await this.#api.timeline(from, to, buckets, reading.signal);
    if (!timeline || reading !== this.#reading || this.#end.signal.aborted) return null;
    this.#timeline = timeline;
    this.#bar.show(timeline);
    this.#chapters.show(chaptersOf(timeline, this.#words, reason => gapWords({ reason, bytes: 0 }, this.#labels)));
    for (const link of this.#root.querySelectorAll<HTMLAnchorElement>('[data-replay-download]')) {
      link.href = this.#api.log(link.dataset['replayDownload']!, timeline.from, new Date(Date.parse(timeline.to) + 1).toISOString());
    }
    if (!timeline.marksComplete) this.#soonTimeline(marksAgain);
    return timeline;
  }

  /** The times that the bar shows: all, or a window around the moment. */
  #window(): [string | null, string | null] {
    const length = Number(this.#part<HTMLSelectElement>('range').value) * 1_000;
    const { first, next } = this.#timeline ?? { first: null, next: null };
    if (length === 0 || !first?.time || !next?.time) return [null, null];
    const [oldest, newest] = [Date.parse(first.time), Date.parse(next.time)];
    const middle = this.#player.time || newest;
    const from = Math.max(oldest, Math.min(middle - length / 2, newest - length));
    return [new Date(from).toISOString(), new Date(Math.min(newest + 1, from + length)).toISOString()];
  }

  #address(): string {
    const url = new URL(location.href);
    url.searchParams.set('at', String(this.#player.offset));
    return url.href;
  }

  /** A reload, or a colleague with the address, sees the same. */
  #keepAddress(): void {
    history.replaceState(history.state, '', this.#address());
  }

  #say(words: string): void {
    const message = this.#part('message');
    if (message.textContent !== words) message.textContent = words;
    message.hidden = words.length === 0;
  }

  #part<T extends HTMLElement>(name: string): T {
    const part = this.#root.querySelector<T>(`[data-replay="${name}"]`);
    if (!part) throw new Error(`The replay has no ${name}.`);
    return part;
  }
}

/** A time as a field of local time takes it. */
function localText(time: number): string {
  if (time <= 0) return '';
  return new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
