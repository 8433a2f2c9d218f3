import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConsoleLink, type Gap, type RefusedReason } from '../src/console-link.ts';
import { FakeClock, FakeServer, settle } from './fakes.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function open(options: { fromOffset?: number; refusal?: () => Promise<string | null>; draw?: () => Promise<void> } = {}) {
  const clock = new FakeClock();
  const server = new FakeServer();
  const seen = { text: '', gaps: [] as Gap[], screens: [] as string[], states: [] as string[], refused: [] as [RefusedReason, number][] };
  const link = new ConsoleLink({
    serverId: 's',
    connect: server.connect,
    clock,
    fromOffset: options.fromOffset ?? null,
    ...(options.refusal ? { refusal: options.refusal } : {}),
    events: {
      chunk: async (data, gap, screen) => {
        if (screen) seen.screens.push(`${new TextDecoder().decode(screen)} before ${new TextDecoder().decode(data)}`);
        if (gap) seen.gaps.push(gap);
        seen.text += new TextDecoder().decode(data);
        await options.draw?.();
      },
      state: current => { seen.states.push(current.state); },
      refused: (reason, count) => { seen.refused.push([reason, count]); },
    },
  });
  link.start();
  return { clock, server, seen, link };
}

test('attaches without an offset first, then resumes at the next byte it wants', async () => {
  const { clock, server, seen, link } = open();
  await settle();
  assert.equal(server.last.attachedFrom, null);
  server.last.chunk({ offset: 100, data: bytes('hello ') });
  server.last.chunk({ offset: 106, data: bytes('wor') });
  await settle();
  server.last.cut();
  assert.equal(link.state, 'waiting');
  await clock.advance(0);
  assert.equal(server.hubs.length, 2);
  assert.equal(server.last.attachedFrom, 109);
  server.last.chunk({ offset: 109, data: bytes('ld') });
  await settle();
  assert.equal(seen.text, 'hello world');
  assert.deepEqual(seen.gaps, []);
});

test('drops bytes it has, keeps the rest of an overlapping chunk', async () => {
  const { server, seen } = open({ fromOffset: 5 });
  await settle();
  server.last.chunk({ offset: 0, data: bytes('01234') });
  server.last.chunk({ offset: 3, data: bytes('34567') });
  await settle();
  assert.equal(seen.text, '567');
});

test('hands a screen on before the bytes that go on from it, but never over newer ones', async () => {
  const { server, seen } = open();
  await settle();
  server.last.chunk({ offset: 10, data: bytes('abc'), screen: bytes('S') });
  server.last.chunk({ offset: 12, data: bytes('cd'), screen: bytes('old') });
  server.last.chunk({ offset: 90, data: bytes('z'), gapBefore: 'not-kept', screen: bytes('T') });
  await settle();
  assert.deepEqual(seen.screens, ['S before abc', 'T before z']);
  assert.equal(seen.text, 'abcdz');
  assert.deepEqual(seen.gaps, [{ reason: 'not-kept', bytes: 76 }]);
});

test('reports a gap, told or noticed, with its size', async () => {
  const { server, seen } = open({ fromOffset: 0 });
  await settle();
  server.last.chunk({ offset: 0, data: bytes('a') });
  server.last.chunk({ offset: 11, data: bytes('b'), gapBefore: 'bmc-overrun' });
  server.last.chunk({ offset: 20, data: bytes('c') });
  await settle();
  assert.deepEqual(seen.gaps, [{ reason: 'bmc-overrun', bytes: 10 }, { reason: 'line-lost', bytes: 8 }]);
});

test('retries quickly, then every ten seconds, for ever', async () => {
  const { clock, server, link } = open();
  await settle();
  server.up = false;
  server.last.cut();
  const times: number[] = [];
  for (let i = 0; i < 8; i++) {
    times.push(link.retryAfter);
    await clock.advance(link.retryAfter);
  }
  assert.deepEqual(times, [0, 300, 1_000, 2_000, 5_000, 10_000, 10_000, 10_000]);
  server.up = true;
  await clock.advance(link.retryAfter);
  assert.equal(link.state, 'live');
});

test('a link that dies at once does not start over with its quick attempts', async () => {
  const { clock, server, link } = open();
  await settle();
  server.last.cut();
  await clock.advance(link.retryAfter);
  server.last.cut();
  assert.equal(link.retryAfter, 300);
  await clock.advance(link.retryAfter);
  await clock.advance(3_000);
  server.last.cut();
  assert.equal(link.retryAfter, 0);
});

