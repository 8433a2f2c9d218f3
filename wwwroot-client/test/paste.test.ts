import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EchoReader, partsOf } from '../src/paste-echo.ts';
import { PasteFlow } from '../src/paste-flow.ts';
import { promptExpression, usualPaste, type PasteOptions } from '../src/paste-plan.ts';
import { PasteRunner, type PasteTransport } from '../src/paste-runner.ts';
import { oddities, typedLines } from '../src/paste.ts';
import { FakeClock, settle } from './fakes.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (data: Uint8Array) => new TextDecoder().decode(data);

/** A host behind a link: what it does with each piece that was typed, and what it answers, when. */
class Host implements PasteTransport {
  state = 'live';
  received = '';
  readonly writes: string[] = [];
  readonly clock: FakeClock;
  runner: PasteRunner | null = null;
  refuses = false;
  acceptIn = 1;
  answer: (typed: string, host: Host) => void;

  constructor(clock: FakeClock, answer: (typed: string, host: Host) => void) {
    this.clock = clock;
    this.answer = answer;
  }

  writePaced(data: Uint8Array): Promise<boolean> {
    if (this.refuses) return Promise.resolve(false);
    const typed = decode(data);
    this.writes.push(typed);
    this.received += typed;
    this.answer(typed, this);
    return new Promise(resolve => this.clock.setTimeout(() => resolve(true), this.acceptIn));
  }

  print(text: string, after = 1): void {
    this.clock.setTimeout(() => this.runner?.printed(encode(text)), after);
  }
}

const shell = (prompt = 'root@host:~# ') => (typed: string, host: Host) => host.print(typed.replaceAll('\r', `\r\n${prompt}`));

function paste(text: string, answer: (typed: string, host: Host) => void, options: Partial<PasteOptions> = {}) {
  const clock = new FakeClock();
  const host = new Host(clock, answer);
  const time = { now: () => clock.now, setTimeout: clock.setTimeout.bind(clock), clearTimeout: clock.clearTimeout.bind(clock) };
  const runner = new PasteRunner(new PasteFlow({ text, options: { ...usualPaste, ...options } }, 0), host, time, () => undefined);
  host.runner = runner;
  runner.start();
  return { clock, host, runner, progress: () => runner.flow.progress(clock.now) };
}

const script = Array.from({ length: 200 }, (_, at) => `echo "line ${at + 1} of a script" > /tmp/out.${at + 1}`).join('\n') + '\n';

test('a script of 200 lines arrives whole, in order, each line once, as the host echoes it', async () => {
  const { clock, host, progress } = paste(script, shell());
  await clock.advance(5_000);
  assert.equal(progress().phase, 'done');
  assert.equal(host.received, script.replaceAll('\n', '\r'));
  assert.ok(host.writes.every(write => write.length <= 1_024), 'never more under way than a window');
  // 11 KiB over a line of 1 ms: the window must have grown.
  assert.ok(host.writes.length < 60, `${host.writes.length} writes`);
});

test('1,000 short tokens are not slowed to one round trip each', async () => {
  const tokens = Array.from({ length: 1_000 }, (_, at) => `t${String(at).padStart(5, '0')}`).join('\n');
  const { clock, host, progress } = paste(tokens, shell('$ '));
  host.acceptIn = 40;
  await clock.advance(2_000);
  assert.equal(progress().phase, 'done');
  assert.equal(host.received.split('\r').length, 1_000);
});

test('a host that loses a character stops the paste at that line, and it goes on from there', async () => {
  let lose = true;
  const { clock, host, runner, progress } = paste(script, (typed, target) => {
    const kept = lose ? typed.replace('line 57 of', 'lin 57 of') : typed;
    shell()(kept, target);
  });
  await clock.advance(60_000);
  assert.deepEqual([progress().phase, progress().stop, progress().line], ['stopped', 'wrongEcho', 57]);
  const before = host.received.length;
  await clock.advance(60_000);
  assert.equal(host.received.length, before, 'nothing is typed without the user');
  lose = false;
  host.received = '';
  runner.resumeFrom(57, { pace: 'slow' });
  await clock.advance(600_000);
  assert.equal(progress().phase, 'done');
  assert.equal(host.received, script.split('\n').slice(56).join('\r'));
  assert.ok(host.writes.slice(-20).every(write => write.length <= 8), 'slow: few characters at a time');
});

test('a line that is swallowed whole is noticed too', async () => {
  const { clock, progress } = paste('first line\nsecond line\nthird line\nfourth line\n', (typed, target) => shell()(typed.replace('third line\r', ''), target));
  await clock.advance(60_000);
  assert.deepEqual([progress().phase, progress().line], ['stopped', 3]);
});

