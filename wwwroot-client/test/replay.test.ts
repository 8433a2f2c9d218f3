import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Player, type ReplayPiece } from '../src/replay/player.ts';
import { ReplayLink } from '../src/replay/replay-link.ts';
import { FakeClock, FakeServer, settle } from './fakes.ts';

const start = Date.UTC(2026, 10, 23, 3, 14, 7);

function piece(offset: number, text: string, at: number): ReplayPiece {
  return { offset, data: new TextEncoder().encode(text), time: start + at };
}

function newPlayer() {
  const clock = new FakeClock();
  const shown: { text: string; at: number }[] = [];
  const player = new Player(
    { now: () => clock.now, setTimeout: (action, milliseconds) => clock.setTimeout(action, milliseconds), clearTimeout: timer => clock.clearTimeout(timer) },
    {
      draw: (due, _, drawn) => {
        shown.push({ text: new TextDecoder().decode(due.data), at: clock.now });
        drawn();
      },
      changed: () => undefined,
    });
  player.place(0, start);
  return { clock, shown, player };
}

test('plays at the pace of the record, faster and slower', async () => {
  for (const speed of [0.5, 1, 8, 64]) {
    const { clock, shown, player } = newPlayer();
    player.setSkipsSilence(false);
    player.setSpeed(speed);
    for (let second = 0; second < 20; second++) player.push(piece(second, String.fromCharCode(97 + second), second * 1_000));
    player.complete();
    player.play();
    await clock.advance(30_000 / speed);
    assert.equal(shown.map(item => item.text).join(''), 'abcdefghijklmnopqrst');
    shown.forEach((item, second) => assert.ok(Math.abs(item.at - second * 1_000 / speed) < 80, `${item.text} at ${item.at}, speed ${speed}`));
    assert.equal(player.state, 'ended');
    assert.equal(player.offset, 20);
    assert.equal(player.time, start + 19_000);
  }
});

test('long silence takes a moment, short silence its time', async () => {
  const { clock, shown, player } = newPlayer();
  player.push(piece(0, 'a', 0));
  player.push(piece(1, 'b', 1_500));
  player.push(piece(2, 'c', 3_600_000));
  player.push(piece(3, 'd', 3_600_100));
  player.complete();
  player.play();
  await clock.advance(3_000);
  const at = Object.fromEntries(shown.map(item => [item.text, item.at]));
  assert.ok(at['b']! >= 1_500 && at['b']! < 1_600);
  assert.ok(at['c']! - at['b']! >= 300 && at['c']! - at['b']! < 420, `${at['c']! - at['b']!}`);
  assert.ok(at['d']! - at['c']! >= 100);
});

test('pauses, waits for pieces, and does not pile up what is not drawn', async () => {
  const { clock, shown, player } = newPlayer();
  player.play();
  await clock.advance(1_000);
  assert.equal(player.isWaiting, true);
  player.push(piece(0, 'a', 0));
  await clock.advance(50);
  assert.equal(shown.length, 1);
  player.pause();
  player.push(piece(1, 'b', 10));
  await clock.advance(5_000);
  assert.equal(shown.length, 1);
  player.place(50, start + 60_000);
  player.push(piece(50, 'z', 60_000));
  player.play();
  await clock.advance(50);
  assert.deepEqual(shown.map(item => item.text), ['a', 'z']);

  const slow = new FakeClock();
  let drawn = 0;
  const stalled = new Player(
    { now: () => slow.now, setTimeout: (action, milliseconds) => slow.setTimeout(action, milliseconds), clearTimeout: timer => slow.clearTimeout(timer) },
    { draw: due => { drawn += due.data.length; }, changed: () => undefined });
  stalled.place(0, start);
  for (let at = 0; at < 100; at++) stalled.push({ offset: at * 4_096, data: new Uint8Array(4_096), time: start + at });
  stalled.play();
  await slow.advance(10_000);
  assert.equal(drawn, 128 * 1_024);
});

test('comes back where it was after a cut, with every byte once', async () => {
  const clock = new FakeClock();
  const server = new FakeServer();
  const seen: string[] = [];
  const told: unknown[] = [];
  const link = new ReplayLink({
    serverId: 's', connect: server.connect, refusal: () => Promise.resolve(null), clock,
    events: {
      screen: offset => seen.push(`[${offset}]`),
      piece: due => seen.push(new TextDecoder().decode(due.data)),
      complete: () => told.push('complete'),
      connected: isConnected => told.push(isConnected),
      ended: code => told.push(code),
    },
  });
  const send = (offset: number, text: string, screen = false) => server.last.chunk({ offset, time: start, data: new TextEncoder().encode(text), screen } as never);
  link.open('100');
  await settle();
  assert.equal(server.last.attachedFrom, '100');
  send(100, 'screen', true);
  // It goes on inside of a sequence that began before the moment.
  send(98, 'xyabc');
  send(103, 'def');
  server.last.cut();
  await clock.advance(1_000);
  assert.equal(server.last.attachedFrom, '106');
  send(106, 'screen again', true);
  send(104, 'efghi');
  assert.deepEqual(seen, ['[100]', 'xyabc', 'def', 'ghi']);
  assert.deepEqual(told, [false, true]);

  server.last.endWith('HubException: not_found: gone');
  assert.equal(told.at(-1), 'not_found');
  link.dispose();
});
