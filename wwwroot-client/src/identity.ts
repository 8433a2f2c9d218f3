// The dialog that asks again who somebody is: what is typed goes to the portal by a request, never through the page's circuit. And: somebody is here.
import { askPasskey, isTrouble, post } from './passkeys.ts';

const hereEvery = 60_000;

export function watchIdentity(): void {
  document.addEventListener('submit', event => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    if (form?.dataset['confirm'] === undefined) return;
    event.preventDefault();
    void confirm(form, { password: value(form, 'password') });
  });
  document.addEventListener('click', event => {
    const button = event.target instanceof Element ? event.target.closest('[data-confirm-passkey]') : null;
    const form = button?.closest<HTMLFormElement>('form[data-confirm]');
    if (form) void byPasskey(form);
  });
  tellPresence();
}

async function byPasskey(form: HTMLFormElement): Promise<void> {
  const credential = await askPasskey(value(form, '__RequestVerificationToken'));
  if (isTrouble(credential)) show(form, 'passkey');
  else await confirm(form, { credential });
}

async function confirm(form: HTMLFormElement, proof: Record<string, string>): Promise<void> {
  show(form, null);
  try {
    const answer = await post('/account/prove', { __RequestVerificationToken: value(form, '__RequestVerificationToken'), ...proof });
    if (answer.ok) {
      form.reset();
      form.closest('dialog')?.querySelector<HTMLButtonElement>('[data-confirmed]')?.click();
      return;
    }
    const code = answer.headers.get('Content-Type')?.includes('json') ? (await answer.json() as { code?: string }).code : undefined;
    show(form, answer.status === 429 ? 'locked' : code === 'locked' || code === 'expired' ? code : proof['credential'] ? 'passkey' : 'wrong');
  } catch {
    show(form, 'expired');
  }
}

/** A session ends when nobody does anything for long, and a page makes no requests by itself: it says so when somebody moves or types. */
function tellPresence(): void {
  if (!document.querySelector('#components-reconnect-modal')) return;
  let told = Date.now();
  const tell = (): void => {
    if (Date.now() - told < hereEvery) return;
    told = Date.now();
    void fetch('/account/here', { method: 'POST', redirect: 'manual' }).catch(() => undefined);
  };
  for (const kind of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove']) document.addEventListener(kind, tell, { capture: true, passive: true });
}

function value(form: HTMLFormElement, name: string): string {
  const text = new FormData(form).get(name);
  return typeof text === 'string' ? text : '';
}

function show(form: HTMLFormElement, error: string | null): void {
  for (const text of form.querySelectorAll<HTMLElement>('[data-confirm-error]')) text.hidden = text.dataset['confirmError'] !== error;
}