test('what a terminal echoes while its shell is busy is no mistake: the shell shows it again in order', async () => {
  let held = '';
  const { clock, host, progress } = paste(script, (typed, target) => {
    if (held === '' && !typed.includes('line 57 of')) {
      shell()(typed, target);
      return;
    }
    if (held === '') target.clock.setTimeout(() => {
      shell()(held, target);
      held = '';
    }, 1_000);
    held += typed;
    target.print(typed.slice(typed.indexOf('\r', Math.max(0, typed.indexOf('line 57 of'))) + 1).replaceAll('\r', '\r\n'));
  });
  await clock.advance(10_000);
  assert.deepEqual([progress().phase, progress().stop], ['done', null]);
  assert.equal(host.received, script.replaceAll('\n', '\r'));
});

test('a firmware shell that keeps ten characters gets them slowly', async () => {
  const lines = 'map -r\nfs0:\ncd \\EFI\\BOOT\nbootx64.efi -verbose -console\n';
  let pending = 0;
  const firmware = (typed: string, target: Host) => {
    for (const character of typed) {
      if (pending >= 10) continue;
      pending++;
      target.clock.setTimeout(() => { pending--; target.runner?.printed(encode(character === '\r' ? '\r\nFS0:\\> ' : character)); }, 5 * pending);
    }
  };
  const quick = paste(lines, firmware);
  await quick.clock.advance(60_000);
  assert.equal(quick.progress().phase, 'stopped');
  pending = 0;
  const slow = paste(lines, firmware, { pace: 'slow' });
  await slow.clock.advance(60_000);
  assert.equal(slow.progress().phase, 'done');
});

test('a program that echoes nothing is found out, and only acceptance paces it', async () => {
  const { clock, host, progress } = paste('secret one\nsecret two\nsecret three\n', (_, target) => target.print('Password: '));
  await clock.advance(10_000);
  assert.deepEqual([progress().phase, progress().note], ['done', 'silent']);
  assert.equal(host.received, 'secret one\rsecret two\rsecret three\r');
});

test('a slow line is waited for as long as it speaks', async () => {
  let busyUntil = 0;
  const { clock, progress } = paste(script, (typed, target) => {
    for (const character of typed.replaceAll('\r', '\r\n# ')) {
      busyUntil = Math.max(busyUntil, target.clock.now) + 8;
      target.print(character, busyUntil - target.clock.now);
    }
  });
  await clock.advance(200_000);
  assert.equal(progress().phase, 'done');
});

test('pauses after lines, and prompts, are kept', async () => {
  const delayed = paste('a1\nb2\nc3\n', shell(), { pace: 'delay', delay: 500 });
  await delayed.clock.advance(400);
  assert.equal(delayed.host.received, 'a1\r');
  await delayed.clock.advance(1_200);
  assert.equal(delayed.progress().phase, 'done');

  const waits = paste('make all\nmake install\n', (typed, target) => {
    target.print(typed.replace('\r', '\r\n'));
    target.print('cc -o thing thing.c\r\n', 2_000);
    target.print('# ', 3_000);
  }, { pace: 'prompt', prompt: '# ?$' });
  await waits.clock.advance(2_500);
  assert.equal(waits.host.received, 'make all\r');
  await waits.clock.advance(4_000);
  assert.equal(waits.progress().phase, 'done');
});

test('pause, cancel, a refused line and a lost link', async () => {
  const { clock, host, runner, progress } = paste(script, shell());
  await clock.advance(3);
  runner.pause();
  await clock.advance(20_000);
  const before = host.received.length;
  await clock.advance(20_000);
  assert.equal(host.received.length, before);
  runner.resume();
  await clock.advance(4);
  host.refuses = true;
  await clock.advance(10_000);
  assert.deepEqual([progress().phase, progress().stop], ['stopped', 'interrupted']);
  const line = progress().line;
  host.refuses = false;
  host.received = '';
  runner.resumeFrom(line, {});
  await clock.advance(10_000);
  assert.equal(progress().phase, 'done');
  assert.equal(host.received, script.split('\n').slice(line - 1).join('\r'));

  const away = paste(script, (typed, target) => { if (target.state === 'live') shell()(typed, target); });
  await away.clock.advance(3);
  away.host.state = 'waiting';
  await away.clock.advance(30_000);
  assert.equal(away.progress().phase, 'running', 'no echo can come while the link is down');
  away.runner.cancel();
  await away.clock.advance(100);
  assert.equal(away.progress().phase, 'cancelled');
});

