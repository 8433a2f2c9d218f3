// A paste under way, as a pure state machine: time and what the host prints come in, what to type next comes out. Nothing that a host
// prints makes it type anything but the next piece of the text somebody agreed to; a host can only make it stop.
import { EchoReader, partsOf } from './paste-echo.ts';
import { linesOf, longestDelay, promptExpression, type AgreedPaste, type PasteOptions } from './paste-plan.ts';
import type { PasteNote, PastePhase, PasteProgress, PasteStop } from './paste-progress.ts';

interface Unit {
  readonly line: number;
  readonly bytes: Uint8Array;
  /** What must come back for all of the line up to here. */
  readonly parts: readonly string[];
  readonly endsLine: boolean;
  sentAt: number | null;
  acceptedAt: number | null;
  echoed: boolean;
}

const encoder = new TextEncoder();
const openBlock = '\x1b[200~';
const closeBlock = '\x1b[201~';
/** Bytes that may be under way without their echo: a kernel keeps 4,096 for a program that reads slowly, a UART's driver less. */
const largestWindow = 512;
/** What may be under way after the first echo: mostly one line, because first lines are often answers to questions. */
const firstWindow = 8;
const blockPiece = 512;
/** A UEFI shell keeps about ten characters while it works. */
const slowPiece = 8;
const slowPause = 20;
/** How long an echo may be missing: before the host echoed anything, after it did, and with other output going on all the time. */
const firstPatience = 2_500;
const patience = 4_000;
const longestPatience = 30_000;
/** How long a line may be missing when a later one came back: a terminal echoes at once what is typed ahead, and the shell shows it again in order. */
const overtakenPatience = 1_500;
const promptPatience = 60_000;

export class PasteFlow {
  readonly #lines: readonly string[];
  readonly #total: number;
  readonly #lineStarts: number[] = [];
  #options: PasteOptions;
  #prompt: RegExp | null;
  #reader = new EchoReader();
  #units: Unit[] = [];
  #next = 0;
  #checked = 0;
  #from = 0;
  #window = 1;
  #everEchoed = false;
  #overtaken = false;
  #checks: boolean;
  #phase: PastePhase = 'running';
  #stop: PasteStop | null = null;
  #note: PasteNote | null = null;
  #stopLine = 1;
  #blockOpen = false;
  #closing = false;
  #acceptedBytes = 0;
  #heardAt: number;
  #rowsAtSend = 0;
  #ranFor = 0;
  #ranSince: number | null;

