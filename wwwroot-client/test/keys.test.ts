import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { keyProfiles, readKeys, usualBackspace, writeKeys, type KeyProfile } from '../src/key-profiles.ts';
import { nameOfPressed, sequenceOf } from '../src/keys.ts';

const names = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12', 'Home', 'End', 'Insert', 'Delete', 'PageUp', 'PageDown', 'Up', 'Down', 'Right', 'Left'];
const capabilities = ['kf1', 'kf2', 'kf3', 'kf4', 'kf5', 'kf6', 'kf7', 'kf8', 'kf9', 'kf10', 'kf11', 'kf12', 'khome', 'kend', 'kich1', 'kdch1', 'kpp', 'knp', 'kcuu1', 'kcud1', 'kcuf1', 'kcub1'];

/** Golden tables, each a row as infocmp prints it (^[ is \E), in the order of `names`; `-` where there is none. */
const golden: Readonly<Record<string, { readonly profile: KeyProfile; readonly application: boolean; readonly terminfo?: string; readonly row: string }>> = {
  // infocmp xterm, ncurses 6.4 (ncurses-base); application cursor keys, which terminfo's smkx switches on.
  'terminfo xterm': {
    profile: 'xterm', application: true, terminfo: 'xterm',
    row: '\\EOP \\EOQ \\EOR \\EOS \\E[15~ \\E[17~ \\E[18~ \\E[19~ \\E[20~ \\E[21~ \\E[23~ \\E[24~ \\EOH \\EOF \\E[2~ \\E[3~ \\E[5~ \\E[6~ \\EOA \\EOB \\EOC \\EOD',
  },
  // infocmp linux, ncurses 6.4.
  'terminfo linux': {
    profile: 'linux', application: false, terminfo: 'linux',
    row: '\\E[[A \\E[[B \\E[[C \\E[[D \\E[[E \\E[17~ \\E[18~ \\E[19~ \\E[20~ \\E[21~ \\E[23~ \\E[24~ \\E[1~ \\E[4~ \\E[2~ \\E[3~ \\E[5~ \\E[6~ \\E[A \\E[B \\E[C \\E[D',
  },
  // infocmp vt100+ (ncurses-term), the same as Microsoft's "Special Administration Console: VT100+ and VT-UTF8 key sequences".
  'terminfo vt100+': {
    profile: 'vt100plus', application: false, terminfo: 'vt100+',
    row: '\\E1 \\E2 \\E3 \\E4 \\E5 \\E6 \\E7 \\E8 \\E9 \\E0 \\E! \\E@ \\Eh \\Ek \\E+ \\E- \\E? \\E/ \\E[A \\E[B \\E[C \\E[D',
  },
  'Microsoft and UEFI: VT-UTF8': {
    profile: 'vtutf8', application: true,
    row: '\\E1 \\E2 \\E3 \\E4 \\E5 \\E6 \\E7 \\E8 \\E9 \\E0 \\E! \\E@ \\Eh \\Ek \\E+ \\E- \\E? \\E/ \\E[A \\E[B \\E[C \\E[D',
  },
  // EDK II, MdeModulePkg/Universal/Console/TerminalDxe/TerminalConIn.c, the table above UnicodeToEfiKey.
  'EDK II: VT100': {
    profile: 'vt100', application: false,
    row: '\\EOP \\EOQ \\EOw \\EOx \\EOt \\EOu \\EOq \\EOr \\EOp \\EOM - - \\E[H \\E[K \\E[@ \\E[P \\E[? \\E[/ \\E[A \\E[B \\E[C \\E[D',
  },
  'EDK II: PC ANSI': {
    profile: 'pcansi', application: false,
    row: '\\E[M \\E[N \\E[O \\E[P \\E[Q \\E[R \\E[S \\E[T \\E[U \\E[V - - \\E[H \\E[F \\E[@ \\E[X \\E[I \\E[G \\E[A \\E[B \\E[C \\E[D',
  },
  // PuTTY's "ESC[n~", which BIOS setups call ESCN; the same as DEC's VT220 from F6 on.
  'PuTTY: ESC[n~': {
    profile: 'escn', application: false,
    row: '\\E[11~ \\E[12~ \\E[13~ \\E[14~ \\E[15~ \\E[17~ \\E[18~ \\E[19~ \\E[20~ \\E[21~ \\E[23~ \\E[24~ \\E[1~ \\E[4~ \\E[2~ \\E[3~ \\E[5~ \\E[6~ \\E[A \\E[B \\E[C \\E[D',
  },
};

for (const [title, { profile, application, terminfo, row }] of Object.entries(golden)) {
  test(`keys are those of ${title}`, () => {
    const sent = names.map(name => sequenceOf(name, application, { profile, backspace: 'del' })?.replaceAll('\x1b', '\\E') ?? '-').join(' ');
    assert.equal(sent, row);
    // Where this machine has the entry, it says the same as the table above.
    const told = terminfo ? spawnSync('infocmp', ['-1', terminfo], { encoding: 'utf8' }) : null;
    if (told?.status !== 0) return;
    for (const [at, capability] of capabilities.entries()) {
      const found: string | undefined = new RegExp(`^\\t${capability}=(.*),$`, 'm').exec(told.stdout)?.[1];
      if (found !== undefined) assert.equal(sent.split(' ')[at], found, capability);
    }
  });
}

test('every profile has its arrows, Backspace and a choice that can be kept', () => {
  for (const profile of keyProfiles) {
    assert.equal(sequenceOf('Up', false, { profile, backspace: 'del' }), '\x1b[A');
    assert.equal(sequenceOf('Backspace', false, { profile, backspace: 'del' }), '\x7f');
    assert.equal(sequenceOf('Backspace', false, { profile, backspace: 'bs' }), '\b');
    const choice = { profile, backspace: usualBackspace(profile) };
    assert.deepEqual(readKeys(writeKeys(choice)), choice);
  }
  assert.deepEqual(readKeys('<script>'), { profile: 'xterm', backspace: 'del' });
  assert.deepEqual(readKeys(null), { profile: 'xterm', backspace: 'del' });
});

test('Ctrl+Alt+Del is the reset sequence of firmware and means nothing elsewhere', () => {
  assert.equal(sequenceOf('Ctrl+Alt+Del', false, { profile: 'vtutf8', backspace: 'bs' }), '\x1bR\x1br\x1bR');
  assert.equal(sequenceOf('Ctrl+Alt+Del', false, { profile: 'xterm', backspace: 'del' }), null);
});

test('only keys pressed alone are taken from the keyboard', () => {
  const press = (key: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {}) =>
    nameOfPressed({ key, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...held });
  assert.equal(press('F10'), 'F10');
  assert.equal(press('ArrowUp'), 'Up');
  assert.equal(press('Backspace'), 'Backspace');
  assert.equal(press('F10', { shiftKey: true }), null);
  assert.equal(press('F13'), null);
  assert.equal(press('a'), null);
});