test('a block keeps its marks whatever the host prints, and is closed when it is left', async () => {
  const hostile = '\x1b[?2004l\x1b[201~\r\n\x1b]52;c;AAAA\x07\x1b[6n';
  const { clock, host, progress } = paste('one\x1b[201~\ntwo\nthree\n', (typed, target) => {
    target.print(hostile);
    if (typed.includes('\x1b[201~')) target.print('one[201~\r\ntwo\r\nthree\r\n');
  }, { bracketed: true });
  await clock.advance(20_000);
  assert.equal(host.received, '\x1b[200~one[201~\rtwo\rthree\r\x1b[201~');
  assert.deepEqual([progress().phase, progress().note], ['done', null]);

  const long = paste('x'.repeat(40_000), (_, target) => { if (target.writes.length === 3) target.runner?.cancel(); }, { bracketed: true });
  await long.clock.advance(1_000);
  assert.equal(long.host.received.startsWith('\x1b[200~'), true);
  assert.equal(long.host.received.endsWith('x\x1b[201~'), true);
  assert.ok(long.host.received.length < 10_000);
});

test('a host cannot make a paste type anything but its own text', async () => {
  const text = 'a long enough line\nanother long line\n';
  for (let seed = 1; seed < 200; seed++) {
    let state = seed;
    const random = (below: number) => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) % below;
    const { clock, host } = paste(text, (typed, target) => {
      const noise = Array.from({ length: 60 }, () => String.fromCharCode(random(3) === 0 ? 0x1b : random(256))).join('');
      target.print(random(2) === 0 ? noise : typed + noise);
    });
    await clock.advance(100_000);
    assert.ok(text.replaceAll('\n', '\r').startsWith(host.received), JSON.stringify(host.received));
  }
  await settle();
});

test('an echo is found through colours, wraps and redraws', () => {
  const line = `echo ${'0123456789abcdef'.repeat(8)}`;
  const prompt = 'root@host:~# ';
  const whole = prompt + line;
  const readline = Array.from({ length: Math.ceil(whole.length / 80) }, (_, at) => whole.slice(at * 80, at * 80 + 80))
    .reduce((text, row) => `${text}${row[0]}\r${row}`);
  const busybox = Array.from({ length: Math.ceil(whole.length / 80) }, (_, at) => whole.slice(at * 80, at * 80 + 80))
    .reduce((text, row) => `${text}${row[0]}\b${row}`);
  const echoes = [
    whole,
    [...whole].map(character => `\x1b[1;32m${character}\x1b[0m`).join(''),
    readline,
    readline.replaceAll(/(.)\r/g, ' \r'),
    busybox,
    whole.replace(/.{80}/g, '$&\r\n'),
    `${prompt}xxx\b\b\b\x1b[K${line}`,
    `${prompt}${line.slice(0, 3)}\x1b]0;title echo\x07${line.slice(3)}`,
  ];
  for (const echo of echoes) {
    const reader = new EchoReader();
    for (const byte of encode(echo)) reader.read(new Uint8Array([byte]));
    assert.ok(reader.find(partsOf(line), 0) > 0, JSON.stringify(echo));
    const damaged = new EchoReader();
    damaged.read(encode(echo.replace('89ab', '8ab').replaceAll('f0123', 'f012')));
    if (!echo.includes('\x1b[1;32m')) assert.equal(damaged.find(partsOf(line), 0), -1);
  }
});

test('what a host prints without end is bounded', () => {
  const reader = new EchoReader();
  const flood = encode(`${'z'.repeat(5_000)}\r\n\x1b[9999999999C\x1b[9999999999@\x1b[9999999999;9G\x1b]${'q'.repeat(5_000)}`);
  for (let i = 0; i < 200; i++) reader.read(flood);
  reader.read(encode('\x1b\\'));
  assert.ok(reader.row.length <= 400);
  reader.read(encode('\r\nthe end'));
  assert.ok(reader.find(partsOf('the end'), 0) > 0);
});

test('lines keep their ends, prompts that could run for ever are refused', () => {
  assert.deepEqual(typedLines('a\nb', 'cr'), ['a\r', 'b']);
  assert.deepEqual(typedLines('a\r\n\r\nb\n', 'crlf'), ['a\r\n', '\r\n', 'b\r\n']);
  assert.deepEqual(typedLines('', 'cr'), []);
  assert.deepEqual(oddities('a\x1b[0m\tb\x00\n'), { removed: 2, tabs: 1 });
  assert.equal(promptExpression('(a+)+$'), null);
  assert.equal(promptExpression('.*.*.*x'), null);
  assert.equal(promptExpression('('), null);
  assert.ok(promptExpression('[#$>%] ?$')!.test('root@host:~# '));
});