  constructor(readonly paste: AgreedPaste, now: number) {
    this.#lines = linesOf(paste);
    let at = 0;
    for (const line of this.#lines) {
      this.#lineStarts.push(at);
      at += encoder.encode(line).length;
    }
    this.#total = at;
    this.#options = paste.options;
    this.#prompt = promptExpression(paste.options.prompt);
    this.#checks = paste.options.check;
    this.#heardAt = now;
    this.#ranSince = now;
    this.#plan(0);
    if (this.#units.length === 0) this.#end('done', now);
  }

  get phase(): PastePhase { return this.#phase; }

  get ended(): boolean { return this.#phase === 'done' || this.#phase === 'cancelled'; }

  progress(now: number): PasteProgress {
    const ran = this.#ranFor + (this.#ranSince === null ? 0 : now - this.#ranSince);
    const rate = ran > 200 && this.#acceptedBytes > 0 ? this.#acceptedBytes * 1_000 / ran : 0;
    const sent = this.#phase === 'done' ? this.#total : this.#sentOf(this.#next);
    return {
      phase: this.#phase,
      stop: this.#stop,
      note: this.#note,
      line: this.#phase === 'stopped' ? this.#stopLine : this.#phase === 'done' ? this.#lines.length : this.#lineAt(),
      typedLine: this.#options.bracketed ? this.#lineAt() : this.#units[this.#next - 1]?.line ?? 0,
      lines: this.#lines.length,
      sent,
      total: this.#total,
      rate,
      secondsLeft: rate > 0 && !this.ended ? Math.ceil((this.#total - sent) / rate) : null,
    };
  }

  /** What may be typed now; null when something must happen first. The caller answers with `accepted` for every piece, in order. */
  next(now: number): Uint8Array | null {
    if (this.#closing) {
      this.#closing = false;
      return encoder.encode(closeBlock);
    }
    if (this.#phase !== 'running' || this.#next >= this.#units.length || !this.#mayType(now)) return null;
    const unit = this.#units[this.#next++]!;
    unit.sentAt = now;
    this.#rowsAtSend = this.#reader.rows;
    if (this.#options.bracketed) this.#blockOpen = this.#next < this.#units.length;
    return unit.bytes;
  }

  /** The BMC took the oldest piece that it had not taken yet. */
  accepted(now: number): void {
    const unit = this.#units.find(one => one.sentAt !== null && one.acceptedAt === null);
    if (!unit) return;
    unit.acceptedAt = now;
    this.#acceptedBytes += unit.bytes.length;
    this.#heardAt = now;
    this.#look(now);
  }

  /** The host printed something. */
  printed(data: Uint8Array, now: number): void {
    if (this.ended) return;
    const before = this.#reader.printed;
    this.#reader.read(data);
    if (this.#reader.printed > before) this.#heardAt = now;
    if (this.#reader.fullScreen && this.#checks && !this.#options.bracketed) this.#trust('fullScreen');
    this.#look(now);
  }

  /** Time has passed. */
  tick(now: number): void {
    if (this.#phase !== 'running') return;
    this.#look(now);
    if (this.#phase !== 'running') return;
    const late = this.#deadline();
    if (late === null || now < late) return;
    const unit = this.#units[this.#checked];
    if (this.#options.bracketed || !this.#waitsForEcho(unit)) {
      if (this.#options.bracketed) {
        this.#note = 'unverified';
        this.#end('done', now);
      } else {
        this.#halt('noPrompt', this.#lineAt(), now);
      }
    } else if (!this.#everEchoed && !this.#reader.resembles(unit!.parts, this.#from)) {
      this.#trust('silent');
      this.#look(now);
    } else {
      this.#halt(this.#wrongOrMissing(unit!), unit!.line, now);
    }
  }

  /** When `tick` or `next` has something to do although nothing happens; null when never. */
  wakeAt(): number | null {
    if (this.#phase !== 'running') return null;
    const times = [this.#deadline(), this.#pauseEnd()].filter(time => time !== null);
    return times.length > 0 ? Math.min(...times) : null;
  }

  /** Nobody could hear the host for a while: that time does not count. */
  unheard(now: number): void {
    this.#heardAt = now;
    for (const unit of this.#units.slice(this.#checked, this.#next)) if (unit.acceptedAt !== null) unit.acceptedAt = now;
  }

  pause(now: number): void {
    if (this.#phase !== 'running') return;
    this.#clock(now, false);
    this.#phase = 'paused';
  }

  /** Goes on after `pause`. */
  resume(now: number): void {
    if (this.#phase !== 'paused') return;
    this.unheard(now);
    this.#phase = 'running';
    this.#clock(now, true);
  }

  /** Goes on after a stop, from a line (from 1), perhaps slower or without comparing. */
  resumeFrom(line: number, options: Partial<PasteOptions>, now: number): void {
    if (this.#phase !== 'stopped' && this.#phase !== 'paused') return;
    this.#options = { ...this.#options, bracketed: false, ...options };
    this.#checks = this.#options.check;
    this.#stop = this.#note = null;
    this.#everEchoed = this.#overtaken = false;
    this.#window = 1;
    this.#reader = new EchoReader();
    this.#from = 0;
    this.#blockOpen = this.#closing = false;
    this.#heardAt = now;
    this.#phase = 'running';
    this.#clock(now, true);
    this.#plan(Math.min(Math.max(1, Math.round(line)), this.#lines.length) - 1);
  }

  /** Types no more. A block that was begun is still closed: `next` answers its end once. */
  cancel(now: number): void {
    if (this.ended) return;
    this.#close();
    this.#end('cancelled', now);
  }

  /** What was typed last did not get to the host: the line is not free, or the link was lost. */
  interrupted(now: number): void {
    if (this.ended || this.#phase === 'stopped') return;
    // The end of a block cannot be typed either.
    this.#blockOpen = false;
    const first = this.#units.slice(0, this.#next).find(unit => unit.acceptedAt === null || (this.#checks && !unit.echoed));
    this.#halt('interrupted', first?.line ?? this.#lineAt(), now);
  }

  #plan(firstLine: number): void {
    const units: Unit[] = [];
    const add = (line: number, text: string, upTo: string, endsLine: boolean) => units.push({
      line: line + 1, bytes: encoder.encode(text), parts: partsOf(upTo), endsLine, sentAt: null, acceptedAt: null, echoed: false,
    });
    if (this.#options.bracketed) {
      const text = openBlock + this.#lines.slice(firstLine).join('') + closeBlock;
      for (let at = 0; at < text.length;) {
        // Never inside a character of two halves.
        let end = Math.min(text.length, at + blockPiece);
        if (end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00) end--;
        add(firstLine, text.slice(at, end), '', end === text.length);
        at = end;
      }
    } else {
      for (let line = firstLine; line < this.#lines.length; line++) {
        const text = this.#lines[line]!;
        const characters = this.#options.pace === 'slow' ? [...text] : null;
        if (!characters || characters.length <= slowPiece) {
          add(line, text, text, true);
          continue;
        }
        for (let at = 0; at < characters.length; at += slowPiece) {
          const end = Math.min(characters.length, at + slowPiece);
          add(line, characters.slice(at, end).join(''), characters.slice(0, end).join(''), end === characters.length);
        }
      }
    }
    this.#units = units;
    this.#next = this.#checked = 0;
  }

  #mayType(now: number): boolean {
    if (this.#next === 0) return true;
    if (this.#overtaken) return false;
    const before = this.#units[this.#next - 1]!;
    if (this.#options.bracketed || this.#options.pace === 'echo') {
      const checks = this.#checks && !this.#options.bracketed;
      let open = 0;
      for (let at = this.#next - 1; at >= 0; at--) {
        const unit = this.#units[at]!;
        if (checks ? unit.echoed && unit.acceptedAt !== null : unit.acceptedAt !== null) break;
        open += unit.bytes.length;
      }
      if (open === 0) return true;
      // Until the first echo, one line; then more with each that was fine.
      return (!checks || this.#everEchoed) && open + this.#units[this.#next]!.bytes.length <= Math.min(largestWindow, checks ? this.#window : largestWindow);
    }
    if (before.acceptedAt === null || (this.#checks && !before.echoed)) return false;
    if (this.#options.pace === 'prompt' && before.endsLine) return this.#atPrompt();
    return now >= (this.#pauseEnd() ?? now);
  }

  /** The end of the pause behind the last piece; null when there is none. */
  #pauseEnd(): number | null {
    const before = this.#units[this.#next - 1];
    if (this.#next >= this.#units.length || !before || before.acceptedAt === null || (this.#checks && !before.echoed)) return null;
    if (this.#options.pace === 'delay') return before.acceptedAt + Math.min(Math.max(0, this.#options.delay), longestDelay);
    // With an echo the host has shown that it is ready; without, it gets time for what it cannot buffer.
    return this.#options.pace === 'slow' ? before.acceptedAt + (this.#checks ? slowPause : slowPause * slowPiece) : null;
  }

  #atPrompt(): boolean {
    return this.#prompt !== null && this.#reader.rows > this.#rowsAtSend && this.#prompt.test(this.#reader.row.slice(-200));
  }

  /** Marks what was echoed, finds out the end. */
  #look(now: number): void {
    if (this.#phase !== 'running' && this.#phase !== 'paused') return;
    while (this.#checked < this.#next) {
      const unit = this.#units[this.#checked]!;
      if (!this.#checks || this.#options.bracketed || unit.parts.length === 0) {
        if (unit.acceptedAt === null) break;
      } else {
        const found = this.#reader.find(unit.parts, this.#from);
        this.#overtaken = found < 0 && this.#isOvertaken();
        if (found < 0) break;
        if (unit.endsLine) {
          this.#from = found;
          this.#reader.discard(found);
        }
        this.#everEchoed = true;
        this.#window = Math.min(largestWindow, Math.max(firstWindow, this.#window * 1.5));
      }
      unit.echoed = true;
      this.#checked++;
    }
    if (this.#phase !== 'running' || this.#checked < this.#units.length || this.#units.some(unit => unit.acceptedAt === null)) return;
    if (!this.#options.bracketed || !this.#checks || this.#reader.find(this.#lines.flatMap(line => partsOf(line)), 0) >= 0) this.#end('done', now);
  }

  /** A later line came back whole while this one did not: nothing more is typed until this one is there, and that must be soon. */
  #isOvertaken(): boolean {
    const late = this.#units[this.#checked]!;
    const missing = late.parts.join('');
    return this.#units.slice(this.#checked + 1, this.#next).some(unit => {
      const text = unit.parts.join('');
      return unit.line > late.line && text.length >= 6 && !missing.includes(text) && this.#reader.find(unit.parts, this.#from) >= 0;
    });
  }

  #wrongOrMissing(unit: Unit): PasteStop {
    return this.#reader.resembles(unit.parts, this.#from) ? 'wrongEcho' : 'noEcho';
  }

  #waitsForEcho(unit: Unit | undefined): boolean {
    return this.#checks && unit !== undefined && this.#checked < this.#next && unit.parts.length > 0;
  }

  #deadline(): number | null {
    const unit = this.#units[this.#checked];
    if (this.#waitsForEcho(unit)) {
      if (unit!.acceptedAt === null) return null;
      const usual = Math.max(unit!.acceptedAt, this.#heardAt) + (this.#overtaken ? overtakenPatience : this.#everEchoed ? patience : firstPatience);
      return Math.min(usual, unit!.acceptedAt + longestPatience);
    }
    const before = this.#units[this.#next - 1];
    if (before === undefined || before.acceptedAt === null) return null;
    if (this.#options.bracketed) return this.#next === this.#units.length ? this.#heardAt + patience : null;
    return this.#options.pace === 'prompt' && this.#next < this.#units.length ? Math.max(before.acceptedAt, this.#heardAt) + promptPatience : null;
  }

  /** Goes on without comparing, and says so. */
  #trust(note: PasteNote): void {
    this.#checks = this.#overtaken = false;
    this.#note = note;
  }

  #halt(why: PasteStop, line: number, now: number): void {
    this.#clock(now, false);
    this.#close();
    this.#phase = 'stopped';
    this.#stop = why;
    this.#stopLine = line;
  }

  #close(): void {
    this.#closing = this.#blockOpen;
    this.#blockOpen = false;
  }

  #end(phase: 'done' | 'cancelled', now: number): void {
    this.#clock(now, false);
    this.#phase = phase;
  }

  #clock(now: number, runs: boolean): void {
    if (this.#ranSince !== null) this.#ranFor += now - this.#ranSince;
    this.#ranSince = runs ? now : null;
  }

  #lineAt(): number {
    if (this.#options.bracketed) return Math.max(1, Math.round(this.#lines.length * this.#next / Math.max(1, this.#units.length)));
    return this.#units[Math.min(this.#next, this.#units.length - 1)]?.line ?? 1;
  }

  #sentOf(next: number): number {
    if (this.#options.bracketed) return Math.round(this.#total * next / Math.max(1, this.#units.length));
    if (next >= this.#units.length) return this.#total;
    const unit = this.#units[next]!;
    let within = 0;
    for (let at = next - 1; at >= 0 && this.#units[at]!.line === unit.line; at--) within += this.#units[at]!.bytes.length;
    return this.#lineStarts[unit.line - 1]! + within;
  }
}
