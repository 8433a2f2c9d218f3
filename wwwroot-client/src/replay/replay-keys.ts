import type { Replay } from './replay.ts';

const short = 5;
const long = 60;

/** Keys of a player, wherever one is on the page but in a field. */
export function watchReplayKeys(replay: Replay, bar: HTMLElement, signal: AbortSignal): void {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    const isScreen = target?.closest('.console-host') != null;
    if (!isScreen && target?.matches('input, textarea, select')) return;
    // A button that has the focus is pressed by these.
    if (!isScreen && target !== bar && (event.key === ' ' || event.key === 'Enter') && target?.closest('button, a, summary')) return;
    if (target?.closest('[role=menu], details[data-menu][open]')) return;
    const action = actionOf(replay, event);
    if (!action) return;
    event.preventDefault();
    action();
  }, { signal });
}

function actionOf(replay: Replay, event: KeyboardEvent): (() => void) | null {
  switch (event.key) {
    case ' ': return () => replay.toggle();
    case 'ArrowLeft': return () => replay.skip(event.shiftKey ? -long : -short);
    case 'ArrowRight': return () => replay.skip(event.shiftKey ? long : short);
    case 'PageUp': return () => replay.skip(-long);
    case 'PageDown': return () => replay.skip(long);
    case ',': return () => void replay.step('previous');
    case '.': return () => void replay.step('next');
    case '<': return () => replay.faster(-1);
    case '>': return () => replay.faster(1);
    case '/': return () => replay.focusSearch();
    case 'Home': return () => replay.toStart();
    case 'End': return () => replay.toEnd();
    default: return null;
  }
}
