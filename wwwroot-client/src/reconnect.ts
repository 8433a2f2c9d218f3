// A lost circuit shows a slim bar (the element Blazor knows by its id), never a dialog over the console, which lives on its own
// connection. Beyond Blazor's own attempts: try at once when the network or the tab comes back, go on after Blazor has given up,
// resume the circuit's kept state when the circuit itself is gone, and load the page anew only when nothing else is left.

interface BlazorCircuit {
  reconnect(): Promise<boolean>;
  resumeCircuit(): Promise<boolean>;
}

declare global {
  interface Window {
    Blazor?: BlazorCircuit;
  }
}

/** A blink is not worth a word. */
const patience = 600;
const attemptEvery = 5_000;

let lost = false;
let trying = false;
let showTimer = 0;
let attemptTimer = 0;

export function watchReconnect(): void {
  document.addEventListener('components-reconnect-state-changed', event => {
    const { state } = (event as CustomEvent<{ state: string }>).detail;
    if (state === 'hide') found();
    else missing(state);
  }, true); // The event does not bubble; capturing survives a re-rendered bar.
  window.addEventListener('online', () => void retry());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void retry();
  });
  document.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('[data-reconnect]')) void retry();
  });
}

function missing(state: string): void {
  // Signed out, and cut before the page could lead away by itself.
  const leave = document.querySelector<HTMLAnchorElement>('a[data-leave]');
  if (leave) {
    location.assign(leave.href);
    return;
  }
  if (!lost) {
    lost = true;
    showTimer = window.setTimeout(show, patience);
  }
  if (state === 'failed' || state === 'resume-failed') {
    words('gone');
    window.clearInterval(attemptTimer);
    attemptTimer = window.setInterval(() => void retry(), attemptEvery);
  } else if (state === 'rejected') {
    void resume();
  }
}

function found(): void {
  lost = false;
  window.clearTimeout(showTimer);
  window.clearInterval(attemptTimer);
  document.getElementById('components-reconnect-modal')?.classList.remove('is-shown', 'is-lost');
  circuit(true);
  words('trying');
}

function show(): void {
  document.getElementById('components-reconnect-modal')?.classList.add('is-shown');
  circuit(false);
}

function circuit(up: boolean): void {
  // What the page says of its servers is as old as the cut: the style sheet greys it.
  document.documentElement.toggleAttribute('data-cut', !up);
  for (const mark of document.querySelectorAll<HTMLElement>('[data-circuit]')) mark.hidden = (mark.dataset['circuit'] === 'up') !== up;
}

function words(which: 'trying' | 'gone'): void {
  const bar = document.getElementById('components-reconnect-modal');
  bar?.classList.toggle('is-lost', which === 'gone');
  for (const text of bar?.querySelectorAll<HTMLElement>('[data-lost]') ?? []) text.hidden = text.dataset['lost'] !== which;
}

async function retry(): Promise<void> {
  if (!lost || trying) return;
  trying = true;
  try {
    if (await window.Blazor?.reconnect()) found();
    else await resume();
  } catch {
    // The portal cannot be reached yet: the bar stays, the next attempt comes. Or the session has ended meanwhile: the page anew leads to the sign-in.
    await leaveIfSignedOut();
  } finally {
    trying = false;
  }
}

async function leaveIfSignedOut(): Promise<void> {
  try {
    if ((await fetch('/account/here', { method: 'POST', redirect: 'manual' })).status === 401) location.reload();
  } catch {
    // Not reachable.
  }
}

async function resume(): Promise<void> {
  try {
    if (await window.Blazor?.resumeCircuit()) {
      found();
      return;
    }
  } catch {
    return;
  }
  location.reload();
}
