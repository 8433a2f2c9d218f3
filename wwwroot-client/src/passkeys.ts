// Passkeys: forms marked data-passkey talk to the browser's authenticator instead of being sent as they are.
//   sign-in   shows any passkey of this portal        add   makes one for who is signed in        confirm   shows one to prove again who it is

type Kind = 'sign-in' | 'add' | 'confirm';
type Trouble = 'unsupported' | 'cancelled' | 'refused' | 'busy';

export function watchPasskeys(): void {
  document.addEventListener('submit', event => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    const kind = form?.dataset['passkey'];
    if (!form || (kind !== 'sign-in' && kind !== 'add' && kind !== 'confirm')) return;
    event.preventDefault();
    void run(form, kind);
  });
  // A browser asks for passkeys by name only: at a bare address there are none.
  if (/^[\d.]+$|^\[/.test(location.hostname)) for (const note of document.querySelectorAll<HTMLElement>('[data-passkey-address]')) note.hidden = false;
}

/** Asks the portal for a challenge and the person for a passkey; null when there is none to be had. */
export async function askPasskey(token: string): Promise<string | Trouble> {
  if (typeof PublicKeyCredential === 'undefined' || typeof PublicKeyCredential.parseRequestOptionsFromJSON !== 'function') return 'unsupported';
  const answer = await post('/account/passkeys/ask', { __RequestVerificationToken: token });
  if (!answer.ok) return answer.status === 429 ? 'busy' : 'refused';
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await answer.json());
    const credential = await navigator.credentials.get({ publicKey });
    return credential instanceof PublicKeyCredential ? JSON.stringify(credential.toJSON()) : 'cancelled';
  } catch {
    return 'cancelled';
  }
}

export function isTrouble(text: string): text is Trouble {
  return text === 'unsupported' || text === 'cancelled' || text === 'refused' || text === 'busy';
}

export function post(address: string, fields: Record<string, string>): Promise<Response> {
  return fetch(address, { method: 'POST', body: new URLSearchParams(fields), headers: { Accept: 'application/json' }, redirect: 'manual' });
}

async function run(form: HTMLFormElement, kind: Kind): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>('[data-passkey-go]');
  if (button) button.disabled = true;
  show(form, null);
  try {
    const trouble = kind === 'add' ? await make(form) : await use(form, kind);
    if (trouble) show(form, trouble);
  } catch {
    show(form, 'refused');
  } finally {
    if (button) button.disabled = false;
  }
}

async function use(form: HTMLFormElement, kind: 'sign-in' | 'confirm'): Promise<Trouble | null> {
  const token = field(form, '__RequestVerificationToken');
  const credential = await askPasskey(token);
  if (isTrouble(credential)) return credential;
  const returnUrl = field(form, 'returnUrl');
  const answer = await post(kind === 'sign-in' ? '/account/sign-in/passkey' : '/account/prove', { __RequestVerificationToken: token, credential, returnUrl });
  if (!answer.ok) return answer.status === 429 ? 'busy' : 'refused';
  go(kind === 'sign-in' ? (await answer.json() as { next: string }).next : returnUrl);
  return null;
}

async function make(form: HTMLFormElement): Promise<Trouble | null> {
  if (typeof PublicKeyCredential === 'undefined' || typeof PublicKeyCredential.parseCreationOptionsFromJSON !== 'function') return 'unsupported';
  const token = field(form, '__RequestVerificationToken');
  const answer = await post('/account/passkeys/options', { __RequestVerificationToken: token });
  if (answer.status === 403) {
    go(`/account/confirm?returnUrl=${encodeURIComponent(location.pathname)}`);
    return null;
  }
  if (!answer.ok) return 'refused';
  let made: string;
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await answer.json());
    const credential = await navigator.credentials.create({ publicKey });
    if (!(credential instanceof PublicKeyCredential)) return 'cancelled';
    made = JSON.stringify(credential.toJSON());
  } catch {
    return 'cancelled';
  }
  const added = await post('/account/passkeys/add', { __RequestVerificationToken: token, credential: made, name: field(form, 'name') });
  if (!added.ok) return 'refused';
  go((await added.json() as { next: string }).next);
  return null;
}

/** Only ever to a page of the portal itself. */
function go(address: string): void {
  const url = new URL(address || '/', location.origin);
  location.assign(url.origin === location.origin ? url.href : '/');
}

function field(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}

function show(form: HTMLFormElement, trouble: Trouble | null): void {
  for (const text of form.querySelectorAll<HTMLElement>('[data-passkey-trouble]')) text.hidden = text.dataset['passkeyTrouble'] !== trouble;
}
