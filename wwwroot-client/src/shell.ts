// Small behaviours of every page that need no round trip to the server: dist/shell.js, loaded by the root component and imported
// by components that need one of its functions.
import { watchAges } from './ages.ts';
import { watchCopy } from './copy.ts';
import { watchHotkeys } from './hotkeys.ts';
import { watchIdentity } from './identity.ts';
import { watchMenus } from './menus.ts';
import { watchPasskeys } from './passkeys.ts';
import { watchPreferences } from './preferences.ts';
import { watchReconnect } from './reconnect.ts';
import { watchRows } from './rows.ts';
import { writeStylesByScript } from './styles.ts';

writeStylesByScript();
watchReconnect();
watchPreferences();
watchAges();
watchMenus();
watchRows();
watchHotkeys();
watchCopy();
watchPasskeys();
watchIdentity();

/** Opens a native dialog over the page; the browser keeps the focus inside and gives it back afterwards. */
export function openDialog(dialog: HTMLDialogElement): void {
  if (!dialog.open) dialog.showModal();
}

export function closeDialog(dialog: HTMLDialogElement): void {
  dialog.close();
}

export function focusElement(element: HTMLElement | null): void {
  element?.focus();
}
