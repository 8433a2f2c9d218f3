// What a serial line carries for keys that are no characters. There is no one answer: systems expect what a terminal of theirs sent, firmware
// what its setup says ("Terminal Type", "Putty KeyPad"). Sources: terminfo (xterm, linux, rxvt, vt100+), Microsoft's table for Emergency
// Management Services (VT100+, VT-UTF8), the UEFI specification's console appendix and EDK II's terminal driver (VT100, PC ANSI).

export const keyProfiles = ['xterm', 'linux', 'vt100plus', 'vtutf8', 'escn', 'vt100', 'pcansi'] as const;

export type KeyProfile = (typeof keyProfiles)[number];

/** What Backspace sends: DEL (7Fh) or BS (08h). */
export type Backspace = 'del' | 'bs';

export interface KeyChoice {
  readonly profile: KeyProfile;
  readonly backspace: Backspace;
}

type Table = Readonly<Record<string, string>>;

/** F1 to F12 in order, then Home, End, Insert, Delete, PageUp, PageDown. */
function table(functionKeys: readonly string[], editing: readonly string[]): Table {
  const names = ['Home', 'End', 'Insert', 'Delete', 'PageUp', 'PageDown'];
  return Object.fromEntries([
    ...functionKeys.map((sequence, at) => [`F${at + 1}`, sequence]),
    ...editing.map((sequence, at) => [names[at]!, sequence]),
  ].filter(([, sequence]) => sequence !== ''));
}

const prefixed = (prefix: string, rest: readonly string[]) => rest.map(end => (end === '' ? '' : prefix + end));
const tildes = (numbers: readonly number[]) => numbers.map(number => `\x1b[${number}~`);
const upper = tildes([15, 17, 18, 19, 20, 21, 23, 24]);

const enhanced = table(prefixed('\x1b', [...'1234567890!@']), prefixed('\x1b', [...'hk+-?/']));

const tables: Readonly<Record<KeyProfile, Table>> = {
  xterm: table([...prefixed('\x1bO', [...'PQRS']), ...upper], ['\x1b[H', '\x1b[F', ...tildes([2, 3, 5, 6])]),
  linux: table([...prefixed('\x1b[[', [...'ABCDE']), ...upper.slice(1)], tildes([1, 4, 2, 3, 5, 6])),
  vt100plus: enhanced,
  vtutf8: enhanced,
  escn: table([...tildes([11, 12, 13, 14]), ...upper], tildes([1, 4, 2, 3, 5, 6])),
  vt100: table(prefixed('\x1bO', [...'PQwxtuqrpM', '', '']), prefixed('\x1b[', [...'HK@P?/'])),
  pcansi: table(prefixed('\x1b[', [...'MNOPQRSTUV', '', '']), prefixed('\x1b[', [...'HF@XIG'])),
};

/** Profiles of firmware, which know no application mode and want what a PC keyboard's Backspace is to them. */
const firmware: ReadonlySet<KeyProfile> = new Set<KeyProfile>(['vt100plus', 'vtutf8', 'vt100', 'pcansi']);

export const defaultKeys: KeyChoice = { profile: 'xterm', backspace: 'del' };

/** What Backspace sends with a profile unless somebody says otherwise. */
export function usualBackspace(profile: KeyProfile): Backspace {
  return firmware.has(profile) ? 'bs' : 'del';
}

/** The sequence that resets a machine: EDK II's terminal driver and Windows' EMS know it, a running Linux does not. Null where it means nothing. */
export function resetSequence(profile: KeyProfile): string | null {
  return firmware.has(profile) ? '\x1bR\x1br\x1bR' : null;
}

/** The sequence of a function or editing key; null for one that this profile does not have. */
export function profileSequence(profile: KeyProfile, name: string, applicationCursorKeys: boolean): string | null {
  const cursor = { Up: 'A', Down: 'B', Right: 'C', Left: 'D' }[name];
  if (cursor) return (applicationCursorKeys && !firmware.has(profile) ? '\x1bO' : '\x1b[') + cursor;
  if (profile === 'xterm' && applicationCursorKeys && (name === 'Home' || name === 'End')) return name === 'Home' ? '\x1bOH' : '\x1bOF';
  return tables[profile][name] ?? null;
}

/** The choice somebody made earlier, out of what a browser keeps; the default for anything that is none. */
export function readKeys(text: string | null): KeyChoice {
  const [profile, backspace] = (text ?? '').split(' ');
  const known = keyProfiles.find(name => name === profile);
  return known ? { profile: known, backspace: backspace === 'bs' || backspace === 'del' ? backspace : usualBackspace(known) } : defaultKeys;
}

export function writeKeys(keys: KeyChoice): string {
  return `${keys.profile} ${keys.backspace}`;
}