test('a nudge while waiting tries at once; while live it finds out a dead connection', async () => {
  const { clock, server, link } = open();
  await settle();
  server.up = false;
  server.last.cut();
  for (let i = 0; i < 5; i++) await clock.advance(link.retryAfter);
  assert.equal(link.state, 'waiting');
  server.up = true;
  link.nudge();
  await settle();
  assert.equal(link.state, 'live');
  server.answer = () => new Promise(() => undefined);
  link.nudge();
  await clock.advance(2_500);
  assert.notEqual(link.state, 'ended');
  assert.equal(server.hubs.length >= 2, true);
  await clock.advance(link.retryAfter);
  assert.equal(link.state, 'live');
});

test('ends for good when access is withdrawn, and when the session is over', async () => {
  const first = open();
  await settle();
  first.server.refuse = 'An error occurred on the server while streaming results. HubException: not_found: There is nothing here.';
  first.server.last.endWith('An error occurred on the server while streaming results. HubException: revoked: Access has ended.');
  await first.clock.advance(60_000);
  assert.equal(first.link.state, 'ended');
  assert.equal(first.link.code, 'revoked');
  assert.equal(first.server.hubs.length, 2);

  const second = open({ refusal: () => Promise.resolve('signed_out') });
  await settle();
  second.server.up = false;
  second.server.last.cut();
  await second.clock.advance(1_000);
  assert.equal(second.link.code, 'signed_out');
});

test('goes on when its rights changed and still allow it', async () => {
  const { clock, server, link } = open();
  await settle();
  server.last.endWith('HubException: revoked: Access has ended.');
  await clock.advance(1);
  assert.equal(link.state, 'live');
  assert.equal(server.hubs.length, 2);
});

test('drops what is typed offline and says so', async () => {
  const { server, seen, link } = open();
  await settle();
  server.last.cut();
  link.write(bytes('rm'));
  assert.deepEqual(seen.refused, [['offline', 2]]);
});

test('keeps the order of what is typed, one Write at a time, in pieces of at most 1 KiB', async () => {
  const { server, link } = open();
  await settle();
  const sent: Uint8Array[] = [];
  let release: (() => void)[] = [];
  server.answer = (method, args) => {
    assert.equal(method, 'Write');
    sent.push(args[1] as Uint8Array);
    return new Promise<void>(resolve => release.push(resolve));
  };
  const expected: number[] = [];
  for (let i = 0; i < 3_000; i++) {
    link.write(new Uint8Array([i & 0xff]));
    expected.push(i & 0xff);
  }
  const large = new Uint8Array(2_500).map((_, i) => (i * 7) & 0xff);
  link.write(large);
  expected.push(...large);
  for (let i = 0; i < 50; i++) {
    assert.ok(release.length <= 1);
    release.splice(0).forEach(resolve => resolve());
    await settle();
  }
  assert.ok(sent.every(piece => piece.length <= 1_024));
  assert.deepEqual(sent.flatMap(piece => [...piece]), expected);
});

test('input that the BMC did not take is dropped with its reason', async () => {
  const { server, seen, link } = open();
  await settle();
  server.answer = () => Promise.reject(new Error('HubException: unavailable: the line is held by someone else'));
  link.write(bytes('ls\r'));
  await settle();
  assert.deepEqual(seen.refused, [['unavailable', 3]]);
});

test('input under way when the connection is lost is reported, not repeated', async () => {
  const { clock, server, seen, link } = open();
  await settle();
  server.answer = () => new Promise(() => undefined);
  link.write(bytes('reboot\r'));
  server.last.cut();
  assert.deepEqual(seen.refused, [['lost', 7]]);
  server.answer = (method, args) => { server.calls.push({ method, args }); return Promise.resolve(); };
  await clock.advance(20_000);
  assert.equal(server.calls.filter(call => call.method === 'Write').length, 0);
});

test('a paced paste waits for each piece to be accepted and can be cancelled', async () => {
  const { server, link } = open();
  await settle();
  let accepted = 0;
  let cancelled = false;
  server.answer = async (_, args) => {
    accepted += (args[1] as Uint8Array).length;
    if (accepted >= 4_096) cancelled = true;
  };
  const done = await link.writePaced(new Uint8Array(100_000), () => cancelled, () => undefined);
  assert.equal(done, false);
  await settle();
  assert.ok(accepted >= 4_096 && accepted <= 8_192, `${accepted}`);
});

test('gives credit only for what was drawn', async () => {
  let draw: (() => void)[] = [];
  const { server } = open({ fromOffset: 0, draw: () => new Promise(resolve => draw.push(resolve)) });
  await settle();
  const acks = () => server.calls.filter(call => call.method === 'Ack').map(call => call.args[1]);
  for (let i = 0; i < 4; i++) server.last.chunk({ offset: i * 16_384, data: new Uint8Array(16_384) });
  await settle();
  assert.deepEqual(acks(), []);
  for (let i = 0; i < 4; i++) {
    draw.splice(0).forEach(done => done());
    await settle();
  }
  assert.deepEqual(acks(), [32_768, 65_536]);
});
