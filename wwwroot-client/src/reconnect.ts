// A lost circuit shows a slim bar (the element Blazor knows by its id, shown by the classes Blazor sets), never a dialog over the
// console, which lives on its own connection. Beyond Blazor's own attempts: try at once when the network or the tab comes back,
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

let lost = false;
let trying = false;

export function watchReconnect(): void {
  document.addEventListener('components-reconnect-state-changed', event => {
    const state = (event as CustomEvent<{ state: string }>).detail.state;
    lost = state !== 'hide';
    if (state === 'rejected') void resume();
  }, true); // The event does not bubble; capturing survives a re-rendered bar.
  window.addEventListener('online', () => void retry());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void retry();
  });
  document.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('[data-reconnect]')) void retry();
  });
}

async function retry(): Promise<void> {
  if (!lost || trying) return;
  trying = true;
  try {
    if (!await window.Blazor?.reconnect()) await resume();
  } catch {
    // The portal cannot be reached yet; the bar stays, Blazor and the events above try again.
  } finally {
    trying = false;
  }
}

async function resume(): Promise<void> {
  try {
    if (await window.Blazor?.resumeCircuit()) return;
  } catch {
    return;
  }
  location.reload();
}
